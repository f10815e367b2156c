"""The command line, as CONTRACT fixes it. Results go to standard output, all else to standard error."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from builder.model.errors import InputError

if TYPE_CHECKING:
    from builder.model.notice import Notice


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="taizhang",
        description="Publishes government notices as a public ledger of tasks, agencies and deadlines (台账).",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, help_: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=help_, description=help_[0].upper() + help_[1:] + ".")

    def with_sources(sub: argparse.ArgumentParser) -> None:
        sub.add_argument("--sources", type=Path, metavar="DIR", help="folder of raw notices (default: source_texts)")
        sub.add_argument(
            "--jobs", type=_jobs, default=1, metavar="N", help="processes that read notices side by side (default: 1)"
        )
        sub.add_argument("--clean", action="store_true", help="read everything anew, without the cache")

    build = command("build", "read the notices, write the pages and data, and build the searchable site")
    with_sources(build)
    build.add_argument(
        "--strict",
        action="store_true",
        help="fail on any warning, broken link or portal value that is still a placeholder",
    )
    build.add_argument("--site-dir", type=Path, metavar="DIR", help="folder of the finished site (default: site)")

    generate = command("generate", "write the pages and data only, for any MkDocs-compatible engine to publish")
    with_sources(generate)
    generate.add_argument(
        "--strict", action="store_true", help="fail on a broken link or a portal value that is still a placeholder"
    )

    serve = command("serve", "build, serve the site on this machine, and rebuild when a file changes")
    with_sources(serve)
    serve.add_argument(
        "--address", default="127.0.0.1:8000", metavar="HOST:PORT", help="where to serve (default: 127.0.0.1:8000)"
    )

    parse = command("parse", "print what was read from notices as JSON")
    parse.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parse.add_argument("--ndjson", action="store_true", help="one notice a line")

    restore = command("restore", "print the restored text of a notice")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--explain", action="store_true", help="print every edit and what proves it instead")

    add = command("add", "copy a raw notice into the folder of sources and write its sidecar for a person to complete")
    add.add_argument("file", type=Path, metavar="FILE")
    add.add_argument(
        "--id",
        metavar="ID",
        help="id of the notice: place, year, subject in lower-case ASCII (default: from the file's name)",
    )
    add.add_argument("--sources", type=Path, metavar="DIR", help="folder of raw notices (default: source_texts)")

    check = command("check", "print every finding as path:line:column: severity code message")
    check.add_argument("ids", nargs="*", metavar="ID", help="notices to check (default: all)")
    check.add_argument(
        "--severity",
        choices=("error", "warning", "note"),
        default="error",
        help="exit with 1 from this severity on (default: error)",
    )
    with_sources(check)

    export = command("export", "write the data files without the site")
    export.add_argument("--format", required=True, metavar="FORMAT", help="json, csv, xlsx, ics or package")
    export.add_argument("--output", type=Path, required=True, metavar="DIR", help="folder to write to")
    with_sources(export)
    return parser


def _jobs(words: str) -> int:
    number = int(words)
    if number < 1:
        raise ValueError
    return number


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and exit with its status: 0 done, 1 findings, 2 wrong usage or unreadable input."""
    for stream in (sys.stdout, sys.stderr):
        # The locale of a bare container is not UTF-8; a damaged text may hold lone surrogates.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    asked = _parser().parse_args(arguments)
    try:
        status = _COMMANDS[asked.command](asked)
        sys.stdout.flush()
    except InputError as error:
        for line in error.lines():
            print(f"taizhang: {line}", file=sys.stderr)
        status = 2
    except BrokenPipeError:
        # The reader of our output is gone (`| head`): no more output, no complaint.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except KeyboardInterrupt:
        print("taizhang: interrupted; the site that stood before is untouched", file=sys.stderr)
        status = 130
    sys.exit(status)


def _progress(line: str) -> None:
    if sys.stderr.isatty():
        print(line, file=sys.stderr)


def _parse(asked: argparse.Namespace) -> int:
    from builder.config.project import find_registry
    from builder.exports.notice_json import as_json
    from builder.ledger.resolving import resolve
    from builder.pipeline import check_places, published_notices, read_notice
    from builder.registry.loading import load_registry

    registry = load_registry(find_registry(Path.cwd()))
    check_places(asked.files, registry)
    read = [read_notice(path) for path in asked.files]
    # Citations are resolved against each other and what is published in the project around, if any.
    published = published_notices(Path.cwd(), {notice.source_sha256 for notice in read})
    found: list[Notice] = []
    while len(found) < len(read):
        # Files of different folders may have one id: each such file is resolved in a round of its own.
        batch: dict[str, Notice] = {}
        for notice in read[len(found) :]:
            if notice.id in batch:
                break
            batch[notice.id] = notice
        context = [notice for notice in published if notice.id not in batch]
        resolved = resolve([*batch.values(), *context], registry)
        found += [resolved.notice(notice_id) for notice_id in batch]
    for notice in found:
        print(json.dumps(as_json(notice), ensure_ascii=False, indent=None if asked.ndjson else 2))
    return 0


def _restore(asked: argparse.Namespace) -> int:
    from builder.restoration.pipeline import restore
    from builder.source.source import read_source

    restored = restore(read_source(asked.file))
    if not asked.explain:
        print(restored.text)
        return 0
    for edit in restored.edits:
        sure = "certain" if edit.certain else "uncertain"
        print(
            f"{edit.source_start}-{edit.source_end} {edit.kind} {sure}: {edit.source!r} -> {edit.restored!r}: {edit.reason}"
        )
    return 0


def _add(asked: argparse.Namespace) -> int:
    from builder.commands.add import add_notice
    from builder.config.project import find_project

    for line in add_notice(asked.file, find_project(Path.cwd(), asked.sources), asked.id):
        print(line)
    return 0


def _check(asked: argparse.Namespace) -> int:
    from builder.commands.check import check_notices
    from builder.config.project import find_project

    project = find_project(Path.cwd(), asked.sources)
    lines, worst = check_notices(project, asked.ids, jobs=asked.jobs, clean=asked.clean)
    for line in lines:
        print(line)
    order = ("note", "warning", "error")
    return int(worst is not None and order.index(worst) >= order.index(asked.severity))


def _export(asked: argparse.Namespace) -> int:
    from builder.commands.generate import project_ledger
    from builder.config.project import find_project
    from builder.exports.plan import export
    from builder.publishing.atomic_write import write_tree

    project = find_project(Path.cwd(), asked.sources)
    files = export(project_ledger(project, jobs=asked.jobs, clean=asked.clean), asked.format)
    write_tree(asked.output, files)
    _progress(f"{len(files)} files in {asked.output}")
    return 0


def _generate(asked: argparse.Namespace) -> int:
    from builder.commands.generate import generate
    from builder.config.project import find_project

    project = find_project(Path.cwd(), asked.sources)
    generate(project, jobs=asked.jobs, clean=asked.clean, strict=asked.strict)
    _warn_of_placeholders(project.config)
    return 0


def _warn_of_placeholders(config: Path) -> None:
    """One line where the portal's block is not complete yet; a strict run has stopped before."""
    from builder.config.portal import incomplete

    if line := incomplete(config):
        print(f"taizhang: warning: {line}", file=sys.stderr)


def _build(asked: argparse.Namespace) -> int:
    from builder.commands.generate import generate
    from builder.config.project import find_project
    from builder.publishing.site import build_site

    project = find_project(Path.cwd(), asked.sources, asked.site_dir)
    _progress("reading notices")
    epoch = generate(project, jobs=asked.jobs, clean=asked.clean, strict=asked.strict)
    _progress("building the site")
    pages, warnings = build_site(project, epoch=epoch, strict=asked.strict)
    for line in warnings:
        print(f"taizhang: warning: {line}", file=sys.stderr)
    _warn_of_placeholders(project.config)
    _progress(f"{pages} pages in {project.site}")
    return 0


def _serve(asked: argparse.Namespace) -> int:
    from builder.commands.serve import serve
    from builder.config.project import find_project

    serve(find_project(Path.cwd(), asked.sources), address=asked.address, jobs=asked.jobs, clean=asked.clean)
    return 0


_COMMANDS = {
    "build": _build,
    "generate": _generate,
    "serve": _serve,
    "parse": _parse,
    "restore": _restore,
    "add": _add,
    "check": _check,
    "export": _export,
}
