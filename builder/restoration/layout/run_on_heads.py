"""The head of a notice, and the foot of its covering letter, that ran together on one line:
…的通知某府发〔2019〕17号各区县人民政府：… · …认真贯彻执行。某市人民政府2015年7月6日某市规划(2015-2020年)….

What comes next tells where a part ends: a title where a number or the addressees follow, a signature
where a date follows, a plan's title because the covering letter has named it in 《》.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.language import lazy_re as re
from builder.language.document_lines import is_addressee, is_date, is_signature
from builder.language.numerals import ZERO

_KIND = re.compile(
    r"(?:通知|意见|方案|规划|计划|办法|细则|规定|决定|报告|要点|纲要|公告|通告|批复|措施|条例|函|通报|分工|命令|决议|公报|请示|纪要)"
    r"(?:[（(][^（）()。]{1,25}[）)])?[》”]?(?![的》”])"
)
_NUMBER = re.compile(
    r"(?!的)[\u4e00-\u9fff]{1,12}[〔\[［（(【]\s?(?:19|20)[0-9]{2}\s?[〕\]］）)】]\s?第?\s?[0-9]{1,4}\s?号"
)
_ADDRESSEES = re.compile(r"[^。；！？《》:：\n]{2,300}[：:]")
_DATE = (
    r"(?:[12][0-9]{3}\s?年\s?[0-9]{1,2}\s?月\s?[0-9]{1,2}\s?日"
    rf"|[一二][{ZERO}一二三四五六七八九]{{3}}\s?年\s?[元一二三四五六七八九十]{{1,2}}\s?月\s?[一二三四五六七八九十]{{1,3}}\s?日)"
)
_DAY = re.compile(_DATE)
_NOTE = r"[（(](?:此件[^（）()]{1,120}|公开[^（）()]{1,20}|(?:本文)?有删减)[）)]"
# （此件公开发布）某市应急预案: the title below the foot of the covering letter
_NOTED_TITLE = re.compile(
    rf"(?:\A|(?<=[\s日]))(?P<note>{_NOTE})\s*(?P<title>[^。；：，！？（）()\n]{{3,60}}"
    r"(?:方案|计划|规划|意见|办法|要点|规定|细则|措施|纲要|预案|条例|清单|标准|指南|制度))(?=\s|\Z)"
)
_FOOT = re.compile(
    rf"(?<=[。！）)])\s*(?P<issuer>[^。！？；：，,]{{4,80}}?)?\s*(?P<date>{_DATE})(?P<note>\s*{_NOTE})?(?!\s*印发)"
)
# 平潭综合实验区财政金融局关于印发…: the issuer, as the head has it
_ISSUER = re.compile(r"(?:\A|[\s\n号])([\u4e00-\u9fff]{4,30}?)\s*(?:关于|印发)")
# 某市工作方案 为贯彻…: the title of the plan, whatever the covering letter calls it
_PLAN = re.compile(
    r"[^。；：，！？\n]{4,70}?(?:方案|计划|规划|意见|办法|要点|规定|细则|措施|纲要)(?:[（(][^（）()]{1,25}[）)])?(?=\s|为|根据|按照|依据|[一第]\S?[、章])"
)
_LISTED = re.compile(r"(?<=[。 ])附件[：:](?=[^。]*\Z)")
# 附件：某方案某局2020年1月2日附件某方案一、…: the list of attachments and the head of the attachment say one title,
# with or without 附件 above the second
_LISTED_FOOT = re.compile(
    rf"(?<=[。！])\s*(?P<list>附件[：:]\s?(?P<title>[^。；：:]{{4,60}}))\s*(?P<issuer>[^。；：，,]{{4,40}}?)"
    rf"\s*(?P<date>{_DATE})\s*(?:(?P<label>附件)\s*)?(?P=title)"
)
# 附件：1.某表2.某表2020年1月2日（联系人：…）: the list of attachments and the date, at the very end
_LISTED_DATE = re.compile(
    rf"(?:\A|(?<=[。！]))\s*(?P<list>附件\s?[：:][^。]{{4,400}}?)\s*(?P<date>{_DATE})"
    r"(?P<note>\s*[（(](?:此件|公开|联系人)[^（）()]{1,80}[）)])?\s*\Z"
)
_IMPRINT = re.compile(rf"(?<=[。\s）)])(?P<issuer>[\u4e00-\u9fff]{{4,40}}?)\s*{_DATE}\s*印发\s*(?=\Z|附件|\s)")
_PAPER = "(?:(?:部门)?文件|公文稿纸|会议纪要)?"
# 某省教育厅文件某教发〔2020〕3号某省教育厅关于…: what is printed above a title
_LETTERHEAD = re.compile(
    r"(?P<head>[\u4e00-\u9fff]{4,60}(?:厅|局|委员会|人民政府|办公室|指挥部|公司|集团)"
    rf"{_PAPER})\s*"
    r"(?P<number>[\u4e00-\u9fff]{2,10}[〔\[［（(【]\s?(?:19|20)[0-9]{2}\s?[〕\]］）)】]\s?第?\s?[0-9]{1,4}\s?号)\s*"
    r"(?=[\u4e00-\u9fff]{0,60}?(?:关于|印发))"
)
# 某省教育厅公文稿纸某省教育厅关于…
_DOUBLED = re.compile(
    rf"(?P<issuer>[\u4e00-\u9fff]{{4,60}}?(?:厅|局|委员会|人民政府|办公室)){_PAPER}(?P=issuer)?(?=(?P=issuer)(?:关于|印发))"
)
_EXTENSION = re.compile(r"[（(][^（）()]{1,25}[）)]")
# …的通知要求，各区…: a document that is spoken of
_SPEAKS_OF = re.compile("[，、。；的]|要求|精神|规定|部署|等|中|以来")
# 各镇人民政府：, 市直有关部门：
_OPENS_ADDRESS = re.compile("各|[省市县区州盟旗镇乡][直级]|有关|相关")
_LONGEST = 150  # characters of a title


def head_breaks(words: str, *, addressed: bool = False) -> Iterator[tuple[int, int]]:
    """Where number, title and addressees at the beginning of a line end: the spans that the break takes.
    `addressed`: addressees are looked for although no title stands before them in the line."""
    at = len(words) - len(words.lstrip())
    if letterhead := _LETTERHEAD.match(words, at):
        yield letterhead.end("head"), letterhead.start("number")
        yield letterhead.end("number"), letterhead.end()
        at = letterhead.end()
    if doubled := _DOUBLED.match(words, at):
        at = doubled.end()
        yield at, at
    number = _NUMBER.match(words, at)
    if number:
        end = _past_blanks(words, number.end())
        if words.startswith(("关于", "印发"), end) or _title_end(words, end) is not None:
            yield number.end(), end
            at = end
    title = _title_end(words, at)
    if title is not None:
        at = _past_blanks(words, title)
        yield title, at
        number = _NUMBER.match(words, at)
        if number:
            at = _past_blanks(words, number.end())
            yield number.end(), at
    addressees = _ADDRESSEES.match(words, at)
    if (
        addressees
        and is_addressee(addressees.group())
        and (addressed or title is not None or _OPENS_ADDRESS.match(addressees.group()))
    ):
        yield addressees.end(), _past_blanks(words, addressees.end())


def noted_titles(words: str) -> Iterator[tuple[int, int]]:
    """Between a note at the foot of a covering letter and the title of the plan behind it."""
    for note in _NOTED_TITLE.finditer(words):
        yield note.end("note"), note.start("title")


def _past_blanks(words: str, at: int) -> int:
    while at < len(words) and words[at].isspace():
        at += 1
    return at


def _title_end(words: str, start: int) -> int | None:
    """The end of a title that a number or addressees follow, the last such: 关于印发《某条例》实施办法的通知."""
    found = None
    for kind in _KIND.finditer(words, start, start + _LONGEST):
        title = words[start : kind.end()]
        if any(sign in title for sign in "。；：:"):
            break
        if title.count("《") > title.count("》") or len(title) < 6:
            continue
        after = _past_blanks(words, kind.end())
        if _SPEAKS_OF.match(words, after):
            continue
        addressees = _ADDRESSEES.match(words, after)
        if _NUMBER.match(words, after) or (kind[0].startswith("纪要") and _DAY.match(words, after)):
            return kind.end()
        if "关于" in title and addressees and is_addressee(addressees.group()):
            found = kind.end()
    return found


def foot_breaks(words: str, titles: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where signature, date, note and the plan's title after a covering letter begin and end, and where the
    imprint at the very end begins (某局办公室2021年10月19日印发)."""
    for foot in _LISTED_FOOT.finditer(words):
        if is_signature(foot["issuer"]):
            for part in ("list", "issuer", "date", "label"):
                if foot[part]:
                    yield _before_blanks(words, foot.start(part)), foot.start(part)
            head = foot.end("label" if foot["label"] else "date")
            yield head, _past_blanks(words, head)
            yield foot.end(), _past_blanks(words, foot.end())
    if listed_date := _LISTED_DATE.search(words):
        for part in ("list", "date", "note"):
            if listed_date[part]:
                at = _past_blanks(words, listed_date.start(part))
                yield _before_blanks(words, at), at
    for foot in _feet(words):
        issuer = foot["issuer"] or ""
        at = _past_blanks(words, foot.end())
        # What could not be shown between signature and title (the break of a page) was made a question mark.
        at += words.startswith("？", at) and _plan_title(words, at + 1, titles) is not None
        title = _plan_title(words, at, titles)
        ends = title or at == len(words) or foot["note"] or words.startswith("附件", at)
        if (issuer and not is_signature(issuer)) or not ends:
            continue
        begin = foot.start("issuer") if issuer else foot.start("date")
        if listed := _LISTED.search(words, max(0, begin - 200), begin):
            yield _before_blanks(words, listed.start()), listed.start()
        yield _before_blanks(words, begin), begin
        if issuer:
            yield foot.end("issuer"), foot.start("date")
        if foot["note"]:
            yield foot.end("date"), _past_blanks(words, foot.end("date"))
        yield foot.end(), at
        if title:
            yield title, _past_blanks(words, title)
    for imprint in _IMPRINT.finditer(words, max(0, len(words) - 200)):
        if is_signature(imprint["issuer"]):
            yield _before_blanks(words, imprint.start()), imprint.start()


def signature_break(words: str, below: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the signature stands on the line of the last sentence, the date on the line `below`: behind a wide space,
    or where it is the issuer that the head of `text` names."""
    foot = _SIGNED.search(words)
    if foot is None or not is_date(below) or not is_signature(foot["issuer"]):
        return
    named = foot["issuer"] in _ISSUER.findall(text[:1500])
    if named or len(foot["gap"]) >= _WIDE_GAP:
        yield foot.start("gap"), foot.end("gap")


_WIDE_GAP = 3
_SIGNED = re.compile(r"(?<=[。！）)])(?P<gap>[ \u00a0\u3000\t]*)(?P<issuer>[^\s。；：，,！？]{4,40})\s*\Z")


def _feet(words: str) -> Iterator[re.Match[str]]:
    """A body and a date after a sentence; and the issuer that the head names with a date, wherever it stands."""
    yield from _FOOT.finditer(words)
    for issuer in dict.fromkeys(_ISSUER.findall(words[:1500])):
        if is_signature(issuer):
            yield from re.finditer(
                rf"(?P<issuer>{re.escape(issuer)})\s*(?P<date>{_DATE})(?P<note>\s*{_NOTE})?(?!\s*印发)", words
            )


def _plan_title(words: str, at: int, titles: frozenset[str]) -> int | None:
    """The end of the title that stands at `at`: one that the text has in 《》, or the name of a plan."""
    named = max((title for title in titles if words.startswith(title, at)), key=len, default="")
    if named:
        extension = _EXTENSION.match(words, at + len(named))
        return extension.end() if extension else at + len(named)
    plan = _PLAN.match(words, at)
    return plan.end() if plan else None


def _before_blanks(words: str, at: int) -> int:
    while at > 0 and words[at - 1].isspace():
        at -= 1
    return at
