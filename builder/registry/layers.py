"""One file of the registry in its two layers: what the program brings for the whole country, and the office's own.

The office's entries stand beside those of the program; of two under one key (段名, the word before an entry's
colon) the office's counts, whole.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path

from builder.config.input_files import unreadable
from builder.config.yaml_file import Entry, read_yaml
from builder.language.lazy_dataclasses import dataclass
from builder.messages.translation import _
from builder.model.errors import InputError

NATIONAL = Path(__file__).parent / "national"

FILES: dict[str, tuple[str, ...]] = {
    "bodies.yml": ("kinds", "bodies"),
    "counterparts.yml": ("add", "strike"),
    "documents.yml": ("documents", "laws"),
    "groups.yml": ("groups",),
    "jurisdictions.yml": ("jurisdictions",),
    "measures.yml": ("measures", "general"),
    "topics.yml": ("national", "topics"),
}
"""File → its top keys."""

_README = "readme.md"
_NO = ("false", "no", "否")


@dataclass(frozen=True, slots=True)
class Layers:
    """The top keys of one file in each layer, the program's first."""

    tops: tuple[dict[str, Entry], ...]

    def of(self, key: str) -> list[Entry]:
        """What each layer says under a top key."""
        return [top[key] for top in self.tops if key in top]

    def pairs(self, key: str) -> list[tuple[Entry, Entry]]:
        """Name and entry under a top key, each name once: in its first place, as the last layer has it."""
        merged: dict[str, tuple[Entry, Entry]] = {}
        for layer in self.of(key):
            merged.update((name.text(), (name, entry)) for name, entry in layer.pairs())
        return list(merged.values())

    def items(self, key: str) -> list[Entry]:
        """The entries of a list of all layers."""
        return [item for layer in self.of(key) for item in layer.items()]

    def words(self, key: str) -> frozenset[str]:
        """Words with spaces between them, of all layers."""
        return frozenset(word for layer in self.of(key) for word in layer.text().split())


def read_layers(folder: Path | None) -> dict[str, Layers]:
    """Each file of the registry by its name. `folder`: the office's, whose files may be absent; None outside any
    project. InputError where it holds anything else than files of the registry, a README.md and hidden files, or one
    of them is not in its form."""
    there = {path.name: path for path in _own(folder)} if folder is not None else {}
    return {name: _layers(name, there.get(name)) for name in FILES}


def _own(folder: Path) -> list[Path]:
    """The office's files of the registry. What is called otherwise would be passed over without a word."""
    if not os.path.lexists(folder):
        return []
    try:
        found = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except NotADirectoryError:
        hint = _("the registry is a folder with files as {file}", file=next(iter(FILES)))
        raise InputError(_("is no folder"), hint, folder) from None
    except OSError as error:
        raise unreadable(folder, error) from None
    own = [path for path in found if path.name.lower() != _README]
    for path in own:
        if path.name not in FILES:
            near = difflib.get_close_matches(path.name.lower(), FILES, 1, 0.7)
            hint = (
                _("is it {near!r}?", near=near[0])
                if near
                else _("files of the registry are {files}", files=", ".join(FILES))
            )
            raise InputError(_("no file of the registry"), hint, path)
    return own


def _layers(name: str, own: Path | None) -> Layers:
    tops = tuple(_top(path, FILES[name]) for path in (NATIONAL / name, own) if path is not None)
    alone = any(_is_no(top["national"]) for top in tops if "national" in top)
    return Layers(tops[1:] if alone else tops)


def _top(path: Path, keys: tuple[str, ...]) -> dict[str, Entry]:
    entry = read_yaml(path)
    return entry.fields(keys) if entry else {}


def _is_no(entry: Entry) -> bool:
    """Whether the office's file says that it stands alone."""
    if entry.text() not in (*_NO, "true", "yes", "是"):
        raise entry.error(_("{value!r} is neither yes nor no", value=entry.text()), _("write true (是) or false (否)"))
    return entry.text() in _NO


def is_national(entry: Entry) -> bool:
    """Whether an entry is the program's."""
    return entry.path.parent == NATIONAL
