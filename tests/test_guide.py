"""发布指南 (docs/guide.md): its commands, run in their order by an officer of another city who does what it says."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from builder.cli import _parser
from tests.conftest import ROOT, call
from tests.wheel_making import copy_checkout, wheel_of

GUIDE = (ROOT / "docs" / "guide.md").read_text("utf-8")
OFFICE = "易县台账"
CHAYUAN, GONGLU, HEDAO = "yixian-2023-chayuan", "yixian-2024-gonglu", "yixian-2022-hedao"
NOTICES = {
    f"收到的文件/{CHAYUAN}.txt": """易县人民政府办公室关于印发茶园改造方案的通知

各乡镇人民政府：

一、改造茶园

（一）更新苗木。县农业农村局于2024年6月底前更薪茶园苗木500亩，县茶产业办公室配合。

易县人民政府办公室
2023年9月5日
""",
    f"收到的文件/{GONGLU}.txt": """易县人民政府办公室关于养护农村公路的通知

各乡镇人民政府：

一、养护公路

（一）修补路面。县交通运输局于2024年10月底前修补产茶区农村公路。

易县人民政府办公室
2024年3月1日
""",
    "清理河道的通知.txt": """易县人民政府办公室关于清理河道的通知

一、清理河道

（一）清理垃圾。县水利局于2022年10月底前清理河道垃圾。

易县人民政府办公室
2022年4月1日
""",
    "清理河道的通知（更正版）.txt": """易县人民政府办公室关于清理河道的通知

一、清理河道

（一）清理垃圾。县水利局于2022年11月底前清理河道垃圾。

易县人民政府办公室
2022年4月1日
""",
}


@dataclass(frozen=True)
class Block:
    """A block of code of the page: the id of its step, its language and its text."""

    step: str
    language: str
    text: str


def blocks(page: str) -> Iterator[Block]:
    step = ""
    for found in re.finditer(r"(?ms)^## .+?\{ #([\w-]+) \}$|^```(\w+)\n(.+?)^```$", page):
        step = found[1] or step
        if found[2]:
            yield Block(step, found[2], found[3])


class Officer:
    """Runs commands one after another as in one shell that stays open, and writes what the page says to write."""

    def __init__(self, start: Path, environment: Mapping[str, str]) -> None:
        self.start, self.office = start, start / OFFICE
        self._here, self._environment = start, dict(environment)
        self._state = start / ".state"

    def run(self, commands: str) -> None:
        lines = f"set -e\n{commands}\nexport -p > '{self._state}'\npwd >> '{self._state}'\n"
        environment = ["env", "-i", *(f"{name}={value}" for name, value in self._environment.items())]
        done = subprocess.run(
            [*environment, "bash", "-c", lines], cwd=self._here, capture_output=True, check=False, text=True
        )
        assert done.returncode == 0, f"{commands}\n{done.stdout}\n{done.stderr}"
        for said in (done.stdout, done.stderr):
            english = [line for line in said.splitlines() if re.search(r"[a-z]+ [a-z]+ [a-z]+", line)]
            assert not english, english
        *exported, here = self._state.read_text("utf-8").splitlines()
        self._here = Path(here)
        self._environment["PATH"] = next(
            shlex.split(line)[2].removeprefix("PATH=") for line in exported if line.startswith("declare -x PATH=")
        )

    def serve(self) -> None:
        """Open the page that `taizhang serve` names, and press Ctrl+C."""
        process = subprocess.Popen(
            ["taizhang", "serve"], cwd=self._here, env=self._environment, stderr=subprocess.PIPE, text=True,
            executable=shutil.which("taizhang", path=self._environment["PATH"]),
        )  # fmt: skip
        try:
            assert process.stderr is not None
            address = next(line.strip() for line in process.stderr if line.startswith("http://"))
            for _ in range(50):
                with contextlib.suppress(OSError):
                    page = urllib.request.urlopen(f"{address}notices/{GONGLU}/").read().decode("utf-8")
                    break
                time.sleep(0.2)
            assert "草稿" in page
        finally:
            process.terminate()
            process.wait(30)

    def write(self, words: str) -> None:
        """Put the lines of a block of YAML into the file that its first line names: in the place of keys that are
        there, else at the end."""
        name, _, said = words.partition("\n")
        path = self._here / name.removeprefix("# ")
        text = path.read_text("utf-8")
        for entry in re.findall(r"(?m)^\S.*\n(?:[ ].*\n)*", said):
            key = entry.partition(":")[0]
            line = re.compile(rf"(?m)^( *){key}: .*\n")
            text = line.sub(lambda found, entry=entry: found[1] + entry, text) if line.search(text) else text + entry
        path.write_text(text, "utf-8")


def fill_in(office: Path) -> None:
    """The body that supports was read as one that is responsible: put right in 核对表."""
    path = office / f"核对表-{CHAYUAN}.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["核对表"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, columns["种类"]).value == "单位":
            right = "农业农村局" in str(sheet.cell(row, columns["原文"]).value)
            sheet.cell(row, columns["核对"], "正确" if right else "改为")
            if not right:
                sheet.cell(row, columns["类别"], "责任")
    book.save(path)


def drop_line(path: Path, start: str) -> None:
    lines = path.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(start)]
    assert len(kept) == len(lines) - 1
    path.write_text("".join(kept), "utf-8")


BY_HAND: dict[tuple[str, int], Callable[[Path], None]] = {
    ("check", 2): fill_in,
    ("publish", 0): lambda office: drop_line(office / "source_texts" / f"{GONGLU}.yml", "status:"),
}
"""(step, which of its blocks of commands from 0) → what the officer does before it."""

SHOWN: dict[str, tuple[str, str]] = {
    "publish": (f"tasks/{CHAYUAN}/1-1", "人工核定"),
    "correct": (f"tasks/{CHAYUAN}/1-1", "更新茶园苗木500亩"),
    "replace": (f"tasks/{HEDAO}/1-1", "2022年11月30日"),
    "progress": (f"tasks/{CHAYUAN}/1-1", "500亩茶园苗木全部更新"),
    "withdraw": (f"notices/{HEDAO}", "已被新的通知代替"),
    "upgrade": (f"notices/{HEDAO}", "已被新的通知代替"),
    "backup": (f"notices/{GONGLU}", "代替"),
}
"""Step → page of the site after it, and what stands on it."""


@pytest.mark.slow
def test_every_step_does_what_the_page_says(tmp_path: Path) -> None:
    for name, text in NOTICES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "新版").mkdir()
    checkout = copy_checkout(tmp_path / "checkout")
    shutil.move(wheel_of(checkout, tmp_path / "新版"), tmp_path)
    newer = (checkout / "pyproject.toml").read_text("utf-8").replace('version = "', 'version = "1000.', 1)
    (checkout / "pyproject.toml").write_text(newer, "utf-8")
    shutil.rmtree(checkout / "build", ignore_errors=True)
    wheel_of(checkout, tmp_path / "新版")
    officer = Officer(tmp_path, {
        "HOME": str(tmp_path), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "LANG": "C.UTF-8",
        "PYTHONPATH": sysconfig.get_path("purelib"), "SOURCE_DATE_EPOCH": "1800000000",
        **{f"PIP_{name}": "1" for name in ("NO_DEPS", "NO_INDEX", "QUIET", "DISABLE_PIP_VERSION_CHECK")},
    })  # fmt: skip
    number: dict[str, int] = {}
    for block in blocks(GUIDE):
        if block.language == "yaml":
            officer.write(block.text)
            continue
        at = number[block.step] = number.get(block.step, -1) + 1
        BY_HAND.get((block.step, at), lambda office: None)(officer.office)
        if block.text == "taizhang serve\n":
            officer.serve()
        elif "pip install" not in block.text or importlib.util.find_spec("ensurepip"):
            officer.run(block.text)
        if block.step in SHOWN and "build" in block.text:
            page, words = SHOWN.pop(block.step)
            found = (officer.office / "site" / page / "index.html").read_text("utf-8")
            assert words in re.sub(r"<[^>]+>", "", found), (block.step, page)
    assert SHOWN == {}
    assert (tmp_path / "门户" / "index.html").is_file()
    sites = [folder / "site" for folder in (officer.office, tmp_path / "恢复")]
    files = [
        {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()} for site in sites
    ]
    assert files[0] == files[1]


def test_guide_is_printed_as_it_is_without_what_only_a_site_needs() -> None:
    said = call("guide").out
    assert said.startswith("# 发布指南\n")
    assert said.count("\n## ") == GUIDE.count("\n## ") == len(re.findall(r"\{ #[\w-]+ \}", GUIDE))
    assert re.sub(r" \{ #[\w-]+ \}", "", GUIDE).endswith(said)
    for server, path in (("nginx", "nginx.conf"), ("caddy", "Caddyfile")):
        assert call("guide", server).out == (ROOT / "deploy" / path).read_text("utf-8")


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`(taizhang [^`]+)`", GUIDE))))
def test_commands_in_sentences_are_commands(command: str) -> None:
    arguments = shlex.split(command)[1:]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
        _parser(arguments).parse_args(arguments)
