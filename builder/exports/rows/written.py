"""Rows as the files of data write them: pieces that are joined to whole tables, so that the rows of a notice are
written once as long as nothing in them changes."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from builder.exports.rows.row import Row
from builder.language.invisible import is_plain, json_text, legible

Values = list[object]
"""Of one column, by row."""


class Written(NamedTuple):
    """Rows of one table as JSON objects and as lines of CSV (lone surrogates as ?), in UTF-8, as files have them;
    `stored`: an array of JSON of the values of each column as a database has them, which is read faster than as many
    values apart."""

    json: bytes
    csv: bytes
    stored: bytes


def written(names: Sequence[str], rows: Sequence[Row]) -> Written:
    """`rows`, which have a value for each of the `names`."""
    if not rows:
        return Written(b"", b"", b"[]")
    columns = [shown_values([row[name] for row in rows]) for name in names]
    return Written(
        json_text(rows, indent=1)[len(OPEN) : 1 - len(END)].encode(),
        csv_lines(columns),
        json.dumps(list(map(_stored, columns)), ensure_ascii=False).encode("utf-8", "surrogatepass"),
    )


OPEN, BETWEEN, END = b"[\n ", b",\n ", b"\n]\n"
"""What stands before, between and behind the rows of a JSON file."""
NO_ROWS = b"[]\n"


def json_table(pieces: Iterable[Written]) -> bytes:
    """A JSON file of all rows."""
    rows = BETWEEN.join(filter(None, (piece.json for piece in pieces)))
    return b"".join((OPEN, rows, END)) if rows else NO_ROWS


def csv_table(names: Sequence[str], pieces: Iterable[Written]) -> bytes:
    """UTF-8 with a byte order mark, CRLF."""
    return b"".join((codecs.BOM_UTF8, csv_lines([[name] for name in names]), *(piece.csv for piece in pieces)))


def csv_lines(columns: Sequence[Values]) -> bytes:
    """The lines of legible values."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(zip(*map(_cells, columns), strict=True))
    return out.getvalue().encode("utf-8", "replace")


def shown_values(values: Values) -> Values:
    """The values with their texts `legible`, as texts and nothing more (`TaskKey`). Most columns are, and tell so as a
    whole."""
    texts = [value for value in values if isinstance(value, str)]
    if not is_plain("".join(texts).replace("\n", "")):
        return [legible(str(value)) if isinstance(value, str) else value for value in values]
    if set(map(type, texts)) <= {str}:
        return values
    return [str(value) if isinstance(value, str) else value for value in values]


def _cells(values: Values) -> Values:
    """The cells of a column. The writer knows texts, numbers and None by itself."""
    if set(map(type, values)) <= _WRITABLE:
        return [harmless(value) if isinstance(value, str) and value[:1] in _FORMULA else value for value in values]
    return list(map(cell_text, values))


def cell_text(value: object) -> str:
    """A CSV cell of a legible value. Arrays are JSON; a text that a spreadsheet would take for a formula gets a leading
    apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | Mapping):
        return json_text(value)
    return harmless(value) if isinstance(value, str) else str(value)


_WRITABLE = frozenset({str, int, float, type(None)})
_FORMULA = frozenset("=+-@\t\r＝＋－＠")


def harmless(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula (OWASP "CSV injection")."""
    return f"'{text}" if text[:1] in _FORMULA else text


def _stored(values: Values) -> Values:
    """As the database knows them: arrays and objects as JSON."""
    if set(map(type, values)) <= _KNOWN:
        return values
    return [value if type(value) in _KNOWN else json_text(value, compact=True) for value in values]


_KNOWN = frozenset({str, int, float, bool, type(None)})
