"""What pages tell programs: JSON-LD that parses and agrees with the page, and the way to the same as data."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import pytest
from bs4 import BeautifulSoup

from builder.pages.linked_data import script_text

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("site")]

TYPES = {"notices": "Legislation", "tasks": ("Action", "PlanAction"), "agencies": "GovernmentOrganization"}
REPORT = "jiangmen-2019-fazhi-baogao"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def test_json_ld_is_escaped() -> None:
    text = script_text({"@type": "Action", "name": '</script><!-- 与"引号"'})
    assert "<" not in text
    assert json.loads(text)["name"] == '</script><!-- 与"引号"'


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[str, str]:
    """HTML by address, of every page of a notice, task or body."""
    site = built / "site"
    found = {
        f"{path.parent.relative_to(site).as_posix()}/": path.read_text("utf-8")
        for kind, beside in (("notices", "notice"), ("tasks", "task"), ("agencies", "agency"))
        for path in sorted((site / kind).rglob("index.html"))
        if (path.parent / f"{beside}.json").is_file()
    }
    assert {address.split("/")[0] for address in found} == set(TYPES)
    return found


def test_json_ld_describes_its_page(pages: dict[str, str]) -> None:
    for address, html in pages.items():
        blocks = BLOCK.findall(html)
        assert len(blocks) == 1, address
        data: dict[str, Any] = json.loads(blocks[0])
        assert data["@context"] == "https://schema.org"
        wanted: str | tuple[str, ...] = "Report" if address == f"notices/{REPORT}/" else TYPES[address.split("/")[0]]
        if address.endswith("/quyu/"):  # a zone that a notice names, and no office of it
            wanted = "AdministrativeArea"
        assert data["@type"] in wanted if isinstance(wanted, tuple) else data["@type"] == wanted, address
        assert data["url"].endswith(f"/{address}"), address
        heading = BeautifulSoup(html, "lxml").h1
        assert heading is not None
        assert data["name"] == heading.get_text(strip=True), address


def test_task_json_ld_names_bodies_deadline_and_notice(built: Path, pages: dict[str, str]) -> None:
    """The same as the JSON beside the page says."""
    for address, html in pages.items():
        if not address.startswith("tasks/"):
            continue
        data = json.loads(BLOCK.findall(html)[0])
        beside = json.loads((built / "site" / address / "task.json").read_text("utf-8"))
        assert data.get("scheduledTime") == beside["due"], address
        assert "endTime" not in data, address  # nobody said that it ended then
        assert data["object"]["url"].endswith(f"/notices/{beside['notice']}/"), address
        assert data["object"]["@type"] == ("Report" if beside["notice"] == REPORT else "Legislation"), address
        by_part: dict[str, set[str]] = {"agent": set(), "participant": set()}
        for part in beside["responsibilities"]:
            # A place named by itself (…/quyu) is nobody who could act.
            if part["via"] is None and not part["agency"].endswith("/quyu"):
                by_part["participant" if part["role"] == "supporting" else "agent"].add(part["agency"])
        by_part["participant"] -= by_part["agent"]
        for part_of, bodies in by_part.items():
            named = {node["url"].partition("/agencies/")[2].rstrip("/") for node in data.get(part_of, [])}
            assert named <= bodies, address
            assert len(named) == min(len(bodies), 12), address


def test_page_head_links_data(built: Path, pages: dict[str, str]) -> None:
    for address, html in pages.items():
        links = BeautifulSoup(html, "lxml").select("head link[rel=alternate]")
        types = {str(link["type"]) for link in links}
        assert "application/json" in types, address
        if address.startswith("agencies/"):
            assert "application/atom+xml" in types, address
        for link in links:
            assert (built / "site" / unquote(urljoin(f"/{address}", str(link["href"]))).lstrip("/")).is_file(), address


def test_task_page_size_is_limited(pages: dict[str, str]) -> None:
    heavy = [
        (a, len(html.encode())) for a, html in pages.items() if a.startswith("tasks/") and len(html.encode()) > 40960
    ]
    assert heavy == []
