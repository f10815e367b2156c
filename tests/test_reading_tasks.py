"""Which items are tasks, in plans, measures and reports."""

from __future__ import annotations

from textwrap import dedent

import pytest

from builder.outline.outline import outline
from builder.reading.tasks import is_goal, select_tasks


def chosen(words: str, kind: str = "plan", year: int | None = None) -> list[str]:
    text = dedent(words).strip()
    marks = {"task": "", "progress": "*"}
    return [f"{each.item.id}{marks[each.kind]}" for each in select_tasks(text, outline(text), kind, year)]


CASES = [
    (
        "words that are a clause within an item, but none within the item above it",
        """
        一、协作组
        （一）协作组分工
        1.组织巡护；
        2.汇总台账。
        （二）成员单位义务
        1.协作组成员单位应选派1名巡护员与协作组一同守塔，可以替协作组成员单位领取器材、钥匙等。巡护员换人应当日告知值班室，由协作组成员单位另外开具介绍信，交给值班室；
        2.爱护协作组的器材；
        3.按时参加会商。
        """,
        ["一/(一)/1", "一/(一)/2", "一/(二)/1", "一/(二)/2", "一/(二)/3"],
    ),
    (
        "goals headed as tasks, and what holds where rules differ, are no tasks; what other bodies do is",
        """
        一、目标任务
        完成渡口改造12处，创建平安渡口3处，全年不发生沉船事故。
        二、职责分工
        （一）县交通局检修渡船。
        （二）其他成员单位按照各自职责做好相关工作。
        三、附则
        （一）过去规定与此不一致的，以本方案为准。
        """,
        ["二/(一)", "二/(二)"],
    ),
    (
        "a chapter of goals and tasks whose items say who acts",
        """
        一、目标任务
        （一）县交通局负责检修渡船。
        （二）各镇要培训船工。
        """,
        ["一/(一)", "一/(二)"],
    ),
    (
        "a list of names below a heading is no task, nor is one in an attachment; what they have to do is",
        """
        关于渡口检修的通知
        各镇：
        一、检查范围
        （一）东渡口
        （二）西渡口
        二、检修任务
        （一）更换缆绳
        （二）修补码头
        附件：渡口名单
        某县人民政府
        2031年3月5日
        附件
        某县渡口名单
        1.东渡口
        2.西渡口
        """,
        ["二/(一)", "二/(二)"],
    ),
    (
        "who leads and belongs to a group is no task, what the group has to do is",
        """
        一、护林工作领导小组
        组  长：李某某  乡党委书记
        副组长：王某某  乡长
        成  员：赵某某  乡林业站站长
        孙某某  派出所所长
        二、工作职责
        各村要组织巡护。
        """,
        ["二"],
    ),
    (
        "who has what under control is a task in the chapter of general provisions too",
        """
        第一章 总则
        第一条 为了保护林木，制定本办法。
        第二条 护林应当遵循预防为主的原则。
        第三条 林业主管部门对本行政区域内林木的栽植、抚育、采伐、更新实施统一监督管理。
        第二章 巡护
        第四条 各镇应当组织巡护。
        """,
        ["第一章/第三条", "第二章/第四条"],
    ),
    (
        "items of an emergency plan with decimal labels are tasks, what it is made for and covers is none",
        """
        1总则
        1.1编制目的
        为提高处置能力，制定本预案。
        1.2适用范围
        本预案适用于本县境内的洪涝灾害。
        1.3工作原则
        统一指挥，分级负责。
        2组织体系
        2.1指挥机构
        县防汛抗旱指挥部负责全县防汛工作，办公室设在县水利局。
        3应急响应
        3.1一级响应
        3.1.1县应急局组织会商。
        3.1.2县公安局负责疏导交通。
        """,
        ["2/2.1", "3/3.1/3.1.1", "3/3.1/3.1.2"],
    ),
    (
        "conditions, amounts and results are no tasks, nor are members and numbers to call; what somebody has to do is",
        """
        一、前期工作成效
        （一）扩建温室三座。
        （二）完成母树普查。
        二、补贴条件
        （一）苗圃面积十亩以上。
        （二）种苗来源清楚。
        三、奖励标准
        （一）每亩三百元，按季发放。
        （二）县林业局应当公示结果。
        四、试点工作
        （一）组长：李青（县林业局局长）
        （二）联系电话：0000000。
        （三）建立育苗台账。
        """,
        ["三/(一)", "三/(二)", "四/(三)"],
    ),
    (
        "a chapter of goals whose heading has lost its line end is none",
        """
        一、整治目标到2024年，清淤20公里。
        二、整治措施
        1.清理河道。
        2.加固堤岸。
        """,
        ["二/1", "二/2"],
    ),
    (
        "measures, bodies and limit that are numbered below a problem are parts of one task; tasks with labels are tasks",
        """
        一、苗圃喷灌不足
        1.整改措施：更换水泵，加装管道。
        2.责任单位：县林业局
        3.整改时限：2024年6月底
        二、林道失修
        1.平整路面：铺设碎石。责任单位：县交通局
        2.增设护栏：更换旧桩。责任单位：县林业局
        """,
        ["一", "二/1", "二/2"],
    ),
    (
        "rows of a list of problems are none, those that somebody has to put right are",
        """
        河堤巡查发现问题清单
        1.堤身局部有裂缝，雨后渗水。
        2.巡查记录缺失。
        3.闸门启闭不灵。整改措施：更换启闭机。
        4.沿堤堆放杂物。（责任单位：清溪镇）
        """,
        ["3", "4"],
    ),
    (
        "rows of a list of what is to be done about problems are",
        """
        河堤问题整改清单
        1.修补堤身裂缝。
        2.补齐巡查记录。
        """,
        ["1", "2"],
    ),
    (
        "by which principle the work is done is none; powers that are listed belong to their item",
        """
        一、河道管理工作应当坚持统一规划、分级负责的原则，提升管护水平。
        二、县水务局应当坚持原则，严格执法。
        三、镇政府行使下列行政处罚权：
        （一）对堤上放牧的警告处罚；
        （二）对倾倒垃圾的罚款处罚。
        """,
        ["二", "三"],
    ),
    (
        "sub-items with clauses are tasks, their parent is none, with a clause of its own or without",
        """
        一、主要任务
        （一）深化改革。（市编办牵头）
        1.清理事项。取消一批。（责任单位：市编办）
        2.优化流程。压缩时限。（责任单位：市行政审批局）
        （二）完善程序。
        (1)公示。及时公示。（责任单位：市司法局）
        (2)记录。全程记录。（责任单位：市公安局）
        （三）强化监管。抓好监管。（责任单位：市应急局）
        """,
        ["一/(一)/1", "一/(一)/2", "一/(二)/(1)", "一/(二)/(2)", "一/(三)"],
    ),
    (
        "goals and principles are none, safeguards are",
        """
        一、指导思想和总体目标
        （一）指导思想。以人民为中心，推进工作。
        （二）总体目标。到2020年基本建成。
        二、工作目标、具体措施和责任分工
        （一）履行职能
        1.推进改革。全面推进。（责任单位：县编办）
        2.加强监管。全面加强。（责任单位：县市场监管局）
        三、保障措施
        （一）加强领导。各镇要重视。
        （二）严格考核。纳入考核。
        """,
        ["二/(一)/1", "二/(一)/2", "三/(一)", "三/(二)"],
    ),
    (
        "a run-in list of conditions belongs to its item",
        """
        一、监督管理
        （一）摘牌。示范地区有下列情形之一的，应当撤销：1.违法的;2.造假的;3.其他。
        （二）复核。每年复核，复核内容包括：①材料；②数据。
        """,
        ["一/(一)", "一/(二)"],
    ),
    (
        "cases in which somebody has to act are no tasks, what is to be done in them is",
        """
        一、报告
        （一）有下列情形之一的，各镇水管站应当立即到场核实，并向县水务局报告。
        1.堤防出现渗漏的。
        2.其他影响供水安全的情况。
        （二）建立日报制度。各镇要落实以下工作。
        1.组织巡堤，记录水位。
        2.排查险段，落实专人。
        """,
        ["一/(一)", "一/(二)/1", "一/(二)/2"],
    ),
    (
        "what was told in a meeting and what is done already ask for nothing",
        """
        一、刘某某汇报桥梁维修的进展：桥梁开裂后，镇里组织勘测，施工队已进场。
        二、会议要求
        1、桥面铺装已全部完成，共用去8万元。
        2、护栏安装已完成的路段要尽快验收。
        3、党政办汇报材料于周五前报送。
        4、引桥基础已完成，会议要求力争年内通车。
        """,
        ["二/2", "二/3", "二/4"],
    ),
    (
        "conditions on lines of their own belong to it too, measures do not",
        """
        一、申报
        （一）条件。申报单位应当符合下列条件：
        1.依法登记，信用良好。
        2.具备固定场所和专职人员。
        （二）工作。要重点抓好以下工作：
        1.制定方案，明确责任。
        2.组织申报，严格审核。
        """,
        ["一/(一)", "一/(二)/1", "一/(二)/2"],
    ),
    (
        "the clause of a chapter is above its items where each has a heading and says more",
        """
        一、管好堤防按照分级管理的原则落实责任。（市水务局负责）
        （一）日常巡护。汛期每日巡查一次堤防，及时记录险情。
        （二）除险加固。对查出的险工险段逐处加固，按期验收。
        二、管好河道。（市水务局负责）
        （一）清理水面漂浮物。
        （二）清理岸边垃圾。
        """,
        ["一/(一)", "一/(二)", "二"],
    ),
    (
        "a clause before sub-items without one, or below all of them, is the parent's",
        """
        一、任务
        （一）加强建设。抓紧建设。（责任单位：市交通运输局）
        1.建设道路，打通断头路。
        2.建设桥梁，消除隐患。
        （二）加强监管。
        1.检查企业，排查隐患。
        2.督促整改，形成闭环。
        责任单位：市应急局、市市场监管局
        （三）加强宣传。
        1.开展活动，营造氛围。（责任单位：市委宣传部）
        2.发放资料，普及知识。
        """,
        ["一/(一)", "一/(二)", "一/(三)/1", "一/(三)/2"],
    ),
    (
        "a list of names belongs to its item",
        """
        一、试点
        （一）试点地区。在下列地区开展试点，抓紧启动。
        1.广州市
        2.深圳市
        （二）试点时间。2020年启动试点工作。
        """,
        ["一/(一)", "一/(二)"],
    ),
    (
        "articles that regulate the measures themselves are none",
        """
        第一章 总则
        第一条 为了规范管理，根据有关法律，制定本办法。
        第二条 本办法适用于本市餐饮经营活动。
        第三条 本办法所称餐饮，是指现场制作。
        第四条 市场监管部门负责监督检查。
        第二章 附则
        第五条 本办法由市司法局负责解释。
        第六条 本办法自2021年1月1日起施行。
        """,
        ["第一章/第四条"],
    ),
    (
        "a chapter without sub-items is one, where it asks",
        """
        一、总体要求
        坚持以人民为中心。
        二、组织领导
        各区要加强领导。
        三、存在问题
        力量不足。
        """,
        ["二"],
    ),
    (
        "members that end as conditions do belong to their item, whatever opens them",
        """
        一、清理摊点
        （一）对存在下列问题的摊点要限期搬离。
        1.堵住路口的；
        2.油烟直排的。
        （二）有其中一种的，予以公示。
        1.三次不到场的；
        2.拒绝登记的；
        （三）市城管局要做好以下工作。
        1.登记造册；
        2.上门告知。
        """,
        ["一/(一)", "一/(二)", "一/(三)/1", "一/(三)/2"],
    ),
    (
        "a short last item that says who must do something is one, beside items with headings",
        """
        一、加强值守。市应急局要每日值守。
        二、加强演练。各街道要组织演练。
        三、加强储备。市粮食局要补充储备。
        四、市应急局要在八月底前报送小结。
        """,
        ["一", "二", "三", "四"],
    ),
    (
        "who holds an event, when and where, is none",
        """
        一、主承办单位
        主办单位：某县人民政府
        承办单位：县文化馆、县广播站
        二、活动安排
        县文化馆负责排练，县广播站负责转播。
        """,
        ["二"],
    ),
    (
        "what a meeting heard and thought is none, what it decided is one for each that must do it",
        """
        一、会议听取了市住建局关于古城保护的汇报。
        二、会议认为，古城保护意义重大。
        三、会议议定以下事项：
        （一）由市住建局牵头编制规划。
        （二）市财政局负责落实资金。
        四、会议要求，各部门要通力合作。
        参加人员：市住建局张某。
        """,
        ["三/(一)", "三/(二)", "四"],
    ),
    (
        "what is said of the document itself is none, its revision again and again is one",
        """
        一、值守
        （一）各镇要每日值守。
        （二）县水利局要报送水情。
        二、附则
        （一）本预案由县应急局负责解释，每3年修订一次。
        （二）本预案自印发之日起施行。
        """,
        ["一/(一)", "一/(二)", "二/(一)"],
    ),
    (
        "what a thing must be like is no task for each point of it",
        """
        第一条 水闸应当符合下列要求：
        （一）启闭灵活；
        （二）使用耐蚀材料；
        （三）设置安全防护和在线监测设施。
        第二条 县水利局应当做好下列工作：
        （一）登记水闸；
        （二）检修水闸。
        """,
        ["第一条", "第二条/(一)", "第二条/(二)"],
    ),
    (
        "what a reply approves is none, what it asks is one",
        """
        一、同意设立南湾湿地公园。公园面积12平方公里。
        二、同意你县调整边界，请抓紧上报备案。
        三、原则同意保护方案。
        四、你县要落实经费。
        """,
        ["二", "三", "四"],
    ),
    (
        "duties of bodies in a few words are no list of names",
        """
        1 职责
        1.1 成员单位职责
        （1）市粮食局负责调运。
        （2）市公安局维护秩序。
        1.2 乡镇职责
        各乡镇要成立工作组。
        2 附则
        本预案由市粮食局负责解释。
        """,
        ["1/1.1/(1)", "1/1.1/(2)", "1/1.2"],
    ),
    (
        "articles of the general chapter that name no doer, and classes, are none",
        """
        第一章 总则
        第一条 农贸市场建设要坚持便民为先，体现本地特色。
        第二条 农贸市场分为一级、二级、三级三类。
        第三条 市商务局负责农贸市场的归口管理。
        第四条 各街道应当每月巡查农贸市场。
        第二章 日常管理
        第五条 保持场内干净，及时清运垃圾。
        """,
        ["第一章/第三条", "第一章/第四条", "第二章/第五条"],
    ),
    (
        "what a reply approves, and the size of it, asks nobody",
        """
        一、同意设立清溪湿地公园。
        二、公园面积8.4公顷，分为南、北两片。
        三、你县要设立界碑。
        """,
        ["三"],
    ),
    (
        "what is looked at",
        """
        一、检查范围
        （一）在建工地的用电情况。
        （二）仓库的消防情况。
        二、检查要求
        （一）各镇要认真检查。
        （二）检查结果于6月底前报送。
        """,
        ["二/(一)", "二/(二)"],
    ),
    (
        "a scope in which somebody acts",
        """
        一、检查范围
        （一）检查厂房。由市水务局负责。
        （二）检查仓库。由市商务局负责。
        """,
        ["一/(一)", "一/(二)"],
    ),
    (
        "what is reported belongs to the duty",
        """
        一、信息报告
        对以下险情信息，县级人民政府和水务局应当立即报告：
        （1）水库垮坝；
        （2）堤防决口；
        （3）县级人民政府认为有必要报告的其他险情。
        二、值班
        各镇要落实值班制度。
        """,
        ["一", "二"],
    ),
    (
        "principles that bid",
        """
        一、协调处理矛盾时，应遵循以下几项原则：
        （一）凡联合下达的规定，应共同执行。
        （二）因规定不一致而有争议的，应提出处理意见。
        （三）有紧急情况的，必须立即报告。
        二、负责贯彻有关排水工作的方针和规定，并制定实施细则。
        """,
        ["一/(一)", "一/(二)", "一/(三)", "二"],
    ),
    (
        "sub-items that lost their labels",
        """
        一、报名流程
        6月27日起网上报名。
        区教育局按积分排序，确定名单。
        录取结果由区教育局审核。
        （三）公布结果
        7月2日，区教育局公布名单。
        """,
        ["一", "一/(三)"],
    ),
    (
        "a size is a task where nothing is approved beside it",
        """
        一、新建绿地。
        二、绿地面积达到8.4公顷。
        """,
        ["一", "二"],
    ),
    (
        "sentences numbered within one line are tasks, the parts of one sentence belong to it",
        """
        一、各镇职责。各镇要做好以下工作：（1）清点船只，登记造册。（2）每周查看一次码头。（3）向县港航站报送台账。
        二、停航条件。遇有（1）大雾；（2）暴雨；（3）封冻时，县港航站应当停航。
        """,
        ["一/(1)", "一/(2)", "一/(3)", "二"],
    ),
    (
        "how things stand is no task where nobody is named and nothing must be done, whom it names is one",
        """
        一、今年以来的水上交通形势
        （一）碰撞事故增多。前三季度碰撞29起。
        （二）夜航事故仍占多数。夜间沉船11艘。
        二、船舶检验情况
        各船检站要补检漏检的船只。
        三、加强夜航管理
        停开夜间渡船。
        """,
        ["二", "三"],
    ),
    (
        "whom a conference consists of is no task, how it works is one",
        """
        一、成员单位
        联席会议由县港航站、县水利局组成。
        二、组成人员
        联席会议由副县长担任召集人。
        三、工作规则
        联席会议每季度召开一次。
        """,
        ["三"],
    ),
    (
        "what each of those listed does is a task, also below a heading of members, states or scopes",
        """
        一、成员单位
        （一）县港航站：登记渡船。
        （二）县公安局：打击偷渡。
        二、定期通报检修情况
        （一）建立检修台账。
        （二）公布渡口名单。
        三、渡口登记情况
        （一）建立登记台账。
        （二）登记渡船。
        四、执法重点
        （一）打击无证摆渡。
        （二）查处超载渡船。
        五、日常工作
        （一）开展巡查。
        （二）法律服务工作。
        （三）法律、法规规定的其他工作。
        """,
        ["一/(一)", "一/(二)", "二/(一)", "二/(二)", "三/(一)", "三/(二)", "四/(一)", "四/(二)", "五/(一)", "五/(二)"],
    ),
    (
        "a conference whose members follow the heading without a line end is no task",
        """
        一、成员单位联席会议由县港航站、县水利局、县气象局组成。
        二、议事规则联席会议每季度召开一次。
        """,
        ["二"],
    ),
    (
        "principles for a piece of work are no tasks",
        """
        一、整顿渡口的原则
        （一）分级管理的原则。大小渡口分开管理。
        （二）先易后难的原则。从内河开始整顿。
        二、整顿渡口的步骤
        （一）登记渡口。逐个登记。
        """,
        ["二/(一)"],
    ),
    (
        "what is to be handed in is no task, who checks it is one",
        """
        一、渡船补贴申请应提交材料
        （一）船主身份证明。
        （二）船舶检验证书。
        二、执法重点
        （一）无证渡口；
        （二）汛期和节日期间。
        三、审核
        （一）县港航站审核材料。
        """,
        ["三/(一)"],
    ),
    (
        "what somebody may do or gets is no task, what he must do or what is encouraged is one",
        """
        第一章 渡船
        第一条 船主可申请更新渡船，享受贷款贴息。
        第二条 渡船报废的，不因转让计入补贴。
        第三条 船主可申请停航，但应当提前三日公告。
        第四条 鼓励船主更新渡船，享受贷款贴息。
        第五条 加强渡口维护，可在枯水期施工。
        """,
        ["第一章/第三条", "第一章/第四条", "第一章/第五条"],
    ),
    (
        "a list that only says what there is is no task",
        """
        第一章 渡口
        第一条 渡口维护资金来源包括：
        （一）县级财政的专项资金；
        （二）船主缴纳的资金。
        第二条 下列情况可以延长停航时间：
        （一）水位高于警戒水位的；
        （二）能见度低的。
        第三条 县港航站的任务包括：
        （一）检验渡船；
        （二）培训船员。
        """,
        ["第一章/第三条/(一)", "第一章/第三条/(二)"],
    ),
    (
        "documents that are only named belong to the item that names them, what is done with one is a task",
        """
        一、渡口管理的依据
        渡口应当执行以下文件：
        （一）县政府2031年1月2日发布的《渡口管理规定》；
        （二）《渡船检验办法》（县政府令第3号）；
        （三）《船员培训细则》。
        二、修订文件
        （一）修订《渡口管理规定》，增加夜航条款；
        （二）废止《渡船检验办法》。
        """,
        ["一", "二/(一)", "二/(二)"],
    ),
    (
        "the steps of a procedure are tasks, kinds of cases are none",
        """
        一、渡船检验过程如下：
        1.县港航站登记渡船。
        2.船厂检修渡船。
        二、停航分为：
        1.大雾停航。
        2.封冻停航。
        """,
        ["一/1", "一/2"],
    ),
    (
        "an item whose heading names the department in a bracket is a task with its list",
        """
        一、评比项目
        （一）渡口评比（职能部门：县港航站）
        1.每季度评比一次。
        2.评比结果张榜。
        （二）渡船检修
        1.每季度检修一次。
        """,
        ["一/(一)", "一/(二)/1"],
    ),
    (
        "not to do one’s duty is no duty, in a list of what is looked into",
        """
        一、检查内容
        1.值守纪律。有否对渡客不负责任。
        2.票务纪律。有否多收船票。
        二、检查分工
        1.县港航站负责检查渡船。
        """,
        ["二/1"],
    ),
    (
        "what belongs to a thing or which document holds for it is no task, nor a goal behind its colon",
        """
        一、报告内容：渡口、码头、船厂的检修情况。
        二、渡口范围包括客渡、货渡和车渡。
        三、浮桥的检修执行《浮桥检修规程》。
        四、检修范围包括缆绳，县港航站应当逐根检查。
        """,
        ["四"],
    ),
    (
        "what closes a list or was left out is no task",
        """
        一、县港航站的职责
        （一）检验渡船。
        （二）法律、法规规定的其他职责。
        （三）关于船员培训问题。（略）
        """,
        ["一/(一)"],
    ),
    (
        "what a rule rests on and how long it holds is no task, nor who explains it with what belongs to it",
        """
        第一条 根据《渡口管理规定》，制定本细则。
        第二条 本细则有效期自2031年1月1日起至2033年12月31日止。
        第三条 本细则及附属的登记办法由县港航站负责解释。
        第四条 各镇应当登记渡口。
        """,
        ["第四条"],
    ),
    (
        "a single article that opens its chapter is no part of a task",
        """
        一、职责
        第一条领导小组职责：
        （一）组织登记渡口。
        （二）督促更换缆绳。
        """,
        ["一/第一条/(一)", "一/第一条/(二)"],
    ),
    (
        "who is responsible is a part of the item above, also where it is the only one that is numbered",
        """
        一、更换缆绳
        （一）清点缆绳
        逐根登记磨损的缆绳。
        （1）责任单位：县港航站、县水利局
        （二）购置缆绳。（1）责任单位：县财政局。（2）完成时限：汛期前。
        """,
        ["一/(一)", "一/(二)"],
    ),
    (
        "a clause deep below the last item is not that of them all",
        """
        一、分工
        1.登记。各镇组织登记渡口。
        2.更换
        （1）更换缆绳。
        （2）检修渡船。
        责任单位：县港航站
        """,
        ["一/1", "一/2"],
    ),
    (
        "a plan for emergencies is no word for what somebody should do",
        """
        1总则
        1.1预案体系
        预案体系由各级政府及其部门应急预案组成。
        2处置
        2.1县港航站负责封锁航道。
        3保障
        3.1各镇应当储备缆绳。
        """,
        ["2/2.1", "3/3.1"],
    ),
    (
        "what discipline is looked into is no task though its name begins like an act",
        """
        一、督查内容
        1.组织纪律。有否擅自离岗。
        2.财经纪律。有否挪用船票收入。
        二、督查安排
        1.组织抽查。抽查三个渡口。
        """,
        ["二/1"],
    ),
]


@pytest.mark.parametrize(("words", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_tasks_of_plan(words: str, expected: list[str]) -> None:
    assert chosen(words) == expected


def test_report_separates_done_planned_and_problems() -> None:
    report = """
    一、2019年度工作情况
    （一）强化领导，落实责任。
    1.强化党的领导。召开会议3次。
    2.强化统筹谋划。印发要点。
    （二）深化改革，履行职能。
    3.深化改革。清理195项。
    二、存在问题
    （一）力量不足。人员较少。
    三、下一步工作意见
    与要求相比，仍存在薄弱环节。下来，要重点抓好以下工作：
    （一）加强统筹。要加强规划。
    （二）加强督察。要完善制度。
    """
    assert chosen(report, "report", 2020) == ["一/(一)/1*", "一/(一)/2*", "一/(二)/3*", "三/(一)", "三/(二)"]


def test_report_tells_done_from_what_lies_ahead() -> None:
    report = """
    一、渡口照明问题。整改措施：一是更换灯具，二是每月巡查一次。
    二、缆绳老化问题。整改措施：已更换缆绳12根。
    三、浮桥改造问题。将由县港航站牵头改造浮桥。
    四、航标问题。县港航站将进一步维护航标，今年已补设8座。
    五、夜航问题。夜航已停止。请你县继续做好宣传。
    六、船员问题。将继续教育列入年审，将按规程检修的渡船编号。
    """
    assert chosen(report, "report") == ["一", "二*", "三", "四*", "五", "六*"]


def test_chapters_of_report_that_ask_for_something() -> None:
    report = """
    一、督查情况
    检查渡口8处，都已整改。
    二、需要重点关注的事项
    有的渡口没有灯。
    三、尚未整改到位的问题及措施
    两处渡口没有护栏，正在施工。
    四、工作要求
    加快进度。
    """
    assert chosen(report, "report") == ["一*", "二", "三", "四"]


def test_report_to_congress() -> None:
    report = """
    一、“十四五”时期经济社会发展回顾
    五年来，生产总值增长5%。
    同时，还面临一些困难。
    二、“十五五”时期的主要目标任务
    （一）推进创新。加大研发投入。
    三、2026年主要工作
    （一）扩大内需
    促进消费。
    四、2025年工作
    （一）促进就业。新增就业86万人。
    """
    assert chosen(report, "report", 2026) == ["一*", "二/(一)", "三/(一)", "四/(一)*"]


def test_list_of_what_is_planned_beside_a_report() -> None:
    report = "清溪市政府工作报告\n一、2025年工作回顾\n新建护林哨12座。\n附件\n"
    rows = "1.新建护林哨15座（牵头单位：市林业局）。\n2.新建公厕20座（牵头单位：市城管局）。\n"
    assert chosen(f"{report}2026年民生实事\n{rows}", "report", 2026)[-2:] == ["附件/1", "附件/2"]
    for done in ("2025年民生实事完成情况", "2025年民生实事", "民生实事"):
        assert chosen(f"{report}{done}\n{rows}", "report", 2026)[-2:] == ["附件/1*", "附件/2*"]


def test_plan_part_of_report_without_line_breaks() -> None:
    doing = "摸清底数，建好台账，逐户上门，按月调度，把事情一件一件办好，让群众看得见、摸得着，让企业放心经营"
    report = f"""
    一、2020年工作情况
    （一）抓收储。收储土地八百亩。{doing}。（二）抓招商。引进企业三家。{doing}，{doing}。
    二、2021年工作安排
    （一）抓改制。完成两家改制。{doing}，{doing}。（二）抓培训。办好两期培训。{doing}，{doing}。
    """
    assert chosen(report, "report", 2020) == ["一/(一)*", "一/(二)*", "二/(一)", "二/(二)"]


def test_chapters_of_reports() -> None:
    report = """
    一、2020年推进法治政府建设的主要举措和成效
    1.加强领导。召开会议3次。
    2.深化改革。清理195项。
    二、2020年推进法治政府建设存在的不足和原因
    力量不足。
    三、2021年推进法治政府建设的主要安排
    1.加强培训。要加强培训。
    2.加强监督。要加强监督。
    """
    assert chosen(report, "report", 2021) == ["一/1*", "一/2*", "三/1", "三/2"]
    assert chosen(report, "report") == ["一/1*", "一/2*", "三/1", "三/2"]


def test_run_on_chapters_of_report() -> None:
    report = """
    一、突出政治引领，推动学习宣传走深走实
    （一）突出重点任务普法宣传。开展宣传教育。
    （二）落实工作计划。开展检查5次。
    二、2023年工作计划2023年是开局之年，我们将抓好以下工作。
    （一）深化改革。推动改革。
    """
    assert chosen(report, "report", 2023) == ["一/(一)*", "一/(二)", "二/(一)"]


GOALS = [
    ("指导思想", True),
    ("指导思想和总体目标", True),
    ("总体要求、主要目标", True),
    ("“十四五”时期主要目标", True),
    ("2025年工作目标", True),
    ("基本原则", True),
    ("加强法治政府建设的指导思想和基本要求", True),
    ("深化预算管理制度改革的总体要求", True),
    ("把握改革的方向和目标", False),
    ("工作目标、具体措施和责任分工", False),
    ("主要目标任务", False),
    ("目标管理", False),
    ("工作要求", False),
    ("范围对象", False),
    (None, False),
]


@pytest.mark.parametrize(("heading", "goal"), GOALS)
def test_heading_that_names_goal(heading: str | None, goal: bool) -> None:
    assert is_goal(heading) is goal
