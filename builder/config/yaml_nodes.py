"""YAML files read to nodes that know their places; a file that is no YAML is one line with the place to mend."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from builder.model.errors import InputError

_FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def compose_yaml(path: Path, loader: Any = _FAST) -> Any:
    """The root node of the YAML file at `path`, None where it is empty. InputError with line, column and mend where
    it cannot be read; for a quote that is never closed the place where it opens."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", "check the path and its rights", path) from None
    except UnicodeDecodeError as error:
        raise InputError(f"byte at offset {error.start} is not UTF-8", "save the file as UTF-8", path) from None
    try:
        return yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        raise _refused(error, text, path) from None


def _refused(error: yaml.YAMLError, text: str, path: Path) -> InputError:
    mark = getattr(error, "problem_mark", None)
    quote = _open_quote(text, mark.line if mark else None)
    if quote:
        return InputError(
            "is no YAML: the quote that opens here is not closed on its line",
            "close it with the same sign",
            path,
            quote.line + 1,
            quote.column + 1,
        )
    what = getattr(error, "problem", None) or "cannot be read"
    return InputError(
        f"is no YAML: {what}",
        "quote a value that holds `: ` or begins with a sign",
        path,
        mark.line + 1 if mark else None,
        mark.column + 1 if mark else None,
    )


def _open_quote(text: str, until: int | None) -> Any:
    """The mark of the last quoted value that begins at or before the line `until` and runs over its line's end.
    One that is never closed runs to the end of the file, where the parser would report it."""
    last = None
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if until is not None and token.start_mark.line > until:
                break
            quoted = isinstance(token, yaml.ScalarToken) and token.style in ("'", '"')
            if quoted and token.end_mark.line > token.start_mark.line:
                last = token.start_mark
    except yaml.MarkedYAMLError as error:
        if error.context and "quoted scalar" in error.context:
            return error.context_mark
    return last
