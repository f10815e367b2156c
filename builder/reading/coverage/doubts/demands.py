"""Signs that words ask for work: verbs at the head of a clause, words that oblige."""

from __future__ import annotations

from pathlib import Path

from builder.language import lazy_re as re
from builder.language.wordlists import alternatives, read_words

_ACTS = alternatives(read_words("words.yml", Path(__file__).parent)["acts"])
ASKS = re.compile(
    r"(?<![需重主必首紧概提机只还就纲纪摘简])要(?![求点素件领义旨闻])|应|须|不得|严禁|禁止|务必|请|责任|负责|分工|安排|(?:^|[。;,:、\n\s])(?:并|再|先|是)?"
    rf"(?:{_ACTS})"
)
"""Signs of a demand: words that oblige; at the head of a clause a verb of work, its adverb or what goes before it."""
_WORK = re.compile(rf"[\s\d.、()]*(?:努力在?)?(?!(?<!努力)在|以|各|每|凡|任何|由)(?:{_ACTS})")
_TOPIC = re.compile(r"\s*[一-龥]{2,4}(?:范围|对象|标准|依据|条件|情况)(?![内的])")
"""治理范围老城区: a heading that runs into what it heads."""
_SHORTEST_ORDER = 4
_ACT = re.compile(_ACTS)
_LABEL = re.compile(r"\s*[^,。;:\n]{2,14}[:。]")
_AFTER_HEADING = re.compile(r"[。:\s]*")


def acts_at(folded: str, at: int) -> bool:
    """Whether a verb of work, its adverb or what goes before it begins at `at`."""
    return bool(_ACT.match(folded, at))


def opens_with_work(folded: str, heading: str | None) -> bool:
    """Whether the words of an item, what follows its label, or its first sentence below its heading, begin with a verb
    of work."""
    starts = [0]
    if label := _LABEL.match(folded):
        starts.append(label.end())
    if heading and (below := _AFTER_HEADING.match(folded, len(heading))) and below.end() < len(folded):
        starts.append(below.end())
        if len(heading) < _SHORTEST_ORDER:  # 考核, 奖惩: a topic
            starts.remove(0)
    return any(_WORK.match(folded, start) and not _TOPIC.match(folded, start) for start in starts)
