"""Short names that the text gives once and uses from there: 市委全面依法治市委员会办公室(以下简称依法治市办)."""

from __future__ import annotations

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.reading.agencies.names.acts import ACTS
from builder.reading.agencies.names.bodies import is_body
from builder.reading.agencies.names.offices import ends_as_body

_SHORT = re.compile(
    r"(?P<full>[^\s,，。;；:：()（）]{2,40})[(（](?:以下|下)(?:统)?(?:简|统"
    r"|并)?称(?:为)?[:：]?[“\"‘']?(?P<short>[^()（）“”\"‘’']{2,20})[”\"’']?[)）]"
)
_EITHER = re.compile(r"^[^的]{2,16}(?:单位|部门|机构|企业)(?:或者?|[和及、])[^的]{2,16}$")
_BEFORE = re.compile(r"由|向|经|和|及|与|请")


def read_aliases(text: str) -> dict[str, str]:
    """Short name → full name, for the bodies that `text` gives a short name."""
    found: dict[str, str] = {}
    for each in find_definitions(text, 0, len(text)):
        found.setdefault(each.short, each.name)
    return found


@dataclass(frozen=True, slots=True)
class Definition:
    """A body that is given a short name: `text[start:end]` is its name with the bracket."""

    name: str
    short: str
    start: int
    end: int


def find_definitions(text: str, start: int, end: int) -> list[Definition]:
    """The bodies that `text[start:end]` gives a short name, in order."""
    found: list[Definition] = []
    if text.find("称", start, end) < 0:
        return found
    for match in _SHORT.finditer(text, start, end):
        full = _body_at_end(match["full"])
        if _EITHER.search(match["full"]) and match["short"].endswith(("单位", "部门", "机构", "企业")):
            full = match["short"].strip()  # 用人单位或代理机构（以下简称申报单位）: the short name is of either
        if full and not match["full"].endswith(("》", "〉")):
            found.append(
                Definition(
                    full, match["short"].strip(), match.end("full") - min(len(full), len(match["full"])), match.end()
                )
            )
    return found


def _body_at_end(words: str) -> str | None:
    """The name of a body that `words` end with: 报送省委全面依法治省委员会办公室 → without 报送."""
    if not ends_as_body(words):
        return None
    begin = 0
    while verb := ACTS.match(words, begin) or _BEFORE.match(words, begin):
        begin = verb.end()
    return next((words[at:] for at in range(begin, len(words)) if is_body(words[at:])), words[begin:] or words)
