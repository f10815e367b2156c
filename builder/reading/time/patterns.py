"""The named pieces that words of time are made of, each with an example and a counter-example.

They run over folded text (see `prose.fold`) and look a bounded distance ahead: linear time.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from builder.language.numerals import YEAR_DIGITS
from builder.language.wordlists import alternatives, read_words

TIME_WORDS = read_words("words.yml", Path(__file__).parent)
PATTERN_OF = {name: alternatives(words) for name, words in TIME_WORDS.items()}
"""A pattern of each word list of time limits."""


class Piece(NamedTuple):
    """One named part of the grammar: it matches the whole `example`, and nothing at the start of `counter`."""

    name: str
    pattern: str
    example: str
    counter: str


# Any dash that a stretch is written with: - -- — —— – ―― ─ ~ ～
DASH = r"[-—–―─~−]{1,2}"
LINK = rf" ?(?:{DASH}|至|到|、|和|及|与) ?"
_MONTHS = r"1[0-2]|0?[1-9]"
DAYS = r"3[01]|[12]\d|0?[1-9]"
_HAN_MONTHS = r"十[一二]?|[一二三四五六七八九]"
HAN_DAYS = r"三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九]"
_NOT_END = r"(?![线层数部座色图单稿气蕴下端梢位])"
_NOT_START = r"(?![步级次审中任衷心始稿创试诊核评期选])"
# What may follow 年中 or 年终 where they are times and not the beginning of another word (年中国, 年终考核)
_CLOSED = r"(?=前|之前|以前|,|。|;|、|\)|完成|实现|$)"

PIECES = (
    Piece(
        "year",
        rf"(?:(?<!\d)(?:19|20)\d{{2}}|(?<![一二三四五六七八九十]){YEAR_DIGITS}) ?年(?![级轻龄代限费检报薪均产])",
        "2016年",
        "16年",
    ),
    # 25年10月底, 26年底: two figures and a part of the year; 20年 alone is a span of time
    Piece(
        "short_year",
        rf"(?<![\d.第每近前后])[’']?(\d{{2}}) ?年(?= ?(?:(?:{_MONTHS}) ?月|[底末初]{_NOT_START}|[上下]半年|第?[一二三四1-4]季度))",
        "25年",
        "25年",
    ),
    # The first year of 2016、2017年 or 2016—2018年 leaves its 年 to the last
    Piece("loose_year", rf"(?<!\d)(?:19|20)\d{{2}}(?=(?:{LINK}(?:19|20)\d{{2}}){{1,6}} ?年)", "2016", "2016个"),
    Piece(
        "relative_year",
        # 全年 only of a figure to be reached in it: 力争全年盘活资产16亿元
        r"今明两年|明后两年|今年|全年(?=[^,。;\d]{0,20}\d)|本年(?!级)|下一?年度|来年|明年|后年|次年|翌年|(?<!\d)第二年|同年|当年(?!度)|去年|上一?年(?!级)",
        "今年",
        "每年",
    ),
    Piece("half", r"([上下])半年", "上半年", "半年"),
    Piece("quarter", r"第? ?([一二三四1-4]) ?季度(?!学)|(?<=年)[Qq]([1-4])(?!\d)", "第四季度", "四个季度"),
    # 三、四季度 · 一至三季度 · 上、下半年
    Piece("loose_quarter", rf"第?([一二三四1-4])(?=(?:{LINK}第?[一二三四1-4]){{1,3}} ?季度)", "三", "三个"),
    Piece("loose_half", r"(上)(?=、?下半年)", "上", "上旬"),
    Piece("term", r"([春秋])季(?:学期(?:开学)?|开学)", "秋季学期", "秋季"),
    # 2016年6底前: 月 left out
    Piece(
        "month",
        rf"({_MONTHS}|{_HAN_MONTHS})(?: ?月份?(?![度均薪亮票]|一(?![日号至、])[一-龥]|报(?![送告名备请省市县区]))"
        r"|(?:(?<=年\d)|(?<=年 \d)|(?<=年\d\d)|(?<=年 \d\d))(?= ?底之?前))",
        "10月份",
        "3个月",
    ),
    # The first months of 6、9、12月 or 3—5月
    Piece("loose_month", rf"({_MONTHS})(?=(?:{LINK}(?:{_MONTHS})){{1,5}} ?月)", "6", "6个月"),
    Piece("day", rf"({DAYS}|{HAN_DAYS}) ?[日号](?![游常志照产])", "31日", "31个"),
    Piece("loose_day", rf"({DAYS})(?=(?:{LINK}(?:{DAYS})){{1,3}} ?[日号])", "10", "10天"),
    # 10月31前: 日 left out
    Piece("bare_day", rf"({DAYS})(?=之?前|以前|(?:下班|24[:时点])[^,。;]{{0,3}}前)", "31", "31"),
    Piece("ten_days", r"[上中]?([上中下])旬", "中下旬", "上半"),
    Piece("year_end", rf"年?(?:底|末){_NOT_END}|年终{_CLOSED}", "年底", "底线"),
    # 年中完成, without a year of its own
    Piece(
        "bare_middle",
        r"(?<![\d〇零一二三四五六七八九十两几多每半全近])年中(?=之?前|以前|完成|实现|组织|开展|召开|进行|总结|评估|考核|督导|督查|检查|通报|、年[末底终])",
        "年中",
        "年中国",
    ),
    Piece("year_start", rf"年?初{_NOT_START}", "年初", "初步"),
    Piece("year_middle", rf"年?年中{_CLOSED}|中{_CLOSED}", "年中", "中国"),
    Piece("part_end", rf"月?(?:底|末){_NOT_END}", "月底", "底线"),
    Piece("part_start", rf"月?初{_NOT_START}", "初", "初步"),
    Piece("dotted", rf"(?<![\d.])(20\d{{2}})([./-])({_MONTHS})(?:\2({DAYS}))?(?![\d.%])", "2019.12.31", "2019.13"),
    # 20240630前
    Piece(
        "eight_figures",
        r"(?<![\dA-Za-z.-])(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?![\dA-Za-z号%个])",
        "20240630",
        "20241330",
    ),
    # 6.30前, 6月30: a day without its year
    Piece(
        "dotted_day",
        rf"(?<![\d.])({_MONTHS})\.({DAYS})日?(?=之?前|以前)",
        "6.30",
        "6.30",
    ),
    Piece(
        "plan",
        r"[“\"]?(十[一二三四五六七八九]?|[六七八九])五[”\"]?(?:规划)?(时期末?|期间|规划期内|末期?|期末|中期|内)",
        "“十三五”期间",
        "“十三五”规划",
    ),
    # 今冬明春, 2021年秋冬季: no fixed days
    Piece(
        "season",
        r"(今冬明春|[今明][春夏秋冬](?!季?[游运])|秋冬(?:季节?)?|冬春(?:季节?)?|[春夏秋冬](?:、?[春夏秋冬])?(?:两)?季)"
        r"(?!学期|开学|运|度|节)",
        "今冬明春",
        "春季学期",
    ),
    # 春节前, 入汛前: without a day of its own, or with one that the year gives (国庆节)
    Piece(
        "festival",
        rf"((?:[“\"]?(?:{PATTERN_OF['feasts']})[”\"]?、?|[“\"](?:{PATTERN_OF['numbered_feasts']})[”\"]){{1,2}}"
        r"(?:小?长假|假期|假日|黄金周)?"
        rf"|[“\"]?(?:{PATTERN_OF['seasons']})[”\"]?(?:来临|到来|开始|来到|结束|过后|召开|开幕)?)"
        r"(?=前(?!一|[三3]|期)|之前|以前|期间|、)",
        "春节",
        "节",
    ),
    # Without a year of their own: 年底(前), 本月底, 本季度末, 年内
    Piece(
        "bare_end",
        rf"(?<![\d〇零一二三四五六七八九])年(?:(?:底|末){_NOT_END}|终(?=之?前|以前|进行|集中|统一|召开|完成|组织开展))",
        "年底",
        "年终考核",
    ),
    Piece("bare_month", rf"本?月(?:底|末){_NOT_END}|本月", "本月底", "月度"),
    Piece("bare_quarter", r"本?季度?末|本季度", "本季度末", "季度"),
    Piece(
        "bare_within", r"(?<![一二两三四五六七八九十\d几多每半来全])(?:年度?)(?=内(?![部容设控外需河涝]))", "年", "年底"
    ),
)
BEHIND_EXAMPLE = {
    "loose_year": "、2017年",
    "loose_month": "、9月",
    "loose_day": "-12日",
    "loose_quarter": "、四季度",
    "loose_half": "、下半年",
    "festival": "前",
    "short_year": "10月",
    "bare_day": "前",
    "dotted_day": "前",
    "bare_within": "内",
    "year_middle": "前",
    "bare_middle": "完成",
}
"""What the example of a piece needs behind it."""
