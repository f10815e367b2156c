"""UTF-8 that was read as GBK: 锛堜簩锛夊己鍖 for （二）强化.

GBK takes bytes in pairs, UTF-8 mostly in threes, so pairs lie across characters. A pair that GBK
does not have, or a byte that is left over before an ASCII sign, became `?`, and its bytes are gone:
then UTF-8 leaves few characters for the place (a pair is known to be one that GBK lacks), and the
language chooses among them. Such a place is never certain.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import log1p

from builder.restoration.language import Language, fold
from builder.restoration.revision import Change
from builder.source.decoding import commonness

KIND = "code-page"
_LINE = re.compile(r"[^\n\r]+")
_TRACES = re.compile("[锛銆鈥鐨鏄鍦€]")  # ，。“的是在 begin so, 、 and 〔 hold it: hardly ever written themselves
_HOLES = "?\ufffd"
_BEAM = 100  # readings that are kept; two characters after a lost place few are left
_RARE = frozenset("0A!?.*+-/<=>@[]^_`{|}~$%&#")  # full-width signs that nothing is guessed to be
_UNLIKELY = (
    -6.0
)  # for a bracket that a line leaves open or closes too often, and for a sign at its end that ends no sentence


def reread_utf8(text: str) -> list[Change]:
    """Changes that read the lines of `text` again which were UTF-8 and read as GBK."""
    lines = list(_LINE.finditer(text)) if _TRACES.search(text) else []
    if not any(len(_TRACES.findall(line.group())) * 50 >= len(line.group()) >= 4 for line in lines):
        return []
    sound = "".join(_sound(line.group()) for line in lines)
    language, repeated = Language(sound), Counter(map("".join, pairwise(sound)))
    return [change for line in lines for change in _as_changes(_reread(line.group(), language, repeated), line.start())]


def _sound(words: str) -> str:
    """The characters of a line whose bytes are all there."""
    return b"".join((_bytes(char) or (b"?",))[0] for char in words).decode("utf-8", "ignore").replace("?", "")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A way to read the line so far. `before`: its last two characters, folded; `pending`: bytes of a
    character that is not complete; `open_`: brackets that are open; `last`: the last aligned piece, from
    which the others follow back; `words` come after it; `after_guess`: the last character is guessed."""

    score: float
    before: str
    pending: bytes
    open_: int
    last: _Piece | None
    words: str
    guessed: bool
    after_guess: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """The words that stand for the line's characters up to `end`, after those of `previous`."""

    previous: _Piece | None
    end: int
    words: str
    guessed: bool


def _reread(words: str, language: Language, repeated: Mapping[str, int]) -> list[_Piece]:
    """The likeliest reading of one line; [] where it cannot have been UTF-8."""
    readings = [_Reading(0.0, "\n\n", b"", 0, None, "", False)]
    for at, char in enumerate(words):
        alone = at + 1 == len(words) or words[at + 1].isascii()
        step = _holes(alone) if char in _HOLES else _bytes(char)
        if step is None:
            return []
        best: dict[tuple[object, ...], _Reading] = {}
        for reading in readings:
            for new in _extend(reading, step, language, repeated):
                state = (
                    new.before,
                    new.pending,
                    new.open_,
                    new.guessed,
                    new.after_guess,
                )  # all that what follows depends on
                if state not in best or best[state].score < new.score:
                    best[state] = new
        if not best:
            return []
        likeliest = sorted(best.values(), key=lambda reading: -reading.score)[:_BEAM]
        readings = [_aligned(reading, at + 1) for reading in likeliest]
    ended = [reading for reading in readings if not reading.pending]
    if not ended:
        return []

    def whole(reading: _Reading) -> float:
        unlikely = abs(reading.open_) + (reading.before[1] in ",、:;(")
        return reading.score + language.likelihood(reading.before[0], reading.before[1], "\n") + _UNLIKELY * unlikely

    pieces = _pieces(max(ended, key=whole).last)
    return pieces if commonness("".join(piece.words for piece in pieces)) >= 0.8 else []


def _bytes(char: str) -> tuple[bytes, ...] | None:
    """The bytes that were read as `char`; None where it is not of GBK."""
    if char == "€":
        return (b"\x80",)  # Windows has the euro there
    try:
        raw = char.encode("gb18030")
    except UnicodeEncodeError:
        return None
    return (raw,) if len(raw) <= 2 else None


@cache
def _lost_pairs() -> tuple[bytes, ...]:
    """The pairs that GBK lacks and that UTF-8 can have: continuation and continuation, or and lead."""
    found = []
    for high in range(0x81, 0xC0):
        for low in (*range(0x80, 0xC0), *range(0xE2, 0xF0)):
            pair = bytes((high, low))
            try:
                pair.decode("gbk")
            except UnicodeDecodeError:
                found.append(pair)
    return tuple(found)


@cache
def _holes(alone: bool) -> tuple[bytes, ...]:
    """What a lost place can have been: itself, a pair, or (`alone`) a byte that had no pair."""
    singles = [bytes((byte,)) for byte in range(0x80, 0xC0)]
    return (b"?", *_lost_pairs(), *(singles if alone else ()))


def _extend(
    reading: _Reading, step: tuple[bytes, ...], language: Language, repeated: Mapping[str, int]
) -> list[_Reading]:
    """The readings that go on with one of the byte strings of `step`."""
    if len(step) == 1:
        whole = _complete(reading.pending, step[0])
        return [] if whole is None else [_append(reading, *whole, False, language, repeated)]
    return [
        _append(reading, words, pending, words != "?", language, repeated)
        for words, pending in _completions(reading.pending, step)
        if words == "?" or all(map(language.knows, fold(words)))
    ]


@lru_cache(maxsize=1000)
def _completions(pending: bytes, step: tuple[bytes, ...]) -> tuple[tuple[str, bytes], ...]:
    """What can come of bytes still pending and each of the byte strings of a lost place."""
    found = (_complete(pending, raw) for raw in step)
    return tuple(
        whole
        for whole in found
        if whole is not None
        and (whole[0] == "?" or (len(fold(whole[0])) == len(whole[0]) and not _RARE & set(fold(whole[0]))))
    )


def _append(
    reading: _Reading, words: str, pending: bytes, guessed: bool, language: Language, repeated: Mapping[str, int]
) -> _Reading:
    score, before, open_ = reading.score, reading.before, reading.open_
    for char in fold(words):
        if not (char in "0A" and before[-1] == char):  # figures and letters are counted as one
            score += language.likelihood(before[0], before[1], char)
            if guessed or reading.after_guess:  # a notice repeats its terms
                score += log1p(repeated.get(before[1] + char, 0))
            before = before[1] + char
        open_ += (char == "(") - (char == ")")
    after_guess = guessed if words else reading.after_guess or guessed
    return _Reading(
        score, before, pending, open_, reading.last, reading.words + words, reading.guessed or guessed, after_guess
    )


def _complete(pending: bytes, raw: bytes) -> tuple[str, bytes] | None:
    """(characters, bytes still pending) after bytes are added; None where they do not go on as UTF-8."""
    words = ""
    for byte in raw:
        if pending:
            if not 0x80 <= byte < 0xC0:
                return None
        elif byte >= 0x80 and not _length(byte):
            return None
        pending += bytes((byte,))
        if byte < 0x80 or len(pending) == _length(pending[0]):
            try:
                words += pending.decode("utf-8")
            except UnicodeDecodeError:
                return None
            pending = b""
    return words, pending


def _length(lead: int) -> int:
    """Bytes of the UTF-8 character that begins with `lead`, 0 where none does."""
    return 2 if 0xC2 <= lead < 0xE0 else 3 if 0xE0 <= lead < 0xF0 else 4 if 0xF0 <= lead < 0xF5 else 0


def _aligned(reading: _Reading, end: int) -> _Reading:
    """The reading with its words closed as a piece, where no character is left open."""
    if reading.pending:
        return reading
    piece = _Piece(reading.last, end, reading.words, reading.guessed)
    return _Reading(reading.score, reading.before, b"", reading.open_, piece, "", False, reading.after_guess)


def _pieces(last: _Piece | None) -> list[_Piece]:
    chain = []
    while last is not None:
        chain.append(last)
        last = last.previous
    return chain[::-1]


def _as_changes(pieces: Sequence[_Piece], offset: int) -> Iterator[Change]:
    """One change for each run of pieces that are all known, or guessed."""
    start = 0
    words = ""
    for index, piece in enumerate(pieces):
        words += piece.words
        if index + 1 == len(pieces) or pieces[index + 1].guessed != piece.guessed:
            reason = "bytes of UTF-8 that were read as GBK"
            if piece.guessed:
                reason += "; some are lost, and the language chose among the characters that UTF-8 leaves"
            yield Change(offset + start, offset + piece.end, words, KIND, not piece.guessed, reason)
            start, words = piece.end, ""
