"""The search for what a stretch of GBK, read one byte off, was.

Each character that was read one byte off is the trail of one character and the lead of the next.
Not known are the lead at the start, where nothing was inserted that names it, and the pairs that
dropped because GBK has no character for them: `p q|r s` came from `p x y s` with `x y` dropped.
All that the bytes allow is weighed by how Chinese runs, from left to right, the best ways to read
the stretch side by side (a beam search).
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.restoration.budget import Budget
from builder.restoration.byte_shift.candidates import Candidate, Candidates
from builder.restoration.byte_shift.context import CALL, ORPHAN, ShiftedText
from builder.restoration.byte_shift.dropped_pairs import CLOSE, DroppedPairs
from builder.restoration.byte_shift.heading_numbers import Labels
from builder.restoration.byte_shift.hidden_words import HiddenWords
from builder.restoration.byte_shift.hypotheses import ANY, USUAL, Path, Weighing, best
from builder.restoration.byte_shift.selection import Choice, Stretch
from builder.restoration.byte_shift.tokens import NO_LEAD, Token, Tokens
from builder.restoration.encoding.gbk import FULL_WIDTH_ROW, half_width
from builder.restoration.mirror.profile import NOTE_SYLLABLE

_LONGEST = 300
"""Characters after which a stretch that never comes back in step is given up."""
_UNLIKELY_START = -9.0
"""Cost of a lead byte that lost its trail elsewhere than before a sign (rows A1 and A3)."""
_UNSEEN = -2.0
"""Cost of a character that the mirror is not seen to note elsewhere."""
_GAIN = 4.0
"""How far a reading must be ahead of the text as it stands."""


class Search:
    """A search through one text: its mirror's habits, its language, and what was weighed and restored before."""

    def __init__(self, text: str, budget: Budget) -> None:
        self._text = text
        self._budget = budget
        self._shifted = ShiftedText(text)
        self._candidates = Candidates(self._shifted)
        self._labels = Labels(self._shifted)
        self._tokens = Tokens(self._shifted, self._labels)
        self._weighing = Weighing(self._shifted, self._labels)
        self._dropped = DroppedPairs(self._shifted, self._candidates, self._labels, self._weighing)
        self._choice = Choice(self._shifted, self._labels, HiddenWords(self._shifted, self._candidates))

    def read(self, start: int) -> Stretch | None:
        """The stretch that begins with the mark at `start`, or None where it reads no better than
        the text as it stands. Stretches are to be asked for in order: labels continue those before."""
        before = self._shifted.before(start, 2)
        self._labels.begin(start)
        paths = list(self._starts(start, before))
        if not paths:
            return None
        # All paths are weighed up to the same place: those out of step, those back in step, and the
        # text as it stands, which was never out of it.
        shifted, weighing = self._shifted, self._weighing
        at = paths[0].end
        in_step = [weighing.with_words(Path(_GAIN, before, "", None, end=start), shifted.plain(start, at))]
        while paths and at - start < _LONGEST:
            if note := NOTE_SYLLABLE.match(self._text, at):
                at = note.end()
                continue
            tokens = list(self._tokens.at(at))
            if not tokens:
                break
            ahead = [path for token in tokens for path in self._advance(paths, token)]
            self._budget.spend(len(ahead))
            end = tokens[0].end
            words, follow = shifted.plain(at, end), shifted.behind(end)
            in_step = [weighing.estimated(weighing.with_words(path, words), follow) for path in in_step]
            in_step += [path for path in ahead if path.pending is None]
            kept = best(in_step + [path for path in ahead if path.pending is not None])
            paths = [path for path in kept if path.pending is not None]
            in_step = [path for path in kept if path.pending is None]
            at = end
        words = shifted.behind(at, 2)
        return self._choice.choose(start, before, [weighing.with_words(path, words) for path in in_step])

    def _starts(self, start: int, before: str) -> Iterator[Path]:
        """What may be pending behind the mark at `start`: any lead, or that of what was noted there, whose own lead
        is the trail of the character before."""
        call = CALL.match(self._text, start)
        if not call:
            yield Path(0.0, before, "", ANY, end=start + 1)
            return
        previous = self._shifted.charset.pair.get(self._text[start - 1 : start])
        if previous is None:
            return
        note = "(" + call.group().lstrip(ORPHAN + "(")
        found: dict[int, float] = {}
        for candidate in self._candidates.read_as(call[1]):
            if candidate.lead == previous[1] and candidate.trail >= 0x81:
                cost = 0.0 if self._shifted.mirror.notes.get(candidate.char) == note else _UNSEEN
                found[candidate.trail] = max(cost, found.get(candidate.trail, cost))
        for lead, cost in sorted(found.items()):
            yield Path(cost, before, "", lead, end=call.end())

    def _advance(self, paths: list[Path], token: Token) -> Iterator[Path]:
        """`paths` with `token` read, in all ways that are worth keeping."""
        follow = self._follow(token)
        for rank, path in enumerate(paths):
            gain = -1e9
            cost = 0.0 if path.pending != ANY or token.trail in (0xA1, FULL_WIDTH_ROW) else _UNLIKELY_START
            for candidate in self._closing(path, token):
                step = self._weighing.step(path, candidate, token, follow, cost)
                gain = max(gain, step.score - path.score + step.estimate)
                yield step
            if path.pending == ANY and not token.read and token.trail in (NO_LEAD, None):
                continue
            if (gain < USUAL or token.trail is None) and rank < 2 and path.score > paths[0].score - CLOSE:
                yield from self._dropped.crossed(path, token, follow, gain)

    def _follow(self, token: Token) -> str:
        """The character behind `token` if no pair vanishes before it, as the statistics know it; "" where not known."""
        if token.lead is None:
            return self._shifted.behind(token.end)
        charset = self._shifted.charset
        pair = charset.pair.get(self._text[token.end : token.end + 1])
        return self._shifted.forms.plain(charset.char.get((token.lead, pair[0]), "\x00")) if pair else ""

    def _closing(self, path: Path, token: Token) -> list[Candidate]:
        """The candidates that `token` may complete after `path`."""
        pending = path.pending or 0
        if token.trail is not None:
            if pending == ANY:
                return self._candidates.with_trail(token.trail) if token.trail != NO_LEAD else []
            candidate = self._candidates.at(pending, token.trail)
            return [candidate] if candidate else []
        if token.read:
            return [candidate for candidate in self._candidates.read_as(token.read) if pending in (candidate.lead, ANY)]
        # what takes an ASCII sign along is not itself the full-width form of one
        return [
            candidate
            for candidate in self._candidates.with_lead(pending)
            if candidate.trail >= 0x81
            and not (token.kept and half_width(candidate.char).isalnum() and candidate.char >= "\uff01")
        ]
