"""Files of the theme that no page uses: its scripts, some of which call `eval`, and source maps."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def drop_unused(site: Path, own: Iterable[Path]) -> list[str]:
    """Remove from `site` the scripts below assets/ that none of the folders `own` (docs, overrides) holds, and all
    source maps. The site's pages load their own scripts only (overrides/partials/javascripts). Returns their paths."""
    folders = list(own)
    dropped = []
    for path in sorted((site / "assets").rglob("*")):
        name = path.relative_to(site)
        foreign = path.suffix == ".js" and not any((folder / name).is_file() for folder in folders)
        if path.is_file() and (foreign or path.suffix == ".map"):
            path.unlink()
            dropped.append(name.as_posix())
    parents = {parent for name in dropped for parent in (site / name).parents if site in parent.parents}
    for folder in sorted(parents, key=lambda folder: -len(folder.parts)):
        if not any(folder.iterdir()):
            folder.rmdir()
    return dropped
