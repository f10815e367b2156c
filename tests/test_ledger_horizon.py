"""Until when recurring limits hold: by their own words, by the plan, by the body; and that nothing follows after."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from builder.ledger.horizon import End, end_for, end_of, plan_end
from builder.model.ledger import Agency, Succession
from builder.model.notice import Deadline, Front, Notice
from builder.model.recurrence import Recurrence
from builder.pages.wording import first_times, next_times

FRONT = Front("", None, "plan", (), None, None, "2016-07-07", None, None, ())


def notice(title: str, text: str = "", *, plan: str | None = None, dated: str | None = "2016-07-07") -> Notice:
    front = replace(FRONT, title=title, plan_title=plan, written=dated)
    return Notice("n", front, (), text, (), (), (), (), (), "n.txt", "0")


def limit(rule: str, start: str | None = None) -> Deadline:
    return Deadline("每年", "recurring", None, Recurrence.parse(rule), start, "", 0, 2)


@pytest.mark.parametrize(
    ("title", "text", "end"),
    [
        ("某县节水规划(2016-2020年)", "", "2020-12-31"),
        ("某县节水三年行动计划（2016—2018年）", "", "2018-12-31"),
        ("某市2016年至2017年河道整治方案", "", "2017-12-31"),
        ("某市“十三五”节水规划", "", "2020-12-31"),
        ("关于开展2016年度某市节水创建活动的意见", "", "2016-12-31"),
        ("2017年某市节水工作要点", "", "2017-12-31"),
        # years of other things
        ("关于贯彻《某省节水规划(2016—2020年)》的意见", "", None),
        ("关于落实2016年全省节水电视电话会议重点任务的通知", "", None),
        ("关于整改2016年上半年督查发现问题的通知", "", None),
        ("关于做好2016年冬季供暖工作的通知", "", None),
        ("某市节水技术导则（2016年版）", "", None),
        ("2015年度某市节水工作表彰后续工作", "", None),  # the year before the notice's own
        ("某县节水实施方案", "到2018年，全县基本建成。", None),
        # what the notice says of itself
        ("某县节水实施意见", "本意见自印发之日起施行，有效期5年。", "2021-07-06"),
        ("某县节水实施意见", "本办法自2016年9月1日起施行，有效期三年。", "2019-08-31"),
        ("某县节水实施意见", "本通知自发布之日起施行，有效期至2019年6月30日。", "2019-06-30"),
        ("某县节水实施意见", "服务协议有效期可为1年、2年或3年。", None),
        ("某县节水实施方案", "实施期限：2016年7月至2018年6月。", "2018-06-30"),
        ("某县节水实施方案", "用三年左右时间(2016—2018年)，建成节水县。", "2018-12-31"),
        # the earlier of both
        ("某县节水规划(2016-2020年)", "本规划自印发之日起施行，有效期2年。", "2018-07-06"),
    ],
)
def test_plan_end(title: str, text: str, end: str | None) -> None:
    found = plan_end(notice(title, text))
    assert (found and found.day.isoformat()) == end
    if found:
        assert str(found.day.year) in found.why


def test_title_of_covering_notice_gives_years_where_plan_has_no_name() -> None:
    covering = "某县人民政府关于印发《某县节水规划(2016—2020年)》的通知"
    assert plan_end(notice(covering)) is not None
    assert plan_end(notice(covering, plan="某县节水规划")) is None


def test_own_words_of_limit_come_first() -> None:
    plan = notice("某县节水规划(2016-2020年)")
    found = end_of(plan, limit("yearly from 2016 to 2017", "2016-01-01"))
    assert found
    assert found.day == datetime.date(2017, 12, 31)


PLAN = End(datetime.date(2020, 12, 31), "规划名称写明到2020年")


@pytest.mark.parametrize(
    ("rule", "base", "end", "said"),
    [
        ("yearly by 01-31", "2019-03-01", PLAN, "2020年1月31日"),
        ("yearly", "2016-07-07", PLAN, "2016年12月31日、2017年12月31日、2018年12月31日"),
        ("yearly", "2016-07-07", None, "原文未写明持续到何时"),
        ("yearly", "2021-01-01", PLAN, "已止（规划名称写明到2020年）"),
        ("yearly by 01-31", "2020-03-01", PLAN, "期内没有（规划名称写明到2020年）"),
        ("every 2 years", "2016-07-07", PLAN, "原文未写明从何时起算"),
        ("weekly", "2016-07-07", PLAN, "—"),
        ("weekly", "2016-07-07", None, "原文未写明持续到何时"),
    ],
)
def test_next_times_are_told_as_far_as_a_limit_holds(rule: str, base: str, end: End | None, said: str) -> None:
    assert next_times(limit(rule), base, end) == said


def test_first_times_say_how_long_it_goes_on() -> None:
    assert first_times(limit("yearly"), "2019-07-07", PLAN) == (
        "自成文日期起，头几次为2019年12月31日、2020年12月31日；规划名称写明到2020年"
    )
    assert first_times(limit("yearly"), "2019-07-07", None) == "原文未写明持续到何时"
    assert first_times(limit("weekly"), "2019-07-07", PLAN) == "规划名称写明到2020年"


def test_body_whose_work_passed_on_is_bound_no_longer() -> None:
    body = Agency(
        "x/fazhi",
        "某省法制办",
        "某省人民政府法制办公室",
        "fazhi",
        None,
        "x",
        (),
        False,
        False,
        (),
        None,
        True,
        "pattern",
    )
    assert end_for(body, PLAN) == PLAN
    gone = replace(body, successor=Succession(None, "某省司法厅", "2018-03-21", "某方案"))
    ended = end_for(gone, PLAN)
    assert ended
    assert (ended.day, ended.why) == (datetime.date(2018, 12, 31), "某省法制办的职责2018年起由某省司法厅承接")
    assert end_for(gone, None) is None
