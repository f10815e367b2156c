"""A deterministic corpus: notices that look like real ones, any number of them, the same for the same number.

They come in families of eight. A province's plan is taken up by two of its cities, theirs by counties; one city and one
county report. A lower plan keeps most aims of the higher, in words of its own, and cites it. Families differ in
place, year, themes and bodies, and come back to a province after ten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.wording import WORDS, Aim, detail, limit, means, new_aim, order, spot, told

FAMILY = 8
_ABOVE = (None, 0, 1, 1, 0, 4, 1, 2)
"""By the place of a notice in its family: the notice that it answers."""
_REPORTS = frozenset({3, 7})
_CITED = 0.35
"""The share of tasks that name a document: the one above, or rules that exist nowhere."""
_NUMERALS = "一二三四五六七八九"
_CHAPTERS = 5
_KEPT = 0.7
"""The share of a notice's aims that come from the notice above."""


@dataclass(frozen=True, slots=True)
class Place:
    """A province, a city or a county: its name, the names above it, and what its bodies are called by."""

    name: str
    path: str
    level: int

    @property
    def sign(self) -> str:
        """省, 市 or 县, before the name of a body."""
        return self.name[-1]


@dataclass(frozen=True, slots=True)
class Draft:
    """A notice before its text is written: `above` is the notice that it answers."""

    place: Place
    year: int
    report: bool
    themes: tuple[str, ...]
    aims: tuple[Aim, ...]
    above: Draft | None
    number: int

    @property
    def title(self) -> str:
        if self.report:
            return f"{self.place.name}{self.year}年{self.themes[0]}工作情况报告"
        kind = ("三年行动方案", "重点任务分工方案", "实施方案")[self.place.level]
        return f"{self.place.name}{self.themes[0]}{kind}({self.year}—{self.year + 2}年)"

    @property
    def document_number(self) -> str:
        return f"{self.place.name[:-1]}政发〔{self.year}〕{self.number % 90 + 1}号"


def notice_id(number: int) -> str:
    return f"corpus-{number:05}"


def notice_text(number: int, tasks: int = 40) -> str:
    """The notice of this number in the corpus, with so many tasks. Those of one family must have as many."""
    family, member = divmod(number, FAMILY)
    notice = _drafts(family, tasks)[member]
    return _written(notice, Random(f"words {number}"))


def _drafts(family: int, tasks: int) -> list[Draft]:
    pick = Random(f"family {family}")
    themes = tuple(pick.sample(sorted(WORDS["themes"]), _CHAPTERS))
    year = pick.randint(2015, 2022)
    places = _places(pick, family)
    drafts: list[Draft] = []
    for member, above in enumerate(_ABOVE):
        higher = drafts[above] if above is not None else None
        drafts.append(
            Draft(
                places[member],
                year + 3 if member in _REPORTS else year + places[member].level,
                member in _REPORTS,
                themes,
                _aims(pick, themes, tasks, higher),
                higher,
                family * FAMILY + member,
            )
        )
    return drafts


def _places(pick: Random, family: int) -> list[Place]:
    """The places of a family's notices, in order."""
    provinces = list(WORDS["places"])
    name = provinces[family % len(provinces)]
    province = Place(name, name, 0)
    cities = pick.sample(list(WORDS["places"][name]), 2)
    one, other = (Place(city, name + city, 1) for city in cities)
    ours, theirs = (
        [Place(county, city.path + county, 2) for county in pick.sample(WORDS["places"][name][city.name], 2)]
        for city in (one, other)
    )
    return [province, one, ours[0], one, other, theirs[0], ours[1], ours[0]]


def _aims(pick: Random, themes: Sequence[str], tasks: int, above: Draft | None) -> tuple[Aim, ...]:
    """As many aims as tasks, in the order of their themes."""
    kept = pick.sample(above.aims, min(round(tasks * _KEPT), len(above.aims))) if above else []
    new = [new_aim(pick, themes[at % len(themes)]) for at in range(tasks - len(kept))]
    return tuple(sorted((*kept, *new), key=lambda aim: themes.index(aim.theme)))


def _written(notice: Draft, pick: Random) -> str:
    """The text of a notice, in one of the forms in which they are found."""
    place = notice.place
    government = f"{place.name}人民政府"
    dated = f"{notice.year}年{pick.randint(1, 12)}月{pick.randint(1, 28)}日"
    if notice.report:
        head = [notice.title, dated, f"{notice.year}年,{place.name}聚焦{notice.themes[0]},{means(pick)}。"]
        if notice.above:
            head[-1] += f"现将贯彻落实{_cited(notice.above)}的情况报告如下。"
    else:
        head = [
            f"{government}关于印发{notice.title}的通知",
            notice.document_number,
            f"{('各地级以上市', '各县(市、区)', '各乡镇')[place.level]}人民政府,{place.sign}直有关单位:",
            f"现将《{notice.title}》印发给你们,请结合实际认真组织实施。",
            government,
            dated,
            notice.title,
        ]
        ground = f"贯彻落实{_cited(notice.above)}" if notice.above else f"做好全{place.sign}{notice.themes[0]}工作"
        head.append(f"为{ground},从{spot(pick)}等地的实际出发,制定本方案。")
    lines, number = head, 0
    for at, theme in enumerate(notice.themes):
        lines.append(f"{_NUMERALS[at]}、{('抓实', '推进', '改善')[pick.randrange(3)]}{theme}")
        for aim in notice.aims:
            if aim.theme == theme:
                number += 1
                lines.append(f"{number}.{_task(notice, aim, pick)}")
    if pick.random() < 0.3:
        lines = [line if line is lines[0] else f"\u3000\u3000{line}" for line in lines]
    return ("\n\n" if pick.random() < 0.3 else "\n").join(lines) + "\n"


def _cited(above: Draft) -> str:
    return f"《{above.title}》" + ("" if above.report else f"({above.document_number})")


def _task(notice: Draft, aim: Aim, pick: Random) -> str:
    sentences = [told(pick, aim) if notice.report else order(pick, aim)]
    sentences += [detail(pick, aim) for _ in range(pick.randint(1, 4))]
    if pick.random() < _CITED:
        measure = f"{pick.choice(WORDS['kinds'])}{''.join(pick.sample(WORDS['nouns'], 2))}管理办法"
        named = notice.above.title if notice.above and pick.random() < 0.5 else measure
        sentences.insert(1, f"按照《{named}》的要求,{means(pick)}。")
    if notice.report:
        return "".join(sentences)
    if pick.random() < 0.4:
        sentences.append(limit(pick, aim, notice.year))
    return "".join(sentences) + _clause(notice.place, aim, pick)


def _clause(place: Place, aim: Aim, pick: Random) -> str:
    """Who is responsible, in one of the usual forms."""
    lead = place.sign + WORDS["themes"][aim.theme]["bodies"][place.level]
    bodies = [words["bodies"][place.level] for theme, words in WORDS["themes"].items() if theme != aim.theme]
    others = [place.sign + name for name in pick.sample([*dict.fromkeys(bodies), *WORDS["others"]], pick.randint(1, 4))]
    if place.level < 2 and pick.random() < 0.3:
        others.append(("各地级以上市人民政府", "各县(市、区)人民政府")[place.level])
    named = "、".join(others)
    return pick.choice(
        (
            f"(牵头单位:{lead};责任单位:{named})",
            f"({lead}牵头,{named}配合)",
            f"[责任单位:{lead}、{named}]",
            f"({lead}、{named}负责)",
        )
    )
