"""The patterns by which a clause says who has which role: labels, verbs, manner, marks, what is no list."""

from __future__ import annotations

from builder.language import lazy_re as re
from builder.language.role_words import BARE_LABEL, DUTY, LABEL, LEAD, NOUN, UNKNOWN_LABEL, VERB, WORDS
from builder.language.wordlists import alternatives
from builder.reading.agencies.clauses.leading import LEAD_MARKS
from builder.reading.agencies.patterns import named

# ---- labels
_NOTE = r"(?:[(（\[［][^()（）\[\]［］]{1,20}[)）\]］])?"
LABEL_PATTERN = named(
    "label of bodies",
    rf"(?P<label>{LABEL}){_NOTE}\s*"
    r"(?:[:：∶﹕︰]|[—－-]{1,2}(?=[一-龥])"
    r"|[;；．](?=[省市县区州旗镇][一-龥]{1,8}[局委办厅部])|(?:为|是)[:：]?(?!主|本|核|重|总?牵头)|(?<=[位门室])[ \u3000\t]+(?=[一-龥]))"
    rf"|(?<=[(（\[［【〔;；，,\n \u3000])\s*(?P<bare>{BARE_LABEL})[:：∶](?=\s*[一-龥])"
    rf"|(?<![一-龥])(?P<unknown>{UNKNOWN_LABEL}){_NOTE}\s*[:：∶]"
    rf"|(?<=[(（\[［【〔;；，,])(?P<glued>{LABEL})(?<=单位|部门)"
    r"(?=[省市县区州旗镇各][一-龥]{1,12}?[局委办厅部院会队府道镇乡](?:[、，,；;)）\]］】〕]|\Z))"
    rf"|[\[［【〔](?P<boxed>{LABEL}){_NOTE}[\]］】〕][ \u3000\t]*[:：]?(?![\s（(]*$)",
    example="市级责任单位：",
    counter="完成时限：",
)
"""牵头单位: · 责任单位(部门): · 责任单位(列第一的为牵头单位): as group `label`, 【责任单位】 as group `boxed`,
认领单位: as group `unknown`, (牵头单位市水利局;…), whose colon is lost at the end of a row, as group `glued`."""
KNOWN_AT_END = named(
    "label behind a name", rf"(?:{DUTY})(?:{NOUN})$", example="市工信局配合单位", counter="配合单位是市工信局"
)
_LEVEL = (
    "国家|中央|省|自治区|兵团|市|州|盟|地|师市|县|区|旗|镇|乡|街道|村|团|省市|市县|县市|县区|区县|旗县|市州|县乡|镇村|乡镇"
    "|镇街|县[(（]市、区[)）]"
)
LEVEL_LABEL = named(
    "level as a label",
    rf"(?:(?<=[(（\[［【〔;；。\n\t])|\A)\s{{0,20}}(?:{_LEVEL})(?:级|本级|直|属|层面|级层面)?(?:部门|单位)?[:：∶](?=\s*[一-龥])",
    example="市级:市教育局",
    counter="市级任务:市教育局",
)
"""市级: in (市级:市教育局;县级:各县区教育局): a list of bodies by level."""
OTHER_LABEL = named(
    "other label",
    r"(?:(?<=[\s,，;；。)）\]］】(（\[［【])|\A)[^\s,，;；。:：、()（）\[\]［］【】0-9]{2,10}[:：∶]",
    example="完成时限：",
    counter="：",
)
"""完成时限: · 责任领导: · any other short label; what it introduces is not a list of bodies."""
# ---- remarks and marks
MEETING = named(
    "meets others",
    r"会同(?!级)|商(?=[国省市县区州财教公民司][^务业贸标会店城品场司])",
    example="市水务局商市财政局",
    counter="市商务局",
)
ROLE_REMARK = named("role in a remark", rf"^总?(?:{DUTY}|负责)(?:{NOUN})?$", example="牵头单位", counter="市审改办")
LEADER_REMARK = named(
    "leader in a remark",
    rf"^(?:其中)?[:：]?(?:由)?(.{{2,20}}?)(?:为|是)?总?(?:{LEAD})(?:单位|部门|负责)?$",
    example="市教育局牵头",
    counter="市教育局",
)
_TIME = r"(?:[12１２]\d{3}年|\d{1,2}月|每年|每季度|每月|年底|今年|明年|全年|上半年|下半年)"
_HOW_LONG = "长期坚持|长期推进|持续推进|持续实施|常年|立即|即时|即行|适时|限期|逐年|常态化|已完成"
SKIPPED = named(
    "no list of bodies",
    r"^\s*(?:(?:排名|排序)?不分先后|第一(?:责任单位[为是系即]|[位个家])"
    rf"|下同|[以后余]下?(?:均|皆)?同|不另|同上|不再|均需|(?:注[:：]?\s*)?(?:以?[带标注有]+)?[“\"]?[{LEAD_MARKS}][^,，;；。]{{0,8}}均?[为是系表代]"
    rf"|{_HOW_LONG}|(?:到|于|在|自|截至|力争|确保|计划)?{_TIME})",
    example="2021年6月底前",
    counter="市水务局",
)
OF_OTHERS = named(
    "sentence on other tasks",
    r"^\s*(?:以下|下列|注|备注|说明|上述|不再|(?:(?:本[一-龥]{2})?(?:具体|各项|其他|其余|所有|以上|相关)?(?:各项)?"
    r"(?:任务|工作|事项|措施|内容)|责任单位)[^、,，:：]{0,10}(?:均|都|还))",
    example="以下责任单位均包括各县",
    counter="市水务局均",
)
# ---- verbs and manner
# What makes 牵头, 负责 … part of a noun: 牵头单位, 负责人, 指导中心, 执行局.
_NOT_NOUN = (
    r"(?!公室|单位|部门|机构|机关|处室|科室|医院|学校|院校|企业|中心|小组|主体|地区|城市|工作(?:局|委|办|组|领导|专班)"
    r"|人(?!民|力|才)|方(?!案|便|面)|者|局(?!面)|委(?!托|派)|办(?!理|好|结|成|公)|处(?!理|置|罚)"
    r"|科(?!学|技)|站|所(?!有|属|需|辖|在)|部(?!署|分)|组(?!织|建|成)|室|院|会(?!同|商)|制(?![定订发作])|型|期|性)"
)
VERB_AFTER = named("verb after bodies", rf"(?:{VERB}|\d{{2,4}}年){_NOT_NOUN}", example="牵头落实", counter="负责人")
MANNER = alternatives(WORDS["manner"])
ACCORDING = alternatives(WORDS["according"])
"""What opens the words that say how: 按照各自职责, 本着“谁主管、谁负责”的原则."""
ADVERB = named(
    "known manner",
    rf"(?:{alternatives(WORDS['adverbs'])}"
    rf"|(?:{ACCORDING}|[依在])(?:各自)?的?(?:{MANNER}|“[^“”]{{1,40}}”的?|[和与、])+内?)+$",
    example="按各自职责分工",
    counter="按分片包干",
)
# 市财政局按分片包干要求负责: how, in words that no list knows
UNKNOWN_MANNER = named(
    "manner",
    rf"(?:{ACCORDING}|围绕|对照|立足)(?=.)(?:[^,，。;；:：、()（）“”]|“[^“”]{{1,40}}”){{1,16}}$",
    example="市财政局按分片包干原则",
    counter="按市财政局、",
)
AFTER_VERB = re.compile(f"(?:{alternatives(WORDS['after_verbs'])})*")
# A、B按职责分工: how, and no verb after it
BY_DUTY = named(
    "manner without a verb",
    r"等?(?:有关|相关)?(?:部门|单位)?(?:按照?|依照?|依据|根据)(?:各自)?的?"
    r"(?:工作|部门|法定|岗位|任务|管理|属地|职能|分管|行业|业务)*(?:职责|职能|职权|分工|属地|领域|条线)"
    r"(?:任务|职责|职能|和|、|权限|分工|管理|原则)*(?:考核|评[分价估]|打分|推进|组织实施|实施|开展|监管|抓好)?\s*$",
    example="市水务局按职责分工",
    counter="按时报送",
)
AFTER_ETC = re.compile(r"等[^等]*$")
ETC_AT_END = named(
    "等 at the end", r"等(?:有关|相关|各)?(?:部门|单位|机构)?$", example="水务等部门", counter="等级评定"
)
OF_CLASS_AT_END = named(
    "described class at the end",
    r"的[^的]{0,16}(?:部门|单位|机构|机关|企业|地区|政府|[县区市]|乡镇)\s*$",
    example="列入试点的县区",
    counter="试点县区",
)
