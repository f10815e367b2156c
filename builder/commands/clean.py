"""`clean`: removes what the other commands made, and nothing else: site, generated pages and cache."""

from __future__ import annotations

import argparse
import contextlib
from pathlib import Path

from builder.cache import clear
from builder.config import remote_sources
from builder.config.project import find_project
from builder.messages.progress import warn
from builder.messages.translation import _
from builder.publishing.folder_swap import recover, remove_site
from builder.publishing.locking import hold
from builder.publishing.manifest import MANIFEST, read_manifest
from builder.publishing.ownership import refuse_overlap, refuse_overlapping_pages
from builder.publishing.site import forget
from builder.publishing.tree_writer import write_tree


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--site-dir", type=Path, metavar=_("DIR"), help=_("folder of the finished site (default: site)")
    )


def run(arguments: argparse.Namespace) -> int:
    project = find_project(Path.cwd(), site=arguments.site_dir)
    refuse_overlap(project.site, project, "--site-dir")
    refuse_overlapping_pages(project)
    with hold(project.root):
        recover(project.site)
        if project.site.exists():
            remove_site(project.site)
            warn(
                _("{site}: removed, and the log of changes with it; the next build begins a new one", site=project.site)
            )
        if read_manifest(project.docs):
            write_tree(project.docs, {})
            with contextlib.suppress(FileNotFoundError):
                (project.docs / MANIFEST).unlink()
        forget(project)
        remote_sources.forget(project.cache)
        clear(project.cache / "pages")
        clear(project.cache / "notices")
        clear(project.cache / "resolved")
    return 0
