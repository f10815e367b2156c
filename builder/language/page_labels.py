"""The labels of a page's metadata block (索引号, 文号, 发文机关 …), and what its entries say of the notice."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from builder.language import lazy_re as re
from builder.language.wordlists import read_data

_NUMBERED = re.compile(r"\d|第[一二三四五六七八九十百零〇]{1,5}[期号]")
_NOTHING = frozenset(["无", "/", "-", "—", "暂无", "空"])
_RAW = read_data("page_labels.yml", Path(__file__).parent)

FACTS: dict[str, tuple[str, ...]] = {fact: tuple(labels.split()) for fact, labels in _RAW["facts"].items()}
"""Fact of a notice → its labels, the strongest first."""
TITLES = frozenset(FACTS["title"])
"""Labels whose value is a title, which may hold spaces."""
WITH_COLON = frozenset(_RAW["with_colon"].split())
"""Labels that count only with a colon."""
LABELS = frozenset(label for labels in FACTS.values() for label in labels) | frozenset(_RAW["others"].split())


def _spaced(label: str) -> str:
    return r"[ \u3000\u00a0]{0,6}".join(map(re.escape, label))


LABEL = "|".join(_spaced(label) for label in sorted(LABELS, key=lambda label: (-len(label), label)))
"""A label with the spaces that may set it, the longest first."""
_ENTRY = re.compile(
    rf"\s*(?:(?P<label>{LABEL})\s*[：:]"
    rf"|(?:[0-9]{{1,2}}[.、][ \u3000]*)?[【\[［](?P<boxed>{LABEL})[】\]］][ \u3000]*[：:]?)\s*(?P<value>.{{0,80}})\Z"
)


def bare_label(words: str) -> str:
    """索 引 号： → 索引号."""
    return re.sub(r"[\s：:\u3000]", "", words)


def page_entry(words: str) -> tuple[str, str] | None:
    """发布日期：2019-01-02, 【发布日期】2019-01-02, 2. [发布日期] 2019-01-02:
    label and value of an entry of the page around a text, or None."""
    found = _ENTRY.match(words.rstrip())
    return (found["label"] or found["boxed"], found["value"]) if found else None


def _says(fact: str, value: str) -> bool:
    """Whether a value may be that of a fact: 字号：大中小 is a button, no number."""
    return fact != "document_number" or bool(_NUMBERED.search(value))


def read_metadata(entries: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Fact → what a block says of it, from its (label, value) entries; an entry without a value says nothing, and
    of two with one label the first counts."""
    given: dict[str, str] = {}
    for label, value in entries:
        words = " ".join(value.split())
        if words and words not in _NOTHING:
            given.setdefault(bare_label(label), words)
    found = {}
    for fact, labels in FACTS.items():
        if value := next((given[label] for label in labels if label in given and _says(fact, given[label])), ""):
            found[fact] = value
    return found
