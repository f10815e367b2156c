"""The one kind of failure that a caller is shown: a readable line, never a traceback."""

from __future__ import annotations

from pathlib import Path


class InputError(Exception):
    """Input that cannot be used.

    `str()` gives one line, `path:line:column: message (mend)`, with the parts that are known.
    The command line prints it on standard error and exits with status 2.
    """

    def __init__(
        self,
        message: str,
        mend: str = "",
        path: Path | str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        # All parts as arguments, so that the error passes whole between processes.
        super().__init__(message, mend, path, line, column)
        self.message, self.mend, self.path, self.line, self.column = message, mend, path, line, column

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        mend = f" ({self.mend})" if self.mend else ""
        return f"{place}: {self.message}{mend}" if place else f"{self.message}{mend}"
