"""Speed, in one run with the peers that they are compared with.

`python -m benchmarks` prints a table in Markdown. Each line is measured in a process of its own, the best of three.
Ratios are to the line named; they travel between machines better than seconds do. Whole sites: `benchmarks/scale.py`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.corpus import notice_text

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


MEASURES: dict[str, tuple[Callable[..., dict[str, float]], str | None]] = {
    "restore, undamaged text": (restore_undamaged, "ftfy, undamaged text"),
    "ftfy, undamaged text": (peer_ftfy_undamaged, None),
    "restore, damaged text": (restore_damaged, "OpenCC alone, damaged text"),
    "OpenCC alone, damaged text": (peer_opencc_damaged, None),
    "parse of the five notices, start included": (parse_seeds, None),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("--only", choices=MEASURES, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.only:
        measure = MEASURES[asked.only][0]
        print(json.dumps(measure()))
        return
    found: dict[str, dict[str, float]] = {}
    for name in MEASURES:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks", "--only", name],
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
