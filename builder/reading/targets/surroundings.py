"""What stands around a figure that is nothing to be reached: what there is already, prices, who bears a share.

A row asks for the words before the figure (from the beginning of its clause) and after its unit; both must fit.
"""

from __future__ import annotations

from typing import NamedTuple

from builder.language import lazy_re as re

# no word of the clause before says that it was done
_NOT_DONE = r"^(?!.*(?:完成|办结|办好|落实|整改到位))[^,。;]*"
# 问题未整改, but 未成年人, 未就业青年
_NOT_YET = "正在|尚未|未(?!来|成年|婚|就业|脱贫)"
# 交办的12个问题均已整改: they are done after all
_DONE_AFTER = r"[^,。;\d]{0,10}(?:[均都]|全部|已)(?!有|于|部署|下达|交办)"
_PER = r"(?:每[\u4e00-\u9fff]{1,4})?"


class Surrounding(NamedTuple):
    """In `example` the first figure is no target by this row, in `counter` it is one. `bounded`: the row holds for a
    figure that words compare (不低于20%) as well. `units`: for these only; any where it is empty."""

    name: str
    before: re.Pattern[str]
    after: re.Pattern[str]
    bounded: bool
    units: frozenset[str]
    kinds: frozenset[str]
    example: str
    counter: str


def _row(
    name: str,
    before: str,
    after: str,
    example: str,
    counter: str,
    *,
    units: str = "",
    bounded: bool = False,
    kinds: str = "plan",
) -> Surrounding:
    return Surrounding(
        name,
        re.compile(f"(?:{before})$"),
        re.compile(after),
        bounded,
        frozenset(units.split()),
        frozenset(kinds.split()),
        example,
        counter,
    )


SURROUNDINGS = (
    _row(
        "there-already",
        r"(?<![对将把])(?:现有|目前有|共有|原有|已有|下辖)[^,。;的]{0,10}",
        "",
        "全市现有泵站120座。",
        "全市新建泵站120座。",
    ),
    _row(
        "as-it-stands",
        r"(?:目前|现在|去年|上年|上一年度?|前年)(?!.*(?:力争|争取|确保|将|要|提高到|达到|增加到|实现))[^,。;]*",
        r"(?!以上的?目标)",
        "目前覆盖率为60%。",
        "在去年的水平上要提高60%。",
        bounded=True,
    ),
    _row(
        "penalty",
        r"(?:并处|处以|可以?处|违法所得)[^,。;]{0,16}",
        "",
        "并处违法所得1倍以上5倍以下罚款。",
        "处置闲置土地款提高1倍以上。",
        units="倍 元 %",
        bounded=True,
    ),
    _row(
        "counted-elsewhere",
        r"(?:明确|确定|规定|列出|公布|提出)的",
        r"^(?!(?:任务|目标))",
        "聚焦方案明确的16个领域。",
        "完成16个领域的方案。",
        units="个 项 类 条 种 件",
    ),
    _row(
        "papers-handed-in",
        "",
        r"^(?:[\u4e00-\u9fff]{0,4}照片?|复印件|彩照|表格|证件照)",
        "附现场2-3张照片。",
        "征集2-3张。",
        units="张 份 套 幅",
        bounded=True,
    ),
    _row("basis", "", "^的?基础上", "在60%的基础上再提高。", "在全市完成60%。", bounded=True),
    _row(
        "who-bears-it",
        r"(?:承担|负担|分担|出资|自筹|计提|提取|缴纳|上缴|预缴|预付|付至|支付至|拨付至|[,。;]余)(?!能力)[^,。;]{0,14}",
        "",
        "市财政承担60%。",
        "市财政安排60%。",
        units="% ‰",
    ),
    _row(
        "price",
        r"(?:[水电气热票单房地]价|租金|收费标准|价格|费率|税率|利率|保证金|违约金|滞纳金|押金|定金|缴费比例)"
        rf"(?!.*(?:提高|增长|降低|下降|压减|减少|上涨|降至|上调|下调|调高|调低))[^,。;\d]{{0,12}}{_PER}",
        "",
        "水价调整为每立方米3元。",
        "水价降低30%。",
    ),
    _row(
        "rate-of-a-standard",
        r"(?:按照?|依照?|以)[^,。;]{0,20}",
        r"^[^,。;]{0,16}的标准|^标准(?!化)",
        "按照每300户配备1名网格员的标准配齐。",
        "每300户配备1名网格员。",
    ),
    _row(
        "class-of-lines",
        "",
        r"^(?:及以上)?(?!以[上下内])[\u4e00-\u9fff]",
        "建设110千伏变电站。",
        "电压提高到110千伏。",
        units="千伏 kV",
        kinds="plan report",
    ),
    _row(
        "when",
        "",
        r"^(?:及?以[上下])?(?:时(?![间限段长候效期])|的?情况下|的?情形)",
        "气温低于4℃时停止施工。",
        "气温控制在4℃以下。",
        bounded=True,
    ),
    _row(
        "case-preferred",
        "",
        r"^(?:及?以[上下])?的(?:优先|方可|可以|可(?![持再])|纳入|列入|享受|免|须|应|报|由|启动|公开招标|集体)",
        "用地不低于50亩的优先安排。",
        "用地不低于50亩。",
        bounded=True,
    ),
    _row(
        "found-already",
        r"(?:排查出|共排查|共检查|共发现|发现|查出|摸排出|收到)[^,。;\d的]{0,10}",
        "",
        "排查出隐患120处。",
        "整治隐患120处。",
    ),
    _row(
        "of-which-size",
        "",
        r"^的[\u4e00-\u9fff]{2,10}\d+[个间座处所条套栋台]",
        "约50平方米的会议室1间。",
        "会议室不少于50平方米。",
        units="平方米 亩 公里 米 人",
        bounded=True,
    ),
    _row(
        "worth-so-much",
        r"(?:投资|造价|价值|产值)",
        r"^的(?!资金|投资|任务|目标)[\u4e00-\u9fff]",
        "完成投资3000万元的水厂扩建。",
        "完成投资3000万元。",
        units="元",
    ),
    _row(
        "measure-of-a-thing",
        r"(?:行距|株距|断面|厚度|直径|胸径|净高|净宽)(?:为|约)?",
        "",
        "种植行距3米。",
        "种植3米。",
        units="米 厘米 毫米",
    ),
    _row(
        "price-of-each",
        r"(?:费|标准|价格?)(?!.*(?:提高|增长|降低|下降|压减|减少|上涨|降至|上调|下调))[^,。;\d]{0,6}(?:每[\u4e00-\u9fff]{1,4}){1,3}",
        "",
        "补偿标准为每亩4万元。",
        "补偿标准提高到每亩4万元。",
        units="元",
    ),
    _row(
        "case-that-follows",
        r"(?:^|[,。;:])(?:对|凡|发生|出现|有|经|因|连续|累计|超过|超)[^,。;]{0,14}",
        r"^(?:及?以上)?[\u4e00-\u9fff]{0,6}的(?:[单企部地个人][\u4e00-\u9fff])?,?"
        r"(?:一票否决|予以|给予|取消|约谈|责令|追究|通报|停|暂停|不得|不予|扣|从重|列入)",
        "发生3起以上事故的一票否决。",
        "办理3起以上案件。",
        units="起 例 次 分 人 天 日 个月 年",
        bounded=True,
    ),
    _row(
        "down-payment",
        r"",
        r"^(?:以上|以下)?的?首付",
        "须交不低于18%的首付金。",
        "覆盖不低于20%的学校。",
        units="%",
        bounded=True,
    ),
    _row(
        "down-payment-of",
        r"首付(?!.*(?:提高|降低|下降))[^,。;\d]{0,12}",
        "",
        "首套住房首付比例为20%。",
        "首付比例降低5%。",
        units="%",
        bounded=True,
    ),
    _row(
        "let-off",
        r"(?:减免|免收|减收|减征|返还)[^,。;\d]{0,10}",
        "",
        "每学期减免住宿费300元。",
        "住宿费支出减少300元。",
        units="元 %",
    ),
    _row(
        "grant-of",
        "",
        r"^的\s?[^,。;\d]{0,6}(?:补助|补贴|奖励|慰问|津贴|救助)",
        "发放500元的临时救助。",
        "发放500万元消费券。",
        units="元",
    ),
    _row("face-value", r"面[额值](?:分别)?(?:为|是)?", "", "代金券面额为50元。", "代金券总额达到50万元。", units="元"),
    _row("spent-so-much", r"(?<!圆)满", "", "消费满200元可使用。", "实现消费200万元。", units="元"),
    _row(
        "may-vary",
        r"可(?:(?:向?[上下])?浮动?|再?(?:增加|上调|下调))",
        "",
        "限额可上浮10%。",
        "限额上浮10%。",
        units="% 个百分点 百分点",
    ),
    _row(
        "part-of-a-base",
        "",
        r"^(?:以内|以上)?的部分",
        "营业额2%以内的部分可抵扣。",
        "营业额增长2%以内。",
        bounded=True,
    ),
    _row(
        "allowed-so-often",
        r"(?:享受|申领|申请|领取|报销)(?:不超过|最多)?",
        "",
        "每户限享受1次。",
        "每户走访1次。",
        units="次",
        bounded=True,
    ),
    _row(
        "for-each",
        r"每(?:获得?|取得|增加|超过?|招用|吸纳|新上|引进|减少|(?:成功)?(?:推荐|介绍|引荐|转化))[^,。;\d]{0,10}",
        "",
        "每获得奖牌1枚,奖励500元。",
        "每村获得奖牌1枚以上。",
        bounded=True,
    ),
    _row(
        "at-a-standard-for-each",
        "",
        r"^(?:、[^。;]{1,40}?)?的?标准(?:给予|予以|发放|支持|补助|奖励|确定|计发)",
        "按不高于90元/天的标准发放。",
        "人均经费达到90元/天。",
        units="元/人 元/天 元/天/人 元/人/天 元/户 元/亩 元/次 元",
        bounded=True,
    ),
    _row(
        "prize",
        r"(?:奖金|奖现金|现金)(?:分别)?(?:为|是)?",
        "",
        "一等奖奖金3000元。",
        "完成设备投资3000元。",
        units="元",
    ),
    _row(
        "rewarded-then",
        "",
        r"^(?:\(含\))?(?:及?以[上下])?[^,。;]{0,24}?的,?(?:一次性|分别|再|每家|每户|每人)?(?:奖励|奖补|补助|补贴|资助|给予|予以)",
        "年销售额首次达到800万元以上2000万元以下的奖励1万元。",
        "年销售额达到800万元以上。",
        bounded=True,
    ),
    _row(
        "then-something-is-due",
        "",
        r"^的(?:要|应当?|须|必须|由|责令|启动|将|即)",
        "满意度低于85%的要查找原因。",
        "满意度不低于85%。",
        bounded=True,
    ),
    _row("surcharge", r"加收", "", "超过部分加收40%。", "增收40%。"),
    _row(
        "if",
        r"(?:^|[,。;])(?:当|若|如(?!期|数)|一旦)[^,。;]{2,40}",
        "",
        "若库容达到90%并持续一日,开闸。",
        "水位涨幅控制在9%以内。",
        bounded=True,
    ),
    _row(
        "borne-by",
        "",
        r"^由[^,。;]{2,20}(?:负担|承担|分担|解决|筹集|出资)",
        "其中70%由区财政负担。",
        "70%由区级医院提供。",
        units="%",
        bounded=True,
    ),
    _row(
        "of-a-standard",
        r"(?:标准|起始价|底价|最低价|价款|工资|利息|保险金|基准地价|基数)的",
        "",
        "补偿不低于原定工时标准的3倍。",
        "培训达到原有规模的3倍。",
        units="% 倍",
        bounded=True,
    ),
    _row(
        "reckoned-as",
        "",
        r"^(?:的标准)?(?:进行)?(?:折算|换算|计算|计价|计费|计发)",
        "木本花卉每亩60株折算。",
        "木本花卉每亩60株以上。",
    ),
    _row(
        "rank-of-a-prize",
        r"[特一二三]等奖(?:每年)?",
        r"^(?:及?以上)[^,。;]{0,40}(?:的|或)",
        "获省级一等奖2个及以上的教师可申报。",
        "获省级一等奖2个以上。",
        bounded=True,
    ),
    _row(
        "registered-capital",
        r"注册资(?:本|金)[^,。;]{0,6}",
        "",
        "注册资本在800万元以上。",
        "注册企业800家以上。",
        units="元",
        bounded=True,
    ),
    _row(
        "votes",
        "",
        r"^(?:及?以上)?的?(?:业主|村民代表|村民|股东|社员|委员|代表|成员)(?:且|同意|讨论|表决|出席|参加|到会|通过|签字)",
        "经三分之二以上的业主同意。",
        "三分之二以上的业主小区建成充电桩。",
        bounded=True,
    ),
    _row(
        "benefit-of",
        "",
        r"^的[^,。;]{0,6}(?:贴息|利率|税率|优惠)",
        "享受2%的贷款贴息政策。",
        "完成2%的任务。",
        units="%",
    ),
    _row("titles-counted", "》", "", "新增《月报》《季报》2张报表。", "新增报表2张。", units="个 项 张 份 部 种 件 篇"),
    _row(
        "difference",
        r"[较比][^,。;]{2,24}(?:增加|减少|调增|调减|压减)(?:了)?",
        "",
        "较年初下达值增加300万元。",
        "经费增加300万元。",
        units="元",
    ),
    _row("under-way", "", "^正在", "其中12件正在办理。", "办理12件。", kinds="plan report"),
    _row(
        "still-open",
        rf"(?:{_NOT_YET}|尚有|还有|仍有|剩余)[^,。;\d]{{0,14}}",
        "",
        "正在整改9处。",
        "整改9处。",
        kinds="report",
    ),
    _row(
        "not-finished",
        "",
        rf"^[^,。;\d]{{0,10}}(?:{_NOT_YET}|推迟|延期|暂缓)",
        "9项工程推迟。",
        "9项工程完工。",
        kinds="report",
    ),
    _row(
        "given-to-do",
        rf"{_NOT_DONE}(?:下达|交办|转办|部署|确定|督办)的?[^,。;\d]{{0,10}}(?:事项|问题|任务|意见|批示|线索)[^,。;\d]{{0,4}}",
        f"^(?!{_DONE_AFTER})",
        "会上交办事项9件。",
        "办结事项9件。",
        units="个 项 件 条",
        kinds="report",
    ),
    _row(
        "given-to-be-done",
        rf"{_NOT_DONE}(?:下达|交办|转办|部署|确定|督办)(?:的?[^,。;\d]{{0,10}}、?)",
        rf"^(?!{_DONE_AFTER})(?:重点)?(?:工作|任务|事项|批示|问题|线索)",
        "会上确定的9项重点任务有序推进。",
        "完成9项重点任务。",
        units="个 项 件 条",
        kinds="report",
    ),
    _row(
        "shared-out",
        r"(?:分解|落实)[到至](?:\d+[^,。;\d]{1,6})?",
        "",
        "任务分解到3个部门5家单位。",
        "任务增加到3个。",
        kinds="plan report",
    ),
    _row("concerned", r"涉及[^,。;\d]{0,4}", "", "涉及4家单位。", "惠及4家单位。", kinds="report"),
    _row(
        "paid-in",
        r"^余款|(?:缴纳|交纳|缴付|支付)[^,。;\d]{0,10}",
        r"^(?:以上|以下)?(?:的?[^,。;]{0,8}(?:价款|金额|出让金)|$|在)",
        "合同签订后缴纳至价款50%以上。",
        "征收率提高到50%以上。",
        units="%",
        bounded=True,
    ),
    _row(
        "paid-to-each",
        r"每[\u4e00-\u9fff]{1,3}(?:津贴|补贴|补助|慰问金|资助|扣|罚)",
        "",
        "组长每月津贴300元。",
        "每村筹集资金300万元。",
        units="元 分 课时",
    ),
    _row(
        "limit-for-each-person",
        r"(?:限额|标准|补贴|待遇|支付)(?!.*(?:提高|增加|达到|上调|调整|不低于))[^,。;]{0,50}每人每[月天日次年餐](?:最高)?",
        "",
        "支付限额为在职职工每人每月300元。",
        "补贴标准提高到每人每月300元。",
        units="元",
    ),
    _row(
        "drawn",
        r"(?:领取|申领|享受)[^,。;\d]{0,10}",
        "",
        "在职期间可领取每年2000元。",
        "领取者达到2000户。",
        units="元",
    ),
    _row(
        "fine",
        "",
        r"^(?:及?以[上下])?(?:\d[^,。;]{0,8})?(?:以下)?的?罚款",
        "处货值5%以上的罚款。",
        "货值增加5%以上。",
        bounded=True,
    ),
    _row(
        "size-of-a-loan",
        r"(?:贷款|担保)(?:总)?额度?(?:最高|上限)?(?:为)?",
        "",
        "贷款额度最高20万元。",
        "发放贷款达到20万元。",
        units="元",
        bounded=True,
    ),
    _row(
        "for-so-many-years", r"(?:累计|连续)", "", "补贴累计不超过3年。", "累计办结3件以上。", units="年", bounded=True
    ),
    _row(
        "how-long",
        r"(?:期限?|时长|时间|年限)(?:原则上|一般|应当?|须|均|最[长短迟晚]|可)*(?:为|是)?",
        "",
        "租赁期限应当不少于2年。",
        "办理时限压缩2年。",
        units="年 个月",
        bounded=True,
    ),
    _row(
        "still-planned",
        r"(?:计划|预计|拟|将(?!近)|可(?:增加|新增|实现|节约|带动|减少))[^,。;\d了]{0,6}",
        "",
        "年度计划投资3亿元。",
        "年度投资3亿元。",
        bounded=True,
        kinds="report",
    ),
    _row(
        "marked-down",
        r"[每凡](?:再)?(?:减?少|[降偏]?低|下降|相?差|缺|超(?:过|出)?|多|增加?|高)(?:于|出|报|[一-龥]{0,4}率)?",
        r"^[^,。;\d]{0,8},?[^,。;\d]{0,4}[扣减加奖得]\d",
        "合格率每低1个百分点扣0.5分。",
        "合格率每年提高1个百分点。",
        bounded=True,
        kinds="plan report",
    ),
    _row(
        "earns-nothing",
        "",
        r"^(?:以[上下])?(?:的|时)?,?(?:不得分|不计分|得0分|扣\d|扣[一-龥]{0,3}\d)",
        "合格率低于54%不得分。",
        "合格率低于54%。",
        bounded=True,
        kinds="plan report",
    ),
    _row(
        "named-before-the-count",
        r"等",
        r"^(?:重点)?(?:对象|人群|人员|群体)",
        "改造脱贫户等4类重点对象住房。",
        "实现处罚等4类事项公开。",
        units="类 种 大类",
    ),
    _row(
        "large-enough",
        r"(?:^|[,。;:])(?:对|凡|将)?",
        r"^及?以[上下](?:自然村|村[屯寨庄]|行政村|屯|小区|院落|聚居点|老人|老年人|企业|矿山|水库|养殖场)",
        "30户以上自然村的覆盖率达标。",
        "30户以上通气。",
        units="户 人 岁 周岁 头 亩 平方米 万元 元 立方米 吨",
        bounded=True,
    ),
    _row(
        "size-in-a-name",
        r"[厂场站库期网线渠路]\(",
        r"^\)(?:[\u4e00-\u9fff]{0,6})?(?:工程|项目)",
        "推进污水处理厂二期(10万吨/日)工程。",
        "建设污水处理厂,达到10万吨/日。",
    ),
    _row(
        "named-before",
        r"(?<![\u4e00-\u9fff])(?:这|该|上述)",
        "",
        "这15种预案已备案。",
        "制定15种预案。",
        kinds="plan report",
    ),
)


def stated_otherwise(before: str, after: str, unit: str, *, kind: str, compared: bool) -> str:
    """The name of the row by which the figure between the words is nothing to be reached in a task of the `kind`; an
    empty string where none fits."""
    return next(
        (
            row.name
            for row in SURROUNDINGS
            if kind in row.kinds
            and (row.bounded or not compared)
            and (not row.units or unit in row.units)
            and row.before.search(before)
            and row.after.search(after)
        ),
        "",
    )
