"""Characters written as escapes that a program forgot to read: \\u5b81, %E5%AE%81, =E5=AE=81.

An escape is a form that no words have. It is read where escapes make up most of a line and what they spell is
Chinese, so that a line about escapes keeps them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from builder.model.edit_kinds import EditKind
from builder.restoration.revision import Change
from builder.source.decoding import commonness

_SHARE = 0.5
"""Share of a line's characters that are escapes, at least."""
_COMMON = 0.7
"""Share of common characters in what the escapes of a line spell, at least."""
_LINE = re.compile(r"[^\r\n]+(?:(?<==)\r?\n[^\r\n]+)*")  # a quoted-printable line ends with = where it goes on


def _hex_pairs(words: str) -> str | None:
    raw = bytes.fromhex(re.sub(r"=\r?\n|[%=]", "", words))
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _code_units(words: str) -> str | None:
    units = b"".join(
        int(unit, 16).to_bytes(2, "big") for unit in re.findall(r"[0-9a-fA-F]{4}", words.replace("u", " "))
    )
    try:
        return units.decode("utf-16-be")
    except UnicodeDecodeError:
        return None


_FORMS: tuple[tuple[re.Pattern[str], Callable[[str], str | None], str], ...] = (
    (re.compile(r"(?:\\{1,2}u[0-9a-fA-F]{4})+"), _code_units, "Unicode 转义（\\u）"),
    (re.compile(r"(?:%u[0-9a-fA-F]{4})+"), _code_units, "网址转义（%u）"),
    (re.compile(r"(?:%[0-9A-Fa-f]{2})+"), _hex_pairs, "网址转义（%）"),
    (re.compile(r"(?:=[0-9A-F]{2})(?:=\r?\n|=[0-9A-F]{2})*|=\r?\n"), _hex_pairs, "邮件转义（=）"),
)


def read_escapes(text: str) -> list[Change]:
    """Changes that read the escapes of lines which hold little else."""
    changes: list[Change] = []
    for pattern, read, name in _FORMS:
        if pattern.search(text):
            changes += _of_form(text, pattern, read, f"{name}未还原，按其所指的字还原")
            if changes:
                break  # one program, one form
    return changes


def _of_form(text: str, pattern: re.Pattern[str], read: Callable[[str], str | None], reason: str) -> Iterator[Change]:
    for line in _LINE.finditer(text):
        runs = list(pattern.finditer(text, *line.span()))
        if sum(run.end() - run.start() for run in runs) < _SHARE * len(line.group()):
            continue
        spelt = [read(run.group()) for run in runs]
        if None in spelt or commonness("".join(filter(None, spelt))) < _COMMON:
            continue
        for run, words in zip(runs, spelt, strict=True):
            yield Change(run.start(), run.end(), words or "", EditKind.CODE_PAGE, True, reason)
