"""The files of a site's docs folder in MkDocs' order, of which MkDocs knows those that it has a say in.

A plain file is a page of its own folder, or a file that is copied, whose name, address and place follow from its path,
and of which MkDocs would say nothing. It is an object only while it is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import PurePath

import pathspec
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.pages import Page

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.publishing.listing import Entries, folders_below

_INDEX = "index.md"
_PLAIN = re.compile(r"(?!assets/)(?:[A-Za-z0-9][A-Za-z0-9_-]*/)+[A-Za-z0-9][A-Za-z0-9._-]*")
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_ASKED = ("index", "README")
"""Names without endings of which two in a folder may have one address."""
_EXCLUDED = pathspec.gitignore.GitIgnoreSpec.from_lines(["/templates/"])
"""What MkDocs leaves out of every site, besides hidden files."""
_NAMED = re.compile(r"\(\?P<\w+>")


class PlainFile(File):
    """A plain file of `config`'s docs folder, at `path` below it."""

    def __init__(self, path: str, config: MkDocsConfig) -> None:
        self.src_uri = path
        self.src_dir = config.docs_dir
        self.dest_dir = config.site_dir
        self.use_directory_urls = True
        self.inclusion = InclusionLevel.NOT_IN_NAV
        self.dest_uri = dest_of(path)
        self.url = self.dest_uri.removesuffix("index.html")
        self.abs_src_path = os.path.join(self.src_dir, path)
        self.abs_dest_path = os.path.join(self.dest_dir, self.dest_uri)


def is_plain(path: str) -> bool:
    """Whether a path is of the form that plain files have."""
    return _PLAIN.fullmatch(path) is not None


def dest_of(path: str) -> str:
    """Where the plain file `path` stands below the site."""
    return f"{path[:-3]}.html" if path.endswith(".md") else path


class SiteFiles(Files):
    """The files that MkDocs knows, and the `plain` ones, which it finds by path."""

    def __init__(self, known: list[File], plain: frozenset[str], config: MkDocsConfig) -> None:
        super().__init__(known)
        self.plain = plain
        self._config = config
        self._made: dict[str, File] = {}

    def get_file_from_path(self, path: str) -> File | None:
        found = super().get_file_from_path(path)
        if found is None and self.plain:
            found = self._made.get(path := PurePath(path).as_posix())
            if found is None and path in self.plain:
                found = self._made[path] = self.fresh(path)
        return found

    def fresh(self, path: str) -> File:
        """A plain file that nothing else holds, with its page where it has one."""
        file = PlainFile(path, self._config)
        if path.endswith(_INDEX):
            Page(None, file, self._config)
        return file


@dataclass(frozen=True, slots=True)
class Gathered:
    """`files`: all of the docs folder; `pages`: paths of those that are pages, and `copied` of the plain ones that are
    not, in MkDocs' order. Pages that MkDocs leaves out are among them."""

    files: SiteFiles
    pages: list[str]
    copied: list[str]


def gather(config: MkDocsConfig, *, plainly: bool) -> Gathered:
    """The files of the docs folder of `config`; all are MkDocs' own unless `plainly`, or where it might say something
    of any of them."""
    if plainly and config.use_directory_urls and config.nav is not None and not config.extra_templates:
        asks_nothing = _Inclusion(config)
        known: list[File] = []
        plain: list[str] = []
        pages: list[str] = []
        clash = False
        listed = {path for path in map(str, _paths_in(config.nav)) if path.endswith(".md")}
        for before, names in _walk(config.docs_dir):
            clash = clash or _clash(names)
            for name in names:
                path = f"{before}{name}"
                is_page = name.endswith(_MARKDOWN)
                if is_page:
                    pages.append(path)
                of_its_form = name == _INDEX if is_page else not name.endswith(".html")
                if of_its_form and is_plain(path) and path not in listed and asks_nothing(path):
                    plain.append(path)
                else:
                    known.append(File(path, config.docs_dir, config.site_dir, use_directory_urls=True))
        if not clash:
            files = SiteFiles(known, frozenset(plain), config)
            set_exclusions(files, config)
            return Gathered(files, pages, [path for path in plain if not path.endswith(_INDEX)])
    files = SiteFiles(list(get_files(config)), frozenset(), config)
    return Gathered(files, [file.src_uri for file in files if file.is_documentation_page()], [])


def _walk(folder: str) -> Iterator[tuple[str, list[str]]]:
    """The folders below `folder` ("" or ending in `/`) with the names of their files, in the order in which MkDocs
    looks at them."""
    listed = folders_below(folder)
    if any(entries.is_odd for entries in listed.values()):
        listed = {}
    todo = [""]
    while todo:
        before = todo.pop()
        entries = listed.get(before) or _entries(os.path.join(folder, before))
        names = entries.files
        if len(names) > 1:
            names = sorted(names, key=lambda name: (os.path.splitext(name)[0] not in _ASKED, name))
        yield before, names
        todo += [f"{before}{name}/" for name in sorted(entries.folders, reverse=True)]


def _entries(folder: str) -> Entries:
    """What MkDocs finds in a folder, links to folders among these; nothing where it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            found = [(entry.name, _is_folder(entry)) for entry in entries]
    except OSError:  # as `os.walk` has it
        found = []
    files, folders = ([name for name, is_folder in found if is_folder == wanted] for wanted in (False, True))
    return Entries(files, folders, is_odd=True)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _clash(names: list[str]) -> bool:
    """Whether two files of a folder may have one place in the site; they are the first of it."""
    if len(names) < 2 or os.path.splitext(names[1])[0] not in _ASKED:
        return False
    return sum(name.startswith(_ASKED) and name.endswith((*_MARKDOWN, ".html")) for name in names) > 1


def _paths_in(nav: object) -> Iterator[object]:
    """All that may be a path in the navigation of a configuration."""
    if isinstance(nav, dict):
        for value in nav.values():
            yield from _paths_in(value)
    elif isinstance(nav, list | tuple):
        for value in nav:
            yield from _paths_in(value)
    else:
        yield nav


class _Inclusion:
    """Whether a file is in the site and need not be in its navigation."""

    def __init__(self, config: MkDocsConfig) -> None:
        left_out = [_EXCLUDED, config.exclude_docs, config.draft_docs]
        self._out = [_matcher(spec) for spec in left_out if spec]
        self._not_in_nav = _matcher(config.not_in_nav) if config.not_in_nav else None

    def __call__(self, path: str) -> bool:
        for matches in self._out:
            if matches(path):
                return False
        return not path.endswith(_INDEX) or (self._not_in_nav is not None and bool(self._not_in_nav(path)))


def _matcher(spec: pathspec.gitignore.GitIgnoreSpec) -> Callable[[str], object]:
    patterns = [pattern for pattern in spec.patterns if pattern.include is not None]
    plain = [pattern.regex.pattern for pattern in patterns if pattern.include and pattern.regex]
    if len(plain) < len(patterns):  # some take a path out again
        return spec.match_file
    if not plain:
        return lambda path: False
    # The name that each pattern gives to a part of it may stand in one pattern once only.
    return re.compile_now("|".join(f"(?:{_NAMED.sub('(?:', each)})" for each in plain)).match
