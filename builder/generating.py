"""The first half of a build: notices to ledger, ledger to pages and data, all planned and checked
in memory before the first file is written."""

from __future__ import annotations

import os

from builder.exports import ExportSite, plan_exports
from builder.ledger import load_registry, resolve
from builder.ledger.model import Ledger
from builder.pages import plan_pages
from builder.pipeline import build_epoch, project_notices
from builder.portal import load_site
from builder.project import Project
from builder.publishing.writing import write_tree


def project_ledger(project: Project, *, jobs: int = 1, clean: bool = False) -> Ledger:
    """The ledger of all notices of the project, counterparts included."""
    notices = project_notices(project, jobs=jobs, clean=clean)
    return resolve(notices, load_registry(project.registry), with_counterparts=True)


def generate(project: Project, *, jobs: int, clean: bool, strict: bool) -> int:
    """Write the Markdown and data files below `docs/`. Returns the date of the build in seconds since 1970."""
    site = load_site(project.config, strict=strict)
    ledger = project_ledger(project, jobs=jobs, clean=clean)
    epoch = build_epoch(ledger.notices, os.environ.get("SOURCE_DATE_EPOCH"))
    files: dict[str, str | bytes] = dict(plan_exports(ledger, ExportSite(site.name, site.url, epoch)))
    files.update(plan_pages(ledger, site))
    write_tree(project.docs, files)
    return epoch
