"""`check`: every finding with its place in the raw file, as compilers print theirs."""

from __future__ import annotations

import argparse
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path

from builder.commands import options
from builder.commands.generate import project_ledger
from builder.config.project import Project, find_project
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.model.finding_codes import Severity
from builder.model.notice import Edit
from builder.pipeline import project_sources
from builder.source.source import source_from

_ORDER: tuple[Severity, ...] = ("note", "warning", "error")


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="*", metavar=_("ID"), help=_("notices to check (default: all)"))
    parser.add_argument(
        "--severity",
        choices=tuple(reversed(_ORDER)),
        default="error",
        help=_("exit with 1 from this severity on (default: error)"),
    )
    options.reading(parser)


def run(arguments: argparse.Namespace) -> int:
    project = find_project(Path.cwd(), arguments.sources)
    lines, worst = check_notices(project, arguments.ids, jobs=arguments.jobs, clean=arguments.clean)
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


def check_notices(project: Project, ids: Sequence[str], *, jobs: int, clean: bool) -> tuple[list[str], Severity | None]:
    """The findings of the notices named (all where none is), one line each, ordered by notice and
    place, and the worst severity among them. Lines and columns count from 1 in the raw file, or in
    its extracted text for Word and PDF."""
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
    received = {raw.file.path.name: raw for raw in sources}
    lines: list[str] = []
    worst: Severity | None = None
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
            lines.append(
                f"{raw.file.path}:{line}:{place - starts[line - 1] + 1}: "
                f"{finding.severity} {finding.code} {finding.message}{finding.code.officer}"
            )
            if worst is None or _ORDER.index(finding.severity) > _ORDER.index(worst):
                worst = finding.severity
    return lines, worst
