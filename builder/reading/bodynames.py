"""What a name of a public body looks like: where its level word ends, whether it is whole, whether it names a group.

The words are in `bodies.yml`; this module only asks questions of one name at a time. A level word
(级别词) is what says whose office it is: 省 in 省财政厅, 成都市 in 成都市教育局.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_HAN = "一-龥〇"
# 县(市、区), 乡（镇）, 村(居): a bracket that is part of the name because it only adds kinds of places.
_PLACE_WORD = (
    r"(?:自治[县州旗区]|街道办?|功能区|管委会|开发区|园区|新区|高新区|经开区|工业区|景区|社区|农场|林场|团场|地区|场|办|居|村|组|省|市|县|区|州|盟|旗|镇|乡|师|党工委|党委|党组|工委)"
)
PLACE_BRACKET = rf"[(（]{_PLACE_WORD}(?:[、,，/]{_PLACE_WORD})*[)）]"


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of `bodies.yml`, as sets and as patterns."""

    level: re.Pattern[str]
    not_level: tuple[str, ...]
    not_places: tuple[str, ...]
    national: re.Pattern[str]
    national_names: frozenset[str]
    field: re.Pattern[str]
    fields: frozenset[str]
    field_body: re.Pattern[str]
    ending: re.Pattern[str]
    party_organs: frozenset[str]
    independent: re.Pattern[str]
    class_word: str
    grouping: re.Pattern[str]
    person: re.Pattern[str]


def _alternatives(words: Any) -> str:
    """A pattern of words, the longest first, so that 委员会办公室 is not read as 委."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def words() -> Words:
    """The word lists, read once."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    raw = yaml.load(Path(__file__).with_name("bodies.yml").read_text(encoding="utf-8"), Loader=loader)
    lists = {key: tuple(dict.fromkeys(value.split())) for key, value in raw.items()}
    fields, offices, wholes = lists["fields"], lists["offices"], lists["wholes"]
    return Words(
        level=re.compile(f"(?:中共)?(?:{_alternatives(lists['levels'])})"),
        not_level=lists["not_levels"],
        not_places=lists["not_places"],
        national=re.compile(_alternatives(lists["national"])),
        national_names=frozenset(lists["national_names"]),
        field=re.compile(f"(?:{_alternatives(fields)})"),
        fields=frozenset(fields),
        field_body=re.compile(f"(?:{_alternatives(fields)})(?:{_alternatives(offices)})|(?:{_alternatives(wholes)})"),
        ending=re.compile(f"(?:{_alternatives((*offices, *wholes))})$"),
        party_organs=frozenset(lists["party_organs"]),
        independent=re.compile(_alternatives(lists["independent"])),
        class_word=_alternatives(lists["classes"]),
        grouping=re.compile(_alternatives(lists["grouping"])),
        person=re.compile(f"(?:{_alternatives(lists['persons'])})$"),
    )


def level_word(name: str) -> str | None:
    """The level word that `name` begins with and would share with its neighbours, or None.

    省发展改革委 → 省; 成都市教育局 → 成都市; 市场监管局 → None (市场 is a field, not a place);
    国家发展改革委 → None."""
    known = words()
    if known.national.match(name) or name in known.national_names:
        return None
    found = known.level.match(name)
    if found and not name.startswith(known.not_level) and found.end() < len(name):
        return found[0].removeprefix("中共")
    for place in re.finditer(rf"(?<=[{_HAN}])(?:自治区|自治州|自治县|自治旗|新区|省|市|县|区|州|盟|旗|镇|乡)", name[:12]):
        prefix = name[: place.end()]
        rest = name[place.end() :]
        if prefix.endswith(known.not_places) or name[place.start() :].startswith(known.not_level):
            continue
        if known.field_body.fullmatch(rest) or re.match(r"(?:委|政府|人民政府|直|级)", rest):
            return prefix
    return None


def is_national(name: str) -> bool:
    known = words()
    return bool(known.national.match(name)) or name in known.national_names


def is_known_office(name: str) -> bool:
    """Whether `name` is a field with an ending (发展改革委) or a body as it stands (法院), without a level word."""
    return bool(words().field_body.fullmatch(name))


def ends_as_body(name: str) -> bool:
    """Whether `name` ends as names of bodies do and is not an office-holder (财政局局长)."""
    known = words()
    return bool(known.ending.search(name)) and not known.person.search(name)


def is_person(name: str) -> bool:
    return bool(words().person.search(name))


def is_collective(name: str, jurisdiction: str | None = None) -> bool:
    """Whether `name` names a group: 各镇人民政府, 县直有关单位, 珠三角九市政府, 区(市)县政府, 政府部门."""
    known = words()
    if known.grouping.search(name):
        return True
    if re.search(rf"[一二两三四五六七八九十\d]+(?:个|家)?(?:{_PLACE_WORD}|部门|单位)", name):
        return True
    if re.search(rf"{PLACE_BRACKET}", name) or re.search(r"(?:以上|以下|两级|三级|四级)", name):
        return True
    if re.match(r"(?:省市|市县|区县|县区|市州|县市|乡镇|镇街|镇村|街镇|盟市|旗县|城乡|基层|地方)", name):
        return True
    if re.search(r"(?:省|市|县|区|州|旗|盟|镇|乡)(?:直|级|属|本级|委)?(?:机关|部门|单位|企业|学校|医院|国企|院校)$", name) and not known.field_body.search(name[1:-2]):
        return True
    if re.search(r"[和及](?:其)?", name) and re.search(r"(?:政府|部门|机构|党委)$", name) and level_word(name) is None:
        return True
    if re.search(r"(?:牵头|责任|成员|配合|主管|职能|执法|监管|行业|起草|实施|建设|用人|施工)(?:单位|部门|机关|机构)$", name):
        return level_word(name) is not None or not name.startswith(tuple(known.fields))
    if re.fullmatch(r"(?:人民)?政府(?:部门)?|部门|单位|党委|企业|学校|医院|高校|医疗机构|金融机构|社区|园区|高等学校|中小学", name):
        return True
    place = (jurisdiction or "").rstrip()
    if re.fullmatch(r"(?:乡|镇|街道|村|社区|街道办)(?:党委|党工委|政府|人民政府|办事处|办|委会)?", name):
        return not place.endswith(("镇", "乡", "街道", "办事处"))
    return False


def is_class_word(name: str) -> bool:
    """Whether `name` only says what a list is a list of: 部门, 有关部门, 相关单位, 12个部门."""
    return bool(
        re.fullmatch(
            rf"(?:各|有关|相关|多个|多|其他|其它|其余|所有|[一二两三四五六七八九十\d]+|个|家|责任|职能|成员|主管|业务|行业|政府|行政|的)*(?:{words().class_word})?(?:单位|部门)?",
            name,
        )
    )
