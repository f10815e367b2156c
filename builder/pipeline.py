"""The pipeline from raw files to the ledger: sources are read side by side, resolved together."""

from __future__ import annotations

import datetime
import hashlib
import pickle
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

from builder.config.project import Project, find_project
from builder.model.errors import InputError
from builder.model.notice import Notice
from builder.places.jurisdictions import find_place, nearest_place
from builder.reading.notice import read
from builder.registry.model import Registry
from builder.restoration.pipeline import restore
from builder.source.sidecar import is_annotation, read_sidecar
from builder.source.source import Source, check_ids, read_source

SUFFIXES = (".txt", ".html", ".htm", ".docx", ".pdf")
"""What counts as a raw notice in the folder of sources; anything else there is refused by name."""


def find_sources(folder: Path) -> list[Path]:
    """The raw notices in `folder`, ordered by name. InputError where there is none, or a file that is
    neither a notice nor a sidecar."""
    if not folder.is_dir():
        raise InputError("there is no such folder of sources", "name one with --sources", folder)
    files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    notices = [path for path in files if path.suffix.lower() in SUFFIXES]
    stems = {path.stem for path in notices}
    for path in files:
        if path.suffix == ".yml" and path.stem not in stems:
            raise InputError("a sidecar without its notice", f"add {path.stem}.txt, or remove the sidecar", path)
        if path.suffix != ".yml" and path not in notices and path.name.lower() != "readme.md":
            raise InputError("not a kind of file that can be read", f"convert it to one of {' '.join(SUFFIXES)}", path)
    if not notices:
        raise InputError("no notice in the folder of sources", "add one with `taizhang add FILE`", folder)
    return notices


def check_places(paths: Iterable[Path], registry: Registry) -> None:
    """InputError where a sidecar beside one of `paths` says a place that neither the table of divisions nor the
    registry has: such a place would be published as if it were one."""
    for path in paths:
        beside = path.with_suffix(".yml")
        if not beside.is_file() or is_annotation(beside):
            continue
        sidecar = read_sidecar(beside)
        if sidecar.jurisdiction and find_place(sidecar.jurisdiction, registry.divisions) is None:
            near = nearest_place(sidecar.jurisdiction, registry.divisions)
            raise InputError(
                f"there is no place {sidecar.jurisdiction!r}",
                f"did you mean {near!r}? a place that is missing goes to registry/jurisdictions.yml"
                if near
                else "write its full name, as 广东省肇庆市广宁县, or add it to registry/jurisdictions.yml",
                beside,
                sidecar.place_line,
            )


def read_notice(path: Path) -> Notice:
    """One file, read from its bytes to the notice. InputError where the file or its sidecar cannot be read."""
    return _notice(read_source(path))


def _notice(source: Source) -> Notice:
    return read(restore(source), source)


@cache
def _program() -> str:
    """A fingerprint of this program: what was read by another version is read again."""
    digest = hashlib.sha256()
    root = Path(__file__).parent
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix in (".py", ".yml", ".txt", ".json", ".tsv"):
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _cached(job: tuple[Path, Path | None, str]) -> Notice:
    """The notice at a path, from the cache where source, sidecar, registry and program are the same."""
    path, cache_folder, surroundings = job
    if cache_folder is None:
        return read_notice(path)
    source = read_source(path)
    digest = hashlib.sha256(f"{surroundings}\n{path.name}\n{source.sha256}".encode())
    sidecar = path.with_suffix(".yml")
    if sidecar.is_file():
        digest.update(sidecar.read_bytes())
    stored = cache_folder / f"{digest.hexdigest()}.notice"
    try:
        found = pickle.loads(stored.read_bytes())
        if isinstance(found, Notice):
            return found
    except Exception:  # whatever is wrong with a cached file, the source is at hand
        pass
    notice = _notice(source)
    try:
        cache_folder.mkdir(parents=True, exist_ok=True)
        beside = stored.with_suffix(f".{notice.source_sha256[:8]}")
        beside.write_bytes(pickle.dumps(notice))
        beside.replace(stored)
    except OSError:
        pass  # a cache that cannot be written only costs time
    return notice


def read_notices(
    paths: Sequence[Path], *, jobs: int = 1, cache_folder: Path | None = None, registry: Path | None = None
) -> list[Notice]:
    """The notices of `paths`, ordered by id, whatever the number of processes. InputError on the
    first file (by name) that cannot be read, and where two have one id."""
    surroundings = hashlib.sha256(_program().encode() if cache_folder else b"")
    if cache_folder and registry:
        for path in sorted(registry.glob("*.yml")):
            surroundings.update(path.read_bytes())
    work = [(path, cache_folder, surroundings.hexdigest()) for path in paths]
    notices = _run(_cached, work, jobs)
    if len({notice.id for notice in notices}) < len(notices):
        check_ids(read_source(path) for path in paths)
    return sorted(notices, key=lambda notice: notice.id)


def _run(
    step: Callable[[tuple[Path, Path | None, str]], Notice], work: Sequence[tuple[Path, Path | None, str]], jobs: int
) -> list[Notice]:
    if jobs <= 1 or len(work) <= 1:
        return [step(job) for job in work]
    with ProcessPoolExecutor(min(jobs, len(work))) as pool:
        return list(pool.map(step, work, chunksize=max(1, len(work) // (jobs * 4))))


def build_epoch(notices: Iterable[Notice], given: str | None) -> int:
    """The one date that a build knows, in seconds since 1970: `given` (`SOURCE_DATE_EPOCH`), or the
    latest date of the notices themselves, so that the same inputs give the same bytes."""
    if given:
        if not re.fullmatch(r"\d{1,12}", given):
            raise InputError(f"SOURCE_DATE_EPOCH is {given!r}", "give seconds since 1970 as a whole number")
        return int(given)
    dates = [date for notice in notices for date in (notice.front.written, notice.front.published) if date]
    latest = datetime.date.fromisoformat(max(dates, default="1970-01-01"))
    return int(datetime.datetime(latest.year, latest.month, latest.day, tzinfo=datetime.UTC).timestamp())


def project_notices(project: Project, *, jobs: int, clean: bool) -> list[Notice]:
    """All notices of the project."""
    cache_folder = None if clean else project.cache / "notices"
    return read_notices(find_sources(project.sources), jobs=jobs, cache_folder=cache_folder, registry=project.registry)


def published_notices(start: Path, known: Collection[str] = ()) -> list[Notice]:
    """The notices of the project around `start`, from its cache where it can; none outside any project,
    or where its sources cannot be read. Files whose SHA-256 is in `known` are passed over."""
    try:
        project = find_project(start)
        paths = [path for path in find_sources(project.sources) if read_source(path).sha256 not in known]
        return read_notices(paths, cache_folder=project.cache / "notices", registry=project.registry)
    except InputError:
        return []
