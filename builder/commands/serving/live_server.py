"""The server of MkDocs, which can show pages before the site has them."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from wsgiref.util import FileWrapper

from mkdocs.livereload import LiveReloadServer

_LOOKED_AT = 0.2
"""Seconds between two looks at the files that are watched."""
_QUIET, _PATIENCE = 0.2, 1.0
"""Seconds without a request after which browsers have loaded what they show, and how long they are waited for."""


class LiveServer(LiveReloadServer):
    """As that of MkDocs; pages that were shown ahead stand before those of the site."""

    def __init__(self, builder: Callable[[], None], host: str, port: int, root: str) -> None:
        super().__init__(builder, host, port, root, polling_interval=_LOOKED_AT)
        self._ahead: Mapping[str, bytes] = {}
        self._asked = time.monotonic()

    def show_ahead(self, pages: Mapping[str, bytes]) -> None:
        """Show `pages` (by their paths below the site) until `show_site`, and wait until browsers have them: they would
        compete with what is built next."""
        if not pages:
            return
        with self._epoch_cond:
            self._ahead = pages
            self._visible_epoch = self._wanted_epoch
            self._epoch_cond.notify_all()
        begun = self._asked = time.monotonic()
        while (now := time.monotonic()) - begun < _PATIENCE and now - self._asked < _QUIET:
            time.sleep(_QUIET / 10)

    def show_site(self) -> None:
        """Show the site alone; browsers load again what they show."""
        with self._epoch_cond:
            self._ahead = {}
            if self._visible_epoch == self._wanted_epoch:  # else an edit is being looked at, which shows itself
                self._visible_epoch = self._wanted_epoch = self._visible_epoch + 1
                self._epoch_cond.notify_all()

    def _serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if not path.startswith("/livereload/"):
            self._asked = time.monotonic()
            with self._epoch_cond:
                self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
                page, epoch = self._ahead.get(f"{path[1:]}index.html"), self._visible_epoch
            if page is not None and path.endswith("/"):
                content = self._inject_js_into_html(page, epoch)  # type: ignore[no-untyped-call]
                start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(content)))])
                return FileWrapper(io.BytesIO(content))
        found: Iterable[bytes] | None = super()._serve_request(environ, start_response)
        return found
