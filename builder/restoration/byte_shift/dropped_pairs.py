"""Ways over pairs that vanished: what a stretch hides where GBK has no character for two of its bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter

from builder.restoration.byte_shift.candidates import Letter, Letters
from builder.restoration.byte_shift.context import CLOSING, ShiftedText
from builder.restoration.byte_shift.heading_numbers import Labels, open_label
from builder.restoration.byte_shift.hypotheses import ANY, REACH, Path, Weighing
from builder.restoration.byte_shift.neighbours import OFTEN, Neighbours
from builder.restoration.byte_shift.tokens import Token

CLOSE = 7.0
"""A reading that is this far behind is not worth the search for vanished pairs."""
_VANISHED = -1.0
"""Cost of a pair that vanished. Where it did is no matter of chance, the bytes tell; but what the bytes hide may be
anything, and of readings that are as likely the one that hides less is preferred."""
_USUAL_LINK = -8.0
"""Of three, with two pairs vanished, that this is likelier where a reading with one is less likely."""
_FIRSTS, _LINKS = 5, 8
"""How many characters before a vanished pair are tried, and how many words of two after one character."""


class VanishedPairs:
    """The ways over vanished pairs of one text."""

    def __init__(self, shifted: ShiftedText, letters: Letters, labels: Labels, weighing: Weighing) -> None:
        self._letters, self._labels = letters, labels
        self._neighbours = Neighbours(shifted, letters)
        self._step, self._likelihood = weighing.step, shifted.language.likelihood

    def crossed(self, path: Path, token: Token, follow: str, best: float) -> Iterator[Path]:
        """`path` with `token` read, one or more pairs having vanished before it. `follow`: the character behind, or
        ""; `best`: how well it reads where none did."""
        steps = self._before(path)
        near = [found for found in steps[:_FIRSTS] if found[0].score > steps[0][0].score - CLOSE]
        ends = bool(self._neighbours.ends(token))
        for rank, (step, letter) in enumerate(steps):
            closings = self._neighbours.joined(letter, token)
            if rank < len(near) and ends:
                most = OFTEN if rank < 2 else 1
                closings = closings + self._neighbours.unseen(step, letter, token, follow, most)
            for found in self._closed(step, closings, token, follow):
                best = max(best, found.score - path.score + found.hope)
                yield found
        for rank, (step, letter) in enumerate(near):
            if label := open_label(step.out):
                for between, middle in self._in_label(step, letter, label):
                    closings = self._neighbours.joined(middle, token)
                    closings = closings + self._neighbours.unseen(between, middle, token, follow, OFTEN)
                    yield from self._closed(between, closings, token, follow)
            elif rank < 2 and ends and best < _USUAL_LINK:
                yield from self._linked(step, letter, token, follow)

    def _before(self, path: Path) -> list[tuple[Path, Letter]]:
        """`path` with the letter before the first vanished pair, best first; where nothing is known of it, a sign."""
        if path.pending == ANY:
            firsts = [self._letters.of(char) for char in CLOSING]
        else:
            firsts = self._letters.with_lead(path.pending or 0)
        steps = [(self._step(path, letter, None), letter) for letter in firsts if letter.drops]
        steps.sort(key=lambda found: -found[0].score)
        return [found for found in steps if found[0].score >= steps[0][0].score - REACH]

    def _closed(self, path: Path, closings: Iterable[Letter], token: Token, follow: str) -> Iterator[Path]:
        """`path` with `token` read as one of `closings` after a pair that vanished."""
        cost = 0.0 if open_label(path.out) else _VANISHED
        for closing in closings:
            yield self._step(path, closing, token, follow, cost, 1)

    def _in_label(self, path: Path, letter: Letter, label: str) -> Iterator[tuple[Path, Letter]]:
        """`path`, which ends in `letter` within `label`, with more of the label, a pair having vanished before each
        character."""
        chars, on = self._labels.going_on(label)
        for middle in self._letters.between(letter, chars):
            between = self._step(path, middle, None, vanished=1)
            yield between, middle
            if middle.char == on and (longer := open_label(between.out)):
                yield from self._in_label(between, middle, longer)

    def _linked(self, path: Path, letter: Letter, token: Token, follow: str) -> Iterator[Path]:
        """`path`, which ends in `letter`, with one character more and `token` read, a pair having vanished on either
        side of that character."""
        a, b, likelihood = path.before[0], path.before[1], self._likelihood
        found = [
            (
                fit
                + likelihood(a, b, middle.form)
                + middle.cost
                + (likelihood(middle.form, closing.form, follow) if follow else 0.0),
                middle,
                closing,
            )
            for fit, middle, closing in self._neighbours.links(letter, token)
        ]
        found.sort(key=itemgetter(0), reverse=True)
        for _, middle, closing in found[:_LINKS]:
            between = self._step(path, middle, None, "", _VANISHED, 1)
            yield self._step(between, closing, token, follow, _VANISHED, 1)
