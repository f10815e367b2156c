"""Role words: the duties, nouns and verbs that say which bodies have which role in a task.

All lists stand once, in `role_words.yml`; what reads clauses, headings, heads of tables and run-on text takes
its patterns from here, so that a word known to one of them is known to all.
"""

from __future__ import annotations

from typing import Literal

from builder.language import lazy_re as re
from builder.language.wordlists import alternatives, read_words

Role = Literal["lead", "responsible", "supporting"]
ROLE_ORDER: dict[Role, int] = {"lead": 0, "responsible": 1, "supporting": 2}
ROLE_NAMES: dict[Role, str] = {"lead": "牵头", "responsible": "负责", "supporting": "配合"}
"""As readers see them."""

WORDS = read_words("role_words.yml")

LEAD = alternatives(WORDS["lead"])
SUPPORTING = alternatives(WORDS["supporting"])
TELLING = alternatives(WORDS["telling"])
DUTY = alternatives((*WORDS["lead"], *WORDS["supporting"], *WORDS["responsible"]))
"""Words that say a role beside a noun, wherever they stand."""
DOING = alternatives(word for word in WORDS["responsible"] if word in WORDS["verbs"])
"""Duties of `responsible` that are verbs too, as far as they end a clause: 市水务局落实."""
NOUN = alternatives(WORDS["label_nouns"])
VERB = alternatives(
    (
        *WORDS["verbs"],
        *WORDS["lead"],
        *WORDS["supporting"],
        *(f"负责{word}" for role in ("lead", "supporting") for word in WORDS[role]),
    )
)
BARE_LABEL = rf"总?(?:{alternatives(WORDS['alone'])})"
"""牵头, before a colon."""
SHORT_LABEL = rf"(?:{DUTY}){{1,3}}(?:{NOUN})"
"""责任单位, 牵头责任单位, without the words that may stand before it (市级, 主要): what begins a clause inside running
text."""


def _label() -> str:
    # 市 in 市责任单位: but no tail of a name, as in 市工信局配合单位:
    scopes = WORDS["label_scopes"]
    one, more = (alternatives(word for word in scopes if (len(word) == 1) is single) for single in (True, False))
    duty = f"(?:{DUTY}|{alternatives(WORDS['label_only'])})"
    return (
        rf"(?:{alternatives(WORDS['labels'])}|(?:(?<![一-龥])(?:{one}))?(?:{more}){{0,4}}"
        rf"{duty}(?:[(（]{duty}[)）])?(?:[和及与、/]?{duty}){{0,3}}(?:(?:{NOUN})(?:[和及与、/](?:{NOUN})){{0,2}}))"
    )


LABEL = _label()
"""A label of bodies without its colon: 责任单位, 市级牵头单位, 责任分工."""

UNKNOWN_LABEL = (
    rf"(?!{alternatives(WORDS['labels_of_others'])})"
    rf"[一-龥]{{2,6}}(?:单位|部门|科室|处室|机构|主体)(?<!{'|'.join(WORDS['classes'])})"
)
"""A label that may be one of bodies though its first word is not known: 认领单位."""

CLAUSE_LINE = re.compile(
    rf"\s*[（(\[【〔]?\s*(?:{LABEL}|{UNKNOWN_LABEL}|[一-龥]{{0,6}}(?:{TELLING})[一-龥]{{0,6}})\s*[：:]"
    rf"|\s*[（(\[【〔](?=[^（()）]*(?:负责|落实|{LEAD}|{SUPPORTING}|(?:{DOING})\s*[)）\]】〕]))"
    r"(?:[^（()）]*+[)）]|[^（()）]*[\]】〕])\s*\Z"
)
"""A line of its own that says who and by when: 责任单位：…, 牵头市领导：…, 完成时限：…, (甲负责)."""

_LEAD = re.compile(LEAD)
_SUPPORTING = re.compile(SUPPORTING)
_COLUMN = re.compile(
    rf"(?:总?(?:{LEAD})|(?:{SUPPORTING}){{1,2}}|{LABEL})(?:[(（][一-龥]{{1,6}}[)）])?(?:及.{{0,8}})?", re.IGNORECASE
)


def role_of(words: str) -> Role:
    """The role that a label or a verb gives: 牵头单位 → lead, 配合 → supporting, 责任单位 → responsible."""
    if leads(words):
        return "lead"
    return "supporting" if _SUPPORTING.search(words) else "responsible"


def leads(words: str) -> bool:
    """Whether words of duty say that a body leads: 负责牵头."""
    return _LEAD.search(words) is not None


def role_of_column(heading: str) -> Role | None:
    """The role of the bodies below a table's heading, its spaces left out; None where it is no label of bodies."""
    return role_of(heading) if _COLUMN.fullmatch(heading) else None
