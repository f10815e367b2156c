"""Words that a mirror changed for readers in Taiwan (信息 → 資訊), told by comparing texts of the same lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from builder.language.wordlists import read_data
from builder.restoration.alignment import Opcode, opcodes

if TYPE_CHECKING:
    from opencc import OpenCC

_LONGEST_WORD = 4


@lru_cache(maxsize=1)
def _word_lists() -> dict[str, dict[str, str]]:
    lists: dict[str, dict[str, str]] = read_data("taiwan.yml", Path(__file__).parent)
    return lists


@lru_cache(maxsize=1)
def _taiwan() -> dict[str, str]:
    return {**_word_lists()["taiwan"], **_word_lists()["both"]}


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """The words (Simplified) that the mainland uses too, as far as they differ from the other word."""
    found = set()
    for word, mainland in _word_lists()["both"].items():
        found |= {converter("t2s").convert(word[i:j]) for i, j, _ in differing_words(word, mainland)}
    return frozenset(found)


@lru_cache(maxsize=8)
def converter(config: str) -> OpenCC:
    """OpenCC by the name of a table: t2s all characters, tw2sp also Taiwan's words, s2twp back."""
    import opencc  # see `script_forms.forms`

    return opencc.OpenCC(config)


def mainland_text(text: str) -> str:
    """`text` in Simplified, with the mainland's words for Taiwan's."""
    for taiwan, mainland in _taiwan().items():
        text = text.replace(taiwan, mainland)
    return str(converter("tw2sp").convert(text))


def differing_words(a: str, b: str) -> Iterator[tuple[int, int, str]]:
    """The words of `a` that are others in `b`, as start and end in `a` and the words of `b`."""
    at = 0
    for left, right in zip(a.split("\n"), b.split("\n"), strict=True):
        last: list[int] = []
        for tag, i, j, k, m in _opcodes(left, right):
            if tag == "equal":
                continue
            if last and i - last[1] <= 1:  # 使用者, 用户 have a character in common
                last[1], last[3] = j, m
                continue
            if last:
                yield at + last[0], at + last[1], right[last[2] : last[3]]
            last = [i, j, k, m]
        if last:
            yield at + last[0], at + last[1], right[last[2] : last[3]]
        at += len(left) + 1


def _opcodes(left: str, right: str) -> Sequence[Opcode]:
    """Where two lines differ; where no word has changed its length, found faster."""
    if left == right:
        return []
    if len(left) == len(right):
        found: list[Opcode] = []
        for at in [number for number, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]:
            start = found.pop()[1] if found and found[-1][2] == at else at
            found.append(("replace", start, at + 1, start, at + 1))
        if all(end - start <= _LONGEST_WORD for _, start, end, _, _ in found):
            return found
    return opcodes(left, right)
