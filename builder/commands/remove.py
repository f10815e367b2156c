"""`remove`: a notice is withdrawn. Its file stays, so that its old addresses say so, and it may be published again."""

from __future__ import annotations

import argparse
from pathlib import Path

from builder.config.project import Project, find_project
from builder.messages import options
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.pipeline import project_sources, today
from builder.publishing.atomic_write import replace_input
from builder.publishing.status import sidecar_of
from builder.source.raw_file import RawNotice
from builder.source.sidecar.writing import write_status
from builder.source.source import notice_id


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar=_("ID"))
    parser.add_argument("--reason", required=True, metavar=_("WORDS"), help=_("why, as the old pages will say"))
    options.sources(parser)


def run(arguments: argparse.Namespace) -> int:
    project = find_project(Path.cwd(), arguments.sources)
    path = remove_notice(project, arguments.id, arguments.reason.strip(), today())
    print(_("{path}: marked as withdrawn; after the next build the old pages say so and why", path=path))
    return 0


def remove_notice(project: Project, wanted: str, reason: str, date: str) -> Path:
    """Write into the sidecar that the notice was withdrawn on `date` (ISO 8601) and why. Returns the sidecar's path."""
    if not reason:
        raise InputError(_("--reason is empty"), _("say why, as the old pages will"))
    raw = find_notice(project, wanted)
    if sidecar_of(raw).status == "withdrawn":
        raise InputError(
            _("{wanted!r} is withdrawn already", wanted=wanted),
            _("remove `status` from its sidecar to publish it again"),
        )
    path = raw.sidecar.path if raw.sidecar else raw.file.path.with_suffix(".yml")
    content = raw.sidecar.content if raw.sidecar else b""
    replace_input(path, write_status(content, path, "withdrawn", {"date": date, "reason": reason}))
    return path


def find_notice(project: Project, wanted: str) -> RawNotice:
    """The raw notice with this id. InputError where there is none."""
    sources = {notice_id(raw.file.path.stem, raw.file.sha256): raw for raw in project_sources(project)}
    if wanted not in sources:
        raise InputError(
            _("there is no notice {wanted!r}", wanted=wanted),
            _("known are {known}", known=", ".join(sorted(sources))),
            project.sources,
        )
    return sources[wanted]
