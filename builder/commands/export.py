"""`export`: the data files of the site, without the site."""

from __future__ import annotations

import argparse
from pathlib import Path

from builder.commands.generate import project_ledger
from builder.config.project import find_project, resolved
from builder.exports.plan import FORMATS, export_files
from builder.messages import options
from builder.messages.progress import progress, warn
from builder.messages.translation import _
from builder.pipeline import build_epoch, project_sources
from builder.publishing.ownership import check_writable, refuse_overlap
from builder.publishing.status import divide
from builder.publishing.tree_writer import write_tree
from builder.source.raw_file import check_unchanged


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", required=True, choices=FORMATS, help=", ".join(FORMATS))
    parser.add_argument("--output", type=Path, required=True, metavar=_("DIR"), help=_("folder to write to"))
    options.reading(parser)


def run(arguments: argparse.Namespace) -> int:
    project = find_project(Path.cwd(), arguments.sources)
    output = resolved(arguments.output)
    refuse_overlap(output, project, "--output")
    check_writable(output, "export")
    sources = divide(project_sources(project)).published
    ledger = project_ledger(project, sources, jobs=arguments.jobs, clean=arguments.clean)
    files = export_files(ledger, arguments.format, build_epoch())
    check_unchanged(sources)
    removed = write_tree(output, files, "export")[1]
    if removed:
        warn(
            _(
                "{folder}: {count} files of an earlier export, which this one has not, were removed",
                folder=arguments.output,
                count=removed,
            )
        )
    progress(_("{count} files in {folder}", count=len(files), folder=arguments.output))
    return 0
