"""`guide`: the guide for officers (发布指南) and the samples for web servers, as they come with the program that is
installed: no copy of theirs in an office's folder grows old."""

from __future__ import annotations

import argparse

from builder.config.shipped import PAPERS, SHIPPED
from builder.language import lazy_re as re
from builder.messages.translation import _

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n+", re.DOTALL)
_ANCHOR = re.compile(r"(?m)^(#.*?) \{ #[\w-]+ \}$")


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paper",
        nargs="?",
        choices=tuple(PAPERS),
        default="guide",
        help=_("the guide (default), or the sample for nginx or Caddy"),
    )


def run(arguments: argparse.Namespace) -> int:
    print(paper(arguments.paper), end="")
    return 0


def paper(name: str) -> str:
    """The text of one of `PAPERS`, of the guide without what only a site needs: front matter, marks of headings."""
    text = (SHIPPED / PAPERS[name]).read_text("utf-8")
    return _ANCHOR.sub(r"\1", _FRONT_MATTER.sub("", text))
