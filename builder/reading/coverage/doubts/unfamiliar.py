"""Notices whose form the program does not know: what it reads there needs evidence that known forms need not give.

A form is known where tasks end in clauses that name their bodies. Elsewhere each task, body, target and limit that the
words of its own sentence do not bear out is a finding at its place, with what is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from builder.language import lazy_re as re
from builder.language.wordlists import alternatives
from builder.model.finding_codes import FindingCode
from builder.model.notice import AgencyMention, Finding, Notice, Target, Task
from builder.reading.agencies.names.acts import ACTS
from builder.reading.agencies.sentences.patterns import LIMIT_NEXT
from builder.reading.coverage.actors import is_bound_at
from builder.reading.coverage.doers import PERSONS, begin_of_subject, is_topic, without_manner
from builder.reading.coverage.doubts.demands import acts_at, opens_with_work
from builder.reading.coverage.exclusions import excluding_rule
from builder.reading.coverage.names import fields_of_work
from builder.reading.coverage.places import Spans
from builder.reading.coverage.read_bodies import ReadBodies
from builder.reading.prose import fold

_KNOWN = 0.4
"""The share of tasks with a clause of bodies from which on a notice's form is known."""

_OPENS_PIECE = ",。;:\n\t 由请、"
_PIECE = re.compile(r"[^,。;:!?\n]+")
_REACH = 60
_MODAL = re.compile(
    r"(?<![需重主必首紧概提机只还就纲纪摘简])要(?!求|素|点|害|闻|件|义|领|道|塞|么|不)|应当|应该"
    r"|(?<![响相对反供适])应(?![一-龥]尽|急|用|对|收|付|届|邀|诉|答|变|激|有|力)|(?<!必)须(?!知)|必须|不得"
    r"|负责(?!人|制|同志|的|任)|牵头(?!单位|部门|人)|承担(?!的)|有权|可(?=以?(?:结合|根据|按照|视情|酌情|延长|委托|会同))"
)
"""Words of duty, as a whole: 要 within 重要 and 应 within 响应 are none."""
_THING_MUST = re.compile(r"应当|(?<![响相对反供适])应(?!急|用|对)|必须|(?<!必)须(?!知)|不得")
_NO_SUBJECT = re.compile(
    r"[了着]|的(?![^的]*(?:单位|部门|机构|企业|组织|政府|机关|[局委办厅院队站所])$)|[时后前中内上下期]$|坚持|分级"
    r"|^[的或低高到由也可不均都再又则并且或如须应要能]|^(?:特别|尤其|其他|确实|同时|自行|逐级|一定|密切|发现|未|已|所|无|有)|[“”《》0-9]|^[^(]*\)"
    r"|(?:工作|活动|项目|情况|问题|过程|资金|设施|设备|管理|建设|运行|方案|制度|机制|材料|内容|行为|要求|标准|规定|率)$"
)
_HOW = re.compile(
    r"(?:\([^()]{1,60}\)|设在[^,。;]{2,20},|等[^,。;、:]{0,10}?(?:部门|单位|机构|组织|企业|力量|地区)|等|[及和]专家"
    r"|都|均|也|还|再|共同|分别|统一|具体|主要|各自|及时|定期|随时|每[天日周月季年]+|一律|切实|积极|认真|全面|严格|主动|同时"
    r"|则|应当?|要|必须|须|可以?|将|已|一般|不得|并|适时|必要时|原则上|,)+"
)
_MANNER = re.compile(r"按照?|依照?|依据|根据|结合|在|会同|联合|与|为|因|对|就|向|将|把|从")
_IS_RESPONSIBLE = re.compile(r"(?:是|为)[^,。;]{0,30}(?:责任|主体|单位|部门)")
_JOINS = re.compile(r"(?:\([^()]{1,30}\))?(?:[、,和及与或]|以及|或者|和其他|及其)?")
_SENTENCE = re.compile(r"[。;\n]")
_WORK_HEADING = re.compile(r"措施|任务|职责|分工|保障|步骤|举措")
_FIELDS = frozenset({*fields_of_work(), "甲方", "乙方", "丙方"})
_FIELD_LIST = re.compile(
    rf"(?:{alternatives(_FIELDS)})(?:[、和](?:{alternatives(_FIELDS)}))*(?=(?:都|均|联合|共同|分别|全力|积极)?"
    rf"{ACTS.pattern}[一-龥]{{2}}(?<![的和]))"
)
_WHO_WHEN = re.compile(
    r"(?P<who>[一-龥()]{2,12}?)(?:应当?|要|须|必须|将|均|都)?[在于]?(?:每[年月季周日天]|每?半[年月]|当[日天月]|次[日月]"
    r"|(?:\d{1,4}|[一二两三四五六七八九十]{1,3})个?(?:工作日|小时|分钟|[年月日天周])[^,。;:]{0,8}?)(?:之?[内前]|以[内前]|底前?)?(?=[一-龥])"
    rf"(?={ACTS.pattern})"
)
_LABEL_BEFORE = re.compile(r"(?:[,。;:\n \t]|[\d一二三四五六七八九十][.、)])\Z|\A\Z")
_WITH_OTHERS = re.compile(
    r"(?:[与和同])[^,。;]{2,20}(?:签订|签署|合作|联合|共同|建立|开展|研究|对接|配合|协商)|可(?:以|根据|结合|按照?|视|在|延长|对|委托|会同)"
)
_SHORTEST, _LONGEST = len("某局"), 30
"""Characters of a subject."""
_NAMED = re.compile(r"(?:主任|书记|同志|主席|[省市县区镇乡部局厅处科校院会]长)[一-龥]{1,2}$")
"""An office with the name of who holds it, of which 应 may be a part: 市委书记林应生."""
_NAMES_UNITS = re.compile(r"(?:单位|企业|机构|组织|部门|政府|[局委办厅院])\Z")
_UNITS = re.compile(r"单位|企业|机构|组织|部门")
_STAGE = re.compile(r"\s*[^,。;\n]{0,8}(?:阶段|步)(?=[(。:\s])")
_PIECE_START = re.compile(r"[,。;:!?\n]")
_URGES = re.compile(r"(?<!代表)(?<!委员)(?<!司法)(?P<call>希望|同意|建议|要求|委托|授权|拜托|恳请|督请)[一-龥]{0,6}$")
_URGED_UNKNOWN = re.compile(
    r"(?:会议|同志|纪要|决定|特此|现|:|,|。|;|\n)(?P<call>要求|责成|通知|督促|委托|责令|希望)"
    r"(?P<who>[一-龥]{1,8}?(?:[局办委院站所科股部队镇乡村厂社]|中心|公司|街道|单位|学校|集团))"
    rf"(?={ACTS.pattern})"
)
_SAID = re.compile(r"其(?![他它余中])|上述|前述|上列|该")
_AGAIN = re.compile(r"(?:有关|相关|上述|该|其)")
_NAMED_SO: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("是对收文者的称呼，没有读出名称", re.compile(r"\A[你贵](?:单位|公司|企业|厂|院|校)")),
    ("的名称里像是混进了别的词", re.compile(r"\A(?:并|或者?|且|再|及时|以及)|[\d一二两三四五六七八九十]家")),
    (
        "像是几个单位的合写",
        re.compile(
            r"\A各?(?!自治|直辖)[一-龥]{2,8}(?<![省市县区州盟旗镇乡部委局办厅院会门位关构业])、.*[一-龥]{2,8}(?:单位|企业|机构)\Z"
        ),
    ),
    ("的名称前带着说明的话", re.compile(r"\A[^、]{6,}的[^、的]{2,8}\Z")),
)
_GOES_ON_SO: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("之后写的像是已经做的事", re.compile(r"(?:已经?|曾|此前)(?![纳列])|(?!要|应|须|负责)[一-龥]{1,4}了(?!解)")),
    (
        "可能只用来说明人员",
        re.compile(
            r"(?!要|应|须|必须|负责)[^,。;:]{1,24}的[^,。;:]{0,10}"
            r"(?:主任|[局处科院所站]长|[省市县区镇乡]长|负责人|负责同志|领导|人员|同志|秘书长)(?![^,。;]{0,4}(?:参加|出席))"
        ),
    ),
)
_UNREAD_BEFORE = re.compile(
    r"(?:[一二三四五六七八九十]是|其中|同时|由|请|会同)?(?P<left>(?![各其由请经])[一-龥]{2,12})(?:及其他|和其他|及|和|、|以及)(?:有关|相关)?"
)
_NAMES_A_PLACE = re.compile(r"\s*[:：]|\s*$")
_RESULT = re.compile(
    r"(?:达到?|至|到|为|不少于|不低于|不超过|不高于|不得少于|不得低于|至少|超过|突破|力争|完成|建成|建设|新[建增设]|培[育训养]|实现|增[长加]|提[高升]"
    r"|降低|下降|减少|压[减缩]|控制在|改造|打造|组织|开展|举办|举行|安排|落实|发展|招引|引进|配备|整治|办理|推出|制定|编制|选[派树聘]|设立?|建立|争取|培树|完善|投入"
    r"|储备|召开|创建|评选|发放|报送|发布|撰写|抽[查取]|[检核巡走]查|走访|每[一-龥]{1,8})[^,。;:]{0,24}$"
    r"|(?:率|比例|占比|数量?|量|规模|面积|产值|投资|收入|标准)(?:均|全部|都|要|应)?$"
)
"""What stands before the number of a target: something is reached or made."""
_ATTRIBUTE = re.compile(
    r"(?:以[上下内])?的[^,。;]{0,8}(?:补贴|补助|奖励|价款|费用?|资金|贷款|利率|额度|款项?|保证金|折扣|优惠)|以[上下内]的"
)
_BOUND_OF_A_CLASS = re.compile(r"(?<!%)以[上下内]$")
_STARTS_FROM = re.compile(r"(?:下浮|上浮|下调|上调|降低|提高|调整|增加|减少)(?:至|到|为)")
_CONDITION = re.compile(r"(?:如|若|凡|当|对|满|属于|符合|未|一旦|出现|发生|造成)[^,。;]{0,20}$")
_SURE = frozenset({"rate-of-payment", "measured-against", "amount-of-a-case", "how-old-or-how-long", "time-of-day"})
"""Rules of what states no target that are told from the words right around a number."""
_WORK_BEFORE = 40


def is_known(notice: Notice) -> bool:
    """Whether the notice has a form that the program knows: enough of its tasks end in a clause of bodies."""
    plan = [task for task in notice.tasks if task.kind == "task"]
    with_clause = sum(any(body.basis == "clause" for body in task.agencies) for task in plan)
    return not plan or with_clause >= _KNOWN * len(plan)


def doubts(notice: Notice, said: Iterable[Finding]) -> Iterator[Finding]:
    """The findings on facts that their own words do not bear out; `said`: what other rules found."""
    places: dict[FindingCode, list[tuple[int, int]]] = {}
    for finding in said:
        places.setdefault(finding.code, []).append((finding.start, finding.end))
    spans = {code: Spans(each) for code, each in places.items()}
    for finding in _doubts(notice):
        if finding.code not in spans or not spans[finding.code].touch(finding.start, finding.end):
            yield finding


def _doubts(notice: Notice) -> Iterator[Finding]:
    known = is_known(notice)
    nobody = notice.front.kind == "plan" and not any(task.agencies for task in notice.tasks)
    folded = fold(notice.text)
    headings = {item.id: item.heading or "" for item in notice.outline}
    for task in notice.tasks:
        by_clause = task.clause or any(body.basis == "clause" for body in task.agencies)
        if task.kind == "task":
            yield from _targets(folded, task, bool(by_clause))
        said = ReadBodies(notice.text, task)
        if by_clause:
            yield from _openers(said)
            continue
        yield from _weak_bodies(folded, task)
        yield from _subjects(said)
        yield from _urged(said)
        yield from _urged_unknown(said)
        if task.kind == "task" and not known:
            yield from _fields(said)
            yield from _timed(said)
            yield from _openers(said)
        if task.kind == "task" and not task.agencies:
            yield from _nobody(said, task, known, nobody, _below_work(task, headings))


def _targets(folded: str, task: Task, by_clause: bool) -> Iterator[Finding]:
    """One finding for the numbers of a sentence that are doubted for one reason."""
    doubted = [(target, why) for target in task.targets if (why := _why_target(folded, target, by_clause))]
    run: list[Target] = []
    for number, (target, why) in enumerate(doubted):
        run.append(target)
        following = doubted[number + 1] if number + 1 < len(doubted) else None
        if following and following[1] == why and not _SENTENCE.search(folded, target.end, following[0].start):
            continue
        written = "、".join(each.written for each in run[:3])
        yield Finding(FindingCode.TARGET_UNCERTAIN, f"数字“{written}”{why}，请对照原文。", run[0].start, target.end)
        run = []


def _weak_bodies(folded: str, task: Task) -> Iterator[Finding]:
    """Lists of bodies whose sentence does not bear out that they do something."""
    run: list[AgencyMention] = []
    # Those above a list have a finding of theirs.
    own = [body for body in task.agencies if body.basis == "clause" or body.start >= task.start]
    for body in sorted(own, key=lambda body: body.start):
        if run and not _JOINS.fullmatch(folded, run[-1].end, body.start):
            yield from _weak_run(folded, run, task)
            run = []
        run.append(body)
    if run:
        yield from _weak_run(folded, run, task)


def _together(run: Sequence[AgencyMention]) -> Iterator[Finding]:
    """各地各部门: two that stand together without a mark may be meant as one."""
    for one, other in pairwise(run):
        if one.end == other.start:
            message = f"单位“{one.name}”“{other.name}”连写在一起，可能是一个合称，请对照原文。"
            yield Finding(FindingCode.BODY_NAME_UNCERTAIN, message, one.start, other.end)


def _weak_run(folded: str, run: Sequence[AgencyMention], task: Task) -> Iterator[Finding]:
    yield from _together(run)
    start, end = run[0].start, run[-1].end
    if why := _why_run(folded, start, end, task):
        names = "、".join(body.name for body in run[:3])
        yield Finding(FindingCode.BODY_NAME_UNCERTAIN, f"单位“{names}”{why}，请对照原文。", start, end)


def _why_run(folded: str, start: int, end: int, task: Task) -> str:
    before = _PIECE_START.split(folded[max(task.start, start - _REACH) : start])[-1]
    if _SAID.match(folded, start) or (
        _AGAIN.match(folded, start) and folded[max(0, start - 2) : start] in ("的,", "时,")
    ):
        return "指的是前面说到的哪些单位，原文没有写明"
    name, after = folded[start:end], folded[end : end + _REACH]
    why = next((why for why, pattern in _NAMED_SO if pattern.search(name)), "")
    why = why or next((why for why, pattern in _GOES_ON_SO if pattern.match(after)), "")
    if why:
        return why
    if left := _UNREAD_BEFORE.fullmatch(before):
        return f"前面的“{left['left']}”没有读作单位"
    if is_bound_at(folded, end) or _NAMES_A_PLACE.match(folded, end):
        return ""
    if _IS_RESPONSIBLE.match(folded, end) or LIMIT_NEXT.match(folded, end):
        return ""
    how = _HOW.match(folded, end, min(len(folded), end + _REACH))
    at = how.end() if how else end
    if _MANNER.match(folded, at) and ACTS.search(folded, at, min(len(folded), at + _REACH)):
        return ""
    acts = any(ACTS.match(folded, start) or acts_at(folded, start) for start in (end, at))
    return "" if acts else "之后没有读到它做什么"


def _subjects(said: ReadBodies) -> Iterator[Finding]:
    """Whoever stands before a word of duty and is no body that was read, whatever it is named; the words before the
    comma where the word of duty opens its piece."""
    before: tuple[int, int] | None = None
    for piece in _PIECE.finditer(said.folded):
        start = begin_of_subject(said.folded, *piece.span())
        modal = _MODAL.search(said.folded, start, min(piece.end(), start + _REACH))
        end = without_manner(said.folded, start, modal.start()) if modal else start
        if modal and end - start < _SHORTEST and before and _NAMES_UNITS.search(said.folded, *before):
            yield from _unread_subject(said, *before, modal[0], described=True)
        elif modal and _SHORTEST <= end - start <= _LONGEST:
            yield from _unread_subject(said, start, end, modal[0])
        before = (start, piece.end()) if said.folded[piece.end() : piece.end() + 1] == "," else None


def _unread_subject(
    said: ReadBodies, start: int, end: int, modal: str, *, described: bool = False
) -> Iterator[Finding]:
    words = said.folded[start:end]
    if is_topic(words) or _only_persons(words):
        return
    if not described and (_NO_SUBJECT.search(words) or ACTS.match(words)):
        return
    yield from _unread(said, start, end, f"“{words}”之后写着“{modal}”，却没有读作承担的单位")


def _unread(said: ReadBodies, start: int, end: int, message: str) -> Iterator[Finding]:
    """The finding on words that stand where a body does, unless it was read, or they only name something."""
    if said.read.touch(start, end) or said.named_already(start, end):
        return
    if not said.titles.touch(start, end) and not said.in_heading(end):
        place = said.place(start, end, "body")
        yield Finding(FindingCode.BODY_UNREAD, f"{message}，请对照原文。", place.start, place.end)


def _timed(said: ReadBodies) -> Iterator[Finding]:
    """Whoever stands before the time in which something is to be done: 中心校10日内完成初审."""
    for piece in _PIECE.finditer(said.folded):
        start = begin_of_subject(said.folded, *piece.span())
        timed = _WHO_WHEN.match(said.folded, start, piece.end())
        if not timed or not timed["who"]:
            continue
        end = timed.end("who")
        words = said.folded[start:end]
        if is_topic(words) or _NO_SUBJECT.search(words) or ACTS.match(words) or _only_persons(words):
            continue
        yield from _unread(said, start, end, f"“{words}”之后写着时间和要做的事，却没有读作承担的单位")


def _openers(said: ReadBodies) -> Iterator[Finding]:
    """Bodies that open a piece in which nothing else was read: 人社局与职校签订协议."""
    for name in said.names:
        if not name.specific:
            continue
        labelled = _LABEL_BEFORE.search(said.folded, max(0, name.start - 4), name.start)
        if labelled and _WITH_OTHERS.match(said.folded, name.end):
            words = said.folded[name.start : name.end]
            yield from _unread(said, name.start, name.end, f"“{words}”没有读作承担的单位")


def _fields(said: ReadBodies) -> Iterator[Finding]:
    """Fields of work that open a piece and do something as bodies do: 财政安排资金; 供销、商务联合组织对接会."""
    folded = said.folded
    for piece in _PIECE.finditer(folded):
        start = begin_of_subject(folded, *piece.span())
        fields = _FIELD_LIST.match(folded, start, piece.end())
        if not fields or any(each not in _FIELDS or ACTS.match(each) for each in re.split("[、和]", fields[0])):
            continue
        yield from _unread(said, start, fields.end(), f"“{fields[0]}”之后写着要做的事，却没有读作承担的单位")


def _only_persons(words: str) -> bool:
    return bool(_NAMED.search(words)) or (bool(PERSONS.search(words)) and not _UNITS.search(words))


def _urged(said: ReadBodies) -> Iterator[Finding]:
    """Bodies that the notice wishes, agrees or proposes should do something, read as none."""
    for name in said.names:
        call = _URGES.search(said.folded, max(0, name.start - 16), name.start)
        if call and name.specific:
            words = said.folded[name.start : name.end]
            yield from _unread(said, name.start, name.end, f"“{call['call']}”之后的“{words}”没有读作承担的单位")


def _urged_unknown(said: ReadBodies) -> Iterator[Finding]:
    """The same of a body whose name no list knows: 会议要求规建局加快招标."""
    for urged in _URGED_UNKNOWN.finditer(said.folded):
        if not ACTS.match(urged["who"]):
            message = f"“{urged['call']}”之后的“{urged['who']}”没有读作承担的单位"
            yield from _unread(said, *urged.span("who"), message)


def _why_target(folded: str, target: Target, by_clause: bool) -> str:
    before = folded[max(0, target.start - _WORK_BEFORE) : target.start]
    after = folded[target.end : target.end + 12]
    sentence = re.split(r"[。;\n]", before)[-1]
    if _ATTRIBUTE.match(after) or _STARTS_FROM.match(after):
        return "可能只是说明事物的数量，不是要达到的"
    if excluding_rule("amount", folded, target.start, target.end) in _SURE:
        return "可能只是标准或者条件"
    if by_clause:
        return ""
    if _BOUND_OF_A_CLASS.search(fold(target.written)) and after.startswith("的"):
        return "可能只是说明事物的数量，不是要达到的"
    if _CONDITION.search(sentence):
        return "可能只是条件"
    return "" if _RESULT.search(sentence) or _RESULT.search(target.written) else "前面没有写要达到或者做成"


def _below_work(task: Task, headings: Mapping[str, str]) -> bool:
    """Whether the heading right above a task says that work stands below it."""
    return bool(task.chapter) and bool(_WORK_HEADING.search(headings.get(task.chapter[-1], "")))


def _binds_a_thing(folded: str) -> bool:
    """Whether the first sentence says what a thing, not a person, must be or must not: 新建项目应当同步建设停车场."""
    first = _SENTENCE.split(folded.strip())[0]
    modal = _THING_MUST.search(first)
    return bool(modal) and not PERSONS.search(first, 0, modal.start() if modal else 0)


def _nobody(said: ReadBodies, task: Task, known: bool, in_all: bool, below_work: bool) -> Iterator[Finding]:
    """A task in which no body was read: names that stand where a body acts, or an opening that asks for nothing."""
    works = opens_with_work(said.folded, task.heading) or (below_work and acts_at(said.folded, 0))
    works = works or bool(_STAGE.match(said.folded)) or _binds_a_thing(said.folded)
    for name in said.names:
        opens = name.start == 0 or said.folded[name.start - 1] in _OPENS_PIECE
        if not name.specific or not opens or excluding_rule("body", said.folded, name.start, name.end):
            continue
        words = said.folded[name.start : name.end]
        message = f"“{words}”没有读作承担的单位，这一条也没有读到别的单位"
        if found := [*_unread(said, name.start, name.end, message)]:
            yield from found
            return
    if in_all or (not known and not works):
        opening = _PIECE_START.split(said.folded.strip())[0][:16]
        what = "全文也没有读到任何单位" if works else f"开头“{opening}”也不像要求"
        message = f"这一条按任务读出，但没有读到由谁做，{what}，请对照原文。"
        yield Finding(FindingCode.TASK_UNCERTAIN, message, task.start, min(task.end, task.start + 60))
