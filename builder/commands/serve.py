"""`serve`: the site on this machine while writing, rebuilt when a source, registry, template or page changes."""

from __future__ import annotations

import argparse
import contextlib
import signal
import socket
import sys
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from builder.commands.serving.making import Job, Made, Making
from builder.config.project import Project, find_project
from builder.language import lazy_re as re
from builder.messages import options
from builder.messages.foreign import reason
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.publishing.mkdocs import check_config
from builder.publishing.site import forget_site

if TYPE_CHECKING:
    from builder.commands.serving.live_server import LiveServer
    from builder.commands.serving.preview import Preview


def declare(parser: argparse.ArgumentParser) -> None:
    options.reading(parser)
    parser.add_argument(
        "--address",
        default="127.0.0.1:8000",
        metavar=_("HOST:PORT"),
        help=_("where to serve (default: 127.0.0.1:8000)"),
    )


def run(arguments: argparse.Namespace) -> int:
    serve(
        find_project(Path.cwd(), arguments.sources),
        address=arguments.address,
        jobs=arguments.jobs,
        clean=arguments.clean,
    )
    return 0


def serve(project: Project, *, address: str, jobs: int, clean: bool) -> None:
    """Build into a temporary folder and serve it at `address` (`host:port`) until interrupted. Pages are shown as soon
    as they are rendered, and indexed for search afterwards. An input that cannot be used is named on standard error and
    the last good site stays."""
    host, port = free_address(address)
    check_config(project)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # however it is ended, it leaves no folder behind
    with tempfile.TemporaryDirectory(prefix="taizhang-") as folder:
        serving = _Serving(Job(replace(project, site=Path(folder) / "site"), project, jobs, clean))
        try:
            serving.serve(host, port, f"http://{address}/")
        except OSError as error:  # taken by another while the site was built
            raise _not_served(address, error) from error
        finally:
            serving.end()


class _Serving:
    """The site of a project whose folder `site` is the one that is served, its next builds, and what it shows of an
    edit before."""

    def __init__(self, job: Job) -> None:
        self._project = job.project
        self._making = Making(job, self._stands)
        self._server: LiveServer | None = None
        self._aside = ThreadPoolExecutor(1)
        self._preview: Future[Preview] | None = None

    def serve(self, host: str, port: int, address: str) -> None:
        """Until interrupted."""
        project = self._project
        self._making.start()
        self._making.wait()
        from builder.commands.serving.live_server import LiveServer  # loads MkDocs

        server = self._server = LiveServer(self._rebuild, host, port, str(project.site))
        for watched in (project.sources, project.registry, project.root / "overrides", project.config):
            server.watch(str(watched))
        # Hand-written pages only: the generated trees change with every rebuild.
        for page in sorted(project.docs.iterdir()):
            if page.suffix == ".md" or page.name == "assets":
                server.watch(str(page))
        print(address, file=sys.stderr)
        server.serve()  # type: ignore[no-untyped-call]  # MkDocs has no types here

    def end(self) -> None:
        """Make nothing any more, and forget what is kept of the folder that is served."""
        self._making.stop()
        if self._server:
            self._server.shutdown()  # its thread would keep this process alive
        self._aside.shutdown(cancel_futures=True)
        forget_site(self._project)

    def _rebuild(self) -> None:
        """Show the pages of the notices that changed, then build the site."""
        self._making.stop()
        if self._server and self._preview:
            with contextlib.suppress(Exception):  # whatever is wrong, the build says it
                self._server.show_ahead(self._preview.result().pages())
        self._making.start()

    def _stands(self, made: Made | None) -> None:
        """The site was built, or could not be; what cannot be used was named, and the last good site stays."""
        if made:
            self._preview = self._aside.submit(_preview, self._project, made)
        if self._server:
            self._server.show_site()


def _preview(project: Project, made: Made) -> Preview:
    from builder.commands.serving.preview import Preview  # loads MkDocs

    return Preview(project, made.sources, made.site)


def free_address(address: str) -> tuple[str, int]:
    """Host and port of `HOST:PORT` (`[HOST]:PORT` for IPv6). InputError where it is none, or nothing can be
    served there; that is tried before a build that takes its time."""
    host, port = address.rpartition(":")[::2]
    host = host.removeprefix("[").removesuffix("]")
    if not host or not re.fullmatch(r"[0-9]{1,5}", port) or not 0 < int(port) < 65536:
        raise InputError(
            _("{address!r} is no address to serve at", address=address),
            _("give HOST:PORT with a port from 1 to 65535, as 127.0.0.1:8000"),
        )
    try:
        family, kind, *_other, place = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(place)
            trial.listen()
    except (OSError, UnicodeError) as error:
        raise _not_served(address, error) from None
    return host, int(port)


def _not_served(address: str, error: OSError | UnicodeError) -> InputError:
    why = reason(error) if getattr(error, "strerror", None) else _("no such host")
    return InputError(
        _("cannot serve at {address}: {why}", address=address, why=why),
        _("choose another host or port with --address"),
    )
