"""The candidates that bytes allow: which characters they may have been, and what speaks against each."""

from __future__ import annotations

from collections.abc import Iterable

from builder.language.lazy_dataclasses import dataclass
from builder.restoration.byte_shift.context import ShiftedText
from builder.restoration.characters.script_forms import SIGNS
from builder.restoration.mirror.pinyin_readings import characters_read

MISFIT = -7.0
"""Cost of a character that the notice's script or the mirror's own habits speak against."""
_RARE, _VARIANT, _SELDOM = -5.0, -2.0, 50
"""Cost of a character that is seldom written, and of an unusual way to write one; what counts as seldom, by
frequency."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A character that may have been: its form in the statistics, its bytes, and its cost before anything is known of
    the words around it (natural logarithm of the odds, as all costs here). `drops`: the leads that vanish with its
    trail when they come next. A text has one of each character."""

    char: str
    form: str
    lead: int
    trail: int
    cost: float
    drops: frozenset[int]


class Candidates:
    """The candidates of one text's script, by their bytes, readings and forms. What is asked for twice is kept."""

    def __init__(self, shifted: ShiftedText) -> None:
        self._forms, self._charset, self._language = shifted.forms, shifted.charset, shifted.language
        self._traditional = shifted.mirror.traditional
        self._foreign = shifted.foreign
        self._held = frozenset(shifted.text)
        self._of: dict[str, Candidate] = {}
        self._by_trail: dict[int, list[Candidate]] = {}
        self._by_lead: dict[int, list[Candidate]] = {}
        self._by_form: dict[str, list[Candidate]] = {}
        self._by_reading: dict[str, list[Candidate]] = {}

    def of(self, char: str) -> Candidate:
        """The candidate of a character that GBK holds; KeyError for others."""
        candidate = self._of.get(char)
        if candidate is None:
            lead, trail = self._charset.pair[char]
            drops = self._charset.dropped_after.get(trail, frozenset())
            candidate = Candidate(char, self._forms.plain(char), lead, trail, self._cost(char), drops)
            self._of[char] = candidate
        return candidate

    def at(self, lead: int, trail: int) -> Candidate | None:
        """The candidate of a pair of bytes; None where GBK has no character for it."""
        char = self._charset.char.get((lead, trail))
        return self.of(char) if char else None

    def with_trail(self, trail: int) -> list[Candidate]:
        """The candidates with this trail that a notice may well hold, frequent ones first."""
        if trail not in self._by_trail:
            self._by_trail[trail] = self._likely(self._charset.by_trail[trail])
        return self._by_trail[trail]

    def with_lead(self, lead: int) -> list[Candidate]:
        """The candidates with this lead that a notice may well hold, frequent ones first; none where it is no lead."""
        if lead not in self._by_lead:
            self._by_lead[lead] = self._likely(self._charset.by_lead.get(lead, ()))
        return self._by_lead[lead]

    def read_as(self, syllable: str) -> list[Candidate]:
        """The candidates that may be read so, tones aside."""
        if syllable not in self._by_reading:
            chars = characters_read(syllable)
            self._by_reading[syllable] = [self.of(char) for char in chars if char in self._charset.pair]
        return self._by_reading[syllable]

    def written(self, form: str) -> list[Candidate]:
        """The candidates that a form may be written with in the script of the text, as far as a pair may have been
        dropped behind them."""
        known = self._by_form.get(form)
        if known is None:
            chars = [form] if form not in self._foreign else []
            if self._traditional:
                chars += self._forms.written.get(form, ())
            known = self._by_form[form] = self._before_dropped(chars)
        return known

    def following(self, candidate: Candidate, forms: Iterable[str]) -> list[Candidate]:
        """The candidates that these forms may be written with between two dropped pairs, the first of them after
        `candidate`."""
        drops = candidate.drops
        return [each for form in forms for each in self.written(form) if each.lead in drops]

    def between(self, candidate: Candidate, chars: Iterable[str]) -> list[Candidate]:
        """The candidates of those of `chars` that may stand between two dropped pairs, the first of them after
        `candidate`."""
        return [each for each in self._before_dropped(chars) if each.lead in candidate.drops]

    def _before_dropped(self, chars: Iterable[str]) -> list[Candidate]:
        pairs = self._charset.pair
        return [self.of(char) for char in chars if char in pairs and pairs[char][1] >= 0x81]

    def _cost(self, char: str) -> float:
        if char in self._foreign:
            return 2 * MISFIT
        if char in self._held:
            return 0.0
        if char not in SIGNS and self._language.frequency(self._forms.plain(char)) < _SELDOM:
            return _RARE
        return 0.0 if not self._traditional or char in self._forms.big5 else _VARIANT

    def _likely(self, chars: Iterable[str]) -> list[Candidate]:
        language, simple = self._language, self._forms.simple
        known = (
            self.of(char)
            for char in chars
            if char not in self._foreign
            and (char >= "\uff01" or char == "\u3000" or language.knows(simple.get(char, char)))
        )
        return sorted(known, key=lambda candidate: -language.frequency(candidate.form))
