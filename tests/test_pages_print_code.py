"""The QR code of a page in print: of its own address, asking nothing of others, and hidden on the screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import segno

from builder.config.site import SiteFacts
from builder.ledger.resolving import resolve
from builder.pages.markdown.print_code import print_code
from builder.pages.plan import plan_pages
from tests.conftest import ROOT
from tests.ledger_making import registry
from tests.review_making import NOTICE, noticed

HOME = "https://www.dongan.gov.cn/tz/"


@pytest.mark.parametrize("page", [f"tasks/{NOTICE}/2-1/", f"notices/{NOTICE}/"])
def test_page_bears_the_code_of_its_own_address(tmp_path: Path, page: str) -> None:
    ledger = resolve([noticed(tmp_path)], registry())
    (code,) = re.findall(
        r'<div class="tz-print-code".*</div>', plan_pages(ledger, SiteFacts("台账", HOME))[f"{page}index.md"]
    )
    assert code == print_code(HOME + page)
    assert code != print_code(HOME)
    path = re.search(r' d="([^"]+)"', segno.make(HOME + page, error="l", micro=False, mask=2).svg_inline(border=2))
    assert path
    assert path[1] in code
    assert not re.search(r"http|style=|<script|on\w+=", code)
    assert "tz-print-code" not in plan_pages(ledger, SiteFacts("台账"))[f"{page}index.md"]


def test_codes_follow_from_each_other_as_if_each_was_made_alone() -> None:
    pages = [
        f"tasks/{notice}/{number}/" for notice in ("ab", "zy", "longer") for number in ("1-1", "1-2", "7-9", "2-10")
    ]
    for address in (HOME, *(HOME + page for page in (*pages, pages[0]))):
        code = segno.make(address, error="l", micro=False, mask=2)
        alone = code.svg_inline(border=2, omitsize=True, svgclass=None, lineclass=None)
        assert alone[alone.index(" viewBox") :] in print_code(address)


def test_code_is_shown_in_print_only() -> None:
    css = (ROOT / "docs/assets/stylesheets/site.css").read_text("utf-8")
    screen, _, printed = css.partition("@media print")
    assert ".tz-print-code { display: none; }" in screen
    assert re.search(r"\.tz-print-code \{ display: block;", printed)
