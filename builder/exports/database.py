"""All tables in one SQLite file, with their keys: for those who ask with SQL.

The same tables give the same bytes with the same SQLite; arrays and objects are JSON, dates ISO 8601, truth 0 or 1."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from itertools import chain

from builder.exports.columns import Column, TableForm, table_forms
from builder.exports.declaration import DATA, LICENCE, Export, ExportInput, Files, Offer
from builder.exports.rows.written import Written
from builder.language.invisible import legible

_FILE = f"{DATA}taizhang.sqlite"
_AFFINITY = {"integer": "INTEGER", "boolean": "INTEGER", "number": "REAL"}
# A title and a licence belong to the data wherever they go.
_ABOUT = "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL)"


def database_bytes(tables: Mapping[str, Sequence[Written]], about: Mapping[str, str]) -> bytes:
    """An SQLite file of `tables`, given by their pieces, and a table `about` of what the data are."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(_ABOUT)
        database.executemany(
            "INSERT INTO about VALUES (?, ?)", ((name, legible(value)) for name, value in about.items())
        )
        for form in table_forms():
            database.execute(_create(form))
            marks = ", ".join("?" * len(form.columns))
            database.executemany(
                f'INSERT INTO "{form.name}" VALUES ({marks})',
                chain.from_iterable(zip(*json.loads(piece.stored), strict=True) for piece in tables[form.name]),
            )
            for column in form.columns:
                if column.key:
                    name = f"{form.name}_{column.name}"
                    database.execute(f'CREATE INDEX "{name}" ON "{form.name}" ("{column.name}")')
        database.commit()
        return database.serialize()


def _create(form: TableForm) -> str:
    keys = [f"PRIMARY KEY ({', '.join(_quoted(name) for name in form.primary)})"] if form.primary else []
    foreign = [_foreign(column, column.key) for column in form.columns if column.key]
    columns = [f"{_quoted(column.name)} {_AFFINITY.get(column.type, 'TEXT')}" for column in form.columns]
    return f"CREATE TABLE {_quoted(form.name)} ({', '.join([*columns, *keys, *foreign])})"


def _foreign(column: Column, key: str) -> str:
    table, _, target = key.partition(".")
    return f"FOREIGN KEY ({_quoted(column.name)}) REFERENCES {_quoted(table)} ({_quoted(target)})"


def _quoted(name: str) -> str:
    return f'"{name}"'


def _files(made: ExportInput) -> Files:
    about = {"title": made.site.name, "homepage": made.site.url or "", "license": LICENCE["name"]}
    return {_FILE: database_bytes(made.tables, about)}


DATABASE = Export(
    {"sqlite": "application/vnd.sqlite3"}, _files, lambda _: [Offer(DATA, "全部数据表（SQLite）", _FILE)], "sqlite"
)
