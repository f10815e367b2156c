"""Simplified text that a mirror turned into Traditional by machine, back as it was written.

Mirrors convert character by character with a fixed table, or with OpenCC's words for Taiwan
(信息 → 資訊). Nearly all Traditional characters have one Simplified form. The rest are those that
Simplified text is written with too (著作 beside 着力 → 著力, 乾安县 beside 干旱 → 乾旱): there the
mirror's other conversions decide, and the words around.

Left alone: Simplified text, lines in which both scripts are mixed, Traditional characters here
and there in Simplified text (the publisher's own), and text that was Traditional to begin with,
as its quotation marks 「」 show.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.model.edit_kinds import EditKind
from builder.restoration.characters.personal_names import in_personal_name
from builder.restoration.characters.script_forms import Forms, forms, holds_traditional
from builder.restoration.characters.taiwan_words import common_words, converter, differing_words, mainland_text
from builder.restoration.encoding.trigram_model import Language, fold
from builder.restoration.revision import Change

_LINE = re.compile(r"[^\r\n]+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_SHARE = 0.85
"""Share of Traditional among the characters of a line that tell the scripts apart, at least."""
_CLEAR_SHARE, _LOW_SHARE = 0.95, 0.5
"""Where the whole text has the first share, lines with the second are Traditional too: a mirror's
table lacks some characters."""
_BODY = 0.5
"""Share of the text that Traditional lines must make up to be a mirror's work."""
_DOUBTFUL = 1.5
"""Words that are ahead by less than this (natural logarithm of the odds) leave a doubt."""
_TAIWAN = 2.0
"""How far the mainland's word for Taiwan's is ahead from the start."""
_AGAIN = 3.0
"""How much further, where the mirror put the same word for it elsewhere in the text."""
_SHOWN = 8.0
"""How far one of the mainland's words must be ahead, to show that a mirror changed them for Taiwan's."""
_KEPT = 4
"""So many of the words that OpenCC would have changed may stand for each that the mirror changed: lists differ."""
_AROUND = 4
_IN_BODY = re.compile("[\u4e00-\u9fff]{0,6}(?:局|署|委|办公室|中心|部|处|厅|司)(?![门署长理])")
"""What follows a word inside a body's name: which word the body chose for itself, no statistics tell."""
_CONVERTED = "镜像站转换的繁体字"


@dataclass(frozen=True, slots=True)
class _Choice:
    """Characters of a line made `restored`, and why that is certain or not."""

    start: int
    end: int
    restored: str
    certain: bool
    reason: str


def simplify(text: str) -> list[Change]:
    """Changes that turn the machine-made Traditional lines of `text` back into Simplified.

    Certain where the character has one Simplified form only, or it is clear which it was."""
    if not holds_traditional(text):
        return []
    known = forms()
    lines = list(traditional_lines(text, known))
    if not lines:
        return []
    judge = _Judge("\n".join(text[start:end] for start, end in lines), known)
    changes = []
    for start, end in lines:
        for one in _joined(judge.read(text[start:end])):
            changes.append(
                Change(start + one.start, start + one.end, one.restored, EditKind.SCRIPT, one.certain, one.reason)
            )
    return changes


# -- which lines are a mirror's work ---------------------------------------------------------


def traditional_lines(text: str, known: Forms) -> Iterator[tuple[int, int]]:
    """Where the lines stand that a mirror turned into Traditional."""
    if known.traditional.isdisjoint(text) or _quotes_as_elsewhere(text):
        return
    lines = []
    for line in _LINE.finditer(text):
        traditional = sum(map(known.traditional.__contains__, line.group()))
        simplified = sum(map(known.simplified.__contains__, line.group()))
        if traditional or simplified:
            lines.append((line, traditional, simplified, len(_HAN.findall(line.group()))))
    total = sum(traditional for _, traditional, _, _ in lines), sum(simplified for _, _, simplified, _ in lines)
    least = _LOW_SHARE if total[0] >= _CLEAR_SHARE * sum(total) else _SHARE
    mirrored = [
        (line, size)
        for line, traditional, simplified, size in lines
        if traditional and traditional >= least * (traditional + simplified)
    ]
    if sum(size for _, size in mirrored) >= _BODY * sum(size for _, _, _, size in lines):
        yield from (line.span() for line, _ in mirrored)


def _quotes_as_elsewhere(text: str) -> bool:
    """Whether a text quotes with 「」 alone, as no mainland notice does and no mirror makes it do."""
    return "「" in text and "“" not in text


def is_written_elsewhere(text: str, known: Forms) -> bool:
    """Whether a text is in Traditional throughout and quotes with 「」: no mirror made it."""
    traditional = sum(map(known.traditional.__contains__, text))
    simplified = sum(map(known.simplified.__contains__, text))
    return _quotes_as_elsewhere(text) and traditional >= _SHARE * (traditional + simplified) > 0


# -- what each character was ------------------------------------------------------------------


class _Judge:
    """Decides what the characters of a mirrored text were."""

    def __init__(self, text: str, known: Forms) -> None:
        self.known = known
        self.images: dict[str, list[str]] = {}
        """The characters of the text by what they are in Simplified."""
        for char in dict.fromkeys(text):
            self.images.setdefault(known.simple.get(char, char), []).append(char)
        several = [
            form for form, chars in self.images.items() if len(chars) > 1 and form not in known.ambiguous.values()
        ]
        converted = sum(1 for form, chars in self.images.items() if chars != [form])
        self.one_to_one = 20 * len(several) <= converted
        """Whether the mirror has one character for each, whatever the word."""
        self._language: Language | None = None
        self._clear: list[tuple[str, str]] = []
        """Words that are clearly Taiwan's, with the mainland's for them."""
        self.for_taiwan = self._is_for_taiwan(text)

    def read(self, line: str) -> Iterator[_Choice]:
        """What is to be changed in a line, in order."""
        restored = converter("t2s").convert(line)
        if len(restored) != len(line):
            restored = "".join(self.known.simple.get(char, char) for char in line)
        at = 0
        for word in self._taiwan_words(line, restored) if self.for_taiwan else ():
            yield from self._characters(line, restored, at, word.start)
            yield word
            at = word.end
        yield from self._characters(line, restored, at, len(line))

    # -- characters ------------------------------------------------------------------------

    def _characters(self, line: str, restored: str, start: int, end: int) -> Iterator[_Choice]:
        for at in range(start, end):
            char, form = line[at], restored[at]
            if char in self.known.ambiguous:
                form, certain, reason = self._which(line, restored, at)
                if form != char:
                    yield _Choice(at, at + 1, form, certain, reason)
            elif form != char:
                yield _Choice(at, at + 1, form, True, _CONVERTED)

    def _which(self, line: str, restored: str, at: int) -> tuple[str, bool, str]:
        """What an ambiguous character was, whether that is certain, and why."""
        char = line[at]
        form = self.known.ambiguous[char]
        if in_personal_name(restored, at):
            return char, True, ""
        if self.one_to_one and any(other != char for other in self.images.get(form, ())):
            return char, True, ""  # the mirror writes the other one otherwise
        if self.known.simple.get(char) == form and restored[at] == char:
            return char, True, ""  # a word that OpenCC knows: 乾隆
        before, after = restored[max(0, at - _AROUND) : at], restored[at + 1 : at + 1 + _AROUND]
        ahead = self._weigh(before, form, after) - self._weigh(before, char, after)
        chosen = form if ahead > 0 else char
        reason = f"{_CONVERTED}；可能是“{form}”或“{char}”，按上下文取“{chosen}”，领先 {abs(ahead):.1f}"
        return chosen, abs(ahead) >= _DOUBTFUL, reason

    def _weigh(self, before: str, words: str, after: str) -> float:
        if self._language is None:
            self._language = Language()
        return self._language.score(fold(before + words + after), "\n\n")

    # -- Taiwan's words ---------------------------------------------------------------------

    def _is_for_taiwan(self, text: str) -> bool:
        """Whether the mirror converted by words for readers in Taiwan: some words are Taiwan's, the mainland's
        fit far better, and there are not many others that such a mirror would have changed."""
        plain = converter("t2s").convert(text)
        if len(plain) != len(text):
            return False
        self._clear, clearest = [], 0.0
        for i, j, mainland in differing_words(converter("tw2s").convert(text), mainland_text(text)):
            ahead = self._ahead(plain, i, j, mainland)
            if ahead > _DOUBTFUL:
                self._clear.append((plain[i:j], mainland))
                clearest = max(clearest, ahead)
        if clearest < _SHOWN:
            return False
        kept = {text[i:j] for i, j, _ in differing_words(text, converter("s2twp").convert(plain)) if j - i > 1}
        return len(set(self._clear)) * _KEPT >= len(kept)

    def _taiwan_words(self, line: str, restored: str) -> Iterator[_Choice]:
        """The words of a line that stand for others on the mainland, where those fit."""
        if len(restored) != len(line):
            return
        for i, j, mainland in differing_words(converter("tw2s").convert(line), mainland_text(line)):
            again = any(restored[i:j] in taiwan and mainland in word for taiwan, word in self._clear)
            ahead = self._ahead(restored, i, j, mainland)
            common = restored[i:j] in common_words()
            if not common:
                ahead += _TAIWAN + _AGAIN * again
            if ahead > 0:
                reason = f"{_CONVERTED}，并换用台湾用语；也可能是“{restored[i:j]}”，领先 {ahead:.1f}"
                # A word that the mainland uses too may be the publisher's own, however well the other fits.
                certain = not common and ahead >= _DOUBTFUL and not _IN_BODY.match(restored, j)
                yield _Choice(i, j, mainland, certain, reason)

    def _ahead(self, plain: str, start: int, end: int, mainland: str) -> float:
        """How far `mainland` fits better than `plain[start:end]` itself."""
        before, after = plain[max(0, start - _AROUND) : start], plain[end : end + _AROUND]
        return self._weigh(before, mainland, after) - self._weigh(before, plain[start:end], after)


def _joined(choices: Iterator[_Choice]) -> Iterator[_Choice]:
    """`choices`, those that touch and rest on the same reason as one."""
    last: _Choice | None = None
    for choice in choices:
        if last and last.end == choice.start and (last.certain, last.reason) == (choice.certain, choice.reason):
            last = _Choice(last.start, choice.end, last.restored + choice.restored, last.certain, last.reason)
            continue
        if last:
            yield last
        last = choice
    if last:
        yield last
