"""What a command says of its work on standard error; standard output carries nothing but results."""

from __future__ import annotations

import sys

from builder.messages.translation import _


def progress(line: str) -> None:
    """A step that was reached, told to a terminal only."""
    if sys.stderr.isatty():
        print(line, file=sys.stderr)


def warn(line: str) -> None:
    """What a person should look at although the command went on."""
    print(f"taizhang: {_('warning: {line}', line=line)}", file=sys.stderr)
