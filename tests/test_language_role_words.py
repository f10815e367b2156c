"""Role words: a word of the list is known in clauses, headings, heads of tables and run-on text alike."""

from __future__ import annotations

import re

import pytest

from builder.language.role_words import CLAUSE_LINE, WORDS, Role, role_of, role_of_column
from builder.model.table import Table
from builder.outline.blocks import closes
from builder.reading.agencies.clauses.roles import read_roles
from builder.reading.agencies.names.groups import is_collective
from builder.reading.agencies.responsibility import BodyContext, read_responsibility
from builder.reading.tables.rows import read_rows
from builder.restoration.layout.lost_line_breaks import restore_line_ends

ROLES: tuple[Role, ...] = ("lead", "responsible", "supporting")
DUTIES = [(word, role) for role in ROLES for word in WORDS[role]]


def table(text: str) -> Table:
    """The table of lines with tabs."""
    rows, at = [], 0
    for line in text.split("\n"):
        cells = []
        for cell in line.split("\t"):
            cells.append((at, at + len(cell)) if cell else None)
            at += len(cell) + 1
        rows.append(tuple(cells))
    return Table(tuple(rows))


@pytest.mark.parametrize(("word", "role"), DUTIES)
def test_duty_is_known_in_a_clause(word: str, role: Role) -> None:
    text = f"{word}单位：市水务局、市林业局"
    read = read_roles(text, 0, len(text))
    assert [(each.body.name, each.role) for each in read.assigned] == [("市水务局", role), ("市林业局", role)]
    assert role_of(word) == role


@pytest.mark.parametrize("word", [word for role in ("lead", "supporting") for word in WORDS[role]])
def test_duty_of_lead_or_support_is_a_verb(word: str) -> None:
    text = f"市水务局负责，市林业局{word}"
    read = read_roles(text, 0, len(text))
    assert {each.body.name: each.role for each in read.assigned}["市林业局"] == role_of(word)


@pytest.mark.parametrize("word", [word for word in WORDS["responsible"] if word in WORDS["verbs"]])
def test_duty_of_the_responsible_that_is_a_verb_ends_a_clause(word: str) -> None:
    text = f"抓好建设（县农业局{word}）。"
    read = read_responsibility(text, 0, len(text), BodyContext())
    assert [(each.name, each.role) for each in read.agencies] == [("县农业局", "responsible")]
    assert CLAUSE_LINE.match(f"（县农业局{word}）")


@pytest.mark.parametrize(("word", "role"), DUTIES)
def test_duty_is_known_in_a_line_of_its_own(word: str, role: Role) -> None:
    assert CLAUSE_LINE.match(f"{word}单位：市水务局")
    assert not CLAUSE_LINE.match("市水务局：整治河道。")


@pytest.mark.parametrize(("word", "role"), DUTIES)
def test_duty_is_known_in_the_head_of_a_table(word: str, role: Role) -> None:
    assert role_of_column(f"{word}单位") == role
    text = f"序号\t工作内容\t{word}单位\n1\t整治河道\t市水务局"
    (row,) = read_rows(text, table(text))
    column = "lead" if word == "主责" else role  # beside a column of others it means the one who leads
    assert [(text[start:end], of) for (start, end), of in row.bodies] == [("市水务局", column)]


@pytest.mark.parametrize(("word", "role"), DUTIES)
def test_duty_is_known_in_run_on_text(word: str, role: Role) -> None:
    filling = "按期清完主要河段的淤泥并统一运往指定地点堆放，" * 12
    text = (
        f"一、整治河道（一）清理淤泥。{filling}并做好记录{word}单位：市水务局"
        f"（二）种植林木。{filling}并做好养护{word}单位：市林业局二、巩固成果"
    )
    starts = {text[change.start :][: len(word) + 2] for change in restore_line_ends(text)}
    assert f"{word}单位" in starts


@pytest.mark.parametrize(("word", "role"), DUTIES)
def test_duty_makes_the_name_of_a_class(word: str, role: Role) -> None:
    assert is_collective(f"市{word}部门")
    assert closes(f"各{word}单位要按时报送。", last=True)


def test_duty_lists_are_disjoint() -> None:
    words = [word for role in (*ROLES, "label_only") for word in WORDS[role]]
    assert len(words) == len(set(words))
    assert not {word for word in WORDS["verbs"] if word in (*WORDS["lead"], *WORDS["supporting"])}
    assert all(re.fullmatch("[一-龥（）]+", word) for name in WORDS for word in WORDS[name])
