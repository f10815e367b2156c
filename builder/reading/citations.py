"""Documents named in 《》, with the number in the bracket that follows (成府发〔2015〕20号).

Only the outermost brackets count: 《关于印发〈…规定〉的通知》 is one document. A document named twice
in one place is given once, where it stands first. Works that are no documents (栏目《…》) are left out.
"""

from __future__ import annotations

from builder.language import lazy_re as re
from builder.language.numerals import YEAR_DIGITS
from builder.model.notice import Citation
from builder.reading.prose import fold, title_spans

# 川府发〔2015〕1号 · 国务院令第492号 · 主席令第七十号 · 2015年第3号公告 · GB/T 9704-2012; not 2016—2020年, 试行
NUMBER = re.compile(
    r"(?:"
    r"[\w\u4e00-\u9fff、]{0,30}? ?[〔\[(【{﹝](?:19|20)\d{2}(?:年)?[〕\])】}﹞] ?(?:第 ?)?\d{1,5}(?:-\d+)? ?号"  # 中发〔2015〕36号
    r"|[\u4e00-\u9fff、]{0,24}(?:令|公告|通告|字|函|发)?(?:(?:19|20)\d{2}年)? ?第 ?[\d零〇一二三四五六七八九十百]{1,8} ?号(?:令|公告|通告)?"
    r"|[\u4e00-\u9fff]{0,24}(?:19|20)\d{2}年 ?第? ?\d{1,4} ?号(?:令|公告|通告|文)?"
    rf"|[\u4e00-\u9fff]{{1,20}} ?[〔\[(【﹝]{YEAR_DIGITS}[〕\])】﹞] ?第?[一二三四五六七八九十百〇○零]{{1,6}}号"  # 国发〔一九八九〕十四号
    r"|[A-Z]{2,6}\d{0,4}(?:/[A-Z]{1,3})? ?\d+(?:\.\d+)*(?:[-—]\d{2,4})?"  # GB/T 9704-2012, CJJ/T109
    r")"
)
# The bracket after the title: (川府发〔2015〕1号) · (成府发〔2015〕20号,以下简称《规划》)
_FOLLOWS = re.compile(rf" ?[(\[【] ?(?:文号:?)?({NUMBER.pattern})(?:文件?)? ?(?=[)\]】,;、])")
# 人民调解品牌栏目《…》 · 原创动画《…》 · 歌曲《…》: works, not documents
_WORK = re.compile(
    r"(?:栏目|节目|动画片?|动漫|歌曲|电影|电视剧|微电影|纪录片|专题片|宣传片|短视频|话剧|舞台剧|情景剧|音乐剧|戏剧|小品|图书|画册|期刊|杂志|报纸)$"
)


def read_citations(text: str, start: int, end: int) -> tuple[Citation, ...]:
    """The documents named in `text[start:end]`, in order; `start`/`end` of each is the title with its 《》."""
    found: dict[str, Citation] = {}
    for first, last in title_spans(text, start, end):
        title = re.sub(r"\s*\n\s*", "", text[first + 1 : last - 1]).strip()
        if not title or _WORK.search(text, max(start, first - 8), first):
            continue
        follows = _FOLLOWS.match(fold(text[last : min(end, last + 80)]))
        number = None
        if follows:
            number = re.sub(r"\s+", "", text[last + follows.start(1) : last + follows.end(1)])
        earlier = found.get(title)
        if earlier is None:
            found[title] = Citation(title, number, first, last)
        elif earlier.number is None and number is not None:
            found[title] = Citation(title, number, earlier.start, earlier.end)
    return tuple(found.values())
