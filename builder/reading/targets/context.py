"""The words around a figure that say whether it is to be reached: each a row with example and counter-example."""

from __future__ import annotations

from builder.language import lazy_re as re
from builder.reading.pattern_rows import by_name, left, right
from builder.reading.targets.patterns import PATTERN_OF

_ANY_OF = PATTERN_OF
_CHANGED = rf"(?:大幅|进一步|稳步|逐步)?(?:{_ANY_OF['changing']})?(?:到|至|为|成)"

ROWS = by_name(
    left("counted_off", _ANY_OF["counting_off"], "老人等", "老人"),
    left(
        "ordinal",
        r"第(?:\d+(?:[、,和及至-]第?))*|No\.?|№|排名|位列|位居|名列|编号|代码|热线|电话|邮编|[*×]|\d[-—:.]|[A-Za-z]",
        "排名第",
        "完成",
    ),
    left("every", r"每|每隔|每满|逐", "每隔", "每年培育"),
    # 从2.1万亿元(增长)到 · 由76%提高至
    left(
        "state_before",
        r"(?:从|由|自) ?(?:20\d{2}年|[\u4e00-\u9fff]{0,8}每[月年天人户个名亩件])?(?:的|约)?",
        "由2018年的",
        "自行",
    ),
    # 相较去年22件59人; not 比2015年增长20%
    left(
        "compared_with",
        r"(?:较|比(?![重例率])|相比|同期)(?:去年|上年|20\d{2}年)?(?:同期)?的?(?:\d+[\u4e00-\u9fff])?",
        "较去年22件",
        "比重",
    ),
    left("reached_age", r"达到?|提高[到至]|升[到至]", "人均预期寿命提高到", "年满"),
    left("given", rf"(?<!行政)(?:{_ANY_OF['giving']})[^,。;]{{0,12}}|一次性[^,。;率]{{0,12}}|处", "给予每户", "培育"),
    # 全省已改造30座: what is done already; not 对已建成的300个站点
    left(
        "done_so_far",
        r"(?:已经?|现已|累计已)(?!建成的|有的)(?:(?![的将要应须再各以])[\u4e00-\u9fff]){1,6}了?(?:[约近超]|共|累计)?",
        "已改造",
        "对已建成的",
    ),
    # 按总房价3%的比例给予补贴: at what rate something is paid
    left("by_rate", r"(?:按照?|依照?|以)[^,。;]{0,48}", "按总房价", "总房价"),
    right(
        "rate_of_payment",
        rf"(?:、[^,。;]{{0,16}}?\d[\d.]*%){{0,3}}(?:(?:在?税前)?(?:加计)?扣除|[^,。;]{{0,40}}的标准(?:给予|进行|发放|支付|予以)"
        rf"|的?(?:比例|标准|幅度|额度|费率|税率|利率),?(?:一次性|分期|分批)?(?:{_ANY_OF['giving']}|予以|进行|计提|提取|收取|缴纳"
        rf"|征收|返还|减免|支付|发放|拨付|兑付|计算|核算|贴息|折算)|(?:一次性|分期|分批|进行){{0,2}}(?:{_ANY_OF['giving']})"
        rf"|,?[^,。;\d]{{0,14}}(?:{_ANY_OF['giving']}|予以|提供|发放|计入|缴纳|计提))",
        "的比例给予",
        "的企业达标",
    ),
    left("field_of_rank", r"(?:在|于)(?:全国|全省|全市|广东|[\u4e00-\u9fff]{2,3})?", "在全国", "全国共"),
    left("moved_in_rank", rf"(?:{_ANY_OF['moving_in_rank']})了?", "较上年提升", "位居"),
    left(
        "shortened",
        rf"(?:{_ANY_OF['shortening']})[^,。;]{{0,10}}",
        "办理时限压缩至",
        "时限,在",
    ),
    left(
        "made_shorter",
        rf"(?:{_ANY_OF['making_shorter']})[^,。;]{{0,14}}",
        "办理时限压缩至",
        "培训合格后",
    ),
    left("forbids", _ANY_OF["forbidding"], "禁止", "新建"),
    # 周边50米内, 距堤脚20米以内: where a thing lies
    left(
        "place_around",
        r"(?:周边|半径|沿线|两侧|外侧|内侧|距离?[^,。;]{0,8}|站点|路口|四周|左右)(?:各|约)?",
        "车站周边",
        "长度",
    ),
    # 对300个站台进行改造
    left("worked_upon", r"(?:^|[,。;])(?:全部)?(?:对|将|把)(?:全[省市县区]|[\u4e00-\u9fff]{2,6}的)?", ",对", "针对"),
    left("before_class", _ANY_OF["before_class"], "推动", "新建"),
    # 水产品产量3万吨。
    left("measured", rf"(?<!年)(?:{_ANY_OF['measured']})(?:约)?", "水产品产量", "年产值"),
    # 补助标准提高到500元
    left(
        "raised_to",
        rf"(?:{_ANY_OF['changing']}|提标)(?:到|至|为)(?:每[\u4e00-\u9fff]{{1,4}})?",
        "提高到每人",
        "给予每人",
    ),
    right("kind_of_firm", r"级?(?:企业|项目|产业|园区|集群|公司|镇|村|强)", "级企业", "的目标"),
    # 清偿欠款2亿元: verbs that elsewhere are parts of nouns (污水处理厂)
    left(
        "opens_with_act",
        rf"(?:^|[,。;:、])(?:全年|年内|力争|确保|计划)?(?:{_ANY_OF['opening_acts']})[^,。;\d]{{0,14}}",
        "清偿欠款",
        "污水处理",
    ),
    right("clause_end", r"[,。;、)\n]|$", "。", "以上的"),
    # 明确1名分管领导 · 设副主任2名
    left(
        "names_persons",
        r"(?:(?<![建开增下附])设(?![备施计想定])|明确|确定|指定|落实|安排|选派|选定|推荐|抽调|配备|固定)[^,。;\d]{0,10}",
        "并确定",
        "建设",
    ),
    left("asks_directly", rf"(?:{_ANY_OF['asking']})[了约共]?", "新建", "客车"),
    # 3个方面 · 4项原则 · 5个阶段; not 3个工作站
    right(
        "part_of_text",
        rf" ?(?:{_ANY_OF['parts']}|工作(?!站|室|人员|坊|者)|部门(?!以上))",
        "工作任务",
        "工作站",
    ),
    # 保持3个月销量
    right("as_a_stock", r"的?[\u4e00-\u9fff]{0,4}(?:销量|用量|消费量|需求量|库存|储备)", "销量", "销售"),
    right("within_reach", r"(?:范围|半径)?(?:之|以)?内(?![涝部容])", "范围内", "内涝"),
    right("is_worked_upon", r"[^,。;]{1,24}(?:进行|实施|开展|予以|加以|全部|逐一|逐个)", "站台进行改造", "站台,进行"),
    right("kind_of_thing", r"间病房|内?[驾工党教司]龄", "内驾龄", "内完成"),
    # 3年以上工作经验: which things are meant
    right("name_follows", r"[\u4e00-\u9fff]", "项目", ",项目"),
    right("goes_on", _ANY_OF["going_on"], "纳入", "项目"),
    right("changes", rf" ?(?:个|家|户)?{_CHANGED}", "大幅提高至", "提高"),
    # 在全国82个地市中排名
    right("among", r"[^,。;]{0,20}中(?:排|位|名|居|列)|[^,。;]{0,12}之一", "地市中排名", "地市排名"),
)

ASKS = re.compile(rf"{_ANY_OF['asking']}|将$")
WORKS_UPON = re.compile(_ANY_OF["working_upon"])
# 对连续3次…的, 凡…的
CONDITION = re.compile(rf"^(?:{_ANY_OF['opening_condition']})[^,。;]*的$")
# 15天完成1次, 两年一轮: how often, no figure to be reached; not 2024年, 12月, 6月15日, 第一季度
RHYTHM = re.compile(
    r"(?<![\d第月一二三四五六七八九十])(?:\d{1,3} ?(?:天|日|周|季度|个月|个季度)|[一半] ?个?(?:天|日|周|月|季度|年)"
    r"|[二两三四五六七八九十] ?(?:天|日|周|年|个月|个季度))(?:至少|不少于)?[\u4e00-\u9fff]{0,4}$"
)
# 每5年修订1次: how often; not 每年组织2次
EACH_TIME = re.compile(
    r"每(?:隔|逢)?(?:\d{1,2}|[一二两三四五六七八九十半])?个?(?:年|季度?|月|周|日|天|学期|学年)[^,。;:\n]{0,20}$"
)
# 最多跑一次 · 一次办好 · 一网通办
SLOGAN = re.compile(r"(?:最多|只|仅)(?:跑|检查|填|进|找|交|报|见|查)|少跑|跑[零一]|一次(?:办|跑|告知|不)|一[窗网门站]")
# Between the numbers of a row: 85%、77% · 10000元、5000元和3000元
ROW = re.compile(r" ?(?:、|和|及|与|,|以及) ?(?:至少|分别|不少于)?")
# 资助200名技能人才、2000名重点人才和100名领军人才: each with its own name
NAMED_ROW = re.compile(r"[\u4e00-\u9fff“”（）()]{1,24}[,、和及与]")
# 土壤监测950批次、专项监测80批次: the name stands before the number, whose bound is its own
NAMED_BEFORE = re.compile(r"[,、和及与][\u4e00-\u9fff“”（）()]{2,16}")
