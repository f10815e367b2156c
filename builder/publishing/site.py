"""The site: MkDocs over the Markdown tree, then the search index, beside the old site and swapped in."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from builder.config.project import Project
from builder.model.errors import InputError
from builder.publishing.folder_swap import swapped_in
from builder.publishing.search import index_site
from builder.publishing.theme_files import drop_unused


class _Warnings(logging.Handler):
    """Keeps what MkDocs warns of, so that a failed build can name it in one line."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage().splitlines()[0])


def build_site(project: Project, *, epoch: int, strict: bool) -> tuple[int, list[str]]:
    """Build `project.site` from `project.docs`. `epoch` (seconds since 1970) is the only date that
    the build knows. Returns the number of pages in the search index and the warnings of MkDocs;
    with `strict`, warnings fail the build (InputError) and the old site stays."""
    # MkDocs reads the date of its site map from here; set before it is imported.
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch)
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    heard = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(heard)
    level, propagate = logger.level, logger.propagate
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        with swapped_in(project.site) as beside:
            config = load_config(str(project.config), docs_dir=str(project.docs), site_dir=str(beside))
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            finally:
                config.plugins.on_shutdown()
            if heard.lines and strict:
                raise InputError(
                    f"{len(heard.lines)} warnings in a strict build, the first: {heard.lines[0]}",
                    "mend the page or link named",
                    project.config,
                )
            drop_unused(beside, (project.docs, project.root / "overrides"))
            pages = index_site(beside, project.root)
    except MkDocsException as error:
        raise InputError(str(error).splitlines()[0], "mend what MkDocs names", project.config) from error
    except OSError as error:
        raise InputError(
            f"cannot write: {error.strerror or error}",
            "choose a folder that you may write to",
            Path(error.filename or project.site),
        ) from error
    finally:
        logger.removeHandler(heard)
        logger.setLevel(level)
        logger.propagate = propagate
    return pages, heard.lines
