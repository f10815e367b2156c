"""Words that may have vanished whole from a stretch: where a pair was dropped between two characters, a word of two
more may have stood there whose bytes went with dropped pairs too (强化监管, 强化政府监管), or the two may be the ends of
three (支强, 着力强), of which a byte each is left. The damage replays with more and without: the language alone says
which is likelier.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from builder.restoration.byte_shift.candidates import Candidate, Candidates
from builder.restoration.byte_shift.context import ShiftedText


class HiddenWords:
    """The words that may be hidden in the stretches of one text."""

    def __init__(self, shifted: ShiftedText, candidates: Candidates) -> None:
        self._shifted, self._candidates, self._language = shifted, candidates, shifted.language
        self._followers: dict[Candidate, list[Candidate]] = {}
        self._threes: dict[tuple[int, int], list[tuple[Candidate, ...]]] = {}

    def likeliest(self, out: str, before: str, behind: str, first: int) -> tuple[float, str]:
        """By how much the likeliest of them from the character `first` on makes `out` likelier (natural logarithm of
        the odds; negative where it makes it less likely), and `out` with it; `before`: two characters before it, as
        the statistics know them; `behind`: one behind it. -inf and "" where the bytes allow none."""
        best = (-float("inf"), "")
        known = [self._candidates.of(char) if char in self._shifted.charset.pair else None for char in out]
        forms = [candidate.form if candidate else char for candidate, char in zip(known, out, strict=True)]
        run = before + "".join(forms) + behind
        for at, (one, two) in enumerate(pairwise(known)):
            if at < first or one is None or two is None or two.lead not in one.drops:
                continue
            head, tail = run[at : at + 2], run[at + 4 : at + 6]
            plain = self._scored(head + one.form + two.form + tail) + one.cost + two.cost
            for longer in (*self._words(one, two), *self._three(one.lead, two.trail)):
                gain = self._scored(head + "".join(each.form for each in longer) + tail) - plain
                gain += sum(each.cost for each in longer)
                best = max(best, (gain, out[:at] + "".join(each.char for each in longer) + out[at + 2 :]))
        return best

    def _words(self, before: Candidate, behind: Candidate) -> Iterator[tuple[Candidate, ...]]:
        """The two with the words that may be hidden between them."""
        for one in self._after(before):
            for two in self._after(one):
                if behind.lead in two.drops and self._language.joins(two.form, behind.form):
                    yield before, one, two, behind

    def _three(self, lead: int, trail: int) -> list[tuple[Candidate, ...]]:
        """The runs of three characters that leave this lead of the first and this trail of the last."""
        known = self._threes.get((lead, trail))
        if known is None:
            ends = {end.lead: end for end in self._candidates.with_trail(trail)}
            leads = frozenset(ends)
            known = self._threes[lead, trail] = [
                (one, two, ends[last])
                for one in self._candidates.with_lead(lead)
                for two in self._after(one)
                for last in leads & two.drops
                if self._language.joins(two.form, ends[last].form)
            ]
        return known

    def _after(self, candidate: Candidate) -> list[Candidate]:
        """The characters seen after `candidate`, as far as a pair was dropped between the two."""
        known = self._followers.get(candidate)
        if known is None:
            followers = sorted(each for each in self._language.after(candidate.form) if "\u4e00" <= each <= "\u9fff")
            known = self._followers[candidate] = self._candidates.following(candidate, followers)
        return known

    def _scored(self, run: str) -> float:
        return sum(self._language.likelihood(*run[at - 2 : at + 1]) for at in range(2, len(run)))
