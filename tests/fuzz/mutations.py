"""Seeded mutations of an input: bytes changed, stretches repeated, moved and cut, words of the trade put in."""

from __future__ import annotations

import random
from pathlib import Path

WORDS = tuple(
    line.encode().decode("unicode_escape").encode("latin-1").decode("utf-8", "ignore")
    if "\\" in line and line.isascii()
    else line
    for line in (Path(__file__).parent / "words.txt").read_text("utf-8").split("\n")
    if line
)
"""Words, signs and tags that decide something in one of the readers."""


def mutated(data: bytes, pick: random.Random) -> bytes:
    """`data` after one to six mutations; its first byte, which says what it is, stays."""
    kind, body = data[:1], bytearray(data[1:])
    for _ in range(pick.randint(1, 6)):
        at = pick.randint(0, len(body))
        end = min(len(body), at + pick.choice((1, 2, 3, 10, 60)))
        match pick.randint(0, 5):
            case 0:
                body[at:end] = bytes(pick.randrange(256) for _ in range(end - at))
            case 1:
                body[at:at] = pick.choice(WORDS).encode() * pick.choice((1, 1, 1, 2, 40))
            case 2:
                body[at:at] = body[at:end] * pick.choice((1, 3, 50))
            case 3:
                del body[at:end]
            case 4:
                to = pick.randint(0, len(body))
                body[to:to] = body[at:end]
            case _:
                body[at:end] = pick.choice(WORDS).encode()
    return kind + bytes(body[:6000])
