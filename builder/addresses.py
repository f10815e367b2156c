"""Addresses of pages, as CONTRACT fixes them: relative, ASCII, lower case, from ids alone."""

from __future__ import annotations

import re

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100}


def number_of(numeral: str) -> int:
    """The value of a numeral as labels carry it: 十二 → 12, １２ → 12, ③ → 3. ValueError otherwise."""
    if len(numeral) == 1 and "①" <= numeral <= "⑳":
        return ord(numeral) - ord("①") + 1
    if numeral.isdecimal():
        return int(numeral)
    total = digit = 0
    for char in numeral:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        elif char in _DIGITS:
            digit = digit * 10 + _DIGITS[char]
        else:
            raise ValueError(f"not a numeral: {numeral!r}")
    return total + digit


_NUMERAL = re.compile(r"[零〇一二三四五六七八九十百两]+|\d+|[①-⑳]|[a-z]+")


def task_slug(task_id: str) -> str:
    """二/(一)/1 → 2-1-1: the numbers of the labels of the id, each label's parts joined by dots."""
    return "-".join(
        ".".join(part if part.isascii() and part.isalpha() else str(number_of(part)) for part in _NUMERAL.findall(label.lower())) or "x"
        for label in task_id.split("/")
    )


def task_address(notice_id: str, task_id: str) -> str:
    """Address below the site's root, without a leading slash: `tasks/<notice>/<2-1-1>/`."""
    return f"tasks/{notice_id}/{task_slug(task_id)}/"


def notice_address(notice_id: str) -> str:
    return f"notices/{notice_id}/"


def agency_address(agency_id: str) -> str:
    return f"agencies/{agency_id}/"


def deadline_address(page: str) -> str:
    """`page` is an ISO date, `recurring` or `none`."""
    return f"deadlines/{page}/"
