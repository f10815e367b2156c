"""The candidates on either side of dropped pairs: which may stand there, by the bytes and by the language.

`p q|r s` came from `p x y s` with `x y` dropped: p may be any candidate of its lead, s any of its trail, as far as p's
trail and s's lead are a pair that GBK has no character for. What was seen side by side is weighed first.
"""

from __future__ import annotations

from operator import itemgetter

from builder.restoration.byte_shift.candidates import Candidate, Candidates
from builder.restoration.byte_shift.context import ShiftedText
from builder.restoration.byte_shift.hypotheses import Path
from builder.restoration.byte_shift.tokens import Token

_ENDS, _WORDS = 40, 300
"""Of how many characters are the words weighed that may end after a dropped pair with another within, and how many
words of two characters."""
_MIDDLES = 24
"""How many characters between two dropped pairs are tried."""
OFTEN = 4
"""How many characters that were never seen after the one before are tried."""


class Neighbours:
    """The candidates beside dropped pairs of one text. What is asked for twice is kept."""

    def __init__(self, shifted: ShiftedText, candidates: Candidates) -> None:
        self._language, self._candidates = shifted.language, candidates
        self._often: dict[Candidate, list[Candidate]] = {}
        self._joined: dict[tuple[Candidate, int | None, str], list[Candidate]] = {}
        self._words: dict[tuple[int | None, str], list[tuple[Candidate, Candidate]]] = {}
        self._links: dict[tuple[Candidate, int | None, str], list[tuple[float, Candidate, Candidate]]] = {}

    def ends(self, token: Token) -> list[Candidate]:
        """The candidates that `token` may complete where their lead was dropped; none where any may be."""
        return self._candidates.read_as(token.read) if token.trail is None else self._candidates.with_trail(token.trail)

    def joined(self, candidate: Candidate, token: Token) -> list[Candidate]:
        """Those that end `token` and were seen after `candidate`, as far as a pair may vanish between the two."""
        key = candidate, token.trail, token.read
        known = self._joined.get(key)
        if known is None:
            if ends := self.ends(token):
                followers = self._language.after(candidate.form)
                known = [end for end in ends if end.form in followers and end.lead in candidate.drops]
            else:
                known = [] if token.read else self._often_after(candidate)
            self._joined[key] = known
        return known

    def unseen(self, path: Path, candidate: Candidate, token: Token, follow: str, most: int) -> list[Candidate]:
        """Those that end `token` and were never seen after `candidate`, the last of `path`: the `most` that go
        best with `follow`."""
        followers = self._language.after(candidate.form)
        ends = self.ends(token)[: 10 * most]
        found = [end for end in ends if end.lead in candidate.drops and end.form not in followers]
        if follow and len(found) > most:
            a, b, likelihood = path.before[0], path.before[1], self._language.likelihood
            found.sort(key=lambda end: -end.cost - likelihood(a, b, end.form) - likelihood(b, end.form, follow))
        return found[:most]

    def links(self, candidate: Candidate, token: Token) -> list[tuple[float, Candidate, Candidate]]:
        """What may link `candidate` to `token`, a pair having been dropped on either side: the words of two
        characters that
        `token` often ends with, and what often follows `candidate`; each with how well the last fits (natural logarithm
        of its odds)."""
        key = candidate, token.trail, token.read
        known = self._links.get(key)
        if known is None:
            pairs = [pair for pair in self._words_to(token) if pair[0].lead in candidate.drops]
            often = self.ends(token)[: 2 * OFTEN]
            for middle in self._often_after(candidate):
                pairs += [(middle, end) for end in often if end.lead in middle.drops]
            likelihood = self._language.likelihood
            known = self._links[key] = [
                (likelihood(candidate.form, middle.form, end.form) + end.cost, middle, end)
                for middle, end in dict.fromkeys(pairs)
            ]
        return known

    def _words_to(self, token: Token) -> list[tuple[Candidate, Candidate]]:
        """The two candidates that `token` most often ends with, a pair having been dropped between them."""
        key = token.trail, token.read
        known = self._words.get(key)
        if known is None:
            found = [
                (-self._language.times(form, end.form), form, end)
                for end in self.ends(token)[:_ENDS]
                for form in self._language.leading(end.form)
            ]
            found.sort(key=itemgetter(0, 1))
            known = self._words[key] = [
                (middle, end)
                for _, form, end in found[:_WORDS]
                for middle in self._candidates.written(form)
                if end.lead in middle.drops
            ]
        return known

    def _often_after(self, candidate: Candidate) -> list[Candidate]:
        """The candidates that most often follow `candidate`, as far as pairs may have been dropped on either
        side of them."""
        known = self._often.get(candidate)
        if known is None:
            followers = self._language.followers(candidate.form)
            known = self._candidates.following(candidate, followers)
            known.sort(key=lambda middle: -self._language.likelihood("", candidate.form, middle.form))
            known = self._often[candidate] = known[:_MIDDLES]
        return known
