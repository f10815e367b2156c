"""What the program brings to every site besides its code and word lists: templates, styles and scripts of the theme,
and what `init` writes into a new folder.

In a checkout these are the files of the site whose folder the checkout is; a wheel carries copies of them (setup.py).
"""

from __future__ import annotations

from pathlib import Path

_COPIES = Path(__file__).resolve().parents[1] / "shipped"

SHIPPED = _COPIES if _COPIES.is_dir() else _COPIES.parent.parent
"""The folder that holds them, under the names that they have in a site's folder."""

CONFIG = "mkdocs.yml"
TEMPLATES = "overrides"
ASSETS = "docs/assets"
PAGES = ("docs/about.md", "docs/accessibility.md", "docs/limits.md", "docs/method.md", "docs/search.md")
"""The pages that a person writes; those of the other sites begin as copies."""
