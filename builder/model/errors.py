"""The one kind of failure that a caller is shown: a readable line, never a traceback."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class InputError(Exception):
    """Input that cannot be used.

    `str()` gives one line, `path:line:column: message (hint)`, with the parts that are known;
    `lines()` gives those of all mistakes that were found with it.
    The command line prints it on standard error and exits with status 2.
    """

    def __init__(
        self,
        message: str,
        hint: str = "",
        path: Path | str | None = None,
        line: int | None = None,
        column: int | None = None,
        more: tuple[InputError, ...] = (),
    ) -> None:
        # All parts as arguments, so that the error passes whole between processes.
        super().__init__(message, hint, path, line, column, more)
        self.message, self.hint, self.path, self.line, self.column = message, hint, path, line, column
        self.more = more

    @classmethod
    def of(cls, errors: Sequence[InputError]) -> InputError:
        """Several mistakes found in one run, as one error: the first, with the others as its `more`."""
        first = errors[0]
        return cls(first.message, first.hint, first.path, first.line, first.column, tuple(errors[1:]))

    def lines(self) -> list[str]:
        """One line for each mistake."""
        return [str(self), *(str(other) for other in self.more)]

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}: {self.message}{hint}" if place else f"{self.message}{hint}"
