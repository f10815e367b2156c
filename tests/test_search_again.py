"""An index made after another takes over what nothing has changed of, and comes to the same bytes as a clean one."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

import pytest

from builder.publishing.search import bundles, index, tables, writing
from builder.publishing.search.index import index_site
from builder.publishing.search.page_reading import read_page
from builder.publishing.search.rows import UnprovenError, joined, renew, renew_table
from builder.publishing.search.tables import TableFile, TableWriter, in_order, marks, write_table
from builder.publishing.tree_writer import stamp

WORDS = "修渠筑坝清淤灌溉水库堤防泵站闸门巡查养护"
KINDS = ("任务", "通知", "机构", "地区", "栏目")


def page_of(chance: random.Random, number: int) -> str:
    kind = chance.choice(KINDS)
    name = "".join(chance.sample(WORDS, 3))
    marked = {"kind": kind, "name": f"{name}局", "other-name": name, "subject": name[:2], "place": chance.choice(WORDS)}
    spans = "".join(f'<span hidden data-facet="{key}" data-value="{value}"></span>' for key, value in marked.items())
    said = "".join(f"<p>{''.join(chance.choices(WORDS + 'A𠀀', k=chance.randint(2, 30)))}</p>" for _ in range(3))
    return f"<article data-searched>{spans}<h1>第{number}项{name}</h1>{said}</article>"


class Sites:
    """A site that stands, and the next ones beside it, as a build makes them: pages that did not change are the same
    files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cache = folder / "cache"
        self.site = folder / "site-0"
        self.count = 0
        chance = random.Random(4)
        self.pages = {f"t/{number}": page_of(chance, number) for number in range(40)}
        for address in self.pages:
            self._write(self.site, address)
        index_site(self.site, cache=self.cache)

    def _write(self, site: Path, address: str) -> None:
        (site / address).mkdir(parents=True)
        (site / address / "index.html").write_text(self.pages[address], "utf-8")

    def next(self) -> Path:
        """The next site, without its index."""
        self.count += 1
        beside = self.folder / f"site-{self.count}"
        for address, content in self.pages.items():
            old = self.site / address / "index.html"
            if old.is_file() and old.read_text("utf-8") == content:
                (beside / address).mkdir(parents=True)
                os.link(old, beside / address / "index.html")
            else:
                self._write(beside, address)
        return beside

    def build(self, *, within: Collection[str] = ()) -> dict[str, bytes]:
        """The index of the next site, which takes the place of the one that stands. `within`: names of its files that
        are in the next one before."""
        beside = self.next()
        standing = index_of(self.site)
        if within:
            (beside / "search-index").mkdir()
        for name in within:
            os.link(self.site / "search-index" / name, beside / "search-index" / name)
        indexed = index_site(beside, cache=self.cache, last=self.site)
        assert index_of(self.site) == standing
        for path in indexed.same:
            assert (self.site / path).samefile(beside / path)
        shutil.rmtree(self.site)
        self.site = beside
        return index_of(beside)

    def clean(self) -> dict[str, bytes]:
        """That of the same pages made without anything."""
        other = self.folder / "other"
        for address in self.pages:
            self._write(other, address)
        index_site(other)
        made = index_of(other)
        shutil.rmtree(other)
        return made


def index_of(site: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (site / "search-index").iterdir()}


@pytest.fixture
def sites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sites:
    monkeypatch.setattr(bundles, "_SIZE", 3)
    monkeypatch.setattr(bundles, "_LARGE", 900)
    monkeypatch.setattr(bundles, "_SLICE", 60)
    monkeypatch.setattr(tables, "_SIZE", 150)
    return Sites(tmp_path)


def change_word(pages: dict[str, str], chance: random.Random) -> None:
    address = chance.choice(sorted(pages))
    pages[address] = pages[address].replace(chance.choice(WORDS), chance.choice(WORDS) * chance.randint(0, 2))


def add_page(pages: dict[str, str], chance: random.Random) -> None:
    number = chance.randrange(1000)
    pages[f"t/{number}"] = page_of(chance, number)


def remove_page(pages: dict[str, str], chance: random.Random) -> None:
    del pages[chance.choice(sorted(pages))]


def enlarge_page(pages: dict[str, str], chance: random.Random) -> None:
    address = chance.choice(sorted(pages))
    pages[address] = pages[address].replace("</article>", f"<p>{WORDS * 9}</p></article>")


def hide_page(pages: dict[str, str], chance: random.Random) -> None:
    address = chance.choice(sorted(pages))
    pages[address] = pages[address].replace(" data-searched", "")


def rename_body(pages: dict[str, str], chance: random.Random) -> None:
    before, after = (first + second for first, second in (chance.sample(WORDS, 2), chance.sample(WORDS, 2)))
    for address, content in pages.items():
        pages[address] = content.replace(before, after).replace(
            before[0], after[0] if chance.random() < 0.1 else before[0]
        )


@pytest.mark.parametrize("seed", range(4))
def test_random_edits_give_the_bytes_of_a_clean_index(sites: Sites, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(8):
        for _ in range(chance.randint(0, 3)):
            chance.choice([change_word, change_word, add_page, remove_page, enlarge_page, hide_page, rename_body])(
                sites.pages, chance
            )
        assert sites.build() == sites.clean()


@pytest.mark.parametrize("seed", range(4))
def test_files_that_are_there_already_stay_or_go(sites: Sites, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a spare folder has them: files of the last index, in which nothing is written."""
    chance = random.Random(seed)
    monkeypatch.setattr(tables, "link_or_copy", lambda old, new: linked.append(new) or os.link(old, new))
    for edits in (0, 1, 1, 2, 9, 0):
        for _ in range(edits):
            chance.choice([change_word, add_page, remove_page, enlarge_page])(sites.pages, chance)
        names = sorted(index_of(sites.site))
        linked: list[str] = []
        assert sites.build(within=names if chance.random() < 0.7 else chance.sample(names, 30)) == sites.clean()
    linked.clear()
    sites.build(within=list(index_of(sites.site)))
    assert linked == []


def test_edit_costs_what_changed(sites: Sites, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    looked: list[str] = []
    joins: list[int] = []
    look = index.look_at
    monkeypatch.setattr(bundles, "read_page", lambda path, address: read.append(address) or read_page(path, address))
    monkeypatch.setattr(index, "look_at", lambda job: looked.append(job[1]) or look(job))
    monkeypatch.setattr(writing, "joined", lambda *values: joins.append(1) or joined(*values))
    before = {path.name: path.stat().st_ino for path in (sites.site / "search-index").iterdir()}
    sites.pages["t/7"] = sites.pages["t/7"].replace("</h1>", "</h1><p>补</p>")
    sites.build()
    assert read == looked == ["t/7/"]
    assert joins == [], "the rows of the last index serve"
    after = {path.stat().st_ino for path in (sites.site / "search-index").glob("words-*")}
    kept = [name for name, number in before.items() if name.startswith("words-") and number in after]
    assert len(kept) > 0.7 * len(after)


def test_files_of_tables_without_a_change_are_taken_over(sites: Sites) -> None:
    before = {path.stat().st_ino for path in (sites.site / "search-index").glob("[gns]*-*.txt")}
    assert len(before) > 20
    sites.build()
    assert {path.stat().st_ino for path in (sites.site / "search-index").glob("[gns]*-*.txt")} == before
    sites.pages["t/7"] = sites.pages["t/7"].replace("</h1>", "</h1><p>龘</p>")
    made = sites.build()
    assert made == sites.clean()
    after = {path.stat().st_ino for path in (sites.site / "search-index").glob("[gns]*-*.txt")}
    assert after - before
    assert after & before


def cut_file(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def change_file(path: Path) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))


@pytest.mark.parametrize("harm", [cut_file, change_file, Path.unlink])
@pytest.mark.parametrize("what", ["cache/last.json", "cache/last.rows", "cache/*.bundle", "site-0/search-index/*"])
def test_damage_is_made_good(sites: Sites, what: str, harm: Callable[[Path], None]) -> None:
    for path in sites.folder.glob(what):
        harm(path)
    sites.pages["t/7"] = sites.pages["t/7"].replace("</h1>", "</h1><p>补</p>")
    assert sites.build() == sites.clean()
    assert sites.build() == sites.clean()


@pytest.mark.parametrize("step", ["read_record", "store", "store_record", "forget"])
def test_killed_run_leaves_the_site_and_the_next_run_right(
    sites: Sites, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    standing = index_of(sites.site)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    sites.pages["t/7"] = sites.pages["t/7"].replace("</h1>", "</h1><p>补</p>")
    beside = sites.next()
    with monkeypatch.context() as patch:
        patch.setattr(index, step, stop)
        with pytest.raises(KeyboardInterrupt):
            index_site(beside, cache=sites.cache, last=sites.site)
    assert index_of(sites.site) == standing
    sites.pages["t/9"] = sites.pages["t/9"].replace("</h1>", "</h1><p>再补</p>")
    assert sites.build() == sites.clean()


def test_record_of_another_site_serves_no_other(sites: Sites, tmp_path: Path) -> None:
    """Two sites of one project share the cache."""
    other = tmp_path / "elsewhere"
    (other / "t/1").mkdir(parents=True)
    (other / "t/1/index.html").write_text(page_of(random.Random(1), 1), "utf-8")
    index_site(other, cache=sites.cache, last=other)
    assert sites.build() == sites.clean()


def test_rows_of_other_bundles_are_not_changed() -> None:
    marked = marks(3)
    pieces = [{b"ab": b"C"}, {b"ab": b"D", b"cd": b"E"}, {b"cd": b"F"}]
    rows = joined(3, marked, pieces.__getitem__)
    renew(rows, marked, 1, pieces[1], {b"ab": b"G", b"ef": b"H"})
    assert {key: bytes(row) for key, row in rows.items()} == {b"ab": b"ABCACG", b"cd": b"ADF", b"ef": b"ACH"}
    with pytest.raises(UnprovenError):
        renew(rows, marked, 1, {b"ab": b"D"}, {b"ab": b"E"})
    with pytest.raises(UnprovenError):
        renew(rows, marked, 0, {}, {b"ab": b"E"})


@pytest.mark.parametrize("length", range(1, 60, 3))
def test_table_whose_rows_grow_is_cut_as_if_it_were_new(tmp_path: Path, length: int) -> None:
    """Also where a file's last row has no place in it any more, or its first one has in the file before."""
    marked = marks(2)
    keys = [bytes([sign, sign]) for sign in b"abcdefghijklm"]
    pieces = [dict.fromkeys(keys, b"C" * 9), dict.fromkeys(keys[::2], b"D" * 20)]
    after = pieces[1] | dict.fromkeys(keys[2:7:4], b"E" * length)

    def written(folder: Path, own: dict[bytes, bytes], size: int = 100) -> list[TableFile]:
        folder.mkdir()
        rows = joined(2, marked, [pieces[0], own].__getitem__)
        return write_table(folder, "grams", ((key, rows[key]) for key in in_order(rows)), size)

    files = written(tmp_path / "last", pieces[1])
    clean_files = written(tmp_path / "clean", after)
    (tmp_path / "new").mkdir()
    writer = TableWriter(tmp_path / "new", "grams", tmp_path / "last", 100)
    renew_table(writer, files, marked, {1: (pieces[1], after)})
    made, clean = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("new", "clean"))
    assert made == clean
    assert len(made) > 3
    assert writer.files == [replace(file, stamp=writer.files[at].stamp) for at, file in enumerate(clean_files)]


def test_piece_that_is_not_in_its_row_is_told(tmp_path: Path) -> None:
    marked = marks(2)
    write_table(tmp_path, "grams", [(b"ab", b"ABCACD")])
    for before in ({b"ab": b"D"}, {b"ab": b"CA"}, {b"ax": b"C"}):
        writer = TableWriter(tmp_path, "new", tmp_path, 100)
        files = [TableFile("", "ab", 6, "a")]
        (tmp_path / "new-0.txt").write_bytes((tmp_path / "grams-0.txt").read_bytes())
        with pytest.raises(UnprovenError):
            renew_table(writer, files, marked, {0: (before, dict.fromkeys(before, b"E"))})


def test_stamps_that_are_known_are_not_asked_for_again(sites: Sites, monkeypatch: pytest.MonkeyPatch) -> None:
    beside = sites.next()
    known = {f"{address}/index.html": stamp(beside / address / "index.html") for address in sites.pages}
    monkeypatch.setattr(index, "stamp", lambda path: pytest.fail(f"{path} was looked at"))
    index_site(beside, cache=sites.cache, last=sites.site, pages=known)
    assert index_of(beside) == index_of(sites.site)
