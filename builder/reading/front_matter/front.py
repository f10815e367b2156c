"""The front matter: what a notice says of itself, from its text, its page's metadata and its sidecar.

The sidecar (a person) wins over the text, the text over the page around it. Nothing is invented:
what none of them says is None.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from builder.language import lazy_re as re
from builder.language.dates import UNNAMED_DATE, read_date
from builder.language.document_lines import SIGNERS, closes_title, is_signature
from builder.language.numerals import ZERO
from builder.language.page_labels import page_entry, read_metadata
from builder.model.finding_codes import FindingCode
from builder.model.notice import Finding, Front
from builder.outline.model import Outline, Part
from builder.places.divisions import Divisions
from builder.places.jurisdictions import find_jurisdiction
from builder.reading.front_matter.addressees import split_addressees
from builder.reading.front_matter.run_in import answered, letterhead, signed_within
from builder.reading.front_matter.titles import (
    Titled,
    announces,
    choose_title,
    date_of_title,
    find_titles,
    heads_issue,
    heads_order,
    named_plan,
    number_of_file,
    number_of_title,
    publisher_of_title,
)
from builder.restoration.restored import Restored
from builder.source.source import Source

_SEAL = re.compile(r"[（(][^（()）]{0,30}章[)）]\s*\Z")
# （2021年7月2日某市人民政府令第51号公布）
_ORDER_NUMBER = re.compile(
    r"日\s*(?P<number>[\u4e00-\u9fff]{2,20}令\s*第?\s*[0-9０-９一二三四五六七八九十百]{1,4}\s*号)\s*(?:公布|发布)"
)
# 根据1997年9月8日发布的…失效: a remark of the page on what became of the text; not …公布 根据《关于废止…的决定》修正
_REPEALED = re.compile(r"^\s*[（(]?\s*根据|已经?(?:失效|废止)")
# 2021年3月9日08:15:30, 2021-03-09 08:15
_STAMP = re.compile(
    rf"\s*(?:{UNNAMED_DATE}|(?:19|20)[0-9]{{2}}([-/.])[0-9]{{1,2}}\1[0-9]{{1,2}})"
    r"\s*[0-9]{1,2}(?:[:：][0-9]{2}){1,2}\s*"
)
_SITE = re.compile(r"(?:网站?|门户|平台|公众号|客户端)$|^中国[一-龥]{2,4}(?<![局委会部院行])$")
_TITLE_BODY = re.compile(r"^(?P<bodies>[^《]{2,60}?)(?:关于|印发|转发|批转)")

_PLACE = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:省|市|县|区|州|盟|旗)")
# 中共中央 · 国务院, 中共某县委 · 某县人民政府: a committee and a government that issue together
_GLUED = re.compile(
    r"(?<=中共中央)\s?(?=国务院)|(?<=中共中央办公厅)\s?(?=国务院办公厅)"
    r"|(?:(?<=[省市县区州旗]委)|(?<=委办公[厅室]))(?=(?!办)[一-龥]{1,8}[省市县区州旗]人民政府)"
)

_PRINTED = re.compile(rf"^\s*{UNNAMED_DATE}\s*印发\s*$", re.M)
_FOOT = 400
_REPORT = re.compile(
    r"(?:报告|总结|汇报|述职|述法|年报|白皮书|工作情况|进展情况|完成情况|落实情况|执行情况|情况[一-龥]{0,4}通报|督[查察]通报|反馈函|情况的函|开展情况|回顾"
    r"|(?:提案|建议|议案)的?(?:办理)?(?:答复|复函|办复))(?:[（(][^（()）]*[)）])?\s*$"
)
# …工作意见的报告, 关于提请审议…的报告: what is put before those above to be done; not 落实…方案的报告
_PROPOSAL = re.compile(
    r"^(?!.*(?:落实|执行|贯彻|完成|推进|总结|回顾)).*(?:(?:意见|建议|方案|计划|规划|措施|办法)的?|提请.*)报告(?:的通知|[（(][^（()）]*[)）])?\s*$"
)
# 关于请报送…情况的函, 关于报送…总结的通知: what asks others for a report is none
_ASKS_FOR_REPORT = re.compile(
    r"(?:关于|请|要求|做好|抓紧)(?:请|要求|做好|抓紧|及时)*(?:报送|上报|填报|提供|反馈|提交|报告(?=[^。]{2,40}函))"
)
_CIRCULAR = re.compile(r"通报(?:[（(][^（()）]*[)）])?\s*$")
# 现将《…的报告》批转给你们，请遵照执行: what a report proposes is ordered by the letter that passes it on
_TO_BE_CARRIED_OUT = re.compile(r"(?:批转|转发)[^。]{0,30}[，,](?:请|望|希)[^。，]{0,20}(?:执行|落实|办理|实施)")
_ORDERS = re.compile(r"(?<![主重需首必])要(?![素点求件领紧])|应当?(?![急用对届])|必须|务必|不得|严禁")
_TOLD = re.compile(r"已(?:经)?|共(?!同)|完成了|达到?了?[0-9]|[0-9]+(?:起|次|家|个|件|人|处|公里|%)")
_MOST = (1, 2)
_REPORTS_IN_TEXT = re.compile(
    r"(?:情况|工作(?!人员|者|站)|成效|进展)(?:(?!事宜|事项)[^。]){0,20}(?:报告|汇报|总结|通报|公布)如下"
    r"|(?:整改|完成|落实|办理)情况(?:进行|予以)?公示|具体情况如下|情况如下\s*[：:]|向(?:大会|会议|常委会"
    r"|各位代表)?(?:作|报告)(?:政府)?工作"
)
# the answer to a proposal, whose title the page has: 您提出的关于…的提案收悉，现答复如下
_ANSWERS = re.compile(r"(?:提案|建议|议案)[^。]{0,80}答复如下|办复内容\s*[：:]")
_DONE_CHAPTER = re.compile(
    r"(?:工作(?:开展|完成|进展|落实)?情况|主要(?:做法|成效|工作情况)|取得(?:的)?(?:成效|成绩)|工作回顾|回顾|工作总结)$"
)
_NEXT_CHAPTER = re.compile(r"下一步|下步|存在(?:的)?(?:主要)?问题")
_OF_A_YEAR = re.compile(r"(?:19|20)\d\d(?:年|-)")


def read_front(
    restored: Restored, source: Source, outline: Outline, divisions: Divisions
) -> tuple[Front, tuple[Finding, ...]]:
    """The front matter and what is missing from it. `divisions`: the places that the notice may be of."""
    text, sidecar = restored.text, source.sidecar
    head, plan = _documents(outline)
    page = read_metadata([*((fact.key, fact.value) for fact in restored.metadata), *_entries(text, outline, head)])
    titles = find_titles(text, outline, head)
    own = choose_title(titles)
    plan_titles = find_titles(text, outline, plan) if plan is not None and plan != head else []
    planned = plan_titles[0].words if plan_titles else named_plan(own, within=plan == head)
    if not planned and own and titles and titles[-1].words != own and announces(own, titles[-1].words):
        planned = titles[-1].words
    order = own if own and heads_order(own) else None  # 某市人民政府令: the measures it announces have the title
    issue = own if own and plan != head and heads_issue(own) else None  # 督查通报 第17期, above 关于…的通报
    title = sidecar.title or (planned if order or issue else None) or own or page.get("title") or planned or ""
    plan_title = sidecar.plan_title or planned or (title or None)
    issuers = tuple(sidecar.issuers) or _issuers(text, outline, head) or _ordering(order) or _named_issuers(page, title)
    signed = signed_within(text, head, issuers)
    issuers = issuers or (signed.bodies if signed else letterhead(text, outline, head))
    number = sidecar.document_number or _number(text, outline, head, titles) or _bare(page.get("document_number"))
    number = number or number_of_file([text, *(edit.source for edit in restored.edits)], title)
    addressees = _addressees(text, outline, head) or (_addressees(text, outline, plan) if issue else ())
    addressees = addressees or tuple(split_addressees(answered(text, outline, head)))
    written = sidecar.written or _written(text, outline, head, plan, titles) or _date(page.get("written"))
    written = written or (signed.date if signed else None)
    stated = tuple(name for each in titles if (name := publisher_of_title(text[each.start : each.end])))
    opening = _opening(text, outline)
    kind = _kind(sidecar.kind, title, plan_title, opening, text, outline)
    front = Front(
        title=title,
        plan_title=plan_title,
        kind=kind,
        issuers=issuers,
        document_number=number,
        index_number=sidecar.index_number or page.get("index_number"),
        written=written,
        published=sidecar.published or _date(page.get("published")) or _stamped(text, outline, head),
        jurisdiction=_jurisdiction(
            sidecar.jurisdiction,
            issuers or stated,
            title,
            plan_title,
            addressees,
            opening,
            page.get("publisher"),
            divisions,
        ),
        addressees=addressees,
        validity=sidecar.validity or page.get("validity"),
        topic_class=page.get("topic_class"),
        publisher=page.get("publisher"),
        reposted=_date(page.get("published")) if sidecar.page_date == "repost" else None,
    )
    return front, _missing(front)


def _documents(outline: Outline) -> tuple[Part | None, Part | None]:
    """The covering notice (or the only document), and the plan: the part with most items, the last of such."""
    own = [part for part in outline.parts if part.kind != "annex"]
    if not own:
        return (outline.parts[0], outline.parts[0]) if outline.parts else (None, None)
    if len(own) == 1:
        return own[0], outline.only_attachment() or own[0]

    def size(part: Part) -> int:
        return sum(1 for item in outline.items if part.start <= item.start < part.end)

    return own[0], max(own[1:], key=size)


def _entries(text: str, outline: Outline, head: Part | None) -> list[tuple[str, str]]:
    """Entries of the page's metadata that stand above the text as lines of their own (发布时间：2019-01-02)."""
    notes = [text[block.start : block.end].strip() for block in outline.blocks_of(head, "note")]
    return [entry for note in notes if (entry := page_entry(note)) and entry[1]]


def _issuers(text: str, outline: Outline, head: Part | None) -> tuple[str, ...]:
    """The bodies that sign, in order: at the foot of the covering notice or of the document."""
    names: list[str] = []
    for block in outline.blocks_of(head, "signature"):
        names += _split_names(text[block.start : block.end].strip())
    for block in outline.blocks_of(head, "date"):
        words = text[block.start : block.end].strip()
        before = re.split(rf"\s*(?:[12][0-9]{{3}}|[一二][{ZERO}])", words, maxsplit=1)[0].strip("（( ")
        before = before.rstrip().removesuffix("印").removesuffix("编")
        if before and is_signature(before):
            names += _split_names(before)
    return tuple(dict.fromkeys(name for name in names if not _SEAL.fullmatch(name)))


def _split_names(words: str) -> list[str]:
    if place := _PLACE.match(words):  # 某省教育厅某省财政厅: the second begins as the first does
        words = re.compile_now(rf"(?<=[局厅委会室府院部])(?={re.escape(place[0])})").sub("  ", words)
    pieces = [piece.strip() for piece in re.split(r"\s{2,}|\t|、(?=中共)", _GLUED.sub("  ", words)) if piece.strip()]
    names: list[str] = []
    for piece in pieces:
        parts = piece.split()
        names += (
            parts
            if len(parts) > 1 and all(is_signature(part) and (len(part) > 3 or part == "国务院") for part in parts)
            else ["".join(parts)]
        )
    return [_SEAL.sub("", name) or name for name in names]


def _ordering(order: str | None) -> tuple[str, ...]:
    """The bodies whose order it is, signed by a person only: 某市人民政府令."""
    bodies = re.sub(r"(?:令|公告|通告)\s*$", "", order or "").strip()
    return tuple(_split_names(bodies)) if bodies and is_signature(bodies) else ()


def _named_issuers(page: dict[str, str], title: str) -> tuple[str, ...]:
    """Where nobody signs: the issuer that the page names, or the one that the title begins with."""
    named = tuple(re.findall(r"[^\s,，、;；]+", page.get("issuer", "")))
    named = tuple(name for name in named if not name.isascii() and not _SITE.search(name))
    if named:  # a code is no name, nor is a page's: 【发布单位】80202, 来源：县政府网站
        return named
    match = _TITLE_BODY.match(title)
    if match and is_signature(match["bodies"]):
        return tuple(_split_names(match["bodies"]))
    return ()


# 政发〔2022〕3号 主题：防汛: a key that no list knows has its own value
_NEXT_KEY = re.compile(r"(?<=号)[\s|｜]+[^\s：:〔]{1,8}[：:].*", re.DOTALL)


def _bare(number: str | None) -> str | None:
    return "".join(_NEXT_KEY.sub("", number).split()).strip("()（）") or None if number else None


def _number(text: str, outline: Outline, head: Part | None, titles: Sequence[Titled]) -> str | None:
    """文号 as written, the spaces of its layout left out; 第12号 with the name of the order above it."""
    for block in outline.blocks_of(head, "number"):
        words = re.sub(r"^\s*(?:文\s*号|发文字号)\s*[：:]?", "", text[block.start : block.end])
        number = "".join(SIGNERS.sub("", words).split()).strip("（()）")
        if number.startswith(("第", "〔", "[", "［")) or number[:1].isdigit():
            completes = heads_order if number.endswith("号") and number.startswith("第") else heads_issue
            completes = heads_order if number[:1].isdigit() else completes
            above = next(
                (title.words for title in reversed(titles) if title.end <= block.start and completes(title.words)),
                "",
            )
            number = "".join(above.split()) + number
        return number or None
    for block in outline.blocks_of(head, "caption"):
        if order := _ORDER_NUMBER.search(text[block.start : block.end]):
            return "".join(order["number"].split())
    for title in titles:
        words = text[title.start : title.end].strip()
        if printed := number_of_title(words):
            return _bare(printed)
    return None


def _addressees(text: str, outline: Outline, head: Part | None) -> tuple[str, ...]:
    found: list[str] = []
    for block in outline.blocks_of(head, "addressee"):
        found += split_addressees(text[block.start : block.end])
    return tuple(found)


def _date(words: str | None) -> str | None:
    return read_date(words) if words else None


def _written(text: str, outline: Outline, head: Part | None, plan: Part | None, titles: Sequence[Titled]) -> str | None:
    for part in (head, plan):
        for block in reversed(outline.blocks_of(part, "date")):
            if date := read_date(text[block.start : block.end]):
                return date
    for block in outline.blocks_of(head, "caption"):
        words = text[block.start : block.end]
        if not _STAMP.fullmatch(words) and not _REPEALED.search(words) and (date := read_date(words)):
            return date
    of_titles = (date_of_title(text[title.start : title.end]) for title in titles)
    printed = _PRINTED.search(text, max(0, len(text) - _FOOT))
    of_prints = [_date(text[block.start : block.end]) for block in outline.blocks_of(head, "copies")]
    return next(filter(None, (*of_titles, *of_prints, _date(printed[0]) if printed else None)), None)


def _stamped(text: str, outline: Outline, head: Part | None) -> str | None:
    """The date of a line above the text that has the time of day too: when the page was published."""
    lines = (text[block.start : block.end] for block in outline.blocks_of(head, "caption"))
    return next((date for line in lines if _STAMP.fullmatch(line) and (date := read_date(line))), None)


def _opening(text: str, outline: Outline) -> str:
    """The first sentences of the text proper: the first paragraphs that are no title, and no list of bodies."""
    words = [text[b.start : b.end] for b in outline.blocks if b.kind in ("paragraph", "item", "text")][:6]
    return "".join(words)[:1200]


def _kind(
    given: str | None, title: str, plan_title: str | None, opening: str, text: str, outline: Outline
) -> Literal["plan", "report"]:
    """A report tells what was done; a plan orders what is to be done."""
    if given in ("plan", "report"):
        return "report" if given == "report" else "plan"
    if _ANSWERS.search(opening):
        return "report"
    for name in (plan_title, title):
        if name and _REPORT.search(name) and not (_PROPOSAL.search(name) or _ASKS_FOR_REPORT.search(name)):
            bidding = _CIRCULAR.search(name) or _TO_BE_CARRIED_OUT.search(opening)
            return "plan" if bidding and _mostly_orders(text, outline) else "report"
        if name and closes_title(name):
            return "plan"
    chapters = [item.heading or "" for item in outline.items if item.level == 1]
    done = any(_DONE_CHAPTER.search(chapter) for chapter in chapters)
    after = any(_NEXT_CHAPTER.search(chapter) for chapter in chapters)
    return "report" if _REPORTS_IN_TEXT.search(opening) or (done and after) else "plan"


def _mostly_orders(text: str, outline: Outline) -> bool:
    """Whether most items of the first level say what must be done: a circular on accidents that closes with demands."""
    items = [text[item.start : item.end] for item in outline.items if item.level == 1]
    orders = sum(1 for words in items if len(_ORDERS.findall(words)) > len(_TOLD.findall(words)))
    return orders * _MOST[1] > len(items) * _MOST[0]


def _jurisdiction(
    given: str | None,
    issuers: Sequence[str],
    title: str,
    plan_title: str | None,
    addressees: Sequence[str],
    opening: str,
    publisher: str | None,
    divisions: Divisions,
) -> str | None:
    if given:
        known = divisions.by_id.get(given)
        return known.path if known else given
    names = "\n".join(dict.fromkeys(filter(None, (title, plan_title))))
    found = find_jurisdiction(issuers, names, addressees, opening, divisions)
    if found is None and publisher:
        found = find_jurisdiction([publisher], names, addressees, opening, divisions)
    return found.path if found else None


def _missing(front: Front) -> tuple[Finding, ...]:
    """Notes on what neither text nor page says. A report whose title says of which place and year it tells needs no
    signature."""
    found = []
    told_by_title = front.kind == "report" and front.jurisdiction and _OF_A_YEAR.search(front.title)
    if not front.title:
        found.append(Finding(FindingCode.TITLE_MISSING, "原文和网页都没有标题。"))
    if not front.issuers and not told_by_title:
        found.append(Finding(FindingCode.ISSUER_MISSING, "原文未署发文机关。"))
    if not front.written and not told_by_title:
        found.append(Finding(FindingCode.DATE_MISSING, "原文未写成文日期，只写月日或“年底前”的时限无法推算。"))
    if not front.jurisdiction:
        found.append(Finding(FindingCode.JURISDICTION_MISSING, "未能从原文确定属于哪个地区。"))
    return tuple(found)
