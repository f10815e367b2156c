"""The site as a government portal must show it: its tags on every page, its footer, and no placeholder anywhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup

from tests.conftest import copy_project, run
from tests.test_portal import GOOD

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("site")]

SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN_TAGS = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
ARTICLE_TAGS = ("ArticleTitle", "PubDate", "ContentSource")
COLUMNS = r"(notices|tasks|tasks/[^/]+|agencies|deadlines|documents|topics|comparisons|places|quality|changes|data|about|sitemap)/"


def soups(site: Path) -> dict[str, BeautifulSoup]:
    """Every page by its address, in order; the page for missing addresses and those of moved pages apart."""
    found = {}
    for path in sorted(site.rglob("index.html")):
        address = path.parent.relative_to(site).as_posix()
        found["" if address == "." else f"{address}/"] = BeautifulSoup(path.read_text("utf-8"), "lxml")
    assert len(found) > 200
    return found


def tags(soup: BeautifulSoup) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in soup.select("meta[name]"):
        found.setdefault(str(node["name"]), []).append(str(node["content"]))
    return found


@pytest.fixture(scope="module")
def strict_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A strict build whose portal block is filled in."""
    project = copy_project(tmp_path_factory.mktemp("strict") / "project")
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8")
    for key, value in GOOD.items():
        text, count = re.subn(rf"(?m)^    {key}: .*$", lambda _, k=key, v=value: f"    {k}: {v}", text)
        assert count == 1, key
    text = re.sub(r"(?m)^site_url: .*$", f"site_url: https://{GOOD['SiteDomain']}/zwgk/taizhang/", text)
    assert yaml.safe_load(text)["extra"]["portal"] == {**GOOD, "SiteIDCode": int(GOOD["SiteIDCode"])}
    config.write_text(text, "utf-8")
    done = run("build", "--strict", "--jobs", "2", cwd=project)
    assert done.status == 0, done.err
    return project / "site"


@pytest.fixture(scope="module")
def strict(strict_site: Path) -> dict[str, BeautifulSoup]:
    return soups(strict_site)


def is_dated(address: str, dated: set[str]) -> bool:
    """Whether a page has a date: that of its notice; a body's page, made anew of all notices, has the build's day."""
    return address.startswith("agencies/") or address.split("/")[1] in dated


def test_site_name_tag_is_unique(strict: dict[str, BeautifulSoup]) -> None:
    for address, soup in strict.items():
        found = tags(soup)
        assert [found.get(name) for name in SITE_TAGS] == [[GOOD[name]] for name in SITE_TAGS], address


def test_tags_are_unique_and_not_empty(strict: dict[str, BeautifulSoup]) -> None:
    for address, soup in strict.items():
        for name, values in tags(soup).items():
            assert len(values) == 1, (address, name)
            assert values[0].strip(), (address, name)


def test_column_pages_have_tags(strict: dict[str, BeautifulSoup]) -> None:
    columns = [address for address in strict if address == "" or re.fullmatch(COLUMNS, address)]
    assert len(columns) > 10
    missing = [(address, name) for address in columns for name in COLUMN_TAGS if name not in tags(strict[address])]
    assert missing == []


def test_article_has_title_date_and_source(strict: dict[str, BeautifulSoup], strict_site: Path) -> None:
    """On each content page; the date of its notice where that gives one and none made up where it does not; a body's
    page, which is made anew of all notices, has the day of the build."""
    notices = json.loads((strict_site / "data" / "notices.json").read_text("utf-8"))
    dated = {row["notice"] for row in notices if row["written"] or row["published"]}
    assert dated
    wrong = []
    for address, soup in strict.items():
        if not re.match(r"(notices|tasks/[^/]+|agencies)/.", address) or address.endswith("/restoration/"):
            continue
        found = tags(soup)
        title = soup.h1.get_text(strip=True) if soup.h1 else None
        if found.get("ArticleTitle") != [title]:
            wrong.append((address, "ArticleTitle", title, found.get("ArticleTitle")))
        if not found.get("ContentSource"):
            wrong.append((address, "ContentSource", None, None))
        form = r"\d{4}-\d\d-\d\d \d\d:\d\d" if is_dated(address, dated) else ""
        if not re.fullmatch(form, found.get("PubDate", [""])[0]):
            wrong.append((address, "PubDate", None, found.get("PubDate")))
    assert wrong == []


def test_footer_names_operator(strict: dict[str, BeautifulSoup]) -> None:
    for address, soup in strict.items():
        footer = soup.select_one("footer.tz-footer")
        assert footer is not None, address
        words = footer.get_text()
        for key in ("host", "SiteIDCode", "icp", "police", "contact"):
            assert GOOD[key] in words, (address, key)
        assert footer.select(f'a[href="{GOOD["find_mistakes"]}"]'), address
        assert footer.find("a", string="网站地图"), address


def test_no_placeholder_on_pages(built: Path) -> None:
    """What the publisher has not yet given is left out, in the head as at the foot."""
    for address, soup in soups(built / "site").items():
        assert not soup.select('meta[content*="待填"]'), address
        assert "待填" not in soup.select_one("footer.tz-footer").get_text(), address  # type: ignore[union-attr]
        assert not soup.select('a[href*="待填"]'), address


def test_page_for_missing_addresses_leads_back_from_any_depth(strict_site: Path) -> None:
    """It is shown at addresses of any depth, so that its links begin at the top of the domain, with the folder that the
    site stands in."""
    soup = BeautifulSoup((strict_site / "404.html").read_text("utf-8"), "lxml")
    links = [str(node[name]) for name in ("href", "src") for node in soup.select(f"[{name}]")]
    links = [link for link in links if not link.startswith(("#", "http", "mailto:"))]
    assert len(links) > 15
    for link in links:
        path, folder = link.partition("#")[0], "/zwgk/taizhang/"
        assert path.startswith(folder), link
        assert (
            strict_site / path.removeprefix(folder) / ("index.html" if path.endswith(("/", "/.")) else "")
        ).is_file(), link
