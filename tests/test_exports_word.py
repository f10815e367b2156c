"""The table of a notice as a Word document: what stands in it, read back by the program's own reader; the same bytes."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from builder.exports.word import document_bytes
from builder.model.notice import Notice
from builder.pipeline import read_notice
from builder.source.source import read_source
from tests.review_making import NOTICE, TEXT

KEY = f"{NOTICE}/二/(一)"


@pytest.fixture
def notice(tmp_path: Path) -> Notice:
    path = tmp_path / f"{NOTICE}.txt"
    path.write_text(TEXT.replace("90%以上", "90%以上<b>&"), "utf-8")
    return read_notice(path)


def read(content: bytes, folder: Path) -> str:
    path = folder / "table.docx"
    path.write_bytes(content)
    return read_source(path).text


def test_table_is_read_back(notice: Notice, tmp_path: Path) -> None:
    text = read(document_bytes(notice, {KEY: ("据县政府2022年1月10日报告：已完成。",)}, "https://a.cn/tz/"), tmp_path)
    lines = text.splitlines()
    assert lines[:2] == ["东安县政务服务提升实施方案", "责任分工表"]
    assert lines[2].split("\t") == ["序号", "任务（原文）", "牵头单位", "责任单位", "配合单位", "时限（原文）"]
    row = next(line for line in text.split("\n二") if line.startswith("(一)"))
    assert row.split("\t")[2:5] == ["县行政审批局", "", "县司法局"]
    assert "网上可办率达到90%以上<b>&" in row
    assert "据县政府2022年1月10日报告：已完成。" in row
    assert lines[-1] == f"https://a.cn/tz/notices/{NOTICE}/"


def test_same_bytes_and_header_on_each_page(notice: Notice) -> None:
    content = document_bytes(notice, {})
    assert content == document_bytes(notice, {})
    package = zipfile.ZipFile(BytesIO(content))
    assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    document = ET.fromstring(package.read("word/document.xml"))
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    rows = document.findall(f".//{word}tr")
    assert len(rows) == 1 + len(notice.tasks)
    assert [row.find(f"{word}trPr/{word}tblHeader") is not None for row in rows] == [True] + [False] * len(notice.tasks)
    assert "完成情况" not in "".join(document.itertext())
