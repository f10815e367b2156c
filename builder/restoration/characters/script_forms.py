"""Which characters only Traditional, only Simplified text is written with.

From OpenCC's tables, character by character, and the charsets of the two scripts: GB 2312 (1980)
holds what Simplified text is written with, Big5 (1984) what Traditional text is.
"""

from __future__ import annotations

from functools import lru_cache

from builder.language.lazy_dataclasses import dataclass
from builder.restoration.encoding.gbk import charset, half_width

SIGNS = frozenset("、。，；：？！“”‘’（）《》〈〉【】〔〕—…·～％＋－　１２３４５６７８９０")
"""Punctuation and figures of ordinary Chinese text."""


@dataclass(frozen=True, slots=True)
class Forms:
    """`simple[char]`: the Simplified form of a Traditional character, where it is another.
    `traditional`, `simplified`: the characters that only text of that script holds."""

    simple: dict[str, str]
    traditional: frozenset[str]
    simplified: frozenset[str]
    ambiguous: dict[str, str]
    """Characters that Simplified text is written with too, and what they may stand for: 著 → 着."""
    big5: frozenset[str]
    """The characters that Big5 holds."""
    written: dict[str, tuple[str, ...]]
    """The Traditional characters of a Simplified form, itself left out."""

    def plain(self, text: str) -> str:
        """`text` made Simplified and half-width one character at a time, without regard to words:
        good enough to weigh it by statistics."""
        simple = self.simple
        return half_width("".join(simple.get(char, char) for char in text))


_BOTH = dict(zip("乾吒夥後徵拚捱摺於榘菸薹袷醣麴麽", "干咤伙后征拼挨折于矩烟苔夹糖曲么", strict=True))
"""The characters of GB 2312 that OpenCC changes, so that text of GB 2312 alone is read without OpenCC."""
_ALSO = {"著": "着", "藉": "借", "瞭": "了"}
"""Ambiguous characters that OpenCC converts by words alone."""


@lru_cache(maxsize=1)
def forms() -> Forms:
    """The forms of the characters of GBK."""
    import opencc  # takes longer to load than most notices to read, and most are of GB 2312

    chars = [char for char in charset().pair if char >= "\u3400"]
    # One a line, so that no rule of OpenCC for words applies.
    simple = opencc.OpenCC("t2s").convert("\n".join(chars)).split("\n")
    changed = {char: form for char, form in zip(chars, simple, strict=True) if form != char}
    written: dict[str, list[str]] = {}
    for char, form in changed.items():
        written.setdefault(form, []).append(char)
    return Forms(
        changed,
        frozenset(char for char in changed if not _within(char, "gb2312")),
        frozenset(form for form in changed.values() if not _within(form, "cp950")),
        {char: form for char, form in changed.items() if _within(char, "gb2312")} | _ALSO,
        frozenset(char for char in chars if _within(char, "cp950")),
        {form: tuple(chars) for form, chars in written.items()},
    )


@lru_cache(maxsize=30_000)
def everyday(char: str) -> bool:
    """Whether `char` is one of the 3,755 common characters (GB 2312, level 1) or the Traditional
    form of one."""
    if char >= "\u3400":
        char = _BOTH.get(char, char) if _within(char, "gb2312") else forms().simple.get(char, char)
    try:
        lead, _ = char.encode("gb2312")
    except ValueError:  # not in GB 2312 (UnicodeEncodeError), or ASCII
        return False
    return 0xB0 <= lead <= 0xD7


@lru_cache(maxsize=1)
def holds_traditional(text: str) -> bool:
    """Whether a character that only Traditional text holds stands in `text`: none does in GB 2312."""
    others = {char for char in set(text) if char >= "\u3400" and not _within(char, "gb2312")}
    return bool(others) and not forms().traditional.isdisjoint(others)


@lru_cache(maxsize=60_000)
def _within(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
