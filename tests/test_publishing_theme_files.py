"""What comes with the theme and no page uses does not reach the site."""

from __future__ import annotations

from pathlib import Path

from builder.publishing.theme.unused_files import drop_unused


def test_theme_scripts_and_source_maps_are_removed(tmp_path: Path) -> None:
    site, docs = tmp_path / "site", tmp_path / "docs"
    for name in (
        "assets/javascripts/own.js",
        "assets/javascripts/bundle.js",
        "assets/javascripts/lunr/min/lunr.zh.js",
        "assets/stylesheets/main.css",
        "assets/stylesheets/main.css.map",
        "search-index/index.json",
    ):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("", "utf-8")
    (docs / "assets/javascripts").mkdir(parents=True)
    (docs / "assets/javascripts/own.js").write_text("", "utf-8")
    drop_unused(site, [docs, tmp_path / "overrides"])
    left = sorted(
        path.relative_to(site).as_posix() for path in site.rglob("*") if not path.is_dir() or not any(path.iterdir())
    )
    assert left == ["assets/javascripts/own.js", "assets/stylesheets/main.css", "search-index/index.json"]
