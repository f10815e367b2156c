"""A ledger made from the gold annotations alone: for tests of the pages, which must not depend on how well notices are read.

`gold_notices()` gives one `Notice` for each annotated notice; `gold_ledger()` resolves them in the
plainest way that still fills every field of the model: one body for each name in each place.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from builder.model.edit_kinds import EditKind
from builder.model.finding_codes import FindingCode
from builder.model.ledger import (
    Agency,
    Counterpart,
    Document,
    DueEntry,
    Jurisdiction,
    Ledger,
    Responsibility,
    SharedPassage,
    TaskKey,
    Topic,
)
from builder.model.notice import (
    AgencyMention,
    Citation,
    Convention,
    Deadline,
    Due,
    Edit,
    Finding,
    Front,
    Notice,
    OutlineItem,
    Target,
    Task,
)
from builder.model.recurrence import Recurrence

GOLD = Path(__file__).parent / "gold"
IDS = {
    "000": "guangdong-2015-fazhi-shifanqu",
    "002": "chengdu-2015-fazhi-guihua",
    "004": "hegang-2019-shifan-chuangjian",
}
PLACES = {
    "000": Jurisdiction("guangdong", "广东省", "广东省", "province", None),
    "002": Jurisdiction("chengdu", "成都市", "四川省成都市", "prefecture", "sichuan"),
    "004": Jurisdiction("hegang", "鹤岗市", "黑龙江省鹤岗市", "prefecture", "heilongjiang"),
}


def _find(text: str, words: str, start: int, end: int) -> tuple[int, int]:
    """Where `words` stand in text[start:end], line breaks aside; an empty span at `start` where they do not."""
    pattern = r"\s*".join(re.escape(char) for char in words if not char.isspace())
    found = re.compile(pattern).search(text, start, end)
    return found.span() if found else (start, start)


def _spans(text: str, outline: list[dict[str, Any]]) -> list[OutlineItem]:
    at, starts = 0, []
    for entry in outline:
        heading = (entry["heading"] or "")[:4]
        start, end = _find(text, entry["label"] + heading, at, len(text))
        starts.append((start, start + len(entry["label"])))
        at = max(end, at)
    items = []
    for i, entry in enumerate(outline):
        after = [starts[j][0] for j in range(i + 1, len(outline)) if outline[j]["level"] <= entry["level"]]
        end = after[0] if after else len(text)
        items.append(
            OutlineItem(entry["id"], entry["label"], entry["level"], entry["heading"], starts[i][1], end, starts[i][0])
        )
    return items


def _citations(text: str, entries: list[dict[str, Any]], start: int, end: int) -> tuple[Citation, ...]:
    return tuple(
        Citation(entry["title"], entry["number"], *_find(text, f"《{entry['title']}》", start, end))
        for entry in entries
    )


def _iso(value: object) -> str | None:
    return None if value is None else str(value)


def _task(text: str, entry: dict[str, Any], item: OutlineItem, conventions: tuple[Convention, ...]) -> Task:
    start, end = item.start, item.end
    clause_start, clause_end = _find(text, entry["clause"] or "", start, end) if entry["clause"] else (start, end)
    at = {"clause": clause_start, "inline": start}
    agencies = []
    for body in entry["agencies"]:
        low = at[body["basis"]]
        span = _find(text, body["written"], low, clause_end if body["basis"] == "clause" else end)
        at[body["basis"]] = max(low, span[1])
        agencies.append(
            AgencyMention(
                body["name"], body["written"], body["role"], body["basis"], body["collective"], body.get("alias"), *span
            )
        )
    deadlines = tuple(
        Deadline(
            limit["written"],
            limit["type"],
            None if limit["rule"] else _iso(limit["date"]),
            Recurrence.parse(limit["rule"]) if limit["rule"] else None,
            _iso(limit.get("from")),
            limit["what"],
            *_find(text, limit["written"], start, end),
        )
        for limit in entry["deadlines"]
    )
    dates = sorted(limit.date for limit in deadlines if limit.type in ("by", "during") and limit.date)
    targets = tuple(
        Target(
            goal["written"],
            goal["value"],
            goal["unit"],
            goal["compare"],
            goal["what"],
            *_find(text, goal["written"], start, end),
        )
        for goal in entry["targets"]
    )
    return Task(
        entry["id"],
        entry["kind"],
        item.heading,
        text[start:end].rstrip(),
        start,
        start + len(text[start:end].rstrip()),
        entry["clause"],
        tuple(agencies),
        deadlines,
        Due(dates[-1], "own") if dates else Due(None, "none"),
        targets,
        _citations(text, entry["citations"], start, end),
        item.label,
        tuple("/".join(entry["id"].split("/")[: i + 1]) for i in range(entry["id"].count("/"))),
        tuple(range(len(conventions))),
    )


def _notice(number: str) -> Notice:
    data = yaml.safe_load((GOLD / f"{number}.yml").read_text("utf-8"))
    text = (GOLD / f"{number}.clean.txt").read_text("utf-8").rstrip("\n")
    notice = data["notice"]
    conventions = tuple(
        Convention(rule["kind"], rule["quote"], _iso(rule["value"]), *_find(text, rule["quote"], 0, len(text)))
        for rule in notice["conventions"]
    )
    items = _spans(text, data["outline"])
    by_id = {item.id: item for item in items}
    front = Front(
        notice["title"],
        notice["plan_title"],
        notice["kind"],
        tuple(notice["issuers"]),
        notice["document_number"],
        notice["index_number"],
        _iso(notice["written"]),
        _iso(notice["published"]),
        notice["jurisdiction"],
        tuple(notice["addressees"]),
    )
    tasks = tuple(_task(text, entry, by_id[entry["id"]], conventions) for entry in data["tasks"])
    edits = []
    at = 0
    for place in data["damage"][:3]:
        start, end = _find(text, place["restored"], at, len(text))
        if end > start:
            edits.append(
                Edit(
                    start,
                    start + len(place["source"]),
                    place["source"],
                    start,
                    end,
                    text[start:end],
                    EditKind.BYTE_SHIFT,
                    "replayed" if place["certain"] else "none",
                    "a byte was lost before the heading",
                )
            )
            at = end
    findings = (Finding(FindingCode.LEVEL_SKIPPED, "缺少一级序号", 10, 12),)
    return Notice(
        IDS[number],
        front,
        conventions,
        text,
        tuple(items),
        tasks,
        _citations(text, data["citations"], 0, len(text)),
        tuple(edits),
        findings,
        f"{IDS[number]}.txt",
        hashlib.sha256(text.encode()).hexdigest(),
    )


@cache
def gold_notices() -> tuple[Notice, ...]:
    """The annotated notices, by id. Needs the gold files (`GOLD.exists()`)."""
    return tuple(sorted((_notice(number) for number in IDS), key=lambda notice: notice.id))


def _slug(words: str) -> str:
    return "b" + hashlib.sha256(words.encode()).hexdigest()[:8]


@cache
def gold_ledger() -> Ledger:
    """The notices of `gold_notices`, resolved in the plainest way."""
    notices = gold_notices()
    place_of = {IDS[number]: place for number, place in PLACES.items()}
    agencies: dict[str, Agency] = {}
    responsibilities: list[Responsibility] = []
    due: list[DueEntry] = []
    documents: dict[str, Document] = {}
    topics: dict[str, Topic] = {}
    for notice in notices:
        place = place_of[notice.id]
        for task in notice.tasks:
            key = TaskKey.of(notice, task)
            for mention in task.agencies:
                agency = f"{place.id}/{_slug(mention.name)}"
                known = agencies.get(agency)
                names = dict.fromkeys([*(known.names_as_written if known else ()), mention.written])
                agencies[agency] = Agency(
                    agency,
                    mention.name,
                    mention.name,
                    None,
                    None,
                    place.id,
                    tuple(names),
                    mention.collective,
                    mention.collective,
                    (),
                    None,
                    not mention.name.startswith("有关"),
                    "written",
                )
                responsibilities.append(Responsibility(key, agency, mention, None))
            for limit in task.deadlines:
                page = limit.date if limit.type in ("by", "during", "from") and limit.date else None
                page = page or ("recurring" if limit.type == "recurring" else "none")
                due.append(DueEntry(key, page, limit, "own", f"原文“{limit.written}”"))
            if not task.deadlines:
                due.append(DueEntry(key, "none", None, "none", "原文未写明时限"))
            if task.chapter:
                chapter = next(item for item in notice.outline if item.id == task.chapter[-1])
                name = (chapter.heading or chapter.label)[:12]
                topic = _slug(name)
                before = topics[topic].tasks if topic in topics else ()
                topics[topic] = Topic(topic, name, (*before, key))
        cited = [(None, citation) for citation in notice.citations]
        cited += [(TaskKey.of(notice, task), citation) for task in notice.tasks for citation in task.citations]
        for task_key, citation in cited:
            document = _slug(citation.title)
            entry = documents.get(document) or Document(document, citation.title, citation.number, None, ())
            documents[document] = Document(
                document, entry.title, entry.number, None, (*entry.cited_by, (notice.id, task_key, citation))
            )
    first, second = notices[1], notices[0]
    a, b = first.tasks[1], second.tasks[2]
    pair = Counterpart(
        TaskKey.of(first, a),
        TaskKey.of(second, b),
        "same-subject",
        0.71,
        "都要求公布权力清单",
        "computed",
        (SharedPassage(a.start, a.start + 12, b.start, b.start + 12),),
    )
    return Ledger(
        notices,
        {place.id: place for place in sorted(PLACES.values(), key=lambda place: place.id)},
        dict(sorted(agencies.items())),
        tuple(responsibilities),
        tuple(sorted(due, key=lambda entry: entry.page)),
        dict(sorted(documents.items())),
        (pair,),
        tuple(topics.values()),
        {},
    )
