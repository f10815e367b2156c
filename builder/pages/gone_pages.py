"""Pages of what is no longer here: a withdrawn notice says so, a kept address leads on."""

from __future__ import annotations

from builder.config.site import SiteFacts
from builder.exports.changes import Change
from builder.pages import wording
from builder.pages.links import page_path, relative
from builder.pages.rendering import Head, render


def plan_gone(site: SiteFacts, change: Change) -> tuple[str, str]:
    """The page at the address of something withdrawn. Where it moved, a browser is sent on."""
    here = change.address
    title = f"已撤下：{change.title}"
    head = Head(
        here,
        title,
        "说明",
        "更新记录",
        "这一页的内容已经撤下。",
        moved=relative_url(here, change.moved) if change.moved else None,
        portal={"ArticleTitle": title, "PubDate": f"{change.date} 00:00", "ContentSource": site.name},
    )
    return page_path(here), render("gone.md.j2", head, site, change=change, day=wording.day(change.date))


def relative_url(here: str, address: str) -> str:
    """The address of another page as a browser sees it from the page at `here`."""
    return relative(here, address).removesuffix("index.md") or "./"
