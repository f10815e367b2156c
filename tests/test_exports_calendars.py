"""Calendars of bodies: only the limits that bind them, no longer than they hold, and none that is empty."""

from __future__ import annotations

import datetime
from dataclasses import replace

import icalendar
from icalendar.cal import Component

from builder.exports.calendars import CALENDARS
from builder.exports.declaration import ExportInput, ExportSite, Files
from builder.ledger.resolving import resolve
from builder.model.ledger import Ledger
from tests.ledger_making import notice_of, registry

SITE = ExportSite("台账", None, 1_600_000_000)
HEAD = "某县节水规划（2016—2020年）\n一、主要任务\n"


def ledger_of(text: str) -> Ledger:
    return resolve([notice_of(HEAD + text, written="2016-05-01")], registry())


def calendars(ledger: Ledger) -> Files:
    return ExportInput(ledger, SITE).files(CALENDARS)


def events(ledger: Ledger, body: str) -> list[Component]:
    content = calendars(ledger).get(f"agencies/guangdong-zhaoqing-guangning/{body}/agency.ics")
    return icalendar.Calendar.from_ical(content).walk("VEVENT") if content else []


def test_body_has_only_the_limits_that_bind_it() -> None:
    ledger = ledger_of("（一）县水利局2016年9月底前要报送方案；县财政局每年1月底前要拨付资金。\n")
    (water,) = events(ledger, "shuili")
    (money,) = events(ledger, "caizheng")
    assert water.decoded("dtstart") == datetime.date(2016, 9, 30)
    assert money.decoded("dtstart") == datetime.date(2017, 1, 31)
    assert money["rrule"]["until"] == [datetime.date(2020, 12, 31)]
    assert "责任单位：县财政局（本句所指）" in str(money["description"])
    whole = icalendar.Calendar.from_ical(calendars(ledger)["data/taizhang.ics"])
    assert len(whole.walk("VEVENT")) == 2


def test_body_that_was_succeeded_repeats_no_longer() -> None:
    ledger = ledger_of("（一）每年1月底前报告节水情况。（责任单位：县法制局、县财政局）\n")
    (law,), (money,) = events(ledger, "fazhi"), events(ledger, "caizheng")
    assert law["rrule"]["until"] == [datetime.date(2018, 12, 31)]
    assert money["rrule"]["until"] == [datetime.date(2020, 12, 31)]


def test_limit_of_a_notice_without_date_is_counted_from_its_own_first_day() -> None:
    text = "（一）自2017年起，县财政局每年1月底前要拨付资金；县水利局每年2月底前要报送方案。\n"
    notice = notice_of(HEAD + text)
    undated = replace(notice, front=replace(notice.front, written=None))
    ledger = resolve([undated], registry())
    (money,) = events(ledger, "caizheng")
    assert money.decoded("dtstart") == datetime.date(2017, 1, 31)
    assert money["rrule"]["until"] == [datetime.date(2020, 12, 31)]
    assert not events(ledger, "shuili")


def test_event_names_bodies_of_the_task_beside_those_without_page() -> None:
    (event,) = events(ledger_of("（一）县气象局每月要发布预报。（责任单位：县水利局）\n"), "shuili")
    assert "责任单位：县水利局（任务的责任单位；原句说的是“县气象局”）" in str(event["description"])


def test_no_empty_calendar_is_written_or_offered() -> None:
    ledger = ledger_of("（一）县财政局要保障资金。\n（二）县水利局2016年9月底前要报送方案。\n")
    paths = set(calendars(ledger))
    assert paths == {"data/taizhang.ics", "agencies/guangdong-zhaoqing-guangning/shuili/agency.ics"}
    assert {offer.path for offer in CALENDARS.offers(ledger)} == paths
    assert not calendars(ledger_of("（一）县财政局要保障资金。\n"))


def test_title_is_short_and_the_rest_stands_in_the_description() -> None:
    what = "向各乡镇逐一报送节水器具更换与供水管网改造以及灌区渠道防渗工程和农村饮水安全巩固提升项目的年度实施方案、资金安排和责任清单"
    (water,) = events(ledger_of(f"（一）县水利局2016年9月底前{what}。\n"), "shuili")
    title = str(water["summary"])
    assert (len(title), title[-1], title[:9]) == (60, "…", "2016年9月底前")
    assert what in str(water["description"])
