"""Signs that show nothing: taken out of notices with a finding, shown by their number wherever something is published."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import unicodedata
import zipfile
from contextlib import closing
from dataclasses import replace
from xml.etree import ElementTree as ET

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.config.site import SiteFacts
from builder.exports.declaration import ExportInput, ExportSite
from builder.exports.plan import plan_exports
from builder.language.invisible import directing, is_plain, json_text, legible, number_of
from builder.model.ledger import Ledger, TaskKey
from builder.pages.plan import plan_pages
from builder.pictures.chart import Bar, BarChart, Figure
from builder.pictures.drawing import draw
from builder.pictures.palette import LIGHT
from builder.restoration.pipeline import restore
from builder.source.source import source_of
from tests.gold_ledger import gold_ledger

pytestmark = pytest.mark.slow

TRAP = "甲\x07乙\u202e丙\u2067丁\x1b[31m戊\u200b己\x85庚\ufeff辛\x0c壬\ud800癸"
"""A bell, an override, an isolate, an escape sequence, signs of no width, a form feed, half a character."""


def shows_nothing(text: str) -> list[str]:
    """By Unicode's own categories, not by the program's list."""
    return sorted(
        {f"U+{ord(c):04X}" for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c not in "\t\n\r"}
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("甲乙，丙(丁)\n戊\t己", "甲乙，丙(丁)\n戊\t己"),
        ("甲\u202e乙", "甲‹U+202E›乙"),
        ("甲\r\n乙\r丙", "甲\r\n乙‹U+000D›丙"),
        ("甲\U000e0041乙", "甲‹U+E0041›乙"),
        ("甲\ud800乙\uffff", "甲\ufffd乙\ufffd"),
    ],
)
def test_legible_shows_invisible_characters(text: str, shown: str) -> None:
    assert legible(text) == shown


@given(st.text())
def test_json_text_shows_invisible_characters(text: str) -> None:
    written = json_text({"text": text})
    assert json.loads(written) == {"text": text}
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\x7f-\x9f\ud800-\udfff]", written)


# (text, code and words of each finding)
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一、市公安局牵头落实。\n二、市财政局配合。", []),
        ("一、市公安局\u202e落实\u202c。\n二、市财政局配合。", ["hidden-direction", "hidden-direction"]),
        ("一、市公安局&#8238;落实。", ["hidden-direction"]),
        ("一、市公安\u200b局落\u200b实。\u2060", ["hidden-characters"]),
    ],
    ids=["made-none", "made-override", "made-entity", "made-no-width"],
)
def test_invisible_characters_in_notice_are_findings(text: str, found: list[str]) -> None:
    restored = restore(source_of(text))
    assert not directing(restored.text)
    assert shows_nothing(restored.text) == []
    hidden = [finding for finding in restored.findings if finding.code.startswith("hidden-")]
    assert [finding.code for finding in hidden] == found
    assert all(restored.text[finding.start : finding.end] for finding in hidden if finding.code == "hidden-direction")


def trapped() -> Ledger:
    """A ledger whose notice, tasks, words of limits and bodies carry the trap."""
    ledger = gold_ledger()
    notice = ledger.notices[0]
    task = notice.tasks[0]
    limit = next(limit for each in ledger.notices for t in each.tasks for limit in t.deadlines if limit.date)
    task = replace(
        task, heading=TRAP, text=TRAP, clause=TRAP, deadlines=(replace(limit, written=TRAP, what=TRAP), *task.deadlines)
    )
    front = replace(notice.front, title=TRAP, plan_title=TRAP, issuers=(TRAP,))
    made = replace(notice, front=front, tasks=(task, *notice.tasks[1:]))
    agencies = {key: replace(body, name=TRAP, full_name=TRAP) for key, body in ledger.agencies.items()}
    return replace(ledger, notices=(made, *ledger.notices[1:]), agencies=agencies)


def database_texts(content: bytes) -> list[str]:
    """The texts in all cells of all tables."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [
            str(cell) for name in tables for row in database.execute(f'SELECT * FROM "{name}"') for cell in row if cell
        ]


def test_published_files_have_no_invisible_characters() -> None:
    ledger = trapped()
    files: dict[str, str | bytes] = dict(
        plan_exports(ExportInput(ledger, ExportSite(TRAP, "https://example.gov.cn/", 1_500_000_000)))
    )
    files.update(plan_pages(ledger, SiteFacts(TRAP)))
    kinds = set()
    for path, content in files.items():
        kind = path.rpartition(".")[2]
        kinds.add(kind)
        if kind in ("docx", "xlsx"):
            assert isinstance(content, bytes)
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                texts = ["".join(ET.fromstring(book.read(name)).itertext()) for name in book.namelist()]
                texts = [re.sub("_x([0-9A-F]{4})_", lambda code: chr(int(code[1], 16)), text) for text in texts]
        elif kind == "sqlite":
            assert isinstance(content, bytes)
            texts = database_texts(content)
        elif kind == "zip":
            continue  # the other files again: tests/test_exports.py
        else:
            data = content if isinstance(content, bytes) else content.encode("utf-8")
            texts = [data.decode("utf-8-sig" if kind == "csv" else "utf-8")]
        for text in texts:
            assert shows_nothing(text) == [], path
    assert kinds == {"atom", "csv", "docx", "ics", "json", "md", "sqlite", "txt", "xlsx", "zip"}
    events = icalendar.Calendar.from_ical(files["data/taizhang.ics"]).walk("VEVENT")
    assert any("‹U+202E›" in str(event["summary"]) for event in events)
    assert "‹U+202E›" in str(ET.fromstring(files["data/taizhang.atom"]).findtext("{*}title"))


def test_pictures_have_no_invisible_characters() -> None:
    figure = Figure("years", TRAP, TRAP, BarChart((Bar(TRAP, 2), Bar("乙", 1)), (TRAP,)), ())
    assert shows_nothing(draw(figure, LIGHT)) == []


def test_no_text_with_a_hidden_sign_counts_as_plain() -> None:
    signs = [chr(number) for number in range(0x110000)]
    assert [number_of(sign) for sign in signs if is_plain(sign) and legible_sign(sign) != sign] == []
    assert is_plain("县水利局2016年9月底前，《方案》“双随机”（一）。")
    assert is_plain("")


def legible_sign(sign: str) -> str:
    """As `legible` says it of a text that is not plain."""
    return legible(f"\n{sign}")[1:]


@pytest.mark.parametrize(
    "value",
    [
        [],
        {},
        [[], {}, [[]], ()],
        {"甲": [1, 2.5, -0.0, None, True, False, 10**20], "乙": {"丙": '引“号”"\\\n\t'}, "丁": []},
        [{"甲": "一", "乙": None, "丙": 1}, {"甲": "二", "乙": ["三", ["四"]], "丙": {}}],
        {1: "甲", False: "乙", None: "丙"},
        [TaskKey("a/一"), ("甲", {"乙": ()})],
    ],
)
@pytest.mark.parametrize("indent", [1, 2])
def test_json_is_laid_out_as_the_library_does(value: object, indent: int) -> None:
    assert json_text(value, indent=indent) == json.dumps(value, ensure_ascii=False, indent=indent)


def test_hidden_signs_are_escaped_in_json_with_lines() -> None:
    text = json_text([{"甲\u200b": "乙\u202e丙", "丁": ["\u034f"]}], indent=1)
    assert json.loads(text) == [{"甲\u200b": "乙\u202e丙", "丁": ["\u034f"]}]
    assert is_plain(text.replace("\n", ""))
