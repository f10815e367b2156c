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

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

import opencc

from builder.restoration.forms import Forms, forms
from builder.restoration.language import Language, fold
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
_AROUND = 4


@dataclass(frozen=True, slots=True)
class _Choice:
    """`text[start:end]` made `restored`, and why that is certain or not."""

    start: int
    end: int
    restored: str
    certain: bool
    reason: str


def simplify(text: str) -> list[Change]:
    """Changes that turn the machine-made Traditional lines of `text` back into Simplified.

    Certain where the character has one Simplified form only, or it is clear which it was."""
    known = forms()
    lines = list(_traditional_lines(text, known))
    if not lines:
        return []
    words = _for_taiwan("\n".join(text[start:end] for start, end in lines))
    judge = _Judge(text, lines, known)
    changes = []
    for start, end in lines:
        found = judge.by_words(start, end) if words else judge.by_characters(start, end)
        changes += [
            Change(one.start, one.end, one.restored, "script", one.certain, one.reason) for one in _joined(found)
        ]
    return changes


# -- which lines are a mirror's work ---------------------------------------------------------


def _traditional_lines(text: str, known: Forms) -> Iterator[tuple[int, int]]:
    """Where the lines stand that a mirror turned into Traditional."""
    if known.traditional.isdisjoint(text) or ("「" in text and "“" not in text):
        return
    lines = []
    for line in _LINE.finditer(text):
        chars = Counter(line.group())
        traditional = sum(chars[char] for char in chars.keys() & known.traditional)
        simplified = sum(chars[char] for char in chars.keys() & known.simplified)
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


@lru_cache(maxsize=8)
def _converter(config: str) -> opencc.OpenCC:
    return opencc.OpenCC(config)


def _for_taiwan(text: str) -> bool:
    """Whether the mirror converted by words for readers in Taiwan: turned back into the mainland's
    words and converted again, the text comes out as it is, its Taiwan words included."""
    characters = _converter("tw2s").convert(text)
    words = _converter("tw2sp").convert(text)
    found = sum(1 for _ in _differences(characters, words))
    if not found:
        return False
    missed = sum(1 for _ in _differences(text, _converter("s2twp").convert(words)))
    return 2 * missed <= found


def _differences(a: str, b: str) -> Iterator[tuple[int, int, int, int]]:
    """Where `b` says something else than `a`: start and end in `a`, start and end in `b`."""
    at = [0, 0]
    for left, right in zip(a.split("\n"), b.split("\n"), strict=True):
        if left != right:
            for tag, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
                if tag != "equal":
                    yield at[0] + i, at[0] + j, at[1] + k, at[1] + m
        at = [at[0] + len(left) + 1, at[1] + len(right) + 1]


# -- what each character was ------------------------------------------------------------------


class _Judge:
    """Decides what the characters of a mirrored text were."""

    def __init__(self, text: str, lines: list[tuple[int, int]], known: Forms) -> None:
        self.text = text
        self.known = known
        self.counts = Counter("".join(text[start:end] for start, end in lines))
        images: dict[str, list[str]] = {}
        for char in self.counts:
            images.setdefault(known.simple.get(char, char), []).append(char)
        self.images = images
        """The characters of the text by what they are in Simplified."""
        self._language: Language | None = None

    @property
    def language(self) -> Language:
        if self._language is None:
            self._language = Language()
        return self._language

    def by_characters(self, start: int, end: int) -> Iterator[_Choice]:
        """The line as a mirror that converts character by character had it."""
        line = self.text[start:end]
        restored = _converter("t2s").convert(line)
        if len(restored) != len(line):
            restored = "".join(self.known.simple.get(char, char) for char in line)
        for at, (char, form) in enumerate(zip(line, restored, strict=True)):
            if char in self.known.ambiguous:
                form, certain, reason = self._which(line, restored, at)
                if form != char:
                    yield _Choice(start + at, start + at + 1, form, certain, reason)
            elif form != char:
                yield _Choice(start + at, start + at + 1, form, True, "镜像站转换的繁体字")

    def _which(self, line: str, restored: str, at: int) -> tuple[str, bool, str]:
        """What an ambiguous character was: the form, whether that is certain, and why."""
        char = line[at]
        form = self.known.ambiguous[char]
        others = [other for other in self.images.get(form, []) if other != char] + [
            other for other in self.images.get(char, []) if other == form
        ]
        if others and not self._by_phrases():
            return char, True, f"镜像站把“{form}”写作“{others[0]}”，此处“{char}”是原文"
        before, after = restored[max(0, at - _AROUND) : at], restored[at + 1 : at + 1 + _AROUND]
        ahead = self._weigh(before, form, after) - self._weigh(before, char, after)
        chosen = form if ahead > 0 else char
        if char in restored[at] and form != restored[at] and self.known.simple.get(char) == form:
            chosen = char  # a word that OpenCC knows: 乾隆, 乾安县
            return chosen, True, ""
        return (
            chosen,
            abs(ahead) >= _DOUBTFUL,
            f"镜像站转换的繁体字；“{char}”“{form}”两可，按上下文取“{chosen}”，领先 {abs(ahead):.1f}",
        )

    def _by_phrases(self) -> bool:
        """Whether the mirror converts by phrases: it writes one Simplified character in several ways."""
        several = [
            form for form, chars in self.images.items() if len(chars) > 1 and form not in self.known.ambiguous.values()
        ]
        return 20 * len(several) > sum(1 for form, chars in self.images.items() if chars != [form])

    def _weigh(self, before: str, words: str, after: str) -> float:
        whole = fold(before + words + after)
        return self.language.score(whole, "\n\n")

    def by_words(self, start: int, end: int) -> Iterator[_Choice]:
        """The line as a mirror that converts by words for Taiwan had it."""
        line = self.text[start:end]
        restored = _converter("tw2sp").convert(line)
        plain = _converter("t2s").convert(line)
        for i, j, k, m in _differences(line, restored):
            word, mainland = plain[i:j] if len(plain) == len(line) else line[i:j], restored[k:m]
            certain, reason = True, "镜像站转换的繁体字"
            if len(word) == len(plain[i:j]) and mainland != word:
                around = restored[max(0, k - _AROUND) : k], restored[m : m + _AROUND]
                ahead = _TAIWAN + self._weigh(around[0], mainland, around[1]) - self._weigh(around[0], word, around[1])
                reason = f"镜像站换用的台湾用语；“{mainland}”“{word}”两可，按上下文取舍，领先 {abs(ahead):.1f}"
                certain = abs(ahead) >= _DOUBTFUL
                if ahead < 0:
                    mainland = word
            if mainland != line[i:j]:
                yield _Choice(start + i, start + j, mainland, certain, reason)


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
