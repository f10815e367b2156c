"""The paths of a search: ways to read a stretch so far, how well they read, and which are worth going on with."""

from __future__ import annotations

from typing import NamedTuple

from builder.restoration.byte_shift.candidates import MISFIT, Candidate
from builder.restoration.byte_shift.context import CLOSING, ShiftedText
from builder.restoration.byte_shift.heading_numbers import IN_LABEL, Labels, open_label
from builder.restoration.byte_shift.tokens import LOST, Token

ANY = -1
"""Stands for a lead that is not known."""
USUAL = -9.0
"""Two characters in a row together less likely than this are a sign that a pair was dropped."""
REACH = 14.0
"""A reading that is this far behind (natural logarithm of the odds) does not catch up."""
_WIDTH = 12
"""Readings that are kept side by side."""
_LOST = -3.0
"""Cost of an ASCII character that was lost."""
_NO_ESTIMATE = USUAL / 3
"""Hope where the character behind is not known."""


class Path(NamedTuple):
    """One way to read what was searched so far: `score` (natural logarithm of the odds), `before` (its last two
    characters as the statistics know them), `out` (as written, full-width), `pending` the lead that waits for its
    trail: None once the reading is back in step, `ANY` where it is not known; `dropped`: how many pairs were lost in
    it; `end`: where in the text it came back in step."""

    score: float
    before: str
    out: str
    pending: int | None
    dropped: int = 0
    end: int = 0
    estimate: float = 0.0
    """Likelihood of the character behind, as far as it is known: a path is kept for what it leads to."""


class Weighing:
    """Weighs paths through one text."""

    def __init__(self, shifted: ShiftedText, labels: Labels) -> None:
        self._shifted, self._labels, self._language = shifted, labels, shifted.language
        self._text, self._notes, self._always = shifted.text, shifted.mirror.notes, shifted.mirror.always

    def with_words(self, path: Path, words: str) -> Path:
        """`path`, which is back in step, with `words` (as the statistics know them) read on as they stand."""
        score = path.score + self._language.score(words, path.before)
        return Path(score, (path.before + words)[-2:], path.out, None, path.dropped, path.end)

    def estimated(self, path: Path, follow: str) -> Path:
        """`path` with how likely `follow` makes it, the character behind it or ""."""
        score, before, out, pending, dropped, end, _ = path
        return Path(score, before, out, pending, dropped, end, self._estimate(before, follow))

    def step(
        self,
        path: Path,
        candidate: Candidate,
        token: Token | None,
        follow: str = "",
        cost: float = 0.0,
        dropped: int = 0,
    ) -> Path:
        """`path` with `candidate` read next, by `token` (None: before a dropped pair). `follow`: what comes
        behind it; `cost`: what else speaks against it; `dropped`: how many pairs were dropped before it."""
        end, lead, kept = (token.end, token.lead, token.kept) if token else (path.end, ANY, "")
        before, char = path.before, candidate.char
        score = path.score + candidate.cost + cost
        out = path.out + char + kept
        dropped += path.dropped
        if char == "\u3000":  # an indentation, which the statistics leave out
            score += 0.0 if before[-1] == "\n" else 2 * MISFIT
            return Path(score, before, out, lead, dropped, end, _NO_ESTIMATE)
        if char in IN_LABEL and self._labels.due and (label := open_label(path.out)):
            score += self._labels.weighed(label + char)  # the statistics know nothing of its row
        else:
            score += self._language.likelihood(before[0], before[1], candidate.form)
        if char in CLOSING and before[-1] == "\n":
            score += MISFIT
        if char in self._always and not self._is_noted(char, token):
            score += MISFIT
        if kept == LOST:
            score += _LOST
        before = (before + candidate.form + kept)[-2:]
        return Path(score, before, out, lead, dropped, end, self._estimate(before, follow))

    def _estimate(self, before: str, follow: str) -> float:
        return max(self._language.likelihood(before[0], before[1], follow), USUAL) if follow else _NO_ESTIMATE

    def _is_noted(self, char: str, token: Token | None) -> bool:
        """Whether the note stands where the mirror puts it after this character."""
        return token is not None and (bool(token.read) or self._text.startswith(self._notes[char], token.end))


def best(paths: list[Path]) -> list[Path]:
    """The best of `paths`, as far as they are within reach of the first, and of those that go on alike two each."""
    paths = sorted(paths, key=_by_estimate)
    kept: list[Path] = []
    alike: dict[tuple[str, int | None], int] = {}
    for path in paths:
        if len(kept) == _WIDTH or path.score + path.estimate <= paths[0].score + paths[0].estimate - REACH:
            break
        state = path.before, path.pending
        alike[state] = alike.get(state, 0) + 1
        if alike[state] <= 2:
            kept.append(path)
    return kept


def _by_estimate(path: Path) -> float:
    return -path.score - path.estimate
