"""Headings of items: what a short line of its own says, or a short first sentence in a row of such."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from builder.language import lazy_re as re
from builder.language.broken_names import opens_name
from builder.language.document_lines import is_body
from builder.language.lazy_dataclasses import dataclass
from builder.language.role_words import CLAUSE_LINE
from builder.language.wordlists import read_data

LINE = 60
"""A line of its own without a full stop is a heading up to this length."""
SENTENCE_LINE = 40
"""A line of its own that ends with a full stop is one up to this length."""
SENTENCE = 35
"""A first sentence is a heading up to this length: about 30 characters, a long one of two halves more."""
NAME = 25
"""What stands before a colon, a dash or a wide space is a heading up to this length."""

_STOP = re.compile(r"[。！？!?]")
_COLON = re.compile(r"[：:]|——|[ \u00a0]{2,}|\u3000")
_ORDINAL_TEXT = re.compile(r"(?<![之统唯第])一(?:是|要(?!求))|首先")
_CLOSING = "。.．：:；;，,、 \u3000"
# 第一阶段：动员部署（3月1日至15日）。: the name follows its number
_ONLY_COUNTS = re.compile(r"第[一二三四五六七八九十]+(?:阶段|步|步骤|环节)")
# 铁佛村：改厕22户。 · 其余各镇：…: places that act
_PLACES = re.compile(r"(?:其[余他它]|[一-龥]{1,6}(?:社区|街道|村|镇|乡)\Z)")
# Nothing but one bracket: (责任单位：甲、乙（丙）)
_ONLY_BRACKET = re.compile(r"\s*[（(\[【〔][^（()）]*(?:[（(][^（()）]*[)）][^（()）]*)*[)）\]】〕]\s*[。；;]?\s*\Z")
# 第三条 【适用范围】… · 第三条（适用范围）…: the name of an article
_ARTICLE_NAME = re.compile(
    r"\s*(?:【(?P<name>[^】，。]{2,20})】|[（(](?P<other>[^（()），。]{2,20})[)）])\s*(?=[^\s。，；])"
)
_LEADS_OVER = re.compile(r"[，,]|下列|以下|如下|之一|包括|分别|其中")
_UNFINISHED = re.compile(r"(?:[、，,和与及对为在以]|(?<!目)的)\s*\Z")
# 县林草局要更换警示牌: a sentence that says who must do something names no item
_WHO_MUST = re.compile(
    r"(?:[^，,；;：:、]{2,16}、){0,6}[^，,；;：:、]{0,16}(?:[局委办厅部府院队处科室站所会组镇乡村]|中心|单位|部门|机关|企业|学校|公司|街道|社区|地区|各[省市县区州旗盟]|各地|"
    r"[你我][省市县区州旗盟])(?:要(?![求素点害闻件领])|应当|应该|必须|须(?!知)|不得|负责(?![人制]))"
)
_CONTINUES = re.compile(r"\s*[、，,）)》”的和与及]")


@dataclass(frozen=True, slots=True)
class Opening:
    """How an item opens: `line` the heading that its first line is, `sentence` the one that its first
    sentence may be in a row of such, `whole` the words of an item that says nothing more."""

    line: str | None
    sentence: str | None
    whole: str | None = None


@cache
def _run_on() -> list[tuple[str, re.Pattern[str]]]:
    known = read_data("headings.yml", Path(__file__).parent)
    return [(name, re.compile(follow)) for name, follow in known["run_on"].items()]


def read_article(words: str) -> Opening:
    """How an article (第三条) opens: what it has of a heading is a name in a bracket, or a line that is no sentence."""
    first = words.partition("\n")[0]
    if name := _ARTICLE_NAME.match(first):
        return Opening((name["name"] or name["other"]).strip(), None)
    return Opening(None, None) if _STOP.search(first) else read_opening(words, False)


def read_opening(words: str, followed: bool) -> Opening:
    """How an item with the own text `words` (further paragraphs after line ends) opens. `followed`:
    sub-items follow it."""
    first, _, rest = words.partition("\n")
    second = rest.partition("\n")[0]
    if second and continues(first, second):
        first, rest = first + second, rest.partition("\n")[2]
    bare = first.rstrip(_CLOSING)
    if not bare:
        return Opening(None, None)
    if name := _run_on_name(first):
        return Opening(name, name)
    stop = _STOP.search(first)
    one = stop is None or not first[stop.end() :].strip(" ”）)")  # the line is one sentence
    says_who = stop is not None and bool(_WHO_MUST.match(bare))
    short = len(bare) <= (SENTENCE_LINE if stop else LINE)
    if one and short and not says_who and not _STOP.search(bare) and not _introduces(first):
        more = followed or any(not CLAUSE_LINE.match(line) for line in rest.split("\n") if line.strip())
        if more or (rest.strip() and not stop):
            return Opening(bare, bare)
    if (name := _labelled_name(first)) and not _ONLY_COUNTS.fullmatch(name):
        return Opening(None, None if _are_bodies(name) else name)
    if one and not rest.strip() and len(bare) <= SENTENCE and not re.search("[，,：:；;。]", bare):
        return Opening(None, None, None if _WHO_MUST.match(bare) else bare)
    only_clause = stop is not None and not rest.strip() and _ONLY_BRACKET.match(first, stop.end())
    sentence = "" if one or stop is None or only_clause else first[: stop.start()].strip()
    is_name = 0 < len(sentence) <= SENTENCE and not _WHO_MUST.match(sentence) and not _are_bodies(sentence)
    return Opening(None, sentence if is_name else name)


def _run_on_name(first: str) -> str | None:
    """What names the item where its text runs on without a mark: …职责一是加强…, 指导思想以…为指导."""
    if ordinal := _ORDINAL_TEXT.search(first):
        name = first[: ordinal.start()].rstrip(_CLOSING + "\t")
        if name and len(name) <= SENTENCE and not _STOP.search(name):
            return name
    return next(
        (
            name
            for name, follow in _run_on()
            if first.startswith(name) and (first.startswith("。", len(name)) or follow.match(first, len(name)))
        ),
        None,
    )


def _labelled_name(first: str) -> str | None:
    """What stands before a colon, a dash or a wide space: 县财政局：落实…资金."""
    colon = _COLON.search(first, 2)
    name = first[: colon.start()].strip() if colon else ""
    named = name and len(name) <= NAME and not _STOP.search(name) and not re.search("[，,；;、“《（(]", name)
    return name if named and not _introduces(name + "：") and first[colon.end() if colon else 0 :].strip() else None


def _are_bodies(name: str) -> bool:
    """Whether words before what is to be done only say who does it: 市公安局：登记上牌。"""
    return all((opens_name(each) and is_body(each)) or _PLACES.match(each) for each in re.split("[、和]", name))


def _introduces(first: str) -> bool:
    """Whether a line only leads over to a list: 符合下列条件之一的：, 履行下列职责：, 重点做好以下工作：."""
    bare = first.rstrip()
    return bare.endswith(("：", ":")) and (len(bare) > NAME or bool(_LEADS_OVER.search(bare)))


def continues(first: str, second: str) -> bool:
    """Whether the next line goes on with a heading whose line was broken: a bracket or quotation is
    open, or its words cannot end so."""
    if len(first) > LINE // 2 + 10 or _STOP.search(first) or len(second) > LINE // 2:
        return False
    if _STOP.search(second.rstrip(_CLOSING)):
        return False
    opened = any(first.count(a) > first.count(b) for a, b in ("《》", "“”", "（）", "()", "〈〉"))
    return opened or bool(_UNFINISHED.search(first)) or bool(_CONTINUES.match(second))


def choose_headings(rows: Sequence[Sequence[Opening]]) -> list[list[str | None]]:
    """The headings of rows of siblings: a line of its own always is one, a first sentence where most
    of its row open so. A row of one is judged by all items of the rows given."""
    every = _mostly_named([opening for row in rows for opening in row])
    chosen = []
    for row in rows:
        most = _mostly_named(row) if len(row) > 1 else every
        chosen.append([opening.line or (opening.sentence or opening.whole if most else None) for opening in row])
    return chosen


def _mostly_named(row: Sequence[Opening]) -> bool:
    return 2 * sum(1 for opening in row if opening.line or opening.sentence) > len(row)
