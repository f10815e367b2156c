"""How words are compared: width, case, brackets and blanks aside.

`docs/assets/javascripts/search-engine.js` folds queries and excerpts in the same way, sign by sign.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_BRACKETS = {"〔": "[", "〕": "]", "［": "[", "］": "]", "【": "[", "】": "]"}


@cache
def _folded(sign: str) -> str:
    return "".join(unicodedata.normalize("NFKC", _BRACKETS.get(sign, sign)).lower().split())


def fold(text: str) -> str:
    """成府发〔２０１５〕 20号 → 成府发[2015]20号. Each sign by itself, so that a place in the folded text can be
    traced to the text."""
    return "".join(map(_folded, text))
