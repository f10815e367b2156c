"""`generate`, the first half of a build: notices to ledger, ledger to pages and data, all planned and checked
in memory before the first file is written."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple, cast

from builder import cache
from builder.config.portal import incomplete, load_site
from builder.config.project import Project, find_project
from builder.config.site import SiteChange, SiteFacts, SourceFacts
from builder.exports.changes import LOG, Withdrawn, read_history
from builder.exports.declaration import ExportInput, ExportSite, KeptFiles, MadeLater
from builder.exports.plan import plan_downloads, plan_exports
from builder.ledger.counterparts.kept import KeptPairs
from builder.ledger.index import LedgerIndex, index_of
from builder.ledger.resolving import resolve_together
from builder.messages import options
from builder.messages.progress import warn
from builder.messages.translation import _
from builder.model.addresses import notice_address
from builder.model.errors import InputError
from builder.model.finding_codes import FindingCode
from builder.model.ledger import Ledger
from builder.model.resolved import Resolved
from builder.pages.plan import pages_again, portions_left
from builder.pages.status_pages import plan_withdrawn
from builder.pages.traced import Planned, PlannedBefore
from builder.pictures.plan import plan_pictures
from builder.pipeline import (
    build_epoch,
    check_places,
    project_notices,
    project_resolved,
    project_sources,
    source_identities,
    today,
)
from builder.publishing.folder_swap import recover
from builder.publishing.locking import hold
from builder.publishing.ownership import is_whole_site, refuse_overlapping_pages
from builder.publishing.processes import shared_out
from builder.publishing.status import divide, sidecar_of, withdrawal_of
from builder.publishing.tree_writer import Content, Staging, Stamp, staging, stamp
from builder.registry.loading import load_registry
from builder.registry.model import Registry
from builder.source.kinds import HTML_SUFFIXES, MARKDOWN
from builder.source.raw_file import RawNotice, check_unchanged
from builder.source.sidecar.keys import Correction
from builder.source.source import notice_id


def declare(parser: argparse.ArgumentParser) -> None:
    options.reading(parser)
    parser.add_argument(
        "--strict", action="store_true", help=_("fail on a broken link or a portal value that is still a placeholder")
    )


def run(arguments: argparse.Namespace) -> int:
    project = find_project(Path.cwd(), arguments.sources)
    with hold(project.root):
        generate(project, jobs=arguments.jobs, clean=arguments.clean, strict=arguments.strict)
    warn_of_placeholders(project.config)
    return 0


def warn_of_placeholders(config: Path) -> None:
    """One line where the portal's block is not complete yet; a strict run has stopped before."""
    for line in incomplete(config):
        warn(line)


def project_ledger(
    project: Project,
    sources: Sequence[RawNotice],
    *,
    jobs: int = 1,
    clean: bool = False,
    executor: Executor | None = None,
) -> Ledger:
    """The ledger of all notices of the project, whose raw files are `sources`, counterparts included."""
    return read_project(project, sources, jobs=jobs, clean=clean, executor=executor).ledger


class ReadProject(NamedTuple):
    """`sources`: what was read; `alone`: each notice resolved against the `registry` alone; `ledger`: all together,
    with the `pairs` of tasks that were found."""

    sources: Sequence[RawNotice]
    registry: Registry
    alone: Sequence[Resolved]
    pairs: KeptPairs
    ledger: Ledger


def read_project(
    project: Project,
    sources: Sequence[RawNotice],
    *,
    jobs: int = 1,
    clean: bool = False,
    executor: Executor | None = None,
) -> ReadProject:
    """The raw files `sources` of the project, read and resolved, counterparts included."""
    registry = load_registry(project.registry)
    check_places(sources, registry)
    alone = project_resolved(project, sources, registry, jobs=jobs, clean=clean, executor=executor)
    read = resolved_again(sources, registry, alone, _last(project, cache.PAIRS, clean=clean), jobs=jobs)
    if read.pairs.changed:
        cache.store(project.cache / "pages" / cache.PAIRS, read.pairs.record())
    return read


def resolved_again(
    sources: Sequence[RawNotice], registry: Registry, alone: Sequence[Resolved], pairs: object, *, jobs: int = 1
) -> ReadProject:
    """All notices together; `pairs`: which tasks answer each other, as a record of the last build has it."""
    world = f"{cache.program()} {registry.fingerprint}"
    identities = source_identities(sources, registry.divisions.added)
    kept = KeptPairs(pairs, identities, world, partial(shared_out, jobs=jobs))
    ledger = resolve_together(alone, registry, with_counterparts=True, kept=kept)
    return ReadProject(sources, registry, alone, kept, ledger)


class Generated(NamedTuple):
    """`epoch`: the date of the build in seconds since 1970; `read`: what was published, and what it was made from;
    `site`: what else pages were made from; `standing`: the stamps of the files below `docs/` that stayed as they were,
    by path."""

    epoch: int
    read: ReadProject
    site: SiteFacts
    standing: Mapping[str, Stamp]

    @property
    def ledger(self) -> Ledger:
        return self.read.ledger


def generate(
    project: Project,
    *,
    jobs: int,
    clean: bool,
    strict: bool,
    drafts: bool = False,
    executor: Executor | None = None,
) -> Generated:
    """Write the Markdown and data files below `docs/`. `drafts`: whether they are shown, marked; else they are left
    out, and a line says so. Notices are read by the `executor`, where there is one.

    The caller holds the project's folder."""
    refuse_overlapping_pages(project)
    # A killed run may have moved the site aside, and with it the log of changes.
    recover(project.site)
    site = load_site(project.config, strict=strict)
    received = project_sources(project)
    divided = divide(received)
    sources = (*divided.published, *divided.drafts) if drafts else divided.published
    if divided.drafts and not drafts:
        warn(_("left out as drafts (status: 草稿): {ids}", ids=", ".join(map(_id, divided.drafts))))
    read = read_project(project, sources, jobs=jobs, clean=clean, executor=executor)
    ledger = read.ledger
    tell_stale(ledger, project, strict=strict)
    withdrawn = _withdrawn(project, divided.withdrawn, jobs=jobs, clean=clean)
    index = index_of(ledger)  # one for all that follows
    epoch = build_epoch()
    kept, *pieces = _kept_files(project, clean=clean)
    made = ExportInput(ledger, ExportSite(site.name, site.url, epoch, tuple(withdrawn)), kept, pieces)
    files: dict[str, Content | None] = dict(plan_exports(made))
    files.update({_raw_path(source): source.file.content for source in sources})
    pictures = plan_pictures(ledger, kept)
    files.update(pictures.files)
    date = today(epoch)
    live = {*map(notice_address, index.notices), *(entry.address for entry in index.entries.values())}
    history = read_history(project.site if is_whole_site(project.site) else None, made.tables, live, date, withdrawn)
    files[LOG] = history.file()
    reachable = live | history.gone.keys()
    site = replace(
        site,
        date=date,
        downloads=plan_downloads(ledger),
        pictures=pictures.by_page,
        changes=tuple(
            SiteChange(c.date, c.what, c.title, c.address if c.address in reachable else None) for c in history.log
        ),
        sources={_id(source): facts_of(source) for source in sources},
    )
    planned = _planned_before(project, clean=clean)
    with staging(project.docs) as staged:
        files.update(_made_left(index, site, planned, kept, staged, jobs))
        files.update(plan_withdrawn(site, address, change) for address, change in history.gone.items())
        check_unchanged(received)
        staged.write(files, planned.kept.keys() | kept.standing.keys())
    entries: list[tuple[str, PlannedBefore | KeptFiles]] = [(cache.PLAN, planned), (cache.FILES, kept)]
    entries += [(name, piece) for name, piece in zip(cache.PIECES, pieces, strict=True) if piece.changed]
    for name, entry in entries:
        cache.store(project.cache / "pages" / name, entry.record(lambda path: stamp(f"{project.docs}/{path}")))
    return Generated(epoch, read, site, planned.kept | kept.standing)


def _made_left(
    index: LedgerIndex, site: SiteFacts, planned: PlannedBefore, kept: KeptFiles, staged: Staging, jobs: int
) -> dict[str, Content | None]:
    """The pages, and the files that were left, on their way to their places, by `jobs` processes; None for one that
    stands already."""
    pages, others = portions_left(index, site, planned, staged.put), kept.portions(staged.put)
    if pages or others:
        staged.begin()
    done = shared_out([*pages, *others], jobs)
    made = pages_again(planned, cast(list[Planned], done[: len(pages)]))
    made.update(kept.files(cast(list[MadeLater], done[len(pages) :])))
    return cast(dict[str, Content | None], made)


def _last(project: Project, name: str, *, clean: bool) -> object:
    """What the last build left in its entry `name`."""
    folder = project.cache / "pages"
    cache.tidy(folder)
    return None if clean else cache.load_value(folder / name)


def _planned_before(project: Project, *, clean: bool) -> PlannedBefore:
    last = _last(project, cache.PLAN, clean=clean)
    return PlannedBefore(last, cache.maker(), _standing(project))


def _standing(project: Project) -> Callable[[str, str], bool]:
    """Whether a file below the pages still has a stamp."""
    docs = str(project.docs)
    return lambda path, known: stamp(f"{docs}/{path}") == known


def _kept_files(project: Project, *, clean: bool) -> list[KeptFiles]:
    """The data files of the last build, then the pieces of tables."""
    maker, stands = cache.maker(), _standing(project)
    last = {name: _last(project, name, clean=clean) for name in (cache.FILES, *cache.PIECES)}
    return [KeptFiles(each, maker, stands, leaves=name == cache.FILES) for name, each in last.items()]


_STALE = (FindingCode.DECISION_STALE, FindingCode.REFERENCE_UNKNOWN, FindingCode.COUNTERPART_UNKNOWN)


def tell_stale(ledger: Ledger, project: Project, *, strict: bool) -> None:
    """A line for each statement of a person that no longer holds: the site would quietly say something else.
    InputError with all of them for a strict run."""
    found = [
        InputError(finding.message, _("notice {id}; {code}", id=notice.id, code=finding.code), project.sources)
        for notice in ledger.notices
        for finding in (*notice.findings, *ledger.findings.get(notice.id, ()))
        if finding.code in _STALE
    ]
    if found and strict:
        raise InputError.of(found)
    for error in found:
        warn(str(error))


def _withdrawn(project: Project, sources: Sequence[RawNotice], *, jobs: int, clean: bool) -> list[Withdrawn]:
    """What is said of the notices that persons withdrew."""
    if not sources:
        return []
    places = load_registry(project.registry).divisions.added
    notices = {each.id: each for each in project_notices(project, sources, places=places, jobs=jobs, clean=clean)}
    return [withdrawal_of(source, notices[_id(source)]) for source in sources]


_PAGES = (*HTML_SUFFIXES, *MARKDOWN.suffixes)
"""What a server, or MkDocs, would take for a page of the site."""


def _id(source: RawNotice) -> str:
    return notice_id(source.file.path.stem, source.file.sha256)


def _raw_path(source: RawNotice) -> str:
    """Where the raw file lies below `docs/`, byte for byte. A page from elsewhere is not served as a page."""
    suffix = source.file.path.suffix.lower()
    return f"{notice_address(_id(source))}source{suffix}{'.txt' if suffix in _PAGES else ''}"


def facts_of(source: RawNotice) -> SourceFacts:
    """What the pages of a notice know of its source besides what is read from it."""
    sidecar = sidecar_of(source)
    return SourceFacts(
        draft=sidecar.status == "draft",
        url=sidecar.source_url,
        raw=_raw_path(source),
        name=sidecar.source_name,
        page_of=sidecar.page_of,
        made_up_title=sidecar.title_by == "editor",
        notes=sidecar.reader_notes,
        reviewed=sidecar.reviewed,
        corrections=tuple((c.by, c.date, _said(c)) for c in sidecar.corrections),
    )


def _said(correction: Correction) -> str:
    """A person's correction in the words of the pages."""
    if correction.restored == correction.written:
        return f"“{correction.written}”原文如此（{correction.reason}）"
    return f"{correction.written} → {correction.restored}（{correction.reason}）"
