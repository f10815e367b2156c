"""The registry read from YAML: the project's own is right, and a mistake names file, line and hint."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.model.errors import InputError
from builder.registry.layers import FILES, NATIONAL
from builder.registry.loading import implied_shorts, load_registry
from builder.registry.model import FullName, Registry
from tests.ledger_making import registry

KIND = "kinds:\n  fazhi:\n    name: 法制机构\n    names:\n      某府法制办公室: 法制办\n"


def test_project_registry_loads() -> None:
    found = registry()
    assert found.kinds["bianban"].name == "机构编制委员会办公室"
    assert [owner[0] for owner in found.shorts["法制办"]] == ["fazhi", "fazhi"]  # 国务院法制办, 某府法制办公室
    assert len(found.groups[0].members) == 9
    successor = found.kinds["fazhi"].successor
    assert successor is not None
    assert (successor.kind, successor.date) == ("sifa", "2018-03-21")
    assert {rule.id for rule in found.topics} >= {"xingzheng-zhifa", "zhengwu-gongkai", "xingzheng-juece"}


def test_program_brings_every_file_of_registry() -> None:
    assert sorted(path.name for path in NATIONAL.iterdir()) == sorted(FILES)


def folder_with(tmp_path: Path, file: str, content: bytes) -> Path:
    """A registry whose other files are empty."""
    for name in FILES:
        (tmp_path / name).write_bytes(content if name == file else b"")
    return tmp_path


def test_national_registry_is_known_outside_any_project(tmp_path: Path) -> None:
    for found in (load_registry(None), load_registry(tmp_path), load_registry(folder_with(tmp_path, "", b""))):
        assert found.kinds["fazhi"].name == "政府法制机构"
        assert "安全生产法" in found.laws
        assert found.topics[0].name == "综合政务"
        assert (found.groups, found.added, found.divisions.added) == ((), (), ())


def office(tmp_path: Path, **files: str) -> Registry:
    for name, content in files.items():
        (tmp_path / f"{name}.yml").write_text(content, "utf-8")
    return load_registry(tmp_path)


def test_own_entries_stand_beside_national_ones(tmp_path: Path) -> None:
    found = office(
        tmp_path,
        bodies="kinds:\n  chaban:\n    name: 茶产业办公室\n    names: {某地茶产业发展办公室: 茶办}\n",
        documents="documents:\n  chaye: {title: 茶产业规划}\nlaws: 茶叶条例\n",
        measures="measures:\n  茶园改造: 茶园+改造\n",
        topics="topics:\n  chaye: {name: 茶产业, words: [茶园]}\n",
        groups="groups:\n  cha: {name: 产茶各县, place: fujian}\n",
    )
    national = load_registry(None)
    assert list(found.kinds) == [*national.kinds, "chaban"]
    assert found.shorts["茶办"] == (("chaban", 0),)
    assert found.laws == national.laws | {"茶叶条例"}
    assert found.subjects[-1].name == "茶园改造"
    assert [rule.id for rule in found.topics] == [*(rule.id for rule in national.topics), "chaye"]
    assert [group.id for group in found.groups] == ["fujian/cha"]
    assert set(found.documents) == {*national.documents, "chaye"}


def test_own_entry_wins_over_national_one_of_its_name(tmp_path: Path) -> None:
    found = office(
        tmp_path,
        bodies=KIND,
        topics="topics:\n  guofang: {name: 国防动员, words: [国防动员]}\n",
    )
    assert found.kinds["fazhi"].names == (FullName("某府法制办公室", ("法制办",)),)
    assert list(found.kinds) == list(load_registry(None).kinds)
    assert found.topics[-1].name == "国防动员"


def test_own_short_name_wins_over_national_kind(tmp_path: Path) -> None:
    assert load_registry(None).shorts["编办"][0][0] == "bianban"
    own = "kinds:\n  bianxie:\n    name: 编写办公室\n    names: {某地志书编写办公室: 编办}\n"
    assert office(tmp_path, bodies=own).shorts["编办"] == (("bianxie", 0),)


def test_own_topics_alone(tmp_path: Path) -> None:
    content = "national: {}\ntopics:\n  chaye: {{name: 茶产业, words: [茶园]}}\n"
    for no in ("false", "否"):
        assert [rule.id for rule in office(tmp_path, topics=content.format(no)).topics] == ["chaye"]
    assert len(office(tmp_path, topics=content.format("是")).topics) > 1
    with pytest.raises(InputError, match="'maybe' is neither yes nor no"):
        office(tmp_path, topics=content.format("maybe"))


def test_unknown_file_is_an_error(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "", b"")
    (folder / "topics.yml").rename(folder / "topic.yml")
    with pytest.raises(InputError, match=r"is it 'topics\.yml'"):
        load_registry(folder)
    (folder / "topic.yml").rename(folder / "people.yml")
    with pytest.raises(InputError, match="no file of the registry"):
        load_registry(folder)


@pytest.mark.parametrize(
    ("file", "content", "line", "says", "hint"),
    [
        ("bodies.yml", "kinds:\n  fazhi:\n    nmae: 法制\n", 3, "there is no key 'nmae'", "did you mean 'name'?"),
        ("bodies.yml", "kinds:\n  fazhi:\n    name: 法制\n", 3, "'names' is missing", "add `names:`"),
        ("bodies.yml", "kinds:\n  法制:\n    name: 法制\n    names: {某地法制局: 法制局}\n", 2, "'法制' is no id", "lower-case"),
        ("bodies.yml", KIND + "    successor: {kind: nobody}\n", 3, "'nobody' is no kind", "give the id of a kind"),
        ("bodies.yml", KIND + "    successor: {kind: fazhi, name: 某地司法局}\n", 3, "'某地司法局' is no name of fazhi", "write one of: "),
        ("bodies.yml", KIND + "bodies:\n  guangdong/fazhi: {successor: {date: 2018-03-21}}\n", 7, "'name' is missing", "add `name:`"),
        ("bodies.yml", KIND + "    successor: {kind: fazhi, date: 2018-13-01}\n", 6, "'2018-13-01' is no date", "2018-03-21"),
        ("bodies.yml", KIND + "  guihua:\n    name: 规划\n    names: {某地规划局: 法制办}\n", 7, "'法制办' is a short name of guihua and of fazhi", "one of them"),
        ("bodies.yml", KIND + "bodies:\n  guangdnog/fazhi: {full_name: 某}\n", 7, "there is no place 'guangdnog'", "place/kind"),
        ("bodies.yml", KIND + "  fazhi:\n    name: 二\n", 6, "'fazhi' is given twice", "keep one"),
        ("bodies.yml", "kinds: [\n", 2, "is no YAML", "quote"),
        ("bodies.yml", "kinds: 法制\n", 1, "expected `key: value` lines", "indent"),
        ("groups.yml", "groups:\n  a: {name: 甲, place: nowhere}\n", 2, "there is no place 'nowhere'", "id of a place"),
        ("groups.yml", "groups:\n  a: {name: 甲, place: guangdong, members: [guangdong/nobody]}\n", 2, "there is no kind 'nobody'", "bodies.yml"),
        ("groups.yml", "groups:\n  a: {name: 甲, place: guangdong, names: 乙}\n", 2, "expected a list", "write ["),
        ("jurisdictions.yml", "jurisdictions:\n  x: {name: 甲区, parent: nowhere, level: zone}\n", 2, "there is no place 'nowhere'", "id of a place"),
        ("jurisdictions.yml", "jurisdictions:\n  x: {name: 甲区, parent: guangdong, level: town}\n", 2, "'town' is no level", "use zone"),
        ("documents.yml", "documents:\n  a: {number: 1}\n", 2, "'title' is missing", "add `title:`"),
        ("counterparts.yml", "add:\n  - {a: x/1, b: y/1, why: 同}\n", 2, "'relation' is missing", "say how the two answer"),
        ("counterparts.yml", "strike:\n  - {a: x, b: y/1, why: 同}\n", 2, "'x' is no task", "notice/task"),
        ("counterparts.yml", "add:\n  - {a: x/1, b: y/1, why: 同, relation: same}\n", 2, "'same' is no relation", "write one of 落实"),
        ("topics.yml", "topics:\n  a: {chapters: [甲]}\n", 2, "'name' is missing", "add `name:`"),
        ("measures.yml", "measures:\n  双随机:\n", None, None, None),
    ],
)  # fmt: skip
def test_mistake_names_line_and_hint(
    tmp_path: Path, file: str, content: str, line: int | None, says: str | None, hint: str | None
) -> None:
    folder_with(tmp_path, file, content.encode())
    with pytest.raises(InputError) as caught:
        load_registry(tmp_path)
    shown = str(caught.value)
    assert shown.startswith(str(tmp_path / file))
    if line is not None and says is not None and hint is not None:
        assert caught.value.line == line
        assert says in shown
        assert hint in caught.value.hint


def test_file_not_in_utf_8_is_an_error(tmp_path: Path) -> None:
    folder_with(tmp_path, "topics.yml", "topics: 甲".encode("gbk"))
    with pytest.raises(InputError, match="not UTF-8"):
        load_registry(tmp_path)


@pytest.mark.parametrize(
    ("pattern", "shorts"),
    [
        ("某府法制办公室", ("人民政府法制办公室", "政府法制办公室")),
        ("中共某委组织部", ("委组织部", "党委组织部")),
        ("某省财政厅", ("财政厅",)),
        ("国务院办公厅", ("国务院办公厅",)),
        ("国家税务总局某地税务局", ()),  # the place stands inside
    ],
)
def test_short_names_derived_from_full_name(pattern: str, shorts: tuple[str, ...]) -> None:
    assert implied_shorts(pattern) == shorts


def test_added_county_name_keeps_others(tmp_path: Path) -> None:
    added = "  guangdong-zhaoqing-guangning: {name: 广宁县, parent: guangdong-zhaoqing, level: county, names: [竹乡]}\n"
    (tmp_path / "jurisdictions.yml").write_text(f"jurisdictions:\n{added}", "utf-8")
    names = load_registry(tmp_path).divisions.by_id["guangdong-zhaoqing-guangning"].names
    assert {"广宁县", "广宁", "竹乡"} <= set(names)


def test_chinese_relation_and_date(tmp_path: Path) -> None:
    content = "add:\n- {a: x/1, b: y/1, why: 同, relation: 落实, date: 2021年11月5日}\n"
    (judgement,) = office(tmp_path, counterparts=content).added
    assert (judgement.relation, judgement.date) == ("implements", "2021-11-05")
