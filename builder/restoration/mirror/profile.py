"""What a text shows of the mirror that copied it."""

from __future__ import annotations

from collections import Counter

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.restoration.characters.script_forms import Forms
from builder.restoration.mirror.pinyin_readings import SYLLABLE, is_reading

HAN = "\u3400-\u9fff\uf900-\ufaff"
NOTE = rf"[(（]{SYLLABLE} ?[)）]"
"""Pattern of one reading in brackets as mirrors insert it, perhaps with a stray space at its end."""
NOTE_SYLLABLE = re.compile(rf"[(（]({SYLLABLE}) ?[)）]")
NOTED = re.compile(rf"(?P<char>[{HAN}])(?P<notes>(?:{NOTE})+)")
_FULL_WIDTH = re.compile("[！-～]")
_HALF_WIDTH = re.compile(rf"[{HAN}][(),:;!?]|[),:;!?][{HAN}]")


@dataclass(frozen=True, slots=True)
class Mirror:
    """`notes`: what is inserted after which characters, every time that they occur (`always`) or
    at least often. `halved`: full-width ASCII was made half-width. `traditional`: the text was
    turned into Traditional."""

    notes: dict[str, str]
    always: frozenset[str]
    halved: bool
    traditional: bool


def survey(text: str, forms: Forms) -> Mirror:
    """What `text` shows of its mirror."""
    seen: dict[str, Counter[str]] = {}
    for noted in NOTED.finditer(text):
        if all(is_reading(noted["char"], syllable) for syllable in NOTE_SYLLABLE.findall(noted["notes"])):
            seen.setdefault(noted["char"], Counter())[noted["notes"]] += 1
    counts = Counter(text)
    return Mirror(
        {char: notes.most_common(1)[0][0] for char, notes in seen.items()},
        frozenset(char for char, notes in seen.items() if len(notes) == 1 and notes.total() == counts[char]),
        not _FULL_WIDTH.search(text) and bool(_HALF_WIDTH.search(text)),
        sum(counts[char] for char in counts.keys() & forms.traditional)
        > sum(counts[char] for char in counts.keys() & forms.simplified),
    )
