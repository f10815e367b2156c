"""`build`: pages and data, then the searchable site."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import NamedTuple

from builder.cache import program
from builder.commands.generate import generate, warn_of_placeholders
from builder.config.project import find_project
from builder.messages import options
from builder.messages.progress import progress, warn
from builder.messages.translation import _
from builder.model.ledger import Ledger
from builder.publishing.locking import hold
from builder.publishing.mkdocs import check_config
from builder.publishing.ownership import check_is_site, refuse_overlap
from builder.publishing.processes import cluster
from builder.publishing.site import build_site, recall_folders


def declare(parser: argparse.ArgumentParser) -> None:
    options.reading(parser)
    options.executor(parser)
    parser.add_argument(
        "--strict",
        action="store_true",
        help=_("fail on any warning, broken link or portal value that is still a placeholder"),
    )
    parser.add_argument(
        "--engine",
        choices=("fast", "mkdocs"),
        default="fast",
        help=_("mkdocs: let MkDocs render every page; the same site, later (default: fast)"),
    )
    parser.add_argument(
        "--site-dir", type=Path, metavar=_("DIR"), help=_("folder of the finished site (default: site)")
    )


def run(arguments: argparse.Namespace) -> int:
    started = time.monotonic()
    project = find_project(Path.cwd(), arguments.sources, arguments.site_dir)
    refuse_overlap(project.site, project, "--site-dir")
    recall_folders(project)
    check_is_site(project.site)
    check_config(project)
    with hold(project.root), cluster(arguments.executor, program) as executor:
        progress(_("reading notices"))
        generated = generate(
            project, jobs=arguments.jobs, clean=arguments.clean, strict=arguments.strict, executor=executor
        )
        published, epoch, standing = Published.of(generated.ledger), generated.epoch, generated.standing
        del generated  # all notices: what follows reads the pages
        progress(_("building the site"))
        pages, warnings = build_site(
            project,
            epoch=epoch,
            strict=arguments.strict,
            jobs=arguments.jobs,
            engine=arguments.engine,
            program=program(),
            clean=arguments.clean,
            executor=executor,
            standing=standing,
        )
    for line in warnings:
        warn(line)
    warn_of_placeholders(project.config)
    for line in summary(published, pages, project.site, time.monotonic() - started):
        progress(line)
    return 0


class Published(NamedTuple):
    """How much a ledger has, and how many findings of the two severities that are left to check."""

    notices: int
    tasks: int
    errors: int
    warnings: int

    @classmethod
    def of(cls, ledger: Ledger) -> Published:
        severities = [
            finding.severity
            for notice in ledger.notices
            for finding in (*notice.findings, *ledger.findings.get(notice.id, ()))
        ]
        tasks = sum(len(notice.tasks) for notice in ledger.notices)
        return cls(len(ledger.notices), tasks, severities.count("error"), severities.count("warning"))


def summary(published: Published, pages: int, site: Path, seconds: float) -> list[str]:
    """What was published, how long it took, and what is left to check, a line each."""
    lines = [
        _(
            "{site}: {notices} notices with {tasks} tasks on {pages} pages, in {seconds:.0f} seconds",
            site=site,
            notices=published.notices,
            tasks=published.tasks,
            pages=pages,
            seconds=seconds,
        )
    ]
    if published.errors or published.warnings:
        lines.append(
            _(
                "left to check: {errors} errors and {warnings} warnings (`taizhang check` names them)",
                errors=published.errors,
                warnings=published.warnings,
            )
        )
    return lines
