"""`serve`: the site on this machine while writing, rebuilt when a source, registry, template or page changes."""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from builder.commands import options
from builder.commands.generate import generate
from builder.config.project import Project, find_project
from builder.model.errors import InputError
from builder.publishing.locking import hold
from builder.publishing.site import build_site


def declare(parser: argparse.ArgumentParser) -> None:
    options.reading(parser)
    parser.add_argument(
        "--address", default="127.0.0.1:8000", metavar="HOST:PORT", help="where to serve (default: 127.0.0.1:8000)"
    )


def run(asked: argparse.Namespace) -> int:
    serve(find_project(Path.cwd(), asked.sources), address=asked.address, jobs=asked.jobs, clean=asked.clean)
    return 0


def serve(project: Project, *, address: str, jobs: int, clean: bool) -> None:
    """Build into a temporary folder and serve it at `address` (`host:port`) until interrupted. An
    input that cannot be used is named on standard error and the last good site stays."""
    from mkdocs.livereload import LiveReloadServer

    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal():
        raise InputError(f"{address!r} is no address", "give it as HOST:PORT, such as 127.0.0.1:8000")
    with tempfile.TemporaryDirectory(prefix="taizhang-") as folder:
        project = replace(project, site=Path(folder) / "site")

        def rebuild() -> None:
            try:
                with hold(project.root):
                    build_site(project, epoch=generate(project, jobs=jobs, clean=clean, strict=False), strict=False)
            except InputError as error:
                for line in error.lines():
                    print(f"taizhang: {line}", file=sys.stderr)

        rebuild()
        try:
            server = LiveReloadServer(
                builder=rebuild, host=host, port=int(port), root=str(project.site), mount_path="/"
            )
        except OSError as error:
            raise InputError(
                f"cannot serve at {address}: {error.strerror}", "choose another port with --address"
            ) from error
        for watched in (project.sources, project.registry, project.root / "overrides", project.config):
            server.watch(str(watched))
        # Hand-written pages only: the generated trees change with every rebuild.
        for page in sorted(project.docs.iterdir()):
            if page.suffix == ".md" or page.name == "assets":
                server.watch(str(page))
        print(f"http://{address}/", file=sys.stderr)
        server.serve()  # type: ignore[no-untyped-call]  # MkDocs has no types here
