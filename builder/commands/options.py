"""Options that several commands share."""

from __future__ import annotations

import argparse
from pathlib import Path

_MOST_JOBS = 256


def sources(parser: argparse.ArgumentParser) -> None:
    """`--sources`, for commands that look into the folder of raw notices."""
    parser.add_argument("--sources", type=Path, metavar="DIR", help="folder of raw notices (default: source_texts)")


def reading(parser: argparse.ArgumentParser) -> None:
    """`--sources`, `--jobs` and `--clean`, for commands that read all notices of a project."""
    sources(parser)
    parser.add_argument(
        "--jobs", type=_jobs, default=1, metavar="N", help="processes that read notices side by side (default: 1)"
    )
    parser.add_argument("--clean", action="store_true", help="read everything anew, without the cache")


def _jobs(words: str) -> int:
    if not (words.isascii() and words.isdigit() and 0 < int(words[:9]) <= _MOST_JOBS):
        raise argparse.ArgumentTypeError(f"{words!r} is no number of processes from 1 to {_MOST_JOBS}")
    return int(words)
