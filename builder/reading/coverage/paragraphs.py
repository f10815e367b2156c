"""Text outside tasks: each sentence that asks somebody to do something is excluded by a named rule, or found."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from builder.language import lazy_re as re
from builder.language.document_lines import is_addressee
from builder.language.role_words import DUTY, LABEL, LEAD, SUPPORTING
from builder.model.finding_codes import FindingCode
from builder.model.notice import Finding, Notice
from builder.outline.model import Block, Outline
from builder.reading.coverage.actors import acts_or_is_called, is_bound
from builder.reading.coverage.doers import find_doers
from builder.reading.coverage.names import find_names
from builder.reading.coverage.places import Account, Place, Spans
from builder.reading.coverage.read_bodies import without_principles
from builder.reading.prose import fold

_FORMS = ("title", "number", "addressee", "signature", "date", "copies", "attachments", "annex", "caption", "note")
_ASKS = re.compile(
    r"(?<![需重主必首紧概提机只还就纲纪摘简])要(?![求点素件领义旨闻道害么不强])|应当|必须|不得|严禁|务必|(?<![申报邀提宴恳])请(?!示|求|款|假|予审|审议|遵照)"
    r"|(?:会议|同志|主任|[省市县区镇乡州局]长)(?:要求|明确)(?![,:]?(?:$|如下))"
    r"|由[^,。;]{2,30}?(?:负责|组织|牵头|承担|统筹|会同|配合|保障|列支)|由[你贵][省市县区局]"
    r"|(?:^|[。;])(?:各|全)[^,。;]{1,14}?(?:根据|结合|按照)[^。;]{0,30}?(?:开展|制定|做好|落实|推进)"
    r"|[前内](?:将|把|向)?[^,。;]{0,30}(?:报送|上报|报至?|反馈|完成|提交)"
    r"|^[ \t]*(?:负责(?!人|同志)|完成(?!情况|时限|时间)|维护|协助|承担|督促)"
    r"|^[ \t]*(?:加强|建立|完善|推进|推动|开展|做好|落实|深化|加快|加大|强化|组织|实施|健全|启动|新建|建成|开工|迁建|制定|编制|修订|将[^,。;]{2,30}(?:纳入|列入|作为)"
    r"|对[^,。;]{2,30}进行)"
    rf"|^[ \t]*(?:[一-龥]{{0,4}}(?:{DUTY}|整改|办理|完成)[一-龥]{{0,4}}"
    rf"|[一-龥]{{0,4}}(?:任务|措施|目标|时限|期限))(?:\([^()]*\))?:[ \t]*[^ \t]"
)
_DUTIES_OF = re.compile(r"(?:\([^()]*\))?:[ \t]*[^ \t].{3,}")
"""What follows a body at the head of a line that says what it has to do: 市财政局:安排资金."""
_GOVERNS = re.compile(r"(?:依法)?对[^,。;]{2,60}(?:实施|进行|行使|履行)[^,。;]{0,8}(?:管理|监督|指导|检查|职责)")
"""What follows a body that has something under its control."""
_DATED = re.compile(
    r"(?:\d|[一二三四五六七八九十])(?:年|月|日|天|个工作日|小时|分钟)[底末]?(?:之?前|以前|内|以内)|[年月]底|每[年月季周日天半]|(?:半年|季度|月)一"
)
_AMOUNT = re.compile(r"\d[余多]?(?:%|个百分点|[个家项座公万亿元条处件名人户所亩米吨场台套株棵头只辆册期次间栋])")
_SENDS = re.compile(
    r"(?:现|予以|特此|随文)[^,。;]{0,40}(?:印发|转发|下达|下发|批转)|印发(?:给)?你们|遵照执行|请[^,。;]{0,12}(?:贯彻|组织实施|遵照|认真执行|抓好落实)|如下[:：]?$"
    r"|如下(?:方案|意见|安排)|制定本|特制定|制定[以如]下|提出[以如]下"
)
_RULES: tuple[tuple[str, bool, re.Pattern[str]], ...] = (
    ("sends-the-document", True, _SENDS),
    (
        "says-what-for",
        True,
        re.compile(r"^\s*为(?:了)?(?:(?!要(?!求|素|点)|应当|必须|负责|牵头|\d日?前|底前|每[年月]).)*$"),
    ),
    (
        "contact",
        True,
        re.compile(
            r"(?:请|可)[^,。;]{0,4}(?:径?向|联系|拨打|登录|反映|致电)|联系人|联系电话|咨询电话|在线阅读|如有异议|如有问题"
        ),
    ),
    (
        "scope-or-validity",
        True,
        re.compile(
            r"适用(?:于)?本|适用于|是指|所称|(?:自|从)[^,。;]{2,24}(?:起)?(?:施行|实施|执行)|有效期|负责解释|最终解释"
        ),
    ),
    (
        "quotes-or-tells",
        False,
        re.compile(
            r"会议(?:强调|指出|认为)|报告[^,。]{0,6}提出|明确提出|指出|强调|总体要求是|指导思想是|目标是|我们|各位代表|同志们|请予审|收悉"
        ),
    ),
    (
        "persons-present",
        True,
        re.compile(r"^\s*(?:出席|列席|缺席|请假|主持|记录|参会|参加人员|组长|副组长|组员)[^:]{0,6}:"),
    ),
    ("refers-to-the-form", False, re.compile(r"填表|备注|注[:：]|单位[:：]?(?:万元|元|个)|附件|附表|下载")),
)
"""Sentences that ask nobody for work: the rule, whether it holds beside a body that is made to act, and what it is
told by."""
_AIMS = re.compile(
    r"指导思想|总体要求|总体思路|基本原则|工作原则|目标|原则|意义|必要性|背景|现状|形势|总则|存在(?:的)?(?:主要)?问题|不足"
)


_GENERAL = re.compile(r"总则\Z")
_BIDS = re.compile(
    r"应(?![急用对收付届邀诉答变激]|[一-龥]尽)|必须|不得|须(?!知)|由[^,。;]{2,24}(?:保障|负责|承担|列支|安排|解决|组织|管理)"
)
_PRINCIPLE = re.compile(
    r"应当?(?:[一-龥]{2}[、,和])*[一-龥]{2}\Z|(?:原则|方针|理念|宗旨)|为(?:了)?[^。]{4,}制定|适用(?:于)?本|所称|是指"
)
_WORKS = re.compile(
    r"(?:施工|完成|实施|开工|竣工|整改|办理)(?:时间|时限|期限)|(?:承包|责任|负责)人:|(?:需|计划|共)?投入(?:资金)?约?\d|责任(?:单位|部门)"
)
"""Words of a piece of work below a heading for aims: 施工时间5月底."""
_CLAUSE = re.compile(
    rf"[(（\[【][^()（）\[\]【】\n]{{2,300}}(?:负责|落实|{LEAD}|{SUPPORTING})[^()（）\[\]【】\n]{{0,20}}[)）\]】]|(?:{LABEL})[:：]"
)

_LEADS_IN = re.compile(r"[:：]\s*$|[如以]下[^。]{0,16}。?\s*$|制定本[^。]{1,6}。?\s*$")
"""How a paragraph ends that opens what follows."""
_LISTS_DUTIES = re.compile(
    r"[^,。;:]{2,30}?(?:机关|部门|单位|机构|政府|企业|组织|委员会|小组|指挥部|中心|[局厅委办站所院校])(?![一-龥]{0,3}的)"
    r"[^。;]{0,40}?(?:应当?(?!急)|必须|须|要(?!求)|负责|履行|承担|提供)[^。;]*(?:下列|以下|如下)[^。;]{0,16}\Z"
)
"""救助站应当提供下列救助: says who does what the items below tell."""
_LEADING = 120
"""Characters of the longest text above items that only leads them in."""
_WORK = re.compile(r"措施|任务|责任|分工|内容|举措|安排|步骤")
"""Headings that name aims and work both: 工作目标、具体措施和责任分工."""


def findings_outside(notice: Notice, outline: Outline, passed: Spans) -> Iterator[Finding]:
    """The findings on text outside tasks; what touches `passed` is said otherwise. Clauses above several tasks are one
    finding for each chapter."""
    parents = {item.id.rpartition("/")[0] for item in notice.outline}
    chapters: dict[str, list[Place]] = {}
    owner = {block.start: block.item for block in outline.blocks}
    starts = sorted(owner)
    held: Place | None = None
    numbered = False
    for account in account_paragraphs(notice, outline):
        place = account.place
        if account.fate != "found" or passed.touch(place.start, place.end):
            continue
        item = owner[starts[bisect_right(starts, place.start) - 1]]
        clause = _CLAUSE.search(notice.text, place.start, min(place.end + 1, len(notice.text)))
        if item in parents and clause:
            chapters.setdefault(str(item).split("/")[0], []).append(Place("duty", *clause.span()))
            continue
        is_item = item is not None and item not in parents
        if held and numbered == is_item and len(notice.text[held.end : place.start].strip()) <= _BETWEEN:
            held = Place("duty", held.start, place.end)
            continue
        if held:
            yield _unlisted(held, numbered=numbered)
        held, numbered = place, is_item
    if held:
        yield _unlisted(held, numbered=numbered)
    for places in chapters.values():
        count = f"（本章共 {len(places)} 处）" if len(places) > 1 else ""
        message = f"上一级条目另有责任分工{count}，其下各项任务未逐一重复列出，请对照原文。"
        yield Finding(FindingCode.CLAUSE_ABOVE_TASKS, message, places[0].start, places[0].end)


_BETWEEN = 12
"""Characters of a heading that may stand between paragraphs that are one finding."""


_SHORT = 15
"""Characters below which a numbered line is a name or a heading."""
_NOT_ITEMS = re.compile(
    r"是指|制定本|适用(?:于)?本|施行|所称|存在(?:的)?(?:主要)?问题|不足|短板|差距|^[一-龥]{0,4}(?:组长|主任|指挥长?|成员|组员)[:：]"
)
"""Numbered items that are no task and are not expected to be one."""


def _unlisted(place: Place, *, numbered: bool) -> Finding:
    """The finding on a paragraph without a number, or on items that are no tasks."""
    if numbered:
        message = "这里的条目有序号，没有列为任务，原文照录；其中有要求的，请核对。"
        return Finding(FindingCode.ITEM_UNLISTED, message, place.start, place.end)
    message = "这里没有编号，其中的要求不列为任务，原文照录。"
    return Finding(FindingCode.UNNUMBERED_DUTY, message, place.start, place.end)


def account_paragraphs(notice: Notice, outline: Outline) -> Iterator[Account]:
    """What became of each stretch of text outside tasks: one place for a block, from its first sentence that asks for
    something to its last; `covered` where it is a heading or a form of the document."""
    tasks = Spans((task.start, task.end) for task in notice.tasks)
    leading = Spans(
        (body.start, body.end)
        for task in notice.tasks
        for body in task.agencies
        if body.basis == "inline" and body.start < task.start
    )
    labels = Spans((item.label_start, item.start) for item in notice.outline)
    headings = {item.id: item.heading or "" for item in notice.outline}
    parents = {item.id.rpartition("/")[0] for item in notice.outline}
    for block in outline.blocks:
        if block.kind == "table":
            continue
        for low, high in tasks.gaps(block.start, block.end):
            for start, end in labels.gaps(low, high):
                if leading.touch(start, end):  # 各镇要做好以下工作：, read with the items below
                    yield Account(Place("duty", start, end), "covered")
                elif notice.text[start:end].strip():
                    yield _account(notice, block, start, end, headings, block.item in parents)


def _account(notice: Notice, block: Block, start: int, end: int, headings: dict[str, str], parent: bool) -> Account:
    text = notice.text
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    place = Place("duty", start, end)
    bare = words.strip().rstrip("。.：:")
    own = headings.get(block.item or "", "")
    if parent and notice.front.kind == "plan" and _LISTS_DUTIES.match(fold(bare)):
        return Account(place, "found")
    if bare == own.rstrip("。.：:") or len(bare) < 6:
        return Account(place, "covered")
    if (
        block.kind in _FORMS
        and not (block.kind == "caption" and not notice.tasks)
        and (len(bare) < 60 or block.kind in ("addressee", "copies"))
    ):
        return Account(place, "covered")
    if words.strip().endswith(("：", ":")) and is_addressee(words.strip()):
        return Account(place, "covered")
    if block.kind == "item" and parent and len(bare) <= 40 and not re.search("[,，。]", bare):
        return Account(place, "covered")
    above = (block.item or "").split("/")
    names = [headings.get("/".join(above[:depth]), "") for depth in range(1, len(above) + 1)]
    aims = any(_AIMS.search(name) and not _WORK.search(name) for name in names) or bool(
        _AIMS.match(bare[:10]) or _AIMS.search(bare[:8])
    )
    leads = (parent and (len(bare) <= _LEADING or bool(_LEADS_IN.search(text, start, end)))) or (
        block.item is None and block.kind == "paragraph" and bool(_LEADS_IN.search(text, start, end))
    )
    bare_notice = not notice.tasks
    general = any(map(_GENERAL.search, names))
    asked = [
        (low, high, rule)
        for low, high in _sentences(text, start, end)
        if (rule := _rule(text, (low, high), aims, leads, alone=bare_notice, general=general)) is not None
    ]
    open_ = [(low, high) for low, high, rule in asked if not rule]
    if open_ and notice.front.kind == "plan":
        return Account(Place("duty", open_[0][0], min(open_[-1][1] + 1, end)), "found")
    rules = [rule for _, _, rule in asked if rule]
    unread = block.item and not parent and block.kind in ("item", "text") and not aims and len(bare) > _SHORT
    if unread and not rules and not _NOT_ITEMS.search(bare):
        return Account(place, "found")
    if open_:
        return Account(place, "excluded", "reported")
    return Account(place, "excluded", rules[0] if rules else "asks-nothing")


def _rule(text: str, span: tuple[int, int], aims: bool, leads: bool, *, alone: bool, general: bool) -> str | None:
    """As `_asks`; "" too where what stands below a heading for aims is work that must be done."""
    rule = _asks(text, *span, aims, leads, alone)
    return "" if aims and rule in (None, "aims") and _works(text, *span, general) else rule


def _works(text: str, start: int, end: int, general: bool) -> bool:
    """Whether a sentence below a heading for aims says what must be done, in a chapter of general rules (总则), or is
    of a piece of work."""
    said = fold(text)[start:end]
    return bool(general and _BIDS.search(said) and not _PRINCIPLE.search(said)) or bool(_WORKS.search(said))


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for mark in re.compile(r"[。；;\n]").finditer(text, start, end):
        if text[at : mark.start()].strip():
            yield at, mark.start()
        at = mark.end()
    if text[at:end].strip():
        yield at, end


def _asks(text: str, start: int, end: int, aims: bool, leads: bool, alone: bool) -> str | None:
    """None where the sentence asks for nothing; the name of the rule that excludes it, or "" where none does. `aims`:
    it stands below a heading for aims; `alone`: the notice has no task, so that amounts count too; `leads`: it leads in
    what follows, so that only a named body, a day or an amount in it asks for more than that does."""
    folded = without_principles(fold(text)[start:end])
    names = list(find_names(folded, 0, len(folded)))
    bound = any(is_bound(folded, name) for name in names)
    acts = not aims and any(acts_or_is_called(folded, name, report=False) for name in names)
    bound = bound or any(name.specific and _GOVERNS.match(folded, name.end) for name in names)
    bound = bound or any(_DUTIES_OF.fullmatch(folded, name.end) and not folded[: name.start].strip() for name in names)
    told = bool(_DATED.search(folded) or (alone and _AMOUNT.search(folded))) and (alone or not aims)
    does = any(True for _ in find_doers(folded, 0, len(folded)))
    if not (bound or acts or told or (does and not aims) or _ASKS.search(folded) or _CLAUSE.search(folded)):
        return None
    bound = bound or (acts and not leads) or does
    for rule, always, pattern in _RULES:
        if (always or not bound) and pattern.search(folded):
            return rule
    if bound or (leads and (told or _CLAUSE.search(folded) or _AMOUNT.search(folded))):
        return ""
    return "aims" if aims else "leads-in" if leads else ""
