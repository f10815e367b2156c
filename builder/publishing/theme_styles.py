"""Style sheets of the theme, cut down to what the pages of the site use: most of a theme's rules are for what no page
has, and a browser draws nothing before it has read them all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

from builder.language import lazy_re as re

# Strings and addresses may hold braces and semicolons of their own.
_MARK = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|/\*.*?\*/|url\([^"\')]*\)|[{};]', re.DOTALL)
_NESTING = ("@media", "@supports")
_INNERMOST = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CLASS = re.compile(r"\.((?:\\.|[\w-])+)")
_CLASSES_OF_TAG = re.compile(r"""\bclass\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""")
_WORD = re.compile(r"[\w-]+")
_HASHED = re.compile(r"\.[0-9a-f]{8}\.min\.css\Z")


def slim_styles(site: Path, own: Iterable[Path]) -> None:
    """Cut down the style sheets below `site`/assets that none of the folders `own` (docs, overrides) holds, and remove
    those that no page links. A sheet with a hash in its name, which servers let browsers keep, gets that of its
    new content; the pages link it so."""
    folders = list(own)
    pages = {path: path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    scripts = [path.read_text("utf-8") for path in sorted((site / "assets").rglob("*.js"))]
    used = {
        name for text in pages.values() for tag in _CLASSES_OF_TAG.findall(text) for name in tag.strip("\"'").split()
    }
    used.update(word for script in scripts for word in _WORD.findall(script))
    renamed: dict[str, str] = {}
    for path in sorted((site / "assets").rglob("*.css")):
        if any((folder / path.relative_to(site)).is_file() for folder in folders):
            continue
        if not any(path.name in text for text in pages.values()):
            path.unlink()
            continue
        slim = prune(path.read_text("utf-8"), used).encode()
        name = _HASHED.sub(f".{hashlib.sha256(slim).hexdigest()[:8]}.min.css", path.name)
        path.unlink()
        path.with_name(name).write_bytes(slim)
        renamed[path.name] = name
    for path, text in pages.items():
        new = text
        for before, after in renamed.items():
            new = new.replace(before, after)
        if new != text:
            path.write_text(new, "utf-8", newline="\n")


def prune(css: str, used: AbstractSet[str]) -> str:
    """The style sheet without the selectors that need a class which is not `used`, and the rules left without any."""
    return "".join(_kept(css, used))


def _kept(css: str, used: AbstractSet[str]) -> Iterator[str]:
    for head, body in _statements(css):
        if body is None:
            yield head
        elif head.lstrip().startswith(_NESTING):
            if inner := prune(body, used):
                yield f"{head}{{{inner}}}"
        elif head.lstrip().startswith("@"):
            yield f"{head}{{{body}}}"
        elif selectors := [each for each in _selectors(head) if _needed(each) <= used]:
            yield f"{','.join(selectors)}{{{body}}}"


def _statements(css: str) -> Iterator[tuple[str, str | None]]:
    """The statements of a style sheet: what stands before the braces, and what within; None where there are none."""
    depth = start = opened = 0
    for mark in _MARK.finditer(css):
        if mark[0] == "{":
            opened = opened if depth else mark.end()
            depth += 1
        elif mark[0] == "}":
            depth -= 1
            if depth == 0:
                yield css[start : opened - 1], css[opened : mark.start()]
                start = mark.end()
        elif mark[0] == ";" and depth == 0:
            yield css[start : mark.end()], None
            start = mark.end()
    if css[start:]:
        yield css[start:], None


def _selectors(head: str) -> list[str]:
    """The selectors of a rule, split at the commas outside brackets."""
    depth, found, at = 0, [], 0
    for i, sign in enumerate(head):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth == 0:
            found.append(head[at:i])
            at = i + 1
    return [*found, head[at:]]


def _needed(selector: str) -> set[str]:
    """The classes without which a selector matches nothing; those within :not(), :is() and the like are not counted."""
    plain, before = selector, ""
    while plain != before:
        before, plain = plain, _INNERMOST.sub("", plain)
    return {re.sub(r"\\(.)", r"\1", name) for name in _CLASS.findall(plain)}
