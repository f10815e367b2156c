"""The build: same inputs, same bytes; bad input named in one line, the earlier site untouched."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.conftest import ROOT, copy_project, run

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("site")]


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_build_is_deterministic(built: Path, tmp_path: Path) -> None:
    """Another folder, another number of processes, another time zone, locale and hash seed, no cache."""
    other = copy_project(tmp_path / "elsewhere" / "project")
    made = json.loads((built / "site" / "data" / "datapackage.json").read_text("utf-8"))["created"]
    day = str(int(datetime.datetime.fromisoformat(made).timestamp()))
    changed = {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": day}
    done = run("build", "--jobs", "1", "--clean", cwd=other, **changed)
    assert done.status == 0, done.err
    assert digests(other / "site") == digests(built / "site")


def test_next_occurrence_counts_from_day_of_build(tmp_path: Path) -> None:
    told = copy_project(tmp_path / "told")
    done = run("generate", cwd=told, SOURCE_DATE_EPOCH="1514764800")
    assert done.status == 0, done.err
    home = (told / "docs" / "index.md").read_text("utf-8")
    assert "截至2018年1月1日" in home
    assert "2018年12月31日" in home
    assert "2017年12月31日" not in home
    assert "接下来" in (told / "docs" / "deadlines" / "recurring" / "index.md").read_text("utf-8")


@pytest.fixture(scope="module")
def soups(built: Path) -> dict[str, BeautifulSoup]:
    site = built / "site"
    return {
        path.relative_to(site).as_posix(): BeautifulSoup(path.read_text("utf-8"), "lxml")
        for path in sorted(site.rglob("*.html"))
    }


def test_links_and_anchors_resolve(built: Path, soups: dict[str, BeautifulSoup]) -> None:
    site = built / "site"
    anchors = {
        path: {node["id"] for node in soup.select("[id]")} | {node["name"] for node in soup.select("a[name]")}
        for path, soup in soups.items()
    }
    broken = []
    for path, soup in soups.items():
        for node in soup.select("a[href], link[href], script[src], img[src], source[srcset], form[action]"):
            target = str(node.get("href") or node.get("src") or node.get("srcset") or node.get("action"))
            address, anchor = urldefrag(urljoin(f"http://site/{path}", target))
            parts = urlsplit(address)
            if parts.netloc != "site" or node.get("rel") in (["canonical"], ["alternate"]):
                continue
            file = unquote(parts.path).lstrip("/")
            file = file + "index.html" if file == "" or file.endswith("/") else file
            if not (site / file).is_file() or (anchor and file in anchors and unquote(anchor) not in anchors[file]):
                broken.append((path, target))
    assert broken == []


def test_no_markdown_in_html(soups: dict[str, BeautifulSoup]) -> None:
    """Attribute lists and links that Markdown did not take stand on a page as they were written."""
    left = [
        (path, found[0])
        for path, soup in soups.items()
        if (found := re.search(r"\{: ?[.#]|\{ #|\]\([^)\s]+(?:/|\.md)|\*\*", soup.body.get_text() if soup.body else ""))
    ]
    assert left == []


def test_html_is_valid(built: Path) -> None:
    """By the Nu checker, on every page; two checkboxes of the theme's base template are not ours."""
    checker = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if shutil.which("java") is None or not checker.is_file():
        pytest.skip("the Nu checker needs Java")
    command = ["java", "-jar", checker, "--errors-only", "--skip-non-html", "--format", "json", built / "site"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    messages = json.loads(done.stderr)["messages"]
    pages = len(list((built / "site").rglob("*.html")))
    assert len(messages) == 2 * pages, "each page has the two checkboxes, and nothing else"
    assert [each for each in messages if 'class="md-toggle"' not in each["extract"]] == []


def test_pages_are_light(built: Path) -> None:
    """No page of the five notices is heavier than a phone on a slow line can bear; long ones are divided."""
    heavy = {path: size for path in (built / "site").rglob("*.html") if (size := path.stat().st_size) > 100 * 1024}
    assert heavy == {}


def test_public_pages_name_no_files_of_officers(soups: dict[str, BeautifulSoup]) -> None:
    for path, soup in soups.items():
        assert not re.search(r"\.yml|registry/|source_texts/|说明文件", str(soup)), path


def test_no_third_party_resources(soups: dict[str, BeautifulSoup]) -> None:
    """Links may leave the site; what a page loads may not."""
    for path, soup in soups.items():
        for node in soup.select(
            "script[src], img[src], link[rel=stylesheet][href], link[rel=preconnect], iframe, source, video, object, embed"
        ):
            target = str(node.get("src") or node.get("href") or node.get("srcset") or "")
            assert not re.match(r"(https?:)?//", target), (path, target)


def test_redirect_pages_are_not_indexed(built: Path, soups: dict[str, BeautifulSoup]) -> None:
    leading = {path for path, soup in soups.items() if soup.select_one('noscript meta[http-equiv="refresh"]')}
    assert leading == {path for path, soup in soups.items() if soup.select_one("script[data-tz-moved]")}
    assert any(path.startswith("walks/") for path in leading)
    listed = (built / "site" / "sitemap.xml").read_text("utf-8")
    assert "/comparisons/" in listed
    for path in leading:
        assert soups[path].select_one('meta[name="robots"][content="noindex"]')
        assert not soups[path].select_one("[data-searched]")
        assert f"/{path.removesuffix('index.html')}<" not in listed


def test_every_script_is_used(built: Path, soups: dict[str, BeautifulSoup]) -> None:
    """Nothing of the theme that no page uses, nothing that makes code of text, no source map."""
    site = built / "site"
    loaded = {
        unquote(urlsplit(urljoin(f"http://site/{path}", str(node["src"]))).path).lstrip("/")
        for path, soup in soups.items()
        for node in soup.select("script[src]")
    }
    scripts = {path.relative_to(site).as_posix() for path in site.rglob("*.js")}
    assert loaded
    left = list(loaded)
    while left:
        script = left.pop()
        imported = re.findall(r'(?:from |import\()"\./([\w-]+\.js)"', (site / script).read_text("utf-8"))
        new = {f"{script.rpartition('/')[0]}/{name}" for name in imported} - loaded
        loaded |= new
        left += new
    assert scripts == loaded
    for script in scripts:
        assert not re.search(r"\beval\(|\bnew Function\b", (site / script).read_text("utf-8")), script
    assert not list(site.rglob("*.map"))


def test_no_local_paths_in_site(built: Path) -> None:
    for path in (built / "site").rglob("*"):
        if path.is_file() and path.suffix in (".html", ".json", ".xml", ".csv", ".atom", ".ics", ".js", ".css"):
            content = path.read_bytes()
            assert str(ROOT).encode() not in content, path
            assert str(built).encode() not in content, path


def test_addresses_are_ascii_and_lower_case(built: Path) -> None:
    for path in (built / "site").rglob("index.html"):
        address = path.parent.relative_to(built / "site").as_posix()
        assert re.fullmatch(r"[a-z0-9./-]+", address), address


# Bad input: (what is done to a copy of the project, what the one line must name)
def empty_file(project: Path) -> None:
    (project / "source_texts" / "empty-2020-notice.txt").write_bytes(b"")


def picture_named_txt(project: Path) -> None:
    (project / "source_texts" / "picture-2020-notice.txt").write_bytes(
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(64)
    )


def invalid_utf8(project: Path) -> None:
    (project / "source_texts" / "broken-2020-notice.txt").write_bytes(
        "\ufeff关于印发方案的通知".encode() + b"\xff\xff\xfe tail"
    )


def wrong_date(project: Path) -> None:
    sidecar = project / "source_texts" / "guangning-2017-fazhi-fangan.yml"
    sidecar.write_text(re.sub(r"(?m)^written:.*\n", "", sidecar.read_text("utf-8")) + "written: 2017-13-40\n", "utf-8")


def wrong_key(project: Path) -> None:
    sidecar = project / "source_texts" / "guangning-2017-fazhi-fangan.yml"
    sidecar.write_text(sidecar.read_text("utf-8") + "jurisdicton: 广宁县\n", "utf-8")


def two_with_one_id(project: Path) -> None:
    sources = project / "source_texts"
    shutil.copyfile(sources / "chengdu-2015-fazhi-guihua.txt", sources / "chengdu-2015-fazhi-guihua.html")


def broken_registry(project: Path) -> None:
    first = sorted((project / "registry").glob("*.yml"))[0]
    first.write_text(first.read_text("utf-8") + "\n  - : [", "utf-8")


@pytest.fixture(scope="module")
def victim(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a finished site, to do harm to."""
    project = copy_project(tmp_path_factory.mktemp("victim") / "project")
    shutil.copytree(built / "site", project / "site")
    return project


@pytest.mark.parametrize(
    ("harm", "named"),
    [
        (empty_file, r"empty-2020-notice\.txt"),
        (picture_named_txt, r"picture-2020-notice\.txt"),
        (invalid_utf8, r"broken-2020-notice\.txt.*\b\d+"),
        (wrong_date, r"guangning-2017-fazhi-fangan\.yml:\d+"),
        (wrong_key, r"guangning-2017-fazhi-fangan\.yml:\d+.*jurisdiction"),
        (two_with_one_id, r"chengdu-2015-fazhi-guihua"),
        (broken_registry, r"registry/\w+\.yml:\d+"),
    ],
)
def test_bad_input_keeps_earlier_site(victim: Path, harm, named: str) -> None:
    before = digests(victim / "site")
    kept = {
        folder: {p.name: p.read_bytes() for p in (victim / folder).iterdir() if p.is_file()}
        for folder in ("source_texts", "registry")
    }
    try:
        harm(victim)
        done = run("build", cwd=victim)
        assert done.status == 2
        assert done.out == ""
        lines = done.err.splitlines()
        assert len(lines) == 1, done.err
        assert re.search(named, lines[0]), lines[0]
        assert re.search(r"\(.+\)$", lines[0]), "the line ends with the hint"
        assert digests(victim / "site") == before
    finally:
        for folder, files in kept.items():
            for path in (victim / folder).iterdir():
                if path.name not in files:
                    path.unlink()
            for name, content in files.items():
                (victim / folder / name).write_bytes(content)


def test_notice_without_items_is_finding(victim: Path, tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "plain-2020-notice.txt").write_text(
        "关于天气的通知\n今天天气很好。\n某市人民政府\n2020年1月1日\n", "utf-8"
    )
    done = run("check", "--sources", sources, cwd=victim)
    assert done.status in (0, 1)
    assert re.search(r"plain-2020-notice\.txt:\d+:\d+: (error|warning|note) [a-z-]+ ", done.out)
    built = run("build", "--sources", sources, "--site-dir", tmp_path / "site", cwd=victim)
    assert built.status == 0, built.err
    assert (tmp_path / "site" / "notices" / "plain-2020-notice" / "index.html").is_file()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_unwritable_folder_is_an_error(victim: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    done = run("build", "--site-dir", locked / "site", cwd=victim)
    assert done.status == 2
    assert "locked" in done.err


def test_file_at_site_path_is_an_error(victim: Path, tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file")
    for folder in (tmp_path / "site", tmp_path / "site" / "below"):
        done = run("build", "--site-dir", folder, cwd=victim)
        assert done.status == 2
        assert len(done.err.splitlines()) == 1
    assert (tmp_path / "site").read_text() == "a file"


def test_interrupted_build_keeps_old_site(victim: Path) -> None:
    before = digests(victim / "site")
    code = (
        "import builder.publishing.site as site\n"
        "def stop(*_): raise KeyboardInterrupt\n"
        "site.index_site = stop\n"
        "from builder.cli import main\n"
        "main(['build'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=victim,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 130
    assert "Traceback" not in done.stderr
    assert digests(victim / "site") == before
    assert [path.name for path in victim.iterdir() if path.name.startswith("site.")] == []


@pytest.mark.parametrize("place", ["site.index_site", "folder_swap.check_is_site", "folder_swap.exchange"])
def test_killed_build_is_repaired_by_next(tmp_path: Path, place: str) -> None:
    """A whole build of one notice, killed while it makes the search index and at two places of the swap."""
    project = copy_project(tmp_path / "project")
    shutil.rmtree(project / "source_texts")
    (project / "source_texts").mkdir()
    source = project / "source_texts" / "qingshan-2021-jieshui.txt"
    source.write_text("青山县节水方案\n一、编制清单。(县水务局)\n二、检查一次。(县水务局)\n", "utf-8")
    assert run("build", cwd=project).status == 0
    old = digests(project / "site")
    source.write_text("青山县节水方案\n一、编制清单。(县水务局)\n", "utf-8")
    clean = tmp_path / "clean"
    shutil.copytree(project, clean, symlinks=True)
    name = place.split(".")[1]
    code = (
        "import os, builder.publishing.site as site, builder.publishing.folder_swap as folder_swap\n"
        f"whole, calls = {place}, []\n"
        "def stop(*values):\n"
        "    calls.append(values)\n"
        f"    os._exit(77) if len(calls) == {2 if name == 'check_is_site' else 1} else whole(*values)\n"
        f"{place} = stop\n"
        "from builder.cli import main\n"
        "main(['build'])\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    assert subprocess.run([sys.executable, "-c", code], cwd=project, env=environment, check=False).returncode == 77
    assert digests(project / "site") == old
    assert [path for path in project.iterdir() if path.name.startswith("site.")], "the killed run leaves its folder"
    for folder in (project, clean):
        assert run("build", "--clean", cwd=folder).status == 0
    assert digests(project / "site") == digests(clean / "site")
    assert "withdrawn" in (project / "site" / "data" / "changes.json").read_text("utf-8")
    assert [path for path in project.iterdir() if path.name.startswith("site.")] == []
