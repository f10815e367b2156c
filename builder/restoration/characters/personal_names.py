"""Names of persons in running text, which keep the characters that they have."""

from __future__ import annotations

from builder.language import lazy_re as re

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金贾韦"
    "夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤"
)
_NAMED_BEFORE = re.compile(
    r"(?:任命|任免|免去|聘任|聘请|提名|推荐|选举|接受|批准|同意|关于|由|和|及|与|姓名|：|:|、|，|,|\s|^)$"
)
_NAMED_AFTER = re.compile(
    r"[\u4e00-\u9fff]?(?:同志|先生|女士|等(?:同志|[0-9一二三四五六七八九十]+人)|为|任|兼任|辞去|的[\u4e00-\u9fff]{0,12}职务"
    r"|、[\u4e00-\u9fff]{2,3}(?:同志|等))"
)


def in_personal_name(words: str, at: int) -> bool:
    """Whether the character at `at` is one of a person's name: after a surname, where a person is appointed or
    called 同志. Such a name keeps the character that it has."""
    for surname in (at - 1, at - 2):
        if surname >= 0 and words[surname] in _SURNAMES:
            before = words[max(0, surname - 4) : surname]
            if _NAMED_BEFORE.search(before) and _NAMED_AFTER.match(words, at + 1):
                return True
    return False
