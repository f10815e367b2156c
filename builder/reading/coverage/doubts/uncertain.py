"""Facts that were read and whose surroundings do not fit: each is a finding."""

from __future__ import annotations

from collections.abc import Iterator

from builder.language import lazy_re as re
from builder.model.finding_codes import FindingCode
from builder.model.notice import AgencyMention, Deadline, Finding, Notice, Target, Task
from builder.reading.agencies.names.bodies import is_body
from builder.reading.agencies.names.levels import level_word
from builder.reading.agencies.names.offices import ends_as_body
from builder.reading.coverage.doubts.demands import ASKS
from builder.reading.coverage.places import Spans
from builder.reading.prose import fold, title_spans
from builder.reading.time.undated import undated_limits

# Tasks
_NO_ORDER: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "像是批准或同意的内容",
        re.compile(
            r"(?:原则)?同意(?!后)|(?:批准|核准)(?:将|对|你|设立|成立|建立|撤销|在|由|以|按|实施|组建|"
            r"[一-龥]{2,6}[省市县区])"
        ),
    ),
    ("像是定义或分类", re.compile(r"[^。;]{2,40}(?:是指|系指|指的是|分为[^。;,]{1,20}[类种级档])")),
    (
        "像是申报材料或者条件的清单",
        re.compile(r"[^。;]{0,40}(?:提供|提交|具备|符合|满足)(?:以下|下列)[^。;]{0,8}(?:材料|资料|条件|文件|要求)"),
    ),
    (
        "像是说明谁可以享受什么，没有写要谁做",
        re.compile(
            r"(?!各|县|市|省|区|镇|乡)[^。;]{2,60}?(?<!不)可(?:以)?(?:自愿|申请|享受|提取|凭|按|选择|优先|依照|依法|向|获|领取|办理|免)"
        ),
    ),
    ("像是附则", re.compile(r"本[一-龥]{2,6}(?:的)?(?:有效期|自[^。;]{2,30}起?(?:施行|实施|执行)|由[^。;]{2,30}解释)")),
    ("像是罚则", re.compile(r"违反[^。;]{2,80}的?,[^。;]{0,60}由[^。;]{2,30}(?:责令|处以?|给予|吊销|没收|依法)")),
    ("只列出各种情况", re.compile(r"(?:[^。;]{0,20}[。:])?\s*(?:[^。;,]{4,}情况[,;、。\s]*){2,}\Z")),
    ("像是说明情况", re.compile(r"[^:。;,]{0,12}(?:情况|结论|结果):[^。;]")),
    ("像是条件或者评分标准", re.compile(r"[^。;\n]{2,60}(?:的[;。]?|[得扣加减]\d+(?:\.\d+)?分[。;]?)\s*\Z")),
)
_LABELLED = re.compile(
    r"\s*(?!第?[一二三四五六七八九十]+(?:阶段|步|是)|[^:]{0,6}(?:阶段|措施|任务|目标|要求|时限|步骤))[一-龥]{2,8}[:：]"
)
_NOT_WORK = re.compile(
    r"(?!严格|明确|规范|完善|制定|健全|落实|细化|统一|提高|提升|界定|划定|确定|扩大|拓展|放宽|优化|修订)(?:[一-龥]{0,6}(?:目的|依据|适用范围|启动条件|终止条件|[分定]级标准|[分定]级"
    r"|(?:报告|报送|公示|检查|考核|评估|申报|培训|督查)(?:内容|对象|范围|主题)"
    r"|分类|工作原则|定义|术语|名词术语|名词解释|适用对象|范围|条件|标准|原则))(?:和[一-龥]{2,4})?"
)
_SCORED = re.compile(r"奖扣|加分|扣分|附加分|奖惩分|评分")
_NAMES_ONLY = re.compile(r"[^,。;]*(?:单位|机构|部门|成员|人员|名单|组成|小组)[:。]?\s*$")
_MAKES = re.compile(
    r"(?:新建|建成|完成|达到?|培育|培训|新增|改造|组织|开展|不少于|不低于|至少|超过|力争|实现|建设|打造|推出|办理|安排|引进|开工|整治|举办|发展)[^,。;:、]{0,12}$"
)
_PRINCIPLES = re.compile(r"总则|总体要求|指导思想|原则$")
_GIVEN = re.compile(r"(?:条件|材料|资料|标准|依据|情况|结论|结果)$")
"""Headings above items that say what is so, or what whoever applies must bring."""
_DONE_HEAD = re.compile(r"(?:完成|落实|进展|整改|开展|执行)(?:的)?情况(?:如下)?[:：]?\s*$")

# Bodies
_VERB_INSIDE = re.compile(
    r"^(?:并(?!购)|或者?|以及|及时|提交|提请|报送|报请|上报|呈报)"
    r"|协商|确定|提请|应请|负责(?!人)|要求|组织(?!部|委|处|科|室|人事)|统一|实行|落实|做好|工作规则|议事规则|成员单位(?!$)|工作要求|工作保障|制定(?!机关)"
    r"|下设|依托|结合|根据|按照|通过(?!院)|(?<![工招电通协客])商(?=国家|中央|财政|有关)"
)
_OBJECT = re.compile(
    r"的?(?:建设|发展|改造|规划|管理|创建|申报|认定|改革)(?:工作)?(?:要|应|须|必须|遵循|坚持|实行|按照)"
)
_PLACE = re.compile(r"[省市县区州旗镇乡村](?:\([^()]*\))?$")
_NOMINAL = re.compile(r"(?:建设|发展|改造|规划|管理|创建|改革|治理|保护)(?:工作)?(?![了好成出一])[一-龥]{2}")
"""Nouns of work that follow a place's name as an act would: 各市建设工程."""
_ZONE = re.compile(r"(?:高新|开发|园|保税|示范|试验|度假|景|功能|保护)区$")
_MODAL = re.compile(r"(?:要|应|须|必须|负责|牵头|会同|管委会|结合|根据|按照|每)")
_SPLIT_LEVEL = re.compile(
    r"[省市县区旗镇乡]、[省市县区旗镇乡](?![省市县区旗镇乡、(]|[两三四]级)|各[省市县]、[省市县]级"
)
_LEVELS_TOGETHER = re.compile(r"(?:区县|市县|县区|县市|省市|市区|区市)(?=[一-龥]{2})(?!级|人民|政府|管委|各|区)")

_NEXT_BODY = re.compile(r"(?<=[局厅办部会队站所室院])[省市县区州旗镇乡](?=[一-龥]{1,10}[局厅办部会队站所室院委联]$)")

# Limits
_YEAR = re.compile(r"(?:19|20)\d\d|[一二][〇零○O0一二三四五六七八九]{3}")
_OF_A_CASE = re.compile(r"(?<![一-龥])(?:对[在于]?|凡|在|按其|按照其)$")
_CASE_GOES_ON = re.compile(r"(?!底|前|内)[^。;:\n]{2,60}(?:的[,;]|的[^,。;]{1,12},|(?:补助|补贴|奖励|奖补))")
_SIZE_OF_WORKS = re.compile(r"(?:总投资|注册资本|占地|(?:占地|用地|建筑)(?:总)?面积)(?:约|为)?$")
_REWARDED = re.compile(
    r"[^。;:\n]{2,40}的(?:企业|单位|项目|个人|人员|农户|商户|主体)?,[^。;\n]{0,24}(?:补助|补贴|奖励|奖补|补偿|减免|优惠)"
)
"""新栽苗木的,予以补贴: what is rewarded by then."""
# 于次年3月前完成, where no 每年 stands before it: the year after which one?
_NEXT_YEAR = re.compile(r"[于在至到]?(?:次年|翌年|下一?年度)")
_EVERY_YEAR = re.compile(r"每|年度|逐年|[当同]年|年[底末终]")
_OF_A_THING = re.compile(r"(?:驾龄|工龄|党龄|以上|[^,。;:]{1,8}的(?!,)(?:企业|单位|人员|项目|情况|车|驾))")


def uncertain_facts(notice: Notice) -> Iterator[Finding]:
    """The findings on tasks, bodies, limits and targets that were read."""
    folded = fold(notice.text)
    headings = {item.id: item.heading or "" for item in notice.outline}
    yield from open_titles(notice.text)
    yield from _reported_as_tasks(notice)
    for task in notice.tasks:
        yield from _why_task(folded, task, headings)
        yield from undated_limits(task.deadlines)
        for body in task.agencies:
            if why := _why_body(folded, task, body):
                message = f"单位“{body.name}”{why}，请对照原文。"
                yield Finding(FindingCode.BODY_NAME_UNCERTAIN, message, body.start, body.end)
        for limit in task.deadlines:
            if why := _why_limit(notice, folded, limit):
                message = f"时限“{limit.written}”{why}，请对照原文。"
                yield Finding(FindingCode.LIMIT_UNCERTAIN, message, limit.start, limit.end)
        for target in task.targets:
            if why := _why_target(folded, target):
                message = f"数字“{target.written}”{why}，请对照原文。"
                yield Finding(FindingCode.TARGET_UNCERTAIN, message, target.start, target.end)


def _why_task(folded: str, task: Task, headings: dict[str, str]) -> Iterator[Finding]:
    if task.kind != "task":
        return
    words = folded[task.start : task.end].strip()
    why = ""
    lines = [line for line in words.split("\n") if line.strip()]
    if len(lines) > 1 and len(lines[0]) < 20 and _NAMES_ONLY.match(lines[0]) and all(map(_LABELLED.match, lines[1:])):
        why = "只有名单，没有写要做的事"
    elif _SCORED.search(task.heading or ""):
        why = "像是评分的办法"
    elif (
        not task.clause
        and not task.agencies
        and _NOT_WORK.fullmatch((task.heading or lines[0].split(":")[0]).strip("。. "))
    ):
        why = "标题像是范围、条件或者依据"
    elif not task.clause and (task.heading or "").endswith("原则"):
        why = "标题说的是原则"
    elif not task.clause:
        why = next((why for why, pattern in _NO_ORDER if pattern.match(words)), "")
        if (
            not why
            and not task.agencies
            and not task.deadlines
            and any(_PRINCIPLES.search(headings.get(above, "")) for above in task.chapter)
        ):
            why = "在总则一类的章里，像是原则"
        if not (why or task.agencies) and any(_GIVEN.search(headings.get(above, "")) for above in task.chapter):
            why = "在条件、材料、情况一类的标题下"
        if not (why or task.agencies or task.deadlines or task.targets or ASKS.search(words)):
            why = "没有读到要求做什么"
    if why:
        end = min(task.end, task.start + 60)
        yield Finding(FindingCode.TASK_UNCERTAIN, f"这一条按任务读出，但{why}，请对照原文。", task.start, end)


def _reported_as_tasks(notice: Notice) -> Iterator[Finding]:
    """A row of tasks of a plan below the words 完成情况: what was done."""
    if notice.front.kind != "plan":
        return
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", notice.text)]
    heads = [(start, end) for start, end in lines if end - start <= 24 and _DONE_HEAD.search(notice.text[start:end])]
    for head in heads:
        below = [task for task in notice.tasks if task.start > head[1] and task.kind == "task"]
        if below and not notice.text[head[1] : below[0].start].strip(
            "\n \t　0123456789.．、()（）一二三四五六七八九十"
        ):
            message = "以下各条像是已经完成的情况，却按任务读出。"
            last = below[0]
            for task in below[1:]:
                if len(notice.text[last.end : task.start].strip()) > 6:
                    break
                last = task
            yield Finding(FindingCode.TASK_UNCERTAIN, message, head[0], last.end)


def _why_body(folded: str, task: Task, body: AgencyMention) -> str:
    before = folded[body.start - 1 : body.start]
    after = folded[body.end : body.end + 3]
    name = fold(body.name)
    if body.basis == "inline" and _OBJECT.match(folded, body.end):
        return "可能只是所做的事的对象"
    if body.basis == "inline" and _PLACE.search(name) and _NOMINAL.match(folded, body.end):
        return "可能只是所做的事的对象"
    if body.basis == "inline" and _ZONE.search(name) and not _MODAL.match(folded, body.end):
        return "可能只是地方，不是单位"
    if _two_bodies(name):
        return "像是连写的两个单位"
    if _VERB_INSIDE.search(name) or "下设" in body.written:
        return "的名称里像是混进了别的词"
    if body.basis == "inline" and re.search(
        "及其他|以及|和其他|及其(?!(?:所属|有关|组成|工作|各)?(?:部门|机构)$)", name
    ):
        return "可能是几个单位的合写"
    if _SPLIT_LEVEL.match(re.sub(r"\([^()]*\)?", "", name)):
        return "可能是几级单位的合写"
    if len(name) > 22 and not re.search(r"小组|会议|公司|\(|指挥部|的(?:单位|部门|企业|机构|镇街|县区)$", name):
        return "的名称过长"
    if re.match(r"所?在地|属各|有制", after) or (
        body.basis == "clause" and name[-1] not in "等" and re.match(r"[局厅委办](?![理托公好])", after)
    ):
        return "可能没有读完整"
    if body.basis == "clause" and body.written == body.name and not re.match(r"[各省市县区州旗镇乡国全本有相其]", name):
        list_before = re.split(r"[;。\n]", folded[max(task.start, body.start - 80) : body.start])[-1]
        if _LEVELS_TOGETHER.search(list_before) and before in ("、", ",", "和", "及"):
            return "前面省略的层级（区县）没有补出"
    return ""


def _two_bodies(name: str) -> bool:
    """Whether a name goes on with a second body of a level behind a whole one: 县教育局县水务局; not 县委县政府."""
    return any(
        ends_as_body(name[: next_.start()]) and is_body(name[next_.start() :])
        for next_ in _NEXT_BODY.finditer(name, 3)
        if level_word(name)
    )


def _why_limit(notice: Notice, folded: str, limit: Deadline) -> str:
    after = folded[limit.end : limit.end + 12]
    written = fold(limit.written)
    if (
        limit.type in ("within", "by", "during")
        and re.match(r"\d+年内|[一二三四五六七八九十]+年内", written)
        and _OF_A_THING.match(after)
    ):
        return "可能只是说明事物的年限"
    case = _OF_A_CASE.search(folded, max(0, limit.start - 12), limit.start) and _CASE_GOES_ON.match(folded, limit.end)
    if case or _REWARDED.match(folded, limit.end):
        return "可能只是条件"
    sentence = re.split(r"[。;\n]", folded[max(0, limit.start - 80) : limit.start])[-1]
    if limit.type == "recurring" and _NEXT_YEAR.match(written) and not _EVERY_YEAR.search(sentence):
        return "没有写明是哪一年的下一年，按每年读出"
    if limit.date and not _YEAR.search(written):
        dated = notice.front.dated
        if dated and limit.type == "by" and limit.date < dated:
            return "推算出的日期早于成文日期，年份可能不对"
    return ""


def _why_target(folded: str, target: Target) -> str:
    before, after = folded[max(0, target.start - 16) : target.start], folded[target.end : target.end + 6]
    written = fold(target.written)
    of_a_class = re.search(r"(?:严禁|禁止|不得|对|凡|含|、)[^,。;]{0,4}$", before) and re.match(r"[一-龥]", after)
    if of_a_class and not _MAKES.search(before) and re.search(r"以[上下内]$|^[一二三四五]", written):
        return "可能只是说明事物的类别"
    if re.search(r"最[迟晚长](?:不(?:超过|晚于))?$", before) and re.search(r"(?:小时|分钟|[天日])$", written):
        return "可能是时限"
    if _SIZE_OF_WORKS.search(before) and target.compare == "=":
        return "可能只是说明项目的大小"
    if folded[target.start - 1 : target.start] in "这该此上" and before:
        return "可能只是再次提到"
    if re.match(r"\d+年", written) and re.match(r"[内以]?[^,。;]{0,2}(?:驾龄|工龄|龄)", after):
        return "可能只是说明事物的年限"
    return ""


def open_titles(text: str) -> Iterator[Finding]:
    """《 that is never closed: which words are the document's name cannot be told."""
    within = Spans(title_spans(text, 0, len(text)))
    for match in re.finditer("《", text):
        if not within.touch(*match.span()):
            message = "左书名号“《”没有与它配对的“》”，其后的文件名没有读出。"
            yield Finding(FindingCode.TITLE_UNCLOSED, message, *match.span())
