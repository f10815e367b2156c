"""The log of changes: old tables, new tables, the changes expected."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from builder.exports.changes import LOG, History, read_history
from builder.exports.declaration import ExportInput, ExportSite
from builder.exports.rows.written import BETWEEN, Written
from builder.exports.tables import JSON
from builder.model.addresses import notice_address, task_address
from builder.model.errors import InputError
from builder.model.ledger import Ledger
from tests.gold_ledger import gold_ledger


def live(ledger: Ledger) -> set[str]:
    addresses = {task_address(notice, task.id) for notice in ledger.notices for task in notice.tasks}
    return addresses | {notice_address(notice.id) for notice in ledger.notices}


def tables(ledger: Ledger) -> dict[str, list[Written]]:
    return ExportInput(ledger, ExportSite("台账", None, 0)).tables


def publish(site: Path, ledger: Ledger, date: str) -> History:
    made = ExportInput(ledger, ExportSite("台账", None, 0))
    history = read_history(site, made.tables, live(ledger), date)
    for path, text in {**made.files(JSON), LOG: history.file()}.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    return history


def without_notice(ledger: Ledger, gone: str) -> Ledger:
    return replace(
        ledger,
        notices=tuple(notice for notice in ledger.notices if notice.id != gone),
        responsibilities=tuple(part for part in ledger.responsibilities if not part.task.startswith(gone)),
    )


def kinds(history: History) -> list[tuple[str, str, str | None]]:
    return [(change.what, change.notice, change.task) for change in history.log]


def test_unchanged_build_logs_nothing(tmp_path: Path) -> None:
    assert publish(tmp_path, gold_ledger(), "2026-01-01").log == ()
    assert publish(tmp_path, gold_ledger(), "2026-02-01").log == ()


def test_added_and_withdrawn_notices_are_logged(tmp_path: Path) -> None:
    whole, gone = gold_ledger(), "hegang-2019-shifan-chuangjian"
    publish(tmp_path, without_notice(whole, gone), "2026-01-01")
    assert kinds(publish(tmp_path, whole, "2026-02-01")) == [("added", gone, None)]
    history = publish(tmp_path, without_notice(whole, gone), "2026-03-01")
    assert kinds(history)[0] == ("withdrawn", gone, None)
    assert ("added", gone, None) in kinds(history), "the log keeps what it said before"
    assert sum(change.notice == gone for change in history.log) == 2, "a line for the notice, none for its tasks"
    addresses = history.gone.keys()
    assert f"notices/{gone}/" in addresses
    assert f"tasks/{gone}/2-1/" in addresses, "each page of a withdrawn notice says so"
    again = publish(tmp_path, without_notice(whole, gone), "2026-04-01")
    assert again == history, "nothing changed: the log and the pages that say so stay as they are"
    back = publish(tmp_path, whole, "2026-05-01")
    assert back.gone == {}, "a notice that is back has its own pages again"


def test_changed_task_is_logged(tmp_path: Path) -> None:
    ledger = gold_ledger()
    publish(tmp_path, ledger, "2026-01-01")
    notice = ledger.notices[0]
    task = replace(notice.tasks[2], text=notice.tasks[2].text + "(更正)")
    changed = replace(notice, tasks=(*notice.tasks[:2], task, *notice.tasks[3:]))
    history = publish(tmp_path, replace(ledger, notices=(changed, *ledger.notices[1:])), "2026-02-01")
    assert kinds(history) == [("changed", notice.id, task.id)]
    assert history.log[0].date == "2026-02-01"


def test_renamed_notice_redirects_old_address(tmp_path: Path) -> None:
    ledger = gold_ledger()
    publish(tmp_path, ledger, "2026-01-01")
    notice = ledger.notices[0]
    renamed = replace(
        without_notice(ledger, notice.id), notices=(replace(notice, id="renamed-2026"), *ledger.notices[1:])
    )
    history = publish(tmp_path, renamed, "2026-02-01")
    assert {change.moved for change in history.gone.values()} == {"notices/renamed-2026/"}


@pytest.mark.parametrize("seed", range(15))
def test_tables_in_pieces_give_the_log_of_whole_tables(seed: int, tmp_path: Path) -> None:
    """The tables in one piece are read whole; by notice, only what lies between the first and the last difference."""
    pick, ledger = random.Random(seed), gold_ledger()
    before, after = (some_of(ledger, pick) for _ in range(2))
    publish(tmp_path, before, "2026-01-01")
    pieces = tables(after)
    whole = {
        name: [Written(BETWEEN.join(filter(None, (piece.json for piece in own))), b"", b"[]")]
        for name, own in pieces.items()
    }
    found = read_history(tmp_path, pieces, live(after), "2026-02-01")
    assert found == read_history(tmp_path, whole, live(after), "2026-02-01")
    assert found.log or len(before.notices) == len(after.notices)


def some_of(ledger: Ledger, pick: random.Random) -> Ledger:
    """Some notices of a ledger, one of them with another heading, or none of them with limits."""
    notices = [notice for notice in ledger.notices if pick.random() < 0.8] or list(ledger.notices)
    at = pick.randrange(len(notices))
    tasks = tuple(replace(task, heading="另一个标题") for task in notices[at].tasks[:2])
    if pick.random() < 0.6:
        notices[at] = replace(notices[at], tasks=(*tasks, *notices[at].tasks[2:]))
    elif pick.random() < 0.5:
        notices = [replace(n, tasks=tuple(replace(t, deadlines=(), targets=()) for t in n.tasks)) for n in notices]
    ids = {notice.id for notice in notices}
    parts = tuple(part for part in ledger.responsibilities if part.task.notice_id in ids)
    return replace(ledger, notices=tuple(notices), responsibilities=parts)


def test_no_earlier_site_means_empty_log(tmp_path: Path) -> None:
    rows = tables(gold_ledger())
    assert read_history(None, rows, (), "2026-01-01").log == ()
    assert read_history(tmp_path / "site", rows, (), "2026-01-01").log == ()


@pytest.mark.parametrize("garbage", ["", "{", "[1]", '[{"no": 1}]', "null", "[" * 100_000])
@pytest.mark.parametrize("name", [LOG, "data/tasks.json"])
def test_unreadable_data_of_earlier_site_is_an_error(tmp_path: Path, name: str, garbage: str) -> None:
    publish(tmp_path, gold_ledger(), "2026-01-01")
    (tmp_path / name).write_text(garbage)
    with pytest.raises(InputError, match="cannot be read"):
        read_history(tmp_path, tables(gold_ledger()), (), "2026-02-01")


def test_log_is_exported(tmp_path: Path) -> None:
    publish(tmp_path, without_notice(gold_ledger(), "hegang-2019-shifan-chuangjian"), "2026-01-01")
    publish(tmp_path, gold_ledger(), "2026-02-01")
    entry = json.loads((tmp_path / LOG).read_text())[0]
    assert (entry["what"], entry["address"]) == ("added", "notices/hegang-2019-shifan-chuangjian/")
