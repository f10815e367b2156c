"""How dates, roles, time limits and the like are put into Chinese for readers."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable

from builder.language import lazy_re as re
from builder.language.dates import day_in_words
from builder.language.role_words import ROLE_NAMES
from builder.ledger.horizon import OPEN, End
from builder.ledger.qualifiers import is_about
from builder.ledger.recurring import MONTHS, next_occurrences
from builder.model.edit_kinds import EditKind, Proof
from builder.model.finding_codes import FindingCode
from builder.model.ledger import Agency
from builder.model.notice import Deadline, Edit, Finding, Target

ROLES = ROLE_NAMES
BASES = {"clause": "责任条款", "inline": "正文语句"}
ABOVE = "写在这一条上面的话里"
"""The basis of a body that stands in the words above the task."""
LIMIT_TYPES = {
    "by": "截止",
    "during": "期间",
    "from": "起始",
    "recurring": "定期",
    "within": "限期",
    "open": "长期",
}
COMPARES = {">=": "不低于", "<=": "不高于", "=": "", ">": "超过", "<": "低于"}
KINDS = {"plan": "部署", "report": "报告"}
TASK_KINDS = {"task": "任务", "progress": "报告事项"}
RELATIONS = {"implements": "部署与落实", "reports": "部署与报告", "same-subject": "主题相近"}
LEVELS = {
    "nation": "国家",
    "province": "省级",
    "prefecture": "地市级",
    "county": "县级",
    "township": "乡镇级",
    "zone": "开发区",
}
CHANGES = {"added": "新增", "changed": "修改", "withdrawn": "撤下"}
SEVERITIES = {"error": "错误", "warning": "存疑", "note": "提示"}
NAME_SOURCES = {
    "source": ("全称有出处", "机构名录写有全称及其出处"),
    "registry": ("全称见名录，未注出处", "机构名录写有全称，没有写出处"),
    "pattern": ("全称按规则推出", "名录认得这个简称是哪一类机构，全称按这类机构的命名规则写出，没有逐个核对"),
    "defined": ("全称由原文写明", "原文自己写出全称，并约定了简称"),
    "group": ("统称", "代表多个机构的说法，不是某一个机构"),
    "unverified": ("待核实", "名录里没有，或原文只写了区域名称，按原文写法单独列页"),
}
"""How far a body's full name is vouched for, the surest first: what it is called, and what it means."""
OPEN_LABELS = {
    "recurring": "定期任务",
    "none": "原文未写明具体日期",
}
# A sentence; one of a few letters (原则。) does not say enough alone.
_SENTENCE = re.compile(r".{6,}?(?=[。！!？?])")
_CUT = re.compile(r"[。;；!！?？]|[,，](?=.)")

# A clause that only says when: its sentence goes on, so a title does not end with it (…,到2016年底前).
_TIME = re.compile(r"[到至自从在]?(?:\d{4}年|每|今|明年)\S{0,6}$")


_OF_AN_OFFICERS_LINE = (
    FindingCode.DECISION_STALE,
    FindingCode.DECISION_UNNEEDED,
    FindingCode.REFERENCE_UNKNOWN,
    FindingCode.COUNTERPART_UNKNOWN,
)
"""Findings whose own message names a line that an officer wrote."""


def finding_words(finding: Finding) -> str:
    """What readers are told of a finding."""
    return finding.code.reader if finding.code in _OF_AN_OFFICERS_LINE else finding.message


def full_name_basis(body: Agency) -> str:
    """Where a body's full name comes from, beside it: 按规则推出, 出处：…"""
    if body.name_source == "source":
        return f"出处：{body.source}"
    if body.name_source == "group":
        listed = {"pattern": "统称，成员按行政区划推出", "written": "统称，名称照原文"}
        return listed.get(body.basis, f"统称，成员出处：{body.source}")
    said = {"registry": "据机构名录，未注出处", "pattern": "按规则推出", "defined": "原文写明"}
    return said.get(body.name_source, "照原文，待核实")


TITLE_BASES = {
    "registry": "全名据本站的文件名录补全",
    "law": "“中华人民共和国”由程序补上",
    "defined": "全名据原文自己约定的简称补全",
}
"""What completed the title of a document, where no notice writes it so."""
_PROOFS: dict[Proof, str] = {
    "replayed": "已证实",
    "form": "已证实",
    "person": "人工认定",
    "page-date": "依据网页日期补全",
    "rule": "按规则判断",
    "none": "未证实",
}
PROOFS = tuple(
    dict.fromkeys(
        words
        for proof, said in _PROOFS.items()
        for words in (*(kind.judged for kind in EditKind if kind.judged and kind.proof == proof), said)
    )
)
"""What vouches for a repair, the surest first; a rule of some kinds is named."""


def edit_proof(edit: Edit) -> str:
    """What vouches for a repair: 已证实 is said of what replaying the damage gives back, or the form alone decides."""
    return (edit.kind.judged if edit.proof == "rule" else "") or _PROOFS[edit.proof]


def edit_proofs(edits: Iterable[Edit]) -> str:
    """已证实 16 处，未证实 1 处."""
    counts = Counter(edit_proof(edit) for edit in edits)
    return "，".join(f"{proof} {counts[proof]} 处" for proof in PROOFS if counts[proof])


def day(date: str | None) -> str:
    """2016-12-31 → 2016年12月31日, 12-31 → 12月31日; what is no such date comes back as it is."""
    return "原文未写明" if date is None else day_in_words(date)


_ONCE = {
    "year": "每年",
    "half-year": "每半年",
    "quarter": "每季度",
    "month": "每月",
    "half-month": "每半个月",
    "week": "每周",
    "day": "每日",
    "working day": "每个工作日",
    "term": "每学期",
    "school year": "每学年",
}
_UNITS = {
    "year": "年",
    "quarter": "个季度",
    "month": "个月",
    "week": "周",
    "day": "天",
    "working day": "个工作日",
    "term": "个学期",
    "school year": "个学年",
}


def recurrence(limit: Deadline, qualifier: str = "") -> str:
    """yearly by 01-31 from 2018 → 自2018年起每年1月31日前; 定期 where there is no rule that can be said."""
    rule = limit.rule
    if rule is None:
        return f"{qualifier}定期"
    since = _since(limit, rule.since)
    span = f"{since}至{_year_month(rule.until)}" if rule.until else f"自{since}起" if since else ""
    many = f"每{rule.count}{f'至{rule.upto}' if rule.upto else ''}{_UNITS.get(rule.unit, '')}"
    often = qualifier + (many if rule.count > 1 or rule.upto else _ONCE[rule.unit])
    if rule.day is None:
        return f"{span}{often}"
    month = "" if rule.month is None else f"{rule.month}月" if rule.unit == "year" else f"第{rule.month}个月"
    return f"{span}{often}{month}{rule.day}日{'' if rule.exact else '前'}"


def _since(limit: Deadline, since: str | None) -> str:
    """2018 → 2018年; the day itself where the limit begins on another than the first of that time (自2016年底起)."""
    first = f"{since or ''}-01-01"[:10]
    return day(limit.from_) if since and limit.from_ and limit.from_ != first else _year_month(since)


def _year_month(when: str | None) -> str:
    """2018 → 2018年, 2018-10 → 2018年10月."""
    year, _, month = (when or "").partition("-")
    return f"{year}年{f'{int(month)}月' if month else ''}" if year else ""


def next_times(limit: Deadline, base: str | None, end: End | None) -> str:
    """When a recurring limit falls from `base` on, as far as it holds: its first days; that it has ended, or that the
    notice does not say until when it holds, or from when it is counted. — where it falls so often (每周) that days say
    nothing."""
    if end is None:
        return OPEN
    if base is None or limit.rule is None:
        return "—"
    since = datetime.date.fromisoformat(base)
    if since > end.day:
        return f"已止（{end.why}）"
    if limit.rule.unit not in MONTHS or limit.rule.upto:
        return "—"
    days = next_occurrences(limit, since, 3)
    if not days:
        return "原文未写明从何时起算"
    return "、".join(day(each.isoformat()) for each in days if each <= end.day) or f"期内没有（{end.why}）"


def first_times(limit: Deadline, base: str | None, end: End | None) -> str:
    """In a sentence: the first days from the notice's date on, of a notice without one from the limit's own first day
    on, and how long it goes on so."""
    days = next_times(limit, base or limit.from_, end)
    if end is None or not days[0].isdigit():
        return (end.why if end else OPEN) if days == "—" else days
    since = "自成文日期起，" if base else ""
    return f"{since}头{'几' if '、' in days else '一'}次为{days}；{end.why}"


def limit_reading(limit: Deadline, qualifier: str = "") -> str:
    """What a time limit is taken to mean: 2016年12月31日前完成, 每年1月31日前; with the word that leaves it room."""
    if limit.type == "recurring":
        return recurrence(limit, qualifier)
    if limit.type == "within" and limit.computed:
        return f"{qualifier}自成文之日起计算，至{day(limit.computed)}"
    if limit.type == "within":
        return f"{qualifier}自起算事项之日起计算，没有固定日期"
    if limit.type == "open" or limit.date is None:
        return "没有可计算的截止日期"
    if limit.type == "from":
        return f"{qualifier}自{day(limit.date)}起"
    if limit.type == "during":
        return qualifier + (f"{day(limit.from_)}至{day(limit.date)}" if limit.from_ else f"至{day(limit.date)}")
    return f"{qualifier}不晚于{day(limit.date)}"


def target_reading(target: Target) -> str:
    """60%以上 → 不低于60%, 约60项 → 约60项, 近10万名 → 接近100000名."""
    value = f"{target.value:.15g}{target.unit}"
    if is_about(target):
        return f"{COMPARES[target.compare]}约{value}" if target.compare != "<" else f"接近{value}"
    return f"{COMPARES[target.compare]}{value}"


def short(text: str, length: int = 28) -> str:
    """The first sentence of `text`, or as many of its clauses as fit into `length` characters; cut
    with … where not even one does: for excerpts, not for titles (`builder.ledger.task_titles`)."""
    text = " ".join(text.split())
    sentence = _SENTENCE.match(text)
    text = sentence[0] if sentence else text
    if len(text) <= length:
        return text.rstrip("。;；,，")
    ends = [found.start() for found in _CUT.finditer(text, 0, length + 1) if found.start() >= 6]
    while len(ends) > 1 and _TIME.match(text[ends[-2] + 1 : ends[-1]]):
        ends.pop()
    return text[: ends[-1]] if ends else text[: length - 1] + "…"
