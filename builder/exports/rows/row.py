"""A row of a data table: plain values by the names of its columns."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]
