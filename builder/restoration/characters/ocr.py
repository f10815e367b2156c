"""Characters that optical recognition confused, where arithmetic or form proves what they were.

A percent sign was read as 00 (出资8000…出资2000: without units, and 80 and 20 make a hundred); a letter
was read for a figure inside a year (2O19年). Confusions of characters that only sense could tell stay.
"""

from __future__ import annotations

from builder.language import lazy_re as re
from builder.model.edit_kinds import EditKind
from builder.restoration.revision import Change

_SENTENCE = re.compile(r"[^。；\n]+")
_SHARE = re.compile(r"(?<![0-9.,〔第])([1-9][0-9]?)00(?=[，。、；：）)]|\Z)")
_OF_SHARES = re.compile("比例|占比|股|出资|持有|比重|权重|各占|分别占|百分")
"""Words that speak of shares; without them figures are amounts."""
_YEAR = re.compile(r"(?<![0-9A-Za-z])(?=[0-9OoIl]{4}\s?年)(?=[0-9]*[OoIl])(?:19|2[0OoＯ]|l9|I9)[0-9OoIl]{2}(?=\s?年)")
_DAY = re.compile(r"(?<=[0-9年月])[0-9OoIl]{1,2}(?=[月日])")
_FIGURES = str.maketrans("OoＯIl", "00011")


def restore_figures(text: str) -> list[Change]:
    """Changes that put figures and percent signs back where they are proven."""
    changes: list[Change] = []
    if "00" in text:
        for sentence in _SENTENCE.finditer(text):
            if not _OF_SHARES.search(sentence.group()):
                continue
            shares = list(_SHARE.finditer(text, sentence.start(), sentence.end()))
            if len(shares) >= 2 and sum(int(share[1]) for share in shares) == 100:
                for share in shares:
                    reason = "百分号被识别为 00；还原后同句各项之和为 100%"
                    changes.append(Change(share.end() - 2, share.end(), "%", EditKind.OCR, False, reason))
    for match in (*_YEAR.finditer(text), *_DAY.finditer(text)):
        figures = match.group().translate(_FIGURES)
        if figures != match.group():
            changes.append(Change(match.start(), match.end(), figures, EditKind.OCR, True, "日期中的数字被识别为字母"))
    return changes
