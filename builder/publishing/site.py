"""The site: MkDocs over the Markdown tree, then the search index, beside the old site and swapped in."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from pathlib import Path

from builder.config.input_files import unwritable
from builder.config.project import Project
from builder.config.shipped import SHIPPED, TEMPLATES
from builder.language import lazy_re as re
from builder.messages.foreign import said_by_other
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.publishing.folder_swap import swapped_in
from builder.publishing.listing import files_below, pages_below, recall_listings, store_listings
from builder.publishing.manifest import MANIFEST
from builder.publishing.mkdocs import Engine, build_pages, listening
from builder.publishing.rendering.spare import Spare
from builder.publishing.search.index import INDEX, forget_bundles, index_site
from builder.publishing.theme.styles import slim_styles
from builder.publishing.theme.unused_files import drop_unused
from builder.publishing.tree_writer import Stamp


def build_site(
    project: Project,
    *,
    epoch: int,
    strict: bool,
    jobs: int = 1,
    engine: Engine = "fast",
    program: str,
    clean: bool = False,
    executor: Executor | None = None,
    index: bool = True,
    before: Project | None = None,
    standing: Mapping[str, Stamp] | None = None,
) -> tuple[int, list[str]]:
    """Build `project.site` from `project.docs`, by `jobs` processes, and pages by the `executor` where there is one.
    `epoch` (seconds since 1970) is the only date that the build knows; `engine` as in `build_pages`; what the last
    build by the same `program` made of the same is taken over, unless the build is `clean`; where there is no site yet,
    from that of the project `before` it. Without `index`, the old search index stays until `index_again`. Returns the
    number of pages in the search index and the warnings of MkDocs; with `strict`, warnings fail the build (InputError)
    and the old site stays. `standing`: stamps of files below `project.docs` that were looked at just now, by path."""
    from builder.publishing.rendering.last_build import LastBuild  # loads MkDocs

    stands = before if before and not project.site.exists() else project
    spare = _spare(project, stands.site)
    last = LastBuild(record_of(stands), stands.site, program, clean=clean, spare=spare, standing=standing)
    try:
        with _dated(epoch), listening(project.config) as heard, swapped_in(project.site, spare) as beside:
            build_pages(project, beside, jobs=jobs, engine=engine, last=last, executor=executor)
            if heard and strict:
                raise InputError(
                    _(
                        "{count} warnings in a strict build, the first: {first}",
                        count=len(heard),
                        first=said_by_other(heard[0]),
                    ),
                    _("fix the page or link named"),
                    project.config,
                )
            own = (project.docs, project.overrides, SHIPPED / "docs", SHIPPED / TEMPLATES)
            drop_unused(beside, own)
            known, made = last.styles, pages_below(beside)
            sheets = slim_styles(beside, own, known, made)
            last.rewritten(known.written)
            pages = 0
            if index:
                kept = None if clean else project.cache / "search"
                stamps = last.stamps
                pages, same = index_site(beside, jobs, kept, stands.site, {path: stamps.get(path) for path in made})
                spare.taken |= same
            else:
                for path in filter(_is_indexed, files_below(stands.site)):
                    spare.take(path)
    except OSError as error:
        raise unwritable(project.site, error) from error
    last.store(sheets, record_of(project), project.site)
    store_listings(_listed(project), (project.docs, project.site, _kept_spare(project)))
    return pages, [said_by_other(line) for line in heard]


def index_again(project: Project, *, jobs: int) -> None:
    """Make the search index of the site that stands, whose pages were built without it."""
    try:
        spare = _spare(project, project.site)
        with swapped_in(project.site, spare) as beside:
            for path in files_below(project.site):
                if path != MANIFEST and not _is_indexed(path):
                    spare.take(path)
            spare.settle()
            spare.taken |= index_site(beside, jobs, project.cache / "search", project.site).same
    except OSError as error:
        raise unwritable(project.site, error) from error


def _is_indexed(path: str) -> bool:
    return path.startswith(f"{INDEX}/")


def record_of(project: Project) -> Path:
    """Where it is kept how the pages of `project.site` were made."""
    return project.cache / "site" / f"{hashlib.sha256(os.fsencode(project.site)).hexdigest()[:16]}.json"


def recall_folders(project: Project) -> None:
    """Know what was in the folders of the project when it was built last; only what changed is looked at."""
    recall_listings(_listed(project))


def _listed(project: Project) -> Path:
    return record_of(project).with_suffix(".folders")


def _kept_spare(project: Project) -> Path:
    return record_of(project).with_suffix(".spare")


def _spare(project: Project, before: Path) -> Spare:
    """The folder in which the next site is made, of what the site `before` has of it."""
    return Spare(_kept_spare(project), project.site, INDEX, before)


def forget_site(project: Project) -> None:
    """Remove what is kept of how `project.site` was made, and its spare folder."""
    with contextlib.suppress(OSError):
        for path in (record_of(project), _listed(project)):
            path.unlink(missing_ok=True)
        shutil.rmtree(record_of(project).with_suffix(".lines"), ignore_errors=True)
        _spare(project, project.site).forget()


def forget(project: Project) -> None:
    """Remove what is kept of how sites and their index were made, and the folders where nothing else is in them."""
    forget_bundles(project.cache / "search")
    folder = project.cache / "site"
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if re.fullmatch(r"[0-9a-f]{16}\.(?:spare|lines)", path.name):
                shutil.rmtree(path)
            elif re.fullmatch(r"[0-9a-f]{16}\.(?:json|list|folders|new)", path.name):
                path.unlink()
        folder.rmdir()


@contextlib.contextmanager
def _dated(epoch: int) -> Iterator[None]:
    """Let MkDocs take the date of its site map from `SOURCE_DATE_EPOCH` within the block; a later build of this process
    has a day of its own."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch)
    try:
        yield
    finally:
        if given is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = given
