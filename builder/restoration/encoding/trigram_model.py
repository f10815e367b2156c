"""How written Chinese runs: how likely a character is after the two before it.

Triples, pairs and single characters are mixed by Witten–Bell smoothing (T. C. Bell, J. G. Cleary,
I. H. Witten, Text Compression, 1990): what was seen after a context counts as much as there is of
it, and the number of different characters seen there says how open it is to others. Beside the
statistics that ship with the program stands the notice's own text, which repeats its terms.
"""

from __future__ import annotations

import struct
import sys
import zlib
from array import array
from bisect import bisect_left
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise
from math import exp, log

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.restoration.encoding.gbk import half_width

_OWN_WEIGHT = 5.0
"""A sequence of the notice's own text counts as this many of the shipped statistics."""
_OPEN_PAIR, _OPEN_TRIPLE = 0.5, 0.7
_OPEN_LONGER = 2.0
"""What was seen after two characters counts as this much of what was seen after three."""
_FIGURES = re.compile(r"[0-9]+")
_LETTERS = re.compile(r"[A-Za-z]+")
_BREAKS = re.compile(r"[\r\n][\s\u3000]*")
_SPACES = re.compile(r"[ \t\u3000\xa0]+")


def fold(text: str) -> str:
    """`text` as the statistics count it: figures 0, letters A, no spaces, full-width ASCII half-width."""
    text = _LETTERS.sub("A", _FIGURES.sub("0", half_width(text)))
    return _SPACES.sub("", _BREAKS.sub("\n", text))


_UNKNOWN = 8191
"""Number of a character that the statistics lack; numbers have 13 bits."""
_VALUE = [2 ** (level / 8) - 1 for level in range(256)]


@dataclass(frozen=True, slots=True)
class _Counts:
    """Counts on the scale of `_VALUE`, but for `single`, `after_single` and `total`."""

    number: dict[str, int]
    single: list[float]
    after_single: list[float]
    pair: dict[int, int]
    after_pair: dict[int, int]
    triple: dict[int, int]
    total: float
    characters: str
    keys: array[int]
    """The keys of `pair`, in order."""


@lru_cache(maxsize=1)
def _shipped() -> _Counts:
    return _unpack(files("builder.restoration.statistics").joinpath("characters.bin").read_bytes())


def _unpack(packed: bytes) -> _Counts:
    """The counts that `statistics/derive.py` packed."""
    data = zlib.decompress(packed)
    at = 0

    def take(size: int) -> bytes:
        nonlocal at
        at += size
        return data[at - size : at]

    def size() -> int:
        return int(struct.unpack("<I", take(4))[0])

    def numbers(code: str, width: int, count: int) -> array[int]:
        values = array(code, take(width * count))
        if sys.byteorder == "big":
            values.byteswap()
        return values

    characters = take(size()).decode()
    rest = [0.0] * (_UNKNOWN + 1 - len(characters))
    single = [_VALUE[level] for level in take(len(characters))]
    after_single = [_VALUE[level] for level in take(len(characters))]
    pairs = numbers("I", 4, count := size())
    pair, after_pair = dict(zip(pairs, take(count), strict=True)), dict(zip(pairs, take(count), strict=True))
    triples = numbers("Q", 8, count := size())
    triple = dict(zip(triples, take(count), strict=True))
    number = {char: index for index, char in enumerate(characters)}
    return _Counts(number, single + rest, after_single + rest, pair, after_pair, triple, sum(single), characters, pairs)


@lru_cache(maxsize=1)
def _longer() -> dict[int, int]:
    """Counts, on the scale of `_VALUE`, of the runs of 4 characters that `statistics/derive.py` packed."""
    data = zlib.decompress(files("builder.restoration.statistics").joinpath("longer.bin").read_bytes())
    count = int(struct.unpack("<I", data[:4])[0])
    steps = array("Q", data[4 : 4 + 8 * count])
    if sys.byteorder == "big":
        steps.byteswap()
    return dict(zip(accumulate(steps), data[4 + 8 * count :], strict=True))


def numbers() -> dict[str, int]:
    """The numbers of the characters in the keys of the statistics."""
    return _shipped().number


_LEADING = 24
"""How many of the characters that stand before another are told of."""


@lru_cache(maxsize=1)
def _leading() -> dict[str, list[str]]:
    """The characters that were most often seen right before each."""
    counts = _shipped()
    found: dict[int, list[tuple[int, int]]] = {}
    for key, level in counts.pair.items():
        if level > 8:  # more than once
            found.setdefault(key & _UNKNOWN, []).append((-level, key >> 13))
    chars = counts.characters
    return {chars[number]: [chars[first] for _, first in sorted(firsts)[:_LEADING]] for number, firsts in found.items()}


class Language:
    """The language of a notice: that of all notices, and `own`, its own undamaged text (Simplified)."""

    def __init__(self, own: str = "") -> None:
        text = fold(own)
        self._longer = dict(Counter(map("".join, zip(text, text[1:], text[2:], text[3:], strict=False))))
        self._counts = _shipped()
        self._singles = dict(Counter(text))
        self._pairs = dict(Counter(map("".join, pairwise(text))))
        self._triples = dict(Counter(map("".join, zip(text, text[1:], text[2:], strict=False))))
        self._after_single = dict(Counter(pair[0] for pair in self._pairs))
        self._after_pair = dict(Counter(triple[:2] for triple in self._triples))
        self._total = self._counts.total + _OWN_WEIGHT * len(text) + 2000
        self._known: dict[str, float] = {}
        self._followers: dict[str, list[str]] = {}
        self._sets: dict[str, frozenset[str]] = {}
        self._own_followers: dict[str, list[str]] = {}
        for pair in self._pairs:
            self._own_followers.setdefault(pair[0], []).append(pair[1])

    def knows(self, char: str) -> bool:
        """Whether `char` is one that written Chinese uses."""
        return char in self._counts.number or char in self._singles

    def joins(self, b: str, c: str) -> bool:
        """Whether `c` was seen right after `b`."""
        number = self._counts.number
        return (number.get(b, _UNKNOWN) << 13 | number.get(c, _UNKNOWN)) in self._counts.pair or b + c in self._pairs

    def followers(self, b: str) -> list[str]:
        """The characters that were seen right after `b` in the language of all notices, frequent ones first."""
        number = self._counts.number.get(b)
        if number is None:
            return []
        known = self._followers.get(b)
        if known is None:
            keys, characters = self._counts.keys, self._counts.characters
            first, last = bisect_left(keys, number << 13), bisect_left(keys, number + 1 << 13)
            known = self._followers[b] = [characters[key & _UNKNOWN] for key in keys[first:last]]
        return known

    def after(self, b: str) -> frozenset[str]:
        """The characters that were seen right after `b`."""
        known = self._sets.get(b)
        if known is None:
            known = self._sets[b] = frozenset(self.followers(b)).union(self._own_followers.get(b, ()))
        return known

    def leading(self, c: str) -> list[str]:
        """The characters that were seen most often right before `c` in the language of all notices."""
        return _leading().get(c, [])

    def times(self, b: str, c: str) -> float:
        """How often `c` was seen right after `b`, on no particular scale."""
        number = self._counts.number
        key = number.get(b, _UNKNOWN) << 13 | number.get(c, _UNKNOWN)
        return _VALUE[self._counts.pair.get(key, 0)] + _OWN_WEIGHT * self._pairs.get(b + c, 0)

    def frequency(self, c: str) -> float:
        """How often `c` is written, on no particular scale."""
        return self._counts.single[self._counts.number.get(c, _UNKNOWN)] + _OWN_WEIGHT * self._singles.get(c, 0)

    def score(self, text: str, before: str) -> float:
        """Sum of the likelihoods of `text` (folded) after `before` (two characters, folded)."""
        a, b = before[0], before[1]
        total = 0.0
        for c in text:
            total += self.likelihood(a, b, c)
            a, b = b, c
        return total

    def gain(self, text: str, before: str) -> float:
        """By how much three characters before each make `text` (folded) likelier than two do, after `before`
        (three characters, folded)."""
        number, triples, longer = self._counts.number, self._counts.triple, _longer()
        run = before + text
        total = 0.0
        for at in range(len(text)):
            a, b, c, d = run[at], run[at + 1], run[at + 2], run[at + 3]
            key = (number.get(a, _UNKNOWN) << 13 | number.get(b, _UNKNOWN)) << 13 | number.get(c, _UNKNOWN)
            context = _VALUE[triples.get(key, 0)] + _OWN_WEIGHT * self._triples.get(a + b + c, 0)
            if context:
                seen = _VALUE[longer.get(key << 13 | number.get(d, _UNKNOWN), 0)]
                seen = min(seen + _OWN_WEIGHT * self._longer.get(a + b + c + d, 0), context)
                chance = exp(self.likelihood(b, c, d))
                total += log((seen + _OPEN_LONGER * chance) / (context + _OPEN_LONGER)) - log(chance)
        return total

    def likelihood(self, a: str, b: str, c: str) -> float:
        """Natural logarithm of the chance that `c` follows `a`, `b`."""
        run = a + b + c
        known = self._known.get(run)
        if known is None:
            known = self._known[run] = log(self._chance(a, b, c))
        return known

    def _chance(self, a: str, b: str, c: str) -> float:
        counts = self._counts
        number = counts.number
        first, second, third = number.get(a, _UNKNOWN), number.get(b, _UNKNOWN), number.get(c, _UNKNOWN)
        own = _OWN_WEIGHT * self._singles.get(c, 0)
        chance = (counts.single[third] + own + 0.1) / self._total

        context = counts.single[second] + _OWN_WEIGHT * self._singles.get(b, 0)
        if not context:
            return chance
        opening = _OPEN_PAIR * max(counts.after_single[second], self._after_single.get(b, 0), 1.0)
        seen = _VALUE[counts.pair.get(second << 13 | third, 0)] + _OWN_WEIGHT * self._pairs.get(b + c, 0)
        chance = (seen + opening * chance) / (max(context, seen) + opening)

        key = first << 13 | second
        context = _VALUE[counts.pair.get(key, 0)] + _OWN_WEIGHT * self._pairs.get(a + b, 0)
        if not context:
            return chance
        opening = _OPEN_TRIPLE * max(_VALUE[counts.after_pair.get(key, 0)], self._after_pair.get(a + b, 0), 1.0)
        seen = _VALUE[counts.triple.get(key << 13 | third, 0)] + _OWN_WEIGHT * self._triples.get(a + b + c, 0)
        return (seen + opening * chance) / (max(context, seen) + opening)
