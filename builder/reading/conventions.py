"""Rules that a notice states for reading its tasks, and which tasks they bind.

- `lead-is-first`: 列第一的为牵头单位,下同. Value `first`, or `before ,` where all bodies before a mark lead. Binds the
  clauses from the task that states it on, or all where it stands in a sentence of its own.
- `default-deadline`: 除已明确时限外,原则上应当在2019年年底前完成. Value: the day, ISO. Binds the tasks that
  have no limit of their own.
- `other`: a short name ((以下简称依法治市办), value `short = long`), who is added everywhere
  (以下责任单位均包括…), and what else holds 下同. Binds the tasks from there on that use it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from builder.language import lazy_re as re
from builder.language.role_words import SHORT_LABEL
from builder.model.finding_codes import FindingCode
from builder.model.notice import Convention, Deadline, Due, Finding, ShortName, Task
from builder.reading.agencies.aliases import find_definitions
from builder.reading.agencies.clauses.leading import find_lead_rules, find_signs, find_unapplied
from builder.reading.prose import fold
from builder.reading.time.deadlines import read_deadlines

_NO_LIMIT_STATED = (
    r"(?:除(?:本[\u4e00-\u9fff]{1,4}|另有|已|有|上述|文中)?[^。;!?\n]{0,24}?(?:时限|期限|时间|规定|要求|节点)[^。;!?\n]{0,12}?(?:外|之外|以外)"
    r"|(?:凡|对)?(?:未|没有|无)(?:明确|注明|标明|标注|规定|列明|特别注明|设定)[^。;!?\n]{0,16}?(?:时限|期限|时间|节点)[^。;!?\n]{0,12}?"
    r"|(?:以上|上述|所列|各项|所有|全部)[^。;!?\n]{0,12}?(?:任务|措施|事项|工作)[^。;!?\n]{0,10}?(?:均|全部|一律|统一|都)(?:要|应|须|需)?)"
)
# 除本纲要已明确完成时限外,原则上应当在2019年年底前完成
_DEFAULT = re.compile(rf"{_NO_LIMIT_STATED}[^。;!?\n]{{0,40}}?(?:完成|落实|办结|到位|执行|推进|见效)")
# (以下简称指标体系) · (简称《规划》,下同)
_SHORT = re.compile(
    r"[(\[](?:[^()\[\]\n]{0,20}[,;、])?(?:以下|下)?(?:统|均)?简称(?:为)?:?\s?[“\"《]?"
    r"(?P<short>[^()\[\]“”\"》《\n,;。]{1,24})[”\"》]?(?:,下同)?[)\]]"
)
# 以下责任单位均包括各设区市人民政府,不再列出 · 以下均需试点城市政府落实,不再列出
_ADDED = re.compile(
    r"(?:以下|下列|各项)[^。;()\n]{0,60}?(?:均|都|不再)(?:[^。;()\n]|\([^。;()\n]{0,20}\)){0,60}?(?:不再(?:一一|逐一|重复)?"
    r"(?:列出|列举|赘述|单列)|下同)"
)
# 排名不分先后 · 以上均含本数 · …,下同
_ELSE = re.compile(
    rf"(?:{SHORT_LABEL})?排名不分先后|(?:所称|本[\u4e00-\u9fff]{{1,4}}中)?[“\"]?(?:以上|以下|以内)[^。;()\n]{{0,20}}?(?:均|都)?"
    r"(?:含|包括)本(?:数|级)"
)
# …,下同: what stands before it in its sentence or bracket
_LIKEWISE = re.compile(r"[,。;](?:以|以下)?(?:下|后|余)(?:均|皆|都)?同(?![时意志步等样类期一])")
_NAME_STARTS = re.compile(
    r"(?:报送|上报|成立|设立|组建|设置|建立|制定|落实|根据|按照|依据|贯彻|推进|开展|印发|通过|作为|属于|包括|委托|配合|会同|征求|经|由|向|报|送|为|在|对|将|以|和"
    r"|及|与|或|的|了|是|到|至|从|给|请|把|于|并|等)"
)
_LONGEST_NAME = 40
_LONGEST_RULE = 60


def read_conventions(
    text: str, spans: Iterable[tuple[int, int]] = (), base: date | None = None
) -> tuple[Convention, ...]:
    """The conventions stated in `text`, by place. `spans` limits where they are looked for (all of the text
    where it is empty); `base` is the notice's own date, for a default limit that names no year."""
    folded = fold(text)
    found: list[Convention] = []
    for start, end in sorted(spans) or [(0, len(text))]:
        found += [
            *_lead_first(text, folded, start, end),
            *_default(text, folded, start, end, base),
            *_short_names(text, folded, start, end),
            *_others(text, folded, start, end),
        ]
    kept: list[Convention] = []
    ranks = {"lead-is-first": 0, "default-deadline": 1, "other": 2}
    for convention in sorted(found, key=lambda c: (ranks[c.kind], c.value is None, c.start)):
        # the more telling kinds first: what overlaps them says nothing more
        i = bisect_right(kept, convention.start, key=lambda c: c.start)
        if (i == 0 or kept[i - 1].end <= convention.start) and (i == len(kept) or convention.end <= kept[i].start):
            kept.insert(i, convention)
    return tuple(kept)


def _lead_first(text: str, folded: str, start: int, end: int) -> Iterator[Convention]:
    for rule in find_lead_rules(folded, start, end):
        value = f"before {rule.marks[0]}" if rule.marks else "first"
        yield Convention(
            "lead-is-first", text[rule.start : rule.end], value, rule.start, rule.end, (rule.from_, rule.until)
        )


def _default(text: str, folded: str, start: int, end: int, base: date | None) -> Iterator[Convention]:
    for match in _DEFAULT.finditer(folded, start, end):
        limits = [
            d
            for d in read_deadlines(text, match.start(), match.end(), base, "plan")
            if d.type in ("by", "during") and d.date
        ]
        if limits:
            yield Convention(
                "default-deadline", text[match.start() : match.end()], limits[-1].date, match.start(), match.end()
            )


def _short_names(text: str, folded: str, start: int, end: int) -> Iterator[Convention]:
    bodies = {each.end: each for each in find_definitions(text, start, end)}
    for match in _SHORT.finditer(folded, start, end):
        body = bodies.get(match.end())
        name = _long_name(folded, start, match.start())
        # 办公室设在县农业局（简称县禁烧办）: the name does not end at the bracket
        housed = body is not None and body.start + len(body.called) < match.start()
        if body and (housed or body.start < name):
            name = body.start
        if name < match.start():
            long = body.called if body and housed else text[name : match.start()].strip('《》“”" ')
            short = text[match.start("short") : match.end("short")].strip()
            yield Convention("other", text[name : match.end()], ShortName(short, long), name, match.end())


def _long_name(folded: str, start: int, end: int) -> int:
    """Where the name begins that ends at `end`: a title's bracket, else after the last mark or verb."""
    floor = max(start, end - _LONGEST_NAME)
    if folded[end - 1 : end] == "》":
        opening = folded.rfind("《", max(start, end - 120), end)
        return opening if opening >= 0 else end
    if folded[end - 1 : end] in ("”", '"'):
        opening = folded.rfind("“", floor, end)
        return opening if opening >= 0 else end
    floor = max([floor, *(folded.rfind(mark, floor, end) + 1 for mark in ",。;:!?、()[]\n\t")])
    starts = [match.end() for match in _NAME_STARTS.finditer(folded, floor, end) if end - match.end() >= 3]
    # the first verb or preposition only: a name may hold another (关于…, 与)
    return starts[0] if starts and starts[0] - floor <= 6 else floor


def _others(text: str, folded: str, start: int, end: int) -> Iterator[Convention]:
    for pattern in (_ADDED, _ELSE):
        for match in pattern.finditer(folded, start, end):
            yield Convention("other", text[match.start() : match.end()], None, match.start(), match.end())
    for match in _LIKEWISE.finditer(folded, start, end):
        floor = max(start, match.start() - _LONGEST_RULE)
        first = max(floor, *(folded.rfind(mark, floor, match.start()) + 1 for mark in "。;:()\n"))
        if match.start() - first > 1:
            yield Convention("other", text[first : match.end()], None, first, match.end())


_OF_BODIES = re.compile("责任单位|牵头单位|配合单位|负责|落实|牵头|配合")


def unapplied(text: str, conventions: Iterable[Convention]) -> Iterator[Finding]:
    """A finding for each rule on who does what that no task is read by."""
    folded = fold(text)
    said = [*find_unapplied(folded, find_lead_rules(folded))]
    signs = [start for start, *_ in find_signs(folded)]
    for each in conventions:
        if each.kind != "other" or each.value is not None or any(each.start <= at < each.end for at in signs):
            continue
        if _OF_BODIES.search(each.quote) and "排名不分" not in each.quote:
            said = [span for span in said if span[1] <= each.start or each.end <= span[0]]
            said.append((each.start, each.end))
    for start, end in sorted(said):
        message = f"“{text[start:end]}”：这里的约定没有照用到各项上，请核对各项的单位。"
        yield Finding(FindingCode.CONVENTION_UNAPPLIED, message, start, end)


def short_names(aliases: Mapping[str, str], conventions: Iterable[Convention]) -> tuple[ShortName, ...]:
    """The short names that the text gives bodies (`aliases`: short → full), and those of its conventions."""
    given = [ShortName(short, full) for short, full in aliases.items()]
    return (*given, *(each.value for each in conventions if isinstance(each.value, ShortName)))


def bind(conventions: Sequence[Convention], task: Task) -> tuple[int, ...]:
    """Indexes of the conventions that bind the task; its `clause`, `deadlines` and `text` must be read."""
    bound = []
    for index, convention in enumerate(conventions):
        stated_before = convention.start < task.end
        if convention.kind == "lead-is-first":
            from_, until = convention.binds or (convention.start, None)
            by_clause = task.clause is not None or any(body.basis == "clause" for body in task.agencies)
            binds = from_ < task.end and (until is None or task.start < until) and by_clause
        elif convention.kind == "default-deadline":
            binds = not _limited(task.deadlines)
        elif isinstance(convention.value, ShortName):
            binds = stated_before and convention.value.short in task.text
        else:
            binds = stated_before and task.clause is not None
        if binds:
            bound.append(index)
    return tuple(bound)


def _limited(deadlines: Iterable[Deadline]) -> bool:
    """Whether a limit for the work itself is given: one from which on it runs is none."""
    return any(deadline.type != "from" for deadline in deadlines)


def due(deadlines: Sequence[Deadline], conventions: Sequence[Convention]) -> Due:
    """The day by which the whole task is due.

    own: the last day of its by and during limits, since the task is not done before its last part is
    (date None where it only recurs, runs from an event, or has no computable end); default: the
    text's own rule for tasks without a limit, the last one stated; none: neither."""
    if _limited(deadlines):
        days = [day for d in deadlines if d.type in ("by", "during", "within") and (day := d.date or d.computed)]
        return Due(max(days, default=None), "own")
    for index in range(len(conventions) - 1, -1, -1):
        rule = conventions[index]
        if rule.kind == "default-deadline":
            return Due(str(rule.value), "default", index)
    return Due(None, "none")
