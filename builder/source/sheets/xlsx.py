"""Sheets of an .xlsx (Office Open XML, ISO/IEC 29500-1, part SpreadsheetML), read from its XML directly.

Macros are not looked at. A formula counts for the value that was saved with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from builder.language import lazy_re as re
from builder.messages.translation import _
from builder.source.sheets.limits import MOST_COLUMNS, MOST_MERGED, MOST_ROWS
from builder.source.sheets.number_formats import BUILT_IN, plain, show
from builder.source.sheets.sheet import Area, Place, Sheet
from builder.source.word.package import LimitExceeded, Package

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def read_xlsx(package: Package, main: str) -> Iterator[Sheet]:
    """The sheets of the workbook whose main part is `main`, in their order. LimitExceeded, ParseError, KeyError and
    ValueError where they cannot be read."""
    workbook = package.part(main)
    properties = workbook.find(f"{_S}workbookPr")
    reader = _Reader(package, main, properties is not None and _is_on(properties, "date1904"))
    for entry in workbook.iterfind(f"{_S}sheets/{_S}sheet"):
        part = package.target(main, entry.get(f"{_R}id", ""))
        if part is not None and part in package.names:
            yield reader.sheet(entry.get("name", ""), part, entry.get("state", "visible") == "visible")


class _Reader:
    def __init__(self, package: Package, main: str, since_1904: bool) -> None:
        self._package = package
        self._since_1904 = since_1904
        strings = package.related(main, "sharedStrings")
        self._strings = [_words(each) for each in package.part(strings)] if strings in package.names else []
        styles = package.related(main, "styles")
        self._formats = _formats(package.part(styles)) if styles in package.names else []

    def sheet(self, name: str, part: str, shown: bool) -> Sheet:
        """The sheet `name`, read from `part` of the package; a chart or a dialog has no cells. LimitExceeded."""
        root = self._package.part(part)
        if root.tag != f"{_S}worksheet":  # a chart or a dialog
            return Sheet(name, {}, shown=shown)
        cells: dict[Place, str] = {}
        unread: dict[Place, str] = {}
        hidden: set[int] = set()
        row_number = -1
        for row in root.iterfind(f"{_S}sheetData/{_S}row"):
            row_number = int(row.get("r", row_number + 2)) - 1
            if _is_on(row, "hidden") or row.get("ht") == "0":
                hidden.add(row_number)
            column = -1
            for cell in row.iterfind(f"{_S}c"):
                column = _place(cell.get("r", ""))[1] if cell.get("r") else column + 1
                words, why = self._value(cell)
                if words.strip():
                    if row_number >= MOST_ROWS or column >= MOST_COLUMNS:
                        raise LimitExceeded(
                            _(
                                "a sheet reaches beyond {rows:,} rows or {columns} columns",
                                rows=MOST_ROWS,
                                columns=MOST_COLUMNS,
                            )
                        )
                    cells[row_number, column] = words
                if why:
                    unread[row_number, column] = why
        return Sheet(
            name, cells, _merged(root), frozenset(hidden), _hidden_columns(root), unread, self._boxes(root, part), shown
        )

    def _value(self, cell: Element) -> tuple[str, str]:
        """(words, why they may not be what is shown)."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find(f"{_S}is")
            return (_words(inline) if inline is not None else ""), ""
        held = cell.find(f"{_S}v")
        value = (held.text or "") if held is not None else ""
        if not value:
            formula = cell.find(f"{_S}f")
            return "", "公式没有存下结果" if formula is not None and kind != "str" else ""
        if kind == "s":
            return self._strings[int(value)], ""
        if kind == "e":
            return value, "公式出错"
        if kind == "b":
            return ("TRUE" if value == "1" else "FALSE"), ""
        if kind == "d":
            return _iso_date(value), ""
        if kind == "str":
            return _unescaped(value), ""
        style = int(cell.get("s", "0"))
        code = self._formats[style] if style < len(self._formats) else "General"
        shown = show(float(value), code, since_1904=self._since_1904)
        return (plain(float(value)), "数字的格式未能读懂") if shown is None else (shown, "")

    def _boxes(self, root: Element, part: str) -> tuple[str, ...]:
        drawing = root.find(f"{_S}drawing")
        name = self._package.target(part, drawing.get(f"{_R}id", "")) if drawing is not None else None
        if name is None or name not in self._package.names:
            return ()
        lines: list[str] = []
        for body in self._package.part(name).iter(f"{_XDR}txBody"):
            for paragraph in body.iterfind(f"{_A}p"):
                line = "".join(text.text or "" for text in paragraph.iter(f"{_A}t")).strip()
                lines += [line] if line else []
        return tuple(lines)


def _is_on(element: Element, name: str) -> bool:
    return element.get(name, "0") in ("1", "true")


def _words(item: Element) -> str:
    """The words of a string with its runs, without the readings above them (rPh)."""
    texts: list[str] = []
    for child in item:
        if child.tag == f"{_S}t":
            texts.append(child.text or "")
        elif child.tag == f"{_S}r":
            texts += [text.text or "" for text in child.iterfind(f"{_S}t")]
    return _unescaped("".join(texts))


def _unescaped(words: str) -> str:
    """`_x000D_` stands for a sign that XML cannot hold (22.4.2.4)."""
    return _ESCAPED.sub(lambda match: _sign(int(match[1], 16)), words) if "_x" in words else words


def _sign(code: int) -> str:
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)


def _iso_date(value: str) -> str:
    match = _DATE.match(value)
    return f"{int(match[1])}年{int(match[2])}月{int(match[3])}日" if match else value


def _formats(styles: Element) -> list[str]:
    """The number format of each style of cells."""
    own = {each.get("numFmtId", ""): each.get("formatCode", "") for each in styles.iterfind(f"{_S}numFmts/{_S}numFmt")}
    numbers = (each.get("numFmtId", "0") for each in styles.iterfind(f"{_S}cellXfs/{_S}xf"))
    built_in: Mapping[str, str] = {str(number): code for number, code in BUILT_IN.items()}
    return [own.get(number) or built_in.get(number, "General") for number in numbers]


def _place(reference: str) -> Place:
    match = _REFERENCE.fullmatch(reference)
    if not match:
        raise ValueError(f"{reference[:20]!r} is no cell")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def _merged(root: Element) -> tuple[Area, ...]:
    areas: list[Area] = []
    for entry in root.iterfind(f"{_S}mergeCells/{_S}mergeCell"):
        first, last = entry.get("ref", "").partition(":")[::2]
        top, left = _place(first)
        bottom, right = _place(last or first)
        areas.append((top, left, bottom, right))
        if len(areas) > MOST_MERGED:
            raise LimitExceeded(_("a sheet has more than {most:,} merged cells", most=MOST_MERGED))
    return tuple(areas)


def _hidden_columns(root: Element) -> frozenset[int]:
    hidden: set[int] = set()
    for entry in root.iterfind(f"{_S}cols/{_S}col"):
        if _is_on(entry, "hidden") or entry.get("width") == "0":
            first, last = int(entry.get("min", "1")), int(entry.get("max", "1"))
            hidden.update(range(first - 1, min(last, MOST_COLUMNS)))
    return frozenset(hidden)
