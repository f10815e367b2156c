"""The choice among the readings of a stretch: in their context, and by whether the damage, made again, gives the
text."""

from __future__ import annotations

from itertools import pairwise

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.language.numerals import numeral_of
from builder.restoration.byte_shift.context import CALL, ORPHAN, ShiftedText, without_notes
from builder.restoration.byte_shift.heading_numbers import LABEL, Labels
from builder.restoration.byte_shift.hidden_words import HiddenWords
from builder.restoration.byte_shift.hypotheses import REACH, Path
from builder.restoration.byte_shift.tokens import LOST
from builder.restoration.encoding.gbk import half_width
from builder.restoration.mirror.damage import calls_in, damaged, insertions, seen
from builder.restoration.mirror.profile import NOTE_SYLLABLE

_POOR = -10.0
"""Characters on average less likely than this are no Chinese words."""
_UNLIKELY_WORD = -6.0
"""A word that may have vanished whole and makes a reading less likely than this is not thought of."""
_OPEN_LABEL = re.compile("\u3000*（[一二三四五六七八九十]+(?!）)")
"""Figures that begin a row as a label does, which its lost bytes would not have told."""
_MOST_HEADINGS = 60
"""So many headings a row may have, when other numbers are tried."""
_SIGN_MARK = re.compile(rf"[^\s{ORPHAN}][{ORPHAN}][。、]")
"""Shows that the mirror puts its invisible sign before every 。 and 、."""
_WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in "(),:;!?"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """`text[start:end]` was read one byte off and is taken for `restored`; `others` are the next
    best readings, and `margin` is how far they are behind (natural logarithm of the odds).
    `dropped`: how many pairs of bytes were lost in it."""

    start: int
    end: int
    restored: str
    others: tuple[str, ...]
    margin: float
    dropped: int
    weakest: float
    """How likely the two characters in a row are that go worst together (natural logarithm)."""
    hidden: bool
    """Whether neither byte of a character is left, or of a word that may have stood there too: what stands around it is
    all that tells which it was."""


class Choice:
    """Chooses among the readings of the stretches of one text."""

    def __init__(self, shifted: ShiftedText, labels: Labels, hidden_words: HiddenWords) -> None:
        self._shifted, self._labels, self._hidden_words = shifted, labels, hidden_words
        self._text, self._language = shifted.text, shifted.language
        self._halved = shifted.mirror.halved
        self._notes = insertions(shifted.mirror)
        self._signs = (True,) if _SIGN_MARK.search(shifted.text) else (True, False)
        """What replaying the damage is tried with."""

    def choose(self, start: int, before: str, paths: list[Path]) -> Stretch | None:
        """The best of `paths`, which all begin at `start` after `before` and come up to the same place; None where it
        is the text as it stands, or says nothing."""
        if not paths:
            return None
        ranked = sorted((self._reweighed(path, start) for path in paths), key=lambda path: -path.score)
        end = self._whole_notes(start, max(path.end for path in ranked))
        readings: dict[str, Path] = {}
        for path in ranked:
            words = path.out + without_notes(self._text[path.end : end]) if path.out else self._text[start:end]
            readings.setdefault(words, path)
        proven = {words: path for words, path in readings.items() if path.out and self._replays(start, end, words)}
        called = bool(CALL.match(self._text, start))
        best = next(iter(proven.values())) if proven and (called or ranked[0].out) else ranked[0]
        words = self._shifted.folded(best.out)
        if not best.out or (not called and self._language.score(words, before) < _POOR * len(words)):
            return None
        self._labels.keep(start, best.out)
        others = {words: path.score for words, path in (proven or readings).items() if path is not best}
        margin = best.score - max(others.values(), default=best.score - REACH)
        # An item's number is taken from its row: others would have left the same bytes.
        if self._labels.is_item(start) or (not self._shifted.within_line(start) and _OPEN_LABEL.match(best.out)):
            margin = 0.0
        label = LABEL.match(best.out)
        fitting: list[str] = []
        if label and not self._labels.continues(label[1]):
            fitting = self._other_numbers(start, best.end, best.out, label)
        if fitting:
            margin = 0.0
        weakest = round(self._weakest(best, start), 1)
        words = self._published(best.out)
        first = label.end() - 1 if label else 0
        gain, longer = self._hidden_words.likeliest(
            best.out, before, self._shifted.plain(best.end, best.end + 1), first
        )
        hidden = self._is_hidden(best.out[first:], best.end)
        hidden = hidden or gain > _UNLIKELY_WORD
        if gain > _UNLIKELY_WORD and -gain < margin:
            margin = max(0.0, -gain)
            fitting.append(longer)
        written = tuple(dict.fromkeys(map(self._published, (*fitting, *others))))[:2]
        return Stretch(start, best.end, words, written, round(margin, 1), best.dropped, weakest, hidden)

    def _reweighed(self, path: Path, start: int) -> Path:
        """`path` weighed by its label and by three characters before each, with some of what follows it."""
        before, words = self._in_context(path, start)
        score = path.score - self._labels.against(path.out)
        return path._replace(score=score + self._language.gain(words, before))

    def _weakest(self, path: Path, start: int) -> float:
        before, words = self._in_context(path, start)
        run = before + words.split("<")[0]
        each = [self._language.likelihood(*run[at - 2 : at + 1]) for at in range(3, len(run))]
        return min((a + b for a, b in pairwise(each)), default=2 * _POOR)

    def _in_context(self, path: Path, start: int) -> tuple[str, str]:
        """Three characters before `path` and its words with some of what follows, as the statistics know them. A
        heading's label counts as what goes before."""
        before = self._shifted.before(start, 3)
        words = self._shifted.plain(path.end if path.out else start, path.end + 20)
        words = words[:4] if path.out else words
        label = LABEL.match(path.out)
        if label:
            before += f"({label[1]})"
        return before[-3:], self._shifted.folded(path.out[label.end() if label else 0 :]) + words

    def _whole_notes(self, start: int, end: int) -> int:
        """`end`, or the end of the note that it would cut."""
        notes = NOTE_SYLLABLE.finditer(self._text, start, end + 12)
        return next((note.end() for note in notes if note.start() < end < note.end()), end)

    def _replays(self, start: int, end: int, words: str) -> bool:
        """Whether the damage, made on `words`, gives `text[start:end]`."""
        text = self._text
        first = not self._shifted.within_line(start)
        before = "" if first else text[start - 1]
        follow = without_notes(re.split(r"[\r\n?\ufffd]", text[end : end + 12])[0])[:2]
        written = before + words.replace(LOST, "0") + follow
        if self._halved:
            written = written.translate(_WIDE)
        wanted = seen(before + text[start:end])
        calls = calls_in(before + text[start:end])
        return any(
            seen(damaged(indent + written, notes, calls, signs)).startswith(wanted)
            for indent in (("", "\u3000") if first else ("",))
            for notes in self._notes
            for signs in self._signs
        )

    def _is_hidden(self, out: str, end: int) -> bool:
        """Whether a character of `out`, which comes back in step at `end`, lost both its bytes: each pair that they
        made with their neighbours' was dropped, or the last one is behind a `?`."""
        charset = self._shifted.charset
        for before, char, after in zip(out, out[1:], out[2:] + "\0", strict=False):
            one, two, three = (charset.pair.get(each) for each in (before, char, after))
            if not (one and two) or two[0] not in charset.dropped_after.get(one[1], ()):
                continue
            if three and three[0] in charset.dropped_after.get(two[1], ()):
                return True
            if not three and self._text[end - 1] in ORPHAN:
                return True
        return False

    def _other_numbers(self, start: int, end: int, out: str, label: re.Match[str]) -> list[str]:
        """A heading of another number that leaves the same text, if there is one: the row alone tells them apart."""
        for number in range(1, _MOST_HEADINGS):
            words = f"{out[: label.start(1)]}{numeral_of(number)}{out[label.end(1) :]}"
            if numeral_of(number) != label[1] and self._replays(start, end, words):
                return [words]
        return []

    def _published(self, out: str) -> str:
        return half_width(out) if self._halved else out
