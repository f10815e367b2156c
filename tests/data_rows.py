"""The rows of all data tables of a ledger, notice by notice."""

from __future__ import annotations

from builder.exports.columns import table_forms
from builder.exports.rows.ledger import notice_rows, other_rows
from builder.exports.rows.row import Row
from builder.model.ledger import Ledger


def table_rows(ledger: Ledger) -> dict[str, list[Row]]:
    """The rows of every table, in the order of the ledger."""
    rows: dict[str, list[Row]] = {form.name: [] for form in table_forms()}
    for part in (*(notice_rows(ledger, notice) for notice in ledger.notices), other_rows(ledger)):
        for name, own in part.items():
            rows[name] += own
    return rows
