"""What a notice says of the reach of its words: 一般每隔5年, 原则上年底前, 约60项."""

from __future__ import annotations

from builder.language import lazy_re as re
from builder.model.notice import Deadline, Target

# 一般每隔5年 · 原则上应当在2019年年底前 · 力争到2020年; not 一般性
_HEDGE = re.compile(r"原则上|一般(?!性|情况|程序|公共|工业|纳税)|通常|力争|争取")
_CLAUSE_SIGNS = ",，。;；:：!！?？\n\t"
_ABOUT = re.compile(r"约|大概|左右|上下|^(?:将近|接近|近)")


def qualifier_of(text: str, limit: Deadline) -> str:
    """The word of a limit's clause that leaves it room (一般, 原则上, 力争); "" where there is none.
    `text` is the notice's."""
    start = max(text.rfind(sign, 0, limit.start) for sign in _CLAUSE_SIGNS) + 1
    return qualifier_in(text[start : limit.end])


def qualifier_in(words: str) -> str:
    """The word in `words` that leaves room; "" where there is none."""
    found = _HEDGE.search(words)
    return found[0] if found else ""


def is_about(target: Target) -> bool:
    """Whether the notice gives the figure as an approximate one."""
    return _ABOUT.search(target.written) is not None
