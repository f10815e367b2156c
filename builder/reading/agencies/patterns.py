"""The patterns of these rooms, each with words that it finds and words that it must not find.

`named` compiles a pattern and keeps it with its example and counter-example; a test tries them all.
The word lists that the patterns are built of stand in `language/bodies.yml`.
"""

from __future__ import annotations

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.language.wordlists import read_words

LISTS = read_words("bodies.yml")
"""The word lists of `bodies.yml`: name of the list → its words."""


@dataclass(frozen=True, slots=True)
class Named:
    """A pattern that is found in `example` and not in `counter`."""

    pattern: re.Pattern[str]
    example: str
    counter: str


NAMED: dict[str, Named] = {}


def named(name: str, pattern: str, *, example: str, counter: str) -> re.Pattern[str]:
    """The compiled `pattern`; ValueError where another pattern has its name."""
    if name in NAMED:
        raise ValueError(f"two patterns are called {name}")
    NAMED[name] = Named(re.compile(pattern), example, counter)
    return NAMED[name].pattern


def unless_followed(words: tuple[str, ...]) -> str:
    """A pattern of words of the form 部/署/分: 部 that neither 署 nor 分 follows."""
    heads = ((word.split("/")[0], word.split("/")[1:]) for word in words)
    return "|".join(head + (f"(?!{'|'.join(after)})" if after else "") for head, after in heads)
