"""`--help` for a terminal, on which a Chinese character takes two columns and a line may break after any of them."""

from __future__ import annotations

import argparse
import re
import unicodedata

_TOKEN = re.compile(r"\s+|[!-~]+[，。、；：）》”]*|.[，。、；：）》”]*", re.DOTALL)
"""What stays on one line: a word, or a character; each with the signs that close it."""


class HelpFormatter(argparse.HelpFormatter):
    """argparse's own form, with lines broken and columns aligned by the width of what stands in them."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrapped(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in wrapped(text, width - len(indent)))

    def add_argument(self, action: argparse.Action) -> None:
        super().add_argument(action)
        if action.help is not argparse.SUPPRESS:
            width = columns(self._format_action_invocation(action)) + self._current_indent
            self._action_max_length = max(self._action_max_length, width)

    def _format_action(self, action: argparse.Action) -> str:
        """argparse pads the name of an action by characters: what wide ones take too much is cut from the padding."""
        header = self._format_action_invocation(action)
        padding = re.compile(f"{re.escape(header)} {{0,{columns(header) - len(header)}}}(?=  )")
        return padding.sub(lambda found: header, super()._format_action(action), count=1)


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text, none wider than `width` columns but for a word that is."""
    lines = [""]
    for token in _TOKEN.findall(" ".join(text.split())):
        if columns(lines[-1] + token) > width and lines[-1]:
            lines.append("")
        if lines[-1] or not token.isspace():
            lines[-1] += token
    return [line.rstrip() for line in lines]
