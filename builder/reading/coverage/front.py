"""Notice-level facts: words of a title, number, date or place that stand in the text and are not in the front
matter, or do not fit what is."""

from __future__ import annotations

from collections.abc import Iterator

from builder.language import lazy_re as re
from builder.language.dates import read_date
from builder.language.document_lines import NUMBER, closes_title, is_number, is_signature
from builder.model.finding_codes import FindingCode
from builder.model.notice import Finding, Notice
from builder.outline.model import Outline
from builder.reading.coverage.places import Spans
from builder.reading.prose import fold, title_spans

_HEAD = 400
"""Characters from the beginning within which a document's own number stands."""
_RECORD = re.compile(r"[A-Z]{4,}\s*[:：]|https?:")
_DATE = r"(?:19|20)\d{2}\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d{1,2}"
_SHORTEST = len("2019-1-1 9:00")
_STAMPED = re.compile(rf"(?<!\d)(?P<date>{_DATE})日?\s+\d{{1,2}}:\d{{2}}")
_LABELLED_NUMBER = re.compile(
    r"(?:发?文[ \t]*(?:字[ \t]*)?号|文件编号)[ \t]*[:：][ \t]*(?P<number>[一-龥]{1,12}[〔\[(][^\n〕\])]{4}[〕\])][ \t]*第?\d+号)"
)
_IN_TITLE = re.compile(
    r"^[^\n]{4,80}[(（](?P<number>[一-龥]{2,10}[〔\[(（](?:19|20)\d\d[〕\])）]\d+号)[)）][^\S\n]*(?:\n|\Z)", re.M
)
"""A title that was cut with the page's own words around it, and the number behind it."""
_ATTACHED = re.compile(r"附件[ \t]*[:：]?\s*(?P<number>[一-龥]{2,10}[〔\[(](?:19|20)\d\d[〕\])]第?\d+号)(?=[一-龥\d])")
"""The number that the notice's own file is named with, below its page."""
_ORDER = re.compile(r"(?P<number>(?<=日)[一-龥]{2,20}令第?[\d一二三四五六七八九十百]{1,4}号)(?:公布|发布)")
_PUBLISHED = re.compile(
    r"(?:PUBDATE|(?:发布|公开|公布|上传|更新|发表|刊发|刊登|公示|录入|上网)(?:日期|时间|于|[:：]))\s*[:：]?\s*"
    rf"(?P<date>{_DATE})"
)
# （2021年7月2日某市人民政府令第51号公布 自…起施行）: the day of the order
_ANNOUNCED = re.compile(rf"[(（](?P<date>{_DATE})日?[^()（）。]{{0,40}}(?:公布|发布)[^()（）。]{{0,60}}[)）]")
_OWNER = re.compile(r"\A【[^】\n]{2,30}】")
_LOWER = re.compile(
    r"(?P<place>(?!各|本|全)[一-龥]{2,5}(?<!各乡)"
    r"(?:管理区|开发区|新区|镇|乡|街道|县|(?<![辖市地社小园景城新校库灾山林牧])区|旗))(?:人民政府|党政|管委会|管理委员会|办事处|[一-龥]{0,4}办公室|】)"
)
"""Words that name a place of a low level as the one who speaks."""
_STRAY = re.compile(r"[•|｜★☆◆■□►]|(?:[:：]|\])$")
_ODD: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("前面带着方括号里的字样", re.compile(r"\A【[^】\n]*】")),
    ("开头的几个字写了两遍", re.compile(r"\A(?P<once>[一-龥]{4,30})(?P=once)")),
    ("夹有文号", re.compile(r"\A[^《\n]{0,60}?[(〔\[] ?(?:19|20)\d\d ?[)〕\]] ?第?\d+号[^《\n]{0,60}?关于")),
    ("夹有版头的字样", re.compile(r"\A[^《\n]{0,60}?(?:文件|稿纸|内部(?:事项|资料)|[特加]急|明电)[^《\n]{0,60}?关于")),
    (
        "没有写是关于什么的",
        re.compile(r"(?:工作|实施|行动|试行)*(?:方案|办法|细则|意见|通知|计划|规定|措施|规划)(?:\([^()]*\))?\Z"),
    ),
)
"""Titles that hold more or less than a title does: why, and how they are told, widths folded."""
_BROKEN = re.compile(r"[年月日号的和与及或、，,。；;》）)]")
_REPLY = re.compile(r"(?:批复|复函|答复)\s*$")
_OF_A_PLACE = re.compile(r"(?:关于|同意|将|设立|给)(?P<place>[一-龥]{2,8}(?:省|自治区|市|[县州盟区旗](?![域划])))")


def account_front(notice: Notice, outline: Outline) -> Iterator[Finding]:
    """What of the front matter is missing or does not fit, each with its place where there is one."""
    yield from _title(notice, outline)
    yield from _number(notice)
    yield from _published(notice)
    yield from _written(notice)
    yield from _place(notice)


def _title(notice: Notice, outline: Outline) -> Iterator[Finding]:
    title = notice.front.title
    if not title:
        return
    text = notice.text
    at = text.find(title)
    first = next(
        (block.start for block in outline.blocks if block.kind in ("addressee", "paragraph", "item")), len(text)
    )
    start, end = (at, at + len(title)) if at >= 0 else (0, min(len(text), 80))
    why = ""
    if _RECORD.search(title) or len(title) > 120:
        why = "夹有网页记录的字样，或者过长"
    elif _STRAY.search(title):
        why = "夹有不属于标题的符号"
    elif _BROKEN.match(title):
        why = "开头不完整"
    elif title.count("《") != title.count("》"):
        why = "书名号不配对"
    elif (
        re.search("印发|转发|发布", title)
        and (title.endswith("》") or not closes_title(title))
        and "通知" not in title[-8:]
    ):
        why = "没有写到“的通知”一类的文种"
    elif at > first and "令" not in text[:60] and not _named_by_page(notice, title):
        why = "不在正文之前，可能是所附文件的标题"
    elif at < 0 and _joined(text, outline, title):
        why = "由几行拼成，可能多收了一行"
    elif odd := next((odd for odd, pattern in _ODD if pattern.match(fold(title))), ""):
        why = odd
    elif longer := _line_that_holds(text, title):
        why = f"只是“{longer[:40]}”这一行的后半"
    elif tagged := _tagged_otherwise(notice):
        why = f"与网页标明的标题“{tagged[:40]}”不同"
    if why:
        yield Finding(
            FindingCode.TITLE_UNCERTAIN,
            f"标题“{title[:40]}”{why}，可能不准。",
            start,
            end,
        )


def _line_that_holds(text: str, title: str) -> str:
    """A line of the head that ends with the title and says more before it, "" where there is none; a title put together
    from two lines is told otherwise."""
    lines = (line.strip() for line in text[:_HEAD].split("\n"))
    return next((line for line in lines if line.endswith(title) and "关于" in line[: -len(title)]), "")


_TAG = re.compile(r"<meta\b[^<>]*?\bname\s*=\s*[\"']?ArticleTitle\b[^<>]*", re.I)
_SAID = re.compile(r"\bcontent\s*=\s*([\"'])(?P<title>.*?)\1", re.I | re.S)
_ALIKE = 0.6


def _tagged_otherwise(notice: Notice) -> str:
    """The title in the head of a page whose article is called otherwise there: neither holds the other, or only a
    small part of it; "" where they agree."""
    for edit in notice.edits:
        said = _SAID.search(tag[0]) if "<" in edit.source and (tag := _TAG.search(edit.source)) else None
        if said:
            tagged = re.sub(r"<[^>]*>|&[a-z]+;", "", said["title"])
            wanted = re.sub(r"\W", "", tagged)
            known = [re.sub(r"\W", "", title or "") for title in (notice.front.title, notice.front.plan_title)]
            near = any(wanted in one or (one in wanted and len(one) >= _ALIKE * len(wanted)) for one in known if one)
            return "" if near or not wanted else tagged.strip()
    return ""


def _named_by_page(notice: Notice, title: str) -> bool:
    """Whether a field of the page (标题：…), which was cut, says the title."""
    named = re.compile_now(rf"(?:标题|名称|title)\s*[:：]\s*[\"“]?{re.escape(title)}")
    return any(named.search(edit.source) for edit in notice.edits)


def _joined(text: str, outline: Outline, title: str) -> bool:
    """Whether the title was put together from lines of which the first is no body's name, nor says what it is about."""
    lines = [text[block.start : block.end].strip() for block in outline.blocks if block.kind == "title"]
    first = next((line for line in lines if line and title.startswith(line) and len(line) < len(title)), "")
    return bool(first) and "关于" not in first and not is_signature(first)


def _number(notice: Notice) -> Iterator[Finding]:
    if notice.front.document_number:
        return
    if beyond := _number_beyond(notice):
        yield beyond
        return
    head = fold(notice.text[:_HEAD])
    cited = Spans(
        [*title_spans(head, 0, len(head)), *(match.span() for match in re.finditer(r"[(（][^()（）]*[)）]", head))]
    )
    for match in NUMBER.finditer(head):
        if cited.touch(match.start(), match.end()) or re.search(r"》 ?[(（]?\Z", head[: match.start()]):
            continue
        if not re.search(r"[〔\[(]\s*(?:19|20)\d\d", match[0]):
            continue
        yield _unread_number(match[0].strip(), match.start(), match.end())
        return


def _number_beyond(notice: Notice) -> Finding | None:
    """A number in what was cut as a page's own, in the caption of an order, or on a line of its own at the foot."""
    for edit in notice.edits:
        if cut := _LABELLED_NUMBER.search(fold(edit.source)):
            return _unread_number(cut["number"], edit.start, edit.end)
        attached = _ATTACHED.search(fold(edit.source))
        if attached := attached or (None if notice.front.title else _IN_TITLE.search(fold(edit.source))):
            return _unread_number(attached["number"], edit.start, edit.end)
    if attached := _ATTACHED.search(fold(notice.text)):
        return _unread_number(attached["number"], *attached.span("number"))
    if order := _ORDER.search(fold(notice.text[:_HEAD])):
        return _unread_number(order["number"], *order.span("number"))
    at = max((task.end for task in notice.tasks), default=len(notice.text))
    for line in re.finditer(r"[^\n]+", notice.text[at:]):
        if is_number(line[0]):
            return _unread_number(line[0].strip(), at + line.start(), at + line.end())
    return None


def _unread_number(number: str, start: int, end: int) -> Finding:
    message = f"“{number[-24:]}”像本文件的文号，没有读出。"
    return Finding(FindingCode.NUMBER_UNREAD, message, start, end)


def _published(notice: Notice) -> Iterator[Finding]:
    if notice.front.published:
        return
    folded = fold(notice.text)
    match = _PUBLISHED.search(folded) or _ANNOUNCED.search(folded, 0, _HEAD)
    places = [(match["date"], match.start(), match.end())] if match else []
    for edit in notice.edits:
        cut = fold(edit.source) if len(edit.source) >= _SHORTEST else ""
        if match := _PUBLISHED.search(cut) or _STAMPED.search(cut):
            places.append((match["date"], edit.start, edit.end))
    for date, start, end in places[:1]:
        message = f"“{date}”像公开日期，没有读出。"
        yield Finding(FindingCode.PUBLISHED_UNREAD, message, start, end)


def _written(notice: Notice) -> Iterator[Finding]:
    """The written date where it does not fit the number or the day of publication, or only an imprint gives it."""
    front = notice.front
    if not front.written:
        return
    year = int(front.written[:4])
    numbered = re.search(r"[〔\[［(（【]((?:19|20)\d\d)", front.document_number or "")
    lines = [line for line in re.finditer(r"[^\n]+", notice.text) if read_date(line[0]) == front.written]
    why = ""
    if numbered and not int(numbered[1]) <= year <= int(numbered[1]) + 1:
        why = f"与文号“{front.document_number}”的年份对不上"
    elif front.published and front.published < front.written:
        why = f"晚于公开日期{front.published}"
    elif lines and all(line[0].rstrip().endswith("印发") for line in lines):
        why = "只写在印发栏里，署名处没有"
    if why:
        place = lines[-1].span() if lines else (0, 0)
        yield Finding(FindingCode.DATE_UNCERTAIN, f"成文日期{front.written}{why}，可能不准。", *place)


def _place(notice: Notice) -> Iterator[Finding]:
    place = notice.front.jurisdiction
    if not place:
        return
    if place == "全国":
        yield from _answered(notice)
        return
    short = re.sub(
        r"(?:省|市|县|区|自治[区州县旗]|州|盟|旗|镇|乡|街道)$",
        "",
        re.split(r"(?<=[省市州盟区县旗])", place.rstrip("省市县区州盟旗"))[-1],
    )
    front = notice.front
    said = "".join([front.title, front.plan_title or "", *front.issuers, *front.addressees, front.publisher or ""])
    if short and short not in said:
        message = f"地区“{place}”在标题、署名和主送中都没有写，可能不准。"
        yield Finding(FindingCode.JURISDICTION_UNCERTAIN, message)
        return
    units = [unit for unit in _parts(place) if unit]
    if units[-2:-1] == units[-1:] and place[place.rfind(units[-1]) :] not in notice.text:
        message = f"“{units[-1]}”是市还是县，原文没有写明，地区按“{place}”读出，可能不准。"
        yield Finding(FindingCode.JURISDICTION_UNCERTAIN, message)
        return
    for lower in _LOWER.finditer(
        "\n".join([*front.issuers, front.title or "", front.plan_title or "", *_OWNER.findall(notice.text[:60])])
    ):
        if lower["place"] not in place and not any(lower["place"].endswith(part) for part in _parts(place)):
            message = f"地区按“{place}”读出，而标题或者署名里写着“{lower['place']}”，可能还要下一级。"
            yield Finding(FindingCode.JURISDICTION_UNCERTAIN, message)
            return


def _parts(place: str) -> list[str]:
    """The units of a place, each without its level: 湖南, 怀化."""
    units = re.findall(r"[一-龥]+?(?:省|自治区|市|自治州|州|盟|县|区|旗)", place)
    return [unit[:-1] for unit in units]


def _answered(notice: Notice) -> Iterator[Finding]:
    """A reply of the State Council to one place: whether it is the whole country's is for a person to say."""
    title = notice.front.title
    if _REPLY.search(title) and (named := _OF_A_PLACE.search(title)):
        message = f"答复只涉及“{named['place']}”，地区按“全国”读出，可能不准。"
        at = max(0, notice.text.find(title))
        yield Finding(FindingCode.JURISDICTION_UNCERTAIN, message, at, at + len(title))
