"""`review`: the facts of a notice as a workbook 核对表, and what a person filled in as entries of the sidecar."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from builder.commands.generate import project_ledger
from builder.config.input_files import read_input, unwritable
from builder.config.portal import load_site
from builder.config.project import Project, find_project
from builder.ledger.resolving import resolve
from builder.messages import options
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.model.notice import Finding, Notice
from builder.model.review import Review
from builder.model.statements import Progress
from builder.pipeline import check_places, project_sources, today
from builder.places.divisions import divisions_with
from builder.publishing.atomic_write import replace_input
from builder.publishing.status import divide
from builder.registry.loading import load_registry
from builder.registry.model import Registry
from builder.restoration.pipeline import restore
from builder.review.checklist import checklist
from builder.review.correct import Reading, read_parts
from builder.review.deciding import Plan, decide
from builder.review.facts import Outcome
from builder.review.offers import ProgressOffer, progress_offers
from builder.review.reviewed import fingerprint
from builder.review.workbook import Returned, read_filled, workbook_bytes
from builder.source.raw_file import RawNotice
from builder.source.sidecar.keys import Sidecar, read_sidecar
from builder.source.sidecar.writing import write_readings
from builder.source.source import Source, notice_id, source_from


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="*", metavar=_("ID"), help=_("notices to write a workbook for (default: all)"))
    parser.add_argument(
        "--output",
        type=Path,
        default=Path(),
        metavar=_("DIR"),
        help=_("folder for the workbooks (default: this folder)"),
    )
    parser.add_argument(
        "--apply",
        type=Path,
        metavar=_("FILE"),
        help=_("write what a person filled in in this workbook into the sidecar"),
    )
    parser.add_argument("--by", metavar=_("NAME"), help=_("who checked the notice, with --apply"))
    options.sources(parser)


def run(arguments: argparse.Namespace) -> int:
    project = find_project(Path.cwd(), arguments.sources)
    if arguments.apply is not None:
        if not (arguments.by or "").strip():
            raise InputError(_("--apply without --by"), _("say who checked the notice: --by 王某"))
        if arguments.ids:
            raise InputError(_("--apply with IDs"), _("the workbook says which notice it is of"))
        lines, refused = apply_workbook(arguments.apply, project, arguments.by.strip(), today())
        for line in lines:
            print(line)
        return int(refused)
    for path in write_workbooks(project, arguments.ids, arguments.output):
        print(path)
    return 0


def write_workbooks(project: Project, ids: Sequence[str], folder: Path) -> list[Path]:
    """Write 核对表 for each notice named (all where none is). InputError where there is one already: it may be
    filled in."""
    registry = load_registry(project.registry)
    site = load_site(project.config, strict=False)
    chosen = _chosen(project, registry, ids)
    targets = {notice: folder / f"核对表-{notice}.xlsx" for notice in chosen}
    for path in targets.values():
        if os.path.lexists(path):
            raise InputError(_("is there already, and may be filled in"), _("apply it, or move it away"), path)
    written = []
    offers_for = _offers(project)
    for notice, raw in chosen.items():
        source = source_from(raw)
        reading = read_parts(restore(source), source, divisions_with(registry.divisions.added))
        offers = offers_for(notice)
        gone = [entry for entry, outcome in reading.outcomes if outcome is Outcome.GONE]
        rows = checklist(reading.notice, source.sidecar.readings, _unsure(reading.notice, registry), offers, gone)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            targets[notice].write_bytes(workbook_bytes(reading.notice, rows, site.url))
        except OSError as error:
            raise unwritable(targets[notice], error) from error
        written.append(targets[notice])
    return written


def _offers(project: Project) -> Callable[[str], tuple[ProgressOffer, ...]]:
    """What the reports that are published here may say of the tasks of a notice, which may be a draft."""
    divided = divide(project_sources(project))
    ledger = project_ledger(project, (*divided.published, *divided.drafts))
    sources = {notice_id(raw.file.path.stem, raw.file.sha256) for raw in divided.published}
    return lambda notice: tuple(offer for offer in progress_offers(ledger, notice) if offer.source in sources)


def _unsure(notice: Notice, registry: Registry) -> tuple[Finding, ...]:
    return resolve([notice], registry).findings.get(notice.id, ())


def _chosen(project: Project, registry: Registry, ids: Sequence[str]) -> dict[str, RawNotice]:
    sources = {notice_id(raw.file.path.stem, raw.file.sha256): raw for raw in project_sources(project)}
    for wanted in ids:
        if wanted not in sources:
            known = ", ".join(sorted(sources))
            raise InputError(
                _("there is no notice {wanted!r}", wanted=wanted), _("known are {known}", known=known), project.sources
            )
    chosen = {notice: raw for notice, raw in sources.items() if not ids or notice in ids}
    check_places(chosen.values(), registry)
    return chosen


def apply_workbook(file: Path, project: Project, by: str, date: str) -> tuple[list[str], bool]:
    """Write what a person filled in in the workbook `file` into the sidecar of its notice. Returns what was done,
    a line each, and whether a row could not be applied. `date`: ISO 8601."""
    registry = load_registry(project.registry)
    returned = read_filled(read_input(file), file)
    raw = _chosen(project, registry, [returned.notice])[returned.notice]
    source = source_from(raw)
    path = raw.sidecar.path if raw.sidecar else raw.file.path.with_suffix(".yml")
    offered = any(row.sort == "progress" and row.cells.verdict for row in returned.rows)
    offers = _offers(project)(returned.notice) if offered else ()
    plan, was, final = _planned(returned, source, registry, by, date, offers)
    content = raw.sidecar.content if raw.sidecar else b""
    review = _review(plan, source.sidecar.reviewed, was, final, by, date)
    written = write_readings(
        content,
        path,
        added=plan.added,
        replaced=plan.replaced,
        removed=plan.removed,
        progress=plan.progress,
        reviewed=review,
    )
    _check(path, content, written, plan.progress)
    if written != content:
        replace_input(path, written)
    lines = [
        _("{file}:{row}: not written: {why}", file=file, row=number, why=why) for number, why in sorted(plan.refused)
    ]
    mark = (review or source.sidecar.reviewed) if plan.checked else None
    done = {"path": path, "checked": (mark or plan).checked, "of": (mark or plan).of}
    if written == content:
        lines.append(_("{path}: unchanged; {checked} of {of} places checked", **done))
    else:
        lines.append(
            _(
                "{path}: {set} entries set, {removed} removed; {checked} of {of} places checked",
                set=len(plan.added) + len(plan.replaced) + len(plan.progress),
                removed=len(plan.removed),
                **done,
            )
        )
    return lines, bool(plan.refused)


def _planned(
    returned: Returned, source: Source, registry: Registry, by: str, date: str, offers: Sequence[ProgressOffer]
) -> tuple[Plan, Notice, Notice]:
    """What is to be done, without what would not hold of the notice as it is read; the notice with what was decided
    before, and as it will be."""
    divisions, restored = divisions_with(registry.divisions.added), restore(source)
    current = source.sidecar.readings
    reading = read_parts(restored, source, divisions)
    plan = decide(returned.rows, reading.notice, current, by, date, offers)

    def corrected() -> Reading:
        sidecar = replace(source.sidecar, readings=plan.readings(current))
        return read_parts(restored, replace(source, sidecar=sidecar), divisions)

    after = corrected()
    for entry, outcome in after.outcomes:
        if outcome is Outcome.GONE and id(entry) in plan.rows:
            where = f"“{entry.task}”" if entry.task else "任务之外"
            plan.refused.append((plan.rows[id(entry)], f"{where}的原文里找不到“{entry.quote}”，或者所写的字对不上"))
            plan.added = [each for each in plan.added if each is not entry]
            plan.replaced = {line: each for line, each in plan.replaced.items() if each is not entry}
    return plan, reading.corrected, corrected().corrected


def _review(plan: Plan, before: Review | None, was: Notice, final: Notice, by: str, date: str) -> Review | None:
    """The mark that the notice was checked; the one that is there where nothing is new. Whoever decides a few facts
    of a reading of which more were checked `before` takes nothing from that."""
    if not plan.checked:
        return None
    review = Review(by, date, plan.checked, plan.of, fingerprint(final))
    if before and before.reading == fingerprint(was) and plan.checked < before.checked <= plan.of:
        review = replace(before, of=plan.of, reading=review.reading)
    if before and replace(before, date=date) == review:
        return None
    return review


def _check(path: Path, before: bytes, after: bytes, progress: Sequence[Progress]) -> None:
    """InputError where anything but the readings, the mark and what is added to `progress` would change: better no
    change than a wrong one."""
    others = _others(read_sidecar(path, before))
    if replace(others, progress=(*others.progress, *progress)) != _others(read_sidecar(path, after)):
        raise InputError(_("cannot be written without changing other lines"), _("write one `key: value` a line"), path)


def _others(said: Sidecar) -> Sidecar:
    """What a sidecar says besides, wherever in it that stands."""
    return replace(
        said,
        readings=(),
        reviewed=None,
        place_line=None,
        corrections=tuple(replace(each, line=0) for each in said.corrections),
        relations=tuple(replace(each, line=0) for each in said.relations),
        progress=tuple(replace(each, line=0) for each in said.progress),
    )
