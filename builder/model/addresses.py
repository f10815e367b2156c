"""Addresses of pages, which others link to: relative, ASCII, lower case, from ids alone."""

from __future__ import annotations

from builder.model.notice import Notice


def task_address(notice: Notice, task_id: str) -> str:
    """Address below the site's root, without a leading slash: `tasks/<notice>/<2-1-1>/`."""
    return f"tasks/{notice.id}/{notice.slugs[task_id]}/"


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
