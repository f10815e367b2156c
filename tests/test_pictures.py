"""Pictures: harmless files, the same everywhere, that show what the ledger says and tell it in words too."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections import defaultdict
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from gold_ledger import gold_ledger
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from playwright.sync_api import Browser

from builder.config.site import SiteFacts
from builder.ledger.chapters import MOST, chapters_of
from builder.ledger.index import LedgerIndex
from builder.model.ledger import Agency, Counterpart, DueEntry, Ledger, Responsibility, TaskKey
from builder.model.notice import AgencyMention, Deadline, Front, Notice, OutlineItem, Task
from builder.pages.markdown.links import page_path
from builder.pages.plan import plan_pages
from builder.pictures.drawing import WIDTH
from builder.pictures.lettering import cut, lines_of, width_of
from builder.pictures.palette import DARK, FONTS, LIGHT, Palette
from builder.pictures.plan import Pictures, plan_pictures

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "title", "g", "rect", "circle", "line", "text", "tspan"}
ATTRIBUTES = {
    *("x", "y", "dy", "x1", "y1", "x2", "y2", "cx", "cy", "r", "width", "height", "viewBox", "transform", "role"),
    *("fill", "stroke", "stroke-width", "stroke-dasharray", "font-family", "font-size", "text-anchor"),
    "{http://www.w3.org/XML/1998/namespace}lang",
}
PLAN, OTHER = "guangdong-2015-fazhi-shifanqu", "chengdu-2015-fazhi-guihua"


@cache
def compared() -> Ledger:
    """The annotated notices, with pairs of every strength between two of them."""
    ledger = gold_ledger()
    plan, other = ledger.notice(PLAN), ledger.notice(OTHER)
    pairs = tuple(
        Counterpart(
            TaskKey.of(plan, plan.tasks[position]),
            TaskKey.of(other, other.tasks[position]),
            "same-subject",
            (0.9, 0.7, 0.4, 0.3)[position % 4],
            "",
            "computed",
            (),
        )
        for position in range(0, 40)
        if position % 3
    )
    return replace(ledger, counterparts=pairs)


@cache
def planned() -> Pictures:
    return plan_pictures(compared())


def root_of(svg: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(svg.encode("utf-8"), parser)


def words_in(svg: str) -> list[str]:
    """Every label, number and note, in order."""
    return ["".join(text.itertext()) for text in root_of(svg).iter(f"{SVG}text")]


def bars_in(svg: str) -> dict[str, int]:
    """The label of each row and the number at its bar, by their height."""
    rows: dict[float, dict[str, str]] = defaultdict(dict)
    for text in root_of(svg).iter(f"{SVG}text"):
        if text.get("text-anchor"):
            rows[float(text.get("y"))][text.get("text-anchor")] = "".join(text.itertext())
    return {row["end"]: int(row["start"]) for row in rows.values()}


def dots_in(svg: str) -> list[tuple[str, str]]:
    """The words in each dot and how it looks."""
    found = []
    for group in root_of(svg).iter(f"{SVG}g"):
        circles = group.findall(f"{SVG}circle")
        texts = group.findall(f"{SVG}text")
        for circle, text in zip(circles, texts, strict=True) if circles else ():
            look = "dashed" if circle.get("stroke-dasharray") else "ring" if circle.get("stroke") else "full"
            found.append((text.text, look))
    return found


def svg_of(page: str, name: str, pictures: Pictures | None = None) -> str:
    pictures = pictures or planned()
    return pictures.files[next(p.path for p in pictures.by_page[page] if p.path.endswith(f"{name}.svg"))]


def check_harmless(files: dict[str, str]) -> None:
    for path, svg in files.items():
        root = root_of(svg)
        assert root.tag == f"{SVG}svg", path
        for element in root.iter():
            assert isinstance(element.tag, str), path
            assert etree.QName(element).localname in ELEMENTS, (path, element.tag)
            assert not set(element.attrib) - ATTRIBUTES, (path, element.attrib)
        assert not re.search(r"<!DOCTYPE|<\?|<!ENTITY|url\(", svg), path
        assert re.findall(r"\w+://[^\"]+", re.sub(">[^<]*<", "><", svg)) == ["http://www.w3.org/2000/svg"], path


def check_inside(files: dict[str, str]) -> None:
    """All words stand inside the picture, by the width that is computed for them, and are large enough."""
    for path, svg in files.items():
        root = root_of(svg)
        assert float(root.get("width")) == WIDTH
        for text in root.iter(f"{SVG}text"):
            size = float(text.get("font-size"))
            assert size >= 14, path
            shift = sum(
                float(re.match(r"translate\((\S+)", up.get("transform", "translate(0"))[1].rstrip(","))
                for up in text.iterancestors(f"{SVG}g")
            )
            for line in [text, *text]:
                if not line.text:
                    continue
                wide = width_of(line.text) * size
                start = float(line.get("x")) + shift
                start -= {"end": wide, "middle": wide / 2}.get(text.get("text-anchor", "start"), 0)
                assert start >= -0.5, (path, line.text)
                assert start + wide <= WIDTH + 0.5, (path, line.text)


# What every file is


def test_svg_has_only_shapes_and_text() -> None:
    check_harmless(planned().files)


def test_labels_are_inside_and_legible() -> None:
    check_inside(planned().files)


def test_files_are_small() -> None:
    assert max(len(svg.encode()) for svg in planned().files.values()) < 20_000


def test_picture_has_two_files_title_and_text() -> None:
    shown = [picture for pictures in planned().by_page.values() for picture in pictures]
    assert {path for picture in shown for path in (picture.path, picture.dark)} == set(planned().files)
    assert len(planned().files) == 2 * len(shown)
    for picture in shown:
        assert picture.title
        assert picture.text.endswith("。")
        assert root_of(planned().files[picture.path]).findtext(f"{SVG}title") == picture.title


def test_dark_and_light_differ_only_in_colours() -> None:
    for path, svg in planned().files.items():
        if not path.endswith("-dark.svg"):
            dark = planned().files[path.replace(".svg", "-dark.svg")]
            assert dark != svg
            bare = [re.sub("#[0-9a-f]{6}", "#", text) for text in (svg, dark)]
            assert bare[0] == bare[1]


def test_pictures_belong_to_planned_pages() -> None:
    pages = plan_pages(compared(), SiteFacts("台账", pictures=planned().by_page))
    for address, pictures in planned().by_page.items():
        for picture in pictures:
            assert Path(picture.path).name in pages[page_path(address)]


def test_page_kinds_have_pictures() -> None:
    pages = {page: [Path(p.path).stem for p in pictures] for page, pictures in planned().by_page.items()}
    assert pages[""] == ["years"]
    assert pages["deadlines/"] == ["months"]
    assert pages["agencies/"] == ["pairs"]
    assert pages[f"notices/{PLAN}/"] == ["chapters", "years"]
    assert pages[f"notices/{OTHER}/"] == ["chapters"], "no task of that notice has a date"
    assert pages[f"comparisons/{PLAN}/{OTHER}/"] == ["comparison"]
    assert ["months"] in pages.values()


def test_pictures_are_deterministic() -> None:
    program = (
        "import hashlib, test_pictures as t; f = t.plan_pictures(t.compared()).files;"
        "print(hashlib.sha256(repr(list(f.items())).encode()).hexdigest())"
    )
    mine = hashlib.sha256(repr(list(plan_pictures(compared()).files.items())).encode()).hexdigest()
    env = {
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")]),
        "PATH": os.environ["PATH"],
        "PYTHONHASHSEED": "7",
        "LC_ALL": "C",
        "TZ": "Pacific/Kiritimati",
    }
    done = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == mine, done.stderr


# What they say


def test_years_match_calendar() -> None:
    ledger = compared()
    expected: dict[str, set[str]] = defaultdict(set)
    for entry in ledger.due:
        name = {"recurring": "定期", "none": "没有写明日期"}.get(entry.page, f"{entry.page[:4]}年")
        expected[name].add(entry.task)
    shown = bars_in(svg_of("", "years"))
    assert shown == {name: len(tasks) for name, tasks in expected.items()}
    text = planned().by_page[""][0].text
    assert all(f"{name}{count}项" in text for name, count in shown.items())


def test_months_match_calendar() -> None:
    expected: dict[str, set[str]] = defaultdict(set)
    for entry in compared().due:
        if entry.page[:1].isdigit():
            expected[entry.page[:7]].add(entry.task)
    recurring = [
        (entry.task, entry.deadline.rule)
        for entry in compared().due
        if entry.page == "recurring" and entry.deadline and entry.deadline.rule
    ]
    yearly = {task for task, rule in recurring if rule.of_year and rule.month}
    dots = dots_in(svg_of("deadlines/", "months"))
    assert [words for words, look in dots if look == "full"] == [
        str(len(expected[month])) for month in sorted(expected)
    ]
    assert [words for words, look in dots if look == "ring"] == [str(len(yearly))]
    assert "2016年：1月1项，12月5项" in planned().by_page["deadlines/"][0].text


def test_chapters_and_bodies_match_notice() -> None:
    ledger = compared()
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for task in ledger.notice(PLAN).tasks:
        for name in {mention.name for mention in task.agencies}:
            counts[name, task.chapter[1] if len(task.chapter) > 1 else task.chapter[0]] += 1
    sums = sorted(
        (sum(n for (who, _), n in counts.items() if who == name) for name in {w for w, _ in counts}), reverse=True
    )
    svg = svg_of(f"notices/{PLAN}/", "chapters")
    dots = dots_in(svg)
    assert sum(int(words) for words, _ in dots) == sum(sums[:10])
    assert len([n for (who, _), n in counts.items() if who == "省法制办"]) == 8
    text = planned().by_page[f"notices/{PLAN}/"][0].text
    assert f"省法制办共{sum(n for (who, _), n in counts.items() if who == '省法制办')}项：(一)2项" in text
    assert {"full", "ring"} == {look for _, look in dots}, "led and not led differ by shape"
    assert any("实心：其中有由它牵头的" in words for words in words_in(svg))


def test_pairs_exclude_groups() -> None:
    text = planned().by_page["agencies/"][0].text
    assert "省编办与省法制办9项" in text
    assert "珠三角九市政府" not in text


def test_comparison_shows_each_task_once() -> None:
    ledger = compared()
    answered = {pair.a for pair in ledger.counterparts}
    dots = dots_in(svg_of(f"comparisons/{PLAN}/{OTHER}/", "comparison"))
    expected = [
        (task.id.rsplit("/", 1)[-1], "full" if f"{PLAN}/{task.id}" in answered else "dashed")
        for task in ledger.notice(PLAN).tasks
    ]
    assert [look for _, look in dots] == [look for _, look in expected]
    assert [words for words, _ in dots][:37] == [label for label, _ in expected][:37]
    text = planned().by_page[f"comparisons/{PLAN}/{OTHER}/"][0].text
    looks = [look for _, look in dots]
    assert f"共45项：找到对应{looks.count('full')}项，没有找到对应{looks.count('dashed')}项。" in text
    assert "不表示没有落实" in text


# Ledgers that are unlike the annotated ones


def notice(
    names: list[list[str]], chapters: list[str], identity: str = "a-2020-b", kind: str = "plan"
) -> tuple[Notice, list[DueEntry], list[Responsibility], dict[str, Agency]]:
    """A notice with a task for each list of names, in the chapter of the same place."""
    tasks, dues, parts, bodies = [], [], [], {}
    items = {}
    for position, (bodies_named, chapter) in enumerate(zip(names, chapters, strict=True)):
        chapter_id = f"{chapters.index(chapter) + 1}"
        items[chapter_id] = OutlineItem(chapter_id, f"{chapter_id}、", 1, chapter, 0, 0, 0)
        key = TaskKey(f"{identity}/{chapter_id}/{position}")
        mentions = tuple(AgencyMention(n, n, "lead", "clause", False, None, 0, 0) for n in bodies_named)
        limit = Deadline("年底", "by", f"{2000 + position}-12-31", None, None, "", 0, 0)
        tasks.append(
            Task(
                f"{chapter_id}/{position}",
                "progress" if kind == "report" else "task",
                None,
                "做",
                0,
                0,
                None,
                mentions,
                (limit,),
                replace(gold_ledger().notices[0].tasks[0].due),
                (),
                (),
                "1.",
                (chapter_id,),
            )
        )
        dues.append(DueEntry(key, limit.date or "", limit, "own", ""))
        for mention in mentions:
            body = "a/" + hashlib.sha256(mention.name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
            bodies[body] = Agency(
                body, mention.name, mention.name, None, None, None, (), False, False, (), None, True, "written"
            )
            parts.append(Responsibility(key, body, mention, None))
    front = Front(
        chapters[0] if chapters else "无",
        None,
        "report" if kind == "report" else "plan",
        (),
        None,
        None,
        None,
        None,
        None,
        (),
    )
    made = Notice(
        identity, front, (), "做", tuple(items.values()), tuple(tasks), (), (), (), f"{identity}.txt", "0" * 64
    )
    return made, dues, parts, bodies


def ledger_of(names: list[list[str]], chapters: list[str], **options: str) -> Ledger:
    made, dues, parts, bodies = notice(names, chapters, **options)
    return Ledger((made,), {}, bodies, tuple(parts), tuple(dues), {}, (), (), {})


HOSTILE = [
    "<script>alert(1)</script>",
    "&amp;&lt;\"'>",
    "]]><svg onload=alert(1)>",
    "局" * 3000,
    "W" * 500,
    "\x00\x1b\ud800\ufffe控制",
    "甲\n乙\u2028丙",
    "\u202e右至左",
    "https://example.org/<a href=x>",
    "e\u0301" * 40,
]


def test_markup_in_words_is_escaped() -> None:
    names = [[*HOSTILE[:position], HOSTILE[0], HOSTILE[1], HOSTILE[3]] for position in range(1, len(HOSTILE) + 1)]
    ledger = ledger_of(names, [HOSTILE[position // 2 * 2] for position in range(len(names))], identity="x--y")
    pair = Counterpart(
        TaskKey.of(ledger.notices[0], ledger.notices[0].tasks[0]),
        TaskKey.of(ledger.notices[0], ledger.notices[0].tasks[1]),
        "same-subject",
        1,
        "",
        "person",
        (),
    )
    pictures = plan_pictures(replace(ledger, counterparts=(pair,)))
    assert {"years", "months", "pairs", "chapters", "comparison"} == {
        Path(path).stem.removesuffix("-dark") for path in pictures.files
    }
    check_harmless(pictures.files)
    check_inside(pictures.files)
    shown = words_in(svg_of("notices/x--y/", "chapters", pictures))
    assert any(words.startswith("<script>") for words in shown)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.lists(st.text(max_size=30), max_size=4), st.sampled_from(["一", "二二", "", "W<&"])), max_size=14
    )
)
def test_any_ledger_can_be_drawn(tasks: list[tuple[list[str], str]]) -> None:
    pictures = plan_pictures(ledger_of([names for names, _ in tasks], [chapter for _, chapter in tasks]))
    check_harmless(pictures.files)
    check_inside(pictures.files)


def test_empty_data_has_no_picture() -> None:
    assert plan_pictures(ledger_of([], [])) == Pictures({}, {})
    assert plan_pictures(replace(gold_ledger(), notices=(), responsibilities=(), due=(), counterparts=())).files == {}


def test_single_task_has_no_picture() -> None:
    assert plan_pictures(ledger_of([["甲"]], ["一"])).files == {}


def test_reported_items_have_no_due_date() -> None:
    pictures = plan_pictures(ledger_of([["甲"], ["乙"], ["丙"]], ["一", "二", "二"], kind="report"))
    assert "" not in pictures.by_page
    assert "deadlines/" not in pictures.by_page


def test_notice_without_bodies_shows_chapters() -> None:
    pictures = plan_pictures(ledger_of([[], [], []], ["总则", "附则", "附则"]))
    assert bars_in(svg_of("notices/a-2020-b/", "chapters", pictures)) == {"1 总则": 1, "2 附则": 2}


def test_many_years_are_summed_up() -> None:
    pictures = plan_pictures(ledger_of([[] for _ in range(20)], ["一"] * 20))
    shown = bars_in(svg_of("", "years", pictures))
    assert shown["2007年及以前"] == 8
    assert sum(shown.values()) == 20
    assert any("更早的年份还有8项" in words for words in words_in(svg_of("deadlines/", "months", pictures)))


def test_many_chapters_are_summed_up() -> None:
    ledger = ledger_of([[] for _ in range(25)], [f"章{n}" for n in range(25)])
    chapters = chapters_of(LedgerIndex(ledger), ledger.notices[0])
    assert len(chapters) == MOST
    assert chapters[-1].label == "其余"
    assert sum(len(chapter.entries) for chapter in chapters) == 25


def test_many_tasks_wrap_to_next_row() -> None:
    ledger = ledger_of([[] for _ in range(23)], ["一"] * 23)
    keys = [TaskKey.of(ledger.notices[0], task) for task in ledger.notices[0].tasks]
    pair = Counterpart(keys[0], keys[1], "same-subject", 1, "", "person", ())
    pictures = plan_pictures(replace(ledger, counterparts=(pair,)))
    svg = svg_of("comparisons/a-2020-b/a-2020-b/", "comparison", pictures)
    assert len(dots_in(svg)) == 23
    assert len({circle.get("cy") for circle in root_of(svg).iter(f"{SVG}circle")}) == 3


# Letters and colours


@pytest.mark.parametrize(
    ("words", "width"),
    [
        ("", 0),
        ("省编办", 3),
        ("2016年", 4 * 0.6 + 1),
        ("（一）", 3),  # full-width brackets
        ("(一)", 2.2),
        ("“”", 2),  # drawn full width by Chinese fonts
        ("e\u0301", 0.6),  # a combining accent takes no room
        ("GB/T", 3.6),  # capitals are broad
    ],
)
def test_text_width(words: str, width: float) -> None:
    assert width_of(words) == pytest.approx(width)


@pytest.mark.parametrize(
    ("words", "width", "shown"),
    [
        ("省编办", 3, "省编办"),
        ("省编制办", 3, "省编…"),
        ("", 3, ""),
    ],
)
def test_text_is_cut_to_width(words: str, width: float, shown: str) -> None:
    assert cut(words, width) == shown


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("省编办", ["省编办"]),
        ("市级相关行政执法部门", ["市级相关行政", "执法部门"]),  # not one sign alone
        ("甲\n乙", ["甲", "乙"]),  # a break that was asked for
        ("各市、县、区的人民政府及部门", ["各市、县、区的人", "民政府及部门"]),
        ("一二三四五六七八，九十一二三", ["一二三四五六七", "八，九十一二三"]),  # no line begins with a comma
        ("一二三四五六七八九十一二三四五六七八九十", ["一二三四五六七八九", "十一二三四五六七…"]),
    ],
)
def test_text_is_wrapped(words: str, lines: list[str]) -> None:
    assert lines_of(words, 9) == lines


@given(st.text(max_size=60), st.floats(2, 20), st.integers(1, 3))
@settings(max_examples=60)
def test_wrapped_lines_fit(words: str, width: float, most: int) -> None:
    lines = lines_of(words, width, most)
    assert len(lines) <= most
    assert all(width_of(line) <= width + 1e-9 for line in lines)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_colour_contrast(palette: Palette) -> None:
    assert contrast(palette.text, palette.ground) >= 4.5
    assert contrast(palette.soft, palette.ground) >= 4.5
    assert contrast(palette.on_accent, palette.accent) >= 4.5
    assert contrast(palette.accent, palette.ground) >= 3
    assert contrast(palette.edge, palette.ground) >= 3


def test_colours_and_fonts_match_stylesheet() -> None:
    css = (ROOT / "docs/assets/stylesheets/site.css").read_text("utf-8")
    rules = {
        selector: dict(re.findall(r"--tz-([\w-]+):\s*(#\w+)", body))
        for selector, body in re.findall(r"^(:root\S*) \{([^}]*)\}", css, re.MULTILINE)
        if "--tz-ground:" in body
    }
    for palette, selector in ((LIGHT, ":root"), (DARK, ':root[data-theme="dark"]')):
        for name in ("ground", "text", "soft", "line", "edge", "accent", "on-accent"):
            colour = rules[selector][name]
            full = "#" + "".join(sign * 2 for sign in colour[1:]) if len(colour) == 4 else colour
            assert getattr(palette, name.replace("-", "_")) == full, name
    stack = re.search(r"--md-text-font: ([^;]+);", css)
    assert stack
    assert FONTS.replace("'", '"').startswith(stack[1])


@pytest.mark.browser
def test_browser_draws_labels_inside(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(
        "".join(f"<div style='width:358px'>{svg}</div>" for path, svg in planned().files.items() if "-dark" not in path)
    )
    outside = page.evaluate(
        """() => [...document.querySelectorAll('svg')].flatMap(svg => {
            const frame = svg.getBoundingClientRect();
            return [...svg.querySelectorAll('text')].filter(text => {
                const box = text.getBoundingClientRect();
                return box.left < frame.left - 1 || box.right > frame.right + 1
                    || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
            }).map(text => text.textContent);
        })"""
    )
    page.close()
    assert outside == []
    assert asked == []
