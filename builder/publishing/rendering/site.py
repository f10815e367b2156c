"""All pages of a site, rendered side by side in processes; the files, the navigation, what every page is asked for and
what is said of it are those of MkDocs.

As in `mkdocs.commands.build.build`, all is gathered before pages are checked against each other. Between
the two, a page is no more than its anchors and the anchors that it links to.
"""

from __future__ import annotations

import codecs
import contextlib
import hashlib
import logging
import os
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence, Set
from concurrent.futures import Future
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple, overload
from urllib.parse import urlsplit

import jinja2
import jinja2.nodes
from mkdocs import utils
from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.structure.nav import Link, Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from builder.language.lazy_dataclasses import dataclass
from builder.publishing.processes import can_fork, end_with_parent, forked
from builder.publishing.rendering.article import read_article
from builder.publishing.rendering.files import SiteFiles, dest_of, gather, is_plain
from builder.publishing.rendering.front_matter import read_front_matter
from builder.publishing.rendering.last_build import KeptPage, LastBuild, in_common, mark_of, packed
from builder.publishing.rendering.links import PageLinks, Target
from builder.publishing.rendering.markup import UnknownMarkdown
from builder.publishing.rendering.shell import Shells
from builder.publishing.shared_files import changed_templates
from builder.publishing.theme.styles import styles_of
from builder.publishing.tree_writer import Stamp, stamp

_LOG = logging.getLogger("mkdocs")
_CHUNK = 32
_FEW = 8
"""So many chunks are rendered here: workers cost more than they would do."""
_SHORT = 12_000
"""Bytes of Markdown that the converter reads without being waited for."""
_LONGEST = 200_000
"""Bytes of Markdown that the converter reads in about a second."""
_LONG = 100_000
"""Signs of Markdown of a page whose lines are kept for the next build."""
_EXTENSIONS = {"attr_list", "fenced_code", "md_in_html", "tables", "toc"}


@dataclass(frozen=True, slots=True)
class Rendered:
    """What is left of a page when its file is written: `anchors`: its ids, a line each; `links`: the pages and anchors
    that it links to (path of the Markdown, tab, anchor), a line each; `meta`: what the site map asks for; `said`: what
    MkDocs logged of its Markdown, as level and line, and `said_after` while it was put into the theme; `kept`: what the
    next build may know of it."""

    anchors: str
    links: str
    meta: dict[str, object]
    said: tuple[tuple[int, str], ...] = ()
    said_after: tuple[tuple[int, str], ...] = ()
    kept: KeptPage | None = None


class Read(NamedTuple):
    """What is known of a page whose Markdown was read: `anchors` and `links` as in `Rendered`; `targets`: marks of all
    files that it links to, None where MkDocs read it; `source`: the stamp that its Markdown had before."""

    anchors: str
    links: str
    targets: str | None = None
    source: Stamp | None = None


class _Targets(dict[str, Target]):
    """All files that links may lead to, by path; those of plain files are made when they are asked for. `trusting`:
    whether a plain file need not be there."""

    def __init__(self, files: SiteFiles, pages: Collection[str]) -> None:
        super().__init__(
            (file.src_uri, Target(file.url, file.src_uri if file.src_uri in pages else None, mark_of(file.src_uri)))
            for file in files
            if not file.inclusion.is_excluded()  # type: ignore[no-untyped-call]
        )
        self._plain = files.plain
        self.trusting = False

    def __missing__(self, path: str) -> Target:
        if path not in self._plain and not (self.trusting and is_plain(path)):
            raise KeyError(path)
        is_page = path.endswith(".md")
        url = dest_of(path).removesuffix("index.html")
        target = self[path] = Target(url, path if is_page else None, mark_of(path))
        return target

    def paths(self) -> Set[str]:
        """All that links may lead to."""
        return self.keys() | self._plain


class _Documents(Sequence[File]):
    """The pages of a site as MkDocs has them for its templates; plain ones while they are asked for."""

    def __init__(self, files: SiteFiles, paths: Sequence[str]) -> None:
        self._files = files
        self._paths = paths

    def __len__(self) -> int:
        return len(self._paths)

    @overload
    def __getitem__(self, at: int) -> File: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[File]: ...
    def __getitem__(self, at: int | slice) -> File | Sequence[File]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        path = self._paths[at]
        return self._files.fresh(path) if path in self._files.plain else self._files.src_uris[path]


@dataclass(slots=True)
class _Shown:
    """A plain page, and its file too, as the site map shows it."""

    canonical_url: str | None
    abs_url: str | None
    update_date: str
    meta: dict[str, object]
    is_link: bool = False

    @property
    def page(self) -> _Shown:
        return self


class SitePages:
    """The pages of one build, before and while they are rendered. `docs`: the paths of their Markdown."""

    def __init__(self, config: MkDocsConfig, last: LastBuild | None = None) -> None:
        self.config = config
        self._last = last
        self._keep_meta = bool(changed_templates(config))
        gathered = gather(config, plainly=not self._keep_meta)
        self.files = gathered.files
        self._plain_copies = gathered.copied
        self.env: jinja2.Environment = config.theme.get_env()
        self.files.add_files_from_theme(self.env, config)
        files = config.plugins.on_files(self.files, config=config)
        assert files is self.files
        set_exclusions(self.files, config)
        self.nav: Navigation = config.plugins.on_nav(
            get_navigation(self.files, config), config=config, files=self.files
        )
        self.env = config.plugins.on_env(self.env, config=config, files=self.files)
        known = {file.src_uri: file for file in self.files.documentation_pages(inclusion=InclusionLevel.is_included)}
        in_docs = dict.fromkeys(path for path in gathered.pages if path in known or path in self.files.plain)
        self.docs: Sequence[str] = list(in_docs | dict.fromkeys(known))
        self._taken_files: set[str] = set()
        self._ready: dict[int, tuple[Read, tuple[tuple[int, str], ...]]] = {}
        listed = {page.file.src_uri for page in self.nav.pages}
        self.first = [number for number, path in enumerate(self.docs) if path in listed]
        for file in known.values():
            if file.page is None and file.inclusion.is_not_in_nav():  # type: ignore[no-untyped-call]
                Page(None, file, config)
        self._number = {path: number for number, path in enumerate(self.docs)}
        self._targets = _Targets(self.files, self._number)
        self.documents = _Documents(self.files, self.docs)
        self._shells = None if self._keep_meta or not _is_flat(self.nav) else Shells(self._in_theme)
        self._reads_ours = set(config.markdown_extensions) == _EXTENSIONS and config.mdx_configs == {
            "toc": {"toc_depth": "2-4"}
        }

    def page(self, number: int) -> Page:
        """The page of that number; that of a plain file is another each time."""
        page = self.documents[number].page
        assert page is not None
        return page

    def at(self, path: str) -> Page:
        """The page whose Markdown is at `path`, the one that MkDocs finds by it."""
        file = self.files.get_file_from_path(path)
        assert file is not None
        assert file.page is not None
        return file.page

    def populate(self, page: Page) -> Read:
        """Read a page and make the HTML of its Markdown."""
        if self._reads_ours and (read := self._read_ours(page)):
            return read
        mkdocs_build._populate_page(page, self.config, self.files)
        links = [
            f"{file.src_uri}\t{anchor}"
            for file, anchors in (page.links_to_anchors or {}).items()
            if file.src_uri in self._number
            for anchor in anchors
        ]
        return Read("\n".join(page.present_anchor_ids or ()), "\n".join(links))

    def _read_ours(self, page: Page) -> Read | None:
        """`populate` for a page that our templates made; None for any other."""
        source = stamp(page.file.abs_src_path)
        try:
            found = read_front_matter(_text_of(page.file))
        except (OSError, ValueError):  # MkDocs says what is wrong with the file
            return None
        if found is None or "title" not in found[1]:
            return None
        links = PageLinks(page.file.src_uri, page.file.url, self._targets)
        known = self._last.lines_of(page.file.src_uri) if self._last and len(found[0]) > _LONG else None
        try:
            article = read_article(found[0], links.resolve, known)
        except UnknownMarkdown:
            return None
        if known:
            known.store()
        page.markdown, page.meta = found
        page.content = article.content
        page.toc = get_toc(article.contents)
        anchored = "\n".join(f"{to}\t{anchor}" for to, anchor in links.anchored)
        return Read("\n".join(sorted(article.anchors)), anchored, packed(links.reached), source)

    def _read_title(self, page: Page) -> bool:
        """Whether a page is one of ours, of which all but its title can be read when it is rendered."""
        try:
            found = read_front_matter(_text_of(page.file))
        except (OSError, ValueError):
            return False
        if found is None or not found[1].get("title"):
            return False
        page.markdown, page.meta = found
        return True

    def write(self, number: int, page: Page) -> str | None:
        """Put a page that was read into the theme, and write it. Returns it, unless MkDocs did so."""
        if self._shells is not None and number not in self._ready:
            # What fails is left to MkDocs, which says what is wrong with the template.
            with contextlib.suppress(Exception):
                output = self._shells.output(page)
                utils.write_file(output.encode("utf-8", errors="xmlcharrefreplace"), page.file.abs_dest_path)
                return output
        mkdocs_build._build_page(page, self.config, self.documents, self.nav, self.env)
        return None

    def ahead(self, path: str, text: str) -> str:
        """The page that the plain file at `path` would be with this `text`. Neither this file nor those that it links
        to need be there yet."""
        self._targets.trusting = True
        file = self.files.fresh(path)
        file.content_string = text
        assert file.page is not None
        with _hearing():
            self.populate(file.page)
            return self._shells.output(file.page) if self._shells is not None else self._in_theme(file.page)

    def _in_theme(self, page: Page) -> str:
        """As `mkdocs.commands.build._build_page` does it."""
        page.active = True
        try:
            context = mkdocs_build.get_context(self.nav, self.documents, self.config, page)
            return str(self.env.get_template(page.meta.get("template", "main.html")).render(context))
        finally:
            page.active = False

    def populate_first(self) -> None:
        """Read the pages of the navigation, which every other page may show."""
        common = in_common(self.config, self._last.program) if self._last else ""
        if not (self._last and self._last.knows(common)):  # else they agreed in the last build
            with _hearing():
                self._reads_ours = self._reads_ours and all(map(self._agrees, self._sample()))
        for number in self.first:
            if self._reads_ours and self._shells is not None and self._read_title(self.page(number)):
                continue  # no other page shows more of it
            with _hearing() as said:
                read = self.populate(self.page(number))
            self._ready[number] = (read, tuple(said))
        places = {to for *_, to in map(self.places, range(len(self.docs)))}
        if self._last and self._reads_ours and len(places) == len(self.docs):
            self._last.begin(
                Path(self.config.site_dir),
                f"{common} {self._navigation()}",
                self._targets.paths(),
            )
        else:
            self._last = None

    def _navigation(self) -> str:
        """A fingerprint of what every page may show of the navigation."""
        shown: list[object] = [
            [item.title, item.url] for item in (*self.nav.pages, *self.nav.items) if isinstance(item, Page | Link)
        ]
        if self._keep_meta:  # templates of the site's own
            shown += [[page.meta, page.content, str(utils.get_build_datetime())] for page in self.nav.pages]
        return hashlib.sha256(repr(shown).encode()).hexdigest()

    def take(self) -> dict[int, Rendered]:
        """The pages as the last build made them, by number, which would be made the same now, and all other such
        files; the folder of the site holds nothing else then."""
        if self._last is None:
            utils.clean_directory(self.config.site_dir)
            return {}
        taken = {}
        for number in range(len(self.docs)):
            if number not in self._ready and (kept := self._last.take_page(*self.places(number))):
                taken[number] = Rendered(kept.anchors, kept.links, kept.meta)
        self._taken_files = {to for origin, to in self._copies() if self._last.take_file(origin, to)}
        self._last.settle()
        return taken

    def keep(self, number: int, rendered: Rendered) -> None:
        """Let the next build know of a page that was rendered."""
        if self._last is not None and rendered.kept is not None:
            path, _, to = self.places(number)
            self._last.keep_page(path, to, rendered.kept)

    def places(self, number: int) -> tuple[str, str | None, str]:
        """The path of a page's Markdown, the file that holds it, and where the page stands below the site."""
        path = self.docs[number]
        if path in self.files.plain:
            return path, f"{self.config.docs_dir}/{path}", dest_of(path)
        file = self.files.src_uris[path]
        return path, file.abs_src_path, file.dest_uri

    def _copies(self) -> Iterator[tuple[str, str]]:
        """The files that are copied and stay as they are then: where they are, and their paths below the site."""
        for file in self._media():
            changed_later = file.dest_uri.startswith("assets/") or file.dest_uri.endswith(".html")
            if file.abs_src_path is not None and not changed_later:
                yield file.abs_src_path, file.dest_uri
        for path in self._plain_copies:
            yield f"{self.config.docs_dir}/{path}", path

    def _media(self) -> Iterator[File]:
        for file in self.files:
            if file.dest_uri.endswith(".html") and file.dest_uri in self._page_places:
                continue
            if not file.is_documentation_page() and file.inclusion.is_included():  # type: ignore[no-untyped-call]
                yield file

    @cached_property
    def _page_places(self) -> frozenset[str]:
        """Where pages are to stand; a file that would be copied there gives way."""
        return frozenset(self.places(number)[2] for number in range(len(self.docs)))

    def copy_files(self) -> None:
        """All other files that were not taken over, as `Files.copy_static_files` copies them."""
        kept = {to: origin for origin, to in self._copies() if to not in self._taken_files}
        sources = {to: stamp(origin) for to, origin in kept.items()}
        for file in self._media():
            if file.dest_uri not in self._taken_files:
                file.copy_file()
        folders: set[str] = set()
        for path in self._plain_copies:
            if path in kept:
                target = f"{self.config.site_dir}/{path}"
                if (folder := os.path.dirname(target)) not in folders:
                    os.makedirs(folder, exist_ok=True)
                    folders.add(folder)
                shutil.copyfile(kept[path], target)
        if self._last is not None:
            for to, source in sources.items():
                self._last.keep_file(source, to)

    def _sample(self) -> list[int]:
        """A page of each column, a long one only where there is no other; none that is so long as only the lists of
        large sites are, which the converter reads for seconds."""
        columns: dict[str, int] = {}
        short: set[str] = set()
        for number, path in enumerate(self.docs):
            column = path.partition("/")[0]
            if column not in short:
                origin = self.places(number)[1]
                size = os.path.getsize(origin) if origin is not None else 0
                if size <= _LONGEST:
                    columns.setdefault(column, number)
                if origin is not None and size <= _SHORT:
                    columns[column] = number
                    short.add(column)
        return list(columns.values())

    def _agrees(self, number: int) -> bool:
        """Whether a page is read as this version of the converter reads it."""
        page = self.page(number)
        read = self._read_ours(page)
        ours = page.content
        if read is None:
            return True
        mkdocs_build._populate_page(page, self.config, self.files)
        return page.content == ours

    def render(self, number: int) -> Rendered:
        page = self.page(number)
        ready = self._ready.get(number)
        if ready is None:
            with _hearing() as said:
                read = self.populate(page)
            ready = (read, tuple(said))
        with _hearing() as said_after:
            output = self.write(number, page)
        read, said_before = ready
        meta: dict[str, object] = {"moved": True} if page.meta.get("moved") else {}
        if self._keep_meta:
            meta = dict(page.meta)
        kept = None
        if number not in self._ready:
            page.markdown = page.content = None
            page.toc = get_toc([])
            if number not in self.first:
                page.meta = {}
            if output is not None and read.targets is not None and read.source and not (said_before or said_after):
                kept = KeptPage(read.source, "", read.anchors, read.links, read.targets, meta, styles_of(output))
        return Rendered(read.anchors, read.links, meta, said_before, tuple(said_after), kept)


def _text_of(file: File) -> str:
    """The Markdown of a page, as MkDocs reads it; that of our own pages needs no look at its line ends."""
    if file.abs_src_path is not None:
        with open(file.abs_src_path, "rb", buffering=0) as source:
            raw = source.read()
        if not raw.startswith(codecs.BOM_UTF8) and b"\r" not in raw:
            return raw.decode("utf-8")
    return file.content_string


def _is_flat(nav: Navigation) -> bool:
    """Whether the columns are folders of the site, so that all pages of one folder and depth see them from alike."""
    urls = [item.url for item in nav.items if isinstance(item, Page | Link)]
    return len(urls) == len(nav.items) and not any("/" in url.strip("/") for url in urls if "://" not in url)


def can_render(config: MkDocsConfig) -> bool:
    """Whether pages depend on nothing but themselves and the navigation: no plugin looks at them, and no template of
    the site's own shows other pages."""
    return (
        config.theme.name == "material"
        and not config.strict  # MkDocs counts its warnings itself
        and set(config.plugins) == {"taizhang"}
        and not any(map(_shows_other_pages, changed_templates(config)))
    )


def _shows_other_pages(path: Path) -> bool:
    try:
        template = jinja2.Environment().parse(path.read_text("utf-8"))
    except (jinja2.TemplateSyntaxError, UnicodeDecodeError):  # MkDocs says what is wrong with it
        return True
    return any(name.name == "pages" for name in template.find_all(jinja2.nodes.Name))


Elsewhere = Callable[
    [SitePages, Sequence[Sequence[int]]], contextlib.AbstractContextManager[Sequence[Future[list[Rendered] | None]]]
]
"""Has chunks of pages rendered by others: what becomes of each, None where it was not done."""


def build_site_pages(
    config: MkDocsConfig, *, jobs: int, last: LastBuild | None = None, elsewhere: Elsewhere | None = None
) -> None:
    """The HTML of all pages of `config`, and all other files of the site, into its `site_dir`, by `jobs` processes or
    `elsewhere`; what the `last` build made of the same is taken over. The same bytes as those of MkDocs, where
    `can_render`."""
    try:
        pages = SitePages(config, last)
        pages.populate_first()
        _finish(pages, _render_all(pages, pages.take(), jobs, elsewhere))
    except BuildError as error:
        _LOG.error(str(error))
        raise Abort("Aborted with a BuildError!") from error


def _finish(pages: SitePages, rendered: Sequence[Rendered]) -> None:
    for number, each in enumerate(rendered):
        if number not in pages.first and pages.docs[number] not in pages.files.plain:
            pages.page(number).meta = each.meta
    taken = {to for *_, to in map(pages.places, range(len(pages.docs)))}
    files = _AllFiles(pages, [each.meta for each in rendered])
    for template in sorted(set(pages.config.theme.static_templates) - taken):
        mkdocs_build._build_theme_template(template, pages.env, files, pages.config, pages.nav)
    for template in pages.config.extra_templates:
        if template not in taken:
            mkdocs_build._build_extra_template(template, files, pages.config, pages.nav)
    _check_anchors(pages, rendered)


class _AllFiles(Files):
    """All files of a site for a template that shows them."""

    def __init__(self, pages: SitePages, metas: Sequence[dict[str, object]]) -> None:
        super().__init__(pages.files)
        base, plain, date = pages.config.site_url, pages.files.plain, utils.get_build_date()
        within = urlsplit(base).path if base else None

        def shown(path: str, meta: dict[str, object]) -> Any:
            if path not in plain:
                return pages.files.src_uris[path]
            url = dest_of(path).removesuffix("index.html")
            return _Shown(f"{base}{url}" if base else None, None if within is None else f"{within}{url}", date, meta)

        self._documents = list(map(shown, pages.docs, metas))

    def documentation_pages(self, *, inclusion: object = None) -> Sequence[Any]:
        return self._documents


def _check_anchors(pages: SitePages, rendered: Sequence[Rendered]) -> None:
    """Let MkDocs say which links lead to an anchor that is not there."""

    ids = {path: each.anchors for path, each in zip(pages.docs, rendered, strict=True)}

    @lru_cache(maxsize=1024)
    def anchors(path: str) -> frozenset[str]:
        return frozenset(ids[path].split("\n"))

    for number, each in enumerate(rendered):
        links = [link.partition("\t") for link in each.links.split("\n") if link]
        if all(anchor in anchors(to) for to, _, anchor in links):
            continue
        page = pages.at(pages.docs[number])
        with _hearing():  # it was heard when the page was rendered
            mkdocs_build._populate_page(page, pages.config, pages.files)
        for to in {to for to, _, _ in links}:
            pages.at(to).present_anchor_ids = set(anchors(to))
        page.validate_anchor_links(files=pages.files, log_level=pages.config.validation.links.anchors)


def _render_all(pages: SitePages, taken: dict[int, Rendered], jobs: int, elsewhere: Elsewhere | None) -> list[Rendered]:
    """All pages that were not taken over, rendered and written, and all other files copied; what was heard of pages is
    said in their order."""
    count = len(pages.docs)
    left = [number for number in range(count) if number not in taken]
    chunks = [left[at : at + _CHUNK] for at in range(0, len(left), _CHUNK)]
    if elsewhere and len(chunks) > 1:
        with elsewhere(pages, chunks) as futures:
            pages.copy_files()
            made = _made(pages, chunks, futures)
    elif jobs > 1 and len(chunks) > _FEW and can_fork():
        made = _side_by_side(pages, chunks, jobs)
    else:
        pages.copy_files()
        made = [pages.render(number) for number in left]
    for number, page in zip(left, made, strict=True):
        pages.keep(number, page)
        taken[number] = page
    rendered = [taken[number] for number in range(count)]
    for said in ([each.said for each in rendered], [each.said_after for each in rendered]):
        for level, line in (line for lines in said for line in lines):
            _LOG.log(level, line)
    return rendered


def _side_by_side(pages: SitePages, chunks: Sequence[Sequence[int]], jobs: int) -> list[Rendered]:
    """`chunks` of pages rendered by workers that begin with all that is in memory here."""
    with forked(jobs, _begin, (pages,)) as pool:
        futures = [pool.submit(_render_chunk, chunk) for chunk in chunks]
        pages.copy_files()
        return _made(pages, chunks, futures)


def _made(
    pages: SitePages, chunks: Sequence[Sequence[int]], futures: Sequence[Future[list[Rendered] | None]]
) -> list[Rendered]:
    """What workers made; what one of them fails at is done here, where its failure is told."""
    rendered: list[Rendered] = []
    for chunk, future in zip(chunks, futures, strict=True):
        try:
            done = future.result()
        except Exception:  # a worker that was killed, a cluster that is gone
            done = None
        rendered += done if done is not None else [pages.render(number) for number in chunk]
    return rendered


_begun: SitePages | None = None
"""In a worker: the pages of the build."""


def _begin(pages: SitePages) -> None:
    global _begun
    _begun = pages
    end_with_parent()


def _render_chunk(chunk: Sequence[int]) -> list[Rendered] | None:
    """None where a page cannot be rendered."""
    assert _begun is not None
    try:
        return [_begun.render(number) for number in chunk]
    except Exception:  # said again where it is done again
        return None


class _Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append((record.levelno, record.getMessage()))


@contextlib.contextmanager
def _hearing() -> Iterator[list[tuple[int, str]]]:
    """What MkDocs logs within the block, kept back; where the block fails, it is said before."""
    heard = _Heard()
    before, _LOG.handlers = _LOG.handlers, [heard]
    failed = True
    try:
        yield heard.lines
        failed = False
    finally:
        _LOG.handlers = before
        if failed:
            for level, line in heard.lines:
                _LOG.log(level, line)
