"""Pages: the ledger as complete Markdown files, for any publisher of Markdown.

`plan_pages(ledger, site)` gives every generated page as {path below docs/: text}. Nothing is
written here: first all is gathered, then the caller writes.
"""

from builder.pages.plan import plan_pages
from builder.pages.site import Download, Picture, SiteChange, SiteFacts, SourceFacts

__all__ = ["Download", "Picture", "SiteChange", "SiteFacts", "SourceFacts", "plan_pages"]
