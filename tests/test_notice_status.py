"""Drafts are shown by `serve` alone; a withdrawn notice leaves one line in the log and pages that say so."""

from __future__ import annotations

import datetime
import json
import os
import re
from pathlib import Path

import feedparser
import pytest

from builder.commands.check import check_notices
from builder.commands.generate import generate, project_ledger, tell_stale
from builder.commands.remove import remove_notice
from builder.commands.replace import replace_notice
from builder.config.project import Project
from builder.model.errors import InputError
from builder.pipeline import project_sources, read_notice, today
from builder.source.sidecar.keys import read_sidecar
from tests.review_making import NOTICE, SIDECAR, TEXT, project_in

pytestmark = pytest.mark.slow

OTHER = "dongan-2022-tongzhi"


def two_notices(folder: Path) -> Project:
    project = project_in(folder)
    (project.sources / f"{OTHER}.txt").write_text(TEXT.replace("2021", "2022").replace("政务服务", "公共服务"), "utf-8")
    (project.sources / f"{OTHER}.yml").write_text(SIDECAR, "utf-8")
    (folder / "docs").mkdir()
    return project


def built(project: Project, *, drafts: bool = False) -> Path:
    generate(project, jobs=1, clean=True, strict=False, drafts=drafts)
    return project.docs


def test_drafts_are_left_out_and_the_build_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = two_notices(tmp_path)
    (project.sources / f"{OTHER}.yml").write_text(f"{SIDECAR}status: 草稿\n", "utf-8")
    docs = built(project)
    assert f"left out as drafts (status: 草稿): {OTHER}" in capsys.readouterr().err
    assert not (docs / "notices" / OTHER).exists()
    assert OTHER not in (docs / "data" / "tasks.json").read_text("utf-8")
    docs = built(project, drafts=True)
    assert "草稿，尚未发布" in (docs / "notices" / OTHER / "index.md").read_text("utf-8")
    assert "草稿，尚未发布" in (docs / "tasks" / OTHER / "2-1" / "index.md").read_text("utf-8")
    assert "草稿" not in (docs / "notices" / NOTICE / "index.md").read_text("utf-8")


def test_a_withdrawn_notice_keeps_its_addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = two_notices(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1650000000")
    path = remove_notice(project, OTHER, "已由新的方案代替", "2022-04-15")
    assert path.read_text("utf-8").startswith(SIDECAR)
    assert read_sidecar(path).status == "withdrawn"
    assert len(read_notice(project.sources / f"{OTHER}.txt").tasks) == 3, "the file stays"
    docs = built(project)
    log = json.loads((docs / "data" / "changes.json").read_text("utf-8"))
    assert [(line["what"], line["notice"], line["reason"]) for line in log] == [
        ("withdrawn", OTHER, "已由新的方案代替")
    ]
    for address in (f"notices/{OTHER}", *(f"tasks/{OTHER}/2-{number}" for number in (1, 2, 3))):
        page = (docs / address / "index.md").read_text("utf-8")
        assert "已于2022年4月15日撤下" in page
        assert "撤下的原因：已由新的方案代替" in page
    assert OTHER not in (docs / "data" / "tasks.json").read_text("utf-8")
    with pytest.raises(InputError, match="withdrawn already"):
        remove_notice(project, OTHER, "再撤", "2022-04-16")


def test_a_newer_file_takes_the_place_and_what_is_stale_is_named(tmp_path: Path) -> None:
    project = two_notices(tmp_path)
    sidecar = project.sources / f"{OTHER}.yml"
    entry = "- {task: 二/(二), change: 单位, quote: 县财政局, role: 牵头, by: 王某, date: 2022-04-01, reason: 见原件}\n"
    sidecar.write_text(f"{SIDECAR}readings:\n{entry}", "utf-8")
    newer = tmp_path / "新版.html"
    paragraphs = TEXT.replace("县财政局", "县审计局").splitlines()
    newer.write_text(f"<!doctype html><body>{''.join(f'<p>{line}</p>' for line in paragraphs)}</body>", "utf-8")
    lines, stale = replace_notice(project, OTHER, newer)
    assert stale
    assert any("decision-stale" in line and "县财政局" in line for line in lines)
    assert not (project.sources / f"{OTHER}.txt").exists()
    kept = project.sources / f"{OTHER}.html"
    assert kept.read_bytes() == newer.read_bytes()
    assert "县审计局" in read_notice(kept).text
    with pytest.raises(InputError, match="the same bytes"):
        replace_notice(project, OTHER, newer)


def test_a_file_that_does_not_fit_the_sidecar_changes_nothing(tmp_path: Path) -> None:
    project = two_notices(tmp_path)
    fix = "- {written: 县财政局, restored: 县财政局, by: 王某, date: 2022-04-01, reason: 见原件}\n"
    (project.sources / f"{OTHER}.yml").write_text(f"{SIDECAR}corrections:\n{fix}", "utf-8")
    newer = tmp_path / "newer.txt"
    newer.write_text(TEXT.replace("县财政局", "县审计局"), "utf-8")
    before = (project.sources / f"{OTHER}.txt").read_bytes()
    with pytest.raises(InputError, match="occur 0 times"):
        replace_notice(project, OTHER, newer)
    assert (project.sources / f"{OTHER}.txt").read_bytes() == before


def test_a_notice_that_is_not_there_cannot_be_removed(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no notice 'x'"):
        remove_notice(two_notices(tmp_path), "x", "错", "2022-04-15")


@pytest.mark.parametrize(
    ("words", "message", "line"),
    [
        ("title: 甲\nstatus: 隐藏\n", "is not known here", 2),
        ("title: 甲\nwithdrawn: {date: 2022-01-01, reason: 乙}\n", "of a notice that is not", 2),
        ("status: 撤下\nwithdrawn: {date: 2022-01-01}\n", "'reason' is missing", 2),
    ],
)
def test_mistakes_of_the_status(tmp_path: Path, words: str, message: str, line: int) -> None:
    path = tmp_path / "a.yml"
    path.write_text(words, "utf-8")
    with pytest.raises(InputError, match=message) as refused:
        read_sidecar(path)
    assert refused.value.line == line


def test_days_are_those_of_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What has no date of its own has that of the build, and so has a line of the log; never 1970, never the newest
    notice's."""
    project = two_notices(tmp_path)
    undated = "\n".join(line for line in TEXT.splitlines() if "3月5日" not in line)
    (project.sources / f"{OTHER}.txt").write_text(undated, "utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1650000000")
    docs = built(project)
    feed = (docs / "data" / "taizhang.atom").read_text("utf-8")
    assert "<updated>2022-04-15T00:00:00Z</updated>" in feed
    assert "<updated>2021-03-05T00:00:00Z</updated>" in feed
    assert "1970" not in feed
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    day = datetime.datetime.now().astimezone().date().isoformat()
    remove_notice(project, OTHER, "错", today())
    log = json.loads((built(project) / "data" / "changes.json").read_text("utf-8"))
    assert [line["date"] for line in log] == [day]


@pytest.mark.parametrize("epoch", ["1650000000", None])
def test_pages_and_feeds_over_notices_have_day_of_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, epoch: str | None
) -> None:
    """A page on one notice has the notice's date, one over several, as a feed, the day of the build: that of
    SOURCE_DATE_EPOCH, else today."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    day = datetime.datetime.now().astimezone().date().isoformat()
    if epoch:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        day = "2022-04-15"
    docs = built(two_notices(tmp_path))
    own = {"2021-03-05", "2022-03-05"}
    kinds = {"agencies": {day}, "places": {day}, "deadlines": {day}, "notices": own, "tasks": own}
    for kind, expected in kinds.items():
        texts = [path.read_text("utf-8") for path in (docs / kind).rglob("index.md")]
        found = {date for text in texts for date in re.findall(r'"PubDate": "([\d-]+) 00:00"', text)}
        assert found == expected, kind
    for feed in docs.rglob("*.atom"):
        parsed = feedparser.parse(feed.read_bytes())
        assert parsed.feed.updated == f"{day}T00:00:00Z"
        assert {entry.updated[:10] for entry in parsed.entries} <= own
    package = json.loads((docs / "data" / "datapackage.json").read_text("utf-8"))
    assert package["created"] == f"{day}T00:00:00Z"
    assert os.environ.get("SOURCE_DATE_EPOCH") == epoch


def test_what_persons_said_and_no_longer_holds_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = two_notices(tmp_path)
    entry = "- {task: 二/(九), remove: 单位, quote: 县财政局, by: 王某, date: 2022-04-01, reason: 见原件}\n"
    (project.sources / f"{OTHER}.yml").write_text(f"{SIDECAR}readings:\n{entry}", "utf-8")
    built(project)
    assert "没有“二/(九)”这一条" in capsys.readouterr().err
    with pytest.raises(InputError, match="没有“二/"):
        tell_stale(project_ledger(project, project_sources(project), clean=True), project, strict=True)


@pytest.mark.parametrize(
    ("a", "b", "says"),
    [
        (f"{NOTICE}/九/(九)", f"{OTHER}/二/(一)", "任务“" + f"{NOTICE}/九/(九)" + "”不存在"),
        ("nobody-2020-plan/一", f"{OTHER}/二/(一)", "通知“nobody-2020-plan”不存在"),
        (f"{OTHER}/二/(一)", "nobody-2020-plan/一", "通知“nobody-2020-plan”不存在"),
        ("nobody-2020-plan/一", "nobody-2021-plan/一", "通知“nobody-2021-plan”不存在"),
    ],
)
def test_judgement_on_what_is_not_there_is_a_finding_and_fails_a_strict_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], a: str, b: str, says: str
) -> None:
    project = two_notices(tmp_path)
    project.registry.mkdir(exist_ok=True)
    (project.registry / "counterparts.yml").write_text(f"strike:\n- {{a: {a}, b: {b}, why: 不相干}}\n", "utf-8")
    lines, _ = check_notices(project, (), jobs=1, clean=True)
    assert [line for line in lines if "counterpart-unknown" in line and "第2行" in line and says in line]
    built(project)
    assert says in capsys.readouterr().err
    with pytest.raises(InputError, match="counterpart-unknown"):
        tell_stale(project_ledger(project, project_sources(project), clean=True), project, strict=True)
