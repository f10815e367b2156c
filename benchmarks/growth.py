"""How the time for a file grows with its size, for inputs that could make it grow faster.

`python -m benchmarks.growth [--kinds WORD] [--size N]` prints for each kind of input the processor time at n, 2n and 4n
(the best of three) and the ratio a doubling, which must stay below 2.4; and 10 MB of text against 1 MB (below 12).
tests/test_growth.py counts calls on the same inputs.
"""

from __future__ import annotations

import argparse
import math
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.corpus import notice_text
from tests.fuzz.chain import wrap_docx, wrap_pdf, wrap_xlsx

MOST_A_DOUBLING = 2.4
MOST_TEN_TIMES = 12
_LEAST = 0.05
"""Seconds below which a time says nothing but how long a start takes."""


def _text(unit: str, before: str = "", after: str = "") -> Callable[[int], tuple[str, bytes]]:
    return lambda n: ("n.txt", (before + unit * max(1, n // max(1, len(unit))) + after).encode())


def _page(unit: str, before: str = "", after: str = "") -> Callable[[int], tuple[str, bytes]]:
    made = _text(
        unit,
        "<html><body><p>关于修好全县水渠并建立管护制度的工作方案的通知</p>" + before,
        after + "<p>一、修好水渠。</p></body></html>",
    )
    return lambda n: ("n.html", made(n)[1])


def _word(unit: str, before: str = "", after: str = "") -> Callable[[int], tuple[str, bytes]]:
    return lambda n: ("n.docx", wrap_docx((before + unit * max(1, n // len(unit)) + after).encode()))


def _sheet(unit: str, before: str = "<sheetData>", after: str = "</sheetData>") -> Callable[[int], tuple[str, bytes]]:
    return lambda n: ("n.xlsx", wrap_xlsx((before + unit * max(1, n // len(unit)) + after).encode()))


def _print(n: int) -> tuple[str, bytes]:
    """A page of PDF with many rows."""
    words = "县水利局牵头修好本县全部水渠".encode("utf-16-be").hex()
    rows = "".join(f"1 0 0 1 60 {80 + at % 680} Tm <{words}> Tj " for at in range(max(1, n // 14)))
    return "n.pdf", wrap_pdf(f"BT /F 12 Tf {rows} ET".encode())


def _rules(n: int) -> tuple[str, bytes]:
    """A page of PDF with many ruling lines and one row of words."""
    words = "县水利局牵头".encode("utf-16-be").hex()
    lines = "".join(f"60 {80 + at % 680} m 500 {80 + at % 680} l S " for at in range(max(1, n // 14)))
    return "n.pdf", wrap_pdf(f"{lines} BT /F 12 Tf 1 0 0 1 60 700 Tm <{words}> Tj ET".encode())


def _table(n: int) -> tuple[str, bytes]:
    """A page of PDF with a table, whose rows lie closer the more there are."""
    count = max(2, n // 30)
    high = 700 / count
    words = "县水利局牵头".encode("utf-16-be").hex()
    edges = "".join(f"{x} 60 m {x} 760 l S " for x in (60, 200, 500))
    edges += "".join(f"60 {60 + at * high:g} m 500 {60 + at * high:g} l S " for at in range(count + 1))
    rows = "".join(f"1 0 0 1 {x} {62 + at * high:g} Tm <{words}> Tj " for at in range(count) for x in (64, 204))
    return "n.pdf", wrap_pdf(f"{edges} BT /F {high * 0.8:g} Tf {rows} ET".encode())


def _brackets(n: int) -> tuple[str, bytes]:
    """A page of PDF that only pdfminer's own parser reads."""
    return "n.pdf", wrap_pdf(b"BT /F 12 Tf " + b"(a(b)c) Tj " * max(1, n // 11) + b"ET")


def _prose(n: int) -> tuple[str, bytes]:
    parts: list[str] = []
    while sum(map(len, parts)) < n:
        parts.append(notice_text(len(parts), 40))
    return "n.txt", "".join(parts)[:n].encode()


_C = '<c t="str"><v>修渠</v></c>'
_P = "<w:p><w:r><w:t>修渠</w:t></w:r></w:p>"
INPUTS: dict[str, Callable[[int], tuple[str, bytes]]] = {
    "notices one after another": _prose,
    "spaces in a line": _text(" ", "一、要求修好水渠", "并管护好"),
    "ideographic spaces in a line": _text("\u3000", "一、要求修好水渠", "并管护好"),
    "tabs in a line": _text("\t", "一、要求修好水渠", "并管护好"),
    "line ends": _text("\n", "一、修渠", "二、筑坝"),
    "short lines": _text("修渠\n"),
    "form feeds": _text("\f", "一、修渠", "二、筑坝"),
    "characters with spaces between": _text("修 渠 ", "一、"),
    "figures with spaces between": _text("1 年 2 月 "),
    "shifted heads": _text("？。ㄒ唬"),
    "shifted heads, half-width": _text("?。ㄒ唬"),
    "shifted words": _text("家?guī)臁"),
    "stops and letters": _text("。a "),
    "labels on one line": _text("一、修渠。"),
    "items on one line": _text("1.修渠。"),
    "items on lines": _text("1.修渠。\n"),
    "sections on lines": _text("(一)修渠。\n"),
    "levels on lines": _text("一、修渠\n(一)筑坝\n1.清淤\n(1)测量\n"),
    "open brackets": _text("（"),
    "open and closed brackets": _text("（修渠）"),
    "nested brackets": lambda n: ("n.txt", ("（" * (n // 2) + "修渠" + "）" * (n // 2)).encode()),
    "open titles": _text("《修渠"),
    "titles": _text("《修渠方案》"),
    "quotes": _text("“修渠”"),
    "bodies": _text("县水利局、", "一、修渠。(", "负责)"),
    "bodies without an end": _text("县水利局、"),
    "levels of bodies": _text("市委、省政府、", "一、修渠。(", "负责)"),
    "clauses": _text("责任单位：县水利局；", "一、修渠。"),
    "leads": _text("由县水利局牵头,", "一、"),
    "time limits": _text("2021年底前修好,", "一、"),
    "ranges of time": _text("2021年1月至", "一、"),
    "targets": _text("不少于60%,", "一、"),
    "figures": _text("1", "一、修渠"),
    "numerals": _text("百", "一、修渠"),
    "firstly on one line": _text("一是修渠二是", "一、"),
    "named titles": _text("关于印发", "", "的通知"),
    "annexes": _text("附件：修渠\n"),
    "rows of a tabbed table": _text("1\t修渠\t县水利局\n", "序号\t任务\t牵头单位\n"),
    "columns of a tabbed table": _text("修渠\t", "序号\t任务\n"),
    "lost characters": _text("修\ufffd"),
    "replaced twice": _text("锟斤拷"),
    "question marks": _text("修?"),
    "notes of readings": _text("关(guān)", "创(chuàng)新"),
    "UTF-8 read as GBK": _text("淇笭", "涓€銆"),
    "traditional": _text("興修水渠關於", "一、"),
    "page numbers": _text("- 2 -\n修渠\n"),
    "open tags": _text("<"),
    "open tags with attributes": _text('<a b="'),
    "open comments": _text("<!--"),
    "entities": _text("&#20462;"),
    "open entities": _text("&#"),
    "long words of Latin": _text("a", "一、修渠"),
    "paragraphs of a page": _page("<p>一、修渠。</p>"),
    "nested elements of a page": lambda n: ("n.html", ("<html><body>" + "<div>" * (n // 5) + "一、修渠。").encode()),
    "nested tables of a page": _page("<table><tr><td>"),
    "rows of a page": _page("<tr><td>修渠</td><td>水利局</td></tr>", "<table>", "</table>"),
    "cells of a page": _page("<td>修渠</td>", "<table><tr>", "</tr></table>"),
    "wide cells of a page": _page('<tr><td colspan="99" rowspan="99">修</td></tr>', "<table>", "</table>"),
    "open scripts": _page("<script>"),
    "hidden elements": _page('<p style="display:none">'),
    "links of a page": _page('<a href="x">修渠</a>'),
    "paragraphs of Word": _word(_P),
    "numbered paragraphs of Word": _word(
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>' + _P
    ),
    "rows of Word": _word(f"<w:tr><w:tc>{_P}</w:tc><w:tc>{_P}</w:tc></w:tr>", "<w:tbl>", "</w:tbl>"),
    "tables of Word": _word(f"<w:tbl><w:tr><w:tc>{_P}</w:tc><w:tc>{_P}</w:tc></w:tr></w:tbl>"),
    "merged cells of Word": _word(
        '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="100"/><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>',
        f"<w:tbl><w:tr><w:tc>{_P}</w:tc></w:tr>",
        "</w:tbl>",
    ),
    "rows of Markdown": lambda n: ("n.md", ("|序号|任务|牵头单位|\n|-|-|-|\n" + "|1|修渠|县水利局|\n" * (n // 12)).encode()),
    "emphasis of Markdown": lambda n: ("n.md", ("**修" * (n // 3)).encode()),
    "rows of a workbook": _sheet(f"<row>{_C}{_C}</row>"),
    "merged cells of a workbook": _sheet(
        '<mergeCell ref="A1:C999"/>',
        f"<sheetData><row>{_C}{_C}{_C}</row><row>{_C}</row></sheetData><mergeCells>",
        "</mergeCells>",
    ),
    "long cells of a workbook": _sheet("修渠\n", "<sheetData><row><c t='str'><v>", "</v></c></row></sheetData>"),
    "rows of a PDF": _print,
    "ruling lines of a PDF": _rules,
    "rows of a table of a PDF": _table,
    "brackets in brackets of a PDF": _brackets,
}  # fmt: skip
"""Each kind of input: from about how many characters to (name of the file, bytes)."""


def seconds(name: str, raw: bytes, times: int = 3) -> float:
    """The best processor time of reading a file, from its bytes to the plain values of its JSON."""
    from builder.exports.notice_json import as_json
    from builder.model.errors import InputError
    from builder.reading.notice import read
    from builder.restoration.pipeline import restore
    from builder.source.source import read_source

    best = float("inf")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(raw)
        for _ in range(times):
            start = time.process_time()
            try:
                source = read_source(path)
                as_json(read(restore(source), source))
            except InputError:
                pass
            best = min(best, time.process_time() - start)
            if best > 5:
                break
    return best


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.growth", description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=10_000, help="n, in characters (default: 10000)")
    parser.add_argument("--kinds", default="", help="only kinds with this word")
    parser.add_argument("--limit", type=int, help="only read each input once, and end where one takes so many seconds")
    asked = parser.parse_args()
    seconds(*_prose(20_000))  # tables are loaded
    seconds(*INPUTS["shifted words"](100))
    if asked.limit:
        for kind, made in INPUTS.items():
            print(kind, flush=True)
            used = resource.getrusage(resource.RUSAGE_SELF)
            most = math.ceil(used.ru_utime + used.ru_stime) + asked.limit
            resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))
            seconds(*made(asked.size), times=1)
        return
    worst = 0
    print("| input | n | 2n | 4n | a doubling |\n|---|---|---|---|---|")
    for kind, made in INPUTS.items():
        if asked.kinds not in kind:
            continue
        times = [seconds(*made(asked.size * factor)) for factor in (1, 2, 4)]
        ratio = (max(times[2], _LEAST) / max(times[0], _LEAST)) ** 0.5
        worst += ratio > MOST_A_DOUBLING
        print(f"| {kind} | {' | '.join(f'{each:.2f} s' for each in times)} | {ratio:.2f} |", flush=True)
    if not asked.kinds:
        small, large = seconds(*_prose(350_000), times=1), seconds(*_prose(3_500_000), times=1)  # three bytes each
        worst += large > MOST_TEN_TIMES * small
        print(f"| 1 MB and 10 MB of text | {small:.1f} s | | {large:.1f} s | {large / small:.1f} for ten times |")
    sys.exit(f"{worst} kinds grow faster" if worst else 0)


if __name__ == "__main__":
    main()
