"""A stretch of a notice made ready for grammars: widths folded, sentences and clauses bounded, names fenced off.

Folding changes no length, so every offset of the folded text is one of the text itself. What stands
in a fence is a name (《…》, “…”, 〔2015〕1号): its figures are neither time limits nor targets.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass

_FOLDED = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: 0x20,
    0xA0: 0x20,
    0x2002: 0x20,
    0x2003: 0x20,
}
_SENTENCE_END = re.compile(r"[。;!?\n]")
_CLAUSE_END = re.compile(r"[,。;:!?\n\t]")
_QUOTED = re.compile(r"“[^“”\n]{0,80}”|「[^「」\n]{0,80}」|\"[^\"\n]{1,40}\"")
# 〔2015〕1号 · [2015]36号 · (2018)第3号; not (2015年版)
_DOCUMENT_NUMBER = re.compile(r"[〔\[(【](?:19|20)\d{2}[〕\])】] ?(?:第 ?)?\d+ ?号?")
LONGEST_PASSAGE = 240


@lru_cache(1024)  # each reader of a task folds its words
def fold(text: str) -> str:
    """`text` with full-width ASCII and fixed spaces made plain, character for character."""
    return text.translate(_FOLDED)


def title_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The outermost 《…》 in `text[start:end]`, brackets included, line by line.

    An opening bracket that its line never closes is passed over and what stands within is looked at
    again (《甲、《乙》 gives 《乙》); a closing bracket with nothing open is nothing."""
    spans: list[tuple[int, int]] = []
    if text.find("《", start, end) < 0:
        return spans
    open_at: list[int] = []
    closed: list[tuple[int, int]] = []  # pairs of the line, inner before outer

    def settle() -> None:
        reach = -1
        for first, last in sorted(closed):
            if first > reach:
                spans.append((first, last))
                reach = last - 1
        open_at.clear()
        closed.clear()

    for match in _BRACKETS.finditer(text, start, end):
        char = match[0]
        if char == "《":
            open_at.append(match.start())
        elif char == "》":
            if open_at:
                closed.append((open_at.pop(), match.end()))
        else:
            settle()
    settle()
    return spans


# A title may break over two lines where the next line goes on with its bracket: 方案⏎(2016—2020年)》
_BRACKETS = re.compile(r"[《》]|\n(?![^《\n]{0,30}》)")


@dataclass(frozen=True, slots=True, eq=False)
class Prose:
    """One object for each stretch that is asked for. `folded` is `text[start:start + len(folded)]` with widths folded;
    all other offsets count from its beginning. `fences` are ordered and do not overlap."""

    folded: str
    start: int
    sentence_ends: tuple[int, ...]
    clause_ends: tuple[int, ...]
    fences: tuple[tuple[int, int], ...]

    @classmethod
    @lru_cache(64)
    def of(cls, text: str, start: int, end: int) -> Prose:
        folded = fold(text)[start:end]
        fences = sorted(
            [
                *title_spans(folded, 0, len(folded)),
                *(m.span() for m in _QUOTED.finditer(folded)),
                *(m.span() for m in _DOCUMENT_NUMBER.finditer(folded)),
            ]
        )
        apart: list[tuple[int, int]] = []
        for first, last in fences:
            if apart and first < apart[-1][1]:
                apart[-1] = (apart[-1][0], max(last, apart[-1][1]))
            else:
                apart.append((first, last))

        def outside(pattern: re.Pattern[str]) -> tuple[int, ...]:
            ends, i = [], 0
            for match in pattern.finditer(folded):
                while i < len(apart) and apart[i][1] <= match.start():
                    i += 1
                if match[0] == "\n" or i == len(apart) or match.start() < apart[i][0]:
                    ends.append(match.start())
            return tuple(ends)

        return cls(folded, start, outside(_SENTENCE_END), outside(_CLAUSE_END), tuple(apart))

    def fenced(self, at: int) -> bool:
        """Whether the character at `at` is part of a name."""
        return self.fence(at) is not None

    def fence(self, at: int) -> tuple[int, int] | None:
        """Where the name begins and ends that the character at `at` is part of."""
        i = bisect_right(self.fences, (at, len(self.folded) + 1)) - 1
        return self.fences[i] if i >= 0 and at < self.fences[i][1] else None

    def sentence(self, at: int) -> tuple[int, int]:
        """Where the sentence around `at` begins and ends, its closing mark not included."""
        return _around(self.sentence_ends, at, len(self.folded))

    def clause(self, at: int) -> tuple[int, int]:
        """Where the clause around `at` begins and ends, the marks around it not included."""
        return _around(self.clause_ends, at, len(self.folded))


def _around(ends: tuple[int, ...], at: int, length: int) -> tuple[int, int]:
    i = bisect_left(ends, at)
    return (ends[i - 1] + 1 if i else 0, ends[i] if i < len(ends) else length)
