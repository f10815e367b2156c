"""Pages rendered from Markdown that is not written yet, to be shown before the next site is built."""

from __future__ import annotations

from collections.abc import Mapping

from builder.config.project import Project
from builder.publishing.configuration import load
from builder.publishing.mkdocs import listening
from builder.publishing.rendering.files import dest_of
from builder.publishing.rendering.site import SitePages, can_render
from builder.publishing.theme.styles import names_in


class PagesAhead:
    """The pages of the `project`, whose site stands, as they are before an edit."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._pages: SitePages | None = None
        with listening(project.config):
            config = load(project.config, project.docs, project.site)
            config.plugins.on_startup(command="serve", dirty=False)
            if can_render(config):
                self._pages = SitePages(config)
                self._pages.populate_first()
        self._linking = names_in(project.site)

    def render(self, texts: Mapping[str, str]) -> dict[str, bytes]:
        """Markdown by its paths below the pages → the finished pages, by their paths below the site; nothing where all
        is left to MkDocs."""
        if self._pages is None or not self._pages.files.plain:
            return {}
        with listening(self._project.config):
            return {
                dest_of(path): self._linking(self._pages.ahead(path, text)).encode("utf-8", "xmlcharrefreplace")
                for path, text in texts.items()
            }
