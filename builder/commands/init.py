"""`init`: the folder of a new site, with what an office writes and nothing of what the program brings."""

from __future__ import annotations

import argparse
from pathlib import Path

from builder.config.input_files import unwritable
from builder.config.project import resolved
from builder.config.shipped import BEGUN, CONFIG, SHIPPED, blank
from builder.language import lazy_re as re
from builder.messages.translation import _
from builder.model.errors import InputError
from builder.publishing.ownership import is_vacant
from builder.registry.layers import FILES, NATIONAL

_MAKEFILE = "site:\n\ttaizhang build\n"
_IGNORED = """/site/
/site.*/
/.cache/
# 由 taizhang build 写入的网页和数据；自己写的只有 docs/*.md 和 docs/assets/。
/docs/.generated.json
/docs/index.md
/docs/robots.txt
/docs/*/
!/docs/assets/
"""
_ABOUT_OVERRIDES = """# 自己的模板

网页模板随程序提供，这里通常是空的。要改其中一个，在这里放一个同名的文件（例如 `partials/footer.html`），以这里的为准。

样式和脚本同样：在 `docs/assets/` 下放同名的文件，以那里的为准。介绍程序做法的网页（怎样整理、局限、无障碍说明、搜索）也随程序提供、随程序更新；
要用自己的话，在 `docs/` 下放同名的 `method.md`、`limits.md`、`accessibility.md`、`search.md`。
"""
_ABOUT_SOURCES = """# 原始通知

原始文件和它的说明文件（同名的 `.yml`）放在这里，一份通知一个编号。用 `taizhang add 文件` 收进来；本说明不算通知。
"""
_OWN_ENTRIES = (
    "# 全国通用的内容随程序提供；这里写本站要增加的。段名（左边顶头的拼音，冒号之前）与全国的相同时，整段以这里为准。\n"
)
_FIRST_COMMENT = re.compile(r"(?:#[^\n]*\n)+")


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar=_("DIR"), help=_("folder of the new site"))


def run(arguments: argparse.Namespace) -> int:
    folder = resolved(arguments.folder)
    write_folder(folder)
    print(_("{path}: the folder of a new site", path=folder))
    print(_("1. {path}: write the site's name, address and what a portal must name", path=folder / CONFIG))
    print(_("2. {path}: complete the page about the site", path=folder / BEGUN[0]))
    print(_("3. in the folder: taizhang add FILE… for each notice, taizhang check, taizhang build"))
    print(_("each step at length: taizhang guide"))
    return 0


def write_folder(folder: Path) -> None:
    """Write the new site's files below `folder`. InputError where it is there and not empty, or cannot be written."""
    if folder.exists() and not folder.is_dir():
        raise InputError(_("is a file"), _("name a new or empty folder"), folder)
    try:
        if not is_vacant(folder):
            raise InputError(_("is not empty"), _("name a new or empty folder"), folder)
        for path, content in _files().items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
    except OSError as error:
        raise unwritable(folder, error) from error


def _files() -> dict[str, bytes]:
    """Path → content of each file of a new site."""
    written = {
        "Makefile": _MAKEFILE,
        ".gitignore": _IGNORED,
        "overrides/README.md": _ABOUT_OVERRIDES,
        "source_texts/README.md": _ABOUT_SOURCES,
        CONFIG: blank((SHIPPED / CONFIG).read_text("utf-8")),
        **{f"registry/{name}": _registry(name) for name in FILES},
    }
    copied = {path: (SHIPPED / path).read_bytes() for path in BEGUN}
    return copied | {path: words.encode("utf-8") for path, words in written.items()}


def _registry(name: str) -> str:
    """A file of the registry that says nothing yet but how it is written."""
    about = _FIRST_COMMENT.match((NATIONAL / name).read_text("utf-8"))
    return (about[0] if about else "") + "#\n" + _OWN_ENTRIES
