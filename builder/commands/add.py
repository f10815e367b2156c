"""`add`: the raw file is copied byte for byte, a sidecar is written for a person to complete."""

from __future__ import annotations

import argparse
import contextlib
import json
import re
from pathlib import Path

from builder.commands import options
from builder.config.input_files import read_input, unwritable
from builder.config.project import Project, find_project
from builder.model.errors import InputError
from builder.model.notice import Notice
from builder.pipeline import read_notice
from builder.registry.loading import load_registry
from builder.source.kinds import is_readable, refuse_kind

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--id",
        metavar="ID",
        help="id of the notice: place, year, subject in lower-case ASCII (default: from the file's name)",
    )
    options.sources(parser)


def run(arguments: argparse.Namespace) -> int:
    for line in add_notice(arguments.file, find_project(Path.cwd(), arguments.sources), arguments.id):
        print(line)
    return 0


def add_notice(file: Path, project: Project, wanted: str | None) -> list[str]:
    """Copy `file` into the folder of sources under the id `wanted` (or the file's own stem) and write
    its sidecar. Returns what a person must look at, a line each. InputError where the file cannot be
    read, the id is not legal, or one of the two files is there already; then nothing is written."""
    notice_id = wanted or file.stem
    if not _ID.fullmatch(notice_id):
        raise InputError(
            f"{notice_id!r} is no id of a notice",
            "name it with --id by place, year and subject in lower-case ASCII, such as guangning-2017-fazhi-fangan",
            file,
        )
    if not is_readable(file):
        raise refuse_kind(file)
    raw = read_input(file)
    notice = read_notice(file, load_registry(project.registry).divisions.added)
    target = project.sources / f"{notice_id}{file.suffix.lower()}"
    sidecar = target.with_suffix(".yml")
    others = (
        [path for path in project.sources.glob(f"{notice_id}.*") if path.is_file()] if project.sources.is_dir() else []
    )
    if others:
        raise InputError(f"there is a notice {notice_id!r} already", "choose another id with --id", others[0])
    try:
        project.sources.mkdir(parents=True, exist_ok=True)
        target.write_bytes(raw)
        sidecar.write_text(_sidecar(notice), "utf-8")
    except OSError as error:
        with contextlib.suppress(OSError):
            target.unlink(missing_ok=True)
            sidecar.unlink(missing_ok=True)
        raise unwritable(project.sources, error) from error
    return [
        f"{target}: copied, {len(notice.tasks)} tasks",
        f"{sidecar}: written, please complete it",
        *_uncertain(notice),
    ]


def _sidecar(notice: Notice) -> str:
    """Every key that a person may give, as a comment, with what was read from the text beside it."""
    front = notice.front
    read: list[tuple[str, object, str]] = [
        ("source", {"name": None, "url": None}, "从哪里取得：网站或刊物的名称（name）和原页面的网址（url）"),
        ("retrieved", None, "取得的日期，如 2026-11-23"),
        ("licence", None, "使用许可，未写明就不填"),
        ("validity", front.validity, "有效性，只照录来源页面的说法"),
        ("title", front.title or None, "通知全称"),
        ("plan_title", front.plan_title, "方案、规划或报告的名称"),
        ("kind", front.kind, "plan（部署任务）或 report（报告工作）"),
        ("jurisdiction", front.jurisdiction, "所属地区，如 广东省肇庆市广宁县"),
        ("issuers", list(front.issuers), "发文机关"),
        ("document_number", front.document_number, "发文字号"),
        ("index_number", front.index_number, "索引号"),
        ("written", front.written, "成文日期"),
        ("published", front.published, "公开日期"),
        ("page_date", None, "网页所记的日期：own（发文机关公开的日期）或 repost（转载的日期，不作公开日期）"),
        ("page_of", None, "转发本通知的是谁，索引号、日期、有效性为其网页所载时填写"),
        ("title_by", None, "原文没有标题、由整理者拟定的，写 editor；同时填 title"),
        ("reader_notes", [], "给读者的说明，登在通知页上"),
    ]
    lines = [
        "# 正文没有写明、或程序读错的，在这里写明：去掉行首的 # 再填。写了的以这里为准。",
        "# 每项后面是程序从正文读到的；null 表示没有读到。",
    ]
    lines += [f"# {key}: {json.dumps(value, ensure_ascii=False)}   # {about}" for key, value, about in read]
    return "\n".join(lines) + "\n"


def _uncertain(notice: Notice) -> list[str]:
    """What the program could not read, restored without proof, or is unsure of."""
    front = notice.front
    absent = [
        name
        for name, value in (
            ("标题", front.title),
            ("地区", front.jurisdiction),
            ("发文机关", front.issuers),
            ("成文日期", front.written),
        )
        if not value
    ]
    lines = [f"not found in the text: {'、'.join(absent)}"] if absent else []
    lines += [f"{finding.severity} {finding.code} {finding.message}" for finding in notice.findings]
    return lines
