"""What the program brings to every site besides its code and word lists: templates, styles and scripts of the theme,
what `init` writes into a new folder, and what `guide` prints.

In a checkout these are the files of the site whose folder the checkout is; a wheel carries copies of them. Imports
nothing of the program: setup.py runs this file by itself.
"""

from __future__ import annotations

from pathlib import Path

from builder.language import lazy_re as re

_COPIES = Path(__file__).resolve().parents[1] / "shipped"

SHIPPED = _COPIES if _COPIES.is_dir() else _COPIES.parent.parent
"""The folder that holds them, under the names that they have in a site's folder."""

CONFIG = "mkdocs.yml"
TEMPLATES = "overrides"
ASSETS = "docs/assets"
BEGUN = ("docs/about.md",)
"""The page in which each site speaks of itself: a new one begins with a copy."""

PAGES = ("docs/accessibility.md", "docs/limits.md", "docs/method.md", "docs/search.md")
"""Pages about what the program does, used as they are wherever a site has none of that name, so that they are of the
version that is installed."""

PAPERS = {"guide": "docs/guide.md", "nginx": "deploy/nginx.conf", "caddy": "deploy/Caddyfile"}
"""What officers read, by the name under which `guide` prints it; no part of any site."""

_SITE = re.compile(r"(?m)^(site_name|site_url):.*$")
_PORTAL = re.compile(r"(?m)^    (\w+):.*$")


def blank(config: str) -> str:
    """The text of a site's `mkdocs.yml` as another site begins with it: its name, its address and what the portal
    must name are to be filled in, so that no site goes out under the name of this one. ValueError without them."""
    head, mark, portal = config.partition("\n  portal:\n")
    if not mark:
        raise ValueError("extra.portal")
    head = _SITE.sub(lambda key: f"{key[1]}: {_OPEN[key[1]]}", head)
    return head + mark + _PORTAL.sub(r"    \1: 待填", portal)


_OPEN = {"site_name": "待填", "site_url": "https://taizhang.example.gov.cn/"}
