"""What a notice says of the reach of its words: 一般每隔5年, 原则上年底前, 约60项, 规划(2016—2020年)."""

from __future__ import annotations

import datetime
import re

from builder.model.notice import Deadline, Notice, Target

# 一般每隔5年 · 原则上应当在2019年年底前 · 力争到2020年; not 一般性
_HEDGE = re.compile(r"原则上|一般(?!性|情况|程序|公共|工业|纳税)|通常|力争|争取")
_CLAUSE_SIGNS = ",，。;；:：!！?？\n\t"
_ABOUT = re.compile(r"约|大概|左右|上下|^(?:将近|接近|近)")


def qualifier_of(text: str, limit: Deadline) -> str:
    """The word of a limit's clause that leaves it room (一般, 原则上, 力争); "" where there is none.
    `text` is the notice's."""
    start = max(text.rfind(sign, 0, limit.start) for sign in _CLAUSE_SIGNS) + 1
    return qualifier_in(text[start : limit.end])


def qualifier_in(words: str) -> str:
    """The word in `words` that leaves room; "" where there is none."""
    found = _HEDGE.search(words)
    return found[0] if found else ""


def is_about(target: Target) -> bool:
    """Whether the notice gives the figure as an approximate one."""
    return _ABOUT.search(target.written) is not None


# 规划(2015-2020年) · 实施方案（2016—2020年）
_YEARS = re.compile(r"(?<!\d)(20\d\d)年?\s*(?:-|—|–|－|~|～|至|到)+\s*(20\d\d)年?(?!\d)")


def plan_years(notice: Notice) -> tuple[int, int] | None:
    """The years that a plan's own title names, first and last: a limit of it that recurs ends with them."""
    found = _YEARS.search(notice.front.plan_title or notice.front.title or "")
    return (int(found[1]), int(found[2])) if found and found[1] <= found[2] else None


def last_day(notice: Notice) -> datetime.date | None:
    """The last day of the years that a plan's title names."""
    years = plan_years(notice)
    return datetime.date(years[1], 12, 31) if years else None
