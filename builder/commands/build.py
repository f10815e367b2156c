"""`build`: pages and data, then the searchable site."""

from __future__ import annotations

import argparse
from pathlib import Path

from builder.commands import options
from builder.commands.generate import generate, warn_of_placeholders
from builder.config.project import find_project
from builder.messages.progress import progress, warn
from builder.messages.translation import _
from builder.publishing.locking import hold
from builder.publishing.mkdocs import check_config
from builder.publishing.ownership import check_is_site, refuse_overlap
from builder.publishing.site import build_site


def declare(parser: argparse.ArgumentParser) -> None:
    options.reading(parser)
    parser.add_argument(
        "--strict",
        action="store_true",
        help=_("fail on any warning, broken link or portal value that is still a placeholder"),
    )
    parser.add_argument(
        "--site-dir", type=Path, metavar=_("DIR"), help=_("folder of the finished site (default: site)")
    )


def run(arguments: argparse.Namespace) -> int:
    project = find_project(Path.cwd(), arguments.sources, arguments.site_dir)
    refuse_overlap(project.site, project, "--site-dir")
    check_is_site(project.site)
    check_config(project)
    with hold(project.root):
        progress(_("reading notices"))
        epoch = generate(project, jobs=arguments.jobs, clean=arguments.clean, strict=arguments.strict)
        progress(_("building the site"))
        pages, warnings = build_site(project, epoch=epoch, strict=arguments.strict)
    for line in warnings:
        warn(line)
    warn_of_placeholders(project.config)
    progress(_("{count} pages in {site}", count=pages, site=project.site))
    return 0
