"""The sign behind a chapter's number that a program could not write: 一?总体要求 · 二?重点任务, for 一、 and 二、.

Where such rows count from one, and no row is numbered as they should be, the sign was one of labels.
"""

from __future__ import annotations

from builder.language import lazy_re as re
from builder.language.numerals import integer_of
from builder.model.edit_kinds import EditKind
from builder.restoration.revision import Change

_LOST = re.compile(r"(?m)^[ \t\u3000]*([一二三四五六七八九十]{1,3})[?\ufffd](?=[\u4e00-\u9fff])")
_WHOLE = re.compile(r"(?m)^[ \t\u3000]*[一二三四五六七八九十]{1,3}、")


def restore_label_signs(text: str) -> list[Change]:
    """Changes that put 、 back behind the numbers of chapters; none is certain, for the sign itself is lost."""
    found = list(_LOST.finditer(text)) if "?" in text or "\ufffd" in text else []
    if len(found) < 2 or _WHOLE.search(text) or [integer_of(each[1]) for each in found] != [*range(1, len(found) + 1)]:
        return []
    reason = "各章的编号连续，编号后的符号已丢失，应为顿号"
    return [Change(each.end(1), each.end(1) + 1, "、", EditKind.GLYPH, False, reason) for each in found]
