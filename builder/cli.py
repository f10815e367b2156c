"""The command line: which command is asked for, and what its failures look like. Each command is a file
of `commands/`. Results go to standard output, all else to standard error."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from builder.model.errors import InputError

COMMANDS = {
    "build": "read the notices, write the pages and data, and build the searchable site",
    "generate": "write the pages and data only, for any MkDocs-compatible engine to publish",
    "serve": "build, serve the site on this machine, and rebuild when a file changes",
    "parse": "print what was read from notices as JSON",
    "restore": "print the restored text of a notice",
    "add": "copy a raw notice into the folder of sources and write its sidecar for a person to complete",
    "check": "print every finding as path:line:column: severity code message",
    "export": "write the data files without the site",
    "clean": "remove the site, the generated pages and data, and the cache",
}
"""Name → help. `builder.commands.NAME` has `declare(parser)` for its arguments and `run(asked) -> status`."""


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """The parser; of the commands only those named in `arguments` are loaded, the others have but their help."""
    parser = argparse.ArgumentParser(
        prog="taizhang",
        description="Publishes government notices as a public ledger of tasks, agencies and deadlines (台账).",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, help_ in COMMANDS.items():
        command = commands.add_parser(name, help=help_, description=help_[0].upper() + help_[1:] + ".")
        if name in arguments:
            module = importlib.import_module(f"builder.commands.{name}")
            module.declare(command)
            command.set_defaults(run=module.run)
    return parser


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and exit with its status: 0 done, 1 findings, 2 wrong usage or unreadable input."""
    for stream in (sys.stdout, sys.stderr):
        # The locale of a bare container is not UTF-8; a damaged text may hold lone surrogates.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        asked = _parser(arguments).parse_args(arguments)
        status = asked.run(asked)
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
