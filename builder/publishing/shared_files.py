"""What MkDocs takes from the program where a site's folder has no file of that name: templates, styles, scripts,
and the pages about what the program does."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

from builder.config.shipped import ASSETS, PAGES, SHIPPED, TEMPLATES


class _Shared(BasePlugin):  # type: ignore[type-arg, no-untyped-call]  # MkDocs has no types here
    """Adds the assets and pages that the site's own `docs/` lacks."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        docs = (SHIPPED / ASSETS).parent
        for path in (*sorted((SHIPPED / ASSETS).rglob("*")), *(SHIPPED / page for page in PAGES)):
            name = path.relative_to(docs).as_posix()
            if path.is_file() and files.get_file_from_path(name) is None:
                files.append(File.generated(config, name, abs_src_path=str(path)))
        return files


def share(config: MkDocsConfig) -> None:
    """Let a site with the theme of the program use its files; of two with one name the site's own is used."""
    if config.theme.name != "material":
        return
    templates = SHIPPED / TEMPLATES
    if templates not in map(Path, config.theme.dirs):
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(templates))
    config.plugins["taizhang"] = _Shared()


def changed_templates(config: MkDocsConfig) -> list[Path]:
    """The templates in the site's own folder that are none of the program, or not as the program has them."""
    folder = Path(config.theme.custom_dir or "")
    own = sorted(path for path in folder.rglob("*") if path.is_file()) if config.theme.custom_dir else []
    return [path for path in own if not _is_shipped(path, SHIPPED / TEMPLATES / path.relative_to(folder))]


def _is_shipped(path: Path, shipped: Path) -> bool:
    return shipped.is_file() and path.read_bytes() == shipped.read_bytes()
