"""Where the files of one project are: everything lies below the folder that holds `mkdocs.yml`."""

from __future__ import annotations

import os
from pathlib import Path

import yaml

from builder.config.input_files import check_name
from builder.config.mkdocs_yml import child, read_mkdocs
from builder.config.remote_sources import fetch
from builder.language.lazy_dataclasses import dataclass
from builder.messages.options import Address
from builder.messages.translation import _
from builder.model.errors import InputError


@dataclass(frozen=True, slots=True)
class Project:
    """Folders of a project. `sources` and `site` may be set by the command line."""

    root: Path
    sources: Path
    site: Path

    @property
    def config(self) -> Path:
        return self.root / "mkdocs.yml"

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def registry(self) -> Path:
        return self.root / "registry"

    @property
    def overrides(self) -> Path:
        return self.root / "overrides"

    @property
    def cache(self) -> Path:
        return self.root / ".cache"


def resolved(path: Path) -> Path:
    """`path` without links, whether it exists or not. InputError for links that lead in a circle."""
    check_name(path)
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        raise InputError(_("cannot be reached: links may lead in a circle"), _("check the path"), path) from None


def find_project(start: Path, sources: Path | Address | None = None, site: Path | None = None) -> Project:
    """The project that `start` lies in: the nearest folder upward with an `mkdocs.yml`. Sources at an address are
    fetched into its cache."""
    start = resolved(start)
    for root in (start, *start.parents):
        if os.path.lexists(root / "mkdocs.yml"):
            if isinstance(sources, Address):
                sources = fetch(sources, root / ".cache")
            return Project(root, resolved(sources or root / "source_texts"), resolved(site or root / "site"))
    raise InputError(_("no mkdocs.yml here or in any folder above"), _("run the command inside the project"), start)


def find_registry(start: Path) -> Path | None:
    """The registry of the project around `start`, which may be absent there; None outside any project."""
    try:
        return find_project(start).registry
    except InputError:
        return None


def language_of(start: Path) -> str | None:
    """The language of the pages of the project around `start` (`theme.language`, such as zh-CN); None where it says
    none, outside any project, or where its `mkdocs.yml` cannot be read."""
    try:
        language = child(child(read_mkdocs(find_project(start).config), "theme")[0], "language")[0]
    except InputError:
        return None
    return str(language.value) if isinstance(language, yaml.ScalarNode) else None
