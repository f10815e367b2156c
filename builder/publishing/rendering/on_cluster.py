"""Pages rendered by the workers of a cluster. They see the folders of the site, and each gathers its pages once."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from builder.language.lazy_dataclasses import dataclass
from builder.publishing.configuration import load
from builder.publishing.rendering.site import Rendered, SitePages


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker needs to know of a build: its folders, its date, `pages`, a fingerprint of their list, and the
    file by which it sees that the folder of the site is the one of the build."""

    config: str
    docs: str
    site: str
    epoch: str | None
    pages: str
    shared: str


@contextlib.contextmanager
def rendering(
    pages: SitePages, chunks: Sequence[Sequence[int]], executor: Executor
) -> Iterator[list[Future[list[Rendered] | None]]]:
    """What becomes of each chunk, once it is waited for: None where a worker cannot render it."""
    config = pages.config
    shared = Path(config.site_dir) / f".shared-{secrets.token_hex(8)}"
    shared.parent.mkdir(parents=True, exist_ok=True)
    shared.touch()
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    order = Order(str(config.config_file_path), config.docs_dir, config.site_dir, epoch, _listed(pages), str(shared))
    try:
        yield [executor.submit(_render, order, chunk) for chunk in chunks]
    finally:
        shared.unlink()


def _listed(pages: SitePages) -> str:
    return hashlib.sha256("\n".join(pages.docs).encode("utf-8", "surrogateescape")).hexdigest()


_begun: tuple[Order, SitePages] | None = None
_one_at_a_time = threading.Lock()
"""A worker may have several threads; MkDocs keeps what it is at in its objects."""


def _render(order: Order, chunk: Sequence[int]) -> list[Rendered] | None:
    with _one_at_a_time:
        try:
            pages = _pages_of(order)
            return [pages.render(number) for number in chunk] if pages else None
        except Exception:  # said again where it is done again
            return None


def _pages_of(order: Order) -> SitePages | None:
    """The pages of the build, where this machine sees the same ones."""
    global _begun
    if _begun is None or _begun[0] != order:
        if not Path(order.shared).is_file():
            return None
        if order.epoch is not None:
            os.environ["SOURCE_DATE_EPOCH"] = order.epoch
        pages = SitePages(_config(order))
        pages.populate_first()
        if _listed(pages) != order.pages:
            return None
        _begun = order, pages
    return _begun[1]


def _config(order: Order) -> MkDocsConfig:
    config = load(Path(order.config), Path(order.docs), Path(order.site))
    config.plugins.on_startup(command="build", dirty=False)
    return config
