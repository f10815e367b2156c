"""What an edit of a notice makes of its own pages, before the site is built anew: they need that notice and what the
last build knows of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.commands.generate import facts_of, read_project, resolved_again
from builder.config.project import Project
from builder.config.site import SiteFacts
from builder.exports.plan import plan_downloads
from builder.ledger.index import LedgerIndex
from builder.pages.plan import plan_pages_of
from builder.pipeline import check_places, project_resolved, project_sources
from builder.publishing.rendering.ahead import PagesAhead
from builder.publishing.status import divide
from builder.source.raw_file import RawNotice
from builder.source.source import notice_id

_MOST = 3
"""Notices that are previewed; the pages of more take as long as the site."""


class Preview:
    """Of the `project` whose site stands, made from `sources` and by what `site` says."""

    def __init__(self, project: Project, sources: Sequence[RawNotice], site: SiteFacts) -> None:
        self._project = project
        self._site = site
        self._read = read_project(project, sources)
        self._ahead = PagesAhead(project)

    def pages(self) -> dict[str, bytes]:
        """The pages of the notices that changed since, by their paths below the site; none where that is no matter of a
        few notices. The registry is that of the last build. InputError where a source cannot be read."""
        read = self._read
        divided = divide(project_sources(self._project))
        sources = (*divided.published, *divided.drafts)
        before = {raw.file.path: raw for raw in read.sources}
        changed = [raw for raw in sources if before.get(raw.file.path) != raw]
        if not 0 < len(changed) <= _MOST or not before.keys() <= {raw.file.path for raw in sources}:
            return {}
        check_places(changed, read.registry)
        fresh = {each.notice.id: each for each in project_resolved(self._project, changed, read.registry)}
        alone = {each.notice.id: each for each in read.alone} | fresh
        ledger = resolved_again(sources, read.registry, list(alone.values()), read.pairs.record()).ledger
        index = LedgerIndex(ledger)
        facts = {notice_id(raw.file.path.stem, raw.file.sha256): facts_of(raw) for raw in changed}
        known = self._site
        site = replace(known, sources={**known.sources, **facts})
        if not fresh.keys() <= known.sources.keys():
            site = replace(site, downloads=plan_downloads(ledger))
        texts: dict[str, str] = {}
        for notice in fresh:
            texts.update(plan_pages_of(index.notices[notice], index, site))
        return self._ahead.render(texts)
