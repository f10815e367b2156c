"""Words that may have vanished whole from a stretch: where a pair was dropped between two characters, a word of two
more may have stood there whose bytes went with dropped pairs too. The damage replays with it and without (强化监管,
强化政府监管): the language alone says which is likelier.
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
            head, tail = run[at + 1 : at + 3], run[at + 3 : at + 5]
            plain = self._scored(head + tail)
            for x, y in self._words(one, two):
                gain = self._scored(head + x.form + y.form + tail) - plain + x.cost + y.cost
                best = max(best, (gain, out[: at + 1] + x.char + y.char + out[at + 1 :]))
        return best

    def _words(self, before: Candidate, behind: Candidate) -> Iterator[tuple[Candidate, Candidate]]:
        """The words that may be hidden between the two."""
        for one in self._after(before):
            for two in self._after(one):
                if behind.lead in two.drops and self._language.joins(two.form, behind.form):
                    yield one, two

    def _after(self, candidate: Candidate) -> list[Candidate]:
        """The characters seen after `candidate`, as far as a pair was dropped between the two."""
        known = self._followers.get(candidate)
        if known is None:
            followers = sorted(each for each in self._language.after(candidate.form) if "\u4e00" <= each <= "\u9fff")
            known = self._followers[candidate] = self._candidates.between(
                candidate, self._candidates.written(followers)
            )
        return known

    def _scored(self, run: str) -> float:
        return sum(self._language.likelihood(*run[at - 2 : at + 1]) for at in range(2, len(run)))
