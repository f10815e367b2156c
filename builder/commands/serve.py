"""`serve`: the site on this machine while writing, rebuilt when a source, registry, template or page changes."""

from __future__ import annotations

import argparse
import contextlib
import signal
import socket
import sys
import tempfile
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from builder.cache import program
from builder.commands.generate import generate
from builder.config.project import Project, find_project
from builder.language import lazy_re as re
from builder.messages import options
from builder.messages.foreign import reason
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.publishing.locking import hold
from builder.publishing.mkdocs import check_config
from builder.publishing.processes import end_with_parent
from builder.publishing.site import build_site, forget_site, index_again


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
    from mkdocs.livereload import LiveReloadServer

    host, port = free_address(address)
    check_config(project)
    with tempfile.TemporaryDirectory(prefix="taizhang-") as folder:
        published, project = project, replace(project, site=Path(folder) / "site")
        indexing = Indexing(project, jobs)

        def rebuild() -> None:
            indexing.stop()
            try:
                with hold(project.root):
                    build_site(
                        project,
                        epoch=generate(project, jobs=jobs, clean=clean, strict=False, drafts=True).epoch,
                        strict=False,
                        jobs=jobs,
                        program=program(),
                        index=False,
                        before=None if clean else published,
                    )
            except InputError as error:
                for line in error.lines():
                    print(f"taizhang: {line}", file=sys.stderr)
            if project.site.is_dir():
                indexing.start()

        rebuild()
        server = LiveReloadServer(builder=rebuild, host=host, port=port, root=str(project.site), mount_path="/")
        for watched in (project.sources, project.registry, project.root / "overrides", project.config):
            server.watch(str(watched))
        # Hand-written pages only: the generated trees change with every rebuild.
        for page in sorted(project.docs.iterdir()):
            if page.suffix == ".md" or page.name == "assets":
                server.watch(str(page))
        print(f"http://{address}/", file=sys.stderr)
        try:
            server.serve()  # type: ignore[no-untyped-call]  # MkDocs has no types here
        except OSError as error:  # taken by another while the site was built
            raise _not_served(address, error) from error
        finally:
            indexing.stop()
            forget_site(project)


class Indexing:
    """The search index of a site that is shown already, made in a process of its own, which the next change ends."""

    def __init__(self, project: Project, jobs: int) -> None:
        self._job = project, jobs
        self._process: BaseProcess | None = None

    def start(self) -> None:
        """Begin; the site keeps its old index until the new one is whole."""
        # Not a fork: the server has threads.
        self._process = get_context("spawn").Process(target=_index, args=self._job)
        self._process.start()

    def stop(self) -> None:
        """Give up, where it is not done."""
        if self._process is not None:
            self._process.terminate()
            self._process.join()
            self._process = None

    def wait(self) -> None:
        """Until the index is made."""
        if self._process is not None:
            self._process.join()


def _index(project: Project, jobs: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends this process
    end_with_parent()
    with contextlib.suppress(InputError):
        index_again(project, jobs=jobs)


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
