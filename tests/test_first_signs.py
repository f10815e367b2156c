"""The engine is told with which signs a match may begin, and finds what it would find without."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
from re import _compiler, _parser  # type: ignore[attr-defined]

import pytest

import builder
from benchmarks.corpus import notice_text
from builder.language import lazy_re
from builder.language.first_signs import with_first_signs
from builder.language.kept_patterns import _compiled, _made
from builder.language.wordlists import alternatives

TEXT = "（一）修渠 12 公里，由水利局、农业局牵头。\n2024年底前建成ⅹ；年年底𠮷村 \u3000５户"
TOLD = [
    "(?<=，)(?:由|请)",
    "(?:水|农)?[局业]|牵头",
    r"(?:\d+|第?[一二])(?=公里|）| )",
    "(?P<who>(?:水利|农业)局)+?|\\s底",
    "(?!年)[年底前]{2,3}|𠮷|\\A（",
    "(?>前|底)+",
    r"\b公里",
]
UNTOLD = [".里", "[^，]局", r"\w局", "年?(?=底)", "(?i:plan|Ⅹ)", r"(年)?\1底"]


def _finds(pattern: re.Pattern[str], text: str) -> list[object]:
    return [(each.span(), each.groups()) for each in pattern.finditer(text)]


@pytest.mark.parametrize("pattern", [*TOLD, *UNTOLD])
def test_the_same_is_found(pattern: str) -> None:
    made, true = _made(pattern, _compiled(pattern, 0)), re.compile(pattern)
    assert _finds(made, TEXT) == _finds(true, TEXT) != []
    for start in range(len(TEXT)):
        assert str(made.search(TEXT, start, start + 9)) == str(true.search(TEXT, start, start + 9))


@pytest.mark.parametrize(
    ("pattern", "is_told"), [*((each, True) for each in TOLD), *((each, False) for each in UNTOLD)]
)
def test_signs_are_told_where_they_are_few(pattern: str, is_told: bool) -> None:
    tree = _parser.parse(pattern)
    code = _compiler._code(tree, 0)
    assert (with_first_signs(code, tree, tree.state.flags) != code) is is_told


def test_patterns_of_all_rooms_find_the_same() -> None:
    for module in pkgutil.walk_packages(builder.__path__, "builder."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    text = notice_text(0, 3) + notice_text(7, 2)
    gc.unfreeze()  # what stood when a cache was read is frozen, and not among the objects
    patterns = [each for each in gc.get_objects() if isinstance(each, lazy_re.Later) and isinstance(each.pattern, str)]
    assert len(patterns) > 900
    found = [_finds(each, text) for each in patterns]
    assert any(found)
    for each, told in zip(patterns, found, strict=True):
        assert told == _finds(re.compile(each.pattern, each._given), text), each.pattern


def test_grouped_words_are_found_in_their_order() -> None:
    words = ["修", "修渠", "修渠道", "修路", "渠", "渠道", "修渠", "a.b", "a+"]
    plain = "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
    for behind in ("", "(?!道)", "(?=路|渠|b)", r"\b"):
        made, true = re.compile(f"(?:{alternatives(words)}){behind}"), re.compile(f"(?:{plain}){behind}")
        assert _finds(made, "修渠道修路渠a.ba+axb修") == _finds(true, "修渠道修路渠a.ba+axb修") != []
    assert re.compile(f"(?<!{alternatives(['水渠', '水库', '公路'])})边").findall("水渠边水边公路边") == ["边"]
