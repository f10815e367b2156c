"""Acts: the verbs that begin what a body does when it is the subject of a sentence."""

from __future__ import annotations

from builder.language.wordlists import alternatives
from builder.reading.agencies.patterns import LISTS, named, unless_followed

# After a verb, what would make a noun of it: 负责人, 督查室, 综合执法队.
_NOT_NOUN = f"(?!{unless_followed(LISTS['nouns_of_acts'])})"
_LONG = [act for act in LISTS["acts"] if len(act) > 1]
_SHORT = [act for act in LISTS["acts"] if len(act) == 1 and act != "要"]

ACTS = named(
    "act",
    f"(?!(?<=所)在(?:[地省市县区州乡镇街村社单学部院校行领流辖位片]|$))(?=[{''.join(dict.fromkeys(act[0] for act in LISTS['acts']))}])"
    f"(?:(?:{alternatives(_LONG)}){_NOT_NOUN}(?!的)"
    f"|(?:{alternatives(_SHORT)})(?![求急用口素件军届收的查])(?!(?<=经)(?:开区|济|营|费|贸|信))|要(?![求素点件害闻领的]))",
    example="督查落实",
    counter="督查室",
)
ANYBODY = frozenset(LISTS["anybody"])
"""Words for anybody of a kind, who acts in a sentence only where it binds him."""
