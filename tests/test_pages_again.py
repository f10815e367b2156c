"""Pages planned again after an edit are those that a clean run plans, to the byte; most are not planned at all."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pytest

from benchmarks.corpus import notice_id, notice_text
from builder.cache import PLAN, load_value
from builder.exports import declaration
from builder.exports.declaration import Files, KeptFiles, Made
from builder.ledger.alone import Resolver
from builder.ledger.index import Entry, LedgerIndex
from builder.model.ledger import TaskKey
from builder.model.notice import Notice
from builder.model.resolved import Resolved
from builder.pages import traced
from builder.pages.traced import Fingerprints, TracedIndex
from builder.pipeline import read_notices
from builder.source.raw_file import read_raw_notice
from tests.conftest import ROOT, call, copy_project

DAY = "1600000000"


def pages(project: Path) -> dict[str, bytes]:
    docs = project / "docs"
    return {
        path.relative_to(docs).as_posix(): path.read_bytes()
        for path in docs.rglob("*")
        if path.is_file() and path.name != ".generated.json"
    }


class Desk:
    """A project that is generated again and again. `planned`: how many plans the last run made."""

    def __init__(self, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.project = project
        self.planned = 0
        self._patch = monkeypatch
        pages_of = traced.pages_of

        def counted(planned: traced.Pages) -> list[tuple[str, str]]:
            self.planned += 1
            return pages_of(planned)

        monkeypatch.setattr(traced, "pages_of", counted)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)

    @property
    def sources(self) -> list[Path]:
        return sorted((self.project / "source_texts").glob("*.txt"))

    def cache(self, name: str) -> list[Path]:
        return list((self.project / ".cache" / name).iterdir())

    def generate(self, *options: str) -> dict[str, bytes]:
        self.planned = 0
        done = call("generate", *options, cwd=self.project)
        assert done.status == 0, done.err
        return pages(self.project)

    def anew(self) -> dict[str, bytes]:
        """What a run without anything kept but the notices makes of the same inputs."""
        fresh = self.project.parent / "fresh"
        fresh.mkdir()
        for name in ("mkdocs.yml", "source_texts", "registry", "overrides"):
            source = self.project / name
            (shutil.copytree if source.is_dir() else shutil.copyfile)(source, fresh / name)
        shutil.copytree(ROOT / "docs" / "assets", fresh / "docs" / "assets")
        shutil.copytree(self.project / ".cache" / "notices", fresh / ".cache" / "notices")
        done = call("generate", cwd=fresh)
        assert done.status == 0, done.err
        made = pages(fresh)
        shutil.rmtree(fresh)
        return made

    def check(self) -> None:
        ours, theirs = self.generate(), self.anew()
        assert [path for path in theirs if ours.get(path) != theirs[path]] == []
        assert {path for path in ours if path.count("/")} <= theirs.keys() | {
            path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*")
        }


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    project = copy_project(tmp_path / "project")
    shutil.rmtree(project / "source_texts")
    (project / "source_texts").mkdir()
    for seed in range(4):
        (project / "source_texts" / f"{notice_id(seed)}.txt").write_text(notice_text(seed, 2), "utf-8")
    return Desk(project, monkeypatch)


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")


def change_word(desk: Desk, pick: random.Random) -> None:
    path = pick.choice(desk.sources)
    lines = path.read_text("utf-8").split("\n")
    at = pick.choice([number for number, line in enumerate(lines) if "。" in line])
    lines[at] = lines[at].replace("。", "，并修好水渠。", 1)
    path.write_text("\n".join(lines), "utf-8")


def change_limit(desk: Desk, pick: random.Random) -> None:
    path = pick.choice(desk.sources)
    path.write_text(
        path.read_text("utf-8").rstrip("\n") + "\n99.修好全部水渠。2021年6月底前完成。(省水利厅负责)\n", "utf-8"
    )


def say_in_sidecar(desk: Desk, pick: random.Random) -> None:
    said = pick.choice(
        (
            "page_of: 青山县人民政府门户网站",
            "reader_notes:\n- 本页的表格由整理者重排。",
            "relations:\n- {kind: 废止, title: 东安县旧方案, number: 东政发〔2015〕3号}",
            "validity: 有效",
        )
    )
    pick.choice(desk.sources).with_suffix(".yml").write_text(f"{said}\n", "utf-8")


def make_draft(desk: Desk, pick: random.Random) -> None:
    pick.choice(desk.sources).with_suffix(".yml").write_text("status: draft\n", "utf-8")


def add_notice(desk: Desk, pick: random.Random) -> None:
    seed = 5 + len(list(desk.project.glob("source_texts/*.txt")))
    (desk.project / "source_texts" / f"{notice_id(seed)}.txt").write_text(notice_text(seed, 2), "utf-8")


def remove_notice(desk: Desk, pick: random.Random) -> None:
    gone = pick.choice(desk.sources)
    gone.unlink()
    gone.with_suffix(".yml").unlink(missing_ok=True)


def rename_notice(desk: Desk, pick: random.Random) -> None:
    path = pick.choice(desk.sources)
    for each in (path, path.with_suffix(".yml")):
        if each.exists():
            each.rename(each.with_stem(f"{path.stem}-{pick.randrange(99)}"))


def name_body(desk: Desk, pick: random.Random) -> None:
    edit(desk.project / "registry" / "bodies.yml", "广东省工业和信息化厅", f"广东省第{pick.randrange(99)}工业厅")


def name_topic(desk: Desk, pick: random.Random) -> None:
    path = desk.project / "registry" / "topics.yml"
    path.write_text(path.read_text("utf-8") + f"# {pick.random()}\n", "utf-8")


def touch_page(desk: Desk, pick: random.Random) -> None:
    path = pick.choice(sorted((desk.project / "docs" / "tasks").rglob("*.md")))
    path.write_text("水渠", "utf-8")


def lose_page(desk: Desk, pick: random.Random) -> None:
    pick.choice(sorted((desk.project / "docs" / "agencies").rglob("*.md"))).unlink()


def move_site(desk: Desk, pick: random.Random) -> None:
    edit(desk.project / "mkdocs.yml", "site_url: https://", f"site_url: https://n{pick.randrange(99)}.")


def damage_record(desk: Desk, pick: random.Random) -> None:
    path = pick.choice([path for name in ("pages", "resolved") for path in sorted(desk.cache(name))])
    raw = bytearray(path.read_bytes())
    raw[pick.randrange(len(raw))] ^= 1
    path.write_bytes(raw)


EDITS: list[Callable[[Desk, random.Random], None]] = [
    change_word,
    change_limit,
    say_in_sidecar,
    make_draft,
    add_notice,
    remove_notice,
    rename_notice,
    name_body,
    name_topic,
    touch_page,
    lose_page,
    move_site,
    damage_record,
]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_pages_after_edits_are_those_of_a_clean_run(seed: int, desk: Desk) -> None:
    pick = random.Random(seed)
    desk.generate()
    for change in pick.sample(EDITS, len(EDITS)):
        change(desk, pick)
        desk.check()


@pytest.mark.slow
def test_notices_are_resolved_again_only_where_they_or_the_registry_change(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolved: list[str] = []
    alone = Resolver.alone

    def counted(resolver: Resolver, notice: Notice) -> Resolved:
        resolved.append(notice.id)
        return alone(resolver, notice)

    monkeypatch.setattr(Resolver, "alone", counted)
    desk.generate()
    assert len(resolved) == len(desk.sources)
    resolved.clear()
    desk.generate()
    assert resolved == []
    pick = random.Random(1)
    for change, most in ((change_word, 1), (name_body, len(desk.sources)), (remove_notice, 0)):
        change(desk, pick)
        desk.generate()
        assert len(resolved) == most
        resolved.clear()
    desk.cache("resolved")[0].write_bytes(b"x")
    desk.check()


@pytest.mark.slow
def test_decisions_on_the_notices_reach_all_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(copy_project(tmp_path / "project"), monkeypatch)
    desk.generate()
    pick = random.Random(7)
    for change in (change_word, say_more, make_draft):
        change(desk, pick)
        desk.check()


def say_more(desk: Desk, pick: random.Random) -> None:
    path = pick.choice([each for each in desk.sources if "page_of" not in each.with_suffix(".yml").read_text("utf-8")])
    said = path.with_suffix(".yml").read_text("utf-8")
    path.with_suffix(".yml").write_text(f"{said}page_of: 青山县人民政府门户网站\n", "utf-8")


def test_only_pages_that_say_it_are_planned_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.generate()
    whole = desk.planned
    desk.generate()
    assert desk.planned == 0
    change_word(desk, random.Random(1))
    desk.generate()
    assert 0 < desk.planned < whole
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    tomorrow = desk.generate()
    assert 0 < desk.planned < whole
    assert tomorrow == desk.generate()


def test_pages_planned_in_several_processes_are_known_as_others(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traced, "_PORTION", 3)
    monkeypatch.setattr(declaration, "_PORTION", 3)
    ours, theirs = desk.generate("--jobs", "3"), desk.anew()
    assert {path: ours[path] for path in theirs} == theirs
    change_word(desk, random.Random(2))
    desk.check()
    desk.generate()
    assert desk.planned == 0


def test_questions_that_no_page_asks_any_more_give_up_their_places(desk: Desk) -> None:
    path = desk.sources[0]
    whole = path.read_text("utf-8")
    counted = []
    for side in "东西南北":
        path.write_text(whole.replace("。", f"，并修好{side}渠。", 1), "utf-8")
        desk.generate()
        plan = load_value(desk.project / ".cache" / "pages" / PLAN)
        assert isinstance(plan, tuple)
        counted.append(len(plan[1]))
    assert counted[1] == counted[2] == counted[3]


@pytest.mark.parametrize("name", ["tasks.xlsx", "tasks.docx", "agency.ics", "agency.atom", "agency.json", "years.svg"])
def test_data_files_are_made_again_where_their_values_change(
    name: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def count(method: str) -> None:
        keep = getattr(KeptFiles, method)

        def counted(kept: KeptFiles, files: Files, name: str, values: object, make: Callable[[], Made]) -> object:
            def noted() -> Made:
                found = make()
                made.extend(found.files)
                return found

            return keep(kept, files, name, values, noted)

        monkeypatch.setattr(KeptFiles, method, counted)

    count("add")
    count("leave")
    desk.generate()
    whole = len(made)
    made.clear()
    desk.generate()
    assert made == []
    lost = next(path for path in sorted((desk.project / "docs").rglob(name)))
    lost.write_bytes(b"x")
    desk.generate()
    assert lost.relative_to(desk.project / "docs").as_posix() in made
    assert {path.rpartition("/")[0] for path in made} == {lost.parent.relative_to(desk.project / "docs").as_posix()}
    assert lost.read_bytes() != b"x"
    change_limit(desk, random.Random(1))
    desk.generate()
    assert 1 < len(made) < whole


@dataclass(frozen=True)
class Basin:
    of: Entry | None
    names: frozenset[str]


def test_rows_of_tables_are_kept_apart(desk: Desk) -> None:
    """An edit changes few of the entries that hold them; each may be lost."""
    desk.generate()
    folder = desk.project / ".cache" / "pages"
    before = {path.name: path.stat().st_ino for path in folder.glob("pieces-*.plan")}
    change_word(desk, random.Random(1))
    desk.check()
    after = {path.name: path.stat().st_ino for path in folder.glob("pieces-*.plan")}
    changed = [name for name in after if after[name] != before.get(name)]
    assert 0 < len(changed) < len(after)
    (folder / changed[0]).unlink()
    desk.check()


def test_fingerprints_tell_values_apart_and_equal_ones_together(desk: Desk) -> None:
    notices = read_notices([read_raw_notice(path) for path in desk.sources[:2]])
    again = read_notices([read_raw_notice(path) for path in desk.sources[:2]])
    of, of_again = Fingerprints().of, Fingerprints().of
    entries = [Entry(TaskKey("a/1"), notice, notice.tasks[0], "", "") for notice in (*notices, *again)]
    assert entries[0].notice is not entries[2].notice
    assert of(notices) == of_again(again)
    assert of([notices[0].tasks[0], "甲"]) == of_again([again[0].tasks[0], "甲"])
    assert of(Basin(entries[0], frozenset("甲乙丙"))) == of_again(Basin(entries[2], frozenset("丙乙甲")))
    changed = replace(notices[0], text=f"{notices[0].text}。")
    values = [
        notices[0],
        changed,
        notices[1],
        replace(notices[0].tasks[0], heading="甲"),
        notices[0].tasks[0],
        TaskKey("a/1"),
        "a/1",
        None,
        (),
        [],
        ["甲", "乙"],
        ("甲", "乙"),
        {"甲": "乙"},
        Basin(None, frozenset("甲")),
        Basin(None, frozenset("乙")),
        Basin(entries[0], frozenset()),
        Basin(replace(entries[0], notice=changed), frozenset()),
    ]
    assert len({of(value) for value in values}) == len(values)


def test_every_table_of_the_index_is_traced() -> None:
    tables = [name for name, member in vars(LedgerIndex).items() if isinstance(member, cached_property)]
    assert tables
    assert all(isinstance(vars(TracedIndex)[name], property) for name in tables)
