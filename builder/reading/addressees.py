"""主送: the list of those whom a notice is sent to, split into its members."""

from __future__ import annotations

import re

_LABELLED = re.compile(r"^\s*主送(?:机关|单位)?\s*[：:]")
# Fragments that a list's next member completes: 各市、县（区）人民政府; 驻县区直、市直各有关单位.
_UNFINISHED = re.compile(
    r"^各?(?:有关|相关)?(?:省|自治区|直辖市|计划单列市|新疆生产建设兵团|地级以上市|设区市|设区的市|地区|市|州|盟|县|旗|区|乡|镇|街道|开发区|管委会|委|办|厅|局|部|处|科)(?:[（(][^（()）]*[)）])?$"
    r"|(?:[省市县区州旗]|自治区)[直级]$|^驻.{1,6}$|各[委办局]$"
)
# A comma lost between two: …委员会市委各有关部委.
_RUN_TOGETHER = re.compile(
    r"(委员会|人民政府|各部门|有关单位|管委会|办公室)(?=(?:省|市|县|区|州|旗)(?:委|直|政府|人民政府|级)各?)"
)


def split_addressees(words: str) -> list[str]:
    """主送, one string for each, as written: 各区政府，市政府各部门： → 各区政府 · 市政府各部门. What is no name
    without the next stays with it: 各市、县（区）人民政府."""
    words = _LABELLED.sub("", words).strip().rstrip("：: ")
    pieces: list[str] = []
    held = ""
    depth = 0
    for char in _RUN_TOGETHER.sub(r"\1，", words):
        depth += (char in "（(") - (char in "）)")
        if depth <= 0 and char in "，,、；;\n":
            if char == "、" and _UNFINISHED.search(held.rpartition("、")[2].strip()):
                held += char
                continue
            pieces.append(held)
            held = ""
        else:
            held += char
    pieces.append(held)
    return ["".join(piece.split()) for piece in pieces if piece.strip()]
