"""Short names that the text gives once and uses from there: 市委全面依法治市委员会办公室(以下简称依法治市办)."""

from __future__ import annotations

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.reading.agencies.names.acts import ACTS
from builder.reading.agencies.names.bodies import is_body
from builder.reading.agencies.names.levels import level_word
from builder.reading.agencies.names.offices import ends_as_body

_SHORT = re.compile(
    r"[(（](?:(?:以下|下)(?:统)?(?:简|统|并)?|简)称(?:为)?[:：]?[“\"‘']?(?P<short>[^()（）“”\"‘’']{2,20})[”\"’']?[)）]"
)
_FULL = re.compile(r"[^\s,，。;；:：()（）]{2,40}\Z")
"""What stands before the bracket that gives a short name."""
_EITHER = re.compile(r"^[^的]{2,16}(?:单位|部门|机构|企业)(?:或者?|[和及、])[^的]{2,16}$")
_OFFICES = ("办公室", "秘书处")
_SEAT = re.compile("设在|挂靠|设于|加挂在")
_BEFORE = re.compile(r"由|向|经|和|及|与|请")


def read_aliases(text: str) -> dict[str, str]:
    """Short name → full name, for the bodies that `text` gives a short name."""
    found: dict[str, str] = {}
    for each in find_definitions(text, 0, len(text)):
        found.setdefault(each.short, each.name)
    return found


@dataclass(frozen=True, slots=True)
class Definition:
    """A body that is given a short name: `text[start:end]` is its name with the bracket. `called`: what stands there;
    its `name` is that, or the short one where that alone says whose it is (领导小组办公室，简称县禁烧办)."""

    name: str
    short: str
    start: int
    end: int
    called: str


def find_definitions(text: str, start: int, end: int) -> list[Definition]:
    """The bodies that `text[start:end]` gives a short name, in order."""
    found: list[Definition] = []
    at = start
    for match in _SHORT.finditer(text, start, end):
        if (before := _FULL.search(text, max(at, match.start() - 40), match.start())) is None:
            continue
        at = match.end()
        # 办公室设在县农业局（以下简称“县禁烧办”）: the office is called so, not who houses it
        seat = _SEAT.search(before[0])
        words = before[0][: seat.start()] if seat else before[0]
        full = called = _body_at_end(words) or (words if seat and words.endswith(_OFFICES) else None)
        if called and level_word(match["short"]) and level_word(called) is None and called.endswith(_OFFICES):
            full = match["short"].strip()
        if _EITHER.search(before[0]) and match["short"].endswith(("单位", "部门", "机构", "企业")):
            full = called = match[
                "short"
            ].strip()  # 用人单位或代理机构（以下简称申报单位）: the short name is of either
        if full and called and not before[0].endswith(("》", "〉")):
            begin = match.start() - len(before[0]) + len(words) - min(len(called), len(words))
            found.append(Definition(full, match["short"].strip(), begin, match.end(), called))
    return found


def _body_at_end(words: str) -> str | None:
    """The name of a body that `words` end with: 报送省委全面依法治省委员会办公室 → without 报送."""
    if not ends_as_body(words):
        return None
    begin = 0
    while verb := ACTS.match(words, begin) or _BEFORE.match(words, begin):
        begin = verb.end()
    return next((words[at:] for at in range(begin, len(words)) if is_body(words[at:])), words[begin:] or words)
