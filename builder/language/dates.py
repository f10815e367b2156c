"""Full dates as notices are signed with: 2015年11月30日, 二〇一五年十一月三十日, 二OO八年…"""

from __future__ import annotations

import datetime

from builder.language import lazy_re as re
from builder.language.numerals import ZERO, integer_of

_YEAR = rf"(?:[12][0-9]{{3}}|[一二][{ZERO}一二三四五六七八九]{{3}})"
_SMALL = r"(?:[0-9]{1,2}|元|[一二三四五六七八九十]{1,3})"
DATE = rf"(?P<year>{_YEAR})\s*年\s*(?P<month>{_SMALL})\s*月\s*(?P<day>{_SMALL})\s*[日号]"
UNNAMED_DATE = rf"{_YEAR}\s*年\s*{_SMALL}\s*月\s*{_SMALL}\s*[日号]"
_DATE = re.compile(DATE)
_NUMERIC = re.compile(r"(?P<year>[12][0-9]{3})\s*[-/.]\s*(?P<month>[01]?[0-9])\s*[-/.]\s*(?P<day>[0-3]?[0-9])(?![0-9])")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_WIDE_FIGURE = re.compile("[０-９]")


def plain_figures(words: str) -> str:
    """`words` with full-width figures made plain."""
    return words.translate(_FULL_WIDTH) if _WIDE_FIGURE.search(words) else words


def written_date(words: str) -> str | None:
    """A date as a person writes it into a file, 2016-12-31 or 2016年12月31日, as ISO 8601; None where it is none."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)|(\d{4})年(\d{1,2})月(\d{1,2})日", words, re.ASCII)
    try:
        return datetime.date(*(int(part) for part in found.groups() if part)).isoformat() if found else None
    except ValueError:
        return None


def day_in_words(date: str) -> str:
    """2016-12-31 → 2016年12月31日, 12-31 → 12月31日; what is no such date comes back as it is."""
    parts = date.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) not in (2, 3):
        return date
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日"[-len(parts) :], strict=True))


def read_date(words: str) -> str | None:
    """The first full date in `words` as ISO 8601, in figures, characters or with hyphens; None where
    there is none, or none that the calendar knows."""
    plain = plain_figures(words)
    for pattern in (_DATE, _NUMERIC):
        for match in pattern.finditer(plain):
            month, day = (1 if match[part] == "元" else integer_of(match[part]) or 0 for part in ("month", "day"))
            try:
                return datetime.date(integer_of(match["year"]) or 0, month, day).isoformat()
            except ValueError:
                continue
    return None
