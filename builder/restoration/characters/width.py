"""Full-width figures and Latin letters: ２０１９年, １５０％, ＡＰＰ.

They come from input methods and typesetting systems and say nothing; figures must be readable as
such. Full-width punctuation is left: it is how Chinese is written.
"""

from __future__ import annotations

import unicodedata

from builder.language import lazy_re as re
from builder.model.edit_kinds import EditKind
from builder.restoration.revision import Change

_LINE = re.compile(r"[^\n]+")
_HIRAGANA = re.compile("[\u3041-\u3096]")
_WIDE = re.compile("[０-９]+(?:．[０-９]+)?％?|[Ａ-Ｚａ-ｚ]+")  # not the point of a label: １．深化


def narrow(text: str) -> list[Change]:
    """Changes that make full-width figures and letters half-width, with the decimal point between
    figures and the percent sign after them; in Japanese, which writes them so, none."""
    return [
        Change(
            match.start(),
            match.end(),
            unicodedata.normalize("NFKC", match.group()),
            EditKind.WIDTH,
            True,
            "全角数字或字母",
        )
        for line in _LINE.finditer(text)
        if not _HIRAGANA.search(line.group())
        for match in _WIDE.finditer(text, *line.span())
    ]
