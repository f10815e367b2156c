"""Words of time and of amount in a task, wherever they stand: each is covered, excluded by a rule, or found."""

from __future__ import annotations

from collections.abc import Iterator

from builder.language import lazy_re as re
from builder.model.notice import Task
from builder.reading.coverage.exclusions import excluding_rule
from builder.reading.coverage.places import Account, Kind, Place, Spans
from builder.reading.prose import Prose, title_spans
from builder.reading.targets.targets import why_no_target
from builder.reading.time.deadlines import why_no_limit
from builder.reading.time.recurrence_words import asks_for_nothing

_HAN = "零〇一二两三四五六七八九十百千"
_COUNT = rf"(?:\d[\d,.]{{0,24}}(?:[—~～-]\d[\d.]{{0,12}})?|[{_HAN}]{{1,8}}|半|数十|数百)"
_EDGE = r"(?:之?[前后内]|以[前后内]|底前?|末|初|中旬|上旬|下旬|起|止)"
_IS_DONE = (
    r"(?=(?:全部|全面|基本|要|必须|应当?)?(?:完成|办结|建成|竣工|完工|开工|拆除|交付|通车|上报|报送|提交|销号|验收))"
)

TIME_PIECES: tuple[tuple[str, str, str, str], ...] = (
    # name, pattern, example, what it must not match
    ("figures", r"(?<!\d)(?:19|20)\d{6}(?!\d)", "20240630前", "编号120240630123"),
    ("date", r"(?<!\d)\d{4}\s*[年./-]\s*\d{1,2}(?:\s*[月./-]\s*\d{1,2}[日号]?)?(?![\d%])", "2024.6.30", "3.68万亿"),
    ("year", r"(?<!\d)(?:(?:19|20)\d\d(?:年度?|(?=[、和及](?:19|20)\d\d年)|(?=[ \t|]*(?:\n|\Z))(?<=[\n\t|]\d{4}))"
     r"|\d\d年(?=[底末初内]|\d))(?:底|末|内|初|中)?(?:之?前|以前)?", "26年底", "6级"),
    ("together", r"(?:半年|一?季度?|一?月|一?[周日旬])一[一-龥]{1,2}"
     r"|[日周旬月季年](?:通报|调度|报告|会商|例会|督查|评比|考核)(?=制度|机制)", "半年一通报", "一日游"),
    ("count", rf"(?<![第\d.A-Za-z]){_COUNT}个?(?:年|月|周|星期|季度|天|日|工作日|小时|分钟|学期|学年)(?:度|份)?{_EDGE}?", "三年内", "第三季"),
    ("day", r"(?<!\d)\d{1,2}[日号](?:之?前|以前|止)", "25号前", "6号楼"),
    ("relative", r"[今明当本次翌]年(?:度|内|底前?|末)?|(?:本|下)周(?![期边])[日末内一二三四五六]?|"
     r"(?<![\d一二两三四五六七八九十几多每半来全去往历同周成中少青老近])年(?:内(?![部容设控外需河涝蒙地])|底|末)前?|(?<![一-龥])年初(?=[,，制下召分签组开安])|[上下]半年"
     r"|第?[一二三四1-4]季度|[次当下]月底?前?|月(?:底|末)前?|季末", "年底前", "近年来"),
    ("event", r"(?:[春夏秋冬]季|汛期?|入汛|春节|国庆节?|元旦|清明|中秋|五一|开学|放假|雨季|防火期|供暖[季期]?|采暖[季期]?"
     r"|[上中下]旬|节假?日)之?(?:以?前|内)|(?<![环季调音细情])节前(?![后期])", "入汛前", "春节慰问"),
    ("rhythm", rf"每(?:个)?(?:[{_HAN}\d～~—-]+个?)?(?:年|半年|季度?|月|周|日|天|旬|学期|学年|逢|星期)"
     rf"|逐[年月季](?!提)|按[月季年周](?!龄)|[年季月周日]一[一-龥]{{1,2}}", "每月一检查", "每人"),
    ("label", r"(?:时限|期限|完成时间)[ \t]*:[ \t]*[^\n;。,:()]{2,20}", "完成时限:长期坚持", "期限为"),
    ("open", r"(?<=[(,、;\n\t|])(?:(?:长期|持续|常态化|经常)(?:坚持|推进|开展|实施|任务)|长期|立行立改|即知即改)(?=[),;。\n\t|]|\Z)",
     "(市水务局负责,长期坚持)", "要长期坚持"),
    ("plan", "[“\"]?十[三四五六]五[”\"]?(?:期间|末)", "“十四五”期间", "“十四五”时期"),
    ("before", r"(?<![提目当此日以面事会课空从朝眼生])(?:(?:(?![在于至])[一-龥]){1,5}(?<![提目当此日以面事会课空从朝眼生])(?<!(?<!投)产)(?:之前|以前|前|后)"
     rf"{_IS_DONE})", "立冬前完成", "提前完成"),
    ("season", r"(?:立|春|夏|秋|冬)[春夏秋冬分至]前|(?:正月|腊月|除夕)|(?:寒|暑)假(?:期间|前|内)|下班前|\d{1,2}[时点]前"
     r"|(?<!去|往|近|同)年中(?!国|央|小|心)|(?:(?<![一-龥\d])|(?<=[于在]))月内|旬[末初]|学期[末初]|每[晚班]|按旬|双月|逐日|次日|当场", "月内办结", "十二月内"),
    ("low-season", rf"(?:[枯丰平]水|农[闲忙]|冰封|封冻|旱|休?[汛渔])(?:期|季节?|时节)间?[内中]?(?:{_IS_DONE}|(?<=[内中]))", "枯水期内完成", "枯水期水位"),
    ("limit", "截止(?!时间|日期|期限)|截至|为期|时限为", "截止到", "限制"),
)  # fmt: skip
_RHYTHM = re.compile(r"[“\"]?十|每|逐|[按年季月周日](?:[年季月周日]|一)|(?:半年|一[季月周日旬])一")
_TIME = re.compile("|".join(pattern for _, pattern, _, _ in TIME_PIECES))
_TIME_ELSE = re.compile("|".join(pattern for name, pattern, _, _ in TIME_PIECES if name != "before"))
_MAY_BE_BEFORE = re.compile(f"[前后]{_IS_DONE}")
"""Without which nothing is "before", the one piece that any character may begin."""

_UNIT = (
    r"(?:%|％|‰|个百分点|[万亿千]*(?:平方公里|平方千米|平方米|立方米|公里|千米|公顷|公斤|千克|毫克|微克|千瓦时?|兆瓦|千伏|元|吨|米|亩|克|升)"
    r"|[万亿千百]+(?!分|强)|(?:学时|课时|[家户名人座所条辆台套件例宗项个次批轮场期倍成篇种类处支部份起款间栋幢床岁页册只头株班门对队组单车架艘片枚])"
    r"|分(?!别|类|级|局|工|析|公|解|管|享|布|区|散|层|头))"
)
AMOUNT_PIECES: tuple[tuple[str, str, str, str], ...] = (
    ("per-cent", rf"百分之[{_HAN}]+", "百分之九十", "百分点"),
    ("figure", rf"(?<![A-Za-z\d.第－—~-])\d[\d,]*(?:\.\d+)?(?:[—~～-]\d+(?:\.\d+)?)?[余多]?{_UNIT}", "15种", "第15条"),
    ("han", rf"(?<![第一-龥])(?:[{_HAN}]+){_UNIT}|(?<![第统进{_HAN}])[二两三四五六七八九十百千][{_HAN}]*[余多]?{_UNIT}", "六批", "统一部署"),
    (
        "bound",
        rf"(?:至少|不少于|不低于|不超过|不多于|不高于|不得少于|不得低于|最多|压缩|压减)[^,。;\d]{{0,6}}?(?:\d[\d.]*|[{_HAN}]+|一半)[一-龥%]?",
        "至少举办一期",
        "至少要",
    ),
    (
        "any-unit",
        r"(?<![A-Za-z\d.第－—~:：/-])\d[\d,]*(?:\.\d+)?[余多]?(?:立方|方|延米|公分|厘米|华里|里|丈|尺|把|口|眼|根|盏|棵|轮|遍"
        r"|道|代|顷|斤|担|瓶|箱|袋|桶|包|罐)(?![面程位案式向便])",
        "3轮",
        "2方面",
    ),
    (
        "rough",
        rf"(?<![\d{_HAN}万几数])[百千万][余多][一-龥]|[二两三四五六七八九十]轮(?!流)|半数以上|过半数?(?!时|年|月)"
        r"|(?<![\d/])\d/\d(?![\d/])|\d\s*[:∶]\s*\d(?!\d)",
        "半数以上",
        "半年以上",
    ),
    ("share", "[三四五六七八九]成(?![立为效果员就])|翻[一两]番", "八成", "三成立"),
)  # fmt: skip
_AMOUNT = re.compile("|".join(pattern for _, pattern, _, _ in AMOUNT_PIECES))


_BEFORE = 60
_SENTENCE = re.compile(r"[。;\n]")
_AHEAD = re.compile(r"下一?步|下一?阶段|拟[于在]?|将[于在]|力争|计划[于在]|预计")


def account_quantities(text: str, task: Task) -> Iterator[Account]:
    """What became of each word of time and of amount in `task`; places are offsets of `text`."""
    prose = Prose.of(text, task.start, task.end)
    facts = [(each.start, each.end) for each in task.deadlines] + [(each.start, each.end) for each in task.targets]
    read = Spans(facts)
    bodies = Spans((each.start, each.end) for each in task.agencies)
    time = _TIME if _MAY_BE_BEFORE.search(prose.folded) else _TIME_ELSE
    marks: tuple[tuple[Kind, re.Pattern[str]], ...] = (("time", time), ("amount", _AMOUNT))
    for kind, pattern in marks:
        for match in pattern.finditer(prose.folded):
            start, end = match.span()
            place = Place(kind, task.start + start, task.start + end)
            # 市水务局在枯水期前完成: the words of a time may begin within a name
            if read.touch(place.start, place.end) or bodies.touch(place.end - 1, place.end):
                yield Account(place, "covered")
            elif prose.fenced(start) and not (
                kind == "time" and _RHYTHM.match(match[0]) and not _in_title(prose.folded, start, end)
            ):
                yield Account(place, "excluded", "within-a-name")
            elif task.problem and task.problem[0] <= place.start < task.problem[1]:
                yield Account(place, "excluded", "what-is-wrong")
            elif (
                task.kind == "progress"
                and (kind == "time" or not match[0][0].isdigit())
                and not _is_ahead(prose.folded, start)
            ):
                yield Account(place, "excluded", "reported")
            elif kind == "time" and _RHYTHM.match(match[0]) and (rule := asks_for_nothing(prose.folded, start, end)):
                yield Account(place, "excluded", rule)
            elif kind == "amount" and time.match(prose.folded, start):
                yield Account(place, "excluded", "is-a-time")
            elif rule := (
                excluding_rule(kind, prose.folded, start, end)
                or (
                    why_no_target(prose, start, end, task.kind) if kind == "amount" else why_no_limit(prose, start, end)
                )
            ):
                yield Account(place, "excluded", rule)
            else:
                yield Account(place, "found")


def _in_title(folded: str, start: int, end: int) -> bool:
    return Spans(title_spans(folded, 0, len(folded))).touch(start, end)


def _is_ahead(folded: str, at: int) -> bool:
    """Whether the sentence around a place of a report says what is still to come: 下一步, 拟于11月前."""
    before = _SENTENCE.split(folded[max(0, at - _BEFORE) : at])[-1]
    return bool(_AHEAD.search(before))
