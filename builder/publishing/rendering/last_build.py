"""What the last build made, taken over by the next where nothing that it was made from has changed.

A record in the project's cache says of each page of the site that stands: the stamps of its Markdown and of its file,
where its links lead, and what is asked of pages once all are made. A page is linked into the new site when its Markdown
has the stamp that it had, its file is the one that was made of it, the files that it links to are still there, and all
that pages have in common is the same: the program, the libraries, the configuration, the templates, the navigation.

Files are known by size, time of change and number on the disk, as make and rsync know them: whoever writes a file
changes one of the three. The record can be deleted at any time, and is stored whole after the site is in its place;
files that it does not know, or knows otherwise, are made anew.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import os
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import field
from importlib.metadata import version
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from builder.config.shipped import SHIPPED, TEMPLATES
from builder.language.lazy_dataclasses import dataclass
from builder.publishing.atomic_write import replace_file
from builder.publishing.rendering.known_lines import KnownLines
from builder.publishing.rendering.spare import Spare
from builder.publishing.theme.styles import KnownStyles, Styles
from builder.publishing.tree_writer import Stamp, stamp

_LIBRARIES = ("mkdocs", "mkdocs-material", "Markdown", "Jinja2", "MarkupSafe", "PyYAML")
_FORM = 2
_END, _BETWEEN, _FIELDS = "\1", "\0", 9
"""What ends the line of a page, what stands between its fields, how many these are."""
_LEFT_OUT = frozenset({"site_dir", "theme", "plugins", "hooks"})
"""Settings that name the folder of this one build, that are taken apart, or that sites with hooks only have, which
MkDocs renders."""


def mark_of(path: str) -> int:
    """A link's target in 32 bits; two of one mark are only looked at twice."""
    return zlib.crc32(path.encode("utf-8", "surrogateescape"))


def packed(marks: Iterable[int]) -> str:
    """Marks of link targets as text."""
    return base64.b64encode(array("I", sorted(marks)).tobytes()).decode("ascii")


def unpacked(text: str) -> array[int]:
    return array("I", base64.b64decode(text))


@dataclass(frozen=True, slots=True)
class KeptPage:
    """`source`: of its Markdown, `made`: of its file, before the build has ended ""; `anchors`, `links` and `meta` as
    in `Rendered`; `targets`: marks of all files that it links to."""

    source: Stamp
    made: Stamp
    anchors: str
    links: str
    targets: str
    meta: dict[str, object]
    styles: Styles


@dataclass(slots=True)
class Record:
    """`made_by`: all that the pages have in common. `pages` by path of the Markdown, with the path below the site;
    `files`, which are copied, by path: stamps of the source and the copy. `others`: paths of what else links may lead
    to; `sheets`: what each style sheet is called once it is cut down."""

    made_by: str = ""
    pages: dict[str, tuple[str, KeptPage]] = field(default_factory=dict)
    files: dict[str, tuple[Stamp, Stamp]] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    sheets: dict[str, str] = field(default_factory=dict)

    def content(self) -> bytes:
        """The record as it is stored, behind its checksum: a line for each page, as reading lines costs least."""
        styles: dict[Styles, int] = {}
        lines = []
        for path, (to, page) in self.pages.items():
            meta = json.dumps(page.meta) if page.meta else ""
            style = str(styles.setdefault(page.styles, len(styles)))
            line = (path, to, page.source, page.made, page.anchors, page.links, page.targets, meta, style)
            lines.append(_BETWEEN.join(line))
        shown = [[style.classes, style.sheets] for style in styles]
        head = json.dumps([_FORM, self.made_by, shown, self.files, self.others, self.sheets])
        whole = (line for line in lines if line.count(_BETWEEN) == _FIELDS - 1 and _END not in line)
        raw = _END.join((head, *whole)).encode("utf-8", "surrogatepass")
        return hashlib.sha256(raw).hexdigest().encode("ascii") + b"\n" + raw


def read_record(path: Path) -> Record:
    """The record at `path`; an empty one where there is none that is whole."""
    try:
        checksum, _, raw = path.read_bytes().partition(b"\n")
        if hashlib.sha256(raw).hexdigest().encode("ascii") != checksum:
            return Record()
        head, *lines = raw.decode("utf-8", "surrogatepass").split(_END)
        form, made_by, shown, files, others, sheets = json.loads(head)
        if form != _FORM:
            return Record()
        styles = [Styles(*style) for style in shown]
        return Record(
            made_by,
            dict(_page(styles, *line.split(_BETWEEN)) for line in lines),
            {name: (source, made) for name, (source, made) in files.items()},
            others,
            sheets,
        )
    except (OSError, ValueError, TypeError, IndexError):
        return Record()


def _page(
    known: Sequence[Styles],
    path: str,
    to: str,
    source: str,
    made: str,
    anchors: str,
    links: str,
    targets: str,
    meta: str,
    styles: str,
) -> tuple[str, tuple[str, KeptPage]]:
    said = json.loads(meta) if meta else {}
    return path, (to, KeptPage(source, made, anchors, links, targets, said, known[int(styles)]))


def in_common(config: MkDocsConfig, program: str) -> str:
    """A fingerprint of what all pages of a site depend on besides themselves and the navigation. `program`: that of
    this program."""
    theme = config.theme
    settings: list[object] = [sorted((name, repr(config[name])) for name in config if name not in _LEFT_OUT)]
    settings += [theme.name, theme.dirs, sorted(theme.static_templates), [(name, theme[name]) for name in theme]]
    digest = hashlib.sha256(f"{program}\n{settings!r}\n".encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {version(name)}\n".encode())
    folders = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    for folder in (*folders, SHIPPED / TEMPLATES):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                content = path.read_bytes()
                digest.update(f"{path.relative_to(folder).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()


class LastBuild:
    """The site that stands in the folder `site`, as the record at `path` knows it, and the next, which takes over from
    it what it can, into the `spare` folder where there is one. `program`: a fingerprint of this program; `standing`:
    stamps of sources, by path below the docs folder, that need not be asked for again."""

    def __init__(
        self,
        path: Path,
        site: Path,
        program: str,
        *,
        clean: bool = False,
        spare: Spare | None = None,
        standing: Mapping[str, Stamp] | None = None,
    ) -> None:
        self.program = program
        self._site = site
        self._standing = standing or {}
        self._spare = spare or Spare(path.with_suffix(".spare"), site, "")
        self._last = Record() if clean else read_record(path)
        self._next = Record()
        self._lost: frozenset[int] = frozenset()
        self._anew: Set[str] = frozenset()
        self._lines = path.with_suffix(".lines")
        self._common = ""
        self._clean = clean

    def knows(self, common: str) -> bool:
        """Whether the last build had so much in `common` with this one."""
        return self._last.made_by.partition(" ")[0] == common

    def begin(self, beside: Path, made_by: str, targets: Set[str]) -> None:
        """The folder of the next site; `targets`: paths of all files that links may lead to."""
        self._spare.beside = beside
        self._common = made_by.partition(" ")[0]
        if self._last.made_by != made_by:
            self._last = Record(sheets=self._last.sheets)
        self._next.made_by = made_by
        before = {*self._last.pages, *self._last.files, *self._last.others}
        self._lost = frozenset(mark_of(path) for path in before - targets)
        self._next.others = list(targets)

    def lines_of(self, source: str) -> KnownLines | None:
        """The lines of the page of the Markdown `source`; None before it is known what pages have in common."""
        if not self._common:
            return None
        return KnownLines(self._lines / _lines_name(source), f"{self._common} {source}", anew=self._clean)

    def take_page(self, source: str, origin: str | None, to: str) -> KeptPage | None:
        """Let the page of the Markdown `source`, whose file is `origin`, stand at `to` in the next site too. None where
        it has to be made."""
        listed, kept = self._last.pages.get(source, ("", None))
        if kept is None or listed != to or self._stamp(source, origin) != kept.source:
            return None
        if self._lost and not self._lost.isdisjoint(unpacked(kept.targets)):
            return None
        if not self._take(to, kept.made):
            return None
        self._next.pages[source] = (to, kept)
        return kept

    def take_file(self, origin: str | None, to: str) -> bool:
        """Let a copy of the file `origin` stand at `to` in the next site too. False where it has to be copied."""
        source, made = self._last.files.get(to, (None, ""))
        if source is None or self._stamp(to, origin) != source or not self._take(to, made):
            return False
        self._next.files[to] = (source, made)
        return True

    def _stamp(self, path: str, origin: str | None) -> Stamp | None:
        return self._standing.get(path) or stamp(origin)

    def _take(self, to: str, made: Stamp) -> bool:
        if stamp(f"{self._site}/{to}") != made:
            return False
        try:
            self._spare.take(to)
        except OSError:
            return False
        return True

    def settle(self) -> None:
        """All is taken over that can be; before anything is written into the next site."""
        self._spare.settle()

    def keep_page(self, source: str, to: str, made: KeptPage) -> None:
        """Let the next build know of a page that was made."""
        self._next.pages[source] = (to, made)

    def keep_file(self, source: Stamp | None, to: str) -> None:
        """Let the next build know of a file that was copied, with the stamp that its source had before."""
        if source is not None:
            self._next.files[to] = (source, "")

    @property
    def styles(self) -> KnownStyles:
        """What is known of the styles of the next site."""
        taken = frozenset(to for to, page in self._next.pages.values() if page.made)
        return KnownStyles({to: page.styles for to, page in self._next.pages.values()}, taken, self._last.sheets)

    @property
    def stamps(self) -> dict[str, Stamp]:
        """The stamps of the pages that were taken over, by path below the site."""
        return {to: page.made for to, page in self._next.pages.values() if page.made and to not in self._anew}

    def rewritten(self, pages: Set[str]) -> None:
        """Let these, which were taken over, be known for others than those of the site that stands."""
        self._anew = pages
        self._spare.taken -= pages

    def store(self, sheets: Mapping[str, str], path: Path, site: Path) -> None:
        """Keep at `path` what the next build may take over, when the site is in its place, `site`. A record that cannot
        be written only costs time."""
        made = self._next
        made.sheets = dict(sheets)
        for source, (to, page) in list(made.pages.items()):
            if page.made and to not in self._anew:
                continue
            if now := stamp(f"{site}/{to}"):
                made.pages[source] = to, _stamped(page, now)
            else:
                del made.pages[source]
        for to, (origin, known) in list(made.files.items()):
            if not known:
                if now := stamp(f"{site}/{to}"):
                    made.files[to] = origin, now
                else:
                    del made.files[to]
        made.others = [other for other in made.others if other not in made.pages and other not in made.files]
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, made.content(), path.with_suffix(".new"))
        self._tidy_lines(made.pages)

    def _tidy_lines(self, pages: Iterable[str]) -> None:
        """Remove the lines of pages that are no more."""
        with contextlib.suppress(OSError):
            names = set(os.listdir(self._lines))
            for name in names.difference(map(_lines_name, pages)):
                (self._lines / name).unlink()


def _lines_name(source: str) -> str:
    return f"{mark_of(source):08x}.json"


def _stamped(page: KeptPage, made: Stamp) -> KeptPage:
    return KeptPage(page.source, made, page.anchors, page.links, page.targets, page.meta, page.styles)
