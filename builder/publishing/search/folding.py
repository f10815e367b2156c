"""How words are compared: width, case, brackets and blanks aside.

`docs/assets/javascripts/search-engine.js` folds queries and excerpts in the same way, sign by sign.
"""

from __future__ import annotations

import unicodedata

_BRACKETS = {"〔": "[", "〕": "]", "［": "[", "］": "]", "【": "[", "】": "]"}


class _Folded(dict[str, str]):
    def __missing__(self, sign: str) -> str:
        folded = "".join(unicodedata.normalize("NFKC", _BRACKETS.get(sign, sign)).lower().split())
        self[sign] = folded
        return folded


_FOLDED = _Folded()


def fold(text: str) -> str:
    """成府发〔２０１５〕 20号 → 成府发[2015]20号. Each sign by itself, so that a place in the folded text can be
    traced to the text."""
    return "".join(map(_FOLDED.__getitem__, text))
