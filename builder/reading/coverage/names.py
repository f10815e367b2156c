"""Words that end as names of public bodies end, wherever they stand: found by their ending alone, with no grammar
of the sentence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.language.wordlists import alternatives, read_words

_LONGEST = 12
"""Characters of the longest ending or field that is looked for."""
_BEFORE = re.compile(
    r"(?:各|有关|相关|全[省市县区镇乡]|本[省市县区镇乡级]|所在地|属地|[我你贵本该][省市州盟县区旗镇乡局委办院]|市直|县直|区直|省直|驻[省市县区镇])*$"
)


_GOES_ON = r"行[道天横步通]|办[理好结成公案]|委[托派]|部[署分]|会[同商诊谈]|处[理置罚]|局[面部]|组[织建成]|所[在有属需辖]|科[学技]|院[士落]|站[点稳]|室[内外]|署名"
"""Endings of names that are the first half of another word: 人民政府 办理."""
_PLACES = "市县区省州旗盟镇乡村道师"
"""What ends words for places: 城市, 开发区 are bodies only as 各开发区."""


@dataclass(frozen=True, slots=True)
class Name:
    """`text[start:end]` is named like a body. `specific`: an office with its field or a body as such (市水务局, 法院), or
    a class that a word before it bounds (各部门), no bare word for a class (部门, 单位)."""

    start: int
    end: int
    specific: bool


@cache
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str], re.Pattern[str]]:
    lists = read_words("bodies.yml")
    wholes = frozenset(lists["wholes"]) | frozenset(lists["national_names"])
    offices = frozenset(lists["offices"])
    fields = frozenset(lists["fields"])
    classes = frozenset([*lists["classes"], *lists["kinds"], *lists["anybody"]])
    level = re.compile(rf"(?:{alternatives(lists['levels'])})+(?:级|直)?$")
    return wholes, offices, fields, classes, level


@cache
def _endings() -> frozenset[str]:
    wholes, offices, _, classes, _ = _lists()
    return wholes | offices | classes


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """By the last character of endings of names: how long those are, the longest first."""
    return _lengths_of(_endings())


@cache
def _may_end() -> re.Pattern[str]:
    """The last character of endings of names."""
    return re.compile(f"(?!{_GOES_ON})[{re.escape(''.join(sorted(_lengths())))}]")


@cache
def _lengths_of_fields() -> dict[str, tuple[int, ...]]:
    return _lengths_of(_lists()[2])


def _lengths_of(words: frozenset[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for word in words:
        if len(word) <= _LONGEST:
            found.setdefault(word[-1], set()).add(len(word))
    return {last: tuple(sorted(lengths, reverse=True)) for last, lengths in found.items()}


def fields_of_work() -> frozenset[str]:
    """The words for what offices are about: 公安, 民政."""
    return _lists()[2]


def find_names(text: str, start: int, end: int) -> Iterator[Name]:
    """The names in `text[start:end]`, each as far back as its words are known; one that ends within a longer one is
    left out."""
    held: Name | None = None
    for last in _may_end().finditer(text, start + 1):
        if last.end() > end:
            break
        name = name_before(text, start, last.end())
        if name is None:
            continue
        if held is not None and name.start > held.start and name.start >= held.end:
            yield held
        held = name
    if held is not None:
        yield held


def name_before(text: str, start: int, end: int) -> Name | None:
    """The name that ends at `end` and begins no earlier than `start`, or None."""
    wholes, offices, fields, classes, _ = _lists()
    for length in _lengths().get(text[end - 1 : end], ()):
        if length > end - start:
            continue
        word = text[end - length : end]
        if word not in _endings():
            continue
        if word in wholes and word not in offices:
            from_ = _reach(text, start, end - length)
            return Name(from_, end, (word not in classes or from_ < end - length) and word[-1] != "区")
        if word in offices and (field := _field(text, start, end - length, fields)):
            return Name(_reach(text, start, end - length - field), end, True)
        if word in classes and length > 1 and (word[-1] not in _PLACES or _marked(text, start, end - length)):
            from_ = _reach(text, start, end - length)
            return Name(from_, end, from_ < end - length)
    return None


def _field(text: str, start: int, end: int, fields: frozenset[str]) -> int:
    """The length of the longest field of work that ends at `end`, 0 where none does."""
    lengths = _lengths_of_fields().get(text[end - 1 : end], ())
    return next((n for n in lengths if 1 < n <= end - start and text[end - n : end] in fields), 0)


def _reach(text: str, start: int, at: int) -> int:
    """Where the level words before a name begin: 市, 各县区."""
    from_ = max(start, at - 8)
    level = _lists()[4].search(text, from_, at)
    at = level.start() if level else at
    before = _BEFORE.search(text[from_:at])
    return at - len(before[0]) if before else at


def _marked(text: str, start: int, at: int) -> bool:
    """Whether a word stands before that makes bodies of places: 各."""
    before = _BEFORE.search(text[max(start, at - 6) : at])
    return bool(before and before[0])
