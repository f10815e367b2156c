"""Slugs of items: the part of an address, or of the name of a place on a page, that is an item's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from builder.language import lazy_re as re
from builder.language.numerals import integer_of

_NUMERAL = re.compile(r"[零〇○一二三四五六七八九十百两]+|\d+|[①-⑳㉑-㉟]|[a-z]+")
_REPEAT = re.compile(r"\[(\d+)\]\Z")
_NAMED = {"附件": "annex", "表": "table", "通知": "cover"}
# 第一章, 一, (一), 1, (1): from the outermost in, as GB/T 9704—2012, 7.3.3 has them
_ORDER = tuple(map(re.compile, ("第", "[一-龥〇○]", r"\([一-龥〇○]", r"\d", r"\(\d")))


def id_slugs(paths: Mapping[str, str]) -> dict[str, str]:
    """By id its slug, no two the same: the slugs of the labels of its path (`paths`, by id), 二/(一)/1 → 2-1-1.

    Of labels beside each other that have the same number (一 and 1), the one of the outer shape has it alone, else
    the first; the others are counted: 1, 1_2. So nothing depends on what other notices say, nor on wording."""
    below: dict[str, dict[str, None]] = {}
    for path in paths.values():
        above = ""
        for label in path.split("/"):
            below.setdefault(above, {})[label] = None
            above += f"/{label}"
    slugs = {"": ""}
    for above, labels in below.items():
        for label, slug in _side_by_side(labels).items():
            slugs[f"{above}/{label}"] = f"{slugs[above]}-{slug}".lstrip("-")
    return {item_id: slugs[f"/{path}"] for item_id, path in paths.items()}


def _side_by_side(labels: Iterable[str]) -> dict[str, str]:
    """The slugs of the labels below one item."""
    found: dict[str, str] = {}
    taken: dict[str, int] = {}
    waiting: list[str] = []
    for label in sorted(labels, key=_depth):
        slug = label_slug(label)
        if slug in taken:
            waiting.append(label)
        else:
            found[label] = slug
            taken[slug] = 1
    for label in waiting:
        slug = label_slug(label)
        taken[slug] += 1
        while (counted := f"{slug}_{taken[slug]}") in taken:
            taken[slug] += 1
        found[label] = counted
        taken[counted] = 1
    return found


def _depth(label: str) -> int:
    return next((at for at, shape in enumerate(_ORDER) if shape.match(label)), len(_ORDER))


@lru_cache(maxsize=10_000)
def label_slug(label: str) -> str:
    """The numbers of a label, joined by dots; what has none keeps a word, and a label that its parent has
    already had its count: 附件2 → annex2, 2.1 → 2.1, 三[2] → 3_2."""
    repeat = _REPEAT.search(label)
    bare = label[: repeat.start()] if repeat else label
    name = next((word for chinese, word in _NAMED.items() if bare.startswith(chinese)), "")
    numbers = ".".join(_number(part) for part in _NUMERAL.findall(bare.lower()))
    return (name + numbers or "x") + (f"_{repeat.group(1)}" if repeat else "")


def _number(part: str) -> str:
    """Letters as they are, a numeral in figures; figure by figure where the signs make no numeral (十十 → 1010)."""
    if part.isascii() and part.isalpha():
        return part
    number = integer_of(part)
    return str(number) if number is not None else "".join(str(integer_of(sign)) for sign in part)
