"""A notice of our own with a sidecar, for tests of what officers decide."""

from __future__ import annotations

import shutil
from pathlib import Path

from builder.config.project import Project, find_project
from builder.model.notice import Notice, Task
from builder.pipeline import read_notice
from tests.conftest import ROOT

TEXT = """\
东安县人民政府关于印发东安县政务服务提升实施方案的通知

各乡镇人民政府，县直各单位：

现将《东安县政务服务提升实施方案》印发给你们，请认真贯彻执行。

东安县人民政府
2021年3月5日

东安县政务服务提升实施方案

一、总体目标
全面提升政务服务水平，具体要求由县政务服务局另行通知。

二、主要任务
（一）优化办事流程。2021年底前，网上可办率达到90%以上，落实《优化营商环境条例》。（县行政审批局牵头，县司法局配合）
（二）加强窗口建设。每年12月底前报送窗口建设情况，县财政局负责经费保障。自2022年1月1日起实行综合窗口。
（三）清理证明事项。各部门要全面清理证明事项，结果报县司法局备案，同时抄送县司法局法规股。
"""
BY = "by: 王某, date: 2021-11-05, reason: 对照原件"


def noticed(folder: Path, readings: str = "", text: str = TEXT) -> Notice:
    """The notice with the entries of `readings`, one a line in flow style, without who, when and why."""
    path = folder / "dongan-2021-fuwu.txt"
    path.write_text(text, "utf-8")
    lines = "".join(f"- {{{line}, {BY}}}\n" for line in readings.strip().splitlines() if line)
    head = "readings:\n" if lines else ""
    path.with_suffix(".yml").write_text(f"jurisdiction: 湖南省永州市东安县\n{head}{lines}", "utf-8")
    return read_notice(path)


def task_of(notice: Notice, number: str) -> Task:
    return next(task for task in notice.tasks if task.id == number)


NOTICE = "dongan-2021-fuwu"
SIDECAR = """\
# 整理者的说明
jurisdiction:   湖南省永州市东安县   # 县
reader_notes: [ 说明一 ,
  '说明''二' ]

source:
    name: "某网"
# 结尾
"""


def project_in(folder: Path, sidecar: str = SIDECAR) -> Project:
    shutil.copytree(ROOT / "registry", folder / "registry")
    (folder / "mkdocs.yml").write_text("site_name: 台账\nsite_url: https://example.cn/tz/\n", "utf-8")
    (folder / "source_texts").mkdir()
    (folder / "source_texts" / f"{NOTICE}.txt").write_text(TEXT, "utf-8")
    (folder / "source_texts" / f"{NOTICE}.yml").write_text(sidecar, "utf-8")
    return find_project(folder)
