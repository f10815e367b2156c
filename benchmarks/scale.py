"""A site of many notices, ours beside other builders of the same Markdown, in one run.

`python -m benchmarks.scale [--notices 20,100] [--tasks 20] [--jobs N] [--write FILE]` makes the corpus in each size and
prints a table: processor seconds of all processes, seconds of the clock, the most memory that the processes held
together, the ratio to plain MkDocs, and the exponent of growth from the smallest to the largest size. MkDocs renders
with the same theme; Zensical and Hugo run where they are installed (beside this Python, on the PATH, or in the folder
that ENGINES names), Hugo with a bare theme, so that its time is that of Markdown alone.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import notice_id
from benchmarks.projects import project_of

ROOT = Path(__file__).resolve().parents[1]
_OFTEN = 0.5
"""Seconds between two looks at the memory."""
_PLAIN = "MkDocs, the same Markdown"
_PAGES = (
    "import sys; from pathlib import Path; from builder.config.project import find_project\n"
    "from builder.publishing.mkdocs import build_pages, listening\n"
    "project = find_project(Path.cwd())\n"
    "with listening(project.config): build_pages(project, Path(sys.argv[1]), jobs=int(sys.argv[2]))"
)
_INDEX = (
    "import sys; from pathlib import Path; from builder.publishing.search.index import index_site\n"
    "index_site(Path(sys.argv[1]), int(sys.argv[2]))"
)
_HUGO = {
    "hugo.toml": 'disableKinds = ["taxonomy", "term", "rss", "sitemap", "404"]\n[markup.goldmark.renderer]\n'
    "unsafe = true\n",
    "layouts/_default/single.html": "<h1>{{ .Title }}</h1>{{ .Content }}",
    "layouts/_default/list.html": "<h1>{{ .Title }}</h1>{{ .Content }}",
    "layouts/index.html": "<h1>{{ .Title }}</h1>{{ .Content }}",
}


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one command with all that it started: processor seconds, seconds of the clock, MB that were held."""

    cpu: float
    clock: float
    memory: float


def measured(command: Sequence[str], folder: Path) -> Cost:
    """Run a command in a folder. CalledProcessError where it fails."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1600000000"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=said)
        held = 0.0
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            held = max(held, sum(map(_memory, _tree(process.pid))))
            time.sleep(_OFTEN)
        clock = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise subprocess.CalledProcessError(
                process.returncode, command, stderr=said.read().decode(errors="replace")
            )
    return Cost(usage.ru_utime + usage.ru_stime, clock, max(held, usage.ru_maxrss / 1024))


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = path.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _tree(int(child))


def _memory(pid: int) -> float:
    """MB of a process, what it shares with others in parts."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def _installed(program: str) -> str | None:
    places = [os.environ.get("ENGINES"), str(Path(sys.executable).parent), os.environ.get("PATH")]
    return shutil.which(program, path=os.pathsep.join(filter(None, places)))


def _for_hugo(docs: Path, folder: Path) -> Path:
    """The same Markdown as Hugo wants it: a folder's page is `_index.md`, and of front matter the title alone."""
    for name, content in _HUGO.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")
    for path in docs.rglob("*.md"):
        to = folder / "content" / path.relative_to(docs)
        if path.name == "index.md":
            to = to.with_name("_index.md")
        to.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text("utf-8")
        _, front, body = text.split("---\n", 2) if text.startswith("---\n") else ("", "", text)
        title = "".join(line + "\n" for line in front.splitlines() if line.startswith("title:"))
        to.write_text(f"---\n{title}---\n{body}", "utf-8")
    return folder


def measure(folder: Path, notices: int, tasks: int, jobs: int, say: Callable[[str], None]) -> dict[str, Cost]:
    """What each step costs for a corpus of so many notices, in a new `folder`."""
    project = project_of(folder / "project", notices, tasks)
    python, site = sys.executable, folder / "site"
    found: dict[str, Cost] = {}

    def run(name: str, *command: str, at: Path = project) -> None:
        found[name] = measured(command, at)
        say(f"{notices} notices, {name}: {found[name].cpu:.1f} CPU s")

    builder = (python, "-m", "builder", "build", "--jobs", str(jobs))
    run("ours, raw files to searchable site", *builder)
    changed = project / "source_texts" / f"{notice_id(0)}.txt"
    changed.write_text(changed.read_text("utf-8").replace("1.", "1.首先", 1), "utf-8")
    run("ours again, one notice changed", *builder)
    run("ours, Markdown to HTML", python, "-c", _PAGES, str(site), str(jobs))
    run("ours, search index", python, "-c", _INDEX, str(site), str(jobs))
    run(_PLAIN, python, "-m", "mkdocs", "build", "-q", "-d", str(folder / "plain"))
    try:
        if zensical := _installed("zensical"):
            run("Zensical, the same Markdown", zensical, "build", "-f", "mkdocs.yml")
        if hugo := _installed("hugo"):
            bare = _for_hugo(project / "docs", folder / "hugo")
            run("Hugo, the same Markdown, a bare theme", hugo, "--quiet", at=bare)
    except subprocess.CalledProcessError as error:
        say(f"{error.cmd[0]} fails: {(error.stderr.strip().splitlines() or [''])[-1]}")
    found["pages"] = Cost(float(len(list(site.rglob("*.html")))), 0.0, 0.0)
    return found


def table(sizes: dict[int, dict[str, Cost]]) -> str:
    """The table in Markdown."""
    numbers = sorted(sizes)
    head = ["step"]
    for number in numbers:
        pages = sizes[number]["pages"].cpu
        head += [f"{number} notices ({pages:,.0f} pages): CPU s", "s", "MB", "× MkDocs"]
    head += ["exponent"] if len(numbers) > 1 else []
    lines = [head, ["---"] * len(head)]
    for name in (name for name in sizes[numbers[0]] if name != "pages"):
        line = [name]
        for number in numbers:
            cost = sizes[number][name]
            ratio = cost.cpu / sizes[number][_PLAIN].cpu
            line += [f"{cost.cpu:,.1f}", f"{cost.clock:,.1f}", f"{cost.memory:,.0f}", f"{ratio:.2f}"]
        if len(numbers) > 1:
            few, many = (sizes[number][name].cpu for number in (numbers[0], numbers[-1]))
            line.append(f"{math.log(many / few) / math.log(numbers[-1] / numbers[0]):.2f}")
        lines.append(line)
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _page(made: str, jobs: int, tasks: int) -> str:
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        "# Benchmarks of a large site\n\n"
        f"Made by `make benchmark` (`benchmarks/scale.py`): {tasks} tasks a notice, `--jobs {jobs}`, {os.cpu_count()} "
        f"processors, Python {platform.python_version()}, load at the end {load}. Seconds differ between machines and "
        "with what else they do; ratios are of CPU seconds in one run. Zensical and Hugo have rows where they are "
        "installed.\n\n"
        f"{made}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.scale", description=__doc__.splitlines()[0])
    parser.add_argument("--notices", default="20,100", help="sizes of the corpus (default: 20,100)")
    parser.add_argument("--tasks", type=int, default=20, help="tasks of each notice (default: 20)")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--write", type=Path, help="a file for the table, with what it was measured on")
    asked = parser.parse_args()
    sizes: dict[int, dict[str, Cost]] = {}
    for number in map(int, asked.notices.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            sizes[number] = measure(
                Path(folder), number, asked.tasks, asked.jobs, lambda line: print(line, file=sys.stderr, flush=True)
            )
    made = table(sizes)
    print(made, end="")
    if asked.write:
        asked.write.write_text(_page(made, asked.jobs, asked.tasks), "utf-8")


if __name__ == "__main__":
    main()
