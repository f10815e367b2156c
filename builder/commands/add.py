"""`add`: the raw file is copied byte for byte, a sidecar is written for a person to complete."""

from __future__ import annotations

import argparse
import contextlib
import json
from collections import Counter
from pathlib import Path

from builder.config.input_files import unwritable
from builder.config.project import Project, find_project
from builder.language import lazy_re as re
from builder.messages import options
from builder.messages.progress import progress, warn
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.model.notice import Notice
from builder.pipeline import Places, notice_from
from builder.registry.loading import load_registry
from builder.source.converted.kept import Conversion, is_kept
from builder.source.converted.making import make_readable
from builder.source.kinds import is_readable, refuse_kind
from builder.source.raw_file import read_raw_notice

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar=_("FILE"))
    parser.add_argument(
        "--id",
        metavar=_("ID"),
        help=_("id of the notice: place, year, subject in lower-case ASCII (default: from the file's name)"),
    )
    parser.add_argument(
        "--ocr",
        action="store_true",
        help=_("recognise the characters of a scanned PDF, by tesseract where it is installed"),
    )
    options.sources(parser)


def run(arguments: argparse.Namespace) -> int:
    project = find_project(Path.cwd(), arguments.sources)
    files = [file for given in arguments.files for file in _files_of(given)]
    if arguments.id and len(files) != 1:
        raise InputError(
            _("--id names one notice, {count} files are given", count=len(files)), _("add them one by one")
        )
    places = load_registry(project.registry).divisions.added
    errors: list[InputError] = []
    for number, file in enumerate(files, 1):
        progress(f"{number}/{len(files)} {file}")
        try:
            for line in add_notice(file, project, arguments.id, places, ocr=arguments.ocr):
                print(line)
        except InputError as error:
            errors += [error, *error.more]
    if errors:
        raise InputError.of(errors)
    return 0


def _files_of(given: Path) -> list[Path]:
    """The file itself; of a folder the files in it, by name, hidden ones apart, with a warning of each folder in it."""
    if not given.is_dir():
        return [given]
    seen = sorted(path for path in given.iterdir() if not path.name.startswith("."))
    for path in filter(Path.is_dir, seen):
        warn(_("{path}: a folder within the folder, left out; name it to add its files", path=path))
    files = [path for path in seen if not path.is_dir()]
    if not files:
        raise InputError(_("no file in the folder"), _("name a file or a folder with files"), given)
    return files


def add_notice(
    file: Path, project: Project, wanted: str | None, places: Places = (), *, ocr: bool = False
) -> list[str]:
    """Copy `file` into the folder of sources under the id `wanted` (or the file's own stem) and write its sidecar,
    and what another program made of it where it cannot be read as it is. A file that lies there already, without a
    sidecar, stays as it is. `places`: those that the registry adds. Returns what a person must look at, a line each.
    InputError where the file cannot be read, the id is not legal, or one of the files is there already; then nothing
    is written."""
    notice_id = wanted or file.stem
    if not _ID.fullmatch(notice_id):
        raise InputError(
            _("{notice_id!r} is no id of a notice", notice_id=notice_id),
            _("name it with --id by place, year and subject in lower-case ASCII, such as guangning-2017-fazhi-fangan"),
            file,
        )
    if not is_readable(file):
        raise refuse_kind(file)
    received = make_readable(read_raw_notice(file), ocr=ocr)
    notice = notice_from(received, places)
    target = project.sources / f"{notice_id}{file.suffix.lower()}"
    sidecar = target.with_suffix(".yml")
    others = [path for path in project.sources.glob(f"{notice_id}.*") if path.is_file() and not _is_same(path, file)]
    if others:
        raise InputError(
            _("there is a notice {notice_id!r} already", notice_id=notice_id),
            _("choose another id with --id"),
            others[0],
        )
    for path in sorted(filter(Path.is_file, project.sources.glob("*"))):
        notice_file = is_readable(path) and not is_kept(path) and not _is_same(path, file)
        size = len(received.file.content)
        if notice_file and path.stat().st_size == size and path.read_bytes() == received.file.content:
            what = _("holds the same bytes as {path}, which is added already", path=path)
            raise InputError(what, _("leave it out, or remove that one first"), file)
    files = {} if _is_same(target, file) else {target: received.file.content}
    files[sidecar] = _sidecar(notice, received.conversion).encode()
    if received.made is not None:
        files[target.with_name(notice_id + received.made.path.name.removeprefix(file.stem))] = received.made.content
    try:
        project.sources.mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            path.write_bytes(content)
    except OSError as error:
        with contextlib.suppress(OSError):
            for path in files:
                path.unlink(missing_ok=True)
        raise unwritable(project.sources, error) from error
    made = [
        _("{path}: made by {program}", path=path, program=received.conversion.by)
        for path in files
        if is_kept(path) and received.conversion
    ]
    return [
        _("{path}: copied, {count} tasks", path=target, count=len(notice.tasks))
        if target in files
        else _("{path}: is in its place, {count} tasks", path=target, count=len(notice.tasks)),
        *made,
        _("{path}: written, please complete it", path=sidecar),
        *_uncertain(notice),
    ]


def _is_same(path: Path, file: Path) -> bool:
    """Whether two paths name one file."""
    return path.exists() and path.samefile(file)


def _sidecar(notice: Notice, conversion: Conversion | None) -> str:
    """Every key that a person may give, as a comment, with what was read from the text beside it; the record of a
    conversion."""
    front = notice.front
    read: list[tuple[str, object, str]] = [
        ("source", {"name": None, "url": None}, "从哪里取得：网站或刊物的名称（name）和原页面的网址（url）"),
        ("retrieved", None, "取得的日期，如 2026年11月23日"),
        ("licence", None, "使用许可，未写明就不填"),
        ("validity", front.validity, "有效性，只照录来源页面的说法"),
        ("title", front.title or None, "通知全称"),
        ("plan_title", front.plan_title, "方案、规划或报告的名称"),
        ("kind", front.kind, "部署（部署任务）或 报告（报告工作）"),
        ("jurisdiction", front.jurisdiction, "所属地区，如 广东省肇庆市广宁县"),
        ("issuers", list(front.issuers), "发文机关"),
        ("document_number", front.document_number, "发文字号"),
        ("index_number", front.index_number, "索引号"),
        ("written", front.written, "成文日期"),
        ("published", front.published, "公开日期"),
        ("page_date", None, "网页所记的日期：原载（发文机关公开的日期）或 转载（转载的日期，不作公开日期）"),
        ("page_of", None, "转发本通知的是谁，索引号、日期、有效性为其网页所载时填写"),
        ("title_by", None, "原文没有标题、由整理者拟定的，写 整理者；同时填 title"),
        ("reader_notes", [], "给读者的说明，登在通知页上"),
    ]
    lines = [
        "# 正文没有写明、或程序读错的，在这里写明：去掉行首的 # 再填。写了的以这里为准。",
        "# 每项后面是程序从正文读到的；null 表示没有读到。",
    ]
    lines += [f"# {key}: {json.dumps(value, ensure_ascii=False)}   # {about}" for key, value, about in read]
    if conversion is not None:
        lines += [
            f"{conversion.made}:   # 由程序写入，请勿改动",
            f"  original: {conversion.original}",
            f"  sha256: {conversion.sha256}",
            f"  by: {json.dumps(conversion.by, ensure_ascii=False)}",
        ]
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
            ("原文网址", None),  # no text says where its office publishes it, and readers ask first for that
        )
        if not value
    ]
    lines = [_("not found in the text: {names}", names="、".join(absent))] if absent else []
    said = Counter(f"{each.severity} {each.code} {each.message}{each.code.officer}" for each in notice.findings)
    lines += [line if count == 1 else line + _(" ({count} times)", count=count) for line, count in said.items()]
    return lines
