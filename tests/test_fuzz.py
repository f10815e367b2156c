"""The fuzzer's corpus and bounded mutations of it, the same on each run. `python -m benchmarks.fuzz` looks for new ones."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.fuzz.chain import run
from tests.fuzz.mutations import mutated

pytestmark = pytest.mark.slow

CORPUS = sorted((Path(__file__).parent / "fuzz" / "corpus").iterdir())
ROUNDS = {"mirror": 6, "text": 40, "page": 40}
"""Mutations of an input, where not 60: those that set off a search take longer."""


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_corpus_is_parsed_or_rejected(path: Path, tmp_path: Path) -> None:
    run(path.read_bytes(), tmp_path)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_mutations_are_parsed_or_rejected(path: Path, tmp_path: Path) -> None:
    pick = random.Random(path.name)
    for _ in range(ROUNDS.get(path.name, 60)):
        data = mutated(path.read_bytes(), pick)
        try:
            run(data, tmp_path)
        except BaseException:
            print(repr(data))
            raise
