"""Every export is read back by a library that did not write it."""

from __future__ import annotations

import csv
import datetime
import io
import json
from dataclasses import replace

import feedparser
import icalendar
import openpyxl
import pytest
from frictionless import Package, system
from hypothesis import given
from hypothesis import strategies as st

from builder.errors import InputError
from builder.exports import ExportSite, export, plan_exports
from builder.exports.calendars import recurrence
from builder.exports.tables import harmless, table_forms, table_rows
from builder.ledger.model import Ledger
from builder.notice import Deadline
from tests.gold_ledger import gold_ledger

SITE = ExportSite("台账", "https://example.gov.cn/taizhang/", 1_500_000_000)


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return gold_ledger()


@pytest.fixture(scope="module")
def files(ledger: Ledger) -> dict[str, str | bytes]:
    return plan_exports(ledger, SITE)


def test_every_column_is_described_and_every_row_has_every_column(ledger: Ledger) -> None:
    rows = table_rows(ledger)
    for form in table_forms():
        names = [column.name for column in form.columns]
        assert rows[form.name], form.name
        assert all(list(row) == names for row in rows[form.name]), form.name


def test_keys_join_the_tables(ledger: Ledger) -> None:
    rows = table_rows(ledger)
    for form in table_forms():
        for column in form.columns:
            if column.key:
                table, target = column.key.split(".")
                known = {row[target] for row in rows[table]}
                assert {row[column.name] for row in rows[form.name]} - {None} <= known, (form.name, column.name)


def test_json_and_csv_have_the_same_rows(files: dict[str, str | bytes]) -> None:
    for form in table_forms():
        content = files[f"data/{form.name}.csv"]
        assert isinstance(content, bytes)
        assert content.startswith(b"\xef\xbb\xbf"), "Excel needs the byte order mark"
        read = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        assert len(read) == len(json.loads(files[f"data/{form.name}.json"]))


def test_the_data_package_is_valid(files: dict[str, str | bytes], tmp_path) -> None:
    for path, content in files.items():
        if path.startswith("data/") and path.endswith((".csv", "datapackage.json")):
            (tmp_path / path.removeprefix("data/")).write_bytes(
                content if isinstance(content, bytes) else content.encode()
            )
    with system.use_context(trusted=True):
        package = Package(str(tmp_path / "datapackage.json"))
        report = package.validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])[:5]
    assert len(package.resources) == 10


def test_the_workbook_holds_every_task_as_text(ledger: Ledger, files: dict[str, str | bytes]) -> None:
    for notice in ledger.notices:
        sheet = openpyxl.load_workbook(io.BytesIO(files[f"notices/{notice.id}/tasks.xlsx"])).active
        assert sheet.title == "责任分工表"
        assert sheet.max_row == len(notice.tasks) + 1
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
        assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
        assert [cell.value for cell in sheet["L"][1:]] == [task.text for task in notice.tasks]


def test_a_formula_in_a_notice_stays_text(ledger: Ledger) -> None:
    notice = ledger.notices[0]
    trap = '=HYPERLINK("http://example.com","x")'
    bad = replace(notice, tasks=(replace(notice.tasks[0], heading=trap, text=trap), *notice.tasks[1:]))
    files = plan_exports(replace(ledger, notices=(bad, *ledger.notices[1:])), SITE)
    sheet = openpyxl.load_workbook(io.BytesIO(files[f"notices/{notice.id}/tasks.xlsx"])).active
    assert sheet["C2"].value == trap
    assert sheet["C2"].data_type == "s"
    rows = list(csv.DictReader(io.StringIO(files["data/tasks.csv"].decode("utf-8-sig"), newline="")))
    assert rows[0]["heading"] == "'" + trap


@given(st.text())
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert harmless(text)[:1] not in ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
    assert harmless(text).removeprefix("'") == text.removeprefix("'")


def test_calendars_have_each_dated_limit(ledger: Ledger, files: dict[str, str | bytes]) -> None:
    calendar = icalendar.Calendar.from_ical(files["data/taizhang.ics"])
    events = calendar.walk("VEVENT")
    dated = [
        limit
        for notice in ledger.notices
        for task in notice.tasks
        for limit in task.deadlines
        if (limit.date and len(limit.date) == 10) or limit.type == "recurring"
    ]
    assert len(events) == len(dated)
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert all(type(event.decoded("dtstart")) is datetime.date for event in events), "all-day"
    rules = [event["rrule"] for event in events if "rrule" in event]
    assert {"FREQ": ["YEARLY"], "INTERVAL": [5]} in [dict(rule) for rule in rules]
    assert files["data/taizhang.ics"].count(b"\r\n") == files["data/taizhang.ics"].count(b"\n")


# (rule, date, from) of a limit in a notice of 2016-05-10 -> (first day, parts of the RRULE)
@pytest.mark.parametrize(
    ("rule", "date", "start", "expected"),
    [
        ("yearly", None, None, ("2016-12-31", {"freq": "yearly", "interval": 1})),
        ("yearly by 01-31", "01-31", None, ("2017-01-31", {"freq": "yearly", "interval": 1})),
        ("yearly by 02-29", "02-29", None, ("2017-02-28", {"freq": "yearly", "interval": 1})),
        ("yearly from 2016", None, "2016-12-31", ("2016-12-31", {"freq": "yearly", "interval": 1})),
        ("every 5 years from 2018", None, "2018-01-01", ("2018-12-31", {"freq": "yearly", "interval": 5})),
        ("quarterly", None, None, ("2016-06-30", {"freq": "monthly", "interval": 3, "bymonthday": -1})),
        ("half-yearly", None, "2016-08-01", ("2016-12-31", {"freq": "monthly", "interval": 6, "bymonthday": -1})),
        ("monthly", None, None, ("2016-05-31", {"freq": "monthly", "interval": 1, "bymonthday": -1})),
        ("monthly by 25", None, None, ("2016-05-25", {"freq": "monthly", "interval": 1})),
        ("monthly by 30", None, None, ("2016-05-30", {"freq": "monthly", "interval": 1, "bymonthday": [28, 29, 30], "bysetpos": -1})),
        ("quarterly by 1-10", None, None, ("2016-07-10", {"freq": "monthly", "interval": 3})),
        ("half-monthly", None, None, ("2016-05-15", {"freq": "monthly", "interval": 1, "bymonthday": [15, -1]})),
        ("weekly", None, None, ("2016-05-15", {"freq": "weekly", "interval": 1})),
        ("every 2 months", None, None, ("2016-06-30", {"freq": "monthly", "interval": 2, "bymonthday": -1})),
        ("yearly from 2018 to 2020", None, "2018-01-01", ("2018-12-31", {"freq": "yearly", "interval": 1, "until": datetime.date(2020, 12, 31)})),
        ("every 2 years", None, None, None),  # from which year, the text does not say
        ("every term", None, None, None),
        ("before each meeting", None, None, None),  # no rhythm that a calendar knows
    ],
)  # fmt: skip
def test_recurrence(
    rule: str, date: str | None, start: str | None, expected: tuple[str, dict[str, object]] | None
) -> None:
    limit = Deadline("每年", "recurring", date, rule, start, "", 0, 2)
    found = recurrence(limit, datetime.date(2016, 5, 10))
    assert (found and (found[0].isoformat(), found[1])) == expected


def test_feeds_list_every_notice_and_every_task_of_a_body(ledger: Ledger, files: dict[str, str | bytes]) -> None:
    feed = feedparser.parse(files["data/taizhang.atom"])
    assert not feed.bozo, feed.get("bozo_exception")
    assert len(feed.entries) == len(ledger.notices)
    for body in ledger.agencies:
        feed = feedparser.parse(files[f"agencies/{body}/agency.atom"])
        assert not feed.bozo
        assert len(feed.entries) == len({part.task for part in ledger.responsibilities if part.agency == body})


def test_each_page_has_its_json(ledger: Ledger, files: dict[str, str | bytes]) -> None:
    shown = json.loads(files["tasks/guangdong-2015-fazhi-shifanqu/2-1-2/task.json"])
    assert shown["number"] == "二/(一)/2"
    assert [part["name"] for part in shown["responsibilities"] if part["via"] is None][:2] == ["省编办", "省法制办"]
    assert shown["deadlines"][0]["date"] == "2016-12-31"
    assert all(f"agencies/{body}/agency.json" in files for body in ledger.agencies)


def test_same_ledger_same_bytes(ledger: Ledger, files: dict[str, str | bytes]) -> None:
    assert plan_exports(ledger, SITE) == files


def test_an_unknown_format_is_refused_by_name(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="json, csv"):
        export(ledger, "docx")
