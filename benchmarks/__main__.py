"""Speed and memory, in one run with the peers that they are compared with.

`python -m benchmarks [--pages N]` prints a table in Markdown. Each line is measured in a process of
its own: the best of three for times, the most that was held for memory. Ratios are to the line
named; they travel between machines better than seconds do.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.corpus import notice_id, notice_text

ROOT = Path(__file__).resolve().parents[1]
MEGABYTE = 1_000_000


def _best(action: Callable[[], object], times: int = 3) -> float:
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        action()
        best = min(best, time.perf_counter() - start)
    return best


def _undamaged(megabytes: float) -> str:
    parts, size, seed = [], 0, 0
    while size < megabytes * MEGABYTE:
        parts.append(notice_text(seed, 40))
        size += len(parts[-1].encode())
        seed += 1
    return "".join(parts)


def _damaged() -> str:
    """The most damaged of the published notices, several times over."""
    return (ROOT / "source_texts" / "guangdong-2015-fazhi-shifanqu.txt").read_text("utf-8") * 8


def restore_undamaged() -> dict[str, float]:
    from builder.restoration.pipeline import restore
    from builder.source.source import source_of

    text = _undamaged(2)
    restore(source_of(text[:20000]))
    seconds = _best(lambda: restore(source_of(text)))
    return {"MB/s": len(text.encode()) / MEGABYTE / seconds}


def restore_damaged() -> dict[str, float]:
    from builder.restoration.pipeline import restore
    from builder.source.source import source_of

    text = _damaged()
    restore(source_of(text[:3000]))
    seconds = _best(lambda: restore(source_of(text)))
    return {"MB/s": len(text.encode()) / MEGABYTE / seconds}


def peer_ftfy_undamaged() -> dict[str, float]:
    import ftfy

    text = _undamaged(2)
    return {"MB/s": len(text.encode()) / MEGABYTE / _best(lambda: ftfy.fix_text(text))}


def peer_opencc_damaged() -> dict[str, float]:
    import opencc

    text, convert = _damaged(), opencc.OpenCC("t2s").convert
    return {"MB/s": len(text.encode()) / MEGABYTE / _best(lambda: convert(text))}


def parse_seeds() -> dict[str, float]:
    sources = sorted((ROOT / "source_texts").glob("*.txt"))
    command = [sys.executable, "-m", "builder", "parse", "--ndjson", *map(str, sources)]
    return {"s": _best(lambda: subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL))}


def _project(folder: Path, notices: int, tasks: int) -> Path:
    listed = subprocess.run(
        ["git", "ls-files", "mkdocs.yml", "docs", "overrides", "registry"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in listed.stdout.splitlines():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    (folder / "source_texts").mkdir()
    for seed in range(notices):
        (folder / "source_texts" / f"{notice_id(seed)}.txt").write_text(notice_text(seed, tasks), "utf-8")
    return folder


def _built(folder: Path, *command: str) -> dict[str, float]:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        check=True,
        capture_output=True,
    )
    seconds = time.perf_counter() - start
    held = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {"s": seconds, "MB held": held, "pages": float(len(list((folder / "docs").rglob("*.md"))))}


def build(pages: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        return _built(_project(Path(folder), max(1, pages // 40), 40), "builder", "build", "--jobs", "2")


def peer_mkdocs_alone(pages: int) -> dict[str, float]:
    """MkDocs over the same Markdown, without reading, linking, data or search."""
    with tempfile.TemporaryDirectory() as folder:
        project = _project(Path(folder), max(1, pages // 40), 40)
        _built(project, "builder", "generate", "--jobs", "2")
        return _built(project, "mkdocs", "build", "-q")


MEASURES: dict[str, tuple[Callable[..., dict[str, float]], str | None]] = {
    "restore, undamaged text": (restore_undamaged, "ftfy, undamaged text"),
    "ftfy, undamaged text": (peer_ftfy_undamaged, None),
    "restore, damaged text": (restore_damaged, "OpenCC alone, damaged text"),
    "OpenCC alone, damaged text": (peer_opencc_damaged, None),
    "parse of the five notices, start included": (parse_seeds, None),
    "build": (build, "MkDocs alone, the same pages"),
    "MkDocs alone, the same pages": (peer_mkdocs_alone, None),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--pages", type=int, default=1000, help="about how many task pages the build has (default: 1000)"
    )
    parser.add_argument("--only", choices=MEASURES, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.only:
        measure = MEASURES[asked.only][0]
        print(json.dumps(measure(asked.pages) if measure in (build, peer_mkdocs_alone) else measure()))
        return
    found: dict[str, dict[str, float]] = {}
    for name in MEASURES:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks", "--only", name, "--pages", str(asked.pages)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(f"{name}: {(done.stderr.strip().splitlines() or ['failed'])[-1]}")
        found[name] = json.loads(done.stdout)
    print("| measure | figures | ratio |\n|---|---|---|")
    for name, (_, peer) in MEASURES.items():
        figures = ", ".join(
            f"{value:,.2f} {unit}" if value < 100 else f"{value:,.0f} {unit}" for unit, value in found[name].items()
        )
        unit = next(iter(found[name]))
        ratio = f"{found[name][unit] / found[peer][unit]:.2f} × {peer}" if peer else "—"
        print(f"| {name} | {figures} | {ratio} |")


if __name__ == "__main__":
    main()
