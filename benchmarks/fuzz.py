"""Coverage-guided fuzzing of the readers and the chain behind them, by atheris (libFuzzer).

`python -m benchmarks.fuzz [--minutes N] [--kinds thdncpzr] [--findings DIR]` starts from the corpus in tests/fuzz
and what earlier runs have added to `.cache/fuzz`, and writes what fails to DIR (default: `.cache/fuzz/findings`).
Atheris is in a dependency group of its own: `pip install --group fuzz`. Inputs that fail belong into the corpus,
which `make test` tries on each run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[1]
SLOW = 300
"""Seconds after which an input counts as one that hangs: the clock's, and the machine may have other work to do."""
FEW = 300
"""Steps that the search for shifted bytes may make in one input: it is tried often rather than long."""

with atheris.instrument_imports(include=["builder", "pdfminer", "pdfplumber"]):
    from builder.restoration import budget
    from tests.fuzz import chain
    from tests.fuzz.mutations import WORDS


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.fuzz", description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--kinds", default="".join(chain.WAYS), help="first bytes of the inputs (tests/fuzz/chain.py)")
    parser.add_argument("--findings", type=Path, default=ROOT / ".cache" / "fuzz" / "findings")
    asked = parser.parse_args()
    grown = ROOT / ".cache" / "fuzz" / "corpus"
    for folder in (grown, asked.findings):
        folder.mkdir(parents=True, exist_ok=True)
    words = grown.parent / "words.dict"
    words.write_text("".join('"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"\n' for word in WORDS))
    budget._AT_LEAST = FEW
    with tempfile.TemporaryDirectory() as folder:
        for path in (ROOT / "tests" / "fuzz" / "corpus").iterdir():
            chain.run(path.read_bytes(), Path(folder))  # tables are loaded

        def one(data: bytes) -> int:
            if not data or chr(data[0]) not in asked.kinds:
                return -1  # is not kept in the corpus
            chain.run(data, Path(folder))
            return 0

        options = [
            f"-max_total_time={round(asked.minutes * 60)}",
            f"-timeout={SLOW}",
            f"-artifact_prefix={asked.findings}/",
            f"-dict={words}",
            "-max_len=4000",
            "-rss_limit_mb=2048",
            "-print_final_stats=1",
        ]
        atheris.Setup([sys.argv[0], str(grown), str(ROOT / "tests" / "fuzz" / "corpus"), *options], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
