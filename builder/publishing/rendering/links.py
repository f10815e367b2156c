"""Where the links of a page lead in the site, as MkDocs would write them."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit, urlunsplit

from mkdocs.utils import get_relative_url

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.publishing.rendering.markup import UnknownMarkdown

_INDEX = "index.md"
_UPWARD = re.compile(r"((?:\.\./)*)((?:[a-z0-9_-]+/)*)index\.md")


@dataclass(frozen=True, slots=True)
class Target:
    """A file of the site: its `url`; `page`: of a page, the path of its Markdown; `mark`: that of its path."""

    url: str
    page: str | None
    mark: int


class PageLinks:
    """The links of the page whose file is `source` and whose address is `url`. `targets`: all files that a link may
    lead to, by path. `anchored`: the pages and anchors that links lead to, each pair once, in order. `reached`: the
    marks of all files that links lead to."""

    def __init__(self, source: str, url: str, targets: Mapping[str, Target]) -> None:
        self._url = url
        self._targets = targets
        self._folder = posixpath.dirname(source)
        above = [f"{self._folder}/"] if self._folder else [""]
        while above[-1]:
            parent = posixpath.dirname(above[-1][:-1])
            above.append(f"{parent}/" if parent else "")
        self._above = above
        # Between two pages that are the index of their folder, the address is the path without its last part.
        self._plain = url == (above[0] or "./")
        self._own = targets[source].page
        self._found: dict[str, str] = {}
        self.anchored: dict[tuple[str, str], None] = {}
        self.reached: set[int] = set()

    def resolve(self, link: str) -> str:
        """The address for a link as it stands in the Markdown. UnknownMarkdown where MkDocs has a say."""
        found = self._found.get(link)
        if found is None:
            found = self._found[link] = self._resolved(link)
        return found

    def _resolved(self, link: str) -> str:
        path, _, anchor = link.partition("#")
        if self._plain and (between := _UPWARD.fullmatch(path)):
            up, down = len(between[1]) // 3, between[2]
            if up < len(self._above) and not self._turns_back(up, down):
                folder = f"{self._above[up]}{down}"
                target = self._target(f"{folder}{_INDEX}")
                if target.url != (folder or "./"):
                    raise UnknownMarkdown
                self._reach(target, anchor)
                return f"{between[1]}{down or ('' if up else './')}{'#' + anchor if anchor else ''}"
        return self._by_rule(link)

    def _turns_back(self, up: int, down: str) -> bool:
        """Whether a path goes up from a folder and down into it again."""
        return up > 0 and self._above[up - 1] == f"{self._above[up]}{down.partition('/')[0]}/"

    def _by_rule(self, link: str) -> str:
        """As MkDocs goes about it (`_RelativePathTreeprocessor.path_to_url`)."""
        scheme, host, path, query, anchor = urlsplit(link)
        if scheme or host:
            return link
        if link.startswith("/"):
            raise UnknownMarkdown
        if not path:
            if anchor and self._own is not None:
                self.anchored[self._own, anchor] = None
            return link
        target = self._target(posixpath.normpath(posixpath.join(self._folder, unquote(path)).lstrip("/")))
        self._reach(target, anchor)
        return urlunsplit(("", "", get_relative_url(target.url, self._url), query, anchor))

    def _target(self, path: str) -> Target:
        try:
            return self._targets[path]
        except KeyError:
            raise UnknownMarkdown from None

    def _reach(self, target: Target, anchor: str) -> None:
        self.reached.add(target.mark)
        if anchor and target.page is not None:
            self.anchored[target.page, anchor] = None
