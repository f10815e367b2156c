"""The tables and their columns, as `columns.yml` describes them for readers and programs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from builder.language.lazy_dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a Table Schema type, what it holds, and `table.column` where it refers to another."""

    name: str
    type: str
    about: str
    key: str | None


@dataclass(frozen=True, slots=True)
class TableForm:
    """One table: `primary` names the columns that tell its rows apart, where any do."""

    name: str
    title: str
    about: str
    primary: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """Of its columns."""
        return [column.name for column in self.columns]


@cache
def table_forms() -> tuple[TableForm, ...]:
    """The tables and their columns, in the order of `columns.yml`."""
    loaded = yaml.safe_load((Path(__file__).parent / "columns.yml").read_text("utf-8"))
    return tuple(
        TableForm(
            name,
            table["title"],
            table["about"],
            tuple(table.get("primary", ())),
            tuple(
                Column(column, form["type"], form["about"], form.get("key"))
                for column, form in table["columns"].items()
            ),
        )
        for name, table in loaded.items()
    )
