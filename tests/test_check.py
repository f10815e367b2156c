"""`check`: what repeats is one line, and what the registry lacks comes ready to paste."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from builder.config.project import Project, find_project
from builder.ledger.agencies.identity import read_body
from builder.ledger.agencies.suggestion import suggest_kind
from builder.places.full_names import find_place
from builder.registry.loading import load_registry
from tests.conftest import call


def project_of(folder: Path, *notices: str) -> Project:
    (folder / "mkdocs.yml").write_text("site_name: 台账\n", "utf-8")
    (folder / "source_texts").mkdir()
    for number, body in enumerate(notices, 1):
        raw = folder / "source_texts" / f"yixian-202{number}-chayuan.txt"
        raw.write_text(
            f"易县人民政府办公室关于改造茶园的通知\n\n一、改造茶园\n{body}\n易县人民政府办公室\n202{number}年9月5日\n",
            "utf-8",
        )
        raw.with_suffix(".yml").write_text("jurisdiction: 河北省保定市易县\n", "utf-8")
    return find_project(folder)


FIRST = "（一）更新苗木。县茶产业局负责更新苗木。\n（二）修剪茶树。县茶产业局负责修剪茶树。"
SECOND = "（一）修补道路。县茶产业局负责修补茶园道路，县蚕桑站配合。"


def test_one_line_for_a_body_in_several_tasks_and_notices(tmp_path: Path) -> None:
    project_of(tmp_path, FIRST, SECOND)
    done = call("check", cwd=tmp_path)
    assert done.status == 0
    (line,) = [line for line in done.out.splitlines() if "茶产业局" in line]
    assert line.startswith(str(tmp_path / "source_texts" / "yixian-2021-chayuan.txt:4:9: warning unresolved-body"))
    assert "stands in 3 tasks" in line
    assert "`kinds:`: chachanyeju: {name: 茶产业局, names: {某地茶产业局: 茶产业局}}" in line
    assert line.endswith("(and at 1 more places: yixian-2022-chayuan.txt:4:9)")
    assert sum("蚕桑站" in line and "unresolved-body" in line for line in done.out.splitlines()) == 1
    each = call("check", "--each", cwd=tmp_path).out.splitlines()
    assert [line.partition(": ")[0].rpartition("/")[2] for line in each if "茶产业局" in line] == [
        "yixian-2021-chayuan.txt:4:9",
        "yixian-2022-chayuan.txt:4:9",
    ]
    assert call("check", "--severity", "warning", cwd=tmp_path).status == 1


def test_what_is_pasted_makes_the_body_known(tmp_path: Path) -> None:
    project = project_of(tmp_path, FIRST, SECOND)
    lines = call("check", cwd=tmp_path).out.splitlines()
    entries = [line.partition("`kinds:`: ")[2].partition(" (and ")[0] for line in lines if "`kinds:`" in line]
    assert len(entries) == 2
    project.registry.mkdir()
    (project.registry / "bodies.yml").write_text("kinds:\n" + "".join(f"  {entry}\n" for entry in entries), "utf-8")
    assert "unresolved-body" not in call("check", cwd=tmp_path).out


@pytest.mark.parametrize(
    ("name", "place", "key"),
    [
        ("县蚕桑站", "河北省保定市易县", "cansangzhan"),
        ("蚕桑站", "河北省保定市易县", "cansangzhan"),
        ("易县“蚕桑兴农”专班", "河北省保定市易县", "cansangxingnongzhuanban"),
        ("国家蚕桑研究会", "河北省保定市易县", "cansangyanjiuhui"),
        ("12蚕桑站", "河北省保定市易县", "jigou-12cansangzhan-197684"),
        ("县教育局", "河北省保定市易县", None),  # known
        ("省蚕桑站", "河北省", "cansangzhan"),
        ("县教育局", "河北省", None),  # of no county in particular
        ("县蚕桑站", "河北省", None),
        ("市场蚕桑组", "河北省", "shichangcansangzu"),  # 市 is no level there
    ],
)
def test_suggested_entry_is_one_that_resolves(tmp_path: Path, name: str, place: str, key: str | None) -> None:
    registry = load_registry(None)
    here = find_place(place, registry.divisions)
    assert here is not None
    entry = suggest_kind(name, here, registry)
    if key is None:
        assert entry is None
        return
    assert entry is not None
    assert list(yaml.safe_load(entry)) == [key]
    (tmp_path / "bodies.yml").write_text(f"kinds:\n  {entry}\n", "utf-8")
    kind = read_body(name, here, load_registry(tmp_path)).kind
    assert kind is not None
    assert kind.id == key


def test_words_are_quoted_where_a_column_leads_nowhere(tmp_path: Path) -> None:
    project_of(tmp_path, "（一）更新苗木。" + "更新茶园苗木，" * 40 + "县茶产业局负责养护新苗。")
    (line,) = [line for line in call("check", cwd=tmp_path).out.splitlines() if "茶产业局" in line]
    assert "〔县茶产业局负责养护新苗。…〕" in line
