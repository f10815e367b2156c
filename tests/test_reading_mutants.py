"""The five notices with their layout damaged: what is then read differs from the notice itself nowhere in silence.

No annotation is needed: a notice is its own. A fact that is missing or new in the damaged copy counts as told where a
finding lies within the words of its task.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from itertools import count

import pytest

from builder.model.notice import Notice, Task
from builder.pipeline import read_notice
from builder.reading.notice import read
from builder.restoration.pipeline import restore
from builder.source.source import source_of
from tests.conftest import ROOT

NOTICES = sorted((ROOT / "source_texts").glob("*.txt"))
LABEL = r"[（(][一二三四五六七八九十]{1,3}[)）]|[0-9]{1,2}[.．]|[一二三四五六七八九十]{1,3}、"
CHAPTER = re.compile(r"^([一二三四五六七八九十]{1,3})、", re.MULTILINE)

Fact = tuple[object, ...]


def every(step: int, pattern: str, replacement: str) -> Callable[[str], str]:
    """The change of each `step`-th place where the pattern matches, beginning with the `step`-th."""

    def change(text: str) -> str:
        number = count(1)
        return re.sub(pattern, lambda match: match[0] if next(number) % step else replacement, text)

    return change


def wrapped(text: str) -> str:
    """Every paragraph in rows of thirty characters, its first one shifted."""
    return "\n".join(
        row for line in text.split("\n") for row in re.findall(".{1,30}", "\u3000\u3000" + line, flags=re.DOTALL)
    )


MUTANTS: Mapping[str, tuple[Callable[[str], str], int]] = {
    # name: the damage, and how many facts of all five notices (754) may at most go wrong in silence
    "no-line-ends": (lambda text: text.replace("\n", ""), 6),
    "wide-blanks-for-line-ends": (lambda text: text.replace("\n", "\u3000\u3000"), 0),
    "blanks-for-line-ends": (lambda text: text.replace("\n", " "), 0),
    "every-second-line-end-lost": (every(2, r"\n", ""), 7),
    "every-third-label-glued": (every(3, rf"\n(?={LABEL})", ""), 0),
    # what is lost at the end of a row leaves no gap
    "every-fifth-number-lost": (every(5, r"(?<=\n)[0-9]{1,2}[.．]", ""), 38),
    "a-line-each-sentence": (lambda text: re.sub(r"。(?=[^\n”）)])", "。\n", text), 0),
    "rows-of-thirty": (wrapped, 0),
    "chapters-with-a-blank": (lambda text: CHAPTER.sub("\\1\u3000", text), 0),
    "chapters-with-a-point": (lambda text: CHAPTER.sub(r"\1.", text), 0),
    "chapters-set-as-第X章": (lambda text: CHAPTER.sub("第\\1章\u3000", text), 0),
}  # fmt: skip


def parse(text: str) -> Notice:
    source = source_of(text)
    return read(restore(source), source)


@cache
def originals() -> tuple[Notice, ...]:
    return tuple(parse(read_notice(path).text) for path in NOTICES)


def facts(notice: Notice) -> dict[Fact, Task]:
    """What is read of each task, the shape of the chapters' labels aside, and the task that says it."""
    found: dict[Fact, Task] = {}
    for task in notice.tasks:
        name = re.sub(r"^第([一二三四五六七八九十]{1,3})章", r"\1", task.id)
        found[name, task.kind] = task
        found |= {(name, body.name, body.role): task for body in task.agencies}
        found |= {(name, limit.type, limit.date, limit.rule): task for limit in task.deadlines}
    return found


def silent(before: Notice, after: Notice) -> list[Fact]:
    """The facts that only one of the two has and that no finding of `after` speaks of."""
    old, new = facts(before), facts(after)
    places = [at for at, sign in enumerate(after.text) if not sign.isspace()] + [len(after.text)]
    folded = "".join(after.text.split())

    def told(start: int, end: int) -> bool:
        return any(each.start < end and max(each.end, each.start + 1) > start for each in after.findings if each.end)

    def place_of(task: Task) -> tuple[int, int]:
        words = "".join(task.text.split())
        at = folded.find(words[:14])
        assert at >= 0, f"words lost: {words[:14]}"
        return max(0, places[at] - 8), places[min(at + len(words), len(places) - 1)]

    missed = [fact for fact in old if fact not in new and not told(*place_of(old[fact]))]
    return missed + [fact for fact in new if fact not in old and not told(new[fact].start - 8, new[fact].end)]


@pytest.mark.slow
@pytest.mark.parametrize("name", MUTANTS)
def test_damaged_layout_is_read_alike_or_told(name: str) -> None:
    damage, most = MUTANTS[name]
    found = [fact for notice in originals() for fact in silent(notice, parse(damage(notice.text)))]
    assert len(found) <= most, found


@pytest.mark.slow
def test_originals_hold_facts() -> None:
    assert sum(len(facts(notice)) for notice in originals()) > 600
