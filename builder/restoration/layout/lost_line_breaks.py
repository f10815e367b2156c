"""Line ends that were lost: a whole notice on one line, or `　　` where paragraphs began.

A break is put back only where the text itself shows it: before a label that continues the row of
labels and follows the end of a sentence or of a heading; around the number and after the addressees
at a notice's head; for `　　`, the shift with which every paragraph begins; for the space that a page
leaves where its lines ended. An enumeration inside a sentence (…的:(一)…;(二)…) keeps its line.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from builder.language import lazy_re as re
from builder.model.edit_kinds import EditKind
from builder.restoration.layout.label_rows import (
    CLAUSE_LABEL,
    DIGITS,
    JOINS,
    articles_inside,
    has_articles_inside,
    labels_inside,
)
from builder.restoration.layout.run_on_heads import foot_breaks, head_breaks, noted_titles, signature_break
from builder.restoration.layout.spaces import is_set_wide
from builder.restoration.layout.tables.tabbed_tables import is_row
from builder.restoration.layout.wrapped_titles import known_titles
from builder.restoration.revision import Change

LOST, SHIFT = "序号前丢失的换行", "段首的两个全角空格代替了换行"
SPACED = "空格代替了换行"
CLAUSE = "责任单位前丢失的换行"
HEAD = "公文首部或落款处丢失的换行"

_LINE = re.compile(r"[^\n]+")
_LINE_BELOW = re.compile(r"\s*\n[ \u00a0\u3000\t]*([^\n]+)")
_DATE_LINE = 24
_SHIFT = re.compile(r"(?<=\S)[ \u00a0]?\u3000{2,}(?=\S)")

# 责任单位：甲局、乙局各单位要提高认识: what closes the notice follows without a stop
_SPEAKS_TO_ALL = re.compile(r"(?<=[局委办厅部会室司心府队站所])(?=各[^，。；：各]{2,24}要(?![求点素]))")
_CLAUSE_START = re.compile(CLAUSE_LABEL)
_LABEL_BEFORE = re.compile(rf"[（(][0-9{DIGITS}]{{1,3}}[)）]\Z")
# DOCCONTENT: 某县…: the field of a record that holds the text; the words after it are no value of page data
_TEXT_FIELD = re.compile(r"(\s*(?:DOCCONTENT|CONTENT)\s*[：:])\s*(?=\S)")
_DATED = re.compile(rf"年\s?[0-9元{DIGITS}]{{1,2}}\s?月\s?[0-9{DIGITS}]{{1,3}}\s?日")
# …。2027年9月15日 ⏎ 前完成: no date of a signature
_DATE_GOES_ON = re.compile(r"之?前|以[前内后]|起|至|后|[，。；、）]")
_ARTICLE_LINE = re.compile(rf"^[ \u3000]*第\s?[{DIGITS}百零〇0-9]{{1,5}}\s?[章条]", re.MULTILINE)
_ARTICLE_NEXT = re.compile(rf"。\s?第\s?[{DIGITS}百零〇0-9]{{1,5}}\s?条(?=[ \u3000])")


@lru_cache(maxsize=1)  # asked again once the page around the notice is gone
def restore_line_ends(text: str) -> list[Change]:
    """Changes that put line ends back."""
    changes: list[Change] = []
    titles: frozenset[str] | None = None
    articled = _ARTICLE_LINE.search(text) is not None or len(_ARTICLE_NEXT.findall(text)) >= 3
    for line in _LINE.finditer(text):
        words = line.group()
        if is_row(words):
            continue
        breaks = {start: (end, SHIFT) for start, end in _shifts(words)}
        heads = list(head_breaks(words)) if len(words) > 30 else []
        heads += noted_titles(words)
        if field := _TEXT_FIELD.match(words):
            heads.append((field.end(1), field.end()))
        below = _LINE_BELOW.match(text, line.end())
        if not breaks and _DATED.search(words) and not (below and _DATE_GOES_ON.match(below[1])):
            titles = known_titles(text) if titles is None else titles
            heads += foot_breaks(words, titles)
        if below and len(below[1]) <= _DATE_LINE:
            heads += signature_break(words, below[1], text)
        for start, end in heads:
            breaks.setdefault(start, (end, HEAD))
        spaced = list(_spaces(words))
        labels = labels_inside(words)
        if articled or has_articles_inside(words):
            labels = tuple(sorted({*labels, *articles_inside(words)}))
        if len(words) > _RUN_ON and any(labels):
            for at in _clauses(words):
                breaks.setdefault(at, (at, CLAUSE))
        for at in labels:
            start = at
            while start > 0 and words[start - 1].isspace():
                start -= 1
            breaks.setdefault(start, (at, LOST))
        for at in (0, *labels) if spaced else ():
            if heading := _SPACED_HEADING.match(words, at):
                breaks.setdefault(heading.end(1), (heading.end(), SPACED))
        for start, end in spaced:
            breaks.setdefault(start, (end, SPACED))
        last = len(words.rstrip())
        changes += [
            Change(line.start() + start, line.start() + end, "\n", EditKind.LINE_BREAK, True, reason)
            for start, (end, reason) in sorted(breaks.items())
            if start > 0 and end < last
        ]
    return changes


_SENTENCE_SPACE = re.compile(r"(?<=[。；！？])[ \u00a0]+(?=[\u4e00-\u9fff（(《“0-9])|(?<=\S)[ \u00a0]{4,}(?=\S)")
_SPACED_HEADING = re.compile(
    r"((?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]"
    r"|[0-9]{1,2}[.．](?![0-9]))[^\s。；：，,]{2,30})[ \u00a0]+(?=[\u4e00-\u9fff（(《“])"
)
_RUN_ON = 200
"""A line of more characters than this, with spaces after its sentences, is several paragraphs."""


def _spaces(words: str) -> Iterator[tuple[int, int]]:
    """Spaces after sentences, and wide gaps, of a long line in which paragraphs run on."""
    if len(words) < _RUN_ON:
        return
    found = [match.span() for match in _SENTENCE_SPACE.finditer(words)]
    stops = sum(words.count(sign) for sign in "。；！？")
    # Where every sentence is followed by a space, the spaces say nothing.
    if len(found) >= 3 and stops > len(found) + 2:
        yield from found


def _shifts(words: str) -> Iterator[tuple[int, int]]:
    """`　　` inside a line, where it comes more than once or the line begins with it."""
    found = list(_SHIFT.finditer(words))
    if len(found) >= 2 or (found and words.startswith("\u3000\u3000") and len(words) > 60):
        for match in found:
            if not is_set_wide(words, match.start(), match.end()):
                yield match.span()


def _clauses(words: str) -> Iterator[int]:
    """Where 牵头单位：… begins that stands in no bracket, in a line where paragraphs run on."""
    depth, at = 0, 0
    for found in _CLAUSE_START.finditer(words):
        between = words[at : found.start()]
        depth = max(0, depth + sum(map(between.count, "（([【")) - sum(map(between.count, "）)]】")))
        at = found.start()
        labelled = _LABEL_BEFORE.search(words, max(0, at - 5), at)  # (9)支撑单位：某公司
        if not depth and at and words[at - 1] not in JOINS + "；;：: \u3000" and not labelled:
            yield at
        if not depth and (all_ := _SPEAKS_TO_ALL.search(words, found.end(), found.end() + 200)):
            yield all_.start()
