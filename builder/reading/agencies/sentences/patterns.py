"""The patterns by which sentences name who acts: what stands before a subject, what it does, who is no doer."""

from __future__ import annotations

from builder.language import lazy_re as re
from builder.language.role_words import LABEL, LEAD, SUPPORTING
from builder.language.wordlists import alternatives
from builder.reading.agencies.patterns import LISTS, named

MARKS = ",，。;；:：!！?？\n"
# ---- what may stand before the subject of a sentence: the item's number, a connective, a time
_NUMBER = r"(?:[一二三四五六七八九十]是|[①-⑳]|[(（]?\d{1,2}[)）.．、])?"
_CONNECTIVE = (
    "请(?!示)|今年以来|近年来|其中|(?:特别|尤其)是|同时|此外|另外|目前|并|但|而|原则上|必要时|对此|为此|届时|各项任务|上述工作"
    "|(?:本|全)?[省市县区州]?(?:行政区域|行政区划|辖区|区域|范围|境)内的"
    "|(?:到|自|从|在|于|截至|力争)?(?:"
    r"[12]\d{3}年?|今年|明年|每年|本年度|年度|年内|上半年|下半年|第?[一二三四]季度|[1-4]季度"
    r"|\d{1,2}月份?|\d{1,2}日|[上中下]旬"
    "|年?底|年末|月底|季度末"
    "|(?<=[年月日旬度末底前后内起始间至、-])(?:之?前|以前|内|起|开始|后|期间|之日|至(?!少)|[、-]))+"
)
BEFORE = re.compile(rf"[\s\u3000“”\"]*{_NUMBER}\s*(?:{_CONNECTIVE})*\s*")
# ---- verbs and what they make of the body before them
_HOW = r"(?:正在|已经?|要|应当?|须|必须|将|共同|分别|予以|给予|具体|充分|积极|切实|主动|密切|全力|及时|迅速|立即|予(?=配合|协助)|统筹|总|按照?职责(?:分工)?|并|也|均|都)*"
# 市发改委商市财政局: not 招商, 商务局
# 市消防支队会市安委办: 会 for 会同, where no 工会, 委员会 ends
_MEETS = r"会(?=[省市县区州旗国][一-龥]{1,10}[局委办厅部院队])"
_CONSULTS = (
    r"(?:(?<![招经通厂协磋客电])商(?=[省市县区州旗国][一-龥]{1,10}[局委办厅部院])"
    rf"|(?<=[局厅部院队站所室]){_MEETS})"
)
CONSULTS = named("consults", _CONSULTS, example="商市财政局", counter="招商市政局")
LEADS = named(
    "leads",
    rf"^{_HOW}(?:(?:负责)?(?:{LEAD})|会同|{_CONSULTS})|^(?:为|是|作为|担?任)[^,，。;；]{{0,24}}(?:{LEAD}|召集|组长)(?:单位|部门)",
    example="要牵头",
    counter="要配合",
)
WITH = named(
    "acts with",
    rf"^{_HOW}(?:{LEAD})?[,，]?(?:会同|会商|{_MEETS}"
    r"|商(?=[省市县区州旗镇乡国财教公民])|(?P<joint>联合)(?=[省市县区州旗镇乡国各有相])"
    r"|(?P<beside>与)(?=[省市县区州旗镇乡国各有相][^,，。;；与]{1,120}?[局委办厅部院站司位门](?:共同|一起|一道|进一步|建立|密切)))",
    example="要会同市财政局",
    counter="要配合",
)
# Fewer than the labels know: in a sentence 支持 and 协作 are what a body is to do, not its part in a list.
SUPPORTS = named(
    "supports",
    rf"^{_HOW}(?:加强|强化|做好|全力|(?:指定|安排|明确|落实)专人(?=配合|协助))?(?:(?:配合|协助|协同|参与|参加)(?!单位)|做好[一-龥]{{0,6}}?(?:配合|协助)工作)",
    example="应当积极配合",
    counter="配合单位",
)
# 在指挥部的统一领导下，做好相关配合工作
UNDER_LEAD = named(
    "under the lead of others",
    r"^(?:要|应当?)?在[^,，。;；]{1,16}(?:领导|指挥|组织|指导|协调)下[,，]?",
    example="在指挥部领导下，",
    counter="在各自职责内",
)
MUTUAL = named(
    "work together",
    r"^(?:要|应当?|须|必须)?(?:(?:密切|相互|互相|通力|联动)配合|协同[,，])",
    example="要密切配合",
    counter="要配合",
)
MANNER_FIRST = named(
    "manner before the verb",
    r"^(?:要|应当?)?(?:(?:在|按照?|依照?|依据|根据)[^,，。;；]{0,10}(?:职责|职权|范围|分工|权限|约定|协议|规定)[^,，。;；]{0,4}?"
    r"|[于在]\d{1,2}(?:[-—至]\d{1,2})?月份?)(?=牵头|配合|协助|参与|参加)",
    example="在各自职责范围内参与",
    counter="参与在建项目",
)
BOUND = named(
    "is bound",
    r"^(?:要(?!求|素|点)|应当|应该|应(?!急|用|对|收|付|届)|须|必须|负责|主要负责|具体负责|牵头|会同)",
    example="应当报送",
    counter="应急处置",
)
IS_BOUND = named(
    "is the one responsible",
    r"是[^,，。;；]{0,30}(?:责任主体|责任单位|主管(?:单位|部门|机关)|主体|执行者|牵头(?:单位|部门)|责任部门"
    r"|(?:管理|主管|协调|办事|执行|领导|常设|指挥|工作)机构)",
    example="是第一责任主体",
    counter="是主要任务",
)
# ---- who is no doer
# What a report tells of but names no body that did the work: who is counted, a person, firms.
NO_DOER = named(
    "no doer",
    r"[\d一二两三四五六七八九十百千][余多]?(?:个|家|名|所|户|支|位|件)|领导(?!小组)|企业"
    r"|(?:媒体|大学|银行|公司|协会)$",
    example="12家单位",
    counter="市水务局",
)
# A body's meeting acts for the body: 县政府常务会议.
MEETING = named(
    "meeting of a body",
    r"(?:常务会议|常委会会议|常务会|全体会议|党组会议|办公会议?|领导班子)\Z",
    example="县政府常务会议",
    counter="县政府",
)
AMONG = named("among themselves", r"(?:相互|互相|之间)+\Z", example="各区之间", counter="各区")
# 今年以来，各乡镇抓好落实: tells what was done, and binds nobody unless it says so
TOLD = named(
    "tells of what was",
    r"^[^,，。;；:：]{0,40}(?:(?:近|[今本去]|这|[一二两三四五十几]|\d)年来|以来)[,，]",
    example="今年以来，各乡镇抓好落实",
    counter="今年，各乡镇要抓好落实",
)
# 有关单位和人员要服从: the persons are of those bodies
AND_PERSONS = named(
    "and their persons",
    r"(?:和|及|及其|、)(?:有关|相关|其他|工作|责任|全体)?(?:人员|职工|负责人|责任人)\Z",
    example="参训单位和人员",
    counter="参训单位",
)
# 组织各处室自查: the sentence does not say who it is that sets them to work, and they are not bound themselves
URGED = named(
    "urges others",
    r"^(?:组织|督促|指导|推动|引导|敦促|动员)(?=各|有关|相关|全[省市县区]各)",
    example="督促各单位整改",
    counter="督促检查",
)
# 与贵州省共同研究: the one who works with them is not named
BESIDE_OTHERS = named(
    "works with others", r"^[与同](?!时|意|步|级|期|样|年)", example="与贵州省共同研究", counter="同级政府要"
)
# ---- bodies named elsewhere than as the subject
SET_UP = named(
    "sets up",
    r"(?:应当?|必须|须|要|可以?)?(?:建立|成立|设立|组建|调整充实|设)(?:了|由)?(?=.{2,40})",
    example="成立领导小组",
    counter="领导小组",
)
TAKES_ON = named(
    "takes on a duty",
    r"^[,，](?:由[^,，。;；]{2,16}(?:任|为)(?:总?指挥长?|组长|主任|召集人|牵头人)[,，])?(?:具体|主要|统一|全面|由其)?"
    r"(?P<duty>负责(?:牵头)?|承担|统筹|(?<=统一)(?:领导|指挥|组织|协调)|(?:协调|研究)解决(?!方案|办法|机制))",
    example="，负责牵头协调",
    counter="，定期协调",
)
TAKES_ON_LATER = re.compile(TAKES_ON.pattern.removeprefix("^"))
DEMANDS = named(
    "demands of others",
    r"(?:要求|责成|责令)(?=[省市县区州旗镇乡各]|有关|相关|全[省市县区])",
    example="要求各学校",
    counter="任务要求",
)
BY = re.compile(r"由(?:所?涉及的|上述|相应的)?|(?:责成|责令|建议|希望)(?![与和同对将把在由从])|" + DEMANDS.pattern)
# 市教育局。负责…: a body as the heading of its own duties
_DUTY = (
    r"(?:(?:主要|具体|统一)?"
    r"(?:负责|承担|牵头|统筹|配合|协助|组织|会同|指导|履行|按照?职责|由|要|应当?|须)(?!求|素|点|急|用|对)"
    r"|(?:根据|按照?)[^，。；,;]{2,20}要求[，,])"
)
OWN_DUTY_BELOW = named(
    "duty under a heading",
    rf"[。\n]\s*{_DUTY}",
    example="市教育局。负责校园检查",
    counter="演练。应急处置",
)
OF_DUTIES = named("heading of duties", r"(?:的?(?:工作|主要|具体)?职责)$", example="防汛办职责", counter="防汛办")
LEADS_DUTIES = named(
    "leads under a heading",
    rf"[。\n]\s*(?:(?:主要|具体)?负责)?(?:{LEAD})(?!单位|部门|人)",
    example="。牵头召集",
    counter="。负责召集",
)
AUTHORITY = named(
    "authority by its ending",
    r"(?:部门|机关|政府|党委|[局委厅署]|办公室)$",
    example="电力部门",
    counter="数据中心",
)
SHORT_OFFICE = 5
"""Characters of the longest short name of an office: 综合管理办."""
SEAT = named("has its seat", "设在|挂靠|设于|加挂在", example="办公室设在市水务局", counter="办公室")
# 领导小组下设办公室: the office of what is named before it.
OFFICE_UNDER = named(
    "office under a group",
    r"^(?P<above>[^,，。;；:：()（）]{2,40}?)(?:下设|设立|设)(?P<office>办公室|秘书处|工作专班)(?=$|[,，在（(])",
    example="领导小组下设办公室",
    counter="领导小组办公室",
)
HEADED = named(
    "group by its name",
    r"(?:领导小组|工作组|委员会|指挥部|专班|联席会议|专责小组|协调小组)$",
    example="路长制工作领导小组",
    counter="领导小组会议",
)
# 项目实施主体为各区政府
BODY_IS = named(
    "the responsible one is",
    rf"(?!各)(?:{LABEL}|执法主体)(?:均|应)?(?:分别)?(?:为|是|系|包括|包含|主要有)(?!了)",
    example="实施主体为",
    counter="实施主体负责",
)
IN_BRACKETS = re.compile(r"[(（](?:[^()（）]|[(（][^()（）]*[)）])*[)）]")
LAST_MARK = re.compile(r"[、,，及和与]|或者?")
# 县动车站 in a list of offices
PLAIN_NAME = named(
    "built like a name",
    r"^(?![各全本我该此你贵由与经向报对将把]|要求|责成|责令|建议|希望|组织)[一-龥]{2,12}"
    r"(?:[局委办厅部院署处科室站所队司社会场园区校馆厂行台]|中心|部门|机构|机关|单位|系统|公司|集团|业主)$",
    example="柳河动车站",
    counter="柳河两岸",
)
MENTION_SPACE = 160
"""How far, in characters, the bodies that are the subject of a sentence reach at most."""


# ---- what follows the subject of a sentence
# 防治所需资金, 工作组应对⏎: no verb begins here
NO_VERB = named(
    "no verb after a name",
    r".(?:监督|行政)?(?:管理|监管|执法)(?:部门|机构|机关)|"
    r"办[法事]|.具体(?:人员|名单|要求|内容|办法|措施|情况|标准|时间|事项|工作|位置|项目|任务|规定|方案|分工|要点|数字|条件)|"
    r"(?<!派出)(?<!边防)(?<!研究)(?<!事务)所[需有属辖]|.应对(?:\s|$|[。，,])|.(?:特别|尤其)是(?![要应在对做抓加])|.以[上下外内](?!级)"
    r"|.重点(?:工作|任务|项目|领域|事项|环节|部位|区域|人群|企业|行业|单位|产业|工程)|.审批事项|.(?:综合开发|改?扩建|新建|改建|改造)(?:等|项目|工程)"
    r"|[）)居]组织(?=[及可应在对按要须]|负责人)|.(?:设[在于]|挂靠|加挂在)",
    example="防治所需资金",
    counter="派出所需要",
)
_DAY = (
    r"(?:19|20)\d\d年|\d{1,2}月份?|\d{1,2}日|今年|明年|[次翌]年|年内|全年|本[年月周]|[上下]半年|第?[一二三四1-4]季度|[上中下]旬"
    r"|春节|五一|国庆|学期|汛期|年[底内末前]?|月[底内末]"
)
# 市水务局6月底前完成整治: a limit between the body and its verb, not the year of a noun (市水务局2019年预算)
LIMIT_NEXT = named(
    "limit after a subject",
    rf"(?<!\d)(?:(?:最迟|必须|务必)?[于在到]?(?:{_DAY}){{1,4}}[底内末初]?(?:之前|以前|前|[内底末]|起)|于(?:{_DAY})"
    rf"|(?:{_DAY}){{1,4}}(?:[至到—-](?:{_DAY}){{1,4}})?(?:期间)?(?={alternatives(LISTS['acts'])}))"
    r"|(?:[一-龥]{2}(?:过程|期间)中?|[都均])(?=(?:应当?|须|要)(?!求|素|点|急|用|对))"
    # 乡镇接报后应在半小时内报告
    r"|接(?:报|警|诉|到[^,，。;；]{1,12}?)后[,，]?(?=应当?|要|须|必须|立即|及时|迅速|第一时间|在?(?:\d|半))",
    example="2022年9月开放接口",
    counter="2019年预算",
)
NO_AGENT = named(
    "what makes no agent of those after 由",
    r"^(?:所在|副|领导|负责(?:人|同志)|主席|联系(?:副|领导)|主要|分管|党政|局长|主任|书记|组长|县长|市长|镇长|区长|乡长|工作人员|干部|同志|的|级|转|改|升|变|[、和及与])|^.{0,8}的",
    example="主要领导任组长",
    counter="审核确认",
)
MEMBERS = named(
    "are its members", r"^等?(?:单位|部门)?(?:共同|联合)?(?:组成|参加|参与)", example="组成", counter="审核"
)
STRONG_DUTY = named(
    "duty that only bodies have",
    rf"^{_HOW}(?:负责|牵头|主要负责|具体负责|负责牵头|主办|承办|会同|配合|协助|(?:组织|协同)(?=[,，]))|^(?:应当|必须|要(?!求|素|点))",
    example="牵头组织",
    counter="开展检查",
)
# 机关、团体、出版社等单位（和居民区）: what they are called says the last word
LISTED_CLASSES = named(
    "list of classes",
    r"(?:各类?)?(?P<classes>(?:(?![对向把将为使让经与同从以如若按就除自在当给])[一-龥]{2,8}、)+[一-龥]{2,8})等(?:有关|相关|各类?)?"
    r"(?:企事业|企业事业)?(?:单位|企业|组织)(?:(?:和|及|以及|、)[一-龥]{2,6})?",
    example="机关、团体、企业等单位",
    counter="房屋、建设等部门",
)
# 工商、环保等有关单位: authorities by their fields alone
AUTHORITIES = named(
    "authorities by their fields",
    r"(?P<fields>[一-龥、]{2,60})等(?:有关|相关)单位",
    example="工商、环保等有关单位",
    counter="工商、环保等部门",
)
LEADS_OR_HELPS = named(
    "leads or helps",
    rf"{_HOW}(?:负责(?!人|制|同志|的)|(?:{LEAD}|{SUPPORTING})(?!单位|部门|人))",
    example="负责培训",
    counter="要加快",
)
CLASS_BY_WORK = named(
    "class by what it does",
    r"^(?:[一-龥]{2,10}(?:机关|部门|单位|机构|企业)|(?:(?![及和与])[一-龥]){2,8}地区)$",
    example="政策制定机关",
    counter="单位领导",
)
JOINS = named(
    "joins others", r"^(?P<done>已经?)?(?:会同|(?P<joint>联合))", example="联合市公安局", counter="市公安局联合"
)
CONDITION_END = named(
    "condition",
    r"的$|(?:发布|解除|宣布|启动)[^,，。;；]{0,20}(?:预警|警报|信号|响应|指令)(?:信息)?(?:之?后|时)$",
    example="气象台发布暴雨预警后",
    counter="气象台应发布暴雨预警",
)
"""有下列情形的，…: who is named in a piece that ends so is bound to nothing."""
# 可结合实际制定计划; not where the sentence goes on with what must be: 可结合实际制定计划，并应当于6月底前报送
MAY = named(
    "may",
    r"可(?!持续|靠|行|能)(?!以?(?:会同|牵头))(?![^。;；\n]*(?:应当|必须|须(?!知)|负责(?!人)|牵头|[底末日月]前"
    r"|[,，]并?(?:及时)?(?:向社会公[布开告]|报[^,，。;；]{2,30}(?:备案|批准|审批|同意))))",
    example="可以结合实际",
    counter="可结合实际，并应当报送",
)
OF_THE_MARKET = named(
    "who is no authority",
    r"(?:(?<!有关)(?<!相关)(?<!成员)(?<!责任)(?<!主管)(?<!各)单位|企业|公司|集团|银行|协会|商会|学会|学校|幼儿园|大学|学院|医院|(?<!主管)(?<!管理)机构|合作社|经营者)\Z",
    example="用人单位",
    counter="县人民政府",
)
DISTRIBUTED = named(
    "who gets the text, or was there",
    r"(?:分送|抄送|抄报|主送|发送|参会|出席|列席|邀请)(?:单位|部门|人员)?[:：]\Z",
    example="抄送：",
    counter="配合单位：",
)
CLASS_AGAIN = named(
    "class taken up again",
    r"(?:各|以上|上述|这些)(?P<class>单位|部门|企业|机构|学校|医院)",
    example="各单位",
    counter="各有关单位",
)
ROLE_CLASS = named(
    "class by a role",
    rf"(?:责任|主管|成员|{LEAD}|{SUPPORTING})(?:单位|部门)$",
    example="各牵头单位",
    counter="各单位",
)
# 县水利局发现险情的，应当上报: whoever learns or decides that the case is given is bound by it
FINDS = named(
    "finds that a case is given",
    r"^(?:(?:巡查|检查|排查|监测|抽查|走访|核查|日常工作|工作)中?)?(?:发现|接到|收到|获知|得知|知悉|认为|认定|确认|查明|核实|受理|审查|审核|拟|确需|需要?(?!求)|因)",
    example="发现险情",
    counter="违反规定",
)
# 事业单位人员…的, 企业生产的产品…的: the case is of somebody or something else
OTHERS_CASE = named(
    "case of others",
    r"^(?:人员|职工|工作人员|负责人|领导|干部)|^[一-龥]{1,8}的(?=[一-龥])",
    example="生产的产品出口",
    counter="发现险情的",
)
# 执法机关查处案件，需要鉴定的，…: what is done is part of the case
NEEDED_THEN = named(
    "what is done when something is needed",
    r"[^,，。;；\n]{2,40}[,，](?:确?需要?)(?!求)[^,，。;；\n]{2,30}的[,，]",
    example="查处案件，需要鉴定的，",
    counter="查处案件，需要鉴定。",
)
# 施工单位违反规定的，应当…: whoever offends is dealt with by others
OFFENDS = named(
    "offends",
    r"违[反法规章]|擅自|拒[不绝]|逾期|未(?!来)|不(?!动产|断|超过|少于|低于|予|再)|伪造|虚[报假]|滥用|玩忽|阻[碍挠]|造成|出现",
    example="违反规定的",
    counter="变更地址的",
)
MUST = named(
    "must",
    r"^(?:[都均也还]|一律)?(?:应当?|必须|须|要|不得|需(?=报|经|提前|事先|征得))(?!急|用|对|收|付|求|素|点)"
    r"(?!依法(?:追究|给予|处)|(?:予以|给予|追究|通报|表扬|表彰|奖励|批评|处罚|取消|撤销|从重|从严))",
    example="应当上报",
    counter="应急处置",
)
_CLASS_DESCRIBED = (
    r"的[一-龥]{0,4}?(?:大中城市|城市|单位|部门|企业|机构|学校|医院|厂矿|工厂|矿山|地区|地方|市县|县区|区县|镇街|乡镇|县|区|镇|村"
    r"|社区|街道|(?:人民)?政府)"
)
DESCRIBED_CLASS = named(
    "class that a condition describes",
    r"^(?:(?:凡是?|所有|一切)(?!对)|(?![对向把将为使让经与同从以如若按就除自在当给该此这那其]"
    rf"|{alternatives(LISTS['verbs_between'])}|聘请|选择|遴选|鼓励|引导|扶持|动员))(?P<class>[^,，。;；:：由]{{2,30}}?"
    rf"{_CLASS_DESCRIBED})(?P<more>(?:或者?|和|及|以及)(?:其他)?(?:有关|相关)(?:部门|单位|机构))?$",
    example="凡是有条件的单位",
    counter="用人单位",
)
LINK = re.compile(r"^(?:或者?|和|及|以及)")
BETWEEN_DESCRIBED = named(
    "between two classes",
    r"(?:(?<=单位)|(?<=部门)|(?<=企业)|(?<=机构)|(?<=学校)|(?<=地区)|(?<=厂矿)|(?<=工厂))(?:或者?|和|及|以及|、)"
    rf"(?=[^、和及或]{{2,20}}{_CLASS_DESCRIBED})",
    example="有条件的单位和符合要求的企业",
    counter="有条件的单位和个人",
)
# 二、工作要求市林业局要…: a heading that runs into the body's name
RUN_IN_HEADING = named(
    "heading without a stop",
    f"^[一-龥]{{0,6}}?(?:{alternatives(LISTS['heading_ends'])})(?=[省市县区州旗镇乡各有相全])",
    example="工作要求市林业局要",
    counter="市林业局要",
)
# 值班值守区应急局: words of four characters and more before a level are no place that has one, unless a table knows it
HEADING_BEFORE_LEVEL = named(
    "heading before a level",
    r"^(?P<heading>(?:(?![由对把将向从在为与和及按以的请被让使]|经(?![费济营])|包括|会同|联合)[一-龥]){4,8}?)(?<!地)(?=[省市县区州旗][一-龥]{2})",
    example="值班值守区应急局",
    counter="澜丘县应急局",
)
TAKES_AN_OBJECT = named(
    "takes the body for its object",
    "(?:围绕|结合|根据|依托|依据|按照|遵照|依照|对照|参照|通过|贯彻|服从|接受|转发|印发|聚焦|面向|借助|利用|代表|跟随|随同|涉及)$",
    example="紧紧围绕",
    counter="经费落实",
)
WORKS_UPON = named(
    "may have what the body does for its object",
    "落实|执行|配合|支持|协助|做好|完成|推进|加强|开展|组织|学习|指导|督促|监督|帮助|推动|争取|强化|提升|参加|协调|实施|抓好|汇总|整理",
    example="认真落实",
    counter="值班值守",
)
ZONE_BEFORE = named(
    "ends in a zone",
    r"(?:经济|技术|高新|产业|工业|农业|科技|旅游|物流|综合|保税|度假|开发|示范|试验|实验|集聚|合作|自贸|新|园|自治)[区县州旗]$",
    example="经济开发区",
    counter="值班值守区",
)
ZONE = named(
    "zone with a name of its own",
    r"^(?![各全本我该此]|(?:产业|工业|物流|科技|农业|现代|经济|示范|国家|省级|市级|特色|重点|有关|相关|所有))"
    r"(?:(?![的对在由从将把为与和及])[一-龥]){2,6}(?:园区|新区|经开区|高新区|开发区|度假区|保税区|管理区|示范区)$",
    example="柳河园区",
    counter="产业园区",
)
# 使用单位在签订合同时，应当…: whoever is at something is bound by what must be then
CLASS_WHEN = named(
    "class that is at something",
    r"^(?P<class>(?![对向把将为让经与同从以如若按就除自在当给该此这那其]|使(?!用))[一-龥]{2,10}(?:机关|部门|单位|机构|企业|组织))"
    r"(?:在|对|因|需|拟|自)[^,，。;；]{2,40}$",
    example="使用单位在签订合同时",
    counter="使用单位签字",
)
# 同级财政给予补助: the treasury of a level pays
TREASURY = named(
    "treasury of a level",
    r"(?:(?:同级|各(?:级|地|受益地))|(?<!由)(?:中央|地方|本级|上级|[省市县区州镇乡](?:级|本级)?))财政"
    r"(?=(?:要|应当?|须|必须|将|可|全额|足额|统筹|每年|负责|专项|适当|原则上|优先|统一|继续|酌情|另行|结合[^,，。;；]{0,12}情况[,，]?)*"
    r"(?:要|应|须|给予|予以|按照?|负担|承担|安排|解决|保障|列支|统筹|补助|拨[付款]|支付|补贴|出资|对[^,，。;；]{1,20}(?:给予|予以)))",
    example="同级财政给予补助",
    counter="县财政收入",
)
# 由派出单位发放工资: whoever is called by what he is, behind 由
AGENT_BY_WORK = named(
    "agent called by what it is",
    r"(?!其[他它余]|[一-龥]{0,6}(?:领导|牵头|个人|职工|人员))[一-龥]{2,8}(?:部门|单位|机构|机关|企业|组织)",
    example="派出单位",
    counter="主要领导",
)
# 遇灾害天气要会同公安、交通部门评估: with whom, where the one who acts is not named
MUST_JOIN = named(
    "must act with", r"(?:要|应当?|须|必须|并)(?:会同|联合)", example="要会同公安部门", counter="会同公安部门"
)
# 总务处：准备抢险物资: a line that shares out work
SHARED_OUT = named(
    "line of a list of duties",
    r"(?:(?<=[\n。；;])|\A)[ \t\u3000]*(?P<who>[一-龥、]{2,16})[:：](?=\s*[^\n:：]{4,})",
    example="总务处：准备抢险物资",
    counter="总务处：",
)
LEADS_OTHERS = named(
    "leads others in its duties",
    rf"会同|(?<!配合)(?<!协助)(?:{LEAD})(?!单位|部门|人|方)",
    example="会同有关部门处置",
    counter="配合牵头部门",
)
SHARER = named(
    "office by its ending",
    r"[一-龥]{2,14}(?:[局办委部站所院校队处科室]|公司|中心)$",
    example="县动车站",
    counter="总体要求",
)
SELF = named(
    "the one who writes",
    r"^我(?:局|委|部|厅|办|院|校|中心|司|署)(?=将(?!近)|拟|要(?!求)|应当?|负责|会同|牵头)",
    example="我局将",
    counter="我局房产科",
)
ADDRESSED = named(
    "the one addressed", r"^你们?([省市县区州盟旗镇乡局委厅办院校部]|公司|单位)", example="你县要", counter="县政府要"
)
