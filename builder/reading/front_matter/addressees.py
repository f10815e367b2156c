"""主送: the list of those whom a notice is sent to, split into its members."""

from __future__ import annotations

import re

_LABELLED = re.compile(r"^\s*主送(?:机关|单位)?\s*[：:]")
# 各委、办、局: kinds of body named by one character each stay together.
_BY_KIND = re.compile(r"(?:^|各)[委办厅局部处科室院所]$")
# A comma lost between two: …委员会市委各有关部委.
_RUN_TOGETHER = re.compile(
    r"(委员会|人民政府|各部门|有关单位|管委会|办公室)(?=(?:省|市|县|区|州|旗)(?:委|直|政府|人民政府|级)各?)"
)


def split_addressees(words: str) -> list[str]:
    """主送, one string for each, as written: 各区政府，市政府各部门： → 各区政府 · 市政府各部门. Members that share
    their noun are split like any: 各市 · 县（区）人民政府; 市政府各委、办、局 is one."""
    words = _LABELLED.sub("", words).strip().rstrip("：: ")
    pieces: list[str] = []
    held = ""
    depth = 0
    for char in _RUN_TOGETHER.sub(r"\1，", words):
        depth += (char in "（(") - (char in "）)")
        if depth <= 0 and char in "，,、；;\n":
            if char == "、" and _BY_KIND.search(held.rpartition("、")[2].strip()):
                held += char
                continue
            pieces.append(held)
            held = ""
        else:
            held += char
    pieces.append(held)
    return ["".join(piece.split()) for piece in pieces if piece.strip()]
