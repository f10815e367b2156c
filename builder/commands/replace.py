"""`replace`: a newer file of a notice takes the place of the old one; its id, addresses and sidecar stay."""

from __future__ import annotations

import argparse
from pathlib import Path

from builder.commands.remove import find_notice
from builder.config.input_files import unwritable
from builder.config.project import Project, find_project
from builder.messages import options
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.model.finding_codes import FindingCode
from builder.pipeline import notice_from
from builder.publishing.atomic_write import replace_input
from builder.registry.loading import load_registry
from builder.source.kinds import is_readable, refuse_kind
from builder.source.raw_file import RawNotice, read_raw

_OUT_OF_DATE = (FindingCode.DECISION_STALE, FindingCode.REFERENCE_UNKNOWN)


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar=_("ID"))
    parser.add_argument("file", type=Path, metavar=_("FILE"))
    options.sources(parser)


def run(arguments: argparse.Namespace) -> int:
    project = find_project(Path.cwd(), arguments.sources)
    lines, stale = replace_notice(project, arguments.id, arguments.file)
    for line in lines:
        print(line)
    return int(stale)


def replace_notice(project: Project, wanted: str, file: Path) -> tuple[list[str], bool]:
    """Put `file` in the place of the notice's file. Returns what was done and what no longer holds of its sidecar, a
    line each, and whether anything does not. InputError where the file cannot be read with the sidecar as it is (a
    correction of the text does not fit): then nothing is changed."""
    if not is_readable(file):
        raise refuse_kind(file)
    old = find_notice(project, wanted)
    if old.made is not None:
        raise InputError(
            _("was converted by another program, and what was made of it is kept beside it"),
            _("remove the notice's files and add the new one with `taizhang add FILE --id ID`"),
            old.file.path,
        )
    new = read_raw(file)
    if new.sha256 == old.file.sha256:
        raise InputError(_("holds the same bytes as {other}", other=old.file.path), _("give the newer file"), file)
    places = load_registry(project.registry).divisions.added
    before, after = notice_from(old, places), notice_from(RawNotice(new, old.sidecar), places)
    target = old.file.path.with_suffix(file.suffix.lower())
    if target != old.file.path and target.exists():
        raise InputError(_("is there already"), _("move it away first"), target)
    replace_input(target, new.content)
    if target != old.file.path:
        try:
            old.file.path.unlink()
        except OSError as error:
            raise unwritable(old.file.path, error) from error
    ids = {task.id for task in before.tasks}, {task.id for task in after.tasks}
    lines = [_("{path}: replaced; {before} tasks before, {now} now", path=target, before=len(ids[0]), now=len(ids[1]))]
    if gone := sorted(ids[0] - ids[1]):
        lines.append(_("tasks that are gone, as their old addresses will say: {tasks}", tasks="、".join(gone)))
    stale = [finding for finding in after.findings if finding.code in _OUT_OF_DATE]
    lines += [f"{finding.severity} {finding.code} {finding.message}" for finding in stale]
    return lines, bool(stale)
