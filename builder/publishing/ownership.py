"""Proof before destruction: which folder may be written to, replaced or removed.

A folder that is absent or empty may be; one that holds something only where that is proven to be this
program's own. And none, whatever it holds, that is part of what a site is made from.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import builder
from builder.config.project import Project
from builder.exports.changes import LOG
from builder.language import lazy_re as re
from builder.messages.translation import N_, _
from builder.model.errors import InputError
from builder.publishing.listing import DROPPED_BY_SYSTEMS, files_below
from builder.publishing.manifest import MANIFEST, Kind, Manifest, read_manifest

_LOG_KEYS = {"date", "what", "notice", "task", "title", "address", "moved"}
"""Of an entry of the log of changes, as version 0.1 wrote it."""
_WRITING = re.compile(r"\.writing-\w{8}")
_STAGED = re.compile(rf"\d+|{re.escape(MANIFEST)}")


def refuse_overlap(folder: Path, project: Project, option: str) -> None:
    """InputError where `folder`, which was given with `option`, is, contains or lies within anything that the
    site is made from, or is or contains the project itself. Links are followed."""
    pages = {N_("the folder of pages"): project.docs}
    _refuse(folder, project, _inputs(project) | pages, _("name a folder of its own with {option}", option=option))


def refuse_overlapping_pages(project: Project) -> None:
    """InputError where the folder of pages is, contains or lies within anything else that the site is made from."""
    _refuse(project.docs, project, _inputs(project), _("make docs/ a folder of its own"))


def _inputs(project: Project) -> dict[str, Path]:
    return {
        N_("the folder of sources"): project.sources,
        N_("the registry"): project.registry,
        N_("the templates"): project.overrides,
        N_("the program"): Path(builder.__file__).parent,
        N_("the cache"): project.cache,
        N_("the version history"): project.root / ".git",
    }


def _refuse(folder: Path, project: Project, protected: dict[str, Path], hint: str) -> None:
    target = folder.resolve()
    if any(_same(target, place) for place in _upwards(project.root.resolve())):
        raise InputError(_("is or contains the project ({root})", root=project.root), hint, folder)
    for name, place in protected.items():
        place = place.resolve()
        if any(_same(part, place) for part in _upwards(target)):
            raise InputError(_("is or lies within {name} ({place})", name=_(name), place=place), hint, folder)
        if any(_same(target, part) for part in _upwards(place)):
            raise InputError(_("contains {name} ({place})", name=_(name), place=place), hint, folder)


def _upwards(place: Path) -> tuple[Path, ...]:
    return (place, *place.parents)


def _same(one: Path, other: Path) -> bool:
    """Whether two resolved paths are one place, also where a file system takes two spellings for one."""
    if one == other:
        return True
    try:
        return one.name.casefold() == other.name.casefold() and one.samefile(other)
    except OSError:
        return False


def is_vacant(folder: Path) -> bool:
    """Whether `folder` is absent, or a folder that holds nothing."""
    try:
        return not any(name not in DROPPED_BY_SYSTEMS for name in os.listdir(folder))
    except FileNotFoundError:
        return True


def check_is_site(site: Path) -> Manifest | None:
    """InputError where the folder `site` cannot be proven to be vacant or a site of this program with no file of
    another's in it: then it must not be replaced. Returns its list of files, where it has one."""
    if site.exists() and not site.is_dir():
        raise InputError(
            _("a file stands where the site folder would be"), _("name another folder with --site-dir"), site
        )
    if is_vacant(site):
        return None
    manifest = read_manifest(site)
    if manifest is None:
        if is_site_of_version_0_1(site):
            return None
        hint = _("name another folder with --site-dir; an old site may be removed by hand")
        raise InputError(_("is no site that this program built, and not empty"), hint, site)
    if manifest.kind != "site":
        raise InputError(
            _("holds {what}, not a site", what=_(_HOLDS[manifest.kind])), _("name another folder with --site-dir"), site
        )
    foreign = sorted(set(files_below(site)) - manifest.files - {MANIFEST})
    if foreign:
        raise InputError(
            _(
                "{count} files in the site were not written by this program, the first: {first}",
                count=len(foreign),
                first=foreign[0],
            ),
            _("move them away; what each build shall carry belongs below docs/"),
            site,
        )
    return manifest


_HOLDS: dict[Kind, str] = {
    "pages": N_("generated pages"),
    "site": N_("a site"),
    "export": N_("exported data"),
    "unfinished": N_("an unfinished site"),
}


def check_writable(folder: Path, kind: Kind) -> None:
    """InputError where generated files of `kind` must not be written to `folder`: what it holds is generated
    for another end, or, pages apart (which stand beside those written by hand), not generated at all."""
    if folder.exists() and not folder.is_dir():
        raise InputError(_("a file stands where the folder would be"), _("name another folder"), folder)
    manifest = read_manifest(folder)
    if manifest is not None and manifest.kind != kind:
        raise InputError(_("holds {what}", what=_(_HOLDS[manifest.kind])), _("name another folder"), folder)
    if manifest is None and kind != "pages" and not is_vacant(folder):
        raise InputError(_("holds files that this program did not write"), _("name a new or empty folder"), folder)


def is_site_of_version_0_1(site: Path) -> bool:
    """Whether `site` is a site as version 0.1 left it, without a list: by its data package and its log of changes."""
    if not (site / "404.html").is_file() or not (site / "index.html").is_file() or (site / "index.md").exists():
        return False
    try:
        package = json.loads((site / "data" / "datapackage.json").read_bytes())
        log = json.loads((site / LOG).read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    ours = isinstance(package, dict) and package.get("name") == "taizhang"
    return ours and isinstance(log, list) and all(isinstance(entry, dict) and set(entry) == _LOG_KEYS for entry in log)


def is_whole_site(folder: Path) -> bool:
    """Whether `folder` is a finished site of this program."""
    try:
        manifest = read_manifest(folder)
    except InputError:
        return False
    return is_site_of_version_0_1(folder) if manifest is None else manifest.kind == "site"


def is_disposable(folder: Path) -> bool:
    """Whether `folder`, which bears the name of one that a build made beside the site, is proven to be that."""
    try:
        if is_whole_site(folder) or all(name.startswith(MANIFEST) for name in os.listdir(folder)):
            return True
        manifest = read_manifest(folder)
    except (InputError, OSError):
        return False
    return manifest is not None and manifest.kind == "unfinished"


def is_staging(folder: Path) -> bool:
    """Whether `folder` is what a killed run left of writing files beside their places."""
    return (
        _WRITING.fullmatch(folder.name) is not None
        and folder.is_dir()
        and not folder.is_symlink()
        and all(_STAGED.fullmatch(entry.name) and entry.is_file(follow_symlinks=False) for entry in os.scandir(folder))
    )
