"""Bundles in the cache: three parts, each read alone, as most builds need but the first of most bundles."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sys
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path

from builder.places import slugs
from builder.publishing.search.bundles import Bundle, PageFile, Words
from builder.publishing.search.page_reading import SearchPage
from builder.publishing.search.summary import Summary

SUFFIX = ".bundle"
_SUMMARY, _WORDS, _ROWS = range(3)


def name_of(files: Iterable[PageFile]) -> str:
    """The name of the file that a bundle is kept in, by all that it depends on."""
    digest = hashlib.sha256(program().encode())
    for file in files:
        digest.update(f"\n{file.address} {file.digest}".encode("utf-8", "surrogateescape"))
    return digest.hexdigest() + SUFFIX


@cache
def program() -> str:
    """A fingerprint of what makes bundles."""
    digest = hashlib.sha256(f"{sys.version} {unicodedata.unidata_version} {version('lxml')}".encode())
    places = Path(slugs.__file__)
    for path in (*sorted(Path(__file__).parent.glob("*.py")), places, places.with_name("syllables.txt")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def store(path: Path, bundle: Bundle) -> bool:
    """Keep a bundle, each part with its checksum: one that is cut, or is that of another bundle, counts as none. False
    where it cannot be kept."""
    summary = {name: getattr(bundle.summary, name) for name in Summary.__slots__}
    words = [bundle.words.slices, [[asdict(page), *rest] for page, *rest in bundle.words.pages]]
    parts = [_json(summary), _json(words), b"\n".join(key + b" " + piece for key, piece in bundle.rows.items())]
    head = json.dumps([[len(part), _checksum(path, part)] for part in parts]).encode()
    try:
        path.write_bytes(b"\n".join([head, *parts]))
    except OSError:
        return False
    return True


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _part(path: Path, number: int) -> bytes | None:
    """A part of the bundle kept in `path`; None where there is none, or it is damaged."""
    try:
        with path.open("rb") as file:
            head = json.loads(file.readline())
            size, checksum = head[number]
            file.seek(sum(before + 1 for before, _ in head[:number]), 1)
            part = file.read(size)
    except (OSError, ValueError, TypeError, IndexError, KeyError):
        return None
    return part if _checksum(path, part) == checksum else None


def _checksum(path: Path, part: bytes) -> str:
    """Over the name too, which says what a bundle was made from."""
    digest = hashlib.sha256(path.name.encode())
    digest.update(part)
    return digest.hexdigest()


def load_summary(path: Path) -> Summary | None:
    part = _part(path, _SUMMARY)
    return Summary(**json.loads(part.decode("utf-8", "surrogatepass"))) if part is not None else None


def load_words(path: Path) -> Words | None:
    part = _part(path, _WORDS)
    if part is None:
        return None
    slices, pages = json.loads(part.decode("utf-8", "surrogatepass"))
    return Words(slices, [(_page(**page), digest, own, beside) for page, digest, own, beside in pages])


def _page(
    *,
    address: str,
    title: str,
    blocks: list[str],
    names: list[str],
    other_names: list[str],
    subjects: list[str],
    facets: dict[str, list[str]],
) -> SearchPage:
    return SearchPage(
        address,
        title,
        tuple(blocks),
        tuple(names),
        tuple(other_names),
        tuple(subjects),
        {name: tuple(values) for name, values in facets.items()},
    )


def load_rows(path: Path) -> dict[bytes, bytes] | None:
    part = _part(path, _ROWS)
    if part is None:
        return None
    rows = (line.partition(b" ") for line in part.split(b"\n"))
    return {key: piece for key, _, piece in rows if key}


def forget(cache: Path, but: Collection[str] = ()) -> None:
    """Remove the bundles in a folder `but` those that are named."""
    with contextlib.suppress(OSError):
        for path in cache.glob(f"*{SUFFIX}"):
            if path.name not in but:
                path.unlink()
