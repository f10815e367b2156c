"""The address of a page as a QR code (ISO/IEC 18004), for the printed page only: paper has no links.

Each module of a code with a given mask is the sum, modulo 2, of a constant and some bits of the address: padding, error
correction and mask are sums. Addresses of one length have codes of one size, so that each is a first one with what its
bits that differ turn over, which is found once for each bit.
"""

from __future__ import annotations

from collections.abc import Iterator

import segno
from markupsafe import Markup

from builder.language import lazy_re as re

_MASK = 2
"""Trying all eight masks takes three times as long as all else and finds hardly a better one: by the penalties of
ISO/IEC 18004, 7.8.3, the best of eight is 1 % better than this on the addresses of our pages."""
_BORDER = 2
_DARK = re.compile("1+")


def print_code(address: str) -> Markup:
    """A block with the code of `address` as inline SVG, shown in print by the style sheet; it asks nothing of
    others."""
    raw = address.encode("utf-8")
    codes = _codes.get(len(raw))
    if codes is None:
        codes = _codes[len(raw)] = _Codes(raw)
    side = codes.side + 2 * _BORDER
    return Markup(
        '<div class="tz-print-code" data-unsearched><svg role="img" aria-label="本页网址的二维码"'
        f' viewBox="0 0 {side} {side}"><path stroke="#000" d="{_path(codes.modules(raw), codes.side)}"/></svg>'
        "<p>扫码打开本页</p></div>"
    )


class _Codes:
    """The codes of all texts of one length, given the `first` of them: `side` modules square."""

    def __init__(self, first: bytes) -> None:
        self._first = first
        self._code, self.side = _drawn(first)
        self._turned: dict[tuple[int, int], int] = {}

    def modules(self, text: bytes) -> int:
        """The modules of a code row by row, a bit each, the first the highest, 1 where it is dark."""
        code = self._code
        for at, (known, sign) in enumerate(zip(self._first, text, strict=True)):
            differ = known ^ sign
            while differ:
                bit = differ & -differ
                differ ^= bit
                code ^= self._turned.get((at, bit)) or self._turned_by(at, bit)
        return code

    def _turned_by(self, at: int, bit: int) -> int:
        """The modules that are others where a `bit` of the byte `at` a place is."""
        other = bytearray(self._first)
        other[at] ^= bit
        turned = self._turned[at, bit] = self._code ^ _drawn(bytes(other))[0]
        return turned


_codes: dict[int, _Codes] = {}
"""By the length of their texts in bytes."""


def _drawn(text: bytes) -> tuple[int, int]:
    """The modules of a code, and how many a side has."""
    matrix = segno.make(text, error="l", mode="byte", micro=False, mask=_MASK).matrix
    return int("".join("".join(map(str, row)) for row in matrix), 2), len(matrix)


def _path(modules: int, side: int) -> str:
    """The dark modules as lines, from the left to the right and from the top down; each begins where the last ended."""
    return "".join(_moves(f"{modules:0{side * side}b}", side))


def _moves(modules: str, side: int) -> Iterator[str]:
    end, last = 0, 0
    for row in range(side):
        for dark in _DARK.finditer(modules, row * side, (row + 1) * side):
            start, length = dark.start() - row * side, dark.end() - dark.start()
            if end or row:
                yield f"m{start - end} {row - last}h{length}"
            else:
                yield f"M{start + _BORDER} {_BORDER}.5h{length}"
            end, last = start + length, row
