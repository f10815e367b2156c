"""The letters on either side of pairs that vanished: which may stand there, by the bytes and by the language.

`p q|r s` came from `p x y s` with `x y` vanished: p may be any letter of its lead, s any of its trail, as far as p's
trail and s's lead are a pair that GBK has no character for. What was seen side by side is weighed first.
"""

from __future__ import annotations

from operator import itemgetter

from builder.restoration.byte_shift.candidates import Letter, Letters
from builder.restoration.byte_shift.context import ShiftedText
from builder.restoration.byte_shift.hypotheses import Path
from builder.restoration.byte_shift.tokens import Token

_ENDS, _WORDS = 40, 300
"""Of how many characters are the words weighed that may end after a vanished pair with another within, and how many
words of two characters."""
_MIDDLES = 24
"""How many characters between two vanished pairs are tried."""
OFTEN = 4
"""How many characters that were never seen after the one before are tried."""


class Neighbours:
    """The letters beside vanished pairs of one text. What is asked for twice is kept."""

    def __init__(self, shifted: ShiftedText, letters: Letters) -> None:
        self._language, self._letters = shifted.language, letters
        self._often: dict[Letter, list[Letter]] = {}
        self._joined: dict[tuple[Letter, int | None, str], list[Letter]] = {}
        self._words: dict[tuple[int | None, str], list[tuple[Letter, Letter]]] = {}
        self._links: dict[tuple[Letter, int | None, str], list[tuple[float, Letter, Letter]]] = {}

    def ends(self, token: Token) -> list[Letter]:
        """The letters that `token` may complete where their lead vanished; none where any may be."""
        return self._letters.read_as(token.read) if token.trail is None else self._letters.with_trail(token.trail)

    def joined(self, letter: Letter, token: Token) -> list[Letter]:
        """Those that end `token` and were seen after `letter`, as far as a pair may vanish between the two."""
        key = letter, token.trail, token.read
        known = self._joined.get(key)
        if known is None:
            if ends := self.ends(token):
                followers = self._language.after(letter.form)
                known = [end for end in ends if end.form in followers and end.lead in letter.drops]
            else:
                known = [] if token.read else self._often_after(letter)
            self._joined[key] = known
        return known

    def unseen(self, path: Path, letter: Letter, token: Token, follow: str, most: int) -> list[Letter]:
        """Those that end `token` and were never seen after `letter`, the last of `path`: the `most` that go best with
        `follow`."""
        followers = self._language.after(letter.form)
        ends = self.ends(token)[: 10 * most]
        found = [end for end in ends if end.lead in letter.drops and end.form not in followers]
        if follow and len(found) > most:
            a, b, likelihood = path.before[0], path.before[1], self._language.likelihood
            found.sort(key=lambda end: -end.cost - likelihood(a, b, end.form) - likelihood(b, end.form, follow))
        return found[:most]

    def links(self, letter: Letter, token: Token) -> list[tuple[float, Letter, Letter]]:
        """What may link `letter` to `token`, a pair having vanished on either side: the words of two characters that
        `token` often ends with, and what often follows `letter`; each with how well the last fits (natural logarithm
        of its odds)."""
        key = letter, token.trail, token.read
        known = self._links.get(key)
        if known is None:
            pairs = [pair for pair in self._words_to(token) if pair[0].lead in letter.drops]
            often = self.ends(token)[: 2 * OFTEN]
            for middle in self._often_after(letter):
                pairs += [(middle, end) for end in often if end.lead in middle.drops]
            likelihood = self._language.likelihood
            known = self._links[key] = [
                (likelihood(letter.form, middle.form, end.form) + end.cost, middle, end)
                for middle, end in dict.fromkeys(pairs)
            ]
        return known

    def _words_to(self, token: Token) -> list[tuple[Letter, Letter]]:
        """The two letters that `token` most often ends with, a pair having vanished between them."""
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
                for middle in self._letters.between(None, self._letters.written((form,)))
                if end.lead in middle.drops
            ]
        return known

    def _often_after(self, letter: Letter) -> list[Letter]:
        """The letters that most often follow `letter`, as far as pairs may vanish on either side of them."""
        known = self._often.get(letter)
        if known is None:
            followers = self._language.followers(letter.form)
            known = self._letters.between(letter, self._letters.written(followers))
            known.sort(key=lambda middle: -self._language.likelihood("", letter.form, middle.form))
            known = self._often[letter] = known[:_MIDDLES]
        return known
