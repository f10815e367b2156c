"""Kinds of edits: the closed set of what restoration does to a text, and what vouches for it."""

from __future__ import annotations

from typing import Literal

from builder.model.closed_set import ClosedSet

Proof = Literal["replayed", "form", "page-date", "person", "rule", "none"]
"""What vouches for an edit: applying the damage again to the restored words gives the source (`replayed`); its
form leaves no choice (`form`: a tag, an empty line, a code page, a width); the page's own date; a person's
correction; a rule of the program; or nothing, where other words are possible (`none`)."""
_ActsOn = Literal["layout", "words", ""]


class EditKind(ClosedSet):
    """A kind is kebab-case and stable: the JSON of `parse` and the tables carry it. `label` names it in Chinese;
    `proof` is what vouches for a certain edit of this kind, before any replay; `judged` says in Chinese what a
    `rule` of this kind took the words for, where that is to be told; `layout`: it moves no word; `words`: it is made to
    words, and means nothing in a line of which none are left."""

    label: str
    proof: Proof
    layout: bool
    words: bool
    judged: str

    def __new__(cls, kind: str, label: str, proof: Proof = "rule", acts_on: _ActsOn = "", judged: str = "") -> EditKind:
        self = str.__new__(cls, kind)
        self._value_ = kind
        self.label, self.proof, self.judged = label, proof, judged
        self.layout, self.words = acts_on == "layout", acts_on == "words"
        return self

    ANNOTATION = "annotation", "去除混入的注音", "rule", "words"
    BYTE_SHIFT = "byte-shift", "还原错位的字节"
    CHROME = "chrome", "去除网页边角文字", "rule", "words", "判断为网页边角文字"
    AS_WRITTEN = "as-written", "原文如此", "person"
    CODE_PAGE = "code-page", "还原错误的编码", "form"
    CONTENTS = "contents", "去除目录", "rule", "layout", "判断为目录"
    CORRECTION = "correction", "人工更正", "person"
    DATE = "date", "补全日期", "page-date"
    GLYPH = "glyph", "还原看不清的字", "rule", "words"
    JUNK = "junk", "去除插入的乱码", "rule", "words"
    LAYOUT = "layout", "整理换行和缩进", "form", "layout"
    LINE_BREAK = "line-break", "整理断开的行", "rule", "layout"
    LINE_ORDER = "line-order", "整理行的次序"
    MARKUP = "markup", "去除网页代码残留", "form"
    OCR = "ocr", "更正识别错误", "rule", "words"
    PAGE_NUMBER = "page-number", "去除页码", "rule", "layout", "判断为页码"
    RUNNING_HEAD = "running-head", "去除页眉", "rule", "layout", "判断为页眉"
    SCRIPT = "script", "繁体转回简体", "rule", "words"
    SPACING = "spacing", "去除排版空格", "rule", "layout"
    WIDTH = "width", "统一全角半角", "form", "words"
