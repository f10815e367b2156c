"""The day on which a command runs, as far as it may know it."""

from __future__ import annotations

import datetime
import os

from builder.pipeline import build_epoch


def today() -> str:
    """The day that SOURCE_DATE_EPOCH gives, else today's, as ISO 8601."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return datetime.datetime.fromtimestamp(build_epoch((), given), datetime.UTC).date().isoformat()
    return datetime.datetime.now().astimezone().date().isoformat()
