"""Sidecars: what they may say, and errors that name file, line, column and hint."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.model.errors import InputError
from builder.pipeline import check_places, check_sidecars, read_notice
from builder.registry.loading import load_registry
from builder.restoration.pipeline import restore
from builder.source.raw_file import read_raw_notice
from builder.source.sidecar.keys import read_sidecar
from builder.source.source import read_source

ROOT = Path(__file__).resolve().parents[1]

WHOLE = """\
title: 关于某事的通知
plan_title: 某方案
kind: plan
jurisdiction: 广东省
issuers: [甲市政府, 乙市政府]
document_number: 甲府发〔2015〕1号
index_number: 0123
written: 2015-07-06
published: 2015-07-10
validity: 有效
source: {name: 甲市政府网站, url: "https://example.org/a?b=1"}
retrieved: 2024-05-01
licence: 不受著作权保护
encoding: gb18030
notes: 备注
page_date: repost
page_of: 某镇
title_by: editor
reader_notes: [说明一, 说明二]
corrections:
- {written: 昕取, restored: 听取, by: 王某, date: 2024-05-02, reason: 笔误, at: 3}
"""


def written(tmp_path: Path, words: str) -> Path:
    path = tmp_path / "notice.yml"
    path.write_text(words, encoding="utf-8")
    return path


def test_all_keys_are_read(tmp_path: Path) -> None:
    said = read_sidecar(written(tmp_path, WHOLE))
    assert (said.title, said.kind, said.issuers) == ("关于某事的通知", "plan", ("甲市政府", "乙市政府"))
    assert (said.index_number, said.written, said.retrieved) == ("0123", "2015-07-06", "2024-05-01")
    assert (said.source_name, said.source_url) == ("甲市政府网站", "https://example.org/a?b=1")
    correction = said.corrections[0]
    assert (correction.written, correction.restored, correction.at, correction.line) == ("昕取", "听取", 3, 21)
    assert (said.page_date, said.page_of, said.title_by, said.reader_notes) == (
        "repost",
        "某镇",
        "editor",
        ("说明一", "说明二"),
    )
    assert (said.jurisdiction, said.place_line) == ("广东省", 4)


def test_title_by_needs_title(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="title_by: editor' without a title") as refused:
        read_sidecar(written(tmp_path, "validity: 有效\ntitle_by: editor\n"))
    assert refused.value.line == 2


def test_chinese_date_is_accepted(tmp_path: Path) -> None:
    assert read_sidecar(written(tmp_path, "written: 2015年7月6日\n")).written == "2015-07-06"


def test_empty_values_are_ignored(tmp_path: Path) -> None:
    said = read_sidecar(written(tmp_path, "title:\nvalidity: ~\nsource:\n  url:\ncorrections:\n"))
    assert (said.title, said.validity, said.source_url, said.corrections) == (None, None, None, ())
    assert read_sidecar(written(tmp_path, "# nothing yet\n")).title is None


@pytest.mark.parametrize(
    ("words", "line", "column", "said", "hint"),
    [
        pytest.param("validty: 有效\n", 1, 1, "no key 'validty'", "did you mean 'validity'", id="wrong-key"),
        pytest.param("title: 甲\nvalidity: a\nvalidity: b\n", 3, 1, "given twice", "keep one", id="key-twice"),
        pytest.param("title: 甲\nretrieved: 2024-13-01\n", 2, 12, "is no date", "2016-12-31", id="wrong-date"),
        pytest.param("written: 2015年13月6日\n", 1, 10, "is no date", "2016-12-31", id="date-in-characters"),
        pytest.param("title: [甲]\n", 1, 8, "expected one value", "one line", id="list-for-a-value"),
        pytest.param("source: 某网站\n", 1, 9, "expected `key: value` lines", "name, url", id="value-for-a-mapping"),
        pytest.param("source:\n  url: www.gov.cn\n", 2, 8, "is no web address", "https://", id="no-address"),
        pytest.param("source:\n  link: x\n", 2, 3, "no key 'link'", "keys are name, url", id="wrong-key-inside"),
        pytest.param("kind: 方案\n", 1, 7, "is not known here", "部署, 报告", id="wrong-kind"),
        pytest.param("- a\n", 1, 1, "expected `key: value` lines", "keys are title", id="no-mapping"),
        pytest.param("title: \"甲\nkind: plan\nnotes: 乙\n", 1, 8, "quote that opens here", "close it", id="open-quote"),
        pytest.param("page_date: 转发\n", 1, 12, "is not known here", "write one of 原载, 转载", id="wrong-page-date"),
        pytest.param("title: 甲\ntitle_by: me\n", 2, 11, "is not known here", "write one of 原文, 整理者", id="wrong-title-by"),
        pytest.param("title: a: b\n", 1, 9, "is no YAML", "quote", id="no-yaml"),
        pytest.param("title: ''\n", 1, 8, "is empty", "leave the key away", id="empty"),
        pytest.param("corrections:\n- written: 甲\n  restored: 乙\n", 2, 3, "'by' is missing", "add `by:`", id="correction-without-name"),
        pytest.param("corrections: 甲\n", 1, 14, "expected a list", "- written:", id="corrections-no-list"),
        pytest.param("corrections:\n- {written: 甲, restored: 乙, by: 王, date: 2024-01-01, reason: 误, at: 第三行}\n", 2, 69, "no line number", "count", id="no-line-number"),
    ],
)  # fmt: skip
def test_sidecar_mistakes(tmp_path: Path, words: str, line: int, column: int, said: str, hint: str) -> None:
    path = written(tmp_path, words)
    with pytest.raises(InputError) as refused:
        read_sidecar(path)
    error = refused.value
    assert (error.path, error.line, error.column) == (path, line, column)
    assert said in error.message
    assert hint in error.hint
    assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("said", "near"),
    [("四川省成都省", "四川省成都市"), ("广宁县", "广东省肇庆市广宁县"), ("xx", None)],
)
def test_unknown_place_is_error_with_line(tmp_path: Path, said: str, near: str | None) -> None:
    path = notice(tmp_path, "关于某事的通知\n", f"validity: 有效\njurisdiction: {said}\n")
    with pytest.raises(InputError) as refused:
        check_places([read_raw_notice(path)], load_registry(ROOT / "registry"))
    error = refused.value
    assert (error.path, error.line) == (path.with_suffix(".yml"), 2)
    assert repr(said) in error.message
    assert (f"did you mean {near!r}?" if near else "write its full name") in error.hint
    assert "registry/jurisdictions.yml" in error.hint


@pytest.mark.parametrize(
    "said", ["广东省肇庆市广宁县", "广东省肇庆市广宁县排沙镇", "广东省东莞市长安镇", "全国", "guangdong-zimaoqu"]
)
def test_known_places_and_towns_are_accepted(tmp_path: Path, said: str) -> None:
    check_places([read_raw_notice(notice(tmp_path, "甲", f"jurisdiction: {said}\n"))], load_registry(ROOT / "registry"))


@pytest.mark.parametrize(
    ("sidecar", "published", "disclosed", "reposted"),
    [
        ("validity: 有效\n", "2018-11-14", "2018-11-14", None),
        ("page_date: own\n", "2018-11-14", "2018-11-14", None),
        ("page_date: repost\n", "2018-11-14", None, "2018-11-14"),
        ("page_date: repost\npublished: 2015-07-10\n", "2015-07-10", "2015-07-10", "2018-11-14"),
    ],
)
def test_repost_date(tmp_path: Path, sidecar: str, published: str, disclosed: str | None, reposted: str | None) -> None:
    """`published` stays what SCHEMA says, the page's own date; the pages do not show it as the day of 公开."""
    text = "发布时间：2018-11-14\n某市人民政府关于开展工作的通知\n各有关单位：\n  请认真做好工作。\n某市人民政府\n2015年7月6日\n"
    front = read_notice(notice(tmp_path, text, sidecar)).front
    assert (front.published, front.disclosed, front.reposted) == (published, disclosed, reposted)
    assert (front.written, front.dated) == ("2015-07-06", "2015-07-06")


CORRECTION = "corrections:\n- {{written: {}, restored: {}, by: 王某, date: 2024-05-02, reason: 据原件{}}}\n"


def notice(tmp_path: Path, text: str, sidecar: str) -> Path:
    (tmp_path / "n.txt").write_text(text, encoding="utf-8")
    (tmp_path / "n.yml").write_text(sidecar, encoding="utf-8")
    return tmp_path / "n.txt"


def test_correction_overrides_and_is_recorded(tmp_path: Path) -> None:
    text = "关于开展工作的通知\n认真昕取意见，２０１９年完成。\n"
    restored = restore(read_source(notice(tmp_path, text, CORRECTION.format("昕取", "听取", ""))))
    assert restored.text == "关于开展工作的通知\n认真听取意见，2019年完成。"
    edit = next(edit for edit in restored.edits if edit.kind == "correction")
    assert (edit.source, edit.restored, edit.certain, edit.reason) == (
        "昕取",
        "听取",
        True,
        "据原件（王某，2024-05-02）",
    )


def test_corrections_are_not_repaired(tmp_path: Path) -> None:
    text = "关于开展工作的通知\n认真昕取意见，2019年完成。\n"
    restored = restore(read_source(notice(tmp_path, text, CORRECTION.format("2019", "２０１９", ""))))
    assert "２０１９年" in restored.text


def test_correction_by_line_number(tmp_path: Path) -> None:
    path = notice(tmp_path, "甲办理。\n甲负责。\n", CORRECTION.format("甲", "乙", ", at: 2"))
    assert restore(read_source(path)).text == "甲办理。\n乙负责。"


@pytest.mark.parametrize(
    ("words", "at", "said"),
    [
        pytest.param("丙", "", "occur 0 times in the source", id="not-there"),
        pytest.param("甲", "", "occur 2 times in the source", id="twice"),
        pytest.param("办理", ", at: 2", "occur 0 times in line 2", id="not-in-that-line"),
        pytest.param("甲", ", at: 9", "occur 0 times in line 9", id="no-such-line"),
    ],
)
def test_correction_must_match_source(tmp_path: Path, words: str, at: str, said: str) -> None:
    path = notice(tmp_path, "甲办理。\n甲负责。\n", CORRECTION.format(words, "乙", at))
    with pytest.raises(InputError, match=said) as refused:
        read_source(path)
    assert refused.value.path == tmp_path / "n.yml"
    assert refused.value.line == 2


def test_project_sidecars_are_valid() -> None:
    for path in sorted((ROOT / "source_texts").glob("*.txt")):
        assert read_source(path).sidecar.path is not None


def test_annotation_file_is_not_a_sidecar(tmp_path: Path) -> None:
    (tmp_path / "some.txt").write_text("关于工作的通知", "utf-8")
    (tmp_path / "some.yml").write_text("notice: {}\noutline: []\ntasks: []\n", "utf-8")
    assert read_source(tmp_path / "some.txt").sidecar.path is None


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        ("written: 2021年11月5日", "written", "2021-11-05"),
        ("retrieved: 2021-11-05", "retrieved", "2021-11-05"),
        ("page_date: 转载", "page_date", "repost"),
        ("page_date: 原载", "page_date", "own"),
        ("kind: 部署", "kind", "plan"),
        ("kind: 报告", "kind", "report"),
        ("script: 保留", "script", "keep"),
        ("script: 转换", "script", "simplify"),
        ("title: 甲\ntitle_by: 整理者", "title_by", "editor"),
        ("title_by: 原文", "title_by", "source"),
    ],
)
def test_chinese_values_and_dates(tmp_path: Path, said: str, field: str, value: str) -> None:
    assert getattr(read_sidecar(tmp_path / "a.yml", said.encode()), field) == value


def test_all_mistakes_of_all_sidecars_are_named(tmp_path: Path) -> None:
    wrong = "corrections:\n- {written: 甲, restored: 乙, by: 丙, date: 丁, reason: 戊, at: 零}\n"
    said = {"a": f"written: 昨天\npage_dat: own\n{wrong}", "b": "title: 乙\n", "c": "kind: 计划\n"}
    for name, content in said.items():
        (tmp_path / f"{name}.txt").write_text("甲", "utf-8")
        (tmp_path / f"{name}.yml").write_text(content, "utf-8")
    paths = [tmp_path / f"{name}.txt" for name in said]
    with pytest.raises(InputError) as caught:
        check_sidecars([read_raw_notice(path) for path in paths])
    places = [line.split(": ")[0].removeprefix(f"{tmp_path}/") for line in caught.value.lines()]
    assert [place.rpartition(":")[0] for place in places] == ["a.yml:1", "a.yml:2", "a.yml:4", "a.yml:4", "c.yml:1"]
