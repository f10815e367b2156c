"""The same Markdown tree under other publishers: ProperDocs gives the same site, Zensical the same articles.

Runs where they are installed: beside this Python, on the PATH, or where ENGINES says (a folder of programs)."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("site")]


def built_by(engine: str, project: Path, target: Path) -> Path:
    """The site that `engine` makes of the project's own Markdown. Skips where there is no such program."""
    places = os.pathsep.join(
        filter(None, [os.environ.get("ENGINES"), str(Path(sys.executable).parent), os.environ["PATH"]])
    )
    program = shutil.which(engine, path=places)
    if program is None:
        pytest.skip(f"{engine} is not installed")
    for name in ("docs", "overrides"):
        shutil.copytree(project / name, target / name)
    shutil.copy(project / "mkdocs.yml", target / "mkdocs.yml")
    done = subprocess.run(
        [program, "build", "-f", "mkdocs.yml"], cwd=target, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return target / "site"


def pages(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}


def article(html: str) -> tuple[str, list[str]]:
    """The words of a page's article, and its anchors."""
    found = BeautifulSoup(html, "lxml").article
    assert found is not None
    return " ".join(found.get_text().split()), [str(node["id"]) for node in found.select("[id]")]


def test_zensical_builds_same_articles(built: Path, tmp_path: Path) -> None:
    other = pages(built_by("zensical", built, tmp_path))
    for path, html in pages(built / "site").items():
        assert article(other[path]) == article(html), path


def test_properdocs_builds_same_site(built: Path, tmp_path: Path) -> None:
    other = pages(built_by("properdocs", built, tmp_path))
    generator = re.compile(r'<meta name="generator"[^>]*>')
    for path, html in pages(built / "site").items():
        assert generator.sub("", other[path]) == generator.sub("", html), path
