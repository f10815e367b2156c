"""Style sheets of the theme, cut down to what the pages of the site use: most of a theme's rules are for what no page
has, and a browser draws nothing before it has read them all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import field
from functools import lru_cache
from pathlib import Path

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.publishing.listing import pages_below

# Strings and addresses may hold braces and semicolons of their own.
_MARK = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|/\*.*?\*/|url\([^"\')]*\)|[{};]', re.DOTALL)
_NESTING = ("@media", "@supports")
_INNERMOST = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CLASS = re.compile(r"\.((?:\\.|[\w-])+)")
_CLASSES_OF_TAG = re.compile(r"""class\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""")
_WORD = re.compile(r"[\w-]+")
_HASHED = re.compile(r"\.[0-9a-f]{8}\.min\.css\Z")
_SHEET = re.compile(r"[^\s\"'/<>()]+\Z")
_LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Styles:
    """What a page uses: its classes, and the style sheets that it names, with a blank between them."""

    classes: str
    sheets: str


def styles_of(html: str) -> Styles:
    """The styles of a page whose sheets are not cut down yet."""
    return Styles(_classes(frozenset(_CLASSES_OF_TAG.findall(html))), " ".join(sorted(_sheets(html))))


@lru_cache(maxsize=1024)
def _classes(attributes: frozenset[str]) -> str:
    return " ".join(sorted({name for value in attributes for name in value.strip("\"'").split()}))


def _sheets(html: str) -> set[str]:
    """The names of style sheets, without the folders that they are in."""
    found = set()
    at = html.find(".css")
    while at >= 0:
        if name := _SHEET.search(html, max(0, at - _LONGEST_NAME), at):
            found.add(f"{name[0]}.css")
        at = html.find(".css", at + 1)
    return found


@dataclass(frozen=True, slots=True)
class KnownStyles:
    """`pages`: the styles of pages, by path below the site. `taken`: those that the last build made, in which `sheets`
    (by the theme's names) are called otherwise; `written`: gets those that were written anew because of that."""

    pages: Mapping[str, Styles] = field(default_factory=dict)
    taken: AbstractSet[str] = frozenset()
    sheets: Mapping[str, str] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)


def slim_styles(
    site: Path, own: Iterable[Path], known: KnownStyles | None = None, pages: Iterable[str] | None = None
) -> dict[str, str]:
    """Cut down the style sheets below `site`/assets that none of the folders `own` (docs, overrides) holds, and remove
    those that no page links. A sheet with a hash in its name, which servers let browsers keep, gets that of its
    new content; the pages link it so. Returns the new names by the old ones. Only pages that are not `known` are
    read. `pages`: the paths of all, which are looked for where it is None."""
    known = known or KnownStyles()
    folders = list(own)
    pages = sorted(pages_below(site) if pages is None else pages)
    sheets = sorted((site / "assets").rglob("*.css"))
    found = {known.pages.get(page) or styles_of((site / page).read_text("utf-8")) for page in pages}
    used = {name for classes in {each.classes for each in found} for name in classes.split()}
    named = {name for names in {each.sheets for each in found} for name in names.split()}
    linked = {sheet.name for sheet in sheets if any(sheet.name in name for name in named)}
    for script in sorted((site / "assets").rglob("*.js")):
        used.update(_WORD.findall(script.read_text("utf-8")))
    renamed: dict[str, str] = {}
    for path in sheets:
        if any((folder / path.relative_to(site)).is_file() for folder in folders):
            continue
        if path.name not in linked:
            path.unlink()
            continue
        slim = prune(path.read_text("utf-8"), used).encode()
        name = _HASHED.sub(f".{hashlib.sha256(slim).hexdigest()[:8]}.min.css", path.name)
        path.unlink()
        path.with_name(name).write_bytes(slim)
        renamed[path.name] = name
    again = {known.sheets.get(name, name): renamed.get(name, name) for name in {*known.sheets, *renamed}}
    again = {old: new for old, new in again.items() if old != new}
    for page in pages:
        names = again if page in known.taken else renamed
        if names and _rename(site / page, names) and page in known.taken:
            known.written.add(page)
    return renamed


def names_in(site: Path) -> Callable[[str], str]:
    """What lets a page link the style sheets as the finished `site` has them."""
    names = {_HASHED.sub("", path.name): path.name for path in (site / "assets").rglob("*.css")}
    link = re.compile_now(rf"({'|'.join(map(re.escape, names))})\.[0-9a-f]{{8}}\.min\.css")
    return lambda html: link.sub(lambda found: names[found[1]], html)


def _rename(page: Path, renamed: Mapping[str, str]) -> bool:
    """Let the page link the sheets by their new names. It may be one file with a page of the site that stands, which
    stays as it is. Whether it had to be written."""
    with page.open("r+b") as file:
        raw = new = file.read()
        for before, after in renamed.items():
            new = new.replace(before.encode(), after.encode())
        if new == raw:
            return False
        if len(new) == len(raw) and os.fstat(file.fileno()).st_nlink == 1:
            file.seek(0)
            file.write(new)
            return True
    page.unlink()
    page.write_bytes(new)
    return True


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
