"""Paragraphs that are not items: what each is, told by its form and its place."""

from __future__ import annotations

from builder.language import lazy_re as re
from builder.language.dates import DATE, plain_figures
from builder.language.lazy_dataclasses import dataclass
from builder.language.numerals import YEAR_DIGITS
from builder.language.role_words import SHORT_LABEL

_DATE_LINE = re.compile(rf"\s*(?P<before>[^。；：:]{{0,60}}?)[（(]?\s*{DATE}\s*[)）]?\s*(?P<after>印发)?\s*\Z")
_LONGEST_NUMERIC = len("2015-11-30")
_NUMERIC_DATE = re.compile(r"\s*(?:19|20)[0-9]{2}(?P<mark>[-/.])[0-9]{1,2}(?P=mark)[0-9]{1,2}\s*\Z")

# What the names of documents end with; a title may add (试行), (2015-2020年), (征求意见稿).
_GENRE = (
    "通知|意见|方案|计划|规划|办法|细则|要点|纲要|规定|条例|报告|决定|公告|通告|通报|请示|公报|批复|函|复函|令|决议|议案|纪要|指南|指引|"
    "规程|规则|章程|规范|标准|守则|制度|清单|目录|措施|举措|总结|汇报|分工|分工表|分解表|任务书|责任书|预案|体系|台账|一览表|"
    "安排|部署|分解|事项|内容|倡议书|公开信|答复|答复意见|决定书|意见书|通知书|承诺书|任务分工|简报|专报|大纲|建议|名单|表|白皮书|年报|说明|要求|政策|若干措施|行动|工作|职责"
)
_BRACKETED = r"(?:\s*[（(〔\[][^（()）]{1,30}[)）〕\]])*"
_TITLE_END = re.compile(rf"(?:{_GENRE}){_BRACKETED}[》”]?{_BRACKETED}\s*\Z")
_ONLY_BRACKETED = re.compile(r"\s*[（(][^（()）]{1,30}[)）]\s*\Z")

# In characters until about 1995: 国发〔一九八九〕十四号
_YEAR = rf"(?:(?:19|20)[0-9]{{2}}|{YEAR_DIGITS})"
_SERIAL = r"(?:[0-9]{1,5}|[一二三四五六七八九十百〇○零]{1,6})"
_NUMBER_BODY = (
    rf"[\u4e00-\u9fff]{{1,20}}\s*(?:[〔\[［（(【﹝<〈]\s*{_YEAR}\s*[〕\]］）)】﹞>〉]"
    rf"|{_YEAR}\s*年)\s*第?\s*{_SERIAL}\s*号"
)
_ORDER = r"(?:[\u4e00-\u9fff]{2,20}令|公告|通告)?\s*(?:(?:19|20)[0-9]{2}\s*年)?\s*第\s*[0-9一二三四五六七八九十百〇○零]{1,6}\s*[号期]"
NUMBER = re.compile(
    rf"{_NUMBER_BODY}|[\u4e00-\u9fff]{{0,20}}(?:令|公告|通告)\s*[（(〔\[]?\s*(?:(?:19"
    rf"|20)[0-9]{{2}}\s*年?)?\s*[)）〕\]]?\s*第\s*[0-9一二三四五六七八九十百〇○零]{{1,6}}\s*号"
)
SIGNERS = re.compile(r"签\s*发\s*人\s*[：:][ \t\u3000\u4e00-\u9fff·、，×＊*]{0,60}")
"""签发人：张某某 李某某, beside the number in the head of a document that goes upwards (GB/T 9704—2012, 7.2.6)."""
_NUMBER_LINE = re.compile(
    rf"\s*(?:文\s*号|发文字号)?\s*[：:]?\s*[（(]?\s*(?:{NUMBER.pattern}|{_ORDER}|[〔\[［](?:19"
    rf"|20)[0-9]{{2}}[〕\]］]\s*第?\s*[0-9]{{1,4}}\s*号)\s*[)）]?(?:\s*{SIGNERS.pattern})?\s*\Z"
)

_BODY_END = (
    "政府|政府办公厅|政府办公室|督查室|督察室|研究室|编委会|委员会|办公厅|办公室|府办|委|办|厅|局|部|院|署|总署|总局|会|联合会|协会|学会|处|司|行|总行|银行|社|"
    "党组|党委|党工委|工委|管委会|公司|集团|大队|支队|总队|指挥部|领导小组|小组|联席会议|中心|学校|大学|学院|医院|法院|检察院|海关|站|所|馆|工会|团委|妇联|纪委|监委|组织部|宣传部|人大|政协|常委会"
)
_BODY_LINE = re.compile(
    rf"[^。；;：:！？，,|｜@＠]{{2,60}}?(?:{_BODY_END})(?:\s*[（(][^（()）]{{1,20}}[)）]){{0,2}}\s*\Z"
)
# 责任单位 市水务局、市财政局: says who is responsible, and signs nothing
_ROLE_LABEL = re.compile(rf"\s*[（(\[【〔]?\s*(?:{SHORT_LABEL})")
# 县统计局召开年报培训会, 国家及各省市统计局: what happened, and an entry of a menu
_UNSIGNED = re.compile(r"召开|举[行办]|(?:\A|[及和、\s])各(?!界)")
_SEAL = re.compile(r"\s*[（(][^（()）]{0,30}(?:代章|盖章|公章|章)[)）]\s*\Z")

_ADDRESSED = re.compile(
    r"政府|委员会|委|办|厅|局|部门|单位|机构|公司|企业|院校|学校|高校|法院|检察院|党组|街道|同志|管委会|处|会|中心|医院|机关|团体|集团|村|社区|厂|矿|行|社|部|镇|乡|区|县|市|站|所|科室|大队"
    r"|幼儿园|教职?工|师生|支部"
)
_ADDRESSEE = re.compile(r"(?:主送(?:机关|单位)?\s*[：:])?[^。；;！？《》：:]{2,1500}[：:]\s*\Z")
# Without the colon only where the words are plainly those of an address: 各县（市、区）人民政府，市政府各部门
_ADDRESSEE_BARE = re.compile(
    r"各[^。；;：:！？《》]{1,400}(?:人民政府|政府|委员会|部门|单位|机构|街道办事处|管委会|公司|局|委|办|党组织)\s*\Z"
)
# 王某、李某委员: persons whom an answer is sent to; without the colon too, which then stands for nothing else
_TO_PERSONS = re.compile(
    r"\s*[一-龥·]{2,4}(?:[、，,和 \u3000]++[一-龥·]{2,4}){0,12}(?:等)?(?:名|位)?(?:委员|代表|副?主席|常委|先生|女士|同志)(?:们)?\s*[：:]?\s*\Z"
)
_LONGEST_OF_PERSONS = 120  # characters
_NOT_ADDRESSEE = re.compile(
    r"如下[一-龥]{0,8}\s*[：:]\s*\Z|通知\s*[：:]\s*\Z|(?:工作目标|具体措施|附件|目标|措施|任务|要求|分工)\s*[：:]\s*\Z|[一-龥]为\s*[：:]\s*\Z"
)

_NOTE = re.compile(
    r"\s*[（(](?:此件[^（()）]{1,20}|公开(?:属性|方式|形式)[^（()）]{0,20}|(?:主动|依申请|不予?)公开|信息公开[^（()）]{0,20}|本文有删减|联系人[^（()]{1,60}"
    r"|联系电话[^（()]{1,40})[)）]\s*\Z"
    r"|\s*(?:公开(?:属性|方式|形式|类型)\s*[：:]|此件(?:公开|依申请|主动|不公开|不予公开|发至)|(?:信息)?公开选项\s*[：:]|是否宜公开)[^。]{0,30}\s*\Z"
)
_COPIES = re.compile(
    r"\s*(?:抄\s*送|抄\s*报|抄报送|分\s*送|发\s*送|主题词)\s*[：:]|\s*[^。，：:]{2,40}(?:办公厅|办公室|秘书[处科]|综合[处科]|局|委|政府)\s*(?:[0-9]{4}"
    r"|二[〇○零Oo0]).{0,16}日\s*印发\s*\Z"
)
_ATTACHMENTS = re.compile(r"\s*附\s*件?\s*[0-9０-９一二三四五六七八九十]{0,3}\s*[：:]\s*\S")
_ANNEX = re.compile(
    r"\s*[【\[（(]?\s*(?P<label>附\s*(?:件|表|录|则表)?\s*(?P<number>[0-9０-９]{1,2}"
    r"|[一二三四五六七八九十]{1,3})?)\s*[】\])）]?\s*(?P<colon>[：:])?\s*(?P<title>.{0,60}?)\s*\Z"
)
_CAPTION = re.compile(
    r"\s*[（(].{0,60}(?:通过|审议|修订|修正|公布|施行|批准|印发)[^（()）]{0,40}[)）]\s*\Z|\s*[—－-]{1,3}.{4,60}上\s*\Z"
    r"|\s*[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日[^。；;：:（()）]{4,50}(?:通过|公布|发布|批准)\s*\Z"
)

_ENDS_SENTENCE = re.compile(r"[。；;！？!?：:，,、]\s*\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: `text[start:end]`, without the line end. `table`: it is part of a table."""

    index: int
    start: int
    end: int
    words: str
    table: bool = False


def split_lines(text: str) -> list[Line]:
    """The paragraphs of `text`, empty ones left out."""
    lines: list[Line] = []
    at = 0
    for words in text.split("\n"):
        if words.strip():
            lines.append(Line(len(lines), at, at + len(words), words))
        at += len(words) + 1
    return lines


def is_date(words: str) -> bool:
    """2015年11月30日 on a line of its own, the signature before it at most: 某某市政府 2015年11月30日."""
    if len(words.strip()) <= _LONGEST_NUMERIC and _NUMERIC_DATE.match(plain_figures(words)):
        return True
    if len(words) > 90 or "年" not in words:
        return False
    match = _DATE_LINE.match(plain_figures(words))
    if not match or match["after"]:
        return False
    before = match["before"].strip().removesuffix("印").removesuffix("编")  # 某县政府办公室编 2023年3月6日
    return not before or bool(_BODY_LINE.match(before))


def is_signature(words: str) -> bool:
    """A line that only names bodies, as it stands above a date: 中共广宁县委; 某市卫生健康委员会  某市财政局."""
    return (
        len(words) <= 120
        and "关于" not in words
        and not _ROLE_LABEL.match(words)
        and not _UNSIGNED.search(words)
        and (bool(_SEAL.match(words)) or all(_BODY_LINE.match(name) for name in re.split(r"\s{2,}|\t", words.strip())))
    )


def is_body(name: str) -> bool:
    """Whether a short name without punctuation is that of a body or a group of bodies: 县水务局, 各镇."""
    return bool(_BODY_LINE.match(name.strip())) or bool(re.fullmatch(r"(?:各|有关|相关)[^。；：]{1,16}", name.strip()))


def is_number(words: str) -> bool:
    """文号 on a line of its own: 成府发〔2015〕20号, 国务院令第492号, 2020年第5号, 第12号."""
    return len(words) <= 60 and bool(_NUMBER_LINE.match(words))


def is_addressee(words: str) -> bool:
    """主送: names of bodies closed by a colon; names of persons with 委员, 代表 …, also without it. 各位代表: is an
    address too."""
    if len(words) <= _LONGEST_OF_PERSONS and _TO_PERSONS.match(words) and not is_salutation(words):
        return True
    if not words.rstrip().endswith(("：", ":")) or not _ADDRESSEE.match(words):
        return bool(_ADDRESSEE_BARE.match(words))
    return not _NOT_ADDRESSEE.search(words) and (bool(_ADDRESSED.search(words)) or is_salutation(words))


def is_salutation(words: str) -> bool:
    """各位代表: in a report that is read out, with the colon or the exclamation mark."""
    return bool(re.match(r"\s*(?:各位|尊敬的|同志们|主任)[^。，]{0,40}[：:！!]\s*\Z", words))


def is_note(words: str) -> bool:
    """附注 at the foot: 公开方式：主动公开, 联系人：…"""
    return bool(_NOTE.match(words))


def is_copies(words: str) -> bool:
    """抄送：…, 印发机关: the lines below the signature (版记, GB/T 9704—2012, 7.4)."""
    return bool(_COPIES.match(words))


def lists_attachments(words: str) -> bool:
    """附件: 1.… : the list in the covering notice, where it stands before the signature."""
    return bool(_ATTACHMENTS.match(words))


def is_bare_attachments(words: str) -> bool:
    """附件： alone, whose entries stand on the lines below."""
    return bool(re.fullmatch(r"\s*附\s*件\s*[：:]\s*", words))


def is_caption(words: str) -> bool:
    """题注: (2020年1月1日某会议通过), ——2026年1月26日在某会议上."""
    return bool(_CAPTION.match(words))


def annex_label(words: str) -> tuple[str, str] | None:
    """(label, title) of a line at the head of an attachment: 附件1 → ("附件1", ""). None for other lines."""
    if len(words) > 80 or not (match := _ANNEX.match(words)):
        return None
    title = match["title"].strip()
    if title and (_ENDS_SENTENCE.search(title) or not (match["colon"] or match["number"])):
        return None
    if title and not match["colon"] and match["number"] and re.match(r"[个条项份年月、.．]", title):
        return None
    return "附件" + (match["number"] or ""), title


_REMARK = re.compile(r"\s*[（(]?(?:备注|附注|注|说明|填表说明|注释)\s*[0-9１-９]?\s*[：:]")
_BOX = re.compile(r"\s*专\s*栏\s*(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})?(?:[：:\s]|[^，。；]{2,40}\Z)")
_LETTERHEAD = re.compile(r"[^，。：:]{4,40}文\s?件\s*\Z")
_CREDIT = re.compile(
    r"\s*(?:文章|信息|稿件)?(?:来源|责任编辑|编辑|责编|供稿|供稿单位|作者|撰稿|审核|校对|签发人?)\s*[：:]"
)


def is_credit(words: str) -> bool:
    """来源: …, 责任编辑: …: what a page adds below a text."""
    return len(words) <= 60 and bool(_CREDIT.match(words))


def is_remark(words: str) -> bool:
    """注：1.…；2.…: a remark to a table or a form, whose numbers are no outline."""
    return bool(_REMARK.match(words))


def heads_box(words: str) -> bool:
    """专栏1 重点工程: a box in a plan, with numbers of its own."""
    return len(words) <= 60 and bool(_BOX.match(words))


def is_letterhead(words: str) -> bool:
    """某市人民政府文件: what stands in red above a document's number."""
    return bool(_LETTERHEAD.match(words)) and not re.search("关于|通知|意见", words)


def is_titlelike(words: str) -> bool:
    """A short line that closes no sentence: it may be a title, or a line of one."""
    return len(words.strip()) <= 90 and not _ENDS_SENTENCE.search(words)


def closes_title(words: str) -> bool:
    """Whether a title is complete with these words: it ends in the name of a kind of document."""
    opened = words.count("《") - words.count("》")
    return opened <= 0 and bool(_TITLE_END.search(words))


_PROBLEMS = re.compile(
    r"(?:问题|隐患|短板|不足|缺陷)(?:情况)?(?:清单|目录|汇总表?|一览表|明细表?)(?:[（(][^（()）]*[)）])?\s*\Z"
)


def names_problems(title: str) -> bool:
    """Whether a title is of a list of what is wrong, not of what is to be done about it: 检查发现问题清单, but not
    问题整改清单."""
    return bool(_PROBLEMS.search(title))


def extends_title(words: str) -> bool:
    """(试行), (2015-2020年) on a line of its own below a title."""
    return (
        bool(_ONLY_BRACKETED.match(words)) and not is_note(words) and not is_caption(words) and not _SEAL.match(words)
    )
