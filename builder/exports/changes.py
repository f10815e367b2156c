"""What changed since the site was last built, from the data that the earlier site itself carries.

The log lives on the site (`data/changes.json`): each build reads the site that it replaces, adds
what is new, changed or withdrawn, and leaves the log alone where nothing is. A build over no
earlier site begins a new log. Addresses that are given up keep a page that says so.
"""

from __future__ import annotations

import json
from collections.abc import Container, Mapping, Sequence, Set
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Literal

from builder.exports.rows.row import Row
from builder.exports.rows.written import BETWEEN, END, NO_ROWS, OPEN, Written
from builder.language.lazy_dataclasses import dataclass
from builder.ledger.task_titles import task_place
from builder.messages.translation import _
from builder.model.errors import InputError

What = Literal["added", "changed", "withdrawn"]
_PARTS = ("responsibilities", "deadlines", "targets")
_TABLES = ("notices", "tasks", *_PARTS)
"""Of these the rows go by notice."""
_BEFORE, _BEHIND = (OPEN, BETWEEN), (BETWEEN, END)
"""What stands before a row of a JSON file, and behind it: signs of one length."""
Tables = Mapping[str, Sequence[Written]]
_NO_FACTS = {"start", "end", "agency", "via", "deadline"}
LOG = "data/changes.json"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the site: of a notice, or of a task of a notice that stays. `date` is that of
    the build (ISO 8601); `address` the page's; `moved` where the page went, if it went anywhere.
    `addresses`: those of its tasks, which a notice that is withdrawn gives up with its own; `reason`: why it was."""

    date: str
    what: What
    notice: str
    task: str | None
    title: str
    address: str
    moved: str | None = None
    addresses: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A notice that a person withdrew: its title, its address and those of its tasks, when (ISO 8601) and why."""

    notice: str
    title: str
    address: str
    addresses: tuple[str, ...]
    date: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class History:
    """`log`: all changes, the latest first. `gone`: by address that has no page now, its last change."""

    log: tuple[Change, ...]
    gone: Mapping[str, Change]

    def file(self) -> str:
        return json.dumps([asdict(change) for change in self.log], ensure_ascii=False, indent=1) + "\n"


def read_history(
    site: Path | None, tables: Tables, live: Container[str], date: str, withdrawn: Sequence[Withdrawn] = ()
) -> History:
    """The history of the site in the folder `site` (None where there is none), continued with the `tables` of this
    build of `date`, in which the addresses of notices and tasks are `live`, and with what persons have `withdrawn`.
    InputError where the site's own data cannot be read: to go on without it would forget what was withdrawn."""
    log = _continued(site, tables, date) if site else ()
    log = _explained(log, withdrawn, date)
    gone: dict[str, Change] = {}
    for change in log:
        if change.what == "withdrawn":
            for address in (change.address, *change.addresses):
                if address not in live:
                    gone.setdefault(address, change)
    return History(log, gone)


def _explained(log: tuple[Change, ...], withdrawn: Sequence[Withdrawn], date: str) -> tuple[Change, ...]:
    """The log with the reasons of withdrawals; one that it does not know (of a site built anew) is entered."""
    for each in withdrawn:
        at = next((at for at, change in enumerate(log) if (change.notice, change.task) == (each.notice, None)), None)
        if at is None or log[at].what != "withdrawn":
            new = Change(each.date or date, "withdrawn", each.notice, None, each.title, each.address, None,
                         each.addresses, each.reason)  # fmt: skip
            log = (new, *log)
        else:
            addresses = tuple(dict.fromkeys((*log[at].addresses, *each.addresses)))
            log = (*log[:at], replace(log[at], addresses=addresses, reason=each.reason), *log[at + 1 :])
    return log


def _continued(site: Path, tables: Tables, date: str) -> tuple[Change, ...]:
    """The log of the earlier site, with what is new, changed or withdrawn since."""
    both, log = _differing_rows(site, tables), _log(site)
    if both is None:
        return log
    try:
        return (*_compare(*both, date), *log)
    except KeyError:
        raise _unreadable(site / "data") from None


def _read(path: Path) -> list[dict[str, Any]] | None:
    """The rows in the file at `path`, None where there is no such file."""
    try:
        return _rows(path.read_bytes(), path)
    except FileNotFoundError:
        return None
    except OSError:
        raise _unreadable(path) from None


def _rows(text: bytes, path: Path) -> list[dict[str, Any]]:
    """The rows that the text (UTF-8) of the file at `path` gives."""
    try:
        rows = json.loads(text.decode("utf-8"))
    except (ValueError, RecursionError):
        raise _unreadable(path) from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _unreadable(path)
    return rows


def _unreadable(path: Path) -> InputError:
    hint = _("put back a copy of the site; or remove the site, and the log of changes begins anew")
    return InputError(_("the earlier site's data cannot be read"), hint, path)


def _differing_rows(site: Path, tables: Tables) -> tuple[dict[str, list[Row]], dict[str, list[Row]]] | None:
    """The tables of the earlier site and of this build, without the notices at their beginning and their end of which
    both say the same; None where the site has not all of them."""
    cut = []
    for name in _TABLES:
        path = site / "data" / f"{name}.json"
        try:
            cut.append(_Cut(path, path.read_bytes(), tables[name]))
        except FileNotFoundError:
            return None
        except OSError:
            raise _unreadable(path) from None
    first, last = min(len(each.ends) - 1 for each in cut), min(len(each.starts) - 1 for each in cut)
    before, now = {}, {}
    for name, each in zip(_TABLES, cut, strict=True):
        before[name], now[name] = each.between(first, min(last, len(each.pieces) - first))
    return before, now


class _Cut:
    """The text of an earlier table beside the `pieces` of the table of this build. `ends`: where the first, the first
    two … pieces end in it, as far as they stand there; `starts`: where the last, the last two … begin."""

    def __init__(self, path: Path, text: bytes, pieces: Sequence[Written]) -> None:
        self.path, self.text, self.pieces = path, text, pieces
        self.ends, self.starts = [len(OPEN)], [len(text)]
        if text != NO_ROWS and not (text.startswith(OPEN) and text.endswith(END)):
            return
        for piece in pieces:
            at = self.ends[-1]
            end = at + len(piece.json) + len(BETWEEN) if piece.json else at
            if piece.json and not (text.startswith(piece.json, at) and text[end - len(BETWEEN) : end] in _BEHIND):
                break
            self.ends.append(end)
        _drop_unproven(self.ends, len(text))
        for piece in reversed(pieces):
            end = self.starts[-1]
            at = end - len(piece.json) - len(BETWEEN) if piece.json else end
            if piece.json and not (
                at >= len(OPEN) and text.startswith(piece.json, at) and text[at - len(OPEN) : at] in _BEFORE
            ):
                break
            self.starts.append(at)
        _drop_unproven(self.starts, len(OPEN))

    def between(self, first: int, last: int) -> tuple[list[Row], list[Row]]:
        """The rows that the text has, and those that the pieces have, without the `first` and `last` pieces."""
        start, end = self.ends[first], self.starts[last]
        old, new = self.text, self.pieces
        if (first or last) and start <= end:
            old = b"[%b]" % self.text[start : max(start, end - len(BETWEEN))]
            new = new[first : len(new) - last]
        return _rows(old, self.path), _rows(b"[%b]" % b",".join(piece.json for piece in new if piece.json), self.path)


def _drop_unproven(places: list[int], whole: int) -> None:
    """A notice without rows says the same only where a row of the next notice does, or there are no more (`whole`)."""
    while len(places) > 1 and places[-1] == places[-2] != whole:
        places.pop()


def _log(site: Path) -> tuple[Change, ...]:
    try:
        entries = _read(site / LOG) or ()
        return tuple(Change(**{**entry, "addresses": tuple(entry.get("addresses", ()))}) for entry in entries)
    except (TypeError, AttributeError):
        raise _unreadable(site / LOG) from None


def _shared_columns(*tables: Mapping[str, Sequence[Row]]) -> dict[str, set[str]]:
    """The columns that each table has in all of `tables`: one that this version of the program adds changes no fact."""
    columns: dict[str, set[str]] = {}
    for each in tables:
        for name in ("notices", *_PARTS):
            own = set(each[name][0]) if each[name] else None
            if own is not None:
                columns[name] = columns.get(name, own) & own
    return columns


def _differing(before: Mapping[str, Sequence[Row]], now: Mapping[str, Sequence[Row]]) -> set[str]:
    """The tasks of which any row is another one: those whose facts may be others."""
    found: set[str] = set()
    for name in ("tasks", *_PARTS):
        old, new = (_by_task(tables[name]) for tables in (before, now))
        found.update(task for task in old.keys() | new.keys() if old.get(task) != new.get(task))
    return found


def _by_task(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["task"], []).append(row)
    return found


def _facts(
    tables: Mapping[str, Sequence[Row]], columns: Mapping[str, set[str]], wanted: Set[str]
) -> dict[str, tuple[object, ...]]:
    """By each of the `wanted` tasks: all that its page says of it, places in the text aside (they shift with every
    correction). What the notice's rule for all gives stands in the task's own row."""
    facts: dict[str, list[object]] = {
        row["task"]: [row["heading"], row["text"], row["clause"], row["due"], row["due_basis"]]
        for row in tables["tasks"]
        if row["task"] in wanted
    }
    for name in _PARTS:
        for row in tables[name]:
            if row["task"] not in facts:
                continue
            # A body may be known better through another notice; what this notice says is unchanged then.
            said = {key: value for key, value in row.items() if key in columns[name] - _NO_FACTS}
            if row.get("via") is None and row.get("basis") != "default":
                facts[row["task"]].append(sorted(said.items(), key=lambda item: item[0]))
    return {task: tuple(map(repr, values)) for task, values in facts.items()}


def _compare(before: Mapping[str, Sequence[Row]], now: Mapping[str, Sequence[Row]], date: str) -> list[Change]:
    columns = _shared_columns(before, now)
    old, new = ({row["notice"]: row for row in tables["notices"]} for tables in (before, now))
    moved = {row["source_sha256"]: row["url"] for key, row in new.items() if key not in old}
    changes = []

    def title(row: Row) -> str:
        return str(row.get("plan_title") or row.get("title") or row["notice"])

    for key in sorted(old.keys() | new.keys()):
        if key not in old:
            changes.append(Change(date, "added", key, None, title(new[key]), new[key]["url"]))
        elif key not in new:
            to = moved.get(old[key]["source_sha256"])
            given_up = tuple(row["url"] for row in before["tasks"] if row["notice"] == key)
            changes.append(Change(date, "withdrawn", key, None, title(old[key]), old[key]["url"], to, given_up))
        elif any(old[key][name] != new[key][name] for name in columns.get("notices", set()) - {"source"}):
            changes.append(Change(date, "changed", key, None, title(new[key]), new[key]["url"]))
    old_tasks, new_tasks = ({row["task"]: row for row in tables["tasks"]} for tables in (before, now))
    differing = _differing(before, now)
    old_facts, new_facts = (_facts(tables, columns, differing) for tables in (before, now))
    for key in sorted(old_tasks.keys() | new_tasks.keys()):
        row = new_tasks.get(key) or old_tasks[key]
        notice = row["notice"]
        if notice not in old or notice not in new:
            continue
        number = task_place(row["number"])
        name = f"{title(new[notice])}：{number} {row['heading'] or row['text'][:30]}"
        if key not in old_tasks:
            changes.append(Change(date, "added", notice, row["number"], name, row["url"]))
        elif key not in new_tasks:
            changes.append(Change(date, "withdrawn", notice, row["number"], name, row["url"], new[notice]["url"]))
        elif key in differing and old_facts[key] != new_facts[key]:
            changes.append(Change(date, "changed", notice, row["number"], name, row["url"]))
    return changes
