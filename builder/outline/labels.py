"""Labels of numbered items: what could be one, by its shape and by what stands before and after it.

The official shapes are 一、 (一) 1. (1) (GB/T 9704—2012, 7.3.3); in the wild there are also 第一章, 1、,
①, 1), 1.1 and single characters such as ㈠ ⑴ ⒈. Whether a candidate is a label is decided where its
neighbours are known (`tree`); here only what can never be one is left out.
"""

from __future__ import annotations

import unicodedata

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.language.numerals import integer_of

CHINESE = "[一二三四五六七八九十百零〇○两]{1,5}"
ARABIC = "[0-9０-９]{1,3}"

NAMED = "任务"
"""The shape of the labels that say what they number: 任务一：, 实事1、, 【措施二】."""

_BLANK = r"(?=[ \u3000\u00a0]+[\u4e00-\u9fff“《])"
_BLANK_BEFORE_HEADING = r"(?=[ \u3000\u00a0]+(?:[\u4e00-\u9fff“《]|(?:19|20)[0-9]{2}年))"
_GLUED = r"(?=[\u4e00-\u9fff][^。；：，,:;\n]{1,29}\Z)"  # the paragraph is no more than a heading

_SHAPES = {
    # shape: (pattern, example, what it must not match)
    "编": rf"第\s*(?:{CHINESE}|{ARABIC})\s*[编篇]",  # 第一编; not 编 as a verb
    "部分": rf"第\s*(?:{CHINESE})\s*部分",  # 第一部分
    "章": rf"第\s*(?:{CHINESE}|{ARABIC})\s*章",  # 第三章
    "节": rf"第\s*(?:{CHINESE}|{ARABIC})\s*节",  # 第一节
    "条": rf"第\s*(?:{CHINESE}|{ARABIC})\s*条",  # 第十二条; not 《…法》第十二条, nor 第五条规定
    "Ⅰ": r"[Ⅰ-Ⅻ]\s*[、.．]",  # Ⅱ．
    # 第一、 and 第一项： at the head of a line; not 第一、第二产业
    "第一": rf"第{CHINESE}(?:[、，]|[项件][：:、，])(?!\s*第)",
    # 一、 and 一 总体要求, ―、 for 一、; not 一、二级医院
    "一": rf"{CHINESE}\s*[、.．]|{CHINESE}{_BLANK_BEFORE_HEADING}|[―—－]、",
    "(一)": rf"[（(]\s*{CHINESE}\s*[)）][、.．]?|[〔【［\[]{CHINESE}[〕】］\]]|[㈠-㈩]",  # （一）; not 第（一）项
    "一)": rf"{CHINESE}[)）]",  # 一）
    # 1.1, 2.3.1, 4.3., 1-1, 1. 1 编制目的; not 1.5亿元, 1. 3名干部
    "1.1": rf"(?:{ARABIC}(?:[.．]{ARABIC}){{1,3}}|{ARABIC}[-－]{ARABIC})(?![0-9０-９%％])(?:[.．](?![0-9０-９]))?"
    rf"|{ARABIC}(?:[.．] {ARABIC}){{1,3}}(?=[ \u3000]+[\u4e00-\u9fff])",
    # 1. 1、 1． and 1 总则, 4应急保障 above 4.1; not 1.5亿元, 3、4月, 3 个
    "1": rf"{ARABIC}\s*[.．、]|[⒈-⒛]|{ARABIC}{_BLANK}|{ARABIC}{_GLUED}",
    "(1)": rf"[（(]\s*{ARABIC}\s*[)）][、.．]?|[〔【［\[]{ARABIC}[〕】］\]]|[⑴-⒇]",  # (1)
    "1)": rf"{ARABIC}\s*[)）]",  # 1）
    "①": "[①-⑳㉑-㉟❶-❿➊-➓㊀-㊉]",  # ①
    "A": "[A-HＡ-Ｈa-hａ-ｈ][.．、](?![A-Za-z])",  # A.; not 、 and . of an enumeration (A、B两类), which no row follows
}
RANK = {
    shape: rank
    for rank, shape in enumerate(
        ["编", "部分", "章", "节", "条", "一", "(一)", "一)", "Ⅰ", NAMED, "1", "1.1", "(1)", "1)", "第一", "①", "A"]
    )
}
"""The order of shapes from the outermost in, where a text does not show another."""

# The longest first, so that (一) is not read as 一) and 1.1 not as 1.
_LABEL = re.compile("|".join(f"(?P<s{number}>{pattern})" for number, pattern in enumerate(_SHAPES.values())))
_SHAPE_OF = {f"s{number}": shape for number, shape in enumerate(_SHAPES)}
_FIGURE = re.compile(_SHAPES["1"])
_NAMED = re.compile(
    r"\s*(?P<label>(?P<open>【\s*)?(?:[重主专具核][一-龥])?(?:任务|措施|举措|实事|问题|工程|项目|行动|事项|目标|工作)\s?"
    rf"(?P<bracket>[（(])?(?:{CHINESE}|{ARABIC})(?(bracket)[)）]|)"
    r"(?(open)\s*】|(?(bracket)|(?:\s*(?:[：:、.．|｜]|[—－-]{1,2})|(?=\s*[\u4e00-\u9fff])(?!\s*[期批类级组年月日名个座处项条等是与和至到])))))"
)
_START = re.compile(
    r"[第―—－一二三四五六七八九十百零〇○两0-9０-９（(〔【［\[Ⅰ-Ⅻ㈠-㈩⒈-⒛⑴-⒇①-⑳㉑-㉟❶-❿➊-➓㊀-㊉A-HＡ-Ｈa-hａ-ｈ]"
)
_ODD_BRACKETS = "〔【［["
"""Brackets that are of a label only at the head of a line: 见附录[1]."""

_DASHES = "―—－"
_CIRCLED = re.compile("[①-⑳㉑-㉟❶-❿➊-➓]")
_NUMERAL = re.compile(rf"{CHINESE}|[0-9]{{1,3}}")
_YEAR = re.compile(r"\s*(?:19|20)[0-9]{2}\s*(?:年|[—\-－~～至]|、)")
_MONTH = re.compile(r"\s*[0-9]{1,2}(?:\s*[-—–~～至]\s*[0-9]{1,2})?\s*月")
# 4.460个村 at the head of a line: what is counted has no decimals
_COUNT = re.compile(
    r"\s*[0-9]{1,5}[余多]?(?:个(?!百分点|月|半月|小时)|家|所|名|户|条|座|处|项|台|辆|件|场|次|人|位|支|批|类|种|起|岁)"
)
_UNIT = re.compile(
    r"\s*(?:[亿万千百%％倍吨米亩岁]|公(?=里|斤|顷|吨|分)|平(?=方|米)|人(?![民员才事大口工文])|项(?!目)|家(?!庭|长)|条(?![件款例])"
    r"|日(?![常报])|年(?![度报检])|分(?![级工类析管区局散布])|级(?!别)|号(?!召)|次(?!序|生)|户(?![外籍])|个(?![体人别])|天(?!然)"
    r"|月(?![度报])|版(?!权)|元(?!素)|件|台(?![账湾胞]))"
)
_STOP = re.compile("[。；;：:！？!?]")
_OPENED = r"[（(【〔\[]"
# （…负责） ends an item; （市） is part of a name.
_AFTER_STOP = re.compile(
    r"。[”’）)》】〕]?\Z|" + "".join(f"(?<!{_OPENED}{'.' * width})" for width in range(4)) + r"[）)】〕\]]\Z"
)
_AFTER_SENTENCE = frozenset("。；;：:！？!?）)】］]〕”’…")
# What makes a numeral in brackets, or 第X条, a reference: 按照第（一）项, （一）（二）项, （一）至（三）.
_REFERS_BEFORE = re.compile(r"(?:[第、，,和及与至或—~～除照据按]|本条|前款|上述|其中)\s*\Z")
_REFERS_AFTER = re.compile(
    r"\s*(?:[、，,和及与至或—~～]?\s*[（(]\s*[一二三四五六七八九十]+\s*[)）]|[、，,和及与至或]\s*第|[项款](?![目工建])|规定|所列|之规定)"
)
# （二）报送制度1.建立台账: how a heading ends that the first item stands right behind
_ENDS_HEADING = re.compile(r"(?:制度|职责|措施|要求|任务|目标|内容|安排|机制|方式|程序|步骤)\Z")
# 总则第一条　为了: no space stands behind a reference.
_SET_OFF = re.compile(r"[\u00a0\u3000]\s*[\u4e00-\u9fff]")
_ARTICLE_REFERS = re.compile(r"\s*(?:[第之至、和与及或]|规定|所|款|项|中|的)")


@dataclass(frozen=True, slots=True)
class Label:
    """A candidate. `start` and `end` hold the label as written; `text` begins after the space that
    follows it. `line_start`: it opens a paragraph. `after_sentence`: what stands before it closes a
    sentence or is a wide space; `after_stop`: it is a full stop, or a bracket of more than a few words.
    `after_heading`: between the label at the head of its line and this one there are only the words of a
    heading (一、工作情况（一）加强领导). `doubtful`: it opens a paragraph but may be a quantity (一、二级医院)."""

    start: int
    end: int
    text: int
    shape: str
    number: int
    parts: tuple[int, ...]
    written: str
    line_start: bool
    after_sentence: bool
    after_stop: bool
    after_heading: bool
    doubtful: bool
    line: int

    @property
    def glued(self) -> bool:
        """Whether it is a figure that touches its words without a mark: 4应急保障."""
        return self.shape == "1" and self.text == self.end and self.written[-1].isdecimal()


def heads_decimals(label: Label, following: Label | None) -> bool:
    """Whether a figure at the head of a line is the parent of the decimal label that comes next: 4 above 4.1."""
    return (
        label.shape == "1"
        and label.line_start
        and following is not None
        and following.shape == "1.1"
        and following.line_start
        and following.parts[0] == label.number
        and len(following.parts) == 2
    )


def _number(written: str) -> tuple[int, ...]:
    if written[0] in _DASHES:  # 一 that a program took for a dash
        return (1,)
    plain = unicodedata.normalize("NFKC", written)
    if "Ⅰ" <= written[0] <= "Ⅻ":
        return (ord(written[0]) - ord("Ⅰ") + 1,)
    if "A" <= (letter := plain[0].upper()) <= "H":
        return (ord(letter) - ord("A") + 1,)
    if _CIRCLED.match(written):
        return (int(unicodedata.numeric(written[0])),)
    return tuple(integer_of(numeral) or 0 for numeral in _NUMERAL.findall(plain)) or (0,)


def _doubtful(shape: str, written: str, number: int, after: str) -> bool:
    """Whether a label that opens a paragraph may be the beginning of a quantity."""
    if shape in ("第一", "A", "Ⅰ", NAMED):
        return True
    if shape == "一" and (following := re.match(r"[一二三四五六七八九十]+", after)):
        return integer_of(following.group()) == number + 1  # 二、三级医院; but 一、十四五时期…
    if shape == "1" and written[-1] in ".．" and _COUNT.match(after):
        return True
    if shape in ("一", "1") and not written.endswith(("、", ".", "．")):
        return not "⒈" <= written <= "⒛"
    if shape == "一":
        return written.endswith((".", "．"))
    return shape == "条" and bool(_ARTICLE_REFERS.match(after))


def _possible(shape: str, match: re.Match[str], line: str, at: int) -> bool:
    """Whether the words around leave the candidate a chance."""
    before, after = line[max(0, at - 8) : at], line[match.end() : match.end() + 12]
    first = not before.strip()
    if shape in ("1", "一") and match.group()[-1] in ".．、" and re.match(r"\s*[0-9０-９]", after):
        return bool(_YEAR.match(after) or _MONTH.match(after) or (first and _COUNT.match(after)))
    if shape in ("第一", "A", "Ⅰ"):
        return first
    if shape == "1.1":
        return first and not _UNIT.match(after)
    if shape in ("一)", "1)"):
        return first or before.rstrip()[-1:] in _AFTER_SENTENCE
    if shape in ("一", "1") and match.group()[-1] not in ".．、⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛":
        return first and not _UNIT.match(after)
    if shape in ("(一)", "(1)", "①"):
        return first or (
            match.group()[0] not in _ODD_BRACKETS and not (_REFERS_BEFORE.search(before) or _REFERS_AFTER.match(after))
        )
    if shape in ("编", "部分", "章", "节", "条"):
        opens = first or before[-1:].isspace() or before[-1:] in _AFTER_SENTENCE or bool(_SET_OFF.match(after))
        return opens and (first or not _ARTICLE_REFERS.match(after)) and not _REFERS_BEFORE.search(before)
    if shape == "一" and (match.group()[-1] in ".．" or match.group()[0] in _DASHES):
        return first
    if shape == "1" and match.group()[0] == "1" and _ENDS_HEADING.search(before):
        return True
    return first or before[-1:].isspace() or before[-1:] in _AFTER_SENTENCE


def _wide(gap: str, shape: str) -> bool:
    """Whether the space before a label parts sentences: one blank does before （一）, not before 1."""
    return len(gap) > 1 or gap == "\u3000" or (bool(gap) and shape not in ("1", "1)", "(1)"))


def _heading_between(words: str, start: int, end: int) -> bool:
    return 1 < end - start <= 60 and not _STOP.search(words, start, end)


def find_labels(text: str, start: int, end: int, line: int) -> list[Label]:
    """The candidates in the paragraph `text[start:end]`, which is paragraph number `line`."""
    words = text[start:end]
    found: list[Label] = []
    at = 0
    if named := _NAMED.match(words):
        found.append(_label(words, start, named, NAMED, line, None))
        at = named.end()
    while here := _START.search(words, at):
        at = here.start()
        match = _LABEL.match(words, at)
        if not match or _within_number(words, at, match[0]):
            at += 1
            continue
        match, shape = _shape(words, match)
        if not _possible(shape, match, words, at):
            at = match.end() if shape in ("一", "(一)", "(1)") else at + 1
            continue
        found.append(_label(words, start, match, shape, line, found[0] if found else None))
        at = match.end()
    return found


def _within_number(words: str, at: int, written: str) -> bool:
    """Whether the candidate goes on with a number that stands before it."""
    previous = words[at - 1] if at else ""
    chinese = "一二三四五六七八九十百"
    return previous.isdigit() or (previous != "" and previous in chinese + ".．" and written[0] in chinese)


def _shape(words: str, match: re.Match[str]) -> tuple[re.Match[str], str]:
    """The label and its shape; in 1.2021年底前, 2.11月 and 4.460个村 the label is 1., 2. and 4. alone."""
    shape = _SHAPE_OF[match.lastgroup or "s0"]
    alone = _FIGURE.match(words, match.start()) if shape == "1.1" else None
    is_number = alone and (_MONTH.match(words, alone.end()) or _COUNT.match(words, alone.end()))
    if alone and (is_number or not _possible(shape, match, words, match.start())):
        return alone, "1"
    return match, shape


def _label(words: str, start: int, match: re.Match[str], shape: str, line: int, first: Label | None) -> Label:
    """The label with what stands around it. `start`: where the paragraph `words` begins in the text; `first`: the
    first label of the paragraph, None for that itself."""
    at = match.start("label") if shape == NAMED else match.start()
    written = words[at : match.end()]
    gap, follows = at, match.end()
    while gap and words[gap - 1].isspace():
        gap -= 1
    while follows < len(words) and words[follows].isspace():
        follows += 1
    if follows == len(words):
        follows = match.end()
    parts = _number(written)
    line_start = gap == 0
    return Label(
        start + at,
        start + match.end(),
        start + follows,
        shape,
        parts[-1],
        parts,
        written,
        line_start,
        line_start or words[gap - 1] in _AFTER_SENTENCE or _wide(words[gap:at], shape),
        not line_start and _AFTER_STOP.search(words, max(0, gap - 10), gap) is not None,
        first is not None and first.line_start and _heading_between(words, first.text - start, at),
        line_start and _doubtful(shape, written, parts[-1], words[follows : follows + 12]),
        line,
    )


def id_part(label: str) -> str:
    """The label as it stands in an id: 一、 → 一, （一） → (一), 1． → 1, ① → ①, 第一章 → 第一章, 【任务1】 → 任务1."""
    label = "".join(label.split())
    if label[:1] in _DASHES:
        return "一"
    if _CIRCLED.fullmatch(label):
        number = int(unicodedata.numeric(label))
        return label if number > 20 else chr(ord("①") + number - 1)
    return unicodedata.normalize("NFKC", label.strip("【】")).rstrip("、.．,:|—-")
