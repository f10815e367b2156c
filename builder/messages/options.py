"""Options that several commands share."""

from __future__ import annotations

import argparse
from pathlib import Path

from builder.messages.translation import _

_MOST_JOBS = 256


class Address(str):
    """Where sources lie, as fsspec writes it: `s3://bucket/notices`, `zip://::https://host/notices.zip`."""


def sources(parser: argparse.ArgumentParser) -> None:
    """`--sources`, for commands that change something in the folder of raw notices."""
    parser.add_argument(
        "--sources", type=_folder, metavar=_("DIR"), help=_("folder of raw notices (default: source_texts)")
    )


def _folder_or_address(words: str) -> Path | Address:
    return Address(words) if _is_address(words) else Path(words)


def _is_address(words: str) -> bool:
    return "://" in words or "::" in words


def _folder(words: str) -> Path:
    if _is_address(words):
        raise argparse.ArgumentTypeError(
            _("{words!r} is an address: name a folder of this machine, whose files can be changed", words=words)
        )
    return Path(words)


def reading(parser: argparse.ArgumentParser) -> None:
    """`--sources`, `--jobs` and `--clean`, for commands that read all notices of a project."""
    parser.add_argument(
        "--sources",
        type=_folder_or_address,
        metavar=_("DIR"),
        help=_(
            "folder of raw notices, or an address that fsspec reads, as s3://bucket/notices (default: source_texts)"
        ),
    )
    parser.add_argument(
        "--jobs", type=_jobs, default=1, metavar=_("N"), help=_("processes that read notices side by side (default: 1)")
    )
    parser.add_argument("--clean", action="store_true", help=_("read everything anew, without the cache"))


def executor(parser: argparse.ArgumentParser) -> None:
    """`--executor`, for commands whose work a cluster may share."""
    parser.add_argument(
        "--executor",
        type=_executor,
        metavar="dask:ADDRESS",
        help=_("cluster that reads notices and renders pages, as dask:tcp://host:8786 (default: this machine)"),
    )


def _executor(words: str) -> str:
    if not words.startswith("dask:") or words == "dask:":
        raise argparse.ArgumentTypeError(
            _("{words!r} is no cluster: write dask:ADDRESS, as dask:tcp://host:8786", words=words)
        )
    return words


def _jobs(words: str) -> int:
    if not (words.isascii() and words.isdigit() and 0 < int(words[:9]) <= _MOST_JOBS):
        raise argparse.ArgumentTypeError(
            _("{words!r} is no number of processes from 1 to {most}", words=words, most=_MOST_JOBS)
        )
    return int(words)
