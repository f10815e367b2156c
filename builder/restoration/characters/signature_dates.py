"""A signature's date that lost characters (2019 年715), restored by the page's own date.

Without that evidence it stays: a guess at a date would look like a fact.
"""

from __future__ import annotations

from collections.abc import Iterable

from builder.language import lazy_re as re
from builder.model.edit_kinds import EditKind
from builder.restoration.revision import Change
from builder.restoration.webpage.metadata import Entry

_GAP = r"[ \t\u3000\xa0]*"
_BROKEN = re.compile(
    rf"(?m)^{_GAP}(?P<year>(?:19|20)[0-9]{{2}}){_GAP}年?{_GAP}"
    rf"(?P<rest>(?P<month>[0-9]{{1,2}}){_GAP}月{_GAP}(?P<day>[0-9]{{1,2}})|[0-9]{{2,4}}){_GAP}日?{_GAP}$"
)
_PAGE_DATE = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})\s*[-/.年]\s*(?P<month>[0-9]{1,2})\s*[-/.月]\s*(?P<day>[0-9]{1,2})"
)


def complete_dates(text: str, entries: Iterable[Entry]) -> list[Change]:
    """Changes that complete broken dates which stand on a line of their own; `entries`: the page's facts."""
    broken = list(_BROKEN.finditer(text))
    if not broken:
        return []
    known: dict[tuple[str, str], tuple[int, int, Entry]] = {}
    for entry in entries:
        match = _PAGE_DATE.search(entry.value)
        if match:
            month, day = int(match["month"]), int(match["day"])
            known.setdefault((match["year"], f"{month}{day}"), (month, day, entry))
    changes = []
    for match in broken:
        found = known.get((match["year"], re.sub(r"\D", "", match["rest"])))
        if found is None or (match["month"] and int(match["month"]) != found[0]):
            continue
        month, day, entry = found
        start, end = match.start("year"), match.end("rest")
        end += len(text[end : match.end()].rstrip())
        restored = f"{match['year']}年{month}月{day}日"
        if restored != text[start:end]:
            reason = f"页面所载{entry.key}为 {entry.value}，数字相同"
            changes.append(Change(start, end, restored, EditKind.DATE, True, reason))
    return changes
