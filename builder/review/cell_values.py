"""What a person wrote into the cells 改为 and 类别, as values of an entry of the sidecar."""

from __future__ import annotations

from builder.language import lazy_re as re
from builder.language.dates import read_date
from builder.model.notice import Deadline
from builder.model.recurrence import Recurrence
from builder.review.checklist import EVERY
from builder.review.words import bare
from builder.source.sidecar.readings import LIMIT_TYPES, ROLES, Said

_DAY = re.compile(r"(?:(\d{1,2})月)?(\d{1,2})日")
_FIGURE = re.compile(r"(-?\d{1,15}(?:\.\d{1,6})?)\s*([^\d\s.].{0,19})?")


class Refused(Exception):
    """Why a row cannot be applied, in Chinese for the person who filled it in."""


def agency_values(now: str, category: str, quote: str, own: str, known: bool) -> dict[str, Said]:
    """What cells say of a body, as keys of a sidecar's entry: `now` another name, `category` another role ("" for what
    stays), `quote` its words in the text, `own` other words given for it, `known` whether the program read it."""
    values: dict[str, Said] = {"role": ROLES[category]} if category else {}
    if now and bare(now) != bare(quote):
        values["name"] = now
        if known and bare(now) in bare(quote) and not own:
            values["written"] = now
    return values


def limit_values(now: str, category: str, before: Deadline | None) -> dict[str, Said]:
    """What cells say of a time limit, as keys of a sidecar's entry. Refused (in Chinese, for the workbook) where the
    day is none or does not fit the category."""
    if category in EVERY:
        return {"every": _every(now, EVERY[category])}
    kind = LIMIT_TYPES.get(category)
    if kind in ("open", "within"):
        if now:
            raise Refused(f"“{category}”没有日期，“改为”一列不填")
        return {"type": str(kind)}
    values: dict[str, Said] = {"type": kind} if kind else {}
    if now:
        day = read_date(now)
        if day is None or not re.fullmatch(r"[\d０-９年月日号./-]+", now):
            raise Refused(f"“改为”一列的“{now}”不是日期，写作 2021年12月31日 或 2021-12-31")
        values["day"] = day
    elif kind and (before is None or before.date is None):
        raise Refused(f"选了“{category}”，没有在“改为”一列写日期")
    return values


def _every(now: str, unit: str) -> Recurrence:
    if not now:
        return Recurrence(1, unit)
    found = _DAY.fullmatch(now)
    month, day = (int(found[1]) if found and found[1] else None, int(found[2])) if found else (None, 0)
    if not 1 <= day <= 31 or (unit == "year") is not (month is not None) or (month or 1) > 12 or unit == "day":
        raise Refused(f"“改为”一列的“{now}”配不上这个类别：每年写 1月31日，每月写 5日，或不填")
    return Recurrence(1, unit, month=month, day=day, of_year=unit == "year")


def figure_values(now: str) -> dict[str, Said]:
    """95% or 12.5万元 as `value` and `unit` of a sidecar's entry; {} for an empty cell. Refused where it is no figure."""
    if not now:
        return {}
    found = _FIGURE.fullmatch(now)
    if not found:
        raise Refused(f"“改为”一列的“{now}”不是数字，写作 95% 或 12.5万元")
    value = float(found[1]) if "." in found[1] else int(found[1])
    return {"value": value} | ({"unit": found[2].strip()} if found[2] else {})
