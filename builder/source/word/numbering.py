"""The labels that Word counts by itself (ISO/IEC 29500-1, 17.9): 一、 （一） 1. are not in the text of
such a paragraph and must be counted again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from builder.language.lazy_dataclasses import dataclass
from builder.language.numerals import numeral_of
from builder.messages.translation import _
from builder.source.word.package import LimitExceeded
from builder.source.word.styles import Styles, W, switch, value

_DEEPEST = 9  # levels of a list
_LONGEST_NUMBER = 9  # digits: the format holds 32 bits
_LONGEST_PATTERN = 255  # characters of a label's pattern, as Word allows


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    pattern: str
    """The label with %1…%9 for the numbers of the levels: `（%1）`."""
    style: str | None = None
    """The paragraph style that is tied to the level."""
    restart: int | None = None
    """The level (from 1) after which it begins anew; None after any above it, 0 never."""
    arabic: bool = False
    """All numbers of the label as 1, 2, 3."""


@dataclass(slots=True)
class _List:
    """A list as paragraphs name it: the counters that it shares, its levels, and where it begins anew."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int]
    begun: bool = False


class Numbering:
    """Counts the paragraphs of one document; `label` must be called once for each, in order.

    LimitExceeded where numbers or patterns are longer than the format allows."""

    def __init__(self, numbering: Element | None, styles: Styles) -> None:
        self._lists = _read_lists(numbering, styles) if numbering is not None else {}
        self._counters: dict[str, list[int | None]] = {}
        self._styles = styles.inherited(_style_place)

    def label(self, paragraph: Element) -> str:
        """The label of a paragraph, "" where it has none; bullets are no labels."""
        number, depth = self._place(paragraph)
        found = self._lists.get(number or "")
        level = found.levels.get(depth) if found else None
        if found is None or level is None:
            return ""
        counters = self._counters.setdefault(found.abstract, [None] * _DEEPEST)
        if not found.begun:
            found.begun = True
            for at, start in found.starts.items():
                counters[at] = start - 1
        current = counters[depth]
        counters[depth] = level.start if current is None else current + 1
        for at in range(depth + 1, _DEEPEST):
            below = found.levels.get(at)
            if below is None or below.restart is None or depth < below.restart:
                counters[at] = None
        if level.form in ("bullet", "none"):
            return ""
        label = level.pattern
        for at in range(depth + 1):
            own = found.levels.get(at, level)
            count = counters[at]
            form = "decimal" if level.arabic else own.form
            label = label.replace(f"%{at + 1}", written(own.start if count is None else count, form))
        return label

    def _place(self, paragraph: Element) -> tuple[str | None, int]:
        """(list, depth) of a paragraph, its own or its style's. A level that is tied to the style wins
        over the depth that the style says."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None, 0
        style = value(properties, "pStyle")
        number, said = self._styles.get(style or "", (None, None))
        depth = said or 0
        if number in self._lists and style is not None:
            tied = (at for at, level in self._lists[number].levels.items() if level.style == style)
            depth = next(tied, depth)
        own = properties.find(f"{W}numPr")
        if own is None:
            return number, depth
        own_number, own_depth = value(own, "numId"), value(own, "ilvl")
        number = number if own_number is None else own_number if own_number != "0" else None
        return number, depth if own_depth is None else min(_whole(own_depth, 0), _DEEPEST - 1)


def _style_place(style: Element) -> tuple[str | None, int | None] | None:
    own = style.find(f"{W}pPr/{W}numPr")
    if own is None:
        return None
    number, depth = value(own, "numId"), value(own, "ilvl")
    return (None if number == "0" else number), (None if depth is None else min(_whole(depth, 0), _DEEPEST - 1))


def _read_lists(numbering: Element, styles: Styles) -> dict[str, _List]:
    """The lists by their number, as paragraphs name them."""
    levels: dict[str, dict[int, _Level]] = {}
    of_style: dict[str, str] = {}  # numbering style → the definition that is its own
    by_style: dict[str, str] = {}  # definition → the numbering style whose levels it takes
    for abstract in numbering.iterfind(f"{W}abstractNum"):
        key = abstract.get(f"{W}abstractNumId", "")
        levels[key] = dict(_read_levels(abstract))
        if (style := value(abstract, "styleLink")) is not None:
            of_style.setdefault(style, key)
        if (style := value(abstract, "numStyleLink")) is not None:
            by_style[key] = style
    numbers = {number.get(f"{W}numId", ""): number for number in numbering.iterfind(f"{W}num")}
    lists: dict[str, _List] = {}
    for key, number in numbers.items():
        abstract_id = value(number, "abstractNumId") or ""
        if (style := by_style.get(abstract_id)) is not None and not levels.get(abstract_id):
            place = _style_place(styles.elements[style]) if style in styles.elements else None
            linked = numbers.get((place[0] if place else None) or "")
            abstract_id = of_style.get(style) or (value(linked, "abstractNumId") or "")
        found = _List(abstract_id, levels.get(abstract_id, {}), {})
        for override in number.iterfind(f"{W}lvlOverride"):
            depth = _whole(override.get(f"{W}ilvl"), 0)
            if depth >= _DEEPEST:
                continue
            for _depth, level in _read_levels(override):
                found.levels = {**found.levels, depth: level}
            if (start := value(override, "startOverride")) is not None:
                found.starts[depth] = _whole(start, 1)
        lists[key] = found
    return lists


def _read_levels(parent: Element) -> Iterator[tuple[int, _Level]]:
    for element in parent.iterfind(f"{W}lvl"):
        depth = _whole(element.get(f"{W}ilvl"), 0)
        pattern = value(element, "lvlText") or ""
        if len(pattern) > _LONGEST_PATTERN:
            raise LimitExceeded(_("a list's label has more than {most} characters", most=_LONGEST_PATTERN))
        if depth < _DEEPEST:
            level = _Level(_whole(value(element, "start"), 1), value(element, "numFmt") or "decimal", pattern)
            restart = value(element, "lvlRestart")
            yield (
                depth,
                replace(
                    level,
                    style=value(element, "pStyle"),
                    restart=None if restart is None else _whole(restart, 0),
                    arabic=bool(switch(element, "isLgl")),
                ),
            )


def _whole(said: str | None, default: int) -> int:
    if said is None or not said.isdecimal():
        return default
    if len(said) > _LONGEST_NUMBER:
        raise LimitExceeded(_("a list's number has more than {most} digits", most=_LONGEST_NUMBER))
    return int(said)


_MOST_LETTERS = 780  # a … z, aa … zz, up to thirty of one letter; Word counts no further


def written(number: int, form: str) -> str:
    """A number as a list's format (ST_NumberFormat) writes it; as decimal where the format is unknown."""
    if form in (
        "chineseCounting",
        "chineseCountingThousand",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "japaneseCounting",
        "ideographDigital",
        "chineseLegalSimplified",
    ):
        return numeral_of(number)
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    if form == "ideographTraditional" and 1 <= number <= 10:
        return "甲乙丙丁戊己庚辛壬癸"[number - 1]
    if form in ("lowerLetter", "upperLetter") and 1 <= number <= _MOST_LETTERS:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = _roman(number)
        return roman.lower() if form == "lowerRoman" else roman
    if form == "decimalZero":
        return f"{number:02d}"
    return str(number)


def _roman(number: int) -> str:
    words = ""
    for worth, sign in (
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        words += sign * (number // worth)
        number %= worth
    return words
