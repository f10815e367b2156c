"""`robots.txt` (RFC 9309): every page may be read; and where the map of the site is."""

from __future__ import annotations

from builder.exports.declaration import Export, ExportInput, Files


def _files(made: ExportInput) -> Files:
    """A crawler reads it at the root of a host only; a site that stands lower gives its lines to the one there."""
    where = f"\nSitemap: {made.site.url}sitemap.xml\n" if made.site.url else ""
    return {"robots.txt": f"User-agent: *\nAllow: /\n{where}"}


ROBOTS = Export({"txt": "text/plain"}, _files, lambda _: ())
