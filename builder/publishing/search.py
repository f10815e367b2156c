"""The search index, by Pagefind (extended: it cuts Chinese into words)."""

from __future__ import annotations

import platform
import re
import subprocess
from pathlib import Path

from builder.model.errors import InputError

MINIMUM = (1, 6)
"""1.5 finds none of the pages for some Chinese words: queries are not cut as the pages were."""

INDEX = "search-index"
"""The folder of the site that the index stands in."""
UNSEARCHED = "[data-unsearched]"
"""What is on every page and no part of what it says."""

_SYSTEMS = {"Linux": "linux", "Darwin": "darwin", "Windows": "windows", "FreeBSD": "freebsd"}
_MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}


def pagefind_binary(root: Path) -> Path:
    """The Pagefind program that `npm ci` put below `root`. InputError where there is none for this machine."""
    system = _SYSTEMS.get(platform.system(), platform.system().lower())
    machine = _MACHINES.get(platform.machine().lower(), platform.machine().lower())
    suffix = ".exe" if system == "windows" else ""
    binary = root / "node_modules" / "@pagefind" / f"{system}-{machine}" / "bin" / f"pagefind_extended{suffix}"
    if not binary.is_file():
        hint = (
            "run `make setup`; where that brings none for this system: "
            f"npm install --no-save @pagefind/{system}-{machine}@1.6.0"
        )
        raise InputError("the search program is not installed", hint, binary)
    return binary


def index_site(site: Path, root: Path) -> int:
    """Write the search index of the pages of `site` to `site/search-index/`. Returns the number of pages in it."""
    binary = pagefind_binary(root)
    done = subprocess.run(
        [
            binary,
            *("--site", site, "--output-path", site / INDEX),
            *("--force-language", "zh", "--exclude-selectors", UNSEARCHED),
        ],
        capture_output=True,
        encoding="utf-8",  # what Pagefind writes, whatever the locale
        errors="replace",
        check=False,
        cwd=root,
    )
    version = re.search(r"Running Pagefind v(\d+)\.(\d+)", done.stdout + done.stderr)
    if version and (int(version[1]), int(version[2])) < MINIMUM:
        raise InputError(
            f"Pagefind {version[1]}.{version[2]} cannot search Chinese", "install 1.6 or newer with `npm ci`", binary
        )
    pages = re.search(r"Indexed (\d+) pages?", done.stdout)
    if done.returncode or not pages:
        last = ((done.stderr or done.stdout).strip().splitlines() or ["no output"])[-1]
        raise InputError(f"the search index could not be made: {last}", "see the message of Pagefind", site)
    for unused in (
        "pagefind-ui.js",
        "pagefind-ui.css",
        "pagefind-modular-ui.js",
        "pagefind-modular-ui.css",
        "pagefind-component-ui.js",
        "pagefind-component-ui.css",
        "pagefind-highlight.js",
    ):
        (site / INDEX / unused).unlink(missing_ok=True)
    return int(pages[1])
