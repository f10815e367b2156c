"""Names of bodies at the ends of lines: whether a name goes on below, or two names stand there."""

from __future__ import annotations

from builder.language import lazy_re as re
from builder.language.document_lines import is_body

_OPENS = re.compile(r"(?:中共|国家|[省市县区州旗盟镇乡]|各|有关|相关)")
"""How a name of a body begins that may be broken; what begins so is a name of its own."""
_OF_PLACE = re.compile(r"(?:中共|国家|[省市县区州旗盟镇乡])")
_SHORT = 8
"""Characters of what may be the end of a name whose place stands above: 建设局."""
_ENDING = re.compile(r"[委办厅局部院会处站所]|(?:委)?员会|(?:办)?公室|分局|支队|大队|中心|公司|\S{0,6}支行")
"""The end of a name that is no name itself."""
_UNENDED = re.compile(r"(?<!合作|供销|通讯|出版|旅行|.报)社\Z|社会\Z")
"""How a name ends that only looks whole: 县人力资源和社, 县人力资源和社会."""


def opens_name(words: str) -> bool:
    """市住房, 各镇: words that begin as the name of a body of a place does."""
    return bool(_OPENS.match(words))


def may_go_on(name: str, following: str) -> bool:
    """Whether the words `following` may belong to the name that was begun above: 市住房 · 城乡建设局, 区委 · 办, but
    not 市水务局 · 市财政局."""
    if is_body(name) and not _UNENDED.search(name):
        return bool(_ENDING.fullmatch(following))
    return not opens_name(following)


def begins_another(above: str, below: str) -> bool:
    """Whether a line begins with a name of its own, as those above it end in a whole one: 县河长办 above 县水利."""
    name = re.split(r"[\s、，,；;]", above)[-1]
    return (bool(_OF_PLACE.match(name)) or len(name) <= _SHORT) and is_body(name) and opens_name(below)
