"""A table of short texts to numbers, cut into files of which a browser fetches only those that it needs.

Keys are sorted, so that the first key of each file says which one holds a key, or all keys that begin alike.
Numbers ascend and are written as differences, in base 32: the digits of `DIGITS`, the lowest first, 32 added to
each but the last.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def encode(numbers: Iterable[int]) -> str:
    """[3, 40, 41] → D lB B: 3, then 37, then 1. ValueError where numbers do not ascend."""
    pieces: list[str] = []
    before = 0
    for number in numbers:
        pieces.append(written(number - before))
        before = number
    return "".join(pieces)


def written(difference: int) -> str:
    """One difference, encoded."""
    if difference < 0:
        raise ValueError("the numbers of a table ascend")
    digits = ""
    while difference >= len(_SHORT):
        digits += DIGITS[32 + difference % 32]
        difference //= 32
    return digits + _SHORT[difference]


_SHORT: list[str] = [*DIGITS[:32], *(low + high for high in DIGITS[1:32] for low in DIGITS[32:])]
"""0 to 1,023."""


def _browser_order(key: str) -> bytes:
    """JavaScript compares the 16-bit units of texts."""
    return key.encode("utf-16-be")


def write_json(path: Path, value: object) -> None:
    """The smallest JSON of `value`, UTF-8."""
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8", newline="\n")


def write_table(folder: Path, name: str, rows: Mapping[str, str], size: int) -> list[str]:
    """Write `rows` to `name-0.json` and so on, each of about `size` characters. Returns the first key of each."""
    firsts: list[str] = []
    part: dict[str, str] = {}
    length = 0
    for key in sorted(rows, key=_browser_order):
        row = rows[key]
        if part and length + len(row) > size:
            write_json(folder / f"{name}-{len(firsts) - 1}.json", part)
            part, length = {}, 0
        if not part:
            firsts.append(key)
        part[key] = row
        length += len(key) + len(row) + 6
    if part:
        write_json(folder / f"{name}-{len(firsts) - 1}.json", part)
    return firsts
