"""主送: the list of those whom a notice is sent to, split into its members."""

from __future__ import annotations

from builder.language import lazy_re as re

_LABELLED = re.compile(r"^\s*主送(?:机关|单位)?\s*[：:]")
# 各委、办、局: kinds of body named by one character each stay together.
_BY_KIND = re.compile(r"(?:^|各|有关|相关|直属)[委办厅局部处科室院所]$")
# 各市（州）、县（市、区）人民政府: levels that share the noun of the last of them make one class.
_LEVEL = (
    r"(?:自治[区州县旗]|直辖市|计划单列市|设区市|地级市|县级市|直管市|林区|省|市|县|区|州|盟|旗|乡|镇|街道|地区|开发区|功能区)"
    r"(?:[（(][^（()）]{1,30}[)）])?"
)
_NOUN = (
    r"(?:[一-龥]{1,12}(?:[（(][一-龥]{1,6}[)）][一-龥]{0,2}){0,2}(?:局|厅|委|委员会|部门|机构)"
    r"|[一-龥]{1,10}(?:[（(][一-龥]{1,6}[)）])?厅[（(]局[)）]"
    r"|人民政府|政府|党委|人大|政协|人民法院|人民检察院)"
)
_SHARES = re.compile(
    rf"各[^，,；;、]{{0,10}}?{_LEVEL}(?:、{_LEVEL})*、(?=[一-龥]{{0,4}}?{_LEVEL}(?:、|{_LEVEL})*(?:及新疆生产建设兵团)?{_NOUN})"
    r"|[省市县区]直、(?=[省市县区]直(?:各|有关))"
)
# A comma lost between two: …委员会市委各有关部委.
_RUN_TOGETHER = re.compile(
    r"(委员会|人民政府|各部门|有关单位|管委会|办公室)(?=(?:省|市|县|区|州|旗)(?:委|直|政府|人民政府|级)各?)"
)


def split_addressees(words: str) -> list[str]:
    """主送, one string for each, as written: 各区政府，市政府各部门： → 各区政府 · 市政府各部门. Members that share
    their ending make one class: 各市、县（区）人民政府; 市政府各委、办、局 is one too."""
    words = _LABELLED.sub("", words).strip().rstrip("：: ")
    pieces: list[str] = []
    held = ""
    depth = 0
    words = _RUN_TOGETHER.sub(r"\1，", words)
    shared = {at for match in _SHARES.finditer(words) for at in range(*match.span())}
    for at, char in enumerate(words):
        depth += (char in "（(") - (char in "）)")
        if depth <= 0 and char in "，,、；;\n":
            if at in shared:
                held += char
                continue
            if char == "、" and _BY_KIND.search(held.rpartition("、")[2].strip()):
                held += char
                continue
            pieces.append(held)
            held = ""
        else:
            held += char
    pieces.append(held)
    return ["".join(piece.split()) for piece in pieces if piece.strip()]
