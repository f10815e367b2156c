"""The block of fields that a store of files puts above a text, between two lines of ---, with keys in Latin letters."""

from __future__ import annotations

from builder.language import lazy_re as re
from builder.model.edit_kinds import EditKind
from builder.restoration.revision import Change
from builder.restoration.webpage.metadata import Entry

REASON = "文件库加在正文之前的字段"
_BLOCK = re.compile(r"\A\ufeff?\s*---[ \t]*\n(?P<fields>(?:[^\n]{0,400}\n){1,40}?)---[ \t]*(?:\n|\Z)")
# title: "某县…的通知" · tags: · - 规章
_FIELD = re.compile(r"(?P<key>[A-Za-z][\w-]{0,24})[ ]*:[ ]*(?P<value>[^\n]*)")
_ITEM = re.compile(r"[ \t]*(?:-[ \t]+[^\n]*|#[^\n]*)?")
_KEYS = {
    "title": "标题", "date": "发布日期", "published": "发布日期", "publish_date": "发布日期", "pub_date": "发布日期",
    "pubdate": "发布日期", "number": "文号", "doc_number": "文号", "document_number": "文号", "issuer": "发文机关",
    "agency": "发文机关", "publisher": "发布单位", "source": "来源", "author": "作者", "url": "网址", "link": "链接",
}  # fmt: skip
"""What a page calls the same entry; a field under any other key says nothing of the notice."""


def drop_stored_fields(text: str) -> tuple[list[Change], list[Entry]]:
    """The change that cuts the block, and its entries with their places in `text`; nothing where a line of the block is
    no field."""
    block = _BLOCK.match(text)
    if not block:
        return [], []
    entries: list[Entry] = []
    at = block.start("fields")
    for line in block["fields"].splitlines():
        field = _FIELD.fullmatch(line)
        if not field and not _ITEM.fullmatch(line):
            return [], []
        key = _KEYS.get(field["key"].lower()) if field else None
        value = field["value"].strip(" \t\"'") if field else ""
        if key and value:
            start = at + line.index(value)
            entries.append(Entry(key, value, start, start + len(value), True))
        at += len(line) + 1
    known = any(_FIELD.fullmatch(line) for line in block["fields"].splitlines())
    return ([Change(0, block.end(), "", EditKind.CHROME, True, REASON)], entries) if known else ([], [])
