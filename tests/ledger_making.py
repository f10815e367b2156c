"""Notices made of a few words, for tests of the ledger."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from builder.ledger.resolving import resolve
from builder.model.ledger import Ledger
from builder.model.notice import AgencyMention, Citation, Deadline, Due, Front, Notice, OutlineItem, Task
from builder.pipeline import find_sources, read_notice
from builder.reading.agencies.aliases import read_aliases
from builder.reading.conventions import read_conventions, short_names
from builder.registry.loading import load_registry
from builder.registry.model import Registry

ROOT = Path(__file__).resolve().parents[1]


@cache
def registry() -> Registry:
    """The registry of the project."""
    return load_registry(ROOT / "registry")


GOLD = {"guangdong-2015-fazhi-shifanqu": "000"}
"""Notices whose copy is damaged, with the annotation that has their text as it was published."""


@cache
def five() -> tuple[Notice, ...]:
    """The five notices of the project, read. How well damage is repaired is tested elsewhere."""
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted((ROOT / "source_texts").iterdir()):
            shutil.copy(path, folder)
        for name, number in GOLD.items():
            shutil.copy(ROOT / "tests" / "gold" / f"{number}.clean.txt", Path(folder, f"{name}.txt"))
        return tuple(read_notice(path) for path in find_sources(Path(folder)))


@cache
def five_compared() -> Ledger:
    """The ledger of the five, with the counterparts of their tasks."""
    return resolve(five(), registry(), with_counterparts=True)


def notice_of(text: str, *, place: str = "广东省肇庆市广宁县", written: str = "2021-01-15", said: str = "") -> Notice:
    """The notice that the words `text` are, of a place and a day that its sidecar gives with what else is `said`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "xian-2021-jieshui.txt")
        path.write_text(text, "utf-8")
        path.with_suffix(".yml").write_text(f"jurisdiction: {place}\nwritten: {written}\n{said}", "utf-8")
        return read_notice(path)


def mention(name: str, *, collective: bool = False, alias: str | None = None) -> AgencyMention:
    return AgencyMention(name, name, "responsible", "clause", collective, alias, 0, len(name))


def task(
    number: str,
    text: str = "做好工作。",
    bodies: Iterable[str | AgencyMention] = (),
    *,
    heading: str | None = None,
    deadlines: tuple[Deadline, ...] = (),
    due: Due | None = None,
    chapter: tuple[str, ...] = (),
    citations: tuple[Citation, ...] = (),
) -> Task:
    mentions = tuple(mention(body) if isinstance(body, str) else body for body in bodies)
    return Task(
        id=number,
        kind="task",
        heading=heading,
        text=text,
        start=0,
        end=len(text),
        clause=None,
        agencies=mentions,
        deadlines=deadlines,
        due=due or Due(None, "none"),
        targets=(),
        citations=citations,
        chapter=chapter,
    )


def notice(
    key: str,
    place: str | None,
    tasks: Iterable[Task] = (),
    *,
    title: str = "工作方案",
    text: str = "",
    kind: str = "plan",
    number: str | None = None,
    written: str | None = "2016-05-01",
    outline: tuple[OutlineItem, ...] = (),
    citations: tuple[Citation, ...] = (),
) -> Notice:
    """A notice whose text is `text`, or that of its tasks; tasks that stand in it get their places."""
    tasks = tuple(tasks)
    text = text or "\n".join(item.text for item in tasks)
    placed = []
    for item in tasks:
        start = max(text.find(item.text), 0)
        placed.append(
            Task(
                **{
                    **{name: getattr(item, name) for name in Task.__slots__},
                    "start": start,
                    "end": start + len(item.text),
                }
            )
        )
    front = Front(title, title, kind, (), number, None, written, None, place, ())  # type: ignore[arg-type]
    return Notice(
        key,
        front,
        (),
        text,
        outline,
        tuple(placed),
        citations,
        (),
        (),
        f"{key}.txt",
        "0" * 64,
        short_names(read_aliases(text), read_conventions(text)),
    )
