"""The page around an article, cut once for each kind of page from what the theme makes of a page of that kind.

A kind is all that the program's own templates decide by: the column and depth of a page, and which values it
has. A page of marks in the place of values is rendered; what stands between the marks is the shell, and how the
templates write a value is found by rendering a second page, whose values have signs that each way of writing changes. A
shell is used if it makes of the first page of its kind what the theme makes of it.
"""

from __future__ import annotations

import copy
from collections.abc import Callable

from jinja2.filters import do_urlencode
from markupsafe import Markup, escape
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import normalize_url

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass

Values = dict[str, str]
Kind = tuple[object, ...]

_TEXTS = ("title", "description", "kind", "place", "linked", "moved")
_LISTS = ("agency", "year", "names", "other_names")
_KNOWN = {*_TEXTS, *_LISTS, "made_from", "hide", "alternates", "portal"}
_SHARP = "<i>甲</i> & \"乙\" 'c'"
_MARK = re.compile(r"tzmark(\d{3})kram")
_FILTERS: tuple[Callable[[str], str], ...] = (
    str,
    lambda value: str(escape(value)),
    lambda value: str(escape(Markup(value).striptags())),
    lambda value: do_urlencode(value),
)
"""The ways in which templates write a value: as it is, escaped, without tags and escaped, in an address."""


@dataclass(frozen=True, slots=True)
class Shell:
    """`before`: what stands before the first value; `values`: names of values, how each is written, what follows it."""

    before: str
    values: tuple[tuple[str, Callable[[str], str], str], ...]

    def around(self, values: Values) -> str:
        return self.before + "".join(f"{write(values[name])}{after}" for name, write, after in self.values)


class _Headed(str):
    """A mark for the content of a page, in which a template finds the heading that it looks for."""

    def __contains__(self, part: object) -> bool:
        return True


class Shells:
    """The shells of a site. `render` puts a page into the theme."""

    def __init__(self, render: Callable[[Page], str]) -> None:
        self._render = render
        self._seen: set[Kind] = set()
        self._shells: dict[Kind, Shell | None] = {}

    def output(self, page: Page) -> str:
        """The whole page."""
        read = _read(page)
        if read is None:
            return self._render(page)
        kind, values = read
        shell = self._shells.get(kind)
        if shell is not None:
            return shell.around(values)
        output = self._render(page)
        if kind not in self._shells and kind in self._seen:
            cut = _cut(page, values, self._render)
            self._shells[kind] = cut if cut is not None and cut.around(values) == output else None
        self._seen.add(kind)
        return output


def _read(page: Page) -> tuple[Kind, Values] | None:
    """The kind of a page and its values; None for a page of another making."""
    meta, content = page.meta, page.content
    if content is None or "<h1" not in content or page.canonical_url is None:
        return None
    if not meta.get("title") or not meta.keys() <= _KNOWN:
        return None
    hidden, portal, alternates = meta.get("hide") or (), meta.get("portal") or {}, meta.get("alternates") or ()
    first = next(iter(page.toc), None)
    if first is not None and "toc" not in hidden:
        return None
    values = {"content": content, "canonical": page.canonical_url, "first": first.id if first else ""}
    for name in _TEXTS:
        values[name] = meta.get(name) or ""
    for name in _LISTS:
        listed = meta.get(name) or ()
        # Several values of one name stand in one attribute, a line each.
        values[name] = "\n".join(listed) if listed and listed[0] else ""
    for name, value in portal.items():
        values[f"portal {name}"] = value
    for number, (path, media, label) in enumerate(alternates):
        values[f"path {number}"] = normalize_url(path, page)
        values[f"media {number}"] = media
        values[f"label {number}"] = label
    if not all(isinstance(value, str) for value in values.values()):
        return None
    has = tuple(name for name, value in values.items() if value)
    column, *deeper = page.url.split("/")
    return (column, len(deeper), has, tuple(hidden), tuple(portal), len(alternates)), values


def _cut(page: Page, values: Values, render: Callable[[Page], str]) -> Shell | None:
    """The shell of the kind of `page`; None where marks do not show how values are written."""
    names = [name for name, value in values.items() if value]
    marks = {name: f"tzmark{number:03}kram" for number, name in enumerate(names)}
    for name in names:
        if name.startswith("path "):
            marks[name] = f"https://{marks[name]}"  # an address that the theme leaves as it is
    pieces = _MARK.split(render(_with(page, marks)))
    sharp = {name: mark if name.startswith("path ") else f"{mark}{_SHARP}" for name, mark in marks.items()}
    output = render(_with(page, sharp))
    before = pieces[0].removesuffix("https://") if len(pieces) > 1 and _is_path(names, pieces[1]) else pieces[0]
    at = len(before)
    if not output.startswith(before):
        return None
    found: list[tuple[str, Callable[[str], str], str]] = []
    for place in range(1, len(pieces), 2):
        name, after = names[int(pieces[place])], pieces[place + 1]
        if place + 2 < len(pieces) and _is_path(names, pieces[place + 2]):
            after = after.removesuffix("https://")
        for write in _FILTERS:
            shown = write(sharp[name]) + after
            if output.startswith(shown, at):
                found.append((name, write, after))
                at += len(shown)
                break
        else:
            return None
    return Shell(before, tuple(found)) if at == len(output) else None


def _is_path(names: list[str], number: str) -> bool:
    return names[int(number)].startswith("path ")


def _with(page: Page, values: Values) -> Page:
    """A page like `page` with other values."""
    other = copy.copy(page)
    meta: dict[str, object] = {"hide": page.meta.get("hide") or []}
    for name in (*_TEXTS, *_LISTS):
        if name in values:
            meta[name] = [values[name]] if name in _LISTS else values[name]
    meta["portal"] = {name: values.get(f"portal {name}", "") for name in page.meta.get("portal") or {}}
    meta["alternates"] = [
        [values.get(f"{part} {number}", "") for part in ("path", "media", "label")]
        for number in range(len(page.meta.get("alternates") or ()))
    ]
    other.meta = meta
    other.content = _Headed(values["content"])
    other.canonical_url = values["canonical"]
    other.toc = TableOfContents([])
    if "first" in values:
        other.toc = TableOfContents([AnchorLink("", values["first"], 2)])
    return other
