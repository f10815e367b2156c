"""Offices: names built of a field and an ending (发展改革 + 委) or known as they stand (法院), and what looks so."""

from __future__ import annotations

from functools import lru_cache

from builder.language.role_words import DUTY
from builder.language.wordlists import alternatives
from builder.reading.agencies.patterns import LISTS, named

FIELDS = frozenset(LISTS["fields"])
_FIELD = alternatives(LISTS["fields"])
KNOWN_OFFICE = named(
    "known office",
    f"(?:{_FIELD})(?:(?:和|与)?(?:{_FIELD})){{0,3}}(?:{alternatives(LISTS['offices'])})"
    f"|(?:政府|委)?(?:{alternatives(LISTS['wholes'])})",
    example="住房城乡建设和交通委",
    counter="台账",
)
_ENDING = named(
    "ending of a body",
    f"(?:{alternatives((*LISTS['offices'], *LISTS['wholes']))})$",
    example="市水务局",
    counter="水务工作",
)
# 政法系统 are bodies, 电子监察系统 is a program
_SOFTWARE = named(
    "software",
    r"(?:电子|业务|信息|平台|监察|网络|管理|软件|应用|运行|监控|预警|审批|办公|数据|服务|登记|申报|查询|操作)[^、]{0,4}系统$",
    example="电子监察系统",
    counter="政法系统",
)
# 配合单位 is a noun, though 配合 is a verb
DUTY_NOUN = named(
    "duty as a noun",
    rf"(?:{DUTY}|制定|(?<=各)组成|推进|提供|承担|委托|报送|接受)(?=单位|部门|处室|机关|机构)|不(?=动产)",
    example="配合单位",
    counter="配合检查",
)
NEVER_INSIDE = named(
    "word that no name holds", alternatives(LISTS["never_inside"]), example="单位应当报送", counter="市水务局"
)
_SENTENCE_OPENING = named(
    "opening of a sentence", r"^(?:及时|确保|按照|以下)", example="及时报送", counter="市水务局及时报送"
)


_FIELDS_TOGETHER = named(
    "fields together", f"^(?:{_FIELD})(?:(?:和|与)?(?:{_FIELD})){{0,2}}$", example="农业农机", counter="农业大户"
)


_BEGINS_AS_FIELD = named("begins with a field", f"(?:{_FIELD})", example="公安局", counter="分局")


def is_field(name: str) -> bool:
    """Whether `name` is one field of work or several: 公安, 农业农机."""
    return bool(_FIELDS_TOGETHER.match(name))


@lru_cache(maxsize=4096)
def is_known_office(name: str) -> bool:
    """Whether `name` is a field with an ending (发展改革委) or a body as it stands (法院), without a level word."""
    return bool(KNOWN_OFFICE.fullmatch(name))


def begins_as_office(name: str) -> bool:
    """Whether a known office stands at the beginning of `name`."""
    return bool(KNOWN_OFFICE.match(name))


def begins_as_field(name: str) -> bool:
    """Whether `name` begins with a field of work: 公安局, not 分局."""
    return bool(_BEGINS_AS_FIELD.match(name))


def office_end(name: str) -> int:
    """How far a known office reaches from the beginning of `name`, 0 where none stands there."""
    office = KNOWN_OFFICE.match(name)
    return office.end() if office else 0


@lru_cache(maxsize=4096)
def ends_as_body(name: str) -> bool:
    """Whether `name` ends as names of bodies do and is not an office-holder (财政局局长)."""
    return (
        bool(_ENDING.search(name[-20:]))
        and not is_person(name)
        and not name.endswith(LISTS["no_offices"])
        and not _SOFTWARE.search(name)
    )


# 你委 of a 委员会, 我办 of an 办公室
_WHOLE_KINDS = {"委": "委员会", "办": "办公室"}


def is_of_kind(name: str, kind: str) -> bool:
    """Whether a body is of the kind by which it is called in short: 柳江水利委员会 of 委."""
    return name.endswith((kind, _WHOLE_KINDS.get(kind, kind)))


def is_person(name: str) -> bool:
    """Whether `name` ends as an office-holder or a group of persons: 财政局局长, 工作人员."""
    return name.endswith(LISTS["persons"])


def is_sentence(name: str) -> bool:
    """Whether words that are no known name hold what no name holds: 相关单位要提高认识, 及时制定计划."""
    return bool(NEVER_INSIDE.search(DUTY_NOUN.sub("", name), 2) or _SENTENCE_OPENING.match(name))
