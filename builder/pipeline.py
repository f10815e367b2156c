"""The pipeline from raw files to the ledger: sources are read side by side, resolved together."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from builder import cache
from builder.config.input_files import check_name
from builder.config.project import Project, find_project
from builder.language import lazy_re as re
from builder.ledger.alone import Resolver
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.model.ledger import Jurisdiction
from builder.model.notice import Notice
from builder.model.resolved import Resolved
from builder.places.divisions import divisions_with
from builder.places.full_names import find_place, nearest_place
from builder.registry.model import Registry
from builder.restoration.pipeline import restore
from builder.review.correct import read_corrected
from builder.source.converted.kept import is_kept, refuse_orphans
from builder.source.converted.making import make_readable
from builder.source.kinds import is_readable, refuse_kind
from builder.source.raw_file import RawNotice, read_raw_notice
from builder.source.sidecar.keys import read_sidecar
from builder.source.source import check_ids, notice_id, source_from

if TYPE_CHECKING:
    from concurrent.futures import Executor

Places = tuple[Jurisdiction, ...]
"""The places that the registry adds to the table of divisions; which a notice is of may depend on them."""
Job = tuple[RawNotice, Path | None, str, Places]

_README = "readme.md"
_LAST_SECOND = 253402300799  # 9999-12-31T23:59:59Z, beyond which no date can be written


def find_sources(folder: Path, *, may_be_empty: bool = False) -> list[Path]:
    """The raw notices in `folder`, ordered by name. InputError where there is none (unless that `may_be`), or a file
    that is neither a notice nor a sidecar."""
    if not folder.is_dir():
        what = _("is no folder of sources") if folder.exists() else _("there is no such folder of sources")
        raise InputError(what, _("name one with --sources"), folder)
    files = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    for path in files:
        check_name(path)
        if not path.is_file():
            raise InputError(
                _("is no file: nothing in it would be read"), _("move it out of the folder of sources"), path
            )
    notices = [path for path in files if is_readable(path) and not is_kept(path) and path.name.lower() != _README]
    stems = {path.stem for path in notices}
    for path in files:
        if path.suffix == ".yml" and path.stem not in stems:
            raise InputError(
                _("a sidecar without its notice"), _("add {stem}.txt, or remove the sidecar", stem=path.stem), path
            )
        if path.suffix != ".yml" and not is_readable(path):
            raise refuse_kind(path)
    refuse_orphans(files, stems)
    if not notices and not may_be_empty:
        raise InputError(_("no notice in the folder of sources"), _("add one with `taizhang add FILE`"), folder)
    return notices


def check_places(notices: Iterable[RawNotice], registry: Registry) -> None:
    """InputError where the sidecar of one of `notices` says a place that neither the table of divisions nor the
    registry has: such a place would be published as if it were one."""
    for raw in (notice.sidecar for notice in notices):
        if raw is None:
            continue
        sidecar = read_sidecar(raw.path, raw.content)
        if sidecar.jurisdiction and find_place(sidecar.jurisdiction, registry.divisions) is None:
            near = nearest_place(sidecar.jurisdiction, registry.divisions)
            raise InputError(
                _("there is no place {place!r}", place=sidecar.jurisdiction),
                _("did you mean {near!r}? a place that is missing goes to registry/jurisdictions.yml", near=near)
                if near
                else _("write its full name, as 广东省肇庆市广宁县 or 全国, or add it to registry/jurisdictions.yml"),
                raw.path,
                sidecar.place_line,
            )


def read_notice(path: Path, places: Places = ()) -> Notice:
    """One file, read from its bytes to the notice, converted where it needs that. InputError where the file or its
    sidecar cannot be read."""
    return notice_from(make_readable(read_raw_notice(path)), places)


def notice_from(raw: RawNotice, places: Places = ()) -> Notice:
    """As `read_notice`, from what was read before; `places` are those that the registry adds."""
    source = source_from(raw)
    return read_corrected(restore(source), source, divisions_with(places))


def _cached(job: Job) -> Notice:
    """A notice, from the cache where nothing that reading depends on has changed."""
    raw, cache_folder, reader, places = job
    if cache_folder is None:
        return notice_from(raw, places)
    stored = cache.entry(cache_folder, raw, reader)
    notice = cache.load(stored)
    if notice is None:
        notice = notice_from(raw, places)
        cache.store(stored, notice)
    return notice


def _uncached(job: Job) -> Notice:
    raw, _folder, _reader, places = job
    return notice_from(raw, places)


def _read(work: Sequence[Job], jobs: int, executor: Executor | None) -> Iterable[Notice]:
    """Notices that are not in the cache. It is this machine's: workers on others are sent all that reading needs."""
    if executor is None:
        yield from _run(_cached, work, jobs)
        return
    for (raw, folder, reader, _places), notice in zip(work, executor.map(_uncached, work), strict=True):
        if folder:
            cache.store(cache.entry(folder, raw, reader), notice)
        yield notice


def read_notices(
    notices: Sequence[RawNotice],
    *,
    places: Places = (),
    jobs: int = 1,
    cache_folder: Path | None = None,
    executor: Executor | None = None,
) -> list[Notice]:
    """The notices read, ordered by id, whatever the number of processes; where there is an `executor`, by it.
    InputError on the first file (by name) that cannot be read, and where two have one id."""
    reader = ""
    if cache_folder:
        cache.tidy(cache_folder)
        reader = cache.reader(places)
    work = [(raw, cache_folder, reader, places) for raw in notices]
    # To send a notice from one process to the next takes as long as to load it from the cache.
    kept = [cache.load(cache.entry(cache_folder, raw, reader)) if cache_folder else None for raw in notices]
    left = iter(_read([job for job, notice in zip(work, kept, strict=True) if notice is None], jobs, executor))
    read = [notice or next(left) for notice in kept]
    if len({notice.id for notice in read}) < len(read):
        check_ids(map(source_from, notices))
    return sorted(read, key=lambda notice: notice.id)


def source_identities(sources: Iterable[RawNotice], places: Places) -> dict[str, str]:
    """By the id of the notice: a text that is another one where anything is that reading it depends on."""
    reader = cache.reader(places)
    return {_id(raw): cache.entry(Path(), raw, reader).name for raw in sources}


def _id(raw: RawNotice) -> str:
    return notice_id(raw.file.path.stem, raw.file.sha256)


def _run(
    step: Callable[[Job], Notice],
    work: Sequence[Job],
    jobs: int,
) -> list[Notice]:
    if jobs <= 1 or len(work) <= 1:
        return [step(job) for job in work]
    from concurrent.futures import ProcessPoolExecutor  # a single notice needs none

    from builder.publishing.processes import end_with_parent

    with ProcessPoolExecutor(min(jobs, len(work)), initializer=end_with_parent) as pool:
        return list(pool.map(step, work, chunksize=max(1, len(work) // (jobs * 4))))


def build_epoch() -> int:
    """The one date that a build knows, in seconds since 1970: `SOURCE_DATE_EPOCH` where it is set, so that the same
    inputs give the same bytes; else the first second (UTC) of today, as the calendar of this machine has it."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        local = datetime.datetime.now().astimezone()
        return int(datetime.datetime(local.year, local.month, local.day, tzinfo=datetime.UTC).timestamp())
    if not re.fullmatch(r"[0-9]{1,12}", given) or int(given) > _LAST_SECOND:
        raise InputError(
            _("SOURCE_DATE_EPOCH is {given!r}", given=given),
            _("give seconds since 1970 as a whole number, up to the year 9999"),
        )
    return int(given)


def today(epoch: int | None = None) -> str:
    """The day on which something happens, as ISO 8601: that of a build made at `epoch`, or now."""
    moment = build_epoch() if epoch is None else epoch
    return datetime.datetime.fromtimestamp(moment, datetime.UTC).date().isoformat()


def project_sources(project: Project) -> tuple[RawNotice, ...]:
    """The raw notices of the project with their sidecars, each read this once. InputError where there are none, unless
    the project is new: a folder that was emptied, or the wrong one, would take a whole site away."""
    sources = tuple(map(read_raw_notice, find_sources(project.sources, may_be_empty=_is_new(project))))
    check_sidecars(sources)
    return sources


def check_sidecars(sources: Iterable[RawNotice]) -> None:
    """InputError with all mistakes of all sidecars, so that a person puts them right in one go."""
    errors: list[InputError] = []
    for raw in sources:
        try:
            if raw.sidecar is not None:
                read_sidecar(raw.sidecar.path, raw.sidecar.content)
        except InputError as error:
            errors += [error, *error.more]
    if errors:
        raise InputError.of(errors)


def _is_new(project: Project) -> bool:
    """Whether nothing was ever published from the project's own folder of sources."""
    tables = (folder / "data" / "notices.json" for folder in (project.docs, project.site))
    return project.sources == project.root / "source_texts" and not any(
        table.exists() and table.read_bytes().strip() != b"[]" for table in tables
    )


def project_notices(
    project: Project,
    sources: Sequence[RawNotice],
    *,
    places: Places = (),
    jobs: int = 1,
    clean: bool = False,
    executor: Executor | None = None,
) -> list[Notice]:
    """The notices of the project's `sources`; with `clean` read anew, without the cache."""
    folder = None if clean else project.cache / "notices"
    return read_notices(sources, places=places, jobs=jobs, cache_folder=folder, executor=executor)


def project_resolved(
    project: Project,
    sources: Sequence[RawNotice],
    registry: Registry,
    *,
    jobs: int = 1,
    clean: bool = False,
    executor: Executor | None = None,
) -> list[Resolved]:
    """The notices of the project's `sources`, each resolved against the `registry` alone. One that the cache has so is
    not looked for as it was read. InputError as of `read_notices`."""
    places = registry.divisions.added
    folder = project.cache / "resolved"
    cache.tidy(folder)
    world = f"{cache.reader(places)} {registry.fingerprint}"
    entries = {raw.file.path: cache.entry(folder, raw, world) for raw in sources}
    kept = {} if clean else {path: found for path, at in entries.items() if (found := cache.load_resolved(at))}
    left = [raw for raw in sources if raw.file.path not in kept]
    if len({_id(raw) for raw in sources}) < len(sources):
        check_ids(map(source_from, sources))
    paths = {_id(raw): raw.file.path for raw in left}
    resolver = Resolver(registry, with_passages=True)
    for notice in project_notices(project, left, places=places, jobs=jobs, clean=clean, executor=executor):
        path = paths[notice.id]
        kept[path] = resolver.alone(notice)
        cache.store(entries[path], kept[path])
    return list(kept.values())


def published_notices(start: Path, known: Collection[str], registry: Registry) -> list[Resolved]:
    """The notices of the project around `start`, each resolved against the `registry` alone, from its cache where it
    can; none outside any project, or where its sources cannot be read. Files whose SHA-256 is in `known` are passed
    over."""
    try:
        project = find_project(start)
        fresh = [raw for raw in project_sources(project) if raw.file.sha256 not in known]
        return project_resolved(project, fresh, registry)
    except InputError:
        return []
