"""Until when recurring limits hold: by their own words, by the plan, by the body; and that nothing follows after."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from builder.ledger import horizon
from builder.ledger.horizon import End, end_for, end_of
from builder.model.ledger import Agency, Succession
from builder.model.notice import Deadline, Front, Notice
from builder.model.recurrence import Recurrence
from builder.pages.wording import first_times, next_times
from tests.ledger_making import task

FRONT = Front("", None, "plan", (), None, None, "2016-07-07", None, None, ())


def notice(title: str, text: str = "", *, plan: str | None = None, dated: str | None = "2016-07-07") -> Notice:
    """A notice; what stands between ‹ and › in `text` is a task of it."""
    front = replace(FRONT, title=title, plan_title=plan, written=dated)
    before, _, rest = text.partition("‹")
    inside, _, after = rest.partition("›")
    tasks = (replace(task("一", inside), start=len(before), end=len(before + inside)),) if inside else ()
    return Notice("n", front, (), before + inside + after, (), tasks, (), (), (), "n.txt", "0")


def end_day(found: Notice, rule: str = "monthly") -> str | None:
    end = end_of(found, limit(rule))
    return end and end.day.isoformat()


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
        # a year or a month that both ends of a time share is said once
        ("某县节水实施方案", "活动时间：2016年8月至11月。", "2016-11-30"),
        ("某县节水实施方案", "活动时间：2016年8月20日至9月7日。", "2016-09-07"),
        ("某县节水实施方案", "活动时间：2016年8月20日至27日。", "2016-08-27"),
        ("某县节水实施方案", "行动时间为8月至次年2月。", "2017-02-28"),
        ("某县节水实施方案", "用三年时间（2016-2018），建成节水县。", "2018-12-31"),
        ("某县节水实施方案", "工作时间：2016年9月至2017年6月", "2017-06-30"),
        ("某县节水实施方案", "工作时间：2016年2月至2月30日", "2016-02-29"),
        ("某县节水实施意见", "本意见自印发之日起施行，有效期自2016年8月1日至2018年7月31日。", "2018-07-31"),
        # the time of one task is not the plan's
        ("某县节水实施方案", "一、任务\n‹开展节水宣传周。活动时间：2016年8月20日至8月27日。›\n", None),
        ("某县节水实施方案", "一、任务\n‹用两年时间（2016—2017年）改造管网。›\n", None),
        ("某县节水实施方案", "‹开展宣传。活动时间：2016年9月。›\n活动时间：2016年8月至2017年12月。", "2017-12-31"),
        # a plan's own validity is, wherever it stands
        ("某县节水实施方案", "‹本方案自印发之日起施行，有效期2年。›\n", "2018-07-06"),
        ("某县节水实施方案", "‹按照本方案签订的节水服务合同有效期1年。›\n", None),
        ("某县节水实施方案", "‹制定奖励办法，该办法有效期1年。›\n", None),
        # the earlier of both
        ("某县节水规划(2016-2020年)", "本规划自印发之日起施行，有效期2年。", "2018-07-06"),
    ],
)
def test_plan_end(title: str, text: str, end: str | None) -> None:
    plan = notice(title, text)
    assert end_day(plan) == end
    found = end_of(plan, limit("monthly"))
    assert found is None or str(found.day.year) in found.why


@pytest.mark.parametrize(
    ("title", "text", "rule", "end"),
    [
        ("2016年度某市节水创建方案", "", "quarterly", "2016-12-31"),
        ("2016年度某市节水创建方案", "", "half-yearly", "2016-12-31"),
        ("2016年度某市节水创建方案", "", "every term", "2016-12-31"),
        ("2016年度某市节水创建方案", "", "yearly by 01-31", None),
        ("2016年度某市节水创建方案", "", "every 2 years from 2016", None),
        ("2016年度某市节水创建方案", "", "every 12 months", None),
        ("2016年度某市节水创建方案", "", "every school year", None),
        ("某县节水实施方案", "活动时间：2016年8月至11月。", "yearly", None),
        ("某县节水实施方案", "活动时间：2016年8月至2018年11月。", "yearly", "2018-11-30"),
        ("某县节水规划（2016—2020年）", "", "yearly", "2020-12-31"),
        ("某县节水实施意见", "本意见自印发之日起施行，有效期1年。", "yearly", "2017-07-06"),
    ],
)
def test_one_year_ends_nothing_that_comes_back_each_year(title: str, text: str, rule: str, end: str | None) -> None:
    assert end_day(notice(title, text), rule) == end


def test_year_of_report_is_the_one_that_it_tells_of() -> None:
    told = notice("某县2016年度节水工作情况报告")
    assert end_day(told) == "2016-12-31"
    assert end_day(replace(told, front=replace(told.front, kind="report"))) is None


def test_title_of_covering_notice_gives_years_where_plan_has_no_name() -> None:
    covering = "某县人民政府关于印发《某县节水规划(2016—2020年)》的通知"
    assert end_day(notice(covering)) == "2020-12-31"
    assert end_day(notice(covering, plan="某县节水规划")) is None


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


def test_first_times_of_notice_without_date_are_counted_from_the_limits_own() -> None:
    yearly = limit("yearly by 01-31 from 2019", "2019-01-01")
    assert first_times(yearly, None, PLAN) == "头几次为2019年1月31日、2020年1月31日；规划名称写明到2020年"
    assert first_times(limit("yearly by 01-31"), None, PLAN) == "规划名称写明到2020年"


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


def test_words_of_a_plan_are_read_once_for_all_its_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(horizon, "_valid_until", lambda notice: read.append(notice.id))
    one, other = (notice("某县节水规划(2016-2020年)") for _ in range(2))
    assert [end_day(one), end_day(one, "yearly"), end_day(other)] == ["2020-12-31"] * 3
    assert len(read) == 2
