"""The head of a notice, and the foot of its covering letter, that ran together on one line:
…的通知某府发〔2019〕17号各区县人民政府：… · …认真贯彻执行。某市人民政府2015年7月6日某市规划(2015-2020年)….

What comes next tells where a part ends: a title where a number or the addressees follow, a signature
where a date follows, a plan's title because the covering letter has named it in 《》.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.outline.lines import is_addressee, is_signature

_KIND = re.compile(
    r"(?:通知|意见|方案|规划|计划|办法|细则|规定|决定|报告|要点|纲要|公告|通告|批复|措施|条例|函|通报|分工)"
    r"(?:[（(][^（）()。]{1,25}[）)])?[》”]?(?![的》”])"
)
_NUMBER = re.compile(
    r"(?!的)[\u4e00-\u9fff]{1,12}[〔\[［（(【]\s?(?:19|20)[0-9]{2}\s?[〕\]］）)】]\s?第?\s?[0-9]{1,4}\s?号"
)
_ADDRESSEES = re.compile(r"[^。；！？《》:：\n]{2,300}[：:]")
_DATE = r"[12][0-9]{3}\s?年\s?[0-9]{1,2}\s?月\s?[0-9]{1,2}\s?日"
_FOOT = re.compile(
    rf"(?<=[。！])(?P<issuer>[^。！？；：，,]{{4,80}}?)?(?P<date>{_DATE})(?P<note>[（(]此件[^（）()]{{1,20}}[）)])?"
)
_EXTENSION = re.compile(r"[（(][^（）()]{1,25}[）)]")
_LONGEST = 150  # characters of a title


def head_breaks(words: str) -> Iterator[int]:
    """Where number, title and addressees at the beginning of a line end."""
    at = len(words) - len(words.lstrip())
    number = _NUMBER.match(words, at)
    if number and words.startswith(("关于", "印发"), number.end()):
        yield number.end()
        at = number.end()
    end = _title_end(words, at)
    if end is None:
        return
    end = _past_blanks(words, end)
    yield end
    number = _NUMBER.match(words, end)
    if number:
        end = _past_blanks(words, number.end())
        yield end
    addressees = _ADDRESSEES.match(words, end)
    if addressees and is_addressee(addressees.group()):
        yield addressees.end()


def _past_blanks(words: str, at: int) -> int:
    while at < len(words) and words[at].isspace():
        at += 1
    return at


def _title_end(words: str, start: int) -> int | None:
    """The end of a title that a number or addressees follow."""
    for kind in _KIND.finditer(words, start, start + _LONGEST):
        title = words[start : kind.end()]
        if "。" in title or "；" in title:
            return None
        if title.count("《") > title.count("》") or len(title) < 6:
            continue
        after = _past_blanks(words, kind.end())
        addressees = _ADDRESSEES.match(words, after)
        if _NUMBER.match(words, after) or ("关于" in title and addressees and is_addressee(addressees.group())):
            return kind.end()
    return None


def foot_breaks(words: str, titles: frozenset[str]) -> Iterator[int]:
    """Where signature, date, note and the plan's title after a covering letter begin and end."""
    for foot in _FOOT.finditer(words):
        issuer = foot["issuer"] or ""
        rest = words[foot.end() :]
        title = max((title for title in titles if rest.startswith(title)), key=len, default="")
        if (issuer and not is_signature(issuer)) or not (title or not rest.strip() or foot["note"]):
            continue
        yield foot.start()
        yield foot.start("date")
        yield foot.end("date")
        if foot["note"]:
            yield foot.end()
        if title:
            extension = _EXTENSION.match(words, foot.end() + len(title))
            yield extension.end() if extension else foot.end() + len(title)
