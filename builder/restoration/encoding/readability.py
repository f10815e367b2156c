"""Which lines are readable Chinese, and which are what a wrong code page made of it.

Sound lines of notices are, by the statistics of the language, e^-9 a character or likelier, whatever they list;
lines read with the wrong code page are e^-15. They are looked at only where most of their characters are such that
notices do not hold, so that a sound text costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from builder.language import lazy_re as re
from builder.restoration.characters.script_forms import everyday, forms
from builder.restoration.encoding.trigram_model import Language, fold

UNLIKELY = -12.5
"""A line that is less likely than this (natural logarithm, a character) is no Chinese."""
_FEWEST = 4
"""Characters beyond ASCII that a line must have, to be judged."""
_RARE_SHARE, _FOREIGN_SHARE = 0.35, 0.5
"""Where so many of its Chinese characters are rare, or of its letters beyond ASCII not Chinese, a line is looked at."""
_JAPANESE = 0.2
"""So many Hiragana among the Chinese characters make a line Japanese."""
_NAMES = 6
"""Characters of a line that may be rare names and no more."""
_SOUND = 10
"""Of so many lines one may be of rare names."""
_LINE = re.compile(r"[^\r\n]+")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_FOREIGN = re.compile("[\u00a1-\u00a6\u00a8-\u00af\u00b2-\u00b6\u00b8-\u00d6\u00d8-\u1fff\u2020\u2021\u2030\u2039\u203a"
                      "\u20ac\u2122\u2202-\u2265\ua000-\uabff\uac00-\ud7ff\ufb00-\ufb06\uff61-\uff9f]")  # fmt: skip
_LIVING = re.compile(
    "[\u0370-\u03ff]+|[\u0400-\u052f]+|[\u0600-\u06ff]+|[\u0f00-\u0fff]+|[\u1800-\u18af]+|[\uac00-\ud7a3]+"
)
"""Runs of one script that people write: Greek, Cyrillic, Arabic and Uyghur, Tibetan, Mongolian, Korean."""
_BOX = re.compile("[\u2500-\u259f]")
_DRAWN = re.compile("[\u2500-\u259f][\u00a1-\u00ff\u0370-\u03ff]|[\u00a1-\u00ff\u0370-\u03ff][\u2500-\u259f]")
"""Parts of boxes beside letters: no table is drawn so, but CP437 and CP850 read bytes as both."""
_HIRAGANA = re.compile("[\u3041-\u309f]")
_LETTER = re.compile(r"[A-Za-z]")


def unreadable_lines(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines of `text` stand that are no readable Chinese, nor another language."""
    if not _needs_check(text):
        return
    lines = list(_LINE.finditer(text))
    found = [line for line in lines if is_unreadable(line.group())]
    # 顓頊生窮蟬。 in a long text that is sound elsewhere: rare names, no damage
    if len(found) * _SOUND > len(lines) or any(len(_common_signs().findall(line.group())) > _NAMES for line in found):
        # A wrong code page that gives common characters as well is known by the lines where it does not.
        yield from (line.span() for line in lines if is_unlikely(line.group()))


@lru_cache(maxsize=4096)
def is_unlikely(line: str) -> bool:
    """Whether a line is long enough to be judged and no Chinese by its likelihood alone."""
    return len(_common_signs().findall(line)) >= _FEWEST and likelihood(line) < UNLIKELY


@lru_cache(maxsize=4096)
def is_unreadable(line: str) -> bool:
    """Whether a line is what a wrong code page made of Chinese."""
    return is_suspect(line) and is_unlikely(line)


def is_suspect(line: str) -> bool:
    """Whether most of what a line holds beyond ASCII is not what notices are written with."""
    han, foreign = _HAN.findall(line), len(_FOREIGN.findall(line))
    if _DRAWN.search(line):
        foreign += len(_BOX.findall(line))
    if len(han) + foreign < _FEWEST or len(_HIRAGANA.findall(line)) >= _JAPANESE * (len(han) + foreign):
        return False
    if foreign >= _FOREIGN_SHARE * (len(han) + foreign):
        living = sum(len(run) for run in _LIVING.findall(line) if len(run) > 2 and _is_word(run))
        # European text has an accent here and there among its letters.
        return 2 * living < foreign and len(_LETTER.findall(line)) < 2 * foreign
    return sum(not everyday(char) for char in han) >= _RARE_SHARE * len(han)


def _is_word(run: str) -> bool:
    """Whether the letters of a run are large and small as a word has them: a wrong code page mixes them."""
    return run in (run.lower(), run.upper(), run.capitalize())


def likelihood(line: str) -> float:
    """How likely the characters of `line` are as Chinese, on average (natural logarithm), whatever its script."""
    words = re.sub(r"\s", "", fold(forms().plain(line)))
    return language().score(words, "\n\n") / max(1, len(words))


@cache
def language() -> Language:
    """The language of all notices."""
    return Language()


@cache
def _common_signs() -> re.Pattern[str]:
    return re.compile(f"{_FOREIGN.pattern}|{_HAN.pattern}|{_BOX.pattern}")


def _needs_check(text: str) -> bool:
    """Whether any character stands in `text` that a sound notice hardly holds."""
    return any(map(_is_uncommon, set(text)))


@lru_cache(maxsize=30_000)
def _is_uncommon(char: str) -> bool:
    return not everyday(char) and bool(_common_signs().match(char))
