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
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from builder.addresses import number_of
from builder.restoration.damage import calls_in, damaged, notes_of, seen
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
_SIGN_MARK = re.compile(rf"[^\s{ORPHAN}][{ORPHAN}][。、]")
"""Shows that the mirror puts its invisible sign before every 。 and 、."""
_WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in "(),:;!?"}
_NOTES = re.compile(f"(?:{NOTE})+")
_YEAR = re.compile("(?:0[012]|9[0-9])[0-9](?=[年—-])")
"""The rest of a year that lost its first figure."""
LOST = "□"
"""Stands for a character that cannot be known."""

_WIDTH = 12
"""Readings that are kept side by side."""
_LONGEST = 300
"""Characters after which a stretch that never comes back in step is given up."""
_VANISHED = -1.0
"""Cost of a pair that vanished. Where it did is no matter of chance, the bytes tell; but what the bytes hide may be
anything, and of readings that are as likely the one that hides less is preferred."""
_USUAL = -9.0
"""Two characters in a row together less likely than this are a sign that a pair vanished."""
_USUAL_LINK = -8.0
"""Of three, with two pairs vanished, that this is likelier where a reading with one is less likely."""
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
_ENDS, _WORDS, _LINKS = 40, 300, 8
"""Of how many characters are the words weighed that may end after a vanished pair with another within, how many words
of two characters, and how many of them are tried after one character."""
_FIRSTS, _MIDDLES, _OFTEN = 5, 24, 4
"""How many characters before a vanished pair and between two are tried; how many that were never seen after them."""
_NUMERALS = "一二三四五六七八九十"
_LABEL = re.compile(rf"\u3000*（([{_NUMERALS}]+)）")
_IN_LABEL = frozenset(_NUMERALS + "）")
_OPEN_LABEL = re.compile(rf"(?:^|(?<=\u3000))（[{_NUMERALS}]*$")
_ITEM = re.compile(rf"(?:(?<=[\r\n\u3000])|^)[{ORPHAN}]。[{ORPHAN}]([0-9]?)[)）]")
"""What is left of an item's label like （2） at the beginning of a line: another figure would have left the same."""
_ITEMS = re.compile(
    rf"(?m)^[ \t\u3000]*(?:[(（]([0-9]{{1,3}})[)）]|[0-9]+[.、．]|[(（]?[{_NUMERALS}]+[)）、]|第[{_NUMERALS}]+[章节条])"
)
_LABEL_READ = re.compile("（(?:[一二三四五六七八九]?十?[一二三四五六七八九]?)")
_BRACKET = re.compile("\u3000*(?:）|（[\u3400-\u9fff])")
_LABELS = re.compile(rf"(?m)^[ \t\u3000]*[(（]([{_NUMERALS}]+)[)）]")
_CONTINUES = 4.0
"""What it speaks for a heading's number that it continues the row, and against one that does not."""
_BEGINS = 1.0
"""What it speaks for a heading's number that it begins a row."""
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
    weakest: float
    """How likely the two characters in a row are that go worst together (natural logarithm)."""


class _Path(NamedTuple):
    """One way to read what was searched so far: `out` (as written, full-width), `before` (its last
    two characters as the statistics know them), `pending` the lead that waits for its trail: None
    once the reading is back in step, `_ANY` where it is not known."""

    score: float
    before: str
    out: str
    pending: int | None
    vanished: int = 0
    end: int = 0
    hope: float = 0.0
    """Likelihood of the character behind, as far as it is known: a path is kept for what it leads to."""


_ANY = -1
_NO_LEAD = 0x80
"""A trail byte that is no lead byte: read one byte off it is a `?` that takes nothing along."""


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
        always = [(char, note) for char, note in self.mirror.notes.items() if char in self.mirror.always]
        self._notes = tuple(notes_of(notes) for notes in (self.mirror.notes.items(), always))
        self._notes = self._notes[: 1 if self._notes[0] == self._notes[1] else 2]
        self._signs = (True,) if _SIGN_MARK.search(text) else (True, False)
        """What replaying the damage is tried with."""
        self.language = Language(self.forms.plain(_undamaged(text)))
        self._foreign = self.forms.simplified if self.mirror.traditional else self.forms.traditional
        self._labels: list[tuple[int, int]] = []
        """Where labels were restored, and their numbers."""
        self._items: list[tuple[int, int]] = []
        """The same of items like （2）."""
        self._expected = 0
        """The number that a heading's label has that continues the row; 0 within a line."""
        self._letters: dict[str, _Letter] = {}
        self._held = frozenset(text)
        self._after: dict[str, list[_Letter]] = {}
        self._closed: dict[tuple[str, int | None, str], list[_Letter]] = {}
        self._pairs: dict[tuple[int | None, str], list[tuple[_Letter, _Letter]]] = {}
        self._linking: dict[tuple[str, int | None, str], list[tuple[float, _Letter, _Letter]]] = {}
        self._by_trail: dict[int, list[_Letter]] = {}
        self._by_lead: dict[int, list[_Letter]] = {}

    def read(self, start: int) -> Stretch | None:
        """The stretch that begins with the mark at `start`, or None where it reads no better than
        the text as it stands."""
        before = ("\n\n" + self._plain(max(0, start - 40), start))[-2:]
        self._expected = self._next_label(start)
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
            follow = self._plain(tokens[0].end, tokens[0].end + 12)[:1]
            in_step = [self._hoping(self._plainly(path, at, tokens[0].end), follow) for path in in_step]
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
            yield _Token(at + 1, _NO_LEAD)
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
        if item := _ITEM.match(self.text, at - 3):
            number = str(self._next_item(at - 3))
            return number[0] if number[1:] == item[1] else LOST
        follow = self.text[at : at + 1]
        return "" if not follow.strip() or follow in _SIGNS or follow in ORPHAN else LOST

    def _next_item(self, start: int) -> int:
        """The number of an item like （2） at `start` that continues the row, or begins one below another label."""
        known = [(label.start(), int(label[1] or 0)) for label in _ITEMS.finditer(self.text, 0, start)]
        return max(known + self._items, default=(0, 0))[1] + 1

    # -- what may have been -----------------------------------------------------------------

    def _advance(self, paths: list[_Path], token: _Token) -> Iterator[_Path]:
        """`paths` with `token` read, in all ways that are worth keeping."""
        follow = self._follow(token)
        for rank, path in enumerate(paths):
            best = -1e9
            start = 0.0 if path.pending != _ANY or token.trail in (0xA1, FULL_WIDTH_ROW) else _UNLIKELY_START
            for letter in self._closing(path, token):
                step = self._step(path, letter, token, follow, start)
                best = max(best, step.score - path.score + step.hope)
                yield step
            if path.pending == _ANY and not token.read and token.trail in (_NO_LEAD, None):
                continue
            if (best < _USUAL or token.trail is None) and rank < 2 and path.score > paths[0].score - _CLOSE:
                yield from self._with_vanished(path, token, follow, best)

    def _follow(self, token: _Token) -> str:
        """The character behind `token` if no pair vanishes before it, as the statistics know it; none where not known."""
        if token.lead is None:
            return self._plain(token.end, token.end + 12)[:1]
        pair = self.charset.pair.get(self.text[token.end : token.end + 1])
        return self.forms.plain(self.charset.char.get((token.lead, pair[0]), "\x00")) if pair else ""

    def _hoping(self, path: _Path, follow: str) -> _Path:
        """`path` with how likely `follow` makes it."""
        before = path.before
        hope = self.language.likelihood(before[0], before[1], follow) if follow else _USUAL / 3
        return _Path(path.score, before, path.out, path.pending, path.vanished, path.end, max(hope, _USUAL))

    def _closing(self, path: _Path, token: _Token) -> list[_Letter]:
        """The characters that `token` may complete after `path`."""
        if token.trail is not None:
            if path.pending == _ANY:
                return self._with_trail(token.trail) if token.trail != _NO_LEAD else []
            char = self.charset.char.get((path.pending or 0, token.trail))
            return [self._letter(char)] if char else []
        if token.read is not None:
            noted = [letter for letter, _ in self._noted(token.read)]
            return [letter for letter in noted if path.pending in (letter.lead, _ANY)]
        # what takes an ASCII sign along is not itself the full-width form of one
        return [
            letter
            for letter in self._with_lead(path.pending)
            if letter.trail >= 0x81
            and not (token.kept and half_width(letter.char).isalnum() and letter.char >= "\uff01")
        ]

    def _with_vanished(self, path: _Path, token: _Token, follow: str, best: float) -> Iterator[_Path]:
        """`path` with `token` read, one or more pairs having vanished before it. `best`: how well it reads where
        none did."""
        firsts = [self._letter(char) for char in _SIGNS] if path.pending == _ANY else self._with_lead(path.pending)
        steps = [(self._step(path, letter, None), letter) for letter in firsts if self._may_end(letter)]
        steps.sort(key=lambda found: -found[0].score)
        steps = [found for found in steps if found[0].score >= steps[0][0].score - _REACH]
        near = [found for found in steps[:_FIRSTS] if found[0].score > steps[0][0].score - _CLOSE]
        last = self._ends(token)
        for rank, (step, letter) in enumerate(steps):
            closings = self._joined(letter, token, last)
            if rank < len(near) and last:
                closings = closings + self._unseen(step, letter, last, follow, _OFTEN if rank < 2 else 1)
            for found in self._across(step, letter, token, closings, follow):
                best = max(best, found.score - path.score + found.hope)
                yield found
        for rank, (step, letter) in enumerate(near):
            if _OPEN_LABEL.search(step.out):
                for between, middle in self._in_label(step, letter):
                    closings = self._joined(middle, token, last) + self._unseen(between, middle, last, follow, _OFTEN)
                    yield from self._across(between, middle, token, closings, follow)
            elif rank < 2 and last and best < _USUAL_LINK:
                yield from self._linked(step, letter, token, last, follow)

    def _unseen(self, path: _Path, letter: _Letter, last: list[_Letter], follow: str, most: int) -> list[_Letter]:
        """Those of `last` that were never seen after `letter`, the last of `path`: those that go best with `follow`."""
        dropped = self.charset.dropped_after[letter.trail]
        followers = self.language.after(letter.form)
        found = [one for one in last[: 10 * most] if one.lead in dropped and one.form not in followers]
        if follow and len(found) > most:
            before, likelihood = path.before, self.language.likelihood
            found.sort(
                key=lambda one: (
                    -one.cost - likelihood(before[0], before[1], one.form) - likelihood(before[1], one.form, follow)
                )
            )
        return found[:most]

    def _may_end(self, letter: _Letter) -> bool:
        """Whether a pair that `letter` begins may vanish."""
        return bool(self.charset.dropped_after.get(letter.trail))

    def _ends(self, token: _Token) -> list[_Letter]:
        """The characters that `token` may complete where their lead vanished; none where any may be."""
        if token.trail is not None:
            return self._with_trail(token.trail)
        return [letter for letter, _ in self._noted(token.read)] if token.read is not None else []

    def _across(
        self, path: _Path, letter: _Letter, token: _Token, closings: list[_Letter], follow: str
    ) -> Iterator[_Path]:
        """`path`, which ends in `letter`, with `token` read as one of `closings` after a pair that vanished."""
        cost = 0.0 if _OPEN_LABEL.search(path.out) else _VANISHED
        for closing in closings:
            yield self._step(path, closing, token, follow, cost, 1)

    def _joined(self, letter: _Letter, token: _Token, last: list[_Letter]) -> list[_Letter]:
        """Those of `last` that were seen after `letter`, as far as a pair may vanish between the two."""
        key = letter.char, token.trail, token.read[1] if token.read else ""
        known = self._closed.get(key)
        if known is None:
            dropped = self.charset.dropped_after.get(letter.trail, ())
            if last:
                followers = self.language.after(letter.form)
                known = [one for one in last if one.form in followers and one.lead in dropped]
            else:
                known = self._often_after(letter) if token.read is None else []
            self._closed[key] = known
        return known

    def _in_label(self, path: _Path, letter: _Letter) -> Iterator[tuple[_Path, _Letter]]:
        """`path`, which ends in `letter`, with more of a heading's label, a pair having vanished before each
        character: as much as one vanished pair hides, and all of the label that is due."""
        label = _OPEN_LABEL.search(path.out)
        if not label:
            return
        read = label.group()
        due = f"（{_numeral(self._expected)}）" if self._expected else ""
        on = due[len(read)] if len(read) < len(due) and due.startswith(read) else ""
        for middle in self._between(
            letter, _NUMERALS if len(read) == 1 else on + "）" if on not in ("", "）") else "）"
        ):
            between = self._step(path, middle, None, vanished=1)
            yield between, middle
            if middle.char == on:
                yield from self._in_label(between, middle)

    def _linked(self, path: _Path, letter: _Letter, token: _Token, last: list[_Letter], follow: str) -> Iterator[_Path]:
        """`path`, which ends in `letter`, with one character more and `token` read, a pair having vanished on
        either side of that character."""
        before, likelihood = path.before, self.language.likelihood
        found = [
            (
                fit
                + likelihood(before[0], before[1], middle.form)
                + middle.cost
                + (likelihood(middle.form, closing.form, follow) if follow else 0.0),
                number,
                middle,
                closing,
            )
            for number, (fit, middle, closing) in enumerate(self._links(letter, token, last))
        ]
        found.sort(key=lambda one: (-one[0], one[1]))
        for _, _, middle, closing in found[:_LINKS]:
            between = self._step(path, middle, None, "", _VANISHED, 1)
            yield self._step(between, closing, token, follow, _VANISHED, 1)

    def _links(self, letter: _Letter, token: _Token, last: list[_Letter]) -> list[tuple[float, _Letter, _Letter]]:
        """What may link `letter` to `token`, a pair having vanished on either side: the words of two characters
        that `token` often ends with, and what often follows `letter`; and how well the last fits."""
        key = letter.char, token.trail, token.read[1] if token.read else ""
        known = self._linking.get(key)
        if known is None:
            dropped = self.charset.dropped_after[letter.trail]
            pairs = [(middle, closing) for middle, closing in self._words(token, last) if middle.lead in dropped]
            for middle in self._often_after(letter):
                hidden = self.charset.dropped_after[middle.trail]
                pairs += [(middle, closing) for closing in last[: 2 * _OFTEN] if closing.lead in hidden]
            likelihood = self.language.likelihood
            known = self._linking[key] = [
                (likelihood(letter.form, middle.form, closing.form) + closing.cost, middle, closing)
                for middle, closing in dict.fromkeys(pairs)
            ]
        return known

    def _words(self, token: _Token, last: list[_Letter]) -> list[tuple[_Letter, _Letter]]:
        """The two characters that `token` most often ends with, a pair having vanished between them."""
        key = token.trail, token.read[1] if token.read else ""
        known = self._pairs.get(key)
        if known is None:
            found = [
                (-self.language.times(form, closing.form), form, closing)
                for closing in last[:_ENDS]
                for form in self.language.leading(closing.form)
            ]
            found.sort(key=itemgetter(0, 1))
            known = self._pairs[key] = []
            for _, form, closing in found[:_WORDS]:
                for middle in self._between(None, self._written((form,))):
                    if closing.lead in self.charset.dropped_after[middle.trail]:
                        known.append((middle, closing))
        return known

    def _often_after(self, letter: _Letter) -> list[_Letter]:
        """The characters that most often follow `letter`, as far as pairs may vanish on either side of them."""
        known = self._after.get(letter.char)
        if known is None:
            known = self._between(letter, self._written(self.language.followers(letter.form)))
            known.sort(key=lambda middle: -self.language.likelihood("", letter.form, middle.form))
            known = self._after[letter.char] = known[:_MIDDLES]
        return known

    def _between(self, letter: _Letter | None, chars: Iterable[str]) -> list[_Letter]:
        """Those of `chars` that a vanished pair may stand before, after `letter` if it is known, and behind."""
        dropped = self.charset.dropped_after[letter.trail] if letter else None
        pairs = ((char, self.charset.pair.get(char, (0, 0))) for char in chars)
        return [
            self._letter(char)
            for char, (lead, trail) in pairs
            if trail >= 0x81 and (dropped is None or lead in dropped)
        ]

    def _step(
        self, path: _Path, letter: _Letter, token: _Token | None, follow: str = "", cost: float = 0.0, vanished: int = 0
    ) -> _Path:
        """`path` with `letter` read next, by `token` (None: before a pair that vanished). `follow`: what comes
        behind it; `cost`: what else speaks against it; `vanished`: how many pairs vanished before it."""
        end, lead, kept = (token.end, token.lead, token.kept) if token else (path.end, _ANY, "")
        before = path.before
        score = path.score + letter.cost + cost
        vanished += path.vanished
        if letter.char == "\u3000":  # an indentation, which the statistics leave out
            score += 0.0 if before[-1] == "\n" else 2 * _MISFIT
            return _Path(score, before, path.out + letter.char + kept, lead, vanished, end, _USUAL / 3)
        if letter.char in _IN_LABEL and self._expected and (label := _OPEN_LABEL.search(path.out)):
            score += self._label(path.out[label.start() :] + letter.char)
        else:
            score += self.language.likelihood(before[0], before[1], letter.form)
        if letter.char in _SIGNS and before[-1] == "\n":  # no line begins with a sign that closes
            score += _MISFIT
        if letter.char in self.mirror.always and not self._is_noted(letter, token):
            score += _MISFIT
        if kept == LOST:
            score += _LOST
        before = (before + letter.form + kept)[-2:]
        hope = max(self.language.likelihood(before[0], before[1], follow), _USUAL) if follow else _USUAL / 3
        return _Path(score, before, path.out + letter.char + kept, lead, vanished, end, hope)

    def _label(self, label: str) -> float:
        """What speaks for a heading's label, as far as it was read: the statistics know nothing of its row."""
        if label[-1] != "）":
            return 0.0 if _LABEL_READ.fullmatch(label) else 2 * _MISFIT
        number = number_of(label[1:-1]) if len(label) > 2 else 0
        if _numeral(number) != label[1:-1]:
            return 2 * _MISFIT
        if number == self._expected:
            return _CONTINUES
        return _BEGINS if number == 1 else -_CONTINUES

    def _is_noted(self, letter: _Letter, token: _Token | None) -> bool:
        """Whether the note stands where the mirror puts it after this character."""
        if token is None:
            return False
        return token.read is not None or self.text.startswith(self.mirror.notes[letter.char], token.end)

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
            return 2 * _MISFIT
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
        if self._expected:
            paths = [
                path._replace(score=path.score - 2 * _CONTINUES) if _half_a_label(path.out) else path for path in paths
            ]
        ranked = sorted((self._reweighed(path, start) for path in paths), key=_by_score)
        if not ranked:
            return None
        end = max(path.end for path in ranked)
        end = next(
            (note.end() for note in _NOTE.finditer(self.text, start, end + 12) if note.start() < end < note.end()), end
        )
        readings: dict[str, _Path] = {}
        for path in ranked:
            rest = self.text[path.end : end]
            readings.setdefault(
                path.out + _NOTES.sub("", rest) if path.out else self.text[start : path.end] + rest, path
            )
        proven = {words: path for words, path in readings.items() if path.out and self._replays(start, end, words)}
        called = bool(_CALL.match(self.text, start))
        best = next(iter(proven.values())) if proven and (called or ranked[0].out) else ranked[0]
        words = fold(self.forms.plain(best.out))
        if not best.out or (not called and self.language.score(words, before) < _POOR * len(words)):
            return None
        item = _ITEM.match(self.text, start)
        if item and (number := re.fullmatch("\u3000*（([0-9])", best.out)):
            self._items.append((start, int(number[1] + item[1])))
        if label := _LABEL.match(best.out):
            self._labels.append((start, number_of(label[1])))
        others = {words: path.score for words, path in (proven or readings).items() if path is not best}
        margin = 0.0 if item else best.score - max(others.values(), default=best.score - _REACH)
        written = tuple(map(self._published, others))[:2]
        weakest = round(self._weakest(best, start), 1)
        return Stretch(start, best.end, self._published(best.out), written, round(margin, 1), best.vanished, weakest)

    def _reweighed(self, path: _Path, start: int) -> _Path:
        """`path` weighed by three characters before each, with some of what follows it."""
        before, words = self._in_context(path, start)
        return path._replace(score=path.score + self.language.gain(words, before))

    def _weakest(self, path: _Path, start: int) -> float:
        before, words = self._in_context(path, start)
        run = before + words.split("<")[0]
        each = [self.language.likelihood(*run[at - 2 : at + 1]) for at in range(3, len(run))]
        return min((a + b for a, b in pairwise(each)), default=2 * _POOR)

    def _in_context(self, path: _Path, start: int) -> tuple[str, str]:
        """Three characters before `path` and its words with some of what follows, as the statistics know them. A
        heading's label counts as what goes before."""
        before = "\n\n\n" + self._plain(max(0, start - 40), start)
        words = self._plain(path.end if path.out else start, path.end + 20)
        words = words[:4] if path.out else words
        label = _LABEL.match(path.out)
        if label:
            before += f"({label[1]})"
        return before[-3:], fold(self.forms.plain(path.out[label.end() if label else 0 :])) + words

    def _replays(self, start: int, end: int, words: str) -> bool:
        """Whether the damage, made on `words`, gives `text[start:end]`."""
        text = self.text
        first = not self._within_line(start)
        before = "" if first else text[start - 1]
        follow = _NOTES.sub("", re.split(r"[\r\n?\ufffd]", text[end : end + 12])[0])[:2]
        written = before + words.replace(LOST, "0") + follow
        if self.mirror.halved:
            written = written.translate(_WIDE)
        wanted = seen(before + text[start:end])
        calls = calls_in(before + text[start:end])
        return any(
            seen(damaged(indent + written, notes, calls, signs)).startswith(wanted)
            for indent in (("", "\u3000") if first else ("",))
            for notes in self._notes
            for signs in self._signs
        )

    def _within_line(self, at: int) -> bool:
        return self.text[:at].rstrip(" \t\u3000")[-1:] not in ("", "\n", "\r")

    def _next_label(self, start: int) -> int:
        """The number that a heading like （二） at `start` would continue the row with; 0 where
        `start` does not begin a line."""
        if self._within_line(start):
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


def _best(paths: list[_Path], width: int = _WIDTH) -> list[_Path]:
    """The best of `paths`, as far as they are within reach of the first, and of those that go on alike two each."""
    paths.sort(key=_by_hope)
    kept: list[_Path] = []
    alike: dict[tuple[str, int | None], int] = {}
    for path in paths:
        if len(kept) == width or path.score + path.hope <= paths[0].score + paths[0].hope - _REACH:
            break
        state = path.before, path.pending
        alike[state] = alike.get(state, 0) + 1
        if alike[state] <= 2:
            kept.append(path)
    return kept


def _by_score(path: _Path) -> float:
    return -path.score


def _by_hope(path: _Path) -> float:
    return -path.score - path.hope


def _numeral(number: int) -> str:
    """12 → 十二, as headings have it; none beyond 99."""
    if number > 99:
        return ""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _NUMERALS[tens - 1]) + ("十" if tens else "") + (_NUMERALS[ones - 1] if ones else "")


def _half_a_label(out: str) -> bool:
    """Whether a line begins with a bracket that is not that of a heading's label."""
    return bool(_BRACKET.match(out)) and not _LABEL.match(out)
