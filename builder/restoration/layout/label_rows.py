"""Labels inside a line whose paragraphs run on: where one goes on counting, a paragraph began."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from builder.language import lazy_re as re
from builder.language.document_lines import closes_title
from builder.language.numerals import integer_of
from builder.language.role_words import SHORT_LABEL

DIGITS = "一二三四五六七八九十"
_LABELS = (
    # ―、 is 一 that a program took for a dash
    re.compile(r"(?P<number>[一二三四五六七八九十]{1,3}|[―—－])、(?=\s{0,4}[^\s，。、；：])"),
    re.compile(r"[（(](?P<number>[一二三四五六七八九十]{1,3})[)）](?=[^\s，。、；：)）])"),
    re.compile(
        r"(?P<number>[0-9]{1,2})(?:、(?=\s?[^\s0-9，。、；：)）])"
        r"|[.．](?=\s?[^\s0-9，。、；：]|\s?(?:19|20)[0-9]{2}(?:\s?年|(?P<mark>[.-])[0-9]{1,2}(?P=mark))"
        r"|\s?[0-9]{1,2}(?:[-—~至][0-9]{1,2})?\s?月))"
    ),
    re.compile(r"[（(](?P<number>[0-9]{1,2})[)）](?=[^\s，。、；：)）])"),
    re.compile(r"(?P<number>[①-⑳])(?=[^\s，。、；：)）①-⑳])"),
)
CHAPTER, SECTION, ITEM, SUBITEM, CIRCLED = range(5)
_SENTENCE_END = re.compile(r"[。！？](?:[”’）)》】〕]{0,2})\s*\Z|[）)】〕\]]\s*\Z")
_ANNOUNCED = re.compile(r"(?:如下|以下)[^。，；]{0,12}[：:]\Z")
# What the first item follows: 具体措施：1. … · （一）政策意见征集1. …, a heading that lost its line end.
_HEADING = r"[^。；：，]{2,40}\Z"
_BEFORE = {
    # 一、总体要求（一）指导思想。 · 4.2.1 响应行动（一）
    SECTION: re.compile(
        r"[一二三四五六七八九十]{1,3}、[^。；：]{2,70}\Z|\A\s*[0-9]{1,2}(?:[.．][0-9]{1,2}){1,3}[^。；：，]{2,40}\Z"
    ),
    ITEM: re.compile(
        r"(?:措施|任务|内容|要求|目标|分工|工作)[：:]\Z"
        r"|(?:[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、)[^。；：]{2,50}\Z"
    ),
    # 1.突出政治建设，夯实思想根基（1）…
    SUBITEM: re.compile(r"(?:[（(][一二三四五六七八九十]{1,3}[)）]|(?<![0-9])[0-9]{1,2}[.．、])\s?[^。；：]{2,40}\Z"),
    CIRCLED: re.compile(
        r"(?:[（(]?[一二三四五六七八九十]{1,3}[)）、]|(?<![0-9])[0-9]{1,2}[)）.．、])\s?[^。；：，]{2,40}\Z"
    ),
}
# 四、工作内容（三）…: an excerpt begins within a later chapter
_OPENS = re.compile(r"[^。；：]{2,40}?\s?[（(][一二三四五六七八九十]{1,3}[)）]")
_HEADS_SECTION = re.compile(rf"[一二三四五六七八九十]{{1,3}}、{_OPENS.pattern}")
_SECTION_BEFORE = re.compile(rf"[（(][一二三四五六七八九十]{{1,3}}[)）]{_HEADING}")
_CHAPTER_BEFORE = re.compile(
    rf"(?<![一二三四五六七八九十])[一二三四五六七八九十]{{1,3}}、(?![^。；：，]*[第（(]){_HEADING}"
)
_HEADING_ABOVE = {SECTION: _CHAPTER_BEFORE, ITEM: _SECTION_BEFORE}
_TWO = {
    SECTION: re.compile(r"[（(]二[)）]"),
    ITEM: re.compile(r"(?<![0-9])2[.．、](?![0-9])"),
    SUBITEM: re.compile(r"[（(]2[)）]"),
    CIRCLED: re.compile("②"),
}
# (六) that goes on counting after words without a stop; not 按照(二), 第(三)项, (一)(二)
_REFERS = re.compile(r"[第按照据见和及与或至到、（(]\Z|[^\u4e00-\u9fff]\Z")
_REFERRED = re.compile(r"[项条款点个]")
# 责任单位：甲局、乙局二、…: who is responsible closes an item without a stop
CLAUSE_LABEL = rf"(?:{SHORT_LABEL}|(?:完成|办结)(?:时限|时间|期限))[：:]"
_IN_CLAUSE = re.compile(rf"{CLAUSE_LABEL}[^。；]{{2,200}}\Z")
_CLAUSE_FIRST = re.compile(rf"\s*{CLAUSE_LABEL}")
JOINS = "、，,和及与或第（(〔[~—-"
_SECOND = re.compile(r"[。）) ]二、")
# 第三章认定程序第九条…: chapters and articles after a sentence, and articles after the heading of a chapter
_ARTICLE = re.compile(
    rf"第\s?(?P<number>[{DIGITS}百零〇0-9]{{1,5}})\s?(?P<unit>[编章节条])(?!\s?[款项的之所、，和与至或及规]|规定)"
)
_CHAPTER_HEAD = re.compile(
    rf"(?:\A第\s?[{DIGITS}百零〇0-9]{{1,5}}\s?[编章节]\s*|(?:\A|[。：:）)])\s*[{DIGITS}]{{1,3}}、)[一-龥、\s]{{2,24}}\Z"
)
_LONGEST_CHAPTER_HEAD = 40
_ONE = re.compile(r"(?<![这第统唯之专万单划同不])一是(?=[\u4e00-\u9fff])")


@lru_cache(1024)  # lines that one repair leaves as they are come back in the next
def labels_inside(words: str) -> tuple[int, ...]:
    """Labels inside a line that continue the row, from the outermost shape in."""
    if len(words) < 12:
        return ()
    if decimals := decimals_inside(words):
        return tuple(decimals)  # what stands between them is read line by line then
    found = [list(_row(words, shape)) for shape in range(len(_LABELS))]
    chapters, sections, items, subitems, circled = found
    breaks: set[int] = {at for at in chapters if at > 0}
    run_on = bool(breaks) or (0 in chapters and bool(sections))
    if run_on or (len(sections) >= 2 and all(_ends_before(words, at) for at in sections if at)):
        breaks |= {at for at in sections if at > 0}
    if run_on or len([at for at in items if at]) >= 2:
        breaks |= {at for at in items if at > 0}
    if not run_on:
        breaks |= set(_below_decimal(words))
    for deepest in (subitems, circled):
        if (run_on or len([at for at in items if at]) >= 2) and len(deepest) >= 2:
            breaks |= {at for at in deepest if at > 0}
    breaks.update(_behind_clause(words))
    starts = sorted({0, *chapters, *sections} if breaks or chapters or sections else {0})
    return tuple(sorted(breaks | set(_after_headings(words, starts))))


def _behind_clause(words: str) -> Iterator[int]:
    """Where the next item begins on a line that tells by whom or by when the one before is done, without a stop
    between: 完成时限：5月底前二、公布名单。What the clause itself counts (责任单位：1.县水务局 2.县财政局) is its own."""
    clause = _CLAUSE_FIRST.match(words)
    if not clause or any(pattern.match(words, clause.end()) for pattern in _LABELS):
        return
    for pattern in _LABELS:
        for match in pattern.finditer(words, 6):
            at, number = match.start(), _number(match)
            whole = words[at - 1] not in JOINS + "各是为0123456789" and _IN_CLAUSE.search(words, max(0, at - 240), at)
            if whole and number > 1 and words[match.end() : match.end() + 1] not in DIGITS:
                yield at
                return


def _below_decimal(words: str) -> Iterator[int]:
    """Where items (1), (2) … stand that open right below the heading of the line's decimal label, each after a stop:
    2.2.2办公室职责（1）传达部署；（2）…"""
    last = 0
    for match in _LABELS[SUBITEM].finditer(words):
        number, before = int(match["number"]), words[: match.start()]
        if number == last + 1 and (
            before.rstrip().endswith(("；", ";", "。")) if last else _DECIMAL_ABOVE.match(before)
        ):
            last = number
            yield match.start()


def _ends_before(words: str, at: int) -> bool:
    """Whether a sentence ends before a section's label, or the heading of the decimal label at the line's beginning."""
    return bool(_SENTENCE_END.search(words, max(0, at - 4), at) or _DECIMAL_ABOVE.match(words[:at]))


_DECIMAL_ABOVE = re.compile(r"\s*[0-9]{1,2}(?:[.．][0-9]{1,2}){1,3}[^。；：，]{2,40}\Z")
_DECIMAL = re.compile(
    r"(?<![0-9.．])[0-9]{1,2}(?:[.．][0-9]{1,2}){1,3}(?![0-9%％])[.．]?(?=\s?[一-龥“ⅠⅡⅢⅣⅤ])"
    r"(?!\s?(?:[亿万千百倍成吨亩元米年月日]|个(?![体人别])|公(?=里|斤|顷)|平(?=方|米)|项(?!目)|级(?!别)|人(?![员才])|分(?![级工类析])))"
)
# What a decimal label stands behind: a sentence, a blank, or the heading of the label or chapter before it
_BEFORE_DECIMAL = re.compile(r"(?:[。！？；;）)”》]|\s)\s*\Z")
_HEADING_ONLY = re.compile(r"[.．]?\s?[一-龥、和与ⅠⅡⅢⅣⅤ]{2,30}\Z")
_CHAPTER_ABOVE = re.compile(r"(?<![0-9.．])[0-9]{1,2}[.．]?\s?[一-龥、和与]{2,30}\Z")
_LEAST_DECIMALS = 4
# 1.1 编制目的为规范…: what heads an item in a plan whose line ends are lost, before the words that open its text
_NAME = (
    r"(?:目的|依据|原则|范围|体系|机构|职责|标准|级别|分级|启动|行动|措施|终止|结束|解除|抢修|恢复|报告|评估|救助|演练"
    r"|培训|保障|追究|奖惩|更新|修订|时间|发布|监测|预报|预警|响应|会商|值守|工作组)"
)
# …等工作2.2现场指挥机构: what goes on with a row and is named like this needs no stop before it
_NAMED_DECIMAL = re.compile(rf"\s?(?:(?![由将被把的了为对以])[一-龥、]){{2,10}}?{_NAME}")
_DECIMAL_HEAD = re.compile(
    rf"\s?[一-龥、ⅠⅡⅢⅣⅤ]{{0,16}}?{_NAME}"
    r"(?=(?<=职责)(?:负责|承担|组织|统筹|贯彻)|为(?:[了进切规做]|有)|按照|依据|根据|本(?!级)|[对在由当如]|以[人防预]|各"
    r"|[省市县区镇](?![域划内外级])[一-龥]{1,12}[局委办部队院会台府站司])"
)


def decimals_inside(words: str) -> list[int]:
    """Where decimal labels that count on from 1.1 begin inside a line, and the figures of the chapters above them (2
    right before 2.1), and where the text below a heading begins; none where they are too few for a row."""
    row: list[re.Match[str]] = []
    for match in _DECIMAL.finditer(words):
        parts = _parts(match[0])
        if not _follows_decimal(_parts(row[-1][0]) if row else None, parts):
            continue
        before = words[row[-1].end() if row else 0 : match.start()]
        if (
            not before
            or any(each.search(before) for each in (_BEFORE_DECIMAL, _CHAPTER_ABOVE))
            or (row and (_HEADING_ONLY.fullmatch(before) or _NAMED_DECIMAL.match(words, match.end())))
        ):
            row.append(match)
    if len(row) < _LEAST_DECIMALS:
        return []
    breaks: set[int] = set()
    last = 0
    for match in row:
        first, *below = _parts(match[0])
        chapter = rf"(?<![0-9.．]){first}[.．]?\s?(?=[一-龥][^。；：，]{{1,30}}\Z)"
        if below == [1] and (above := re.search(chapter, words[last : match.start()])):
            breaks.add(last + above.start())
        breaks.add(match.start())
        last = match.end()
        if heading := _DECIMAL_HEAD.match(words, last):
            breaks.add(heading.end())
    return sorted(at for at in breaks if words[:at].strip())


def _parts(label: str) -> list[int]:
    return [int(part) for part in re.findall("[0-9]+", label)]


def _follows_decimal(last: list[int] | None, parts: list[int]) -> bool:
    """Whether a label comes next in a row: 1.2 after 1.1 and 1.1.3, 1.1.1 after 1.1, 2.1 after 1.4; 1.1 opens it."""
    if last is None:
        return parts == [1, 1]
    if parts in ([*last, 1], [last[0] + 1, 1]):
        return True
    return any(parts == [*last[:depth], last[depth] + 1] for depth in range(1, len(last)))


# …实施细则第一章总则第一条…: the first chapter, behind the title
_OPENS_ARTICLES = re.compile(r"[\s\u3000]*[一-龥]{2,12}[\s\u3000]*第[一1][节条]")
_LEAST_ARTICLES = 4


def has_articles_inside(words: str) -> bool:
    """Whether a line holds a row of articles from 第一条 on, one after another."""
    row = 0
    for article in _articles(words):
        if article["unit"] == "条":
            if integer_of(article["number"]) != row + 1:
                return False
            row += 1
    return row >= _LEAST_ARTICLES


def articles_inside(words: str) -> Iterator[int]:
    """Where chapters and articles begin inside a line, in a text that has such rows."""
    yield from (article.start() for article in _articles(words) if words[: article.start()].strip())


def _articles(words: str) -> Iterator[re.Match[str]]:
    """Labels of chapters and articles after a sentence, of an article also after a chapter's heading, each with a
    higher number than the last of its kind."""
    last: dict[str, int] = {}
    begun = 0  # where the last of them stands
    for match in _ARTICLE.finditer(words):
        at, number = match.start(), integer_of(match["number"]) or 0
        opens = not words[:at].strip() or _SENTENCE_END.search(words[max(0, at - 4) : at])
        if not opens and match["unit"] == "条":
            opens = _CHAPTER_HEAD.search(words[max(begun, at - _LONGEST_CHAPTER_HEAD) : at])
        elif not opens:
            opens = _OPENS_ARTICLES.match(words, match.end()) if number == 1 else None
        if not opens or number <= last.get(match["unit"], 0):
            continue
        last[match["unit"]], begun = number, at
        yield match


def _row(words: str, shape: int) -> Iterator[int]:
    """Where labels of a shape stand that go on counting: 一 after the first, each one more than the last.

    Deeper shapes begin anew, with another number than 1 only right below the heading above them; a chapter's row must
    begin at the line's first or with 一. After the end of a sentence a row may pass over numbers: items left out."""
    last: int | None = None
    for match in _LABELS[shape].finditer(words):
        at = match.start()
        number = _number(match)
        goes_on = last is not None and (number == last + 1 or _passes_over(words, match, number - last))
        if not (at == 0 or _may_begin(words, at, shape) or (goes_on and _counts_on(words, match, shape))):
            continue
        if last is None:
            if number != 1 and at > 0 and not _opens_row(words, match, shape):
                continue
        elif not goes_on and not (number == 1 and shape != CHAPTER) and not _below_heading(words, at, shape):
            continue
        yield at
        last = number


def _number(label: re.Match[str]) -> int:
    written = label["number"]
    if "①" <= written <= "⑳":
        return ord(written) - ord("①") + 1
    return 1 if written in "―—－" else integer_of(written) or 0


_MOST_LEFT_OUT = 3


def _passes_over(words: str, match: re.Match[str], step: int) -> bool:
    """Whether a label that is `step` ahead of the last goes on with its row all the same: items between are left out.
    二、三级医院 is a quantity."""
    ended = _SENTENCE_END.search(words, max(0, match.start() - 4), match.start())
    return 1 < step <= 1 + _MOST_LEFT_OUT and ended is not None and words[match.end() : match.end() + 1] not in DIGITS


def _below_heading(words: str, at: int, shape: int) -> bool:
    """Whether a label stands right behind the heading of the level above: 五、强化预警（三）…"""
    above = _HEADING_ABOVE.get(shape)
    return above is not None and above.search(words, max(0, at - 60), at) is not None


def _opens_row(words: str, match: re.Match[str], shape: int) -> bool:
    """Whether a row may begin with another number than 1: sections, items right below one, and the chapter
    with which an excerpt begins."""
    if shape == CHAPTER:
        announced = _ANNOUNCED.search(words, max(0, match.start() - 30), match.start())
        return announced is not None or _OPENS.match(words, match.end()) is not None
    below = shape == ITEM and _SECTION_BEFORE.search(words, max(0, match.start() - 60), match.start())
    return shape == SECTION or bool(below)


def _may_begin(words: str, at: int, shape: int) -> bool:
    """Whether a paragraph can begin here: after a sentence, a closing bracket, a space, or a heading."""
    before = words[max(0, at - 80) : at]
    if _SENTENCE_END.search(before):
        return True
    if shape == CHAPTER:
        if _ANNOUNCED.search(before.rstrip()):
            return True
        parted = before.endswith((" ", "\u3000")) or _is_title(words[max(0, at - 90) : at], whole=at <= 90)
        rows = _SECOND.search(words, at, at + 5000) or _HEADS_SECTION.match(words, at)
        return parted and rows is not None
    if _ANNOUNCED.search(before) and (second := _TWO[shape].search(words, at)):
        # 主要抓好以下工作：（一）…。（二）…; not 有以下情形的：（一）…；（二）…
        return bool(_SENTENCE_END.search(words, max(0, second.start() - 4), second.start()))
    return before.endswith((" ", "\u3000")) or bool(_BEFORE[shape].search(before))


def _is_title(before: str, *, whole: bool) -> bool:
    """Whether what stands before a chapter is the title of a plan: the `whole` line up to there (某市护林方案一、…),
    or what follows 附件."""
    last = re.split("[。；：，]", before)[-1]
    headed = (whole and last == before) or "附件" in last
    return headed and 6 <= len(last) <= 80 and closes_title(last)


def _counts_on(words: str, match: re.Match[str], shape: int) -> bool:
    """Whether the next label of a row begins a paragraph although no sentence ends before it."""
    at = match.start()
    if words[at - 1] not in JOINS and _IN_CLAUSE.search(words, max(0, at - 240), at):
        return True
    refers = _REFERS.search(words, max(0, match.start() - 2), match.start())
    if shape == CHAPTER:  # …指标表二、调整结构（三）…
        return words[match.start() - 1].isspace() or (not refers and _HEADS_SECTION.match(words, at) is not None)
    return shape == SECTION and not refers and not _REFERRED.match(words, match.end())


def _after_headings(words: str, starts: list[int]) -> Iterator[int]:
    """`一是` right after a heading that lost its line end: (一)…履行职责一是加强组织领导."""
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        match = _ONE.search(words, start, min(end, start + 60))
        heading = words[start : match.start()] if match else ""
        label = next((found for shape in _LABELS if (found := shape.match(heading))), None)
        if (
            match
            and label
            and len(heading.strip()) - label.end() >= 4
            and not re.search(r"[。；：:]|[，,]\s*\Z", heading)
        ):
            yield match.start()
