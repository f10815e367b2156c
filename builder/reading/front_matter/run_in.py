"""What a page runs into the text: whom a letter answers, at the head of its first paragraph; who signs and when, at
the end of one; whose letterhead stands above all."""

from __future__ import annotations

from collections.abc import Sequence

from builder.language import lazy_re as re
from builder.language.dates import UNNAMED_DATE, read_date
from builder.language.document_lines import is_addressee, is_signature
from builder.language.lazy_dataclasses import dataclass
from builder.outline.model import Outline, Part
from builder.reading.agencies.names.acts import ACTS
from builder.reading.agencies.names.levels import is_national, place_prefix

# 市民政局：你局《关于…的请示》收悉
_ANSWERED = re.compile(
    r"\s*(?P<to>[^。；;：:，,！？《》\n]{2,40}[：:])(?=\s*(?:你们?[省市县区州镇乡街局委办厅院校部处会公单]|[^。：:]{2,120}收悉))"
)
_DATED = re.compile(UNNAMED_DATE)
_HAN_AT_END = re.compile(r"[一-龥]\s*\Z")
_SIGNER = re.compile(r"(?:(?<=[。；;\n)）])|\A)\s*[一-龥（）()]{4,40}\Z|中共[一-龥]{4,30}\Z")
_LONGEST_SIGNER = 60
# 2021年5月1日前, 2021年5月1日印发的…: a date in a sentence
_GOES_ON = re.compile(
    r"\s*(?:之?前|以前|之?后|以后|之?内|[起至到的的、,，—-]|印发|公布|发布|下发|召开|通过|批准|批复|第|在|对)"
)
_LETTERHEAD = re.compile(r"(?:文件|会议纪要|公文稿纸)?\s*\Z")


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signs within a paragraph, and when: an ISO date."""

    bodies: tuple[str, ...]
    date: str


def answered(text: str, outline: Outline, head: Part | None) -> str:
    """To whom a letter goes whose first paragraph begins with the address, which the colon ends; empty where none."""
    first = next(iter(outline.blocks_of(head, "paragraph", "item")), None)
    found = _ANSWERED.match(text, first.start, first.end) if first and first.kind == "paragraph" else None
    return found["to"] if found and is_addressee(found["to"]) else ""


def signed_within(text: str, head: Part | None, issuers: Sequence[str]) -> Signed | None:
    """The signature that stands before a date within a paragraph: of one of the `issuers` where these are known, else
    of a body that a mark or a line end parts from what is before it."""
    if head is None:
        return None
    for date in _DATED.finditer(text, head.start, head.end):
        before = text[max(head.start, date.start() - _LONGEST_SIGNER) : date.start()].rstrip()
        when = None if _GOES_ON.match(text, date.end()) else read_date(date[0])
        if when and issuers:
            name = next((name for name in issuers if before.endswith(name)), "")
            parted = not _HAN_AT_END.search(before.removesuffix(name)) or not ACTS.match(text, date.end())
            if name and parted:
                return Signed(tuple(issuers), when)
        elif when and not ACTS.match(text, date.end()) and (name := _signer(before)):
            return Signed((name,), when)
    return None


def _signer(before: str) -> str:
    """The one body at the end of the words before a date, or nothing."""
    found = _SIGNER.search(before)
    name = found[0].strip() if found else ""
    known = name and (name.startswith("中共") or place_prefix(name) or is_national(name))
    return name if known and is_signature(name) else ""


def letterhead(text: str, outline: Outline, head: Part | None) -> tuple[str, ...]:
    """The body whose letterhead stands above the number or the title."""
    first = next((block for block in outline.blocks if head and block.start == head.start), None)
    if first is None or first.kind not in ("note", "title"):
        return ()
    name = _LETTERHEAD.sub("", text[first.start : first.end].strip()).strip()
    return (name,) if name and is_signature(name) and (place_prefix(name) or is_national(name)) else ()
