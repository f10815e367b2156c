"""Random signs that forum software (Discuz!) puts between sentences against copying:
`明确职责。BT ZZ $Y #` &6 QV ED x Y2022年6月底前`. They stand where a sentence or clause ends.

Figures at the end of such a run may be the text's own: they are, where a unit follows them.
"""

from __future__ import annotations

from collections import Counter

from builder.language import lazy_re as re
from builder.model.edit_kinds import EditKind
from builder.restoration.layout.rows import TABLE_ROW
from builder.restoration.revision import Change

_RUN = re.compile(r"(?:(?<=[。，；：、！？”）])|(?<=^)|(?<=\n))[!-~][ -~]{5,}")
_ODD = re.compile(r"[#$&'\"*+;<=>?@\[\\\]^_`{|}~:!(/)%,.-]")
_UNIT = "年月日号个项家名万亿元%‰条款章节天人次周岁时分小公里吨亩户级届位倍多余"
_ADDRESS = re.compile(r"https?:|www\.|[\w.]@[\w.]+\.\w|</|=\"", re.I)


def remove_copy_noise(text: str) -> list[Change]:
    """Changes that cut the runs, where there are enough of them to be sure."""
    random = [match for match in _RUN.finditer(text) if _is_random(match.group().strip())]
    forms = Counter(_form(match.group()) for match in random)
    runs = [match for match in random if forms[_form(match.group())] == 1 and not TABLE_ROW.match(text, match.start())]
    sure = sum(len(match.group().split()) >= 4 for match in runs)
    if sure < 2:
        return []
    changes = []
    for match in runs:
        end = match.end() - len(_figures_after(match.group(), text[match.end() : match.end() + 1]))
        changes.append(
            Change(
                match.start(),
                end,
                "",
                EditKind.JUNK,
                True,
                "论坛软件防复制插入的乱码，全文多处如此",
            )
        )
    return changes


def _form(run: str) -> str:
    """A run with figures alike: one that comes again is no noise, but the edge of a table (`| 1 | `) or code."""
    return re.sub(r"[0-9]+", "0", run.strip())


def _is_random(run: str) -> bool:
    """Whether a run is scattered single signs rather than words, figures or an address."""
    pieces = run.split()
    if len(pieces) < 3 or _ADDRESS.search(run) or not re.search("[A-Za-z]", run):
        return False
    return len(run.replace(" ", "")) / len(pieces) <= 2.6 and len(_ODD.findall(run)) >= 1


def _figures_after(run: str, following: str) -> str:
    """The figures that close a run and belong to the unit after it: `x Y2022` before 年."""
    if not following or following not in _UNIT:
        return ""
    year = re.search(r"(?:19|20)[0-9]{2}\Z", run) if following == "年" else None
    figures = year or re.search(r"[0-9]+(?:\.[0-9]+)?\Z", run)
    return figures.group() if figures else ""
