"""MkDocs as a library: its warnings kept, its failures as one line with file, line and key."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Iterator
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jinja2 import TemplateError

from builder.config.mkdocs_yml import child, read_mkdocs
from builder.config.project import Project
from builder.language import lazy_re as re
from builder.messages.foreign import said_by_other
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.publishing.configuration import load

if TYPE_CHECKING:
    from builder.publishing.rendering.last_build import LastBuild

Engine = Literal["fast", "mkdocs"]
_VALUE = re.compile(r"Config value '([\w.]+)': (.+)")


class _Warnings(logging.Handler):
    """Keeps the first line of each warning or error."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage().splitlines()[0])


@contextlib.contextmanager
def listening(config: Path) -> Iterator[list[str]]:
    """What MkDocs warns of within the block, one line each. Its failures, and those of the pages and templates
    of a person, are InputErrors; `config` is the `mkdocs.yml`."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from mkdocs.exceptions import MkDocsException

    heard = _Warnings()
    logger = logging.getLogger("mkdocs")
    level, propagate = logger.level, logger.propagate
    logger.addHandler(heard)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield heard.lines
    except MkDocsException as error:
        raise _fault(heard.lines, str(error).splitlines()[0], config) from error
    except TemplateError as error:
        place = getattr(error, "filename", None) or config.parent / "overrides"
        what = _("the template cannot be used: {why}", why=said_by_other(error.message or type(error).__name__))
        raise InputError(what, _("fix the template"), place, getattr(error, "lineno", None)) from error
    except UnicodeDecodeError as error:
        what = said_by_other(heard.lines[-1]) if heard.lines else _("a page is not UTF-8")
        raise InputError(what, _("save the page as UTF-8"), config.parent / "docs") from error
    finally:
        logger.removeHandler(heard)
        logger.setLevel(level)
        logger.propagate = propagate


def check_config(project: Project) -> None:
    """InputError where MkDocs would refuse `mkdocs.yml`; before anything is read or written."""
    with listening(project.config):
        load(project.config, project.docs, project.site)


def build_pages(
    project: Project,
    site: Path,
    *,
    jobs: int = 1,
    engine: Engine = "fast",
    last: LastBuild | None = None,
    executor: Executor | None = None,
) -> None:
    """The HTML of all pages below `project.docs`, into the folder `site`. `engine`: `fast` renders the pages that our
    templates made without MkDocs, in `jobs` processes, to the same bytes, or takes over what the `last` build made of
    the same; `mkdocs` leaves all to MkDocs, as is done where a site has plugins, another theme, or templates that show
    what other pages say. An `executor` renders instead of those processes; its workers must have the project and `site`
    in the same folders."""
    from mkdocs.commands.build import build

    from builder.publishing.rendering.on_cluster import rendering
    from builder.publishing.rendering.site import build_site_pages, can_render

    config = load(project.config, project.docs, site)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        if engine == "fast" and can_render(config):
            elsewhere = partial(rendering, executor=executor) if executor else None
            build_site_pages(config, jobs=jobs, last=last, elsewhere=elsewhere)
        else:
            build(config)
    finally:
        config.plugins.on_shutdown()


def _fault(heard: list[str], otherwise: str, config: Path) -> InputError:
    """The first fault of a value of the configuration, or else what MkDocs says of its failure."""
    for found in filter(None, map(_VALUE.match, heard)):
        line = child(read_mkdocs(config), found[1].partition(".")[0])[1]
        return InputError(f"{found[1]}: {said_by_other(found[2]).rstrip('.')}", _("correct this value"), config, line)
    return InputError(said_by_other(otherwise), _("fix what MkDocs names"), config)
