"""The developers' reference docs/reference/ and the formats in deploy/, made from the code. With --check, exit 1 where
they are out of date."""

from __future__ import annotations

import argparse
import ast
import dataclasses
import importlib
import inspect
import os
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, get_args

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["LANGUAGE"] = "en"

import servers  # noqa: E402

from builder import cli  # noqa: E402
from builder.exports import notice_json  # noqa: E402
from builder.exports.columns import table_forms  # noqa: E402
from builder.model import edit_kinds, finding_codes, notice, review, statements  # noqa: E402
from builder.registry import layers, loading  # noqa: E402
from builder.source.sidecar import keys as sidecar  # noqa: E402
from builder.source.sidecar import readings as sidecar_readings  # noqa: E402
from builder.source.sidecar import statements as sidecar_statements  # noqa: E402

FOLDER = ROOT / "docs" / "reference"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)


def prose(text: str | None) -> str:
    return "\n\n".join(" ".join(part.split()) for part in inspect.cleandoc(text or "").split("\n\n"))


def command_line() -> str:
    parts = ["# Command line", prose(cli.main.__doc__)]
    for name, about in cli.COMMANDS.items():
        module = importlib.import_module(f"builder.commands.{name}")
        parser = argparse.ArgumentParser()
        module.declare(parser)
        rows = []
        for action in parser._actions[1:]:
            spelled = ", ".join(f"`{each}`" for each in action.option_strings) or f"`{action.dest.upper()}`"
            choices = f" One of {', '.join(map(str, action.choices))}." if action.choices else ""
            rows.append((spelled, (action.help or "").replace("%%", "%") + choices))
        parts += [f"## {name}", about[0].upper() + about[1:] + ".", table(("argument", "does"), rows) if rows else ""]
    return "\n\n".join(filter(None, parts))


def parse_json() -> str:
    """Keys in the order of `as_json`, types from the annotations of the classes that it prints."""
    tree = ast.parse(inspect.getsource(notice_json))
    parts = ["# The JSON of `parse`", prose(notice.__doc__), prose(notice_json.as_json.__doc__)]
    for function in tree.body:
        if not isinstance(function, ast.FunctionDef):
            continue
        returned = next(node.value for node in ast.walk(function) if isinstance(node, ast.Return))
        assert isinstance(returned, ast.Dict)
        made_of = str(ast.unparse(function.args.args[0].annotation or ast.Constant(None)))
        if function.name == "as_json":
            front = returned.values[0]
            assert isinstance(front, ast.Dict)
            parts += ["## The object", table(("key", "type"), _keys(returned, notice.Notice))]
            parts += ["## `notice`", prose(notice.Front.__doc__), table(("key", "type"), _keys(front, notice.Front))]
        else:
            of = getattr(notice, made_of)
            parts += [f"## {made_of}", prose(of.__doc__), table(("key", "type"), _keys(returned, of))]
    return "\n\n".join(parts)


def _keys(literal: ast.Dict, of: type) -> list[tuple[str, str]]:
    types = {
        name: str(kind)
        for parent in reversed(of.__mro__)
        for name, kind in getattr(parent, "__annotations__", {}).items()
    }
    keys = [str(key.value) for key in literal.keys if isinstance(key, ast.Constant)]
    return [
        (f"`{key}`", f"`{types.get(key) or types.get(key + '_') or {'id': 'str'}.get(key, 'object')}`") for key in keys
    ]


def sidecar_keys() -> str:
    def rows(keys: dict[str, tuple[str, Any]], of: type) -> list[tuple[str, str]]:
        types = {field.name: field.type for field in dataclasses.fields(of)}
        return [(f"`{key}`", f"`{types.get(field, 'name, url')}`") for key, (field, _) in keys.items()]

    return "\n\n".join(
        [
            "# Sidecar keys",
            "A sidecar is `source_texts/<id>.yml`. " + prose(sidecar.Sidecar.__doc__),
            table(("key", "type"), rows(sidecar._TOP, sidecar.Sidecar)),
            "## A correction, below `corrections`",
            prose(sidecar.Correction.__doc__),
            table(("key", "type"), rows(sidecar._CORRECTION, sidecar.Correction)),
            "## A reading, below `readings`",
            prose(sidecar_readings.__doc__),
            table(("key", "holds"), _readings()),
            "Besides, by what is added or changed:",
            table(
                ("fact", "keys"),
                [
                    (f"`{fact}`", ", ".join(f"`{key}`" for key in keys))
                    for fact, keys in sidecar_readings.VALUES.items()
                ],
            ),
            "## `reviewed`",
            prose(review.Review.__doc__),
            "## A relation, below `relations`",
            prose(statements.Relation.__doc__),
            table(("key", "type"), rows(sidecar_statements.RELATION, statements.Relation)),
            "## A statement of progress, below `progress`",
            prose(statements.Progress.__doc__),
            table(("key", "type"), rows(sidecar_statements.PROGRESS, statements.Progress)),
        ]
    )


def _readings() -> list[tuple[str, str]]:
    """Keys of an entry with what they hold; of values from a list the list."""
    facts = ", ".join(f"{chinese} `{fact}`" for chinese, fact in sidecar_readings.FACTS.items())
    holds = {
        "task": "id of the task; none for a citation outside tasks",
        **dict.fromkeys(("add", "change", "remove"), f"what it is: {facts}; one of the three keys stands"),
        "quote": "words of the fact, as the restored text has them",
        "nth": "which of the same words, from 1 (default 1)",
        "by": "who decided",
        "date": "when, 2021-11-05 or 2021年11月5日",
        "reason": "why",
    }
    return [(f"`{key}`", holds[key]) for key in sidecar_readings.ENTRY]


def registry_keys() -> str:
    """What each file says of itself in its first comment, and the keys that its entries may have."""
    parts = ["# Registry keys", prose(loading.__doc__)]
    for name in layers.FILES:
        text = (layers.NATIONAL / name).read_text("utf-8")
        comment = re.match(r"(?:#[^\n]*\n)+", text)
        words = re.sub(r"(?m)^# ?", "", comment[0]).rstrip() if comment else ""
        parts += [f"## registry/{name}", f"```text\n{words}\n```"]
    rows = []
    for function in ast.walk(ast.parse(inspect.getsource(loading))):
        if not isinstance(function, ast.FunctionDef):
            continue
        for call in ast.walk(function):
            if not (isinstance(call, ast.Call) and call.args and "fields" in ast.unparse(call.func)):
                continue
            if isinstance(call.args[0], ast.Tuple):
                keys = [ast.literal_eval(arg) if isinstance(arg, ast.Tuple) else () for arg in call.args]
                must = keys[1] if len(keys) > 1 else ()
                rows.append(
                    (f"`{function.name.strip('_')}`", ", ".join(f"`{key}`" for key in keys[0]), ", ".join(must))
                )
    parts += ["## Keys of entries", table(("entries", "keys", "of these required"), rows)]
    return "\n\n".join(parts)


def kinds_of_edits() -> str:
    kinds = [
        (f"`{k}`", k.label, f"`{k.proof}`", "yes" if k.layout else "", "yes" if k.words else "", k.judged)
        for k in edit_kinds.EditKind
    ]
    return "\n\n".join(
        [
            "# Edit kinds",
            prose(edit_kinds.EditKind.__doc__),
            table(("kind", "label", "proof", "layout", "words", "judged"), kinds),
            "## Proofs",
            f"`Edit.proof` is one of {', '.join(f'`{proof}`' for proof in get_args(edit_kinds.Proof))}.",
        ]
    )


def codes_of_findings() -> str:
    codes = [(f"`{c}`", c.severity, c.label, c.reader, c.officer) for c in finding_codes.FindingCode]
    return "\n\n".join(
        [
            "# Finding codes",
            prose(finding_codes.__doc__),
            table(("code", "severity", "label", "for readers", "for officers"), codes),
        ]
    )


def data_tables() -> str:
    parts = ["# Data tables", "Under `data/` of the site and from `taizhang export`, as JSON and CSV."]
    for form in table_forms():
        primary = f" Primary key: {', '.join(f'`{key}`' for key in form.primary)}." if form.primary else ""
        rows = [(f"`{c.name}`", c.type, c.about, f"`{c.key}`" if c.key else "") for c in form.columns]
        parts += [
            f"## {form.name}",
            f"{form.title}：{form.about}。{primary}",
            table(("column", "type", "holds", "refers to"), rows),
        ]
    return "\n\n".join(parts)


PAGES = {
    "command-line.md": command_line,
    "parse-json.md": parse_json,
    "sidecar-keys.md": sidecar_keys,
    "registry-keys.md": registry_keys,
    "edit-kinds.md": kinds_of_edits,
    "finding-codes.md": codes_of_findings,
    "data-tables.md": data_tables,
}


def pages() -> dict[Path, str]:
    first = "<!-- Made by .ci/reference.py from the code; a test checks it. -->"
    return {FOLDER / name: f"{first}\n\n{make()}\n" for name, make in PAGES.items()} | servers.samples()


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(int(any(not path.exists() or path.read_text("utf-8") != text for path, text in pages().items())))
    FOLDER.mkdir(exist_ok=True)
    for path, text in pages().items():
        path.write_text(text, "utf-8")
