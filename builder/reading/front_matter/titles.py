"""Titles: found at the head of a part, their broken lines joined, without what pages put around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.language import lazy_re as re
from builder.language.dates import UNNAMED_DATE, read_date
from builder.language.document_lines import NUMBER, closes_title, extends_title, is_signature
from builder.language.lazy_dataclasses import dataclass
from builder.outline.model import Outline, Part

_NUMBER_BEFORE = re.compile(
    r"^\s*[\u4e00-\u9fff]{1,12}[〔\[［（(【](?:19|20)[0-9]{2}[〕\]］）)】]\s*第?\s*[0-9]{1,5}\s*号\s*(?=\S)"
)
_NUMBER_BEHIND = re.compile(
    rf"(?<!\s)\s*[（(]\s*(?:(?P<date>{UNNAMED_DATE})\s*)?(?P<number>{NUMBER.pattern})"
    rf"(?:[，,、；;\s]*(?P<day>{UNNAMED_DATE})(?:公布|发布|印发)?)?\s*[)）]\s*$"
)
_DAY_BEHIND = re.compile(r"(?<!\s)\s*[（(]\s*(?:19|20)[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}\s*[)）]\s*$")
# 【某省人民政府】关于…, 【全国】《…》: what a database puts before the title, not the beginning of one (【试行】办法)
_PUBLISHER_BEFORE = re.compile(
    r"^\s*【(?P<publisher>全国|[\u4e00-\u9fff]{2,24}(?:政府|[省市县区州盟旗委局厅部院办]|办公室|办公厅))】\s*(?=《|关于|[\u4e00-\u9fff]{6})"
)
_KINDS = "方案|计划|意见|办法|细则|规划|纲要|要点|措施|规定|预案|制度|通知|决定|通报|公告|函|批复|报告"
_KIND_ALONE = re.compile(
    rf"(?:的|总体|具体|若干|实施|工作|行动|专项|管理|暂行|分工|试行|攻坚|应急|整治|考核|推进|三年){{0,2}}(?:{_KINDS})"
)
_ENDS_IN_KIND = re.compile(rf"(?:{_KINDS}|[令》）)])$")
_ON_COVER = re.compile(
    r"目\s*录|[12二一][0-9〇○零一二三四五六七八九]{3}\s*年(?:\s*[0-9一二三四五六七八九十]{1,3}\s*月(?:\s*[版编制印]{1,2})?)?"
)
"""What stands on a cover below the title: 二〇二四年四月, 目录."""
_OWN_FILE = re.compile(
    r"(?P<number>[\u4e00-\u9fff]{1,12}[〔\[［（(【](?:19|20)[0-9]{2}[〕\]］）)】]\s*第?\s*[0-9]{1,5}\s*号)"
    r"\s*(?P<name>[^/()\n]{4,80}?)\.(?:pdf|docx?|wps|ofd)(?![a-z0-9])",
    re.I,
)
_NAMES_BODY = re.compile(r"([\u4e00-\u9fff]{3,40}?)(?:关于|印发|转发|批转)")
_ISSUE_HEAD = re.compile(r"\A(?!.*关于)[^《》]{0,30}(?:通报|专报|简报|快报|信息|动态|纪要)\s*\Z")
_ORDER_HEAD = re.compile(r"\A[^《》]{0,30}(?:令|公告|通告)\s*\Z")


@dataclass(frozen=True, slots=True)
class Titled:
    """A title in the text: its words joined, and the place of its lines."""

    words: str
    start: int
    end: int


def find_titles(text: str, outline: Outline, part: Part | None) -> list[Titled]:
    """The titles at the head of a part, each with its broken lines joined."""
    found: list[Titled] = []
    last_end = -1
    complete = True
    for block in outline.blocks_of(part, "title"):
        words = text[block.start : block.end].strip()
        if _ON_COVER.fullmatch(words):
            complete = True
            continue
        adjoining = block.start == last_end
        goes_on = extends_title(words) or (found and _ends_without_kind(found[-1].words, words))
        if found and adjoining and (goes_on or not (complete or _is_own(found[-1].words, words))):
            found[-1] = Titled(found[-1].words + words, found[-1].start, block.end)
        else:
            found.append(Titled(words, block.start, block.end))
        complete = closes_title(found[-1].words)
        last_end = block.end
    return [Titled(bare_title(title.words), title.start, title.end) for title in found]


def _ends_without_kind(above: str, words: str) -> bool:
    """Whether the line `words` only says what kind of paper the title above it is: 某设备更新工作 ⏎ 实施方案."""
    return bool(_KIND_ALONE.fullmatch(words)) and not _ENDS_IN_KIND.search(above)


def _is_own(above: str, words: str) -> bool:
    """Whether words are a whole title below something else: 某公报, or the issuer's own letterhead, above
    某局关于…的通知."""
    body = _NAMES_BODY.match(words)
    if not body or not closes_title(words) or re.search("关于|转发|印发|《", above):
        return False
    return is_signature(body[1]) and (above.endswith(body[1]) or not is_signature(above))


def bare_title(title: str) -> str:
    """The title without what pages put around it: its number (某政发〔2020〕1号 before it, or in brackets
    behind it), the day it was put there, and title marks around the whole (《…的通知》)."""
    title = _NUMBER_BEFORE.sub("", _NUMBER_BEHIND.sub("", _DAY_BEHIND.sub("", title))).strip()
    title = _PUBLISHER_BEFORE.sub("", title)
    if title.startswith("《") and title.endswith("》") and title.count("《") == 1:
        return title[1:-1]
    return title


def number_of_title(words: str) -> str | None:
    """The number that a page prints before a title or in brackets behind it."""
    before, behind = _NUMBER_BEFORE.match(words), _NUMBER_BEHIND.search(words)
    return before[0] if before else behind["number"] if behind else None


def number_of_file(texts: Iterable[str], title: str) -> str | None:
    """The number that the notice's own file is named with on its page: 某府规〔2023〕3号2024年某命令.pdf."""
    bare = "".join(title.split())
    for text in texts:
        for file in _OWN_FILE.finditer(text) if bare and "." in text else ():
            if "".join(file["name"].split()) in bare:
                return "".join(file["number"].split())
    return None


def date_of_title(words: str) -> str | None:
    """The date beside the number in brackets behind a title: （1996年4月2日某政发〔1996〕8号）."""
    behind = _NUMBER_BEHIND.search(words.strip())
    return read_date(behind["date"] or behind["day"] or "") if behind else None


def publisher_of_title(words: str) -> str | None:
    """Whose document it is by what a database puts before its title: 某省人民政府 of 【某省人民政府】关于…"""
    before = _PUBLISHER_BEFORE.match(words)
    return before["publisher"] if before else None


def announces(title: str, plan: str) -> bool:
    """Whether `title` is that of a notice that brings `plan`: 关于印发某方案的通知, 某方案."""
    return bool(
        re.search(
            rf"(?:印发|转发|发布|公布)[^《》]{{0,12}}《?{re.escape(plan)}》?[^《》]{{0,12}}的(?:通知|公告|函)", title
        )
    )


def heads_issue(title: str) -> bool:
    """督查通报, 某县政务专报: what stands above 第17期 and completes it."""
    return bool(_ISSUE_HEAD.search(title))


def heads_order(title: str) -> bool:
    """某省人民政府令, 某局公告: what stands above 第12号 and completes it."""
    return bool(_ORDER_HEAD.search(title)) and "关于" not in title


def choose_title(titles: Sequence[Titled]) -> str | None:
    """The title nearest to the text: pages repeat it above, often shortened or as their own."""
    whole = [title.words for title in titles if closes_title(title.words)]
    if not whole:
        return None
    last = whole[-1]
    if announcing := next((title for title in whole[:-1] if announces(title, last)), None):
        return announcing
    if heads_order(last) and len(whole) > 1 and len(last) <= 20:
        return whole[-2]
    return last


def named_plan(title: str | None, *, within: bool = False) -> str | None:
    """关于印发《某方案》的通知 → 某方案. `within`: only where the notice itself brings the plan (印发), not
    where it forwards or announces one."""
    verbs = "印发" if within else "印发|转发|发布|公布"
    named = re.search(rf"(?:{verbs})(?P<whole>[^《》]{{0,12}}《[^《》]+》(?P<kind>[^《》]{{2,20}}))的通知", title or "")
    if named and closes_title(named["kind"]) and not named["kind"].startswith("等"):
        return named["whole"]  # 印发贯彻《某细则》措施的通知: the measures, not the rules
    match = re.search(rf"(?:{verbs})[^《]{{0,20}}《([^《》]+(?:〈[^〉]*〉[^《》]*)?)》", title or "")
    return match[1] if match else None
