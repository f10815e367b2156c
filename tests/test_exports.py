"""Every export is read back by a library that did not write it."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace

import feedparser
import icalendar
import openpyxl
import pytest
from frictionless import Package, system
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from builder.exports.calendars import recurrence
from builder.exports.columns import table_forms
from builder.exports.database import DATABASE
from builder.exports.declaration import LICENCE, ExportInput, ExportSite
from builder.exports.plan import EXPORTS, MEDIA_TYPES, export_files, plan_downloads, plan_exports
from builder.exports.rows.written import harmless, written
from builder.exports.workbooks import responsibility_rows, workbook_bytes, workbook_sheets
from builder.ledger.horizon import end_of
from builder.model.errors import InputError
from builder.model.ledger import Ledger
from builder.model.notice import Convention, Deadline, Due, Notice, Target
from builder.model.recurrence import Recurrence
from tests.conftest import ROOT
from tests.data_rows import table_rows
from tests.gold_ledger import gold_ledger

pytestmark = pytest.mark.slow

GUANGDONG = "guangdong-2015-fazhi-shifanqu"
SITE = ExportSite("台账", "https://example.gov.cn/taizhang/", 1_500_000_000)


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return gold_ledger()


@pytest.fixture(scope="module")
def files(ledger: Ledger) -> dict[str, str | bytes]:
    return plan_exports(ExportInput(ledger, SITE))


def test_rows_match_described_columns(ledger: Ledger) -> None:
    rows = table_rows(ledger)
    for form in table_forms():
        names = [column.name for column in form.columns]
        # No person has decided anything of the five notices: tests/test_review_correct.py has rows of decisions.
        assert rows[form.name] or form.name in ("decisions", "relations", "progress"), form.name
        assert all(list(row) == names for row in rows[form.name]), form.name


def test_foreign_keys_resolve(ledger: Ledger) -> None:
    rows = table_rows(ledger)
    for form in table_forms():
        for column in form.columns:
            if column.key:
                table, target = column.key.split(".")
                known = {row[target] for row in rows[table]}
                assert {row[column.name] for row in rows[form.name]} - {None} <= known, (form.name, column.name)


def test_json_and_csv_rows_agree(files: dict[str, str | bytes]) -> None:
    for form in table_forms():
        content = files[f"data/{form.name}.csv"]
        assert isinstance(content, bytes)
        assert content.startswith(b"\xef\xbb\xbf"), "Excel needs the byte order mark"
        read = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        assert len(read) == len(json.loads(files[f"data/{form.name}.json"]))


def test_data_package_is_valid(files: dict[str, str | bytes], tmp_path) -> None:
    for path, content in files.items():
        if path.startswith("data/") and path.endswith((".csv", "datapackage.json")):
            (tmp_path / path.removeprefix("data/")).write_bytes(
                content if isinstance(content, bytes) else content.encode()
            )
    with system.use_context(trusted=True):
        package = Package(str(tmp_path / "datapackage.json"))
        report = package.validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])[:5]
    assert [each.name for each in package.resources] == [form.name for form in table_forms()]
    described = json.loads(files["data/datapackage.json"])
    assert (described["version"], described["created"]) == ("2017.07.14", "2017-07-14T00:00:00Z")
    assert [source["path"].removeprefix(SITE.url) for source in described["sources"]] == [
        f"notices/{source['file'].removesuffix('.txt')}/" for source in described["sources"]
    ]


def columns_of(sheet: Worksheet) -> dict[str, list[Cell]]:
    return {str(column[0].value): list(column[1:]) for column in sheet.iter_cols()}


def test_workbook_has_task_text_and_real_dates(ledger: Ledger, files: dict[str, str | bytes]) -> None:
    for notice in ledger.notices:
        sheet = openpyxl.load_workbook(io.BytesIO(files[f"notices/{notice.id}/tasks.xlsx"])).active
        assert sheet.title == "责任分工表"
        assert sheet.max_row == len(notice.tasks) + 1
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
        columns = columns_of(sheet)
        days = columns.pop("到期日")
        assert {cell.data_type for cells in columns.values() for cell in cells if cell.value is not None} == {"s"}
        assert [cell.value for cell in columns["原文"]] == [task.text for task in notice.tasks]
        assert [cell.value and cell.value.date().isoformat() for cell in days] == [t.due.date for t in notice.tasks]
        assert all(cell.is_date for cell in days if cell.value)


def test_workbook_keeps_written_names(files: dict[str, str | bytes]) -> None:
    """The second body in its bracket, the numbers of chapters, the clause itself, titles that are not cut."""
    sheet = openpyxl.load_workbook(io.BytesIO(files["notices/chengdu-2015-fazhi-guihua/tasks.xlsx"])).active
    columns = columns_of(sheet)
    assert columns["牵头单位"][0].value == "市委编办(市审改办)"
    assert columns["章节"][0].value.startswith("二、")
    assert " / (一)" in columns["章节"][0].value
    assert "市委编办(市审改办)" in columns["责任分工（原文）"][0].value
    assert columns["序号"][0].value == "二(一)1"
    sheet = openpyxl.load_workbook(io.BytesIO(files[f"notices/{GUANGDONG}/tasks.xlsx"])).active
    titles = [str(cell.value) for cell in columns_of(sheet)["任务"]]
    assert "合理配置执法力量" in titles
    assert not [title for title in titles if title.endswith("…")]


def test_report_items_are_exported(ledger: Ledger) -> None:
    """Nobody is charged in it, so nothing is said to be missing."""
    notice = ledger.notices[0]
    told = replace(
        notice,
        front=replace(notice.front, kind="report"),
        tasks=tuple(replace(task, kind="progress") for task in notice.tasks),
    )
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes("", workbook_sheets(told), linked=False)))
    assert book.active.title == "事项表"
    columns = columns_of(book.active)
    assert "责任单位" not in columns
    assert {cell.value for cell in columns["性质"]} == {"报告的事项"}
    assert not [cell for cells in columns.values() for cell in cells if cell.value == "原文未写明"]


def test_qualifiers_are_exported(ledger: Ledger) -> None:
    """一般每隔5年, 约60项: the word stands in a column of its own; deadlines are those that tasks name."""
    notice = ledger.notice(GUANGDONG)
    task = next(task for task in notice.tasks if task.targets == () and not task.deadlines)
    rule = Convention("default-deadline", "原则上应当在2019年年底前完成", "2019-12-31", 0, 5)
    about = Target("约60项", 60, "项", "=", "取消约60项", task.start, task.start + 4)
    changed = replace(task, targets=(about,), due=Due("2019-12-31", "default", len(notice.conventions)))
    made = replace(
        notice,
        conventions=(*notice.conventions, rule),
        tasks=tuple(changed if each.id == task.id else each for each in notice.tasks),
    )
    rows = table_rows(replace(ledger, notices=(made,)))
    assert {row["qualifier"] for row in rows["deadlines"]} == {None, "一般", "原则上"}
    own = [row for row in rows["deadlines"] if row["basis"] == "own"]
    assert len(own) == sum(len(each.deadlines) for each in made.tasks)
    (default,) = [row for row in rows["deadlines"] if row["basis"] == "default"]
    assert (default["task"], default["date"], default["written"]) == (
        f"{made.id}/{task.id}", "2019-12-31", "原则上应当在2019年年底前完成"
    )  # fmt: skip
    (row,) = [row for row in rows["tasks"] if row["number"] == task.id]
    assert (row["due"], row["due_basis"]) == ("2019-12-31", "default")
    (target,) = rows["targets"]
    assert (target["compare"], target["comparison"], target["approximate"]) == ("=", "eq", True)
    shown = dict(zip([t.id for t in made.tasks], responsibility_rows(made), strict=True))[task.id]
    assert (shown["时限（原文）"], shown["到期日依据"]) == (rule.quote, "通知统一规定（原则上）")


def test_agency_rows_have_jurisdiction_id(ledger: Ledger) -> None:
    for row in table_rows(ledger)["agencies"]:
        body = ledger.agencies[row["agency"]]
        assert (row["full_name"] is None) == body.group
        assert row["jurisdiction_id"] == body.jurisdiction


def test_formula_in_notice_stays_text(ledger: Ledger) -> None:
    notice = ledger.notices[0]
    trap = '=HYPERLINK("http://example.com","x")'
    bad = replace(notice, tasks=(replace(notice.tasks[0], heading=trap, text=trap), *notice.tasks[1:]))
    files = plan_exports(ExportInput(replace(ledger, notices=(bad, *ledger.notices[1:])), SITE))
    sheet = openpyxl.load_workbook(io.BytesIO(files[f"notices/{notice.id}/tasks.xlsx"])).active
    cell = columns_of(sheet)["任务"][0]
    assert cell.value == trap
    assert cell.data_type == "s"
    rows = list(csv.DictReader(io.StringIO(files["data/tasks.csv"].decode("utf-8-sig"), newline="")))
    assert rows[0]["heading"] == "'" + trap


@given(st.text())
def test_no_cell_begins_as_formula(text: str) -> None:
    assert harmless(text)[:1] not in ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
    assert harmless(text).removeprefix("'") == text.removeprefix("'")


def _falls_within_its_time(notice: Notice, limit: Deadline) -> bool:
    end = end_of(notice, limit)
    found = recurrence(limit, datetime.date.fromisoformat(notice.front.dated or ""))
    return bool(end and found and found[0] <= end.day)


def test_calendar_has_every_dated_limit(ledger: Ledger, files: dict[str, str | bytes]) -> None:
    calendar = icalendar.Calendar.from_ical(files["data/taizhang.ics"])
    events = calendar.walk("VEVENT")
    dated = [
        limit
        for notice in ledger.notices
        for task in notice.tasks
        for limit in task.deadlines
        if (limit.date and len(limit.date) == 10)
        or (limit.type == "recurring" and _falls_within_its_time(notice, limit))
    ]
    assert len(events) == len(dated)
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert all(type(event.decoded("dtstart")) is datetime.date for event in events), "all-day"
    rules = [event["rrule"] for event in events if "rrule" in event]
    assert rules
    assert all("until" in rule for rule in rules), "what nobody said to go on for ever does not"
    assert all(str(event["url"]).startswith(f"{SITE.url}tasks/") for event in events)
    assert all(re.search(r"出处：《.+》第[^/]+项", str(event["description"])) for event in events)
    assert files["data/taizhang.ics"].count(b"\r\n") == files["data/taizhang.ics"].count(b"\n")


def test_recurrence_ends_with_plan_period(files: dict[str, str | bytes]) -> None:
    """规划(2015-2020年) says nothing of 2021; the calendar says why it ends."""
    events = icalendar.Calendar.from_ical(files["data/taizhang.ics"]).walk("VEVENT")
    chengdu = [event for event in events if "rrule" in event and "2015-2020年" in str(event["description"])]
    assert chengdu
    assert all(event["rrule"]["until"] == [datetime.date(2020, 12, 31)] for event in chengdu)
    assert all("规划名称写明到2020年" in str(event["description"]) for event in chengdu)


# (rule, from) of a limit in a notice of 2016-05-10 -> (first day, parts of the RRULE)
@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        ("yearly", None, ("2016-12-31", {"freq": "yearly", "interval": 1})),
        ("yearly by 01-31", None, ("2017-01-31", {"freq": "yearly", "interval": 1})),
        ("yearly by 02-29", None, ("2017-02-28", {"freq": "yearly", "interval": 1})),
        ("yearly from 2016", "2016-12-31", ("2016-12-31", {"freq": "yearly", "interval": 1})),
        ("every 5 years from 2018", "2018-01-01", ("2018-12-31", {"freq": "yearly", "interval": 5})),
        ("quarterly", None, ("2016-06-30", {"freq": "monthly", "interval": 3, "bymonthday": -1})),
        ("half-yearly", "2016-08-01", ("2016-12-31", {"freq": "monthly", "interval": 6, "bymonthday": -1})),
        ("monthly", None, ("2016-05-31", {"freq": "monthly", "interval": 1, "bymonthday": -1})),
        ("monthly by 25", None, ("2016-05-25", {"freq": "monthly", "interval": 1})),
        ("monthly by 30", None, ("2016-05-30", {"freq": "monthly", "interval": 1, "bymonthday": [28, 29, 30], "bysetpos": -1})),
        ("quarterly by 1-10", None, ("2016-07-10", {"freq": "monthly", "interval": 3})),
        ("half-monthly", None, ("2016-05-15", {"freq": "monthly", "interval": 1, "bymonthday": [15, -1]})),
        ("weekly", None, ("2016-05-15", {"freq": "weekly", "interval": 1})),
        ("every 2 months", None, ("2016-06-30", {"freq": "monthly", "interval": 2, "bymonthday": -1})),
        ("yearly from 2018 to 2020", "2018-01-01", ("2018-12-31", {"freq": "yearly", "interval": 1, "until": datetime.date(2020, 12, 31)})),
        ("every 2 years", None, None),  # from which year, the text does not say
        ("every term", None, None),
    ],
)  # fmt: skip
def test_recurrence_rule_in_calendar(
    rule: str, start: str | None, expected: tuple[str, dict[str, object]] | None
) -> None:
    limit = Deadline("每年", "recurring", None, Recurrence.parse(rule), start, "", 0, 2)
    found = recurrence(limit, datetime.date(2016, 5, 10))
    assert (found and (found[0].isoformat(), found[1])) == expected


def test_feeds_list_notices_and_tasks(ledger: Ledger, files: dict[str, str | bytes]) -> None:
    feed = feedparser.parse(files["data/taizhang.atom"])
    assert not feed.bozo, feed.get("bozo_exception")
    assert len(feed.entries) == len(ledger.notices)
    for body in ledger.agencies:
        feed = feedparser.parse(files[f"agencies/{body}/agency.atom"])
        assert not feed.bozo
        assert feed.feed.link == f"{SITE.url}agencies/{body}/"
        assert feed.feed.author == SITE.name
        assert {entry.author for entry in feed.entries} <= {"、".join(n.front.issuers) for n in ledger.notices}
        assert len(feed.entries) == len({part.task for part in ledger.responsibilities if part.agency == body})


def test_every_page_has_json(ledger: Ledger, files: dict[str, str | bytes]) -> None:
    shown = json.loads(files["tasks/guangdong-2015-fazhi-shifanqu/2-1-2/task.json"])
    assert shown["number"] == "二/(一)/2"
    assert [part["name"] for part in shown["responsibilities"] if part["via"] is None][:2] == ["省编办", "省法制办"]
    assert shown["deadlines"][0]["date"] == "2016-12-31"
    assert all(f"agencies/{body}/agency.json" in files for body in ledger.agencies)


def test_export_is_deterministic(ledger: Ledger, files: dict[str, str | bytes]) -> None:
    assert plan_exports(ExportInput(ledger, SITE)) == files


def test_tables_are_made_once_for_all_formats(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    monkeypatch.setattr(
        "builder.exports.declaration.written", lambda names, rows: made.append(1) or written(names, rows)
    )
    assert ExportInput(ledger, SITE).tables
    once = len(made)
    made.clear()
    plan_exports(ExportInput(ledger, SITE))
    assert len(made) == once > 0


def test_each_export_states_media_types_of_its_files(ledger: Ledger) -> None:
    for each in EXPORTS:
        assert {path.rpartition(".")[2] for path in ExportInput(ledger, SITE).files(each)} == set(each.media_types), (
            each.form
        )


def test_each_file_offered_is_written(ledger: Ledger, files: dict[str, str | bytes]) -> None:
    offered = plan_downloads(ledger)
    assert {"", "data/", "data/#tasks", "deadlines/", f"notices/{GUANGDONG}/"} <= offered.keys()
    for page, downloads in offered.items():
        assert [download.path for download in downloads if download.path not in files] == [], page


def test_package_is_exported_with_its_tables_at_the_top(ledger: Ledger) -> None:
    written = export_files(ledger, "package", SITE.epoch)
    package = json.loads(written["datapackage.json"])
    assert {resource["path"] for resource in package["resources"]} | {"datapackage.json"} == written.keys()
    assert "homepage" not in package


@pytest.mark.parametrize("sample", ["Caddyfile", "nginx.conf"])
def test_server_samples_open_each_format_to_other_sites(sample: str) -> None:
    text = (ROOT / "deploy" / sample).read_text("utf-8")
    found = re.search(r'@data path (.+)|"~\\\.\((.+)\)\$" +"\*";', text)
    assert found
    assert set(MEDIA_TYPES) <= set(re.findall(r"\w+", found[1] or found[2]))


def test_unknown_format_is_an_error(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="csv, json"):
        export_files(ledger, "odt", SITE.epoch)


def test_every_limit_stands_among_the_duties(ledger: Ledger) -> None:
    """Who, what, by when in one table: also a limit that binds nobody who is named."""
    rows = table_rows(ledger)
    assert {row["deadline"] for row in rows["duties"]} == {row["deadline"] for row in rows["deadlines"]}
    named = [row for row in rows["duties"] if row["agency"]]
    assert named
    assert all(row["role"] and row["name"] and row["basis"] for row in named)


def test_limits_have_a_sheet_with_ids_and_links(ledger: Ledger, files: dict[str, str | bytes]) -> None:
    content = files[f"notices/{GUANGDONG}/tasks.xlsx"]
    assert isinstance(content, bytes)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["责任分工表", "时限表"]
    for name in book.sheetnames:
        columns = columns_of(book[name])
        for key, page in zip(columns["编号"], columns["网页"], strict=True):
            assert str(key.value).startswith(f"{GUANGDONG}/")
            assert page.hyperlink.target == page.value
            assert str(page.value).startswith(f"{SITE.url}tasks/{GUANGDONG}/")
    limits = columns_of(book["时限表"])
    assert {cell.value for cell in limits["角色"]} <= {"牵头", "负责", "配合", None}
    assert "原文未写明持续到何时" in {cell.value for cell in limits["持续到"]}
    assert all(cell.is_date for cell in limits["日期"] if cell.value)


def test_database_holds_the_tables_with_their_keys(ledger: Ledger, files: dict[str, str | bytes]) -> None:
    content = files["data/taizhang.sqlite"]
    assert isinstance(content, bytes)
    assert ExportInput(ledger, SITE).files(DATABASE) == {"data/taizhang.sqlite": content}
    rows = table_rows(ledger)
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for form in table_forms():
            names = [each[1] for each in database.execute(f'PRAGMA table_info("{form.name}")')]
            assert names == [column.name for column in form.columns]
            (count,) = database.execute(f'SELECT count(*) FROM "{form.name}"').fetchone()
            assert count == len(rows[form.name]), form.name
            keys = {each[3] for each in database.execute(f'PRAGMA foreign_key_list("{form.name}")')}
            assert keys == {column.name for column in form.columns if column.key}
        about = dict(database.execute("SELECT name, value FROM about"))
        assert about == {"title": SITE.name, "homepage": SITE.url, "license": LICENCE["name"]}
        asked = "SELECT DISTINCT agencies.name FROM duties JOIN agencies USING (agency) WHERE date = '2016-12-31'"
        assert database.execute(asked).fetchall()


def test_archive_holds_all_data_files(files: dict[str, str | bytes]) -> None:
    content = files["data/taizhang.zip"]
    assert isinstance(content, bytes)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert names == sorted(names)
        assert {"datapackage.json", "taizhang.sqlite", "duties.csv", "duties.json"} <= set(names)
        for name in names:
            there = files[f"data/{name}"]
            assert archive.read(name) == (there.encode() if isinstance(there, str) else there), name


def test_arrays_hold_keys_that_are_there(ledger: Ledger) -> None:
    rows = table_rows(ledger)
    keys = {name: {row[column] for row in rows[name]} for name, column in (
        ("notices", "notice"), ("tasks", "task"), ("agencies", "agency"))}  # fmt: skip
    for table, column, of in (
        ("notices", "issuer_ids", "agencies"),
        ("agencies", "members", "agencies"),
        ("topics", "tasks", "tasks"),
        ("places", "notices", "notices"),
        ("places", "agencies", "agencies"),
        ("documents", "tasks", "tasks"),
        ("documents", "cited_in", "notices"),
    ):
        found = {key for row in rows[table] for key in row[column] if key is not None}
        assert found <= keys[of], (table, column)
    assert all(len(row["issuer_ids"]) == len(row["issuers"]) for row in rows["notices"])
