"""`export`: the data files of the site, without the site."""

from __future__ import annotations

import argparse
from pathlib import Path

from builder.commands import options
from builder.commands.generate import project_ledger
from builder.commands.progress import progress, warn
from builder.config.project import find_project, resolved
from builder.exports.plan import FORMATS, export
from builder.pipeline import project_sources
from builder.publishing.ownership import prove_writable, refuse_overlap
from builder.publishing.tree_writer import write_tree
from builder.source.raw_file import check_unchanged


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", required=True, choices=FORMATS, help=f"{', '.join(FORMATS)}")
    parser.add_argument("--output", type=Path, required=True, metavar="DIR", help="folder to write to")
    options.reading(parser)


def run(asked: argparse.Namespace) -> int:
    project = find_project(Path.cwd(), asked.sources)
    output = resolved(asked.output)
    refuse_overlap(output, project, "--output")
    prove_writable(output, "export")
    sources = project_sources(project)
    files = export(project_ledger(project, sources, jobs=asked.jobs, clean=asked.clean), asked.format)
    check_unchanged(sources)
    _, removed = write_tree(output, files, "export")
    if removed:
        warn(f"{asked.output}: {removed} files of an earlier export, which this one has not, were removed")
    progress(f"{len(files)} files in {asked.output}")
    return 0
