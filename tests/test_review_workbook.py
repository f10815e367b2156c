"""核对表: from what was read to a workbook, and from what a person filled in to the entries of the sidecar."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.commands.review import apply_workbook, write_workbooks
from builder.config.project import Project
from builder.config.site import SiteFacts, SourceFacts
from builder.ledger.resolving import resolve
from builder.model.errors import InputError
from builder.model.finding_codes import FindingCode
from builder.model.notice import Notice
from builder.pages.decisions import review_words
from builder.pages.plan import plan_pages
from builder.pipeline import read_notice
from builder.registry.loading import load_registry
from builder.review.reviewed import fingerprint
from builder.source.sidecar.keys import read_sidecar
from tests.review_making import NOTICE, SIDECAR, TEXT, project_in, task_of

pytestmark = pytest.mark.slow


class Sheet:
    """The workbook of a project, opened as a person would."""

    def __init__(self, project: Project, name: str = "a") -> None:
        (self.path,) = write_workbooks(project, [NOTICE], project.root / name)
        self.book = openpyxl.load_workbook(self.path)
        self.sheet = self.book["核对表"]
        self.columns = {cell.value: cell.column for cell in self.sheet[1]}

    def rows(self) -> list[dict[str, str]]:
        return [
            {name: self.sheet.cell(row, column).value or "" for name, column in self.columns.items()}
            for row in range(2, self.sheet.max_row + 1)
        ]

    def find(self, task: str, kind: str, words: str, nth: int = 0) -> int:
        """The number of the row about these words."""
        found = [
            at
            for at, row in enumerate(self.rows(), start=2)
            if (json.loads(row["编号（请勿改动）"])[1], row["种类"]) == (task, kind)
            and row["原文"].startswith(words)
            and json.loads(row["编号（请勿改动）"])[0] != "finding"
        ]
        return found[nth]

    def fill(self, number: int, **cells: object) -> None:
        for name, value in cells.items():
            self.sheet.cell(number, self.columns[name]).value = value

    def saved(self) -> Path:
        self.book.save(self.path)
        return self.path


def sidecar_of(project: Project) -> Path:
    return project.sources / f"{NOTICE}.yml"


def notice_of(project: Project) -> Notice:
    return read_notice(project.sources / f"{NOTICE}.txt")


def test_the_workbook_has_a_row_for_each_fact_and_lists_to_choose_from(tmp_path: Path) -> None:
    sheet = Sheet(project_in(tmp_path))
    rows = sheet.rows()
    assert [row["种类"] for row in rows if row["条目"] == "二(一)"] == [
        "任务",
        "单位",
        "单位",
        "时限",
        "指标",
        "引用",
        "",
    ]
    body = rows[sheet.find("二/(一)", "单位", "县司法局") - 2]
    assert (body["程序读作"], body["把握"], body["核对"]) == ("配合：县司法局", "没有疑问", "")
    assert body["所在句子"] == "（县行政审批局牵头，县司法局配合）"
    cell = sheet.sheet.cell(sheet.find("二/(一)", "单位", "县司法局"), sheet.columns["页面"])
    assert cell.hyperlink.target == f"https://example.cn/tz/tasks/{NOTICE}/2-1/"
    assert sheet.sheet.column_dimensions["A"].hidden
    lists = {str(each.sqref).split()[0]: each.formula1 for each in sheet.sheet.data_validations.dataValidation}
    row = sheet.find("二/(一)", "单位", "县司法局")
    letters = {name: openpyxl.utils.get_column_letter(column) for name, column in sheet.columns.items()}
    shown = {name: lists.get(f"{letters[name]}{row}", "") for name in ("核对", "类别")}
    assert shown == {"核对": '"正确,改为,删除"', "类别": '"牵头,责任,配合"'}
    sorts = [json.loads(each["编号（请勿改动）"])[0] for each in rows]
    assert sorts == sorted(sorts, key=lambda sort: sort != "finding"), "findings come first"


def test_a_filled_workbook_becomes_entries_and_nothing_else_changes(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    sheet = Sheet(project)
    sheet.fill(sheet.find("二/(一)", "单位", "县行政审批局"), 核对="正确")
    sheet.fill(sheet.find("二/(一)", "单位", "县司法局"), 核对="改为", 类别="牵头", 理由="见原件")
    sheet.fill(sheet.find("二/(一)", "时限", "2021年底前"), 核对="改为", 改为="2021年10月1日")
    sheet.fill(sheet.find("二/(二)", "时限", "每年12月底前"), 核对="改为", 改为="5日", 类别="每月")
    sheet.fill(sheet.find("二/(一)", "指标", "90%以上"), 核对="改为", 改为="95%", 类别="超过")
    sheet.fill(sheet.find("二/(二)", "单位", "县财政局"), 核对="删除")
    sheet.fill(sheet.find("二/(三)", "", ""), 种类="单位", 核对="漏读", 类别="配合", 原文用词="县司法局")
    sheet.fill(sheet.find("一", "任务", "总体目标"), 核对="漏读")
    lines, refused = apply_workbook(sheet.saved(), project, "王某", "2021-11-05")
    assert not refused, lines
    said = notice_of(project)
    assert [(body.name, body.role) for body in task_of(said, "二/(一)").agencies] == [
        ("县行政审批局", "lead"),
        ("县司法局", "lead"),
    ]
    assert task_of(said, "二/(一)").due.date == "2021-10-01"
    assert [str(limit.rule) for limit in task_of(said, "二/(二)").deadlines if limit.rule] == ["monthly by 05"]
    assert [(t.value, t.unit, t.compare) for t in task_of(said, "二/(一)").targets] == [(95, "%", ">")]
    assert task_of(said, "二/(二)").agencies == ()
    assert [(body.name, body.role) for body in task_of(said, "二/(三)").agencies][-1] == ("县司法局", "supporting")
    assert task_of(said, "一").kind == "task"
    written = sidecar_of(project).read_text("utf-8")
    assert written.startswith(SIDECAR)
    reviewed = read_sidecar(sidecar_of(project)).reviewed
    assert reviewed is not None
    assert (reviewed.by, reviewed.date, reviewed.checked, reviewed.of) == ("王某", "2021-11-05", 6, 13)
    assert reviewed.reading == fingerprint(said)
    again, refused = apply_workbook(sheet.path, project, "王某", "2021-11-09")
    assert sidecar_of(project).read_text("utf-8") == written, again
    assert not refused


def test_the_next_workbook_shows_what_was_decided(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    sheet = Sheet(project)
    sheet.fill(sheet.find("二/(一)", "单位", "县司法局"), 核对="改为", 类别="牵头", 理由="见原件")
    sheet.fill(sheet.find("二/(三)", "", ""), 种类="单位", 核对="漏读", 类别="配合", 原文用词="县司法局")
    apply_workbook(sheet.saved(), project, "王某", "2021-11-05")
    before = sidecar_of(project).read_text("utf-8")
    second = Sheet(project, "b")
    changed = second.rows()[second.find("二/(一)", "单位", "县司法局") - 2]
    assert (changed["核对"], changed["类别"], changed["理由"]) == ("改为", "牵头", "见原件")
    added = second.rows()[second.find("二/(三)", "单位", "县司法局") - 2]
    assert (added["核对"], added["类别"], added["原文用词"]) == ("漏读", "配合", "县司法局")
    second.fill(second.find("二/(一)", "单位", "县司法局"), 核对="正确", 类别=None, 理由=None)
    second.fill(second.find("二/(三)", "单位", "县司法局"), 核对="删除")
    lines, refused = apply_workbook(second.saved(), project, "李某", "2021-11-06")
    assert not refused, lines
    assert read_sidecar(sidecar_of(project)).readings == ()
    assert "readings" not in sidecar_of(project).read_text("utf-8")
    assert before.startswith(SIDECAR)


def test_what_another_decided_meanwhile_is_named_and_kept(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    first, second = Sheet(project), Sheet(project, "b")
    first.fill(first.find("二/(一)", "单位", "县司法局"), 核对="改为", 类别="牵头")
    apply_workbook(first.saved(), project, "王某", "2021-11-05")
    second.fill(second.find("二/(一)", "单位", "县司法局"), 核对="删除")
    second.fill(second.find("二/(二)", "单位", "县财政局"), 核对="删除")
    lines, refused = apply_workbook(second.saved(), project, "李某", "2021-11-06")
    assert refused
    row = second.find("二/(一)", "单位", "县司法局")
    assert f":{row}: not written: 说明文件第" in lines[0]
    said = [(entry.operation, entry.quote, entry.by) for entry in read_sidecar(sidecar_of(project)).readings]
    assert said == [("change", "县司法局", "王某"), ("remove", "县财政局", "李某")]


@pytest.mark.parametrize(
    ("row", "cells", "why"),
    [
        pytest.param(("二/(一)", "单位", "县司法局"), {"改为": "县局"}, "没有在“核对”一列选", id="no-verdict"),
        pytest.param(("二/(一)", "单位", "县司法局"), {"核对": "对"}, "只能选", id="unknown-verdict"),
        pytest.param(("二/(一)", "单位", "县司法局"), {"核对": "改为"}, "没有写改成什么", id="changes-nothing"),
        pytest.param(
            ("二/(一)", "单位", "县司法局"), {"核对": "改为", "类别": "截止"}, "不是单位的类别", id="wrong-list"
        ),
        pytest.param(("二/(一)", "时限", "2021"), {"核对": "改为", "改为": "年底"}, "不是日期", id="no-date"),
        pytest.param(("二/(一)", "时限", "2021"), {"核对": "改为", "改为": "2021-02-30"}, "不是日期", id="no-such-day"),
        pytest.param(("二/(一)", "指标", "90"), {"核对": "改为", "改为": "九成"}, "不是数字", id="no-figure"),
        pytest.param(("二/(三)", "", ""), {"核对": "漏读", "原文用词": "县司法局"}, "没有在“种类”", id="no-kind"),
        pytest.param(("二/(三)", "", ""), {"核对": "漏读", "种类": "单位"}, "照抄原文", id="no-words"),
        pytest.param(
            ("二/(三)", "", ""), {"核对": "漏读", "种类": "单位", "原文用词": "县司法局"}, "选 牵头", id="no-role"
        ),
        pytest.param(
            ("二/(三)", "", ""),
            {"核对": "漏读", "种类": "单位", "原文用词": "县公安局", "类别": "牵头"},
            "原文里找不到“县公安局”",
            id="words-not-there",
        ),
    ],
)
def test_rows_that_cannot_be_applied_are_named(
    tmp_path: Path, row: tuple[str, str, str], cells: dict[str, str], why: str
) -> None:
    project = project_in(tmp_path)
    sheet = Sheet(project)
    number = sheet.find(*row)
    sheet.fill(number, **cells)
    lines, refused = apply_workbook(sheet.saved(), project, "王某", "2021-11-05")
    assert refused
    assert f":{number}: not written: " in lines[0]
    assert why in lines[0]
    assert sidecar_of(project).read_text("utf-8") == SIDECAR


def test_a_workbook_is_not_written_over_one_that_may_be_filled_in(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    Sheet(project)
    with pytest.raises(InputError, match="is there already"):
        Sheet(project)


def test_what_is_no_checklist_is_refused(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    path = tmp_path / "b.xlsx"
    openpyxl.Workbook().save(path)
    for content in (path.read_bytes(), b"title: no workbook", b"PK\x03\x04 damaged"):
        path.write_bytes(content)
        with pytest.raises(InputError) as refused:
            apply_workbook(path, project, "王某", "2021-11-05")
        assert str(refused.value).startswith(str(path))


@pytest.mark.parametrize(
    "sidecar",
    [
        pytest.param("", id="empty"),
        pytest.param("# only a comment", id="no-line-end"),
        pytest.param("title: 甲\r\n# 说明\r\nlicence: 乙\r\n", id="crlf"),
        pytest.param("\ufefftitle: 甲\n", id="byte-order-mark"),
        pytest.param("readings:\n# nothing yet\ntitle: 甲\n", id="empty-readings-first"),
        pytest.param("reviewed: {by: 李, date: 2020-01-01, checked: 1, of: 2, reading: x}\ntitle: 甲\n", id="reviewed"),
        pytest.param(
            "title: 甲\nreadings:\n  # 第一条\n  - task: 二/(二)   # 此处\n    remove: 单位\n    quote: >-\n      县财政局\n"
            "    by: 李\n    date: 2020-01-01\n    reason: |\n      因为\n  # 末尾\nlicence: 乙  # 完\n",
            id="indented-with-comments",
        ),
    ],
)
def test_all_other_lines_stay(tmp_path: Path, sidecar: str) -> None:
    project = project_in(tmp_path, "")
    sidecar_of(project).write_bytes(sidecar.encode("utf-8"))
    sheet = Sheet(project)
    sheet.fill(sheet.find("二/(一)", "单位", "县司法局"), 核对="改为", 类别="牵头")
    _, refused = apply_workbook(sheet.saved(), project, "王某", "2021-11-05")
    assert not refused
    written = sidecar_of(project).read_bytes().decode("utf-8")
    kept = [line for line in sidecar.splitlines() if not line.startswith(("reviewed:", "readings:"))]
    left = iter(written.splitlines())
    assert all(line in left for line in kept), written
    assert ("\r\n" in written) == ("\r\n" in sidecar)
    said = read_sidecar(sidecar_of(project))
    assert [entry.quote for entry in said.readings][-1] == "县司法局"
    assert len(said.readings) == 1 + ("县财政局" in sidecar)
    assert said.reviewed is not None
    assert said.reviewed.by == "王某"


@pytest.mark.parametrize("sidecar", ["{title: 甲}\n", "readings: [{task: 二/(二), remove: 单位, quote: 县财政局, "
                                     "by: 李, date: 2020-01-01, reason: 因为}]\n"])  # fmt: skip
def test_what_is_written_in_brackets_is_refused_with_its_line(tmp_path: Path, sidecar: str) -> None:
    project = project_in(tmp_path, sidecar)
    sheet = Sheet(project)
    sheet.fill(sheet.find("二/(一)", "单位", "县司法局"), 核对="改为", 类别="牵头")
    with pytest.raises(InputError, match="in brackets") as refused:
        apply_workbook(sheet.saved(), project, "王某", "2021-11-05")
    assert refused.value.line == 1
    assert sidecar_of(project).read_text("utf-8") == sidecar


# Each decision that a person may make of one fact: the row, the cells, the entry that it is.
_Decision = tuple[tuple[str, str, str], dict[str, str], tuple[str, str, str, tuple[tuple[str, object], ...]]]
DECISIONS: list[list[_Decision]] = [
    [
        (("二/(一)", "单位", "县司法局"), {"核对": "删除"}, ("remove", "agency", "县司法局", ())),
        (("二/(一)", "单位", "县司法局"), {"核对": "改为", "类别": "责任"},
         ("change", "agency", "县司法局", (("role", "responsible"),))),
        (("二/(一)", "单位", "县司法局"), {"核对": "改为", "改为": "司法局", "类别": "牵头"},
         ("change", "agency", "县司法局", (("role", "lead"), ("name", "司法局"), ("written", "司法局")))),
    ],
    [
        (("二/(一)", "时限", "2021"), {"核对": "删除"}, ("remove", "deadline", "2021年底前", ())),
        (("二/(一)", "时限", "2021"), {"核对": "改为", "改为": "2022-06-30", "类别": "期间"},
         ("change", "deadline", "2021年底前", (("type", "during"), ("day", "2022-06-30")))),
        (("二/(一)", "时限", "2021"), {"核对": "改为", "类别": "长期"},
         ("change", "deadline", "2021年底前", (("type", "open"),))),
    ],
    [
        (("二/(一)", "指标", "90"), {"核对": "改为", "改为": "99.5%"},
         ("change", "target", "90%以上", (("value", 99.5), ("unit", "%")))),
        (("二/(一)", "指标", "90"), {"核对": "删除"}, ("remove", "target", "90%以上", ())),
    ],
    [
        (("二/(一)", "引用", "《优化"), {"核对": "改为", "改为": "《湖南省优化营商环境条例》"},
         ("change", "citation", "《优化营商环境条例》", (("title", "湖南省优化营商环境条例"),))),
        (("", "引用", "《东安县"), {"核对": "删除"}, ("remove", "citation", "《东安县政务服务提升实施方案》", ())),
    ],
    [
        (("二/(二)", "任务", "加强窗口"), {"核对": "删除"}, ("remove", "task", "加强窗口建设", ())),
        (("二/(二)", "任务", "加强窗口"), {"核对": "改为", "类别": "报告事项"},
         ("change", "task", "加强窗口建设", (("kind", "progress"),))),
    ],
    [
        (("二/(三)", "", ""), {"种类": "单位", "核对": "漏读", "类别": "配合", "原文用词": "县司法局"},
         ("add", "agency", "县司法局", (("role", "supporting"),))),
        (("二/(三)", "", ""), {"种类": "时限", "核对": "漏读", "类别": "每年", "改为": "1月31日", "原文用词": "全面清理"},
         ("add", "deadline", "全面清理", (("every", "yearly by 01-31"),))),
        (("二/(三)", "", ""), {"种类": "指标", "核对": "漏读", "改为": "3项", "原文用词": "证明事项"},
         ("add", "target", "证明事项", (("value", 3), ("unit", "项")))),
    ],
    [(("一", "任务", "总体目标"), {"核对": "漏读"}, ("add", "task", "总体目标", ()))],
]  # fmt: skip


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return project_in(tmp_path_factory.mktemp("review"))


@given(st.tuples(*(st.sampled_from([None, *group]) for group in DECISIONS)), st.booleans())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_filled_in_is_what_is_read(
    blank: Project, chosen: tuple[_Decision | None, ...], commented: bool
) -> None:
    """Any set of decisions → workbook → apply → sidecar gives exactly them, and `parse` as if written by hand."""
    decisions = [each for each in chosen if each]
    before = SIDECAR + ("# 另一行\n" if commented else "")
    sidecar_of(blank).write_text(before, "utf-8")
    for old in (blank.root / "a").glob("*.xlsx"):
        old.unlink()
    sheet = Sheet(blank)
    for row, cells, _ in decisions:
        sheet.fill(sheet.find(*row), **cells)
    lines, refused = apply_workbook(sheet.saved(), blank, "王某", "2021-11-05")
    assert not refused, lines
    said = read_sidecar(sidecar_of(blank))
    entries = {
        (entry.operation, entry.fact, entry.quote, tuple((key, _plain(value)) for key, value in entry.values))
        for entry in said.readings
    }
    wanted = {(op, fact, quote, values) for _, _, (op, fact, quote, values) in decisions}
    assert {(op, fact, quote if fact != "task" else "", values) for op, fact, quote, values in entries} == {
        (op, fact, quote if fact != "task" else "", values) for op, fact, quote, values in wanted
    }
    assert len(said.readings) == len(decisions)
    assert sidecar_of(blank).read_text("utf-8").startswith(before)
    by_hand = written_by_hand(blank, [each for _, _, each in reversed(decisions)])
    assert notice_of(blank).tasks == by_hand.tasks
    assert notice_of(blank).citations == by_hand.citations


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | float) else str(value)


def written_by_hand(project: Project, decisions: list[Any]) -> Notice:
    """The notice with a sidecar in which the decisions stand in other words and another order."""
    tasks = {
        "县司法局": "二/(一)",
        "加强窗口建设": "二/(二)",
        "总体目标": "一",
        "全面清理": "二/(三)",
        "证明事项": "二/(三)",
    }
    entries = []
    for operation, fact, quote, values in decisions:
        task = "二/(三)" if (operation, quote) == ("add", "县司法局") else tasks.get(quote, "二/(一)")
        said = {**dict(values), "quote": quote, "by": "王某", "date": "2021-11-05", "reason": "对照原件核对"}
        if "every" in said:
            said["every"] = {"unit": "year", "month": 1, "day": 31}
        entries.append({operation: fact, **({} if "实施方案" in quote else {"task": task}), **said})
    path = project.root / f"{NOTICE}.txt"
    shutil.copy(project.sources / path.name, path)
    path.with_suffix(".yml").write_text(
        json.dumps({"jurisdiction": "湖南省永州市东安县", "readings": entries}), "utf-8"
    )
    return read_notice(path)


def test_a_decision_about_words_that_are_gone_is_taken_out_in_the_workbook(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    sheet = Sheet(project)
    sheet.fill(sheet.find("二/(一)", "单位", "县司法局"), 核对="改为", 类别="责任")
    sheet.fill(sheet.find("二/(二)", "单位", "县财政局"), 核对="改为", 类别="配合", 理由="对照印发的文件")
    apply_workbook(sheet.saved(), project, "王某", "2021-11-05")
    (project.sources / f"{NOTICE}.txt").write_text(TEXT.replace("县财政局", "县审计局"), "utf-8")
    assert [finding.code for finding in notice_of(project).findings].count(FindingCode.DECISION_STALE) == 1
    again = Sheet(project, "b")
    first = again.rows()[0]
    assert (first["种类"], first["条目"], first["原文"]) == ("单位", "二(二)", "县财政局")
    assert first["程序读作"].startswith("原来核定：改为，配合。现在的原文里找不到这一处")
    again.fill(2, 核对="删除")
    assert apply_workbook(again.saved(), project, "王某", "2021-11-06")[1] is False
    (kept,) = read_sidecar(sidecar_of(project)).readings
    assert kept.quote == "县司法局"
    assert FindingCode.DECISION_STALE not in {finding.code for finding in notice_of(project).findings}
    before = sidecar_of(project).read_bytes()
    assert apply_workbook(again.path, project, "王某", "2021-11-07") == (
        [f"{sidecar_of(project)}: unchanged; 1 of 13 places checked"],
        False,
    )
    assert sidecar_of(project).read_bytes() == before


def test_few_decisions_later_take_nothing_from_a_whole_check(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    whole, later = Sheet(project), Sheet(project, "b")
    for number, row in enumerate(whole.rows(), start=2):
        if json.loads(row["编号（请勿改动）"])[0] == "fact":
            whole.fill(number, 核对="正确")
    apply_workbook(whole.saved(), project, "王某", "2021-11-05")
    later.fill(later.find("二/(一)", "单位", "县司法局"), 核对="改为", 类别="责任")
    apply_workbook(later.saved(), project, "李某", "2021-11-06")
    review = read_sidecar(sidecar_of(project)).reviewed
    words = "已核对（王某于2021年11月5日对照原件核对 13 处中的 13 处）"
    assert review_words(notice_of(project), review) == words
    (project.sources / f"{NOTICE}.txt").write_text(TEXT.replace("县财政局", "县审计局"), "utf-8")
    again = Sheet(project, "c")
    again.fill(again.find("二/(一)", "单位", "县行政审批局"), 核对="正确")
    apply_workbook(again.saved(), project, "李某", "2021-11-07")
    assert review_words(notice_of(project), read_sidecar(sidecar_of(project)).reviewed) == (
        "部分核对（李某于2021年11月7日对照原件核对 13 处中的 2 处）"
    )


def test_pages_say_who_checked_a_notice_until_it_changes(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    sheet = Sheet(project)
    for number, row in enumerate(sheet.rows(), start=2):
        if json.loads(row["编号（请勿改动）"])[0] == "fact":
            sheet.fill(number, 核对="正确")
    apply_workbook(sheet.saved(), project, "王某", "2021-11-05")
    review = read_sidecar(sidecar_of(project)).reviewed
    notice = notice_of(project)
    assert review_words(notice, review) == "已核对（王某于2021年11月5日对照原件核对 13 处中的 13 处）"
    site = SiteFacts("台账", sources={NOTICE: SourceFacts(reviewed=review)})
    pages = plan_pages(resolve([notice], load_registry(project.registry)), site)
    for path in (f"notices/{NOTICE}/index.md", "quality/index.md"):
        assert "已核对（王某于2021年11月5日" in pages[path]
    (project.sources / f"{NOTICE}.txt").write_text(TEXT.replace("县财政局", "县审计局"), "utf-8")
    assert review_words(notice_of(project), review).startswith("曾经核对，其后有变动")
    assert review_words(notice, None) == "未经人工核对"
