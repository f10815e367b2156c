"""Paragraphs outside items: the function of each, from its form and its place in its part."""

from __future__ import annotations

from collections.abc import Sequence, Set

from builder.language import document_lines as forms
from builder.language import lazy_re as re
from builder.language.document_lines import Line
from builder.language.page_labels import page_entry
from builder.language.role_words import DUTY
from builder.outline.model import BlockKind

_ENTRY = re.compile(
    r"\s*(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})\s*[.．、]|\s*附件?\s*[0-9０-９一二三四五六七八九十]{1,2}"
)
# A closing paragraph speaks to all, or of the document itself; it belongs to no item.
_CLOSES = re.compile(
    rf"\s*(?:各(?:位代表|地|级|部门|单位|区|县|市|州|盟|旗|镇|乡|街道|园|高校|学校|企业|有关|相关|{DUTY}|成员|处室|科室|设区|省|试点|项目)"
    r"|(?:本|此)(?:方案|意见|通知|办法|规划|计划|纲要|细则|规定|要点|措施|决定|条例|行动|分工|清单|文件|政策|命令|公告|通告)"
    r"[^，。]{0,14}(?:自|由|未尽|有效期|印发|执行|施行|实施|发布)"
    r"|特此|以上(?:意见|方案|通知|措施|政策)|联系人|联系电话|联系方式|咨询电话|请各|自(?:印发|发布|公布)之日|未尽事宜|同志们|(?:记录|主持|整理)人?[：:])"
)
_ADDRESSES_ALL = re.compile(r"\s*(?:各位代表|同志们|各位委员)")


_MOST_ISSUERS = 8
# 参加人员：…, 此复。, 特此函复。, 感谢您对…的关心！: these end a document whatever stands before them.
_ENDS = re.compile(
    r"\s*(?:(?:参加|参会|出席|列席|与会)(?:人员|单位|领导)?\s*[：:]"
    r"|[此特专]此?(?:[复函告达]|[函批回答奉]复|函[告达]|通[知告报]|公告|报告|请示|说明|公示|奉达)\s*[。！!]?\s*\Z"
    r"|(?:最后[，,])?(?:再次|衷心|诚挚地?|非常)*感谢(?:您|你|贵|各位|代表|委员)[^。！!]{0,60}[。！!]"
    r"|以上(?:答复|报告|汇报|请示|意见)[^。！!]{0,12}(?:妥|当|审[议阅定示批]|批示|满意|参考)[^。！!]{0,40}[。！!]?\s*\Z)"
)
# …是一项长期任务。各有关部门要密切配合: it comes to speak to all after a sentence of its own.
_TURNS_TO_ALL = re.compile(
    r"[^。；：]{6,80}。\s*(?:(?:希望|望|请)各"
    rf"|各(?:级|地|县|市|区|乡|镇|村|街道|社区|有关|相关|{DUTY}|成员|部门|单位)[^。；：]{{0,30}}?(?:要|须|应当?|务必|请))"
)


def closes(words: str, *, last: bool) -> bool:
    """Whether a further paragraph of an item closes the document (or the chapter, where not `last`)."""
    return bool(_CLOSES.match(words)) if last else bool(_ADDRESSES_ALL.match(words))


def ends_document(words: str) -> bool:
    """参加人员：… below minutes, 此复。 below a reply."""
    return bool(_ENDS.match(words))


def turns_to_all(words: str) -> bool:
    """Whether a paragraph speaks to all in its second sentence: it may close a document whose items have one
    paragraph each."""
    return bool(_TURNS_TO_ALL.match(words))


def classify_front(lines: Sequence[Line], headed: bool, numbered: Set[int]) -> list[BlockKind]:
    """The kinds of the paragraphs before the first item of a part (of a whole part without items).
    `headed`: its first line is the label of an attachment. `numbered`: lines that open with a label."""
    front = _Front(lines, headed, numbered)
    for at in range(len(lines)):
        front.take(at)
    if not any(line.index in numbered for line in lines):
        _sign_last(lines, front.kinds)
    return front.kinds


class _Front:
    """The paragraphs before the first item while they are told, one after another."""

    def __init__(self, lines: Sequence[Line], headed: bool, numbered: Set[int]) -> None:
        self.lines, self.headed, self.numbered = lines, headed, numbered
        self.kinds: list[BlockKind] = []
        self.body = False  # whether running text has begun
        self.title = ""
        self.complete = False  # whether the title so far is complete
        self.listing = False  # whether in the list of attachments

    def take(self, at: int) -> None:
        """Tell the next paragraph, number `at`."""
        kind = self._by_form(at) or self._by_place(at)
        if kind == "date":
            _sign(self.lines, self.kinds, at)
        self.listing = kind == "attachments"
        self.body = self.body or kind in ("table", "addressee", "paragraph")
        self.kinds.append(kind)

    def _by_form(self, at: int) -> BlockKind | None:
        """What a paragraph is wherever it stands; None where that depends on its place."""
        line = self.lines[at]
        words = line.words
        above = not self.body and (_in_letterhead(self.lines, at) or page_entry(words) is not None)
        told: tuple[tuple[bool, BlockKind], ...] = (
            (line.table, "table"),
            (self.headed and at == 0, "annex"),
            (forms.is_number(words), "number"),
            (forms.is_note(words) or forms.is_credit(words) or above, "note"),
            (forms.is_copies(words), "copies"),
            (_lists_attachments(self.lines, at) or (self.listing and bool(_ENTRY.match(words))), "attachments"),
            (forms.is_date(words), "date"),
        )
        return next((kind for holds, kind in told if holds), None)

    def _by_place(self, at: int) -> BlockKind:
        """What a paragraph is at the head of a part: addressee, caption, title, or the first of the text."""
        line = self.lines[at]
        words = line.words
        if self.body:
            return "paragraph"
        if forms.is_addressee(words) and line.index not in self.numbered:
            return "paragraph" if forms.is_salutation(words) else "addressee"
        if self.title and forms.is_caption(words):
            return "caption"
        if self.title and forms.extends_title(words):
            self.title, self.complete = self.title + words, True
            return "title"
        if forms.is_titlelike(words) and line.index not in self.numbered:
            return self._title_line(at)
        return "paragraph"

    def _title_line(self, at: int) -> BlockKind:
        """A line that closes no sentence: part of a title, or what stands below one."""
        if self.complete:
            self.title, self.complete = "", False
        if not _in_title(self.title, self.lines, at) and (self.title or "title" in self.kinds):
            return "caption"
        self.title += self.lines[at].words
        self.complete = forms.closes_title(self.title)
        return "title"


def _in_letterhead(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is 某某文件, or one of several issuers above or below such a line, or above the number."""
    for line in lines[at : at + _MOST_ISSUERS]:
        if forms.is_letterhead(line.words):
            return True
        if not forms.is_signature(line.words):
            if line.index > lines[at].index and forms.is_number(line.words):
                return True
            break
    return _below_letterhead(lines, at)


def _below_letterhead(lines: Sequence[Line], at: int) -> bool:
    """Whether a line names a further issuer below 某某文件; the first line of a title names the same one again."""
    if not forms.is_signature(lines[at].words):
        return False
    for line in reversed(lines[max(0, at - _MOST_ISSUERS) : at]):
        if forms.is_letterhead(line.words):
            names = line.words.split()[0], lines[at].words.split()[0]
            return not (names[0].startswith(names[1]) or names[1].startswith(names[0].removesuffix("文件")))
        if not forms.is_signature(line.words):
            return False
    return False


def _lists_attachments(lines: Sequence[Line], at: int) -> bool:
    """附件：1.… on one line, or 附件： above the entries."""
    words = lines[at].words
    below = forms.is_bare_attachments(words) and at + 1 < len(lines) and bool(_ENTRY.match(lines[at + 1].words))
    return below or forms.lists_attachments(words)


def _in_title(title: str, lines: Sequence[Line], at: int) -> bool:
    """Whether the line is part of a title that is complete here or within the next lines."""
    for line in lines[at : at + 4]:
        if line.table or not forms.is_titlelike(line.words) or forms.is_date(line.words) or forms.is_number(line.words):
            return False
        title += line.words.strip()
        if forms.closes_title(title):
            return True
    return False


def _sign(lines: Sequence[Line], kinds: list[BlockKind], at: int, highest: int = 1) -> None:
    """Mark the lines above a date that name the bodies that sign, the one numbered `highest` the first that may."""
    for above in range(at - 1, max(highest - 1, at - 9), -1):
        words = lines[above].words
        if kinds[above] == "note" and forms.is_note(words):
            continue
        if kinds[above] not in ("paragraph", "title", "caption", "signature") or not forms.is_signature(words):
            return
        if forms.closes_title(words) and not any(kind in ("paragraph", "addressee") for kind in kinds[:above]):
            return
        kinds[above] = "signature"


def classify_tail(lines: Sequence[Line]) -> list[BlockKind]:
    """The kinds of the paragraphs after the first of the last item of a part: `paragraph` for those
    that may belong to it or close the document."""
    kinds: list[BlockKind] = []
    listing = False
    for at, line in enumerate(lines):
        words = line.words
        kind: BlockKind = "paragraph"
        if line.table:
            kind = "table"
        elif forms.is_note(words) or forms.is_credit(words):
            kind = "note"
        elif forms.is_copies(words):
            kind = "copies"
        elif _lists_attachments(lines, at) or (listing and _ENTRY.match(words)):
            kinds.append("attachments")
            listing = True
            continue
        elif forms.is_date(words):
            kind = "date"
            _sign(lines, kinds, at, highest=0)
        elif forms.is_number(words) and at and kinds[-1] in ("note", "copies", "date"):
            kind = "number"
        listing = False
        kinds.append(kind)
    _sign_last(lines, kinds, highest=0)
    return kinds


_NUMBERED_NAME = re.compile(r"\s*[0-9０-９]{1,2}\s*[.．、][^。；;]{4,60}\s*\Z")


def lists_to_the_end(lines: Sequence[Line], at: int) -> bool:
    """Whether line `at` only says 附件： and nothing follows but numbered names, of which half are those of documents:
    the attachments themselves are left out."""
    annex = forms.annex_label(lines[at].words)
    if not annex or annex[1]:
        return False
    named = closing = 0
    for line in lines[at + 1 :]:
        if _NUMBERED_NAME.match(line.words):
            named += 1
            closing += forms.closes_title(line.words)
        elif not (forms.is_note(line.words) or forms.is_copies(line.words)):
            return False
    return named > 1 and 2 * closing >= named


def _sign_last(lines: Sequence[Line], kinds: list[BlockKind], highest: int = 1) -> None:
    """A line at the foot that only names bodies is a signature, the date forgotten."""
    for at in range(len(lines) - 1, highest - 1, -1):
        if kinds[at] in ("note", "copies", "attachments", "date", "signature"):
            continue
        if kinds[at] != "paragraph" or not forms.is_signature(lines[at].words) or len(lines[at].words.strip()) < 5:
            return
        kinds[at] = "signature"
