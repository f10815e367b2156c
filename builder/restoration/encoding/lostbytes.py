"""UTF-8 of which bytes are lost, read by what UTF-8 allows and by the language.

A line comes as steps: the bytes that each of its characters was made from, or, where those are lost,
all that they can have been. UTF-8 leaves few characters for a place, and the language chooses among
them (the best path, exactly, but for a limit on how many are followed). A place with lost bytes is
never certain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import log1p

from builder.language.lazy_dataclasses import dataclass
from builder.model.edit_kinds import EditKind
from builder.restoration.encoding.trigram_model import Language, fold
from builder.restoration.revision import Change
from builder.source.decoding import commonness

Step = tuple[bytes, ...]
"""What a character can have been: one byte string where it is known, else several."""

LOST = b"?"
"""Among the choices of a lost place: the place is a question mark after all."""

_BEAM = 100  # readings that are followed; two characters after a lost place few are left
_RARE = frozenset("0A!?.*+-/<=>@[]^_`{|}~$%&#")  # full-width signs that nothing is guessed to be
_UNLIKELY = -6.0  # for a bracket that a line leaves open, and for a sign at its end that ends no sentence


class Reader:
    """Reads lines of one text; `sound` are its characters whose bytes are all there."""

    def __init__(self, sound: str) -> None:
        self._language = Language(sound)
        self._repeated = Counter(map("".join, pairwise(sound)))

    def changes(self, steps: Sequence[Step], offset: int, reason: str) -> list[Change]:
        """One change for each run of characters that are all known, or guessed, of a line that begins
        at `offset`; none where the line cannot have been UTF-8, or says nothing then."""
        return list(_as_changes(_read(steps, self._language, self._repeated), offset, reason))


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


def _read(steps: Sequence[Step], language: Language, repeated: Mapping[str, int]) -> list[_Piece]:
    """The likeliest reading of one line; [] where it cannot have been UTF-8."""
    readings = [_Reading(0.0, "\n\n", b"", 0, None, "", False)]
    for at, step in enumerate(steps):
        best: dict[tuple[object, ...], _Reading] = {}
        for reading in readings:
            for new in _extend(reading, step, language, repeated):
                # All that what follows depends on: of readings that agree in it, the best is enough.
                state = (new.before, new.pending, new.open_, new.guessed, new.after_guess)
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


def _extend(reading: _Reading, step: Step, language: Language, repeated: Mapping[str, int]) -> list[_Reading]:
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
def _completions(pending: bytes, step: Step) -> tuple[tuple[str, bytes], ...]:
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


def _as_changes(pieces: Sequence[_Piece], offset: int, reason: str) -> Iterator[Change]:
    start = 0
    words = ""
    for index, piece in enumerate(pieces):
        words += piece.words
        if index + 1 == len(pieces) or pieces[index + 1].guessed != piece.guessed:
            why = reason
            if piece.guessed:
                why += "；其中字节有丢失，由 UTF-8 所余的可能中按语言选定"
            yield Change(offset + start, offset + piece.end, words, EditKind.CODE_PAGE, not piece.guessed, why)
            start, words = piece.end, ""
