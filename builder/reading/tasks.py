"""Which items are tasks: the smallest numbered item that asks somebody to do something.

An item whose sub-items carry the duties is none, its sub-items are; sub-items without a clause or a
duty of their own (conditions, a run-in list) belong to it. Chapters on goals and principles are none;
in reports what was done is `progress`, and what is to be done next is `task`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

from builder.language import lazy_re as re
from builder.language.document_lines import names_problems
from builder.language.lazy_dataclasses import dataclass
from builder.language.role_words import CLAUSE_LINE, DUTY
from builder.language.wordlists import read_data
from builder.model.finding_codes import FindingCode
from builder.model.notice import OutlineItem
from builder.outline.model import Outline
from builder.reading.agencies.clauses.find import find_clauses

TaskKind = Literal["task", "progress"]
Mode = Literal["plan", "done", "next", "shortcomings"]

_DOES = re.compile(
    r"\d[年月日]|开展|召开|举办|完成|制定|印发|建立|健全|完善|组织(?!纪律|生活|机构)|打击|严查|查处|取缔|加强|推进|推动|推行|做好|检查|总结|报送|强化"
    rf"|提升|提高|优化|深化|负责|保障|维护|安排|调度|{DUTY}"
)
_MEASURES = re.compile(r"(?:整改|改进)?(?:措施|要求|任务|目标|时限|期限)\s*[：:]")
_CASES = re.compile(
    r"(?:对|在|属于|具有|符合)(?:以下|下列)[^。；;]{0,40}(?:应当?|必须|须|不得|可以)[^。；;]{0,40}[:：]$"
)
"""How a sentence ends whose cases are the items below it: 对下列事件，县政府应当立即上报："""
# What bids in principles that are to be followed: 凡联合下达的规定，应共同执行
_BIDS = re.compile(r"应(?!急|用|对|收|付|届)|必须|须(?!知)|不得|由[^，。；]{2,30}(?:决定|负责|处理|解决)")
# 符合下列要求的协会予以保留。 · 对存在下列问题的企业要进行整改。: the items below say of whom or what that holds
_FOR_THOSE = re.compile(
    r"(?:符合|具备|满足|达到|存在|具有|有|属于|出现)(?:下列|以下|如下)[^。；，]{0,12}?(?:之一)?的[^。；：:]{0,30}[。：:]?$"
)
# 本预案由县应急局负责解释，原则上每三年修订一次: what is done again and again is asked for
_REVISED = re.compile(
    r"每(?:[一二三四五六七八九两半]|\d{1,2})?个?(?:年|季度|月)[^，。；]{0,6}(?:修订|修编|评估|更新|演练)"
)
# 供水设施应当符合下列要求：: what a thing must be like
_REQUIREMENTS = re.compile(
    r"(?:符合|满足|具备|达到)(?:下列|以下|如下)[^。；，:：]{0,6}(?:要求|规定|标准|条件)\s*[:：]$"
)
# A document that is only named: （一）国务院2031年1月2日发布的《渡口条例》；
_DOCUMENT = re.compile(r"[^。，；《]{0,40}《[^》]+》(?:[（(][^（()）]{2,40}[)）])?[。；;]?")
_MATTER = re.compile(r"[^。]{2,80}(?:情况|问题|活动|行为|事项|内容|程度)[。；;]?(?:[^。]{0,12}情况。)?$")
"""A thing that is looked into, no act: 2.经费使用和管理情况。"""
_LOOKED_INTO = re.compile(r"(?:重点|内容|主要|范围|对象)[^。；：:]{0,8}(?:是|为|包括|有)?[：:]$")
# 市公安局：打击盗采。: what one of those listed does
_OF_ONE = re.compile(r"\s*[一-龥、]{1,20}(?:[局委厅办部院府站]|中心|公司)[：:]")
_LABELLED = re.compile(r"\s*[一-龥]{2,12}[：:]")
"""How a part of a task begins that a list names: （1）整改措施：…（2）责任单位：…"""
_SENTENCE = 15
"""Characters of the shortest sentence below a heading that is taken for one."""
_SHORT = 14
"""Sub-items that are all shorter than this and no sentences are a list of names."""


@dataclass(frozen=True, slots=True)
class Selected:
    """An item that is a task; its text runs from `start` to `end`, sub-items of its own included."""

    item: OutlineItem
    kind: TaskKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Words:
    """The patterns of `chapters.yml`."""

    goals: re.Pattern[str]
    run_on_goals: re.Pattern[str]
    members: re.Pattern[str]
    shortcomings: re.Pattern[str]
    next: re.Pattern[str]
    year_ahead: re.Pattern[str]
    done: re.Pattern[str]
    not_duties: re.Pattern[str]
    conditions: re.Pattern[str]
    measures: re.Pattern[str]
    criterion: re.Pattern[str]
    approvals: re.Pattern[str]
    particulars: re.Pattern[str]
    reported: re.Pattern[str]
    principles: re.Pattern[str]
    scopes: re.Pattern[str]
    done_before: re.Pattern[str]
    doers: re.Pattern[str]
    modal: re.Pattern[str]
    situations: re.Pattern[str]
    lists: re.Pattern[str]
    grants: re.Pattern[str]
    grants_not: re.Pattern[str]
    rest: re.Pattern[str]
    ahead: re.Pattern[str]
    past: re.Pattern[str]
    bids: re.Pattern[str]
    of_principles: re.Pattern[str]


_PATTERNS = (
    "shortcomings", "next", "year_ahead", "done", "not_duties", "conditions", "measures", "criterion", "approvals",
    "particulars", "reported", "principles", "scopes", "done_before", "doers", "modal",
    "situations", "lists", "grants", "grants_not", "rest", "ahead", "past", "bids", "of_principles",
)  # fmt: skip


@cache
def _words() -> _Words:
    known: dict[str, Any] = read_data("chapters.yml", Path(__file__).parent)
    goal = "|".join(sorted(known["goals"].split(), key=len, reverse=True))
    members = "|".join(known["members"].split())
    closing = "|".join(known["closing_goals"].split())
    more = rf"(?:(?:[和与及、，,]|以及)(?:{goal}))*"
    return _Words(
        re.compile(rf"{known['goal_prefix']}(?:{goal}){more}|[^，。、]{{2,30}}的(?:{closing}){more}"),
        re.compile(rf"(?:{goal}|{members}){more}{known['run_on']}"),
        re.compile(rf"(?:{members})(?:[和与及、](?:{members}))*"),
        *(re.compile(known[key]) for key in _PATTERNS),
    )


@lru_cache(maxsize=1024)
def is_goal(heading: str | None) -> bool:
    """Whether a heading is of goals, principles or grounds and of nothing else."""
    return heading is not None and bool(_words().goals.fullmatch("".join(heading.split())))


class _Selection:
    def __init__(self, text: str, outline: Outline, kind: str, year: int | None) -> None:
        self.text = text
        self.outline = outline
        self.kind = kind
        self.year = year
        self.below: dict[str, list[OutlineItem]] = {}
        self.clauses: dict[str, bool] = {}
        self.found: list[Selected] = []
        ids = {item.id for item in outline.items}
        self.tops = []
        for item in outline.items:
            parent = item.id.rpartition("/")[0]
            if parent in ids:
                self.below.setdefault(parent, []).append(item)
            else:
                self.tops.append(item)
        self.chapters = {item.id: item.heading or "" for item in self.tops}

    def own_end(self, item: OutlineItem) -> int:
        """Where the item's own text ends and its sub-items begin."""
        children = self.below.get(item.id)
        return children[0].label_start if children else item.end

    def own_clause(self, item: OutlineItem) -> bool:
        """Whether the item's own text has a clause."""
        if item.id not in self.clauses:
            self.clauses[item.id] = bool(find_clauses(self.text, item.start, self.own_end(item)))
        return self.clauses[item.id]

    def has_clause(self, item: OutlineItem) -> bool:
        """Whether the item or one below it has a clause."""
        return self.own_clause(item) or any(self.has_clause(child) for child in self.below.get(item.id, ()))

    def asks_of_somebody(self, item: OutlineItem) -> bool:
        """Whether the item names somebody who does something, or says by what measures a fault is put right."""
        own = self.text[item.start : item.end]
        return self.has_clause(item) or bool(_words().doers.search(own) or _MEASURES.search(own))

    def visit(self, item: OutlineItem, mode: Mode) -> None:
        mode = self.mode_of(item, mode)
        if mode == "plan" and self.lists_shortcomings(item):
            return
        if mode == "shortcomings":
            return
        if (self.is_of_goals(item) or self.only_scope(item, mode)) and not self.has_clause(item):
            return
        children = self.below.get(item.id, [])
        kept = children and self.keeps(item, children)
        if kept and _words().lists.match(self.said(item)):
            return
        if children and not kept:
            if self.lost_first(item, children) and self.asks(item):
                own_end = item.start + len(self.text[item.start : self.own_end(item)].rstrip())
                self.found.append(Selected(item, "progress" if mode == "done" else "task", item.start, own_end))
            for child in children:
                self.visit(child, mode)
        elif self.asks(item):
            kind: TaskKind = "progress" if mode == "done" and not self.lies_ahead(item) else "task"
            self.found.append(Selected(item, kind, item.start, item.end))

    def is_of_goals(self, item: OutlineItem) -> bool:
        """Whether an item's heading is of goals; a chapter's also where its text runs on behind it without a break
        (一、整治目标到2019年,…) or where items below it say what its principles are."""
        words = _words()
        if is_goal(item.heading) or item.level > 1:
            return is_goal(item.heading)
        if item.heading is None:
            return bool(words.run_on_goals.match(self.text, item.start, item.end))
        return item.id in self.below and bool(words.of_principles.match(item.heading))

    def only_scope(self, item: OutlineItem, mode: Mode) -> bool:
        """Whether a chapter says what is looked at or who belongs to a body, or a plan's how things stand or what was
        done before, and names nobody who does something."""
        words = _words()
        heading = item.heading or ""
        below = [self.said(child) for child in self.below.get(item.id, ())]
        acts = any(_DOES.match(said) or _OF_ONE.match(said) for said in below)
        own = self.text[item.start : item.end]
        if not below and words.members.fullmatch(heading):
            return True
        lists = words.scopes.match(heading) or words.members.fullmatch(heading)
        told = (lists and not acts) or (mode == "plan" and words.done_before.match(heading))
        stands = mode == "plan" and item.level == 1 and words.situations.match(heading) and not words.modal.search(own)
        return bool(told or (stands and not acts)) and not words.doers.search(own)

    def lies_ahead(self, item: OutlineItem) -> bool:
        """Whether an item of a report tells only of what will be done, or asks something of the one it is sent to."""
        words = _words()
        own = self.text[item.start : item.end]
        return bool(words.bids.search(own) or (words.ahead.search(own) and not words.past.search(own)))

    def lost_first(self, item: OutlineItem, children: list[OutlineItem]) -> bool:
        """Whether the first sub-items have lost their labels, so that what they ask is the item's own text."""
        first = children[0]
        gap = any(
            each.code is FindingCode.LABEL_GAP and first.label_start < each.end <= first.start
            for each in self.outline.findings
        )
        own = self.text[item.start : self.own_end(item)].strip()
        return gap and own.count("\n") > 1 and own.count("。") > 1

    def lists_shortcomings(self, item: OutlineItem) -> bool:
        """Whether a chapter of a plan only names what is wrong: 二、存在的主要问题, nobody made responsible."""
        found = _words().shortcomings.search(item.heading or "")
        return bool(found and found.end() == len(item.heading or "")) and not self.has_clause(item)

    def mode_of(self, item: OutlineItem, above: Mode) -> Mode:
        """Whether a report's item tells what was done or what comes next; sub-items follow their chapter."""
        words = _words()
        if self.kind != "report":
            return above
        heading = item.heading or ""
        if not heading and item.level == 1:  # 二、2023年工作计划2023年是…: the heading's line end is lost
            heading = re.split("[，。：；,:;]", self.text[item.start : self.own_end(item)][:24])[0]
        if words.shortcomings.search(heading) and not (
            words.next.search(heading) or re.search("解决|措施|对策|办法", heading)
        ):
            return "shortcomings"
        if item.level > 2 or (above == "next" and item.level > 1):
            return above
        ahead = words.year_ahead.search(heading)
        if ahead and self.year and int(ahead[1]) >= self.year and not words.done.search(heading):
            return "next"
        if ahead and self.year and int(ahead[1]) < self.year:
            return "done"
        if re.search("下一步|下步|下一阶段|下阶段", heading):
            return "next"
        if words.done.search(heading):
            return "done"
        if item.level > 1 and above == "done":  # 突出重点任务普法宣传: what was done, by its chapter
            return "next" if re.search("今后|明年|打算|工作计划", heading) else above
        return "next" if words.next.search(heading) else above

    def keeps(self, item: OutlineItem, children: list[OutlineItem]) -> bool:
        """Whether the sub-items belong to the item as its text, and are no tasks of their own."""
        if self.are_parts(children):
            return True
        own_end = self.own_end(item)
        intro = self.text[item.start : own_end].rstrip()
        with_clause = [child for child in children if self.has_clause(child)]
        if len(with_clause) > 1 or (with_clause and with_clause[-1] is not children[-1]):
            return False
        run_in = self.outline.run_in
        said = [self.said(child) for child in children]
        in_one_sentence = (
            len(said) == 1 or any(map(CLAUSE_LINE.match, said)) or not all(words.endswith("。") for words in said[:-1])
        )
        on_one_line = (
            in_one_sentence
            and all(child.id in run_in and not child.label.startswith("第") for child in children)
            and item.id not in run_in
            and "\n" not in self.text[own_end : item.end]
            and not (item.level == 1 and all(self.is_chapter(child) for child in children))
        )
        if with_clause:
            return len(children) > 1 and (on_one_line or self.shares_last_clause(children[-1]))
        if (self.own_clause(item) and not self.heads_items(item, children)) or on_one_line:
            return True
        last = intro.rpartition("\n")[2].rstrip("。 　")
        words = _words()
        measures = words.measures.search(last) or words.measures.search(item.heading or "")
        nested = any(self.below.get(child.id) for child in children)
        bids = _BIDS if "原则" in last else words.doers
        doing = sum(1 for child in children if bids.search(self.said(child)))
        if words.conditions.search(last) and not (measures or nested or doing * 2 > len(children)):
            return True
        if _REQUIREMENTS.search(last) and not (nested or doing * 2 > len(children)):
            return True
        if _CASES.search(last) and not (nested or doing) and not any(_DOES.match(self.said(each)) for each in children):
            return True
        if _FOR_THOSE.search(last) and doing * 2 <= len(children):
            return True
        criteria = sum(1 for child in children if words.criterion.search(self.said(child)))
        if len(children) > 1 and not nested and (criteria == len(children) or criteria > max(2, 0.8 * len(children))):
            return True
        if len(children) > 1 and all(_DOCUMENT.fullmatch(each.partition("\n")[0]) for each in said):
            return True
        matters = sum(1 for child in children if _MATTER.match(self.said(child)))
        few_act = doing * 2 <= len(children)
        if len(children) > 1 and not nested and few_act and _LOOKED_INTO.search(last) and matters == len(children):
            return True
        return len(children) > 1 and not measures and all(self.is_name(child) for child in children)

    def are_parts(self, children: list[OutlineItem]) -> bool:
        """Whether sub-items say what is to be done, by whom and by when, each behind its label: parts of one task."""
        said = [self.said(child) for child in children]
        single = len(said) == 1 and children[0].label.startswith("第")
        return not single and all(map(_LABELLED.match, said)) and any(CLAUSE_LINE.match(each) for each in said)

    def heads_items(self, item: OutlineItem, children: list[OutlineItem]) -> bool:
        """Whether an item of the first level is a chapter whose sub-items all have headings and say more than those:
        they are tasks, and its clause is that of them all."""
        return item.level == 1 and all(
            child.heading and len(self.said(child)) > len(child.heading) + _SENTENCE for child in children
        )

    def said(self, item: OutlineItem) -> str:
        """The item's own text."""
        return self.text[item.start : self.own_end(item)].strip()

    def is_chapter(self, item: OutlineItem) -> bool:
        """Whether the item has a heading and several sentences below it, whatever became of its line breaks."""
        return bool(item.heading) and len(self.said(item)) > 80

    def is_name(self, item: OutlineItem) -> bool:
        """Whether the item is no sentence but a name: 1.广州市"""
        own = self.text[item.start : item.end]
        return (
            item.id not in self.below
            and len(own) < _SHORT
            and not re.search("[。，,：:]", own.rstrip("。；;"))
            and not item.label.startswith("第")
            and not _DOES.search(own)
        )

    def shares_last_clause(self, last: OutlineItem) -> bool:
        """Whether the only clause among sub-items stands below them, on a line of its own."""
        clauses = [] if last.id in self.below else find_clauses(self.text, last.start, last.end)
        return bool(clauses) and self.text[last.start : clauses[0].start].rstrip(" \u3000").endswith("\n")

    def asks(self, item: OutlineItem) -> bool:
        """Whether the item asks for something: it has words, and they do not only regulate the document."""
        words = _words()
        own = self.text[item.start : item.end].strip()
        if not own or (
            item.level == 1
            and own.strip("。.：: ") == (item.heading or "")
            and not own.endswith("。")
            and not words.modal.search(own)
        ):
            return False
        body = own
        if item.heading and own.startswith(item.heading):
            body = own[len(item.heading) :].lstrip("。.：:\n 　") or own
        if (words.approvals.match(own) or words.reported.match(own)) and not words.modal.search(own):
            return False
        if words.particulars.match(body) and not words.modal.search(own) and self.stands_by_approval(item):
            return False
        if words.principles.search(self.chapter(item)) and not (words.doers.search(own) or self.own_clause(item)):
            return False
        if words.rest.search(own) or self.only_grants(item, own):
            return False
        regulates = any(all(map(words.not_duties.match, said.split("\n"))) for said in (body, own))
        return not regulates or bool(_REVISED.search(own))

    def only_grants(self, item: OutlineItem, own: str) -> bool:
        """Whether an item of a plan mostly says what somebody may do or gets, and asks nobody for anything."""
        words = _words()
        asked = words.doers.search(own) or words.modal.search(own) or words.grants_not.search(own)
        if asked or self.kind == "report" or self.own_clause(item):
            return False
        sentences = [said for said in re.split("[。；;\n]", own) if said.strip()]
        granting = sum(1 for said in sentences if words.grants.search(said))
        return granting * 2 >= len(sentences) and not any(map(_DOES.match, sentences))

    def stands_by_approval(self, item: OutlineItem) -> bool:
        """Whether an item of the same row approves something: 一、同意设立…。二、园区面积…"""
        above = item.id.rpartition("/")[0]
        row = self.below.get(above, []) if above else self.tops
        return any(_words().approvals.match(self.said(other)) for other in row if other is not item)

    def chapter(self, item: OutlineItem) -> str:
        """The heading of the outermost item above, "" where there is none."""
        top = item.id.partition("/")[0]
        return self.chapters.get(top, "") if top != item.id else ""


def _problem_lists(text: str, outline: Outline) -> list[tuple[int, int]]:
    """Where the parts lie that list what is wrong: 检查发现问题清单. Their rows ask nobody to do something."""
    return [
        (part.start, part.end)
        for part in outline.parts
        if names_problems("".join(text[block.start : block.end].strip() for block in outline.blocks_of(part, "title")))
    ]


# 2026年民生实事, 附于政府工作报告: what is planned, beside a report; not …任务完成情况
_PLANNED = re.compile(
    r"(?!.*(?:情况|报告|总结|进展|回顾)).*?(?P<year>(?:19|20)[0-9]{2})年.*(?:实事|项目|任务|要点|计划|安排|方案|措施)(?:清单|分解表?|表)?\s*\Z"
)


def _planned_parts(text: str, outline: Outline, year: int | None) -> list[tuple[int, int]]:
    """Where the parts of a report of the `year` lie that are called a list of what is to be done in that year or a
    later one."""
    titled = (
        (part, "".join(text[block.start : block.end].strip() for block in outline.blocks_of(part, "title")))
        for part in outline.parts[1:]
    )
    planned = ((part, _PLANNED.match(title)) for part, title in titled)
    return [(part.start, part.end) for part, list_ in planned if list_ and year and int(list_["year"]) >= year]


def select_tasks(text: str, outline: Outline, kind: str, year: int | None = None) -> list[Selected]:
    """The items that are tasks, in order. `kind`: plan or report; `year`: that of the notice, which tells
    in a report the year ahead from the year done."""
    selection = _Selection(text, outline, kind, year)
    problems = _problem_lists(text, outline)
    planned = _planned_parts(text, outline, year) if kind == "report" else []
    for item in selection.tops:
        if any(start <= item.start < end for start, end in problems) and not selection.asks_of_somebody(item):
            continue
        ahead = any(start <= item.start < end for start, end in planned)
        selection.visit(item, "next" if ahead else "done" if kind == "report" else "plan")
    return selection.found


def as_decided(selected: list[Selected], outline: Outline, kinds: Mapping[str, TaskKind]) -> list[Selected]:
    """`selected` with the items of `kinds` (id → kind) as tasks of that kind: what a person says they are."""
    if not kinds:
        return selected
    found = {each.item.id: each for each in selected}
    return [
        Selected(item, kinds[item.id], item.start, item.end) if item.id in kinds else found[item.id]
        for item in outline.items
        if item.id in kinds or item.id in found
    ]
