"""What the members of a list carry for each other.

`省工商局、发展改革委,省编办` names 省工商局, 省发展改革委 and 省编办: a run joined by 、 shares a level word,
a comma starts a new run. `广州、深圳市` shares its ending the other way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from builder.reading.agencies import names as bodynames


@dataclass(frozen=True, slots=True)
class Body:
    """One body of a list. `run` numbers the runs; `certain` is False where the words are not known
    to be a body; `remark` are the words of a bracket after it that name nothing (牵头); offsets are those
    of the text that the list stands in."""

    name: str
    written: str
    start: int
    end: int
    run: int
    alias: str | None = None
    certain: bool = True
    remark: str = ""


def share(bodies: list[Body], endings: dict[int, str]) -> Iterator[Body]:
    """Each body with what its run carries for it."""
    runs: dict[int, list[Body]] = {}
    for body in bodies:
        runs.setdefault(body.run, []).append(body)
    for number, run in runs.items():
        yield from _share_level(_share_ending(run, endings.get(number, "")))


def _share_level(run: list[Body]) -> Iterator[Body]:
    """Each member with the level word of the one before it that has one (省教育厅、财政厅), the 省委 before another
    organ of the party, or the 各 of 各级党委、政府."""
    level = each = party = peers = bureau = ""
    for body in run:
        name = body.name
        if bureau and _DIVISION.fullmatch(name):
            yield replace(body, name=bureau + name)
            continue
        within = _WITHIN_BUREAU.fullmatch(name)
        bureau = "" if within is None else within[1] if bodynames.level_word(name) else level + within[1]
        own = bodynames.level_word(name)
        group = re.match(r"各(?:级|有关|相关)?|全[省市县区州盟旗](?!面|体|部)", name)
        if own and (not bodynames.is_group(name) or re.match(r"(?:自治区|[省市县区州])[直级属政有相]", name)):
            committee = re.match(r"党?委", name.removeprefix("中共").removeprefix(own))
            level, party = own, committee[0] if committee else ""
        elif group:
            kinds = re.fullmatch(r"(各.*?)(?:党委|党工委|人民政府|政府)|(各[省市县区州旗盟](?:[(（].*[)）])?)委", name)
            each = (kinds[1] or kinds[2]) if kinds else group[0]
            peer = re.match(r"各([区县旗镇乡])(?![直级属有相中(（]).{2}", name)
            peers = peer[1] if peer else ""
            yield body
            continue
        if own and own == peers and not bodynames.is_group(name):
            yield replace(body, name="各" + name)
        elif own and not (each and bodynames.is_class_noun(name)):
            yield body
        elif (each[:1] == "全" and _OF_KIND.search(name)) or (
            each and re.fullmatch(r"(?:人民)?政府|党委|党工委", name)
        ):
            yield replace(body, name=each + name)
        elif each and (bodynames.is_class_noun(name) or (each == "各级" and bodynames.is_known_office(name))):
            yield replace(body, name=(each if each in ("各级", "各有关", "各相关") else "各") + name)
        elif level and _takes_level(name):
            yield replace(body, name=level + (party if name in bodynames.words().party_organs else "") + name)
        else:
            yield body


# 区经发局工信处、发改处: divisions of one bureau
_WITHIN_BUREAU = re.compile(r"([一-龥]{2,10}[局委厅办])[一-龥]{2,6}[处科]")
_DIVISION = re.compile(r"[^各]{2,6}[处科](?:室)?")
_OF_KIND = re.compile(r"(?:机关|机构|系统|法院|检察院|部门|单位|学校|企业|组织)$")


def _takes_level(name: str) -> bool:
    """Whether a member without a level word of its own takes its neighbour's."""
    known = bodynames.words()
    if (
        bodynames.level_word(name)
        or bodynames.is_national(name)
        or bodynames.is_collective(name)
        or bodynames.place_prefix(name)
    ):
        return False
    if known.independent.match(name) or re.search(r"(?:公司|集团|银行|大学|学院|海关|支行|分行)$|的", name):
        return False
    return bodynames.is_known_office(name) or bool(
        re.search(r"(?<!管委)(?:[局厅署院室]|(?<!管)委|委员会|(?<!街道)办)$", name) or _WITHIN_BUREAU.fullmatch(name)
    )


_PLACE_ENDING = re.compile(
    r"(?:市|县|区|州|盟|旗|镇|乡|省|街道)(?:办事处|人民政府|政府|党委|管委会|财政局|[一-龥]{2,8}局)?$"
)
_FIELD_ENDING = re.compile(r"(?:行政主管|行政|主管|监管|管理)?(?:部门|机关|单位|机构|局|委|厅|办)$")
_ZONE = re.compile(r"[^各]{0,8}(?:区|园|城)")


_OF_TOWNS = ("人民政府", "政府", "党委", "办事处")
_TOWN = re.compile(r"[^各、]{1,5}(?:镇|乡|街道)")
_TOWN_OFFICE = re.compile(rf"{_TOWN.pattern}({'|'.join(_OF_TOWNS)})")


def _field_ending(name: str) -> str:
    """What follows the field in the name of an office, the field as long as can be: 市场监管部门 → 部门."""
    ending = _FIELD_ENDING.search(name)
    for at in range(len(name) - 1, ending.start() - 1 if ending else len(name), -1):
        if name[:at] in bodynames.words().fields and _FIELD_ENDING.fullmatch(name[at:]):
            return name[at:]
    return ""


def _is_whole_place(name: str) -> bool:
    """Whether `name` is that of a place with its level: 宁波市, not 广州."""
    return name[-1:] in tuple("省市县区州盟旗镇乡") and bodynames.is_place(name) and not bodynames.is_short_place(name)


def _share_ending(run: list[Body], ending: str) -> list[Body]:
    """广州、深圳市 → 广州市; 发展改革、财政部门 → 发展改革部门: what only the last member says."""
    shared: list[Body] = []
    of_next = ""  # what the next member is made of after its place: 人民政府 in 宁波市人民政府
    for body in reversed(run):
        level = bodynames.level_word(body.name)
        stem = body.name[len(level) :] if level else body.name
        zone = of_next == "管委会" and body.alias is None and _ZONE.fullmatch(body.name)
        town = of_next in _OF_TOWNS and _TOWN.fullmatch(body.name)
        if of_next and (zone or town or _is_whole_place(body.name)):
            shared.append(replace(body, name=body.name + of_next, certain=True))
            continue
        of_next = ""
        if not body.certain or bodynames.is_place(body.name) or stem in bodynames.words().fields:
            of_field = ending and stem in bodynames.words().fields and _FIELD_ENDING.fullmatch(ending)
            bare = bodynames.is_short_place(body.name) or (
                not bodynames.is_place(body.name) and 2 <= len(body.name) <= 4
            )
            of_place = ending and bare and _PLACE_ENDING.fullmatch(ending)
            if of_field or of_place:
                shared.append(replace(body, name=body.name + ending, certain=True))
                continue
        if not bodynames.is_group(body.name):
            place, field = _PLACE_ENDING.search(body.name), _field_ending(body.name[len(level or "") :])
            of_town = place and place[0].startswith(("镇", "乡", "街道"))
            whole = bodynames.place_prefix(body.name)
            if place and place.start() >= 2 and (of_town or whole):
                ending = place[0]
            elif field:
                ending = field
            if _is_whole_place(whole) and not body.name.endswith("署"):
                of_next = body.name[len(whole) :]
            elif town_office := _TOWN_OFFICE.fullmatch(body.name):
                of_next = town_office[1]
        if body.name.endswith(("区管委会", "园管委会", "城管委会")) and not body.name.startswith("各"):
            of_next = "管委会"
        shared.append(body)
    return shared[::-1]
