"""Which groups of unknown members may include a body: 县直各单位 may include 县公安局, and 各镇政府 may not."""

from __future__ import annotations

from collections.abc import Mapping

from builder.language import lazy_re as re
from builder.model.ledger import Agency, Jurisdiction

# Offices in general. What ends in 政府, 工会, 企业 is of another kind; with 的, a part of an office and not the office.
_OFFICES = re.compile(r"[^的]*(?:单位|部门|机关|机构)")
_ALL_LEVELS = re.compile(r"各级|全[省市县区州盟]")
_OF_GOVERNMENT = re.compile(r"政府|行政")
_WITH_GOVERNMENT = re.compile(r"各级|政府[及和与、]")
_PARTY = re.compile(r"中共|中国共产党")
_OTHER_BRANCH = re.compile(r"人民代表大会|政治协商|监察委员会|人民法院|人民检察院")
_WHOLE = ("zhengfu", "dangwei")
"""Kinds that are no office of a place but its head."""


def may_include(group: Agency, body: Agency, places: Mapping[str, Jurisdiction]) -> bool:
    """Whether `body` can be one of those that an open group means. It is of the same place (or of one below, where
    the group is of all levels) and, where the group is of the government, of that branch."""
    if body.group or not group.open_group or not group.jurisdiction or not _OFFICES.fullmatch(group.name):
        return False
    below = _lies_in(body.jurisdiction, group.jurisdiction, places)
    if body.jurisdiction != group.jurisdiction and not (below and _ALL_LEVELS.search(group.name)):
        return False
    if body.kind in _WHOLE:
        return body.kind == "zhengfu" and bool(_WITH_GOVERNMENT.search(group.name))
    other_branch = _PARTY.match(body.full_name) or _OTHER_BRANCH.search(body.full_name)
    return not (other_branch and _OF_GOVERNMENT.search(group.name))


def _lies_in(place: str | None, outer: str, places: Mapping[str, Jurisdiction]) -> bool:
    """Whether a place is `outer` or lies in it."""
    while place is not None and place != outer:
        place = places[place].parent if place in places else None
    return place == outer
