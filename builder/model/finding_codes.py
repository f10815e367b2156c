"""Finding codes: the closed set of what the program may say that it could not place or is unsure of.

Each has a name in Chinese (`label`), and in Chinese what it means for a reader of the site and what an officer
can do about it: which file to write in, and what. The message of one finding is made where it is found.
"""

from __future__ import annotations

from typing import Literal

from builder.model.closed_set import ClosedSet

Severity = Literal["error", "warning", "note"]

_SIDECAR = "在原文旁的说明文件（同名的 .yml）中"
_CORRECT = f"{_SIDECAR}用 corrections 写明原文（written）、应为（restored）、依据（reason）、更正人（by）和日期（date）"

_READ_BY_HAND = "对照原件；读漏或者读错的，用核对表更正；原文本来如此的，不用改。"


class FindingCode(ClosedSet):
    """A code is kebab-case and stable: `check`, the JSON of `parse` and the tables carry it."""

    severity: Severity
    label: str
    reader: str
    officer: str

    def __new__(cls, code: str, severity: Severity, label: str, reader: str, officer: str) -> FindingCode:
        self = str.__new__(cls, code)
        self._value_ = code
        self.severity, self.label, self.reader, self.officer = severity, label, reader, officer
        return self

    TEXT_DESTROYED = (
        "text-destroyed",
        "error",
        "全文毁损",
        "文件经两次错误转码，原来的文字一个也无法恢复，页面照毁损的样子显示。",
        "另找这份文件的完好文本，替换 source_texts/ 里的原文。",
    )
    UNREADABLE_TEXT = (
        "unreadable-text",
        "error",
        "文字无法读懂",
        "这里的文字因编码错误已不是可读的中文，照原样显示，没有从中读出任何内容。",
        "另找这份文件的完好文本，替换 source_texts/ 里的原文；确是外文或专用符号的，不用改。",
    )
    LOST_CHARACTER = (
        "lost-character",
        "warning",
        "文字丢失",
        "这里有文字在转载中丢失，无从得知是什么，保留为缺失，不填补。",
        f"查到原件的，{_CORRECT}。",
    )
    RESTORED_WITHOUT_PROOF = (
        "restored-without-proof",
        "warning",
        "修复未证实",
        "这里的文字由程序推断，未能确证，页面上以波浪线标出。",
        f"对照原件；推断有误的，{_CORRECT}。",
    )
    HIDDEN_DIRECTION = (
        "hidden-direction",
        "warning",
        "有改变次序的控制符",
        "原件在这里有改变文字显示次序的控制符，已去除；原件所见与这里的次序可能不同。",
        f"打开原件，对照次序；次序应当照原件所见的，{_CORRECT}。",
    )
    HIDDEN_CHARACTERS = (
        "hidden-characters",
        "note",
        "有不可见的字符",
        "原件有不可见的格式字符，已去除，不影响文字。",
        "不用改。",
    )
    PAGE_UNREAD = (
        "page-unread",
        "warning",
        "有一页没有读出",
        "原件的这一页或这里的大幅图片是图像，没有可读的文字，这里没有它的内容。",
        "找这一页的文字版，或先作文字识别，再替换 source_texts/ 里的原文。",
    )
    TABLE_CUT = (
        "table-cut",
        "warning",
        "表格印到了页面之外",
        "原件这一页的表格比页面宽，伸到页面之外的字没有印出，这里的单元格不全，责任单位和时限可能缺字。",
        "把原文件的这一页设为横向，或缩小表格，再存成 PDF，替换 source_texts/ 里的原文；或改用 Word、Excel 文件收录。",
    )
    WORDS_COVERED = (
        "words-covered",
        "warning",
        "有字没有印全",
        "原件（PDF）的这里有字放不下而没有印出、被线划去，或者几行字叠在一起，读出的字可能不全、已经删去，或者次序不对。",
        "在原文件里接受修订，把这些单元格设为自动换行、调整行高，再存成 PDF，替换 source_texts/ 里的原文；或改用 Word、Excel 文件收录。",
    )
    CELL_MERGED = (
        "cell-merged",
        "warning",
        "跨页的单元格按合并读出",
        "原件的表格在这一行之前翻页，这一行的单元格空白，按与上一页的单元格合并读出，责任单位和时限以原件为准。",
        f"对照原件的这一行；本来就空白的，{_CORRECT}。",
    )
    TEXT_RECOGNISED = (
        "text-recognised",
        "warning",
        "由扫描件识别",
        "原件是扫描的图像，这里的文字由程序识别，字句、单位、数字和日期都可能有误，引用前请对照原件。",
        f"逐项对照原件；认错的，{_CORRECT}；找得到文字版的，换成文字版收录。",
    )
    CELLS_HIDDEN = (
        "cells-hidden",
        "warning",
        "有隐藏的单元格",
        "原件（Excel 表格）有隐藏的工作表、行或列，或者有被筛选掉的行，这里没有它们的内容。",
        "打开原件，取消隐藏和筛选；其中有应当公布的，保存后替换 source_texts/ 里的原文；没有的，不用改。",
    )
    CELL_UNREAD = (
        "cell-unread",
        "warning",
        "单元格没有读准",
        "原件（Excel 表格）的这个单元格是出错或没有结果的公式，或者数字的格式特殊，这里的字可能与原件所见不同。",
        f"打开原件核对；不同的，{_CORRECT}。",
    )
    SEARCH_GIVEN_UP = (
        "search-given-up",
        "warning",
        "损坏过多，未再检索",
        "自这里起疑似错位的字符过多，程序没有再逐处修复，照原样显示。",
        "另找这份文件的完好文本，替换 source_texts/ 里的原文。",
    )
    SCRIPT_SIMPLIFIED = (
        "script-simplified",
        "note",
        "繁体转回简体",
        "原文为繁体字，按内地文件由他站转为繁体处理，已转回简体。",
        f"原文本来就是繁体的（香港、澳门、台湾的文件），{_SIDECAR}写 script: keep。",
    )
    SCRIPT_KEPT = (
        "script-kept",
        "warning",
        "保留繁体",
        "原文为繁体字，未见内地机关或转码痕迹，照原样保留，未转为简体。",
        f"是内地文件、由他站转为繁体的，{_SIDECAR}写 script: simplify；确为繁体文件的，写 script: keep。",
    )
    LABEL_GAP = (
        "label-gap",
        "warning",
        "序号不连续",
        "编号中间缺少一项，或原文编错了号；页面照原文编号。",
        f"对照原件；原文缺字或错号的，{_CORRECT}。",
    )
    LABEL_REPEATED = (
        "label-repeated",
        "warning",
        "序号重复",
        "同一级有两项用了同一个序号，后一项的编号加方括号以示区别。",
        f"对照原件；转载时弄错的，{_CORRECT}；原文如此的，不用改。",
    )
    LABEL_ORDER = (
        "label-order",
        "warning",
        "序号倒退",
        "后一项的序号小于前一项；页面照原文编号和次序。",
        f"对照原件；转载时弄错的，{_CORRECT}；原文如此的，不用改。",
    )
    LEVEL_SKIPPED = (
        "level-skipped",
        "note",
        "缺少一级序号",
        "这一项与上一级之间少了一级编号，同级的其他条目有这一级，例如“一、”之下先是“1.”，后是“（一）”。",
        f"多半是原文如此，不用改；转载时丢了标题的，{_CORRECT}。",
    )
    NO_ITEMS = (
        "no-items",
        "warning",
        "没有编号条目",
        "全文没有编号的条目，没有读出任务，只有全文页。",
        "看原文是否收得完整、编号是否在转载时丢失；原文就没有编号的，不用改。",
    )
    TITLE_MISSING = (
        "title-missing",
        "warning",
        "没有标题",
        "原文和网页都没有写标题。",
        f"{_SIDECAR}写 title；是整理者拟的，另写 title_by: 整理者。",
    )
    ISSUER_MISSING = (
        "issuer-missing",
        "note",
        "没有署名",
        "原文没有写由哪个机关发布。",
        f"知道的，{_SIDECAR}写 issuers。",
    )
    DATE_MISSING = (
        "date-missing",
        "note",
        "没有成文日期",
        "原文没有写成文日期，只写月日或“年底前”的时限推不出是哪一年。",
        f"知道的，{_SIDECAR}写 written（成文日期）或 published（公开日期）。",
    )
    DATE_UNCERTAIN = (
        "date-uncertain",
        "warning",
        "成文日期可能不准",
        "成文日期与文号的年份或者公开日期对不上，或者只写在印发栏里；只写月日的时限由它推算。",
        f"不对的，{_SIDECAR}写 written：成文日期。",
    )
    JURISDICTION_MISSING = (
        "jurisdiction-missing",
        "warning",
        "地区不明",
        "未能从原文确定属于哪个地区。",
        f"{_SIDECAR}写 jurisdiction：地区全称，如“广东省江门市”；全国性的文件写“全国”。",
    )
    TITLE_UNCLOSED = (
        "title-unclosed",
        "warning",
        "书名号不配对",
        "左书名号没有配对的右书名号，其后的文件名没有读出。",
        f"{_CORRECT}，补上右书名号；原文如此的，不用改。",
    )
    UNNUMBERED_DUTY = (
        "unnumbered-duty",
        "note",
        "未编号的要求",
        "这一段提出了要求而没有编号，不列为任务，在全文里原样保留。",
        "不用改；引用时请连同这一段核对。",
    )
    ITEM_UNLISTED = (
        "item-unlisted",
        "note",
        "条目不列为任务",
        "这里的条目有序号而没有列为任务，在全文里原样保留；其中可能有要求。",
        "对照原文；确是任务的，在说明文件的 readings: 中补上；其余不用改。",
    )
    DUTY_UNREAD = (
        "duty-unread",
        "warning",
        "责任分工没有读出",
        "这里的字样像是责任分工，没有从中读出单位；任务的责任单位可能不全。",
        _READ_BY_HAND,
    )
    BODY_UNREAD = (
        "body-unread",
        "note",
        "单位没有读出",
        "这里提到的单位像是承担责任的，没有列为这项任务的责任单位。",
        _READ_BY_HAND,
    )
    LIMIT_UNREAD = (
        "limit-unread",
        "note",
        "时限没有读出",
        "这里的字样像是时限，没有列为这项任务的时限。",
        _READ_BY_HAND,
    )
    TARGET_UNREAD = (
        "target-unread",
        "note",
        "数量指标没有读出",
        "这里的数字像是要达到的指标，没有列为这项任务的指标。",
        _READ_BY_HAND,
    )
    LABEL_UNREAD = (
        "label-unread",
        "warning",
        "序号没有读出",
        "这里像是一个条目的序号，没有读成条目；其后的条目可能归错了上级。",
        f"对照原件；这里应当另起一段的，{_CORRECT}。",
    )
    TABLE_UNREAD = (
        "table-unread",
        "warning",
        "表格没有读出",
        "这里像是一张表格，其中的各行没有读成任务，在全文里原样保留。",
        "另存为 .docx 或保留表格的 .html 再收录；表中没有任务的，不用改。",
    )
    COLUMN_UNREAD = (
        "column-unread",
        "warning",
        "表格的一列没有读出",
        "表中这一列像是责任单位，没有读出。",
        _READ_BY_HAND,
    )
    TASK_UNCERTAIN = (
        "task-uncertain",
        "note",
        "任务没有把握",
        "这一条可能不是任务（是条件、定义、批准的内容），要做的与做过的可能弄反，或者归错了上级。",
        f"对照原件；整份文件是报告的，{_SIDECAR}写 kind: report，不是报告的写 kind: plan；其余不用改。",
    )
    BODY_NAME_UNCERTAIN = (
        "body-name-uncertain",
        "warning",
        "单位名称可能不准",
        "这个单位的名称可能混进了别的词，或者没有读完整。",
        _READ_BY_HAND,
    )
    LIMIT_UNCERTAIN = (
        "limit-uncertain",
        "warning",
        "时限可能不准",
        "这个时限的日期可能推算错了，或者不是这项任务的时限。",
        _READ_BY_HAND,
    )
    TARGET_UNCERTAIN = (
        "target-uncertain",
        "note",
        "数字可能不是指标",
        "这个数字可能只是说明事物的类别或年限，不是要达到的指标。",
        _READ_BY_HAND,
    )
    TITLE_UNCERTAIN = (
        "title-uncertain",
        "warning",
        "标题可能不准",
        "标题可能多收或少收了字，或者是所附文件的标题。",
        f"{_SIDECAR}写 title。",
    )
    NUMBER_UNREAD = (
        "number-unread",
        "warning",
        "文号没有读出",
        "这里像是本文件的文号，没有读出。",
        f"是本文件文号的，{_SIDECAR}写 document_number。",
    )
    PUBLISHED_UNREAD = (
        "published-unread",
        "note",
        "公开日期没有读出",
        "这里像是公开日期，没有读出。",
        f"是公开日期的，{_SIDECAR}写 published。",
    )
    JURISDICTION_UNCERTAIN = (
        "jurisdiction-uncertain",
        "note",
        "地区可能不准",
        "标题、署名和主送都没有写这个地区，或者写的是另一级，地区是推断的。",
        f"不对的，{_SIDECAR}写 jurisdiction：地区全称，如“广东省江门市”。",
    )
    NOTICE_REPEATED = (
        "notice-repeated",
        "error",
        "同一文件收录两遍",
        "同一份文件在原文中出现了两遍，第二遍没有再读。",
        "核对两遍是否相同，从 source_texts/ 的原文中删去一遍。",
    )
    ITEMS_MERGED = (
        "items-merged",
        "warning",
        "可能合并了几项任务",
        "这一条里有几段各自写明了由谁负责，可能是几项任务；本站合为一项，单位和时限列在了一起。",
        f"对照原件；各段原有序号的，{_CORRECT}；没有序号的，在说明文件的 readings: 中写明各是谁的。",
    )
    CLAUSE_ABOVE_TASKS = (
        "clause-above-tasks",
        "note",
        "上一级另有责任分工",
        "责任分工写在上一级条目上，没有在其下每一项任务中重复列出。",
        "不用改；核对每一项任务的责任单位时，请看上一级条目。",
    )
    BODY_FROM_ABOVE = (
        "body-from-above",
        "note",
        "单位写在上面",
        "这几条没有各自写明由谁做，单位按它们上面的话（某某要做好以下工作、某某职责）读出。",
        "对照原件；有一条不由上面的单位做的，用核对表更正。",
    )
    CONVENTION_UNAPPLIED = (
        "convention-unapplied",
        "warning",
        "约定没有照用到各项上",
        "原文在这里约定各项由哪些单位负责，或者怎样看出谁牵头；本站没有照此读各项的单位。",
        "核对各项的单位和牵头、配合的分别；要在各项上写明的，在说明文件的 readings: 中补上。",
    )
    BODY_UNCERTAIN = (
        "body-uncertain",
        "warning",
        "单位没有读准",
        "责任条款中有几个字未能确定是不是一个单位，没有列出。",
        f"是单位的，在 registry/bodies.yml 中补充这类机构的全称和简称；是原文错字的，{_CORRECT}。",
    )
    ROLE_UNCERTAIN = (
        "role-uncertain",
        "note",
        "责任由推断得出",
        "原文没有用已知的说法写明各单位是牵头、负责还是配合，这里列出的责任是推断的。",
        _READ_BY_HAND,
    )
    CLAUSE_UNREAD = (
        "clause-unread",
        "warning",
        "责任条款没有读出",
        "这里写有责任条款，没有从中读出任何单位。",
        f"对照原件；条款有错字的，{_CORRECT}；没有错字的，用核对表补上单位。",
    )
    LIMIT_UNDATED = (
        "limit-undated",
        "warning",
        "时限缺年份",
        "时限只写了月日，推不出是哪一年，不进日历。",
        f"{_SIDECAR}写 written（成文日期）；已经写了的，原文就没有说是哪一年，不用改。",
    )
    LIMIT_WITHOUT_DAY = (
        "limit-without-day",
        "warning",
        "时限没有固定日期",
        "时限写的是节日、季节、时节，或者没有写明是哪个月，推不出是哪一天，不进日历。",
        "不用改；实际日期另有通知的，以通知为准。",
    )
    DATE_IMPOSSIBLE = (
        "date-impossible",
        "warning",
        "日期不存在",
        "历法上没有这一天，可能是原文或转载有误，不进日历。",
        f"对照原件；转载时弄错的，{_CORRECT}；原文如此的，向发文单位核实。",
    )
    PLACE_UNKNOWN = (
        "place-unknown",
        "warning",
        "地方不明",
        "没有认出文件是哪个地方的，其中的机构暂归“地方不明”。",
        f"{_SIDECAR}写 jurisdiction；程序不认得的地方（开发区、镇、街道），先写进 registry/jurisdictions.yml。",
    )
    UNRESOLVED_BODY = (
        "unresolved-body",
        "warning",
        "机构待核实",
        "机构名录里没有这个机构，或者原文只写了区域名称；按原文写法单独列页。",
        "名录缺的，在 registry/bodies.yml 中补充这类机构（kinds）或这一个机构（bodies）；读错的，用核对表更正；区域名称不用改。",
    )
    COUNTERPART_UNKNOWN = (
        "counterpart-unknown",
        "warning",
        "人工对应所写任务不存在",
        "人工增删的对应关系里有一项任务已经不存在，这一条没有起作用。",
        "在 registry/counterparts.yml 中改正或删去这一条。",
    )
    DECISION_STALE = (
        "decision-stale",
        "error",
        "人工核定失效",
        "人工核定过的文字或者条目已经不在原文里，那一条核定没有起作用，这里是程序自己的读法。",
        "重新写出核对表，这一条在最前面，选“删除”去掉；现在读出的另行核对。",
    )
    DECISION_UNNEEDED = (
        "decision-unneeded",
        "note",
        "人工核定与程序相同",
        "程序现在的读法与人工核定的相同。",
        f"{_SIDECAR}可以删去这一条 readings；留着也不影响。",
    )
    REFERENCE_UNKNOWN = (
        "reference-unknown",
        "error",
        "所指的通知或任务不存在",
        "人工所写的关系或进展，指到的通知、任务或者文字不在本站，没有登出。",
        f"{_SIDECAR}改正或者删去这一行的 relations 或 progress。",
    )
