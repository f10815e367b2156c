"""The Chinese catalogue of the program's messages, kept in step with the code.

Without arguments: collects the messages in `builder/` into `taizhang.po` (new ones with an empty translation, in the
order of the alphabet; those that are no longer said go) and compiles `taizhang.mo` beside it. With --check: exit 1,
and a line for each fault, where a message has no translation or one with other fields, or a file is out of date.
"""

from __future__ import annotations

import argparse
import ast
import datetime
import gettext
import io
import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "builder" / "messages" / "zh" / "LC_MESSAGES"
PO, MO = FOLDER / "taizhang.po", FOLDER / "taizhang.mo"
_DAY = datetime.datetime(2026, 11, 29, tzinfo=datetime.UTC)
"""In the head of the files, whenever they are made: the same messages give the same bytes."""
_NAMED = re.compile(r"%(?:\((\w+)\))?[a-z]")
_PLACE = re.compile(r"\{[^{}]*\}|%(?:\(\w+\))?[a-z]")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def calls(path: Path) -> Iterator[ast.Call]:
    """The calls of `_` and `N_` in a module."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "N_"):
            yield node


def messages() -> set[str]:
    """The messages of the program, as they stand in the code."""
    return {
        call.args[0].value
        for path in (ROOT / "builder").rglob("*.py")
        for call in calls(path)
        if call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }


def fields(message: str) -> list[tuple[str, ...]]:
    """The places that are filled in, with what is said of their form, in the order of their names."""
    named = [(found[0], found[1] or "", "%") for found in _NAMED.finditer(message)]
    try:
        parsed = list(string.Formatter().parse(message))
    except ValueError:  # a message without places may hold single braces
        return sorted(named)
    return sorted([*named, *((name, form or "", how or "") for _, name, form, how in parsed if name)])


def faults(catalogue: Catalog) -> list[str]:
    """What is wrong with the translations."""
    found = []
    for message in sorted(messages()):
        entry = catalogue.get(message)
        said = entry.string if entry else ""
        if not isinstance(said, str) or not said:
            found.append(f"no translation: {message}")
        elif fields(said) != fields(message):
            found.append(f"other fields in the translation: {message}")
        elif not _CHINESE.search(said) and re.search("[a-z]{3}", _PLACE.sub("", message)):
            found.append(f"no Chinese in the translation: {message}")
    return found


def updated() -> Catalog:
    """The catalogue as the code wants it, with the translations that there are."""
    before = read()
    catalogue = Catalog("zh", domain="taizhang", project="taizhang", version="1", fuzzy=False)
    catalogue.header_comment = "# Chinese messages of Taizhang. After a change run .ci/messages.py (CONTRIBUTING.md)."
    catalogue.creation_date = catalogue.revision_date = _DAY
    catalogue.last_translator, catalogue.language_team = "Taizhang", "Taizhang"
    for message in sorted(messages()):
        old = before.get(message)
        catalogue.add(message, old.string if old else "")
    return catalogue


def read() -> Catalog:
    with io.BytesIO(PO.read_bytes() if PO.exists() else b"") as file:
        return read_po(file, "zh")


def out_of_date(catalogue: Catalog) -> list[str]:
    """A line for each file that says something else than the catalogue, whichever version of Babel wrote it."""
    wanted = {entry.id: entry.string for entry in catalogue if entry.id}
    with MO.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    stale = [PO] if {entry.id: entry.string for entry in read() if entry.id} != wanted else []
    if any(compiled.gettext(message) != (said or message) for message, said in wanted.items()):
        stale.append(MO)
    return [f"out of date: {path.relative_to(ROOT)}" for path in stale]


def as_po(catalogue: Catalog) -> bytes:
    with io.BytesIO() as file:
        write_po(file, catalogue, width=0, sort_output=True, no_location=True)
        return file.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    with io.BytesIO() as file:
        write_mo(file, catalogue)
        return file.getvalue()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    catalogue = updated()
    found = faults(catalogue)
    if parser.parse_args().check:
        found += out_of_date(catalogue)
    else:
        FOLDER.mkdir(parents=True, exist_ok=True)
        PO.write_bytes(as_po(catalogue))
        MO.write_bytes(as_mo(catalogue))
    print(*found, sep="\n", end="\n" if found else "", file=sys.stderr)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
