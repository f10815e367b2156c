"""The labels of headings and items, （二） and （2）, in rows that damage broke: which number is due.

The statistics of the language fold figures and know nothing of rows; a label is weighed by whether it continues the
row of those that stand before it, or were restored there.
"""

from __future__ import annotations

from builder.language import lazy_re as re
from builder.language.numerals import integer_of, numeral_of
from builder.restoration.byte_shift.candidates import MISFIT
from builder.restoration.byte_shift.context import ORPHAN, ShiftedText

_NUMERALS = "一二三四五六七八九十"
IN_LABEL = frozenset(_NUMERALS + "）")
LABEL = re.compile(rf"\u3000*（([{_NUMERALS}]+)）")
"""A heading's label as it was restored; its group is the number."""
_OPEN_LABEL = re.compile(rf"(?:^|(?<=\u3000))（[{_NUMERALS}]*$")
_LABEL_READ = re.compile("（(?:[一二三四五六七八九]?十?[一二三四五六七八九]?)")
_BRACKET = re.compile("\u3000*(?:）|（[\u3400-\u9fff])")
_LABELS = re.compile(rf"(?m)^[ \t\u3000]*[(（]([{_NUMERALS}]+)[)）]")
_ITEM = re.compile(rf"(?:(?<=[\r\n\u3000])|^)[{ORPHAN}]。[{ORPHAN}]([0-9]?)[)）]")
"""What is left of an item's label like （2） at the beginning of a line: another figure would have left the same."""
_ITEM_READ = re.compile("\u3000*（([0-9])")
_ITEMS = re.compile(
    rf"(?m)^[ \t\u3000]*(?:[(（]([0-9]{{1,3}})[)）]|[0-9]+[.、．]|[(（]?[{_NUMERALS}]+[)）、]|第[{_NUMERALS}]+[章节条])"
)
_CONTINUES = 4.0
"""What it speaks for a heading's number that it continues the row, and against one that does not."""
_BEGINS = 1.0
"""What it speaks for a heading's number that it begins a row."""


class Labels:
    """The labels of one text: those that stand in it, and those restored so far. `due`: the number with which a
    heading would continue the row where the search stands, 0 within a line."""

    def __init__(self, shifted: ShiftedText) -> None:
        self._shifted, self._text = shifted, shifted.text
        self._headings: list[tuple[int, int]] = []
        self._items: list[tuple[int, int]] = []
        self.due = 0

    def begin(self, start: int) -> None:
        """Sets `due` for what begins at `start`."""
        self.due = 0
        if not self._shifted.within_line(start):
            known = [(label.start(), integer_of(label[1]) or 0) for label in _LABELS.finditer(self._text, 0, start)]
            self.due = _next(known + self._headings)

    def keep(self, start: int, out: str) -> None:
        """Remembers the label that `out`, restored at `start`, begins with, if it does."""
        item = _ITEM.match(self._text, start)
        if item and (figure := _ITEM_READ.fullmatch(out)):
            self._items.append((start, int(figure[1] + item[1])))
        if label := LABEL.match(out):
            self._headings.append((start, integer_of(label[1]) or 0))

    def is_item(self, start: int) -> bool:
        """Whether an item's label like （2） was at `start`, of which the row alone tells the first figure."""
        return bool(_ITEM.match(self._text, start))

    def swallowed(self, start: int) -> str | None:
        """The first figure of the item's label at `start`, as it continues the row, or begins one below another
        label: "" where the figure that is left belongs to another number, None where no item's label was there."""
        item = _ITEM.match(self._text, start)
        if not item:
            return None
        known = [(label.start(), int(label[1] or 0)) for label in _ITEMS.finditer(self._text, 0, start)]
        number = str(_next(known + self._items))
        return number[0] if number[1:] == item[1] else ""

    def continues(self, numeral: str) -> bool:
        """Whether a heading's number is the one that is due where the search stands."""
        return integer_of(numeral) == self.due

    def weighed(self, label: str) -> float:
        """What speaks for a heading's label where one is due, as far as it was read."""
        numeral = label[1:-1]
        if label[-1] != "）":
            return 0.0 if _LABEL_READ.fullmatch(label) else 2 * MISFIT
        number = integer_of(numeral) if numeral else 0
        if number is None or (number and numeral_of(number) != numeral):
            return 2 * MISFIT
        if number == self.due:
            return _CONTINUES
        return _BEGINS if number == 1 else -_CONTINUES

    def going_on(self, label: str) -> tuple[str, str]:
        """The characters that may go on with an open label, each hidden by a dropped pair, and the one of them after
        which more may be hidden: as much as one dropped pair hides, and all of the label that is due."""
        due = f"（{numeral_of(self.due)}）" if 0 < self.due < 100 else ""
        on = due[len(label)] if len(label) < len(due) and due.startswith(label) else ""
        if len(label) == 1:
            return _NUMERALS, on
        return on + "）" if on != "）" else on, on

    def against(self, out: str) -> float:
        """What speaks against a line that begins with `out`: a bracket that is not that of a heading's label."""
        return 2 * _CONTINUES if self.due and _BRACKET.match(out) and not LABEL.match(out) else 0.0


def open_label(out: str) -> str:
    """The heading's label that `out` ends within: （ and the numerals so far; "" where it does not."""
    label = _OPEN_LABEL.search(out)
    return label.group() if label else ""


def _next(known: list[tuple[int, int]]) -> int:
    """The number after that of the last of the (place, number) that are known, 1 after none."""
    return max(known, default=(0, 0))[1] + 1
