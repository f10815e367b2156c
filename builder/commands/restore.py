"""`restore`: the restored text of a notice, or every edit that was made to it."""

from __future__ import annotations

import argparse
from pathlib import Path

from builder.messages.translation import _
from builder.restoration.pipeline import restore
from builder.source.converted.making import make_readable
from builder.source.raw_file import read_raw_notice
from builder.source.source import source_from


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar=_("FILE"))
    parser.add_argument("--explain", action="store_true", help=_("print every edit and what proves it instead"))


def run(arguments: argparse.Namespace) -> int:
    """One edit a line with `--explain`, else the text."""
    restored = restore(source_from(make_readable(read_raw_notice(arguments.file))))
    if not arguments.explain:
        print(restored.text)
        return 0
    for edit in restored.edits:
        place = f"{edit.source_start}-{edit.source_end}"
        sure = _("certain") if edit.certain else _("uncertain")
        print(f"{place} {edit.kind} {sure}: {edit.source!r} -> {edit.restored!r}: {edit.reason}")
    return 0
