"""The configuration of a site, as MkDocs reads it from `mkdocs.yml`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from builder.config.mkdocs_yml import read_mkdocs

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def load(config_file: Path, docs: Path, site: Path) -> MkDocsConfig:
    """The configuration of a site whose pages are in `docs`, for a build into `site`."""
    read_mkdocs(config_file)
    from mkdocs.config import load_config

    from builder.publishing.shared_files import share

    config = load_config(str(config_file), docs_dir=str(docs), site_dir=str(site))
    share(config)
    return config
