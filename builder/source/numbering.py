"""The labels that Word counts by itself (ISO/IEC 29500-1, 17.9): 一、 （一） 1. are not in the text of
such a paragraph and must be counted again."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from builder.language.numerals import numeral_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    pattern: str
    """The label with %1…%9 for the numbers of the levels: `（%1）`."""


class Numbering:
    """Counts the paragraphs of one document; `label` must be called once for each, in order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._styles: dict[str, tuple[str | None, int]] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        if numbering is not None:
            self._read_lists(numbering)
        if styles is not None:
            self._read_styles(styles)

    def label(self, paragraph: Element) -> str:
        """The label of a paragraph, "" where it has none; bullets are no labels."""
        number, depth = self._place(paragraph)
        abstract = self._lists.get(number or "")
        level = self._levels.get(abstract or "", {}).get(depth)
        if number is None or abstract is None or level is None:
            return ""
        counters = self._counters.setdefault(abstract, [None] * 9)
        if number not in self._begun:
            self._begun.add(number)
            for at, start in self._starts.get(number, {}).items():
                counters[at] = start - 1
        current = counters[depth]
        counters[depth] = level.start if current is None else current + 1
        counters[depth + 1 :] = [None] * (8 - depth)
        if level.form in ("bullet", "none"):
            return ""
        label = level.pattern
        for at in range(depth + 1):
            own = self._levels[abstract].get(at, level)
            count = counters[at]
            label = label.replace(f"%{at + 1}", written(own.start if count is None else count, own.form))
        return label

    def _place(self, paragraph: Element) -> tuple[str | None, int]:
        """(list, depth) of a paragraph, its own or its style's."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        number, depth = self._styles.get(style.get(f"{W}val", ""), (None, 0)) if style is not None else (None, 0)
        own = paragraph.find(f"{W}pPr/{W}numPr")
        return _numbered(own, number, depth) if own is not None else (number, depth)

    def _read_lists(self, numbering: Element) -> None:
        for abstract in numbering.iterfind(f"{W}abstractNum"):
            self._levels[abstract.get(f"{W}abstractNumId", "")] = {
                _whole(level.get(f"{W}ilvl"), 0): _Level(
                    _whole(_value(level, "start"), 1),
                    _value(level, "numFmt") or "decimal",
                    _value(level, "lvlText") or "",
                )
                for level in abstract.iterfind(f"{W}lvl")
            }
        for number in numbering.iterfind(f"{W}num"):
            key = number.get(f"{W}numId", "")
            self._lists[key] = _value(number, "abstractNumId") or ""
            self._starts[key] = {
                _whole(override.get(f"{W}ilvl"), 0): _whole(_value(override, "startOverride"), 1)
                for override in number.iterfind(f"{W}lvlOverride")
                if _value(override, "startOverride") is not None
            }

    def _read_styles(self, styles: Element) -> None:
        found = {style.get(f"{W}styleId", ""): style for style in styles.iterfind(f"{W}style")}
        for key, style in found.items():
            seen: set[str] = set()
            at: Element | None = style
            while at is not None and at.get(f"{W}styleId", "") not in seen:
                seen.add(at.get(f"{W}styleId", ""))
                own = at.find(f"{W}pPr/{W}numPr")
                if own is not None:
                    self._styles[key] = _numbered(own, None, 0)
                    break
                at = found.get(_value(at, "basedOn") or "")


def _numbered(properties: Element, number: str | None, depth: int) -> tuple[str | None, int]:
    own, level = _value(properties, "numId"), _value(properties, "ilvl")
    return (number if own is None else own if own != "0" else None), min(_whole(level, depth), 8)


def _value(element: Element, name: str) -> str | None:
    child = element.find(f"{W}{name}")
    return child.get(f"{W}val") if child is not None else None


def _whole(value: str | None, default: int) -> int:
    return int(value) if value is not None and value.isdecimal() else default


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
    if form in ("lowerLetter", "upperLetter") and number >= 1:
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
    for value, sign in (
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
        words += sign * (number // value)
        number %= value
    return words
