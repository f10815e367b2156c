"""The kinds of files that are read as notices: the one list, by the ending of a file's name.

What a file is is told by its bytes (`source`); its ending only says that somebody meant it to be read.
"""

from __future__ import annotations

from pathlib import Path

from builder.model.errors import InputError

HTML_SUFFIXES = (".html", ".htm", ".shtml", ".xhtml")
SUFFIXES = (".txt", *HTML_SUFFIXES, ".docx", ".pdf")
"""What counts as a raw notice in the folder of sources; anything else there is refused by name."""


def is_readable(path: Path) -> bool:
    """Whether the name of a file ends like that of a notice."""
    return path.suffix.lower() in SUFFIXES


def refuse_kind(path: Path) -> InputError:
    """What is said of a file of another kind."""
    return InputError("not a kind of file that can be read", f"convert it to one of {' '.join(SUFFIXES)}", path)
