"""The words of a Markdown text as a reader of it sees them: tables as rows, heads and emphasis without their marks."""

from __future__ import annotations

from builder.language import lazy_re as re
from builder.model.table import Cell, Table

_HEAD = re.compile(r"[ ]{0,3}#{1,6}[ \t]+(.*)\Z")
_HEAD_END = re.compile(r"(?<![ \t])[ \t]+#+\Z")
_TELLS = re.compile(r"[ ]{0,3}#{1,6}[ \t].*?[一-龥]{2}")
_QUOTE = re.compile(r"\A[ ]{0,3}>[ ]?")
_RULE = re.compile(r"[ ]{0,3}(?:-[ ]*){3,}\Z|[ ]{0,3}(?:\*[ ]*){3,}\Z")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^\n]{1,400}?)(?<=\S)\1")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_DELIMITER = re.compile(r"[ ]{0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*\Z")
_BORDER = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"[ ]*<br[ ]*/?>[ ]*", re.I)


_HEADS = 2
"""Heads that tell Markdown in a file that does not say so by its name."""


def is_markdown(text: str) -> bool:
    """Whether a text has the heads of Markdown (## 一、目标), whatever its file is called."""
    return sum(1 for line in text.splitlines() if _TELLS.match(line)) >= _HEADS


def read_markdown(text: str) -> tuple[str, tuple[Table, ...]]:
    """(text, tables): a line for each line, the cells of a row joined by tabs; the lines that only draw (under the head
    of a table, between sections) are left out."""
    given = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines: list[str] = []
    tables: list[Table] = []
    length = at = 0
    while at < len(given):
        if at + 1 < len(given) and "|" in given[at] and "|" in given[at + 1] and _DELIMITER.match(given[at + 1]):
            rows = [_cells(given[at])]
            at += 2
            while at < len(given) and "|" in given[at]:
                rows.append(_cells(given[at]))
                at += 1
            spans: list[tuple[Cell, ...]] = []
            width = max(map(len, rows))
            for row in rows:
                row += [""] * (width - len(row))
                start = length
                places: list[Cell] = []
                for said in row:
                    places.append((start, start + len(said)) if said else None)
                    start += len(said) + 1
                spans.append(tuple(places))
                lines.append("\t".join(row))
                length += len(lines[-1]) + 1
            tables.append(Table(tuple(spans)))
            continue
        if not _RULE.match(given[at]):
            lines.append(_line(given[at]))
            length += len(lines[-1]) + 1
        at += 1
    return "\n".join(lines), tuple(tables)


def _cells(line: str) -> list[str]:
    line = line.strip().removeprefix("|")
    line = line[:-1] if line.endswith("|") and not line.endswith("\\|") else line
    return [_words(_BREAK.sub(" ", cell.strip())).replace("\t", " ") for cell in _BORDER.split(line)]


def _line(line: str) -> str:
    line = _QUOTE.sub("", line, count=1)
    head = _HEAD.match(line.rstrip(" \t"))
    return _words(_HEAD_END.sub("", head[1]) if head else line)


def _words(line: str) -> str:
    return _ESCAPED.sub(r"\1", _STRONG.sub(r"\2", line))
