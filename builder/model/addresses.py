"""Addresses of pages, which others link to: relative, ASCII, lower case, from ids alone."""

from __future__ import annotations

from functools import lru_cache

from builder.language import lazy_re as re
from builder.language.numerals import integer_of

_NUMERAL = re.compile(r"[零〇○一二三四五六七八九十百两]+|\d+|[①-⑳㉑-㉟]|[a-z]+")
_REPEAT = re.compile(r"\[(\d+)\]\Z")
_NAMED = {"附件": "annex", "表": "table", "通知": "cover"}


@lru_cache(maxsize=100_000)
def task_slug(task_id: str) -> str:
    """二/(一)/1 → 2-1-1: the numbers of the labels of the id, each label's parts joined by dots.

    What has no number of its own keeps a word, and a label that its parent has already had keeps its
    count, so that the ids of one notice have slugs of their own: 附件2/3 → annex2-3, 三[2] → 3_2."""
    return "-".join(_label_slug(label) for label in task_id.split("/"))


def _label_slug(label: str) -> str:
    repeat = _REPEAT.search(label)
    bare = label[: repeat.start()] if repeat else label
    name = next((word for chinese, word in _NAMED.items() if bare.startswith(chinese)), "")
    numbers = ".".join(_number(part) for part in _NUMERAL.findall(bare.lower()))
    return (name + numbers or "x") + (f"_{repeat.group(1)}" if repeat else "")


def _number(part: str) -> str:
    """Letters as they are, a numeral in figures; figure by figure where the signs make no numeral (十十 → 1010)."""
    if part.isascii() and part.isalpha():
        return part
    number = integer_of(part)
    return str(number) if number is not None else "".join(str(integer_of(sign)) for sign in part)


def task_address(notice_id: str, task_id: str) -> str:
    """Address below the site's root, without a leading slash: `tasks/<notice>/<2-1-1>/`."""
    return f"tasks/{notice_id}/{task_slug(task_id)}/"


def task_list_address(notice_id: str) -> str:
    """Of the tasks of one notice."""
    return f"tasks/{notice_id}/"


def notice_address(notice_id: str) -> str:
    """`notices/<notice>/`."""
    return f"notices/{notice_id}/"


def agency_address(agency_id: str) -> str:
    """`agencies/<agency>/`."""
    return f"agencies/{agency_id}/"


def deadline_address(page: str) -> str:
    """`page` is an ISO date, `recurring` or `none`."""
    return f"deadlines/{page}/"


def document_address(document_id: str) -> str:
    """`documents/<document>/`."""
    return f"documents/{document_id}/"


def topic_address(topic_id: str) -> str:
    """`topics/<topic>/`."""
    return f"topics/{topic_id}/"


def place_address(place_id: str) -> str:
    """`places/<place>/`."""
    return f"places/{place_id}/"


def comparison_address(notice_id: str, other_id: str) -> str:
    """The page that compares one notice with another, task by task; the higher level or the plan first."""
    return f"comparisons/{notice_id}/{other_id}/"
