"""The command line: which command is parsed for, and what its failures look like. Each command is a file
of `commands/`. Results go to standard output, all else to standard error."""

from __future__ import annotations

import argparse
import atexit
import contextlib
import gc
import importlib
import os
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from builder.commands import collect_seldom
from builder.config.input_files import refused
from builder.config.project import language_of
from builder.config.shipped import SHIPPED
from builder.messages.help import HelpFormatter
from builder.messages.translation import N_, _, choose_language, speak
from builder.model.errors import InputError

COMMANDS = {
    "guide": N_("print the guide for officers (发布指南), or a sample for a web server"),
    "init": N_("write the folder of a new site: configuration, the page about it, an empty folder of sources"),
    "build": N_("read the notices, write the pages and data, and build the searchable site"),
    "generate": N_("write the pages and data only, for any MkDocs-compatible engine to publish"),
    "serve": N_("build, serve the site on this machine, and rebuild when a file changes"),
    "parse": N_("print what was read from notices as JSON"),
    "restore": N_("print the restored text of a notice"),
    "add": N_("copy a raw notice into the folder of sources and write its sidecar for a person to complete"),
    "check": N_("print every finding as path:line:column: severity code message"),
    "review": N_("write workbooks (核对表) to check what was read, or apply one that a person filled in"),
    "remove": N_("withdraw a notice; its old addresses say so and why"),
    "replace": N_("put a newer file in the place of a notice's; its id, addresses and sidecar stay"),
    "export": N_("write the data files without the site"),
    "clean": N_("remove the site, the generated pages and data, and the cache"),
}
"""Name → help. `builder.commands.NAME` has `declare(parser)` for its arguments and `run(parsed) -> status`."""


class _Parser(argparse.ArgumentParser):
    """Wrong usage is one line, as every other mistake is."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(formatter_class=HelpFormatter, **settings)

    def error(self, message: str) -> NoReturn:
        raise InputError(message, _("see `{program} --help`", program=self.prog))


class _Version(argparse.Action):
    """Prints the version that is installed; it is looked up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_rest: object) -> NoReturn:
        from importlib.metadata import version  # loads all that reads mail

        print(parser.prog, version("taizhang"))
        parser.exit()


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """The parser; of the commands only those named in `arguments` are loaded, the others have but their help."""
    parser = _Parser(
        prog="taizhang",
        description=_("Publishes government notices as a public ledger of tasks, agencies and deadlines (台账)."),
    )
    parser.add_argument("--version", action=_Version, nargs=0, help=_("print the version of the program and exit"))
    commands = parser.add_subparsers(dest="command", required=True, metavar=_("COMMAND"))
    for name, help_ in COMMANDS.items():
        about = _(help_)
        command = commands.add_parser(name, help=about, description=_("{about}.", about=about[0].upper() + about[1:]))
        if name in arguments:
            module = importlib.import_module(f"builder.commands.{name}")
            module.declare(command)
            command.set_defaults(run=module.run)
    return parser


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and exit with its status: 0 done, 1 findings, 2 wrong usage or unreadable input."""
    collect_seldom()
    for stream in (sys.stdout, sys.stderr):
        # The locale of a bare container is not UTF-8; a damaged text may hold lone surrogates.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    if arguments is None:
        _require_utf8()
        atexit.register(gc.freeze)  # all values end with the process: Python looks for circles of them no more
        arguments = sys.argv[1:]
    try:
        # Not Path.cwd(): in a folder that was deleted, --help still helps. A new site speaks as it will.
        place = SHIPPED if arguments[:1] == ["init"] else Path()
        speak(choose_language(os.environ, lambda: language_of(place)))
        parsed = _parser(arguments).parse_args(arguments)
        status = parsed.run(parsed)
        sys.stdout.flush()
    except InputError as error:
        status = _refuse(*error.lines())
    except BrokenPipeError:
        # The reader of our output is gone (`| head`): no more output, no complaint.
        _drop_output()
        status = 0
    except OSError as error:
        # What no room has met with a word of its own: a folder that vanished, a disk without room for the output.
        status = _refuse(str(refused(error)))
        _drop_output()
    except MemoryError:
        status = _refuse(_("the memory does not suffice: read fewer or smaller files at once, or with fewer --jobs"))
    except KeyboardInterrupt:
        status = _refuse(_("interrupted; the site that stood before is untouched"), status=130)
    sys.exit(status)


def _refuse(*lines: str, status: int = 2) -> int:
    """Each line on standard error; control characters, as of a file's name, are shown and not obeyed."""
    for line in lines:
        print("taizhang: " + "".join(map(_shown, line)), file=sys.stderr)
    return status


def _shown(character: str) -> str:
    hidden = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    return character.encode("unicode_escape").decode("ascii") if hidden else character


def _drop_output() -> None:
    """Let what is still to be written to standard output go nowhere, so that the end of the process is silent."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _require_utf8() -> None:
    """Start again in Python's UTF-8 mode where the locale has another encoding (GB 18030, plain C): names of files
    and pages of MkDocs would be read in it."""
    if os.name == "posix" and not sys.flags.utf8_mode and sys.getfilesystemencoding() != "utf-8":
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])
