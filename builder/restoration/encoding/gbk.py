"""GBK as the mirrors' programs read it: pairs of bytes, and the pairs that they drop.

A character outside ASCII is two bytes, lead 81–FE and trail 40–7E or 80–FE (GB 13000.1, annex
GBK 1.0). Pairs without a character (unassigned, or user-defined: lead AA–AF and F8–FE, or trail
40–A0 under lead A1–A7) vanish when such a text is decoded; a lead byte whose trail is no trail
leaves a `?`.
"""

from __future__ import annotations

from functools import lru_cache

from builder.language.lazy_dataclasses import dataclass

LEADS = range(0x81, 0xFF)
TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))
FULL_WIDTH_ROW = 0xA3
"""Lead byte of the full-width forms of ASCII: ！ is A3A1, and so on to ～."""


@dataclass(frozen=True, slots=True)
class Charset:
    """`pair[char]` and `char[pair]` map characters to (lead, trail) and back; `by_lead[lead]` and
    `by_trail[trail]` list the characters with it. `dropped_after[trail]` holds the bytes that
    make a dropped pair when they follow `trail` (itself read as a lead)."""

    pair: dict[str, tuple[int, int]]
    char: dict[tuple[int, int], str]
    by_lead: dict[int, tuple[str, ...]]
    by_trail: dict[int, tuple[str, ...]]
    dropped_after: dict[int, frozenset[int]]


@lru_cache(maxsize=1)
def charset() -> Charset:
    """The GBK charset, as Python's codec knows it."""
    spelt = "".join(map(chr, (*range(0x80, 0xD800), *range(0xE000, 0x10000)))).encode("gbk", "ignore")
    char = dict(zip(zip(spelt[::2], spelt[1::2], strict=True), spelt.decode("gbk"), strict=True))
    by_lead: dict[int, list[str]] = {lead: [] for lead in LEADS}
    by_trail: dict[int, list[str]] = {trail: [] for trail in TRAILS}
    for (lead, trail), found in char.items():
        by_lead[lead].append(found)
        by_trail[trail].append(found)
    return Charset(
        {found: pair for pair, found in char.items()},
        char,
        {lead: tuple(found) for lead, found in by_lead.items()},
        {trail: tuple(found) for trail, found in by_trail.items()},
        {lead: frozenset(trail for trail in TRAILS if (lead, trail) not in char) for lead in LEADS},
    )


def encode(text: str) -> list[tuple[int, ...]]:
    """The bytes of each character of `text`: (lead, trail), or (byte,) for ASCII. A character that
    GBK lacks is `?`, as the mirrors have it."""
    pairs = charset().pair
    return [(ord(char),) if char < "\x80" else pairs.get(char, (0x3F,)) for char in text]


def decode(data: list[int]) -> str:
    """`data` as the mirrors' programs decode it: a lead without a trail is `?` and takes the ASCII
    byte after it along; a pair without a character vanishes."""
    chars = charset().char
    out: list[str] = []
    at, end = 0, len(data)
    while at < end:
        lead = data[at]
        if lead < 0x80:
            out.append(chr(lead))
            at += 1
        elif lead in (0x80, 0xFF):
            out.append("?")
            at += 1
        elif at + 1 < end and (trail := data[at + 1]) >= 0x40 and trail != 0x7F and trail != 0xFF:
            out.append(chars.get((lead, trail), ""))
            at += 2
        else:
            out.append("?")
            at += 2
    return "".join(out)


def half_width(text: str) -> str:
    """`text` with the full-width forms of ASCII made half-width, as some mirrors publish it."""
    return text.translate(_HALF)


_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
