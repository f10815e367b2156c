"""Addresses that only lead on."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("site")]


def test_moved_addresses_hold_no_article(built: Path) -> None:
    pages = sorted((built / "site" / "walks").rglob("index.html"))
    assert pages
    for path in pages:
        soup = BeautifulSoup(path.read_text("utf-8"), "lxml")
        assert soup.select_one("#main a[href]"), path
        assert not soup.select("article, [data-searched]"), path
