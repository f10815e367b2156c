"""What the pages that list others have in common."""

from __future__ import annotations

from markupsafe import Markup

from builder.config.site import SiteFacts
from builder.ledger.index import LedgerIndex, made_from
from builder.pages.markdown.links import page_path
from builder.pages.markdown.portal_tags import column_tags
from builder.pages.markdown.rendering import Head, render


def column_head(
    index: LedgerIndex, here: str, name: str, description: str, keywords: str, *, contents: bool = False
) -> Head:
    """Front matter of a page that lists others."""
    return Head(
        here,
        name,
        "栏目",
        made_from(index.ledger.notices),
        description,
        portal=column_tags(name, description, keywords),
        contents=contents,
    )


def list_page(site: SiteFacts, head: Head, lead: str, listing: Markup, empty: str) -> tuple[str, str]:
    """Path and text of a page of one table; `empty` stands in its place where it has no rows."""
    return page_path(head.here), render("index.md.j2", head, site, lead=lead, listing=listing, empty=empty)
