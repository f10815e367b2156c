"""The theme's style sheets, cut down to what the pages use."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.publishing.theme.styles import prune, slim_styles

CSS = (
    '@charset "UTF-8";:root{--a:1}'
    "@font-face{font-family:甲;src:url(a;b{c}.woff)}"
    '.used:after{content:"}"}'
    ".used,.gone{color:red}"
    "@media print{.gone{color:blue}.used:not(.gone,:is(.x,.y)){margin:0}}"
    "@keyframes gone{0%{opacity:0}to{opacity:1}}"
    "@supports (display:grid){.gone .used{display:grid}}"
    '.used[title="a,b"]>p,a:is(.gone,.used){margin:0}'
    ".gone\\:x{color:red}"
)


def test_sheet_is_whole_where_all_is_used() -> None:
    assert prune(CSS, {"used", "gone", "gone:x"}) == CSS


def test_rules_of_unused_classes_are_cut() -> None:
    assert prune(CSS, {"used"}) == (
        '@charset "UTF-8";:root{--a:1}'
        "@font-face{font-family:甲;src:url(a;b{c}.woff)}"
        '.used:after{content:"}"}'
        ".used{color:red}"
        "@media print{.used:not(.gone,:is(.x,.y)){margin:0}}"
        "@keyframes gone{0%{opacity:0}to{opacity:1}}"
        '.used[title="a,b"]>p,a:is(.gone,.used){margin:0}'
    )


@pytest.mark.parametrize("tag", ['<p class="b a">', "<p class='a'>", "<p class=a>"])
def test_pages_link_the_slim_sheet_by_its_own_hash(tmp_path: Path, tag: str) -> None:
    styles = tmp_path / "site" / "assets" / "stylesheets"
    styles.mkdir(parents=True)
    (styles / "main.00000000.min.css").write_text(".a{color:red}.z{color:red}.by-script{top:0}", "utf-8")
    (styles / "unlinked.11111111.min.css").write_text(".a{color:red}", "utf-8")
    (styles / "own.css").write_text(".z{color:red}", "utf-8")
    (styles.parent / "own.js").write_text('node.classList.add("by-script")', "utf-8")
    page = tmp_path / "site" / "index.html"
    page.write_text(f'<link href="assets/stylesheets/main.00000000.min.css"><link href="own.css">{tag}', "utf-8")
    own = tmp_path / "docs" / "assets" / "stylesheets"
    own.mkdir(parents=True)
    (own / "own.css").touch()
    slim_styles(tmp_path / "site", [tmp_path / "docs"])
    names = sorted(path.name for path in styles.iterdir())
    assert names[1:] == ["own.css"]
    assert names[0] != "main.00000000.min.css"
    assert f"stylesheets/{names[0]}" in page.read_text("utf-8")
    assert (styles / names[0]).read_text("utf-8") == ".a{color:red}.by-script{top:0}"
    assert (styles / "own.css").read_text("utf-8") == ".z{color:red}"


def test_page_that_is_also_another_file_is_written_anew(tmp_path: Path) -> None:
    styles = tmp_path / "site" / "assets" / "stylesheets"
    styles.mkdir(parents=True)
    (styles / "main.00000000.min.css").write_text(".a{color:red}.z{color:red}", "utf-8")
    html = '<link href="assets/stylesheets/main.00000000.min.css"><p class="a">'
    for name in ("held", "free"):
        (tmp_path / "site" / f"{name}.html").write_text(html, "utf-8")
    (tmp_path / "before.html").hardlink_to(tmp_path / "site" / "held.html")
    slim_styles(tmp_path / "site", [])
    (sheet,) = styles.iterdir()
    assert (tmp_path / "before.html").read_text("utf-8") == html
    for name in ("held", "free"):
        page = (tmp_path / "site" / f"{name}.html").read_text("utf-8")
        assert page == html.replace("main.00000000.min.css", sheet.name)
