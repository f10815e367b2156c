"""`check`: every finding with its place in the raw file, as compilers print theirs; what repeats is said once."""

from __future__ import annotations

import argparse
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path

from builder.commands.generate import project_ledger
from builder.config.project import Project, find_project
from builder.language.lazy_dataclasses import dataclass
from builder.ledger.agencies.naming import place_of
from builder.ledger.agencies.suggestion import suggest_kind
from builder.messages import options
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.model.finding_codes import FindingCode, Severity
from builder.model.ledger import Ledger
from builder.model.notice import Edit, Finding, Notice
from builder.pipeline import project_sources
from builder.registry.loading import load_registry
from builder.registry.model import Registry
from builder.source.raw_file import RawNotice
from builder.source.source import source_from

_ORDER: tuple[Severity, ...] = ("note", "warning", "error")
_MOST_PLACES = 5
"""How many of the further places of a finding are named in its line."""
_FAR = 200
"""The column from which on nobody counts: there the words are quoted too."""
_QUOTED = 16


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="*", metavar=_("ID"), help=_("notices to check (default: all)"))
    parser.add_argument(
        "--severity",
        choices=tuple(reversed(_ORDER)),
        default="error",
        help=_("exit with 1 from this severity on (default: error)"),
    )
    parser.add_argument(
        "--each", action="store_true", help=_("a line for each place, also where the same is found at several")
    )
    options.reading(parser)


def run(arguments: argparse.Namespace) -> int:
    project = find_project(Path.cwd(), arguments.sources)
    lines, worst = check_notices(
        project, arguments.ids, jobs=arguments.jobs, clean=arguments.clean, each=arguments.each
    )
    for line in lines:
        print(line)
    return int(worst is not None and _ORDER.index(worst) >= _ORDER.index(arguments.severity))


def source_offset(edits: Sequence[Edit], offset: int) -> int:
    """Where a place in the restored text stands in the decoded source; inside an edit, where it begins."""
    number = bisect_right([edit.start for edit in edits], offset)
    if number == 0:
        return offset
    last = edits[number - 1]
    return last.source_start if offset < last.end else last.source_end + offset - last.end


@dataclass(frozen=True, slots=True)
class _Found:
    """A finding with its place in the raw file (lines and columns from 1)."""

    notice: Notice
    finding: Finding
    path: Path
    line: int
    column: int

    @property
    def says(self) -> str:
        """What is said of it wherever it stands."""
        return f"{self.finding.severity} {self.finding.code} {self.finding.message}{self.finding.code.officer}"

    @property
    def words(self) -> str:
        """The words themselves, where the column alone would not lead to them."""
        text = self.notice.text[self.finding.start : self.finding.start + _QUOTED].split("\n")[0]
        return f"〔{text}…〕" if self.column >= _FAR and text else ""


def check_notices(
    project: Project, ids: Sequence[str], *, jobs: int, clean: bool, each: bool = False
) -> tuple[list[str], Severity | None]:
    """The findings of the notices named (all where none is), ordered by notice and place, and the worst severity among
    them. What is the same at several places is one line at the first of them, unless `each` place is wanted. Lines
    and columns count from 1 in the raw file, or in its extracted text for Word and PDF."""
    sources = project_sources(project)
    ledger = project_ledger(project, sources, jobs=jobs, clean=clean)
    known = {notice.id for notice in ledger.notices}
    for wanted in ids:
        if wanted not in known:
            raise InputError(
                _("there is no notice {wanted!r}", wanted=wanted),
                _("known are {known}", known=", ".join(sorted(known))),
                project.sources,
            )
    registry = load_registry(project.registry)
    groups: dict[object, list[_Found]] = {}
    for found in _findings(ledger, ids, {raw.file.path.name: raw for raw in sources}):
        groups.setdefault(id(found) if each else found.says, []).append(found)
    worst = max((group[0].finding.severity for group in groups.values()), key=_ORDER.index, default=None)
    return [_told(group, registry) for group in groups.values()], worst


def _findings(ledger: Ledger, ids: Sequence[str], received: dict[str, RawNotice]) -> Iterator[_Found]:
    for notice in ledger.notices:
        if ids and notice.id not in ids:
            continue
        raw = received[notice.source_name]
        text = source_from(raw).text
        starts = [0, *(place + 1 for place, char in enumerate(text) if char == "\n")]
        findings = [*notice.findings, *ledger.findings.get(notice.id, ())]
        for finding in sorted(findings, key=lambda f: (f.start, f.end, f.code, f.message)):
            place = source_offset(notice.edits, finding.start)
            line = bisect_right(starts, place)
            yield _Found(notice, finding, raw.file.path, line, place - starts[line - 1] + 1)


def _told(group: Sequence[_Found], registry: Registry) -> str:
    """One line for what is the same at several places."""
    first, *others = group
    line = f"{first.path}:{first.line}:{first.column}: {first.says}{first.words}"
    if first.finding.code is FindingCode.UNRESOLVED_BODY:
        line += _about_body(group, registry)
    if others:
        places = [f"{found.path.name}:{found.line}:{found.column}" for found in others[:_MOST_PLACES]]
        more = "…" if len(others) > _MOST_PLACES else ""
        line += _(" (and at {count} more places: {places})", count=len(others), places=", ".join(places) + more)
    return line


def _about_body(group: Sequence[_Found], registry: Registry) -> str:
    """In how many tasks a body stands that the registry does not know, and what to paste there."""
    tasks = 0
    entries: dict[str, None] = {}
    for found in group:
        within = [(task, mention) for task in found.notice.tasks for mention in task.agencies]
        place = (found.finding.start, found.finding.end)
        name = next(mention.name for _task, mention in within if (mention.start, mention.end) == place)
        tasks += len({task.id for task, mention in within if mention.name == name})
        entry = suggest_kind(name, place_of(found.notice, registry), registry)
        entries |= {entry: None} if entry else {}
    said = _(" It stands in {count} tasks.", count=tasks) if tasks > 1 else ""
    return said + (_(" To paste below `kinds:`: {entries}", entries="; ".join(entries)) if entries else "")
