"""The Content-Security-Policy of the site as built: only what its pages use, all from the site itself.

A server sends it with every page; `deploy/` holds samples that carry it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from pathlib import Path

from bs4 import BeautifulSoup, SoupStrainer

from builder.language import lazy_re as re

# A block of another type is data, which no policy on scripts is asked about.
_RUNS = ("", "module", "importmap", "text/javascript", "application/javascript")
_DATA_PICTURE = re.compile(r"url\(\s*[\"']?data:")


def _hash(content: str) -> str:
    """The source expression that allows exactly this inline content (Content Security Policy Level 3)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode('utf-8')).digest()).decode('ascii')}'"


def inline_hashes(pages: Iterable[str]) -> tuple[list[str], list[str]]:
    """Hashes of the inline scripts and of the inline style sheets of HTML pages, each once, in order."""
    scripts: set[str] = set()
    styles: set[str] = set()
    for page in pages:
        for block in BeautifulSoup(page, "html.parser", parse_only=SoupStrainer(["script", "style"])).find_all(True):
            content = block.string or ""
            if block.name == "style":
                styles.add(_hash(content))
            elif not block.has_attr("src") and str(block.get("type", "")).strip().lower() in _RUNS:
                scripts.add(_hash(content))
    return sorted(scripts), sorted(styles)


def site_policy(site: Path) -> str:
    """The policy for the built site in the folder `site`, as the value of the header."""
    scripts, styles = inline_hashes(path.read_text("utf-8") for path in sorted(site.rglob("*.html")))
    sheets = (path.read_text("utf-8") for path in sorted(site.rglob("*.css")))
    pictures = ["'self'", *(["data:"] if any(map(_DATA_PICTURE.search, sheets)) else [])]
    directives = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *scripts],
        "connect-src": ["'self'"],
        "style-src": ["'self'", *styles],
        "img-src": pictures,
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'self'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())
