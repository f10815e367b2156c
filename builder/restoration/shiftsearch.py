"""The search for what a stretch of GBK, read one byte off, was.

Each character that was read one byte off is the trail of one character and the lead of the next.
Not known are the lead at the start, where nothing was inserted that names it, and the pairs that
vanished because GBK has no character for them: `p q|r s` came from `p x y s` with `x y` vanished.
All that the bytes allow is weighed by how Chinese runs, from left to right, the best ways to read
the stretch side by side (a beam search).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.addresses import number_of
from builder.restoration.forms import SIGNS, forms
from builder.restoration.gbk import FULL_WIDTH_ROW, charset, half_width
from builder.restoration.language import Language, fold
from builder.restoration.mirror import NOTE, survey
from builder.restoration.readings import SYLLABLE, characters_read

ORPHAN = "?\ufffd"
"""What decoders write for a lead byte without a trail."""
_CALL = re.compile(rf"[{ORPHAN}]\(?({SYLLABLE}) ?\)")
_TAG = re.compile(rf"[{ORPHAN}](?=/?(?:span|p|br|div|strong|font|a|b|td|tr|li|o:p)\b[^<>\n]*>)")
_NOTE = re.compile(NOTE)
_NOTES = re.compile(f"(?:{NOTE})+")
_YEAR = re.compile("(?:0[012]|9[0-9])[0-9](?=[年—-])")
"""The rest of a year that lost its first figure."""
LOST = "□"
"""Stands for a character that cannot be known."""

_WIDTH = 12
"""Readings that are kept side by side."""
_LONGEST = 300
"""Characters after which a stretch that never comes back in step is given up."""
_VANISHED = -2.0
"""Logarithm of the chance that a pair vanished: about one pair in seven has no character."""
_USUAL = -9.0
"""Two characters in a row together less likely than this are a sign that a pair vanished."""
_POOR = -10.0
"""Characters on average less likely than this are no Chinese words."""
_MISFIT = -7.0
"""Cost of a character that the notice's script or the mirror's own habits speak against."""
_UNLIKELY_START = -9.0
"""Cost of a lead byte that lost its trail elsewhere than before a sign (rows A1 and A3)."""
_RARE, _VARIANT, _SELDOM = -5.0, -2.0, 50
"""Cost of a character that is seldom written, and of an unusual way to write one; what counts as seldom, by frequency."""
_LOST = -3.0
"""Cost of an ASCII character that was lost."""
_UNSEEN = -2.0
"""Cost of a character that the mirror is not seen to note elsewhere."""
_GAIN = 4.0
"""How far a reading must be ahead of the text as it stands."""
_REACH = 14.0
"""A reading that is this far behind (natural logarithm of the odds) does not catch up."""
_CLOSE = 7.0
"""A reading that is this far behind is not worth the search for vanished pairs."""
_FIRSTS, _MIDDLES, _OFTEN = 6, 8, 4
"""How many characters before a vanished pair and between two are tried; how many that were never seen after them."""
_NUMERALS = "一二三四五六七八九十"
_LABEL = re.compile(rf"\u3000*（([{_NUMERALS}]+)）")
_LABELS = re.compile(rf"(?m)^[ \t\u3000]*[(（]([{_NUMERALS}]+)[)）]")
_CONTINUES = 4.0
"""What it speaks for a heading's number that it continues the row or begins one, and against one that does not."""
_SIGNS = "。，、；：！？）》”"


@dataclass(frozen=True, slots=True)
class Stretch:
    """`text[start:end]` was read one byte off and is taken for `restored`; `others` are the next
    best readings, and `margin` is how far they are behind (natural logarithm of the odds).
    `vanished`: how many pairs of bytes were lost in it."""

    start: int
    end: int
    restored: str
    others: tuple[str, ...]
    margin: float
    vanished: int


@dataclass(frozen=True, slots=True)
class _Path:
    """One way to read what was searched so far: `out` (as written, full-width), `before` (its last
    two characters as the statistics know them), `pending` the lead that waits for its trail: None
    once the reading is back in step, `_ANY` where it is not known."""

    score: float
    before: str
    out: str
    pending: int | None
    vanished: int = 0
    end: int = 0


_ANY = -1


@dataclass(frozen=True, slots=True)
class _Token:
    """One thing that the text shows while it is out of step. `trail`: the byte that completes the
    pending lead, or None where a `?` hides it; then `read` is the syllable that the character was
    noted with, if it was. `lead`: the byte that waits then, None where the reading is back in
    step, with `kept` left over in the text."""

    end: int
    trail: int | None
    lead: int | None = None
    read: re.Match[str] | None = None
    kept: str = ""


@dataclass(frozen=True, slots=True)
class _Letter:
    """A character that may have been: its form in the statistics and its bytes."""

    char: str
    form: str
    lead: int
    trail: int
    cost: float


class Search:
    """A search through one text: its mirror's habits, its language, and what was weighed before."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.forms = forms()
        self.charset = charset()
        self.mirror = survey(text, self.forms)
        self.language = Language(self.forms.plain(_undamaged(text)))
        self._foreign = self.forms.simplified if self.mirror.traditional else self.forms.traditional
        self._labels: list[tuple[int, int]] = []
        """Where labels were restored, and their numbers."""
        self._letters: dict[str, _Letter] = {}
        self._held = frozenset(text)
        self._after: dict[str, list[_Letter]] = {}
        self._by_trail: dict[int, list[_Letter]] = {}
        self._by_lead: dict[int, list[_Letter]] = {}

    def read(self, start: int) -> Stretch | None:
        """The stretch that begins with the mark at `start`, or None where it reads no better than
        the text as it stands."""
        before = ("\n\n" + self._plain(max(0, start - 40), start))[-2:]
        paths = list(self._starts(start, before))
        if not paths:
            return None
        # All paths are weighed up to the same place: those out of step, those back in step, and the
        # text as it stands, which was never out of it.
        at = paths[0].end
        in_step = [self._plainly(_Path(_GAIN, before, "", None, end=start), start, at)]
        while paths and at - start < _LONGEST:
            if skip := _NOTE.match(self.text, at):
                at = skip.end()
                continue
            tokens = list(self._tokens(at))
            if not tokens:
                break
            ahead = [path for token in tokens for path in self._advance(paths, token)]
            in_step = [self._plainly(path, at, tokens[0].end) for path in in_step]
            in_step += [path for path in ahead if path.pending is None]
            kept = _best(in_step + [path for path in ahead if path.pending is not None])
            paths = [path for path in kept if path.pending is not None]
            in_step = [path for path in kept if path.pending is None]
            at = tokens[0].end
        return self._choose(start, before, [self._plainly(path, at, at + 12, 2) for path in in_step])

    def _plainly(self, path: _Path, start: int, end: int, most: int = 99) -> _Path:
        """`path`, which is back in step, with the text as it stands read on."""
        words = self._plain(start, end)[:most]
        score = path.score + self.language.score(words, path.before)
        return _Path(score, (path.before + words)[-2:], path.out, None, path.vanished, path.end)

    # -- where a stretch begins ------------------------------------------------------------

    def _starts(self, start: int, before: str) -> Iterator[_Path]:
        call = _CALL.match(self.text, start)
        if not call:
            yield _Path(0.0, before, "", _ANY, end=start + 1)
            return
        previous = self.charset.pair.get(self.text[start - 1 : start])
        if previous is None:
            return
        found: dict[int, float] = {}
        for letter, cost in self._noted(call):
            if letter.lead == previous[1] and letter.trail >= 0x81:
                found[letter.trail] = max(cost, found.get(letter.trail, _MISFIT))
        for lead, cost in sorted(found.items()):
            yield _Path(cost, before, "", lead, end=call.end())

    def _noted(self, call: re.Match[str]) -> list[tuple[_Letter, float]]:
        """The characters that the mirror may have noted with this reading, and what speaks against
        each: nothing for those that it notes so elsewhere."""
        note = "(" + call.group().lstrip(ORPHAN + "(")
        letters = (self._letter(char) for char in characters_read(call[1]) if char in self.charset.pair)
        return [(letter, 0.0 if self.mirror.notes.get(letter.char) == note else _UNSEEN) for letter in letters]

    # -- what the text shows ----------------------------------------------------------------

    def _tokens(self, at: int) -> Iterator[_Token]:
        """The ways to take what stands at `at`; they all end at the same place."""
        char = self.text[at : at + 1]
        if char and char in ORPHAN:
            if call := _CALL.match(self.text, at):
                yield _Token(call.end(), None, read=call)
            elif _TAG.match(self.text, at):
                yield _Token(at + 1, None, kept="<")
            else:
                yield _Token(at + 1, None, kept=self._swallowed(at + 1))
            if char == "?" and self.mirror.halved:
                yield _Token(at + 1, FULL_WIDTH_ROW, 0xBF)
        elif pair := self.charset.pair.get(char):
            trail, lead = pair
            if lead >= 0x81:
                yield _Token(at + 1, trail, lead)
            elif lead < 0x80:
                yield _Token(at + 1, trail, kept=chr(lead))
        elif "\x20" < char < "\x7f":
            if char >= "\x40":
                yield _Token(at + 1, ord(char))
            if self.mirror.halved:
                yield _Token(at + 1, FULL_WIDTH_ROW, ord(char) + 0x80)

    def _swallowed(self, at: int) -> str:
        """The ASCII character that a `?` before `at` took along, LOST where it cannot be known. The
        `?` took nothing before a sign or the end of a line: there the mirror's own insertion was."""
        if year := _YEAR.match(self.text, at):
            return "2" if year[0].startswith("0") else "1"
        follow = self.text[at : at + 1]
        return "" if not follow.strip() or follow in _SIGNS or follow in ORPHAN else LOST

    # -- what may have been -----------------------------------------------------------------

    def _advance(self, paths: list[_Path], token: _Token) -> Iterator[_Path]:
        """`paths` with `token` read, in all ways that are worth keeping."""
        for rank, path in enumerate(paths):
            best = -1e9
            for letter in self._closing(path, token):
                step = self._step(path, letter, token)
                if path.pending == _ANY and token.trail not in (0xA1, FULL_WIDTH_ROW):
                    step = _add(step, _UNLIKELY_START)
                best = max(best, step.score - path.score + self._next(step, token))
                yield step
            if best < _USUAL and rank < 3 and path.score > paths[0].score - _CLOSE:
                yield from self._with_vanished(path, token)

    def _closing(self, path: _Path, token: _Token) -> list[_Letter]:
        """The characters that `token` may complete after `path`."""
        if token.trail is not None:
            if path.pending == _ANY:
                return self._with_trail(token.trail)
            char = self.charset.char.get((path.pending or 0, token.trail))
            return [self._letter(char)] if char else []
        if token.read is not None:
            noted = [letter for letter, _ in self._noted(token.read)]
            return [letter for letter in noted if path.pending in (letter.lead, _ANY)]
        return [letter for letter in self._with_lead(path.pending) if letter.trail >= 0x81]

    def _with_vanished(self, path: _Path, token: _Token) -> Iterator[_Path]:
        """`path` with `token` read, one or two pairs having vanished before it."""
        if token.trail is not None:
            last = self._with_trail(token.trail)
        elif token.read is not None:
            last = [letter for letter, _ in self._noted(token.read)]
        else:
            return
        signs_only = path.pending == _ANY
        firsts = [self._letter(char) for char in _SIGNS] if signs_only else self._with_lead(path.pending)
        firsts = [letter for letter in firsts if self.charset.dropped_after.get(letter.trail)]
        if not firsts:
            return
        steps = sorted(
            ((self._step(path, letter, None), letter) for letter in firsts), key=lambda found: -found[0].score
        )
        steps = [found for found in steps[:_FIRSTS] if found[0].score > steps[0][0].score - _CLOSE]
        for step, letter in steps:
            yield from self._across(step, letter, token, last)
        for rank, (step, letter) in enumerate(steps):
            for middle in self._middles(step, letter, rank < 3):
                yield from self._across(_add(self._step(step, middle, None), _VANISHED, 1), middle, token, last)

    def _across(self, path: _Path, letter: _Letter, token: _Token, last: list[_Letter]) -> Iterator[_Path]:
        """`path`, which ends in `letter`, with `token` read after a pair that vanished."""
        dropped = self.charset.dropped_after[letter.trail]
        for rank, closing in enumerate(last):
            if closing.lead in dropped and (rank < _OFTEN or self.language.joins(letter.form, closing.form)):
                yield _add(self._step(path, closing, token), _VANISHED, 1)

    def _middles(self, path: _Path, letter: _Letter, likely: bool) -> list[_Letter]:
        """The characters that may stand after `letter` with a pair vanished on either side: those
        of a heading's label always, others where `letter` itself is likely."""
        if letter.char == "（":
            chars: Iterable[str] = _NUMERALS
        elif letter.char in _NUMERALS and path.before[0] == "(":
            chars = _NUMERALS + "）"
        elif likely:
            found = self._often_after(letter)
            found = sorted(
                found, key=lambda middle: -self.language.likelihood(path.before[0], path.before[1], middle.form)
            )
            return found[:_MIDDLES]
        else:
            return []
        return self._between(letter, chars)

    def _often_after(self, letter: _Letter) -> list[_Letter]:
        """The characters that most often follow `letter`, as far as pairs may vanish on either side of them."""
        known = self._after.get(letter.char)
        if known is None:
            known = self._between(letter, self._written(self.language.followers(letter.form)))
            known.sort(key=lambda middle: -self.language.likelihood("", letter.form, middle.form))
            known = self._after[letter.char] = known[: 3 * _MIDDLES]
        return known

    def _between(self, letter: _Letter, chars: Iterable[str]) -> list[_Letter]:
        """Those of `chars` that a vanished pair may stand before, after `letter`, and behind."""
        dropped = self.charset.dropped_after[letter.trail]
        pairs = ((char, self.charset.pair.get(char, (0, 0))) for char in chars)
        return [self._letter(char) for char, (lead, trail) in pairs if lead in dropped and trail >= 0x81]

    def _step(self, path: _Path, letter: _Letter, token: _Token | None) -> _Path:
        """`path` with `letter` read next, by `token` (None: before a pair that vanished)."""
        end, lead, kept = (token.end, token.lead, token.kept) if token else (path.end, _ANY, "")
        before = path.before
        score = path.score + letter.cost
        if letter.char == "\u3000":  # an indentation, which the statistics leave out
            score += 0.0 if before[-1] == "\n" else 2 * _MISFIT
            return _Path(score, before, path.out + letter.char + kept, lead, path.vanished, end)
        score += self.language.likelihood(before[0], before[1], letter.form)
        if letter.char in _SIGNS and before[-1] == "\n":  # no line begins with a sign that closes
            score += _MISFIT
        if letter.char in self.mirror.always and not self._is_noted(letter, token):
            score += _MISFIT
        if kept == LOST:
            score += _LOST
        return _Path(score, (before + letter.form + kept)[-2:], path.out + letter.char + kept, lead, path.vanished, end)

    def _is_noted(self, letter: _Letter, token: _Token | None) -> bool:
        """Whether the note stands where the mirror puts it after this character."""
        if token is None:
            return False
        return token.read is not None or self.text.startswith(self.mirror.notes[letter.char], token.end)

    def _next(self, step: _Path, token: _Token) -> float:
        """Likelihood of the next character if no pair vanishes before it; usual where not known."""
        if step.pending is None:
            follow = self._plain(step.end, step.end + 12)[:1]
        else:
            pair = self.charset.pair.get(self.text[token.end : token.end + 1])
            char = self.charset.char.get((step.pending, pair[0]), "\x00") if pair else ""
            follow = self.forms.plain(char)
        return self.language.likelihood(step.before[0], step.before[1], follow) if follow else _USUAL / 3

    # -- characters --------------------------------------------------------------------------

    def _letter(self, char: str) -> _Letter:
        letter = self._letters.get(char)
        if letter is None:
            letter = self._letters[char] = _Letter(
                char, self.forms.plain(char), *self.charset.pair[char], self._cost(char)
            )
        return letter

    def _cost(self, char: str) -> float:
        """What speaks against a character before anything is known of the words around it."""
        if char in self._foreign:
            return _MISFIT
        if char in self._held:
            return 0.0
        if char not in SIGNS and self.language.frequency(self.forms.plain(char)) < _SELDOM:
            return _RARE
        return 0.0 if not self.mirror.traditional or char in self.forms.big5 else _VARIANT

    def _with_trail(self, trail: int) -> list[_Letter]:
        """The characters with this trail that a notice may well hold, frequent ones first."""
        if trail not in self._by_trail:
            self._by_trail[trail] = self._likely(self.charset.by_trail[trail])
        return self._by_trail[trail]

    def _with_lead(self, lead: int | None) -> list[_Letter]:
        if lead is None or lead < 0x81:
            return []
        if lead not in self._by_lead:
            self._by_lead[lead] = self._likely(self.charset.by_lead[lead])
        return self._by_lead[lead]

    def _likely(self, chars: Iterable[str]) -> list[_Letter]:
        language, simple = self.language, self.forms.simple
        known = (
            self._letter(char)
            for char in chars
            if char not in self._foreign
            and (char >= "\uff01" or char == "\u3000" or language.knows(simple.get(char, char)))
        )
        return sorted(known, key=lambda letter: -language.frequency(letter.form))

    # -- which of them it was ----------------------------------------------------------------

    def _choose(self, start: int, before: str, paths: list[_Path]) -> Stretch | None:
        """The best of `paths`, which all come up to the same place, unless it is the text as it stands."""
        expected = self._next_label(start)
        paths = [_add(path, _label(path.out, expected)) for path in paths]
        ranked = sorted(paths, key=lambda path: -path.score)
        if not ranked or not ranked[0].out:
            return None
        best = ranked[0]
        words = fold(self.forms.plain(best.out))
        if self.language.score(words, before) < _POOR * len(words):
            return None
        if label := _LABEL.match(best.out):
            self._labels.append((start, number_of(label[1])))
        others: dict[str, float] = {}
        for path in ranked[1:]:
            words = path.out + self.text[path.end : best.end] if path.out else self.text[start : best.end]
            if words != best.out:
                others.setdefault(words, path.score)
        margin = best.score - max(others.values(), default=best.score - _REACH)
        written = tuple(map(self._published, others))[:2]
        return Stretch(start, best.end, self._published(best.out), written, round(margin, 1), best.vanished)

    def _next_label(self, start: int) -> int:
        """The number that a heading like （二） at `start` would continue the row with; 0 where
        `start` does not begin a line."""
        if self.text[:start].rstrip(" \t\u3000")[-1:] not in ("", "\n", "\r"):
            return 0
        known = [(label.start(), number_of(label[1])) for label in _LABELS.finditer(self.text, 0, start)]
        return max(known + self._labels, default=(0, 0))[1] + 1

    def _plain(self, start: int, end: int) -> str:
        """`text[start:end]` as the statistics know it, without notes."""
        return fold(self.forms.plain(_NOTES.sub("", self.text[start:end])))

    def _published(self, out: str) -> str:
        return half_width(out) if self.mirror.halved else out

    def _written(self, forms: Iterable[str]) -> Iterator[str]:
        """The characters that these forms may be written with in the script of the text."""
        for form in forms:
            if form not in self._foreign:
                yield form
            if self.mirror.traditional:
                yield from self.forms.written.get(form, ())


def _undamaged(text: str) -> str:
    """`text` without its notes and without what follows a mark of damage."""
    return _NOTES.sub("", re.sub(rf"[{ORPHAN}][^\n]{{0,40}}", "", text))


def _add(path: _Path, score: float, vanished: int = 0) -> _Path:
    return _Path(path.score + score, path.before, path.out, path.pending, path.vanished + vanished, path.end)


def _best(paths: list[_Path], width: int = _WIDTH) -> list[_Path]:
    """The best of `paths`, as far as they are within reach of the first."""
    paths = sorted(paths, key=lambda path: -path.score)[:width]
    return [path for path in paths if path.score > paths[0].score - _REACH]


def _label(out: str, expected: int) -> float:
    """What the label of a heading speaks for the reading `out` at the start of a line."""
    if not expected:
        return 0.0
    label = _LABEL.match(out)
    if label:
        return _CONTINUES if number_of(label[1]) in (expected, 1) else -_CONTINUES
    return -_CONTINUES if out.lstrip("\u3000")[:1] in ("（", "）") else 0.0
