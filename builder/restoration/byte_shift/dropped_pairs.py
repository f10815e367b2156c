"""Ways over dropped pairs: what a stretch hides where GBK has no character for two of its bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter

from builder.restoration.byte_shift.candidates import Candidate, Candidates
from builder.restoration.byte_shift.context import CLOSING, ShiftedText
from builder.restoration.byte_shift.heading_numbers import Labels, open_label
from builder.restoration.byte_shift.hypotheses import ANY, REACH, Path, Weighing
from builder.restoration.byte_shift.neighbours import OFTEN, Neighbours
from builder.restoration.byte_shift.tokens import Token

CLOSE = 7.0
"""A reading that is this far behind is not worth the search for dropped pairs."""
_VANISHED = -1.0
"""Cost of a dropped pair. Where it did is no matter of chance, the bytes tell; but what the bytes hide may be
anything, and of readings that are as likely the one that hides less is preferred."""
_USUAL_LINK = -8.0
"""Of three, with two pairs were dropped, that this is likelier where a reading with one is less likely."""
_FIRSTS, _LINKS = 5, 8
"""How many characters before a dropped pair are tried, and how many words of two after one character."""


class DroppedPairs:
    """The ways over dropped pairs of one text."""

    def __init__(self, shifted: ShiftedText, candidates: Candidates, labels: Labels, weighing: Weighing) -> None:
        self._candidates, self._labels = candidates, labels
        self._neighbours = Neighbours(shifted, candidates)
        self._step, self._likelihood = weighing.step, shifted.language.likelihood

    def crossed(self, path: Path, token: Token, follow: str, best: float) -> Iterator[Path]:
        """`path` with `token` read, one or more pairs having been dropped before it. `follow`: the character behind, or
        ""; `best`: how well it reads where none did."""
        steps = self._before(path)
        near = [found for found in steps[:_FIRSTS] if found[0].score > steps[0][0].score - CLOSE]
        ends = bool(self._neighbours.ends(token))
        for rank, (step, candidate) in enumerate(steps):
            closings = self._neighbours.joined(candidate, token)
            if rank < len(near) and ends:
                most = OFTEN if rank < 2 else 1
                closings = closings + self._neighbours.unseen(step, candidate, token, follow, most)
            for found in self._closed(step, closings, token, follow):
                best = max(best, found.score - path.score + found.estimate)
                yield found
        for rank, (step, candidate) in enumerate(near):
            if label := open_label(step.out):
                for between, middle in self._in_label(step, candidate, label):
                    closings = self._neighbours.joined(middle, token)
                    closings = closings + self._neighbours.unseen(between, middle, token, follow, OFTEN)
                    yield from self._closed(between, closings, token, follow)
            elif rank < 2 and ends and best < _USUAL_LINK:
                yield from self._linked(step, candidate, token, follow)

    def _before(self, path: Path) -> list[tuple[Path, Candidate]]:
        """`path` with the candidate before the first dropped pair, best first; where nothing is known of it, a sign."""
        if path.pending == ANY:
            firsts = [self._candidates.of(char) for char in CLOSING]
        else:
            firsts = self._candidates.with_lead(path.pending or 0)
        steps = [(self._step(path, candidate, None), candidate) for candidate in firsts if candidate.drops]
        steps.sort(key=lambda found: -found[0].score)
        return [found for found in steps if found[0].score >= steps[0][0].score - REACH]

    def _closed(self, path: Path, closings: Iterable[Candidate], token: Token, follow: str) -> Iterator[Path]:
        """`path` with `token` read as one of `closings` after a dropped pair."""
        cost = 0.0 if open_label(path.out) else _VANISHED
        for closing in closings:
            yield self._step(path, closing, token, follow, cost, 1)

    def _in_label(self, path: Path, candidate: Candidate, label: str) -> Iterator[tuple[Path, Candidate]]:
        """`path`, which ends in `candidate` within `label`, with more of the label, a pair having been dropped
        before each character."""
        chars, on = self._labels.going_on(label)
        for middle in self._candidates.between(candidate, chars):
            between = self._step(path, middle, None, dropped=1)
            yield between, middle
            if middle.char == on and (longer := open_label(between.out)):
                yield from self._in_label(between, middle, longer)

    def _linked(self, path: Path, candidate: Candidate, token: Token, follow: str) -> Iterator[Path]:
        """`path`, which ends in `candidate`, with one character more and `token` read, a pair having been
        dropped on either side of that character."""
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
            for fit, middle, closing in self._neighbours.links(candidate, token)
        ]
        found.sort(key=itemgetter(0), reverse=True)
        for _, middle, closing in found[:_LINKS]:
            between = self._step(path, middle, None, "", _VANISHED, 1)
            yield self._step(between, closing, token, follow, _VANISHED, 1)
