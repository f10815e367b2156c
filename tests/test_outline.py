"""The outline: printed trees compared with expected ones, and what holds for every text."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder.outline.model import Outline
from builder.outline.outline import draw, outline
from tests.counting import grows_linearly


def clean(words: str) -> str:
    return dedent(words).strip()


def tree(words: str) -> str:
    text = clean(words)
    return draw(outline(text), text)


TREES = [
    (
        "official shapes, levels by shape",
        """
        一、总体要求
        坚持以人民为中心。
        二、主要任务
        （一）加强建设。
        1.推进项目建设。加快建设重点项目。（责任单位：市发展改革委）
        2.优化审批流程。压缩审批时限。（责任单位：市行政审批局）
        (1)网上办理。全程网办。
        (2)就近办理。下沉镇街。
        （二）强化监管。
        1.开展检查。每年检查一次。（责任单位：市市场监管局）
        """,
        """
        一 L1 总体要求
        二 L1 主要任务
          二/(一) L2 加强建设
            二/(一)/1 L3 推进项目建设
            二/(一)/2 L3 优化审批流程
              二/(一)/2/(1) L4 网上办理
              二/(一)/2/(2) L4 就近办理
          二/(二) L2 强化监管
            二/(二)/1 L3 开展检查
        """,
    ),
    (
        "labels glued to the end of the paragraph before",
        """
        一、措施
        （一）修路。
        1.修东街。（县住建局负责）
        2.修西街。[牵头单位:县住建局;责任单位:各乡(镇)政府]（二）架桥。3.修石桥。
        4.修木桥。（县交通局负责）二、保障
        先行动员。（一）筹款。
        5.发行债券。
        （二）验收。
        """,
        """
        一 L1 措施
          一/(一) L2 修路
            一/(一)/1 L3 · 修东街。（县住建局负责）
            一/(一)/2 L3 · 修西街。[牵头单位:县住建局;责
          一/(二) L2 架桥
            一/(二)/3 L3 · 修石桥。
            一/(二)/4 L3 · 修木桥。（县交通局负责）
        二 L1 保障
          二/(一) L2 筹款
            二/(一)/5 L3 · 发行债券。
          二/(二) L2 · 验收。
        """,
    ),
    (
        "1. runs on across (一)(二), and below a chapter without (一)",
        """
        一、措施
        (一)甲。
        1.做甲一,并报告。
        2.做甲二,并报告。
        (二)乙。
        3.做乙一,并报告。
        二、保障
        4.加强领导,抓好落实。
        """,
        """
        一 L1 措施
          一/(一) L2 甲
            一/(一)/1 L3 · 做甲一,并报告。
            一/(一)/2 L3 · 做甲二,并报告。
          一/(二) L2 乙
            一/(二)/3 L3 · 做乙一,并报告。
        二 L1 保障
          二/4 L3 · 加强领导,抓好落实。
        """,
    ),
    (
        "第一、 and A. and 1-1 at the heads of lines, where a row follows",
        """
        一、任务
        第一、登记。各街道登记。
        第二、巡查。各街道巡查。
        二、清单
        A.托育。新建托育园。
        B.培训。开办培训班。
        """,
        """
        一 L1 任务
          一/第一 L2 登记
          一/第二 L2 巡查
        二 L1 清单
          二/A L3 托育
          二/B L3 培训
        """,
    ),
    (
        "1-1 without a number above; quantities at the head of a line are none",
        """
        1-1平台搭建。市大数据局搭建平台。
        1-2人员培训。市大数据局培训人员。
        3-5人组成一个小组。
        2-1应用推广。市教育局推广应用。
        """,
        """
        1-1 L1 平台搭建
        1-2 L1 人员培训
        2-1 L1 应用推广
        """,
    ),
    (
        "第一、第二产业 and A、B两类 begin sentences",
        """
        一、统计
        第一、第二产业分开统计。
        A、B两类企业分开统计。
        二、分类
        按类统计。
        """,
        """
        一 L1 统计
        二 L1 分类
        """,
    ),
    (
        "a row that begins right behind the label above",
        """
        （一）1.划线。市城管局划线。
        2.立牌。市住建局立牌。
        （二）1.清查。市公安局清查。
        """,
        """
        (一) L1 · 1.划线。市城管局划线。
          (一)/1 L2 划线
          (一)/2 L2 立牌
        (二) L1 · 1.清查。市公安局清查。
          (二)/1 L2 清查
        """,
    ),
    (
        "a figure that touches its heading is a label where its own decimals come next, elsewhere none",
        """
        1总则
        1.1编制依据
        依据有关规定，制定本预案。
        3响应启动
        3.1一级响应
        3.1.1县防指统一指挥。
        3.1.2事发地镇政府组织转移。
        3.2响应终止
        3台水泵留守
        4附则
        本预案由县应急局解释。
        """,
        """
        1 L1 总则
          1/1.1 L2 编制依据
        3 L1 响应启动
          3/3.1 L2 一级响应
            3/3.1/3.1.1 L3 · 县防指统一指挥。
            3/3.1/3.1.2 L3 · 事发地镇政府组织转移。
          3/3.2 L2 响应终止
        4 L1 附则
        """,
    ),
    (
        "an excerpt in one paragraph: items go on behind a full stop though some were left out",
        """
        一、去年工作
        （二）抓收储。收储土地八百亩，盘活厂房两处。（五）抓招商。引进企业三家。
        二、明年打算。今后要做好以下工作：（三）抓改制。完成两家改制。（四）抓培训。办好两期培训。
        """,
        """
        一 L1 去年工作
          一/(二) L2 抓收储
          一/(五) L2 抓招商
        二 L1 明年打算
          二/(三) L2 抓改制
          二/(四) L2 抓培训
        """,
    ),
    (
        "1.1 goes on after (2), and after a number that was left out",
        """
        1 总则
        1.1 编制目的
        为做好应对，制定本预案。
        2 职责
        2.1 市级职责
        （1）市粮食局负责调运。
        （2）市公安局负责秩序。
        2.2 县级职责
        2.2.1 指挥
        各县要成立指挥部。
        2.2.3 保障
        各县要安排经费。
        """,
        """
        1 L1 总则
          1/1.1 L2 编制目的
        2 L1 职责
          2/2.1 L2 市级职责
            2/2.1/(1) L3 · 市粮食局负责调运。
            2/2.1/(2) L3 · 市公安局负责秩序。
          2/2.2 L2 县级职责
            2/2.2/2.2.1 L3 指挥
            2/2.2/2.2.3 L3 保障
        """,
    ),
    (
        "chapters and articles; 第三条 inside a sentence is a reference",
        """
        第一章 总则
        第一条 为了加强管理，制定本办法。
        第二条 本办法适用于本市。
        第二章 管理职责
        第三条 市场监管部门履行下列职责：
        （一）制定制度；
        （二）开展检查。
        第四条 违反第三条规定的，依法处理。
        """,
        """
        第一章 L1 总则
          第一章/第一条 L2 · 为了加强管理，制定本办法。
          第一章/第二条 L2 · 本办法适用于本市。
        第二章 L1 管理职责
          第二章/第三条 L2 · 市场监管部门履行下列职责：
            第二章/第三条/(一) L3 · 制定制度；
            第二章/第三条/(二) L3 · 开展检查。
          第二章/第四条 L2 · 违反第三条规定的，依法处理。
        """,
    ),
    (
        "articles that run on below 一、 and 二、, with items of their own",
        """
        一、建好工程
        第一条 加固堤防。
        第二条 疏浚河道。
        二、管好工程
        第三条 巡查堤防：
        （一）汛期每日巡查；
        （二）枯水期每周巡查。
        """,
        """
        一 L1 建好工程
          一/第一条 L2 · 加固堤防。
          一/第二条 L2 · 疏浚河道。
        二 L1 管好工程
          二/第三条 L2 · 巡查堤防：
            二/第三条/(一) L3 · 汛期每日巡查；
            二/第三条/(二) L3 · 枯水期每周巡查。
        """,
    ),
    (
        "items 一、 and 二、 of an article",
        """
        第一条 加固堤防：
        一、东段；
        二、西段。
        第二条 疏浚河道。
        """,
        """
        第一条 L1 · 加固堤防：
          第一条/一 L2 · 东段；
          第一条/二 L2 · 西段。
        第二条 L1 · 疏浚河道。
        """,
    ),
    (
        "labels that say what they number, counting on; as words of a sentence they are none",
        """
        一、任务
        （一）堤防
        任务一：加固东段，任务2、另定。
        任务二：加固西段。
        （二）河道
        任务三：疏浚河道。
        任务艰巨，三年完成。
        二、措施
        【措施1】定期巡查。
        【措施2】及时报告。
        """,
        """
        一 L1 任务
          一/(一) L2 堤防
            一/(一)/任务一 L3 · 加固东段，任务2、另定。
            一/(一)/任务二 L3 · 加固西段。
          一/(二) L2 河道
            一/(二)/任务三 L3 疏浚河道
        二 L1 措施
          二/措施1 L3 · 定期巡查。
          二/措施2 L3 · 及时报告。
        """,
    ),
    (
        "labels with a word before, without a mark, in odd brackets or as odd figures; parts of a work are none",
        """
        一、苗圃
        重点任务一：扩建温室。
        重点任务二：更新喷灌。
        二、林道
        行动（一）平整路面。
        行动（二）增设护栏。
        三、采种
        任务1选定母树。
        任务2按期采收。
        四、造林
        【一】整地。
        【二】栽植。
        五、抚育
        [1]除草。
        [2]施肥。见附录[3]说明。
        六、防火
        ❶开设隔离带。
        ❷配备水泵。
        七、验收
        工程一期按时完工。
        工程二期随后开工。
        """,
        """
        一 L1 苗圃
          一/重点任务一 L3 · 扩建温室。
          一/重点任务二 L3 · 更新喷灌。
        二 L1 林道
          二/行动(一) L3 · 平整路面。
          二/行动(二) L3 · 增设护栏。
        三 L1 采种
          三/任务1 L3 · 选定母树。
          三/任务2 L3 · 按期采收。
        四 L1 造林
          四/一 L2 · 整地。
          四/二 L2 · 栽植。
        五 L1 抚育
          五/[1] L4 · 除草。
          五/[2] L4 · 施肥。见附录[3]说明。
        六 L1 防火
          六/① L5 · 开设隔离带。
          六/② L5 · 配备水泵。
        七 L1 验收
        """,
    ),
    (
        "decimals with a blank between their figures",
        """
        1. 苗圃
        1. 1 温室
        1. 2 喷灌
        2. 林道
        2. 1 路面
        2. 3名护林员值守。
        """,
        """
        1 L1 苗圃
          1/1.1 L2 · 温室
          1/1.2 L2 · 喷灌
        2 L1 林道
          2/2.1 L2 路面
        """,
    ),
    (
        "a label that stands alone of its kind is a sentence's word",
        """
        一、任务
        任务一：加固堤防。
        二、措施
        """,
        """
        一 L1 任务
        二 L1 · 措施
        """,
    ),
    (
        "一． below 一、, Ⅰ. and 〔一〕",
        """
        一、堤防
        一．加固东段。
        二．加固西段。
        二、河道
        Ⅰ．疏浚上游。
        Ⅱ．疏浚下游。
        三、预警
        〔一〕建设站点。
        〔二〕更新平台。
        """,
        """
        一 L1 堤防
          一/一 L2 · 加固东段。
          一/二 L2 · 加固西段。
        二 L1 河道
          二/I L4 · 疏浚上游。
          二/II L4 · 疏浚下游。
        三 L1 预警
          三/〔一〕 L3 · 建设站点。
          三/〔二〕 L3 · 更新平台。
        """,
    ),
    (
        "either width of bracket, spaces inside labels, 1、 and 1． for 1.",
        """
        一 、任务
        （ 一 ） 加强领导。各部门负责。
        ( 二)加强督查。各部门落实。
        1、甲。做好甲。
        2．乙。做好乙。
        """,
        """
        一 L1 任务
          一/(一) L2 加强领导
          一/(二) L2 加强督查
            一/(二)/1 L3 甲
            一/(二)/2 L3 乙
        """,
    ),
    (
        "labels with a blank and no mark; words that look like references",
        """
        一 总体要求
        （一）目标任务。到2025年基本建成。
        （二）条件。具备条件的先行。
        （三）项目。加快项目建设。
        二 重点工作
        1 加强宣传
        开展活动，组织讲座。
        3 个工作日内办结。
        2 加强检查
        组织检查，发现问题。
        """,
        """
        一 L1 总体要求
          一/(一) L2 目标任务
          一/(二) L2 条件
          一/(三) L2 项目
        二 L1 重点工作
          二/1 L3 加强宣传
          二/2 L3 加强检查
        """,
    ),
    (
        "articles run on across chapters whatever their first words",
        """
        第一章 总则
        第一条 规定本办法的目的，是加强管理。
        第二条 所有单位应当遵守。
        第二章 职责
        第三条 所属部门负责实施。
        第四条 按照第二条和第三条办理。
        """,
        """
        第一章 L1 总则
          第一章/第一条 L2 · 规定本办法的目的，是加强管理。
          第一章/第二条 L2 · 所有单位应当遵守。
        第二章 L1 职责
          第二章/第三条 L2 · 所属部门负责实施。
          第二章/第四条 L2 · 按照第二条和第三条办理。
        """,
    ),
    (
        "1、 above 1.: two levels where 1. begins anew each time",
        """
        1、宣传工作
        1.开展活动，组织讲座。
        2.发放资料，印制手册。
        2、检查工作
        1.组织检查，发现问题。
        2.督促整改，形成闭环。
        """,
        """
        1 L1 宣传工作
          1/1 L2 · 开展活动，组织讲座。
          1/2 L2 · 发放资料，印制手册。
        2 L1 检查工作
          2/1 L2 · 组织检查，发现问题。
          2/2 L2 · 督促整改，形成闭环。
        """,
    ),
    (
        "circled, single-character and half-bracket labels",
        """
        ㈠甲任务
        ⒈甲一，做好。
        ⒉甲二，做好。
        ㈡乙任务
        1）乙一，做好。
        2）乙二，做好：①摸底；②整改。
        """,
        """
        (一) L1 甲任务
          (一)/1 L2 · 甲一，做好。
          (一)/2 L2 · 甲二，做好。
        (二) L1 乙任务
          (二)/1) L3 · 乙一，做好。
          (二)/2) L3 · 乙二，做好：①摸底；②整改。
            (二)/2)/① L4 · 摸底；
            (二)/2)/② L4 · 整改。
        """,
    ),
    (
        "decimal labels",
        """
        1. 总体要求
        1.1 指导思想
        以人为本。
        1.2 基本原则
        坚持依法。
        2. 重点任务
        2.1 加强建设
        2.1.1 道路，抓紧建设。
        2.1.2 桥梁，抓紧建设。
        """,
        """
        1 L1 总体要求
          1/1.1 L2 指导思想
          1/1.2 L2 基本原则
        2 L1 重点任务
          2/2.1 L2 加强建设
            2/2.1/2.1.1 L3 · 道路，抓紧建设。
            2/2.1/2.1.2 L3 · 桥梁，抓紧建设。
        """,
    ),
    (
        "quantities, dates and grades at the head of a line are no labels",
        """
        一、任务
        1.加强投入，落实资金。集中财力办大事。
        1.5亿元用于建设。
        3.26万户受益。
        2.2021年底前建成，并投入使用。加强维护。
        12、3月集中检查。
        二、三级医院加强协作。
        3.加强考核，强化督查。
        二、保障
        加强领导。
        """,
        """
        一 L1 任务
          一/1 L2 加强投入，落实资金
          一/2 L2 2021年底前建成，并投入使用
          一/3 L2 · 加强考核，强化督查。
        二 L1 保障
        """,
    ),
    (
        "一是…二是… is no label",
        """
        一、加强管理
        一是加强领导。二是加强宣传。三是加强考核。
        二、加强保障
        首先保障经费。
        """,
        """
        一 L1 加强管理
        二 L1 加强保障
        """,
    ),
    (
        "a run-in list is children; one of its parent's shape is only text",
        """
        一、规定
        （一）摘牌。有下列情形之一的：1.发生严重违法的;2.提供虚假材料的;3.其他情形。
        （二）补贴。符合下列条件之一：（一）本市户籍；（二）低保家庭；（三）残疾人；（四）孤儿。
        （三）申领。按第（二）项和（一）（二）条件申领。
        """,
        """
        一 L1 规定
          一/(一) L2 摘牌
            一/(一)/1 L3 · 发生严重违法的;
            一/(一)/2 L3 · 提供虚假材料的;
            一/(一)/3 L3 · 其他情形。
          一/(二) L2 补贴
          一/(三) L2 申领
        """,
    ),
    (
        "two chapters with the same label: the second counts",
        """
        一、工作目标
        到2025年基本建成。
        二、重点任务
        （一）甲。做好甲。
        二、保障措施
        （一）加强领导。各部门要负责。
        四、其他
        请各单位落实。
        """,
        """
        一 L1 工作目标
        二 L1 重点任务
          二/(一) L2 甲
        二[2] L1 保障措施
          二[2]/(一) L2 加强领导
        四 L1 其他
        """,
    ),
    (
        "a heading broken over lines, and headings that run into their text",
        """
        一、指导思想以习近平新时代中国特色社会主义思想为指导，推进工作。
        二、提高政策实施的时效性和
        精准性
        各地要抓好落实，形成合力。
        三、工作开展情况
        （一）履行职责一是加强领导。二是加强保障。
        （二）规范管理 一是建章立制。二是加强监督。
        """,
        """
        一 L1 指导思想
        二 L1 提高政策实施的时效性和精准性
        三 L1 工作开展情况
          三/(一) L2 履行职责
          三/(二) L2 规范管理
        """,
    ),
    (
        "a label glued to the heading above it",
        """
        一、工作情况（一）加强领导一是压实责任。二是加强督查。
        （二）加强宣传一是开展活动。二是发放资料。
        二、放出活力（三）梳理审批，分类改革。
        （四）精简审批，能合则合。
        """,
        """
        一 L1 工作情况
          一/(一) L2 加强领导
          一/(二) L2 加强宣传
        二 L1 放出活力
          二/(三) L2 · 梳理审批，分类改革。
          二/(四) L2 · 精简审批，能合则合。
        """,
    ),
    (
        "a first sentence is a heading only where most of its row open so",
        """
        一、任务
        1.建立健全制度。完善配套措施，抓好落实。
        2.推进综合执法，大幅减少种类，重点在食品药品安全、公共卫生等领域推行，探索跨部门执法。
        3.完善执法程序，建立全过程记录制度，明确重大事项范围，严格执行审核制度，及时公布。
        二、保障
        1.加强领导。各区要重视。
        2.严格考核。督查室要督查。
        3.健全行政执法和刑事司法衔接机制，完善案件移送标准、移送程序和证据要求，实现无缝对接。
        """,
        """
        一 L1 任务
          一/1 L2 · 建立健全制度。完善配套措施，抓好
          一/2 L2 · 推进综合执法，大幅减少种类，重点
          一/3 L2 · 完善执法程序，建立全过程记录制度
        二 L1 保障
          二/1 L2 加强领导
          二/2 L2 严格考核
          二/3 L2 · 健全行政执法和刑事司法衔接机制，
        """,
    ),
    (
        "who does it, before a colon, is no heading; what a phase is called is",
        """
        一、职责
        （一）市公安局：登记渡船，查处超载。
        （二）县委宣传部、县广电台：宣传安全知识。
        （三）杨柳村：修补码头，设立警示牌。
        二、步骤
        （一）第一阶段：动员部署（3月1日至15日）。各镇制定方案。
        （二）第二阶段：检修渡船（4月）。各镇组织检修。
        三、要求
        （一）报送时间：每月5日前报送进展。
        （二）报送方式：由各镇书面报送。
        """,
        """
        一 L1 职责
          一/(一) L2 · 市公安局：登记渡船，查处超载。
          一/(二) L2 · 县委宣传部、县广电台：宣传安全知
          一/(三) L2 · 杨柳村：修补码头，设立警示牌。
        二 L1 步骤
          二/(一) L2 第一阶段：动员部署（3月1日至15日）
          二/(二) L2 第二阶段：检修渡船（4月）
        三 L1 要求
          三/(一) L2 报送时间
          三/(二) L2 报送方式
        """,
    ),
    (
        "what is asked for in one way is no ordinal; a goal closed by a stop is a heading beside any other",
        """
        一、任务
        （一）总体目标。到2031年，渡船检验率达到100%，不发生沉船事故。
        （二）各镇要把渡口安全放在重要位置，把责任落实到人，定期检查，发现隐患及时整改，确保平安渡运。
        （三）按照统一要求，各镇4月底前检修渡船，更换救生衣，报送结果。
        """,
        """
        一 L1 任务
          一/(一) L2 总体目标
          一/(二) L2 · 各镇要把渡口安全放在重要位置，把
          一/(三) L2 · 按照统一要求，各镇4月底前检修渡
        """,
    ),
    (
        "the last clause of a list is no heading though a paragraph follows",
        """
        第一条 县港航站履行下列职责：
        （一）检验渡船；
        （二）受理举报。
        各镇应当协助。
        """,
        """
        第一条 L1 · 县港航站履行下列职责：
          第一条/(一) L2 · 检验渡船；
          第一条/(二) L2 · 受理举报。
        """,
    ),
    (
        "items that run on across sections, and stand right below chapters too",
        """
        一、总体目标
        1.目标。五年内实施六大计划，引进人才。
        二、六大计划
        （一）产业计划。实施如下项目：
        2.紧缺人才项目。引进紧缺人才。
        3.企业家项目。培养企业家。
        （二）创新计划。实施如下项目：
        4.拓展项目。引进领军人才。
        三、保障
        5.加强领导。健全机制。
        6.加强宣传。营造氛围。
        """,
        """
        一 L1 总体目标
          一/1 L3 目标
        二 L1 六大计划
          二/(一) L2 产业计划
            二/(一)/2 L3 紧缺人才项目
            二/(一)/3 L3 企业家项目
          二/(二) L2 创新计划
            二/(二)/4 L3 拓展项目
        三 L1 保障
          三/5 L3 加强领导
          三/6 L3 加强宣传
        """,
    ),
    (
        "an excerpt that begins with a decimal label of three parts",
        """
        5.2.4Ⅱ级响应
        由县应急局决定启动响应。
        (1)县水务局加强巡查。
        (2)县气象局加强监测。
        5.2.5 Ⅰ级响应
        由县政府决定启动响应。
        6 后期处置
        6.1 善后工作
        县民政局做好救助。
        """,
        """
        5.2.4 L3 Ⅱ级响应
          5.2.4/(1) L4 · 县水务局加强巡查。
          5.2.4/(2) L4 · 县气象局加强监测。
        5.2.5 L3 Ⅰ级响应
        6 L1 后期处置
          6/6.1 L2 善后工作
        """,
    ),
    (
        "an excerpt that begins with its tenth item",
        """
        四、固本强基
        10.优化组织设置。创新模式。
        11.健全服务体系。加大投入。
        12.加强队伍建设。开展轮训。
        """,
        """
        四 L1 固本强基
          四/10 L2 优化组织设置
          四/11 L2 健全服务体系
          四/12 L2 加强队伍建设
        """,
    ),
    (
        "the first chapter's 一 taken for a dash, and items that open with months",
        """
        ―、压实属地责任。各地要提高认识。
        二、工作安排
        （一）明年安排
        1.1-6月，开展清理工作。
        2.11月，召开会议。
        3.12月，总结情况。
        """,
        """
        一 L1 压实属地责任
        二 L1 工作安排
          二/(一) L2 明年安排
            二/(一)/1 L3 · 1-6月，开展清理工作。
            二/(一)/2 L3 · 11月，召开会议。
            二/(一)/3 L3 · 12月，总结情况。
        """,
    ),
    (
        "an attachment that was published alone",
        """
        附件
        2026年民生实事清单
        1.发放劳务报酬20亿元以上（牵头单位：农牧厅）。
        2.新增就业18万人以上（牵头单位：人社厅）。
        """,
        """
        1 L1 · 发放劳务报酬20亿元以上（牵头单
        2 L1 · 新增就业18万人以上（牵头单位：
        """,
    ),
    (
        "a box (专栏) counts for itself",
        """
        一、工程
        1.建设道路，完善路网，畅通微循环，推动城市道路与公路衔接，提升通行能力和服务水平，改善群众出行条件。
        专栏1 重点项目
        1.环城路。
        2.滨江路。
        2.建设桥梁，打通堵点。
        """,
        """
        一 L1 工程
          一/1 L2 · 建设道路，完善路网，畅通微循环，
          一/2 L2 · 建设桥梁，打通堵点。
        """,
    ),
    (
        "a count right behind the point of a label has no decimals, a measure has",
        """
        一、实事
        1.加装电梯40部。
        2.50个小区增设充电桩。
        3.6月底前改造学校12所。
        4.460个村放映电影。
        二、指标
        5.5个百分点以上的增幅要保持。
        """,
        """
        一 L1 实事
          一/1 L2 · 加装电梯40部。
          一/2 L2 · 50个小区增设充电桩。
          一/3 L2 · 6月底前改造学校12所。
          一/4 L2 · 460个村放映电影。
        二 L1 指标
        """,
    ),
    (
        "a sentence that says who must do something is no heading",
        """
        1.清除枯枝。各村要清理林缘。
        2.县林草局要更换标牌。
        3.落实巡护。各村要每日巡护。
        """,
        """
        1 L1 清除枯枝
        2 L1 · 县林草局要更换标牌。
        3 L1 落实巡护
        """,
    ),
]


@pytest.mark.parametrize(("words", "expected"), [case[1:] for case in TREES], ids=[case[0] for case in TREES])
def test_outline_tree(words: str, expected: str) -> None:
    assert tree(words) == clean(expected)


def test_outline_without_line_breaks() -> None:
    """A whole notice on one line: chapters after a heading without a full stop, 1．2020年, references."""
    filler = "加强协调配合，明确责任分工，健全工作机制，强化督促检查，确保各项任务落到实处，取得实效" * 5
    text = (
        f"现制定如下分工方案。一、提高政策的时效性和精准性（一）研究制度化，{filler}。（财政部牵头）具体措施：1．及时总结，{filler}。"
        f"（财政部负责）2．2020年底前开展治理，{filler}，按第（一）项办理。（市场监管总局负责）二、放出活力（二）梳理审批，{filler}。"
        f"（国务院办公厅负责）（三）精简审批，{filler}。（国务院办公厅负责）"
    )
    found = outline(text)
    assert [item.id for item in found.items] == ["一", "一/(一)", "一/(一)/1", "一/(一)/2", "二", "二/(二)", "二/(三)"]
    assert found.items[0].heading == "提高政策的时效性和精准性"
    assert text[found.items[3].start : found.items[3].end].startswith("2020年底前")


BLOCKS = """
某市人民政府文件
某政发〔2020〕1号
某市人民政府关于印发某某工作方案
的通知
各区人民政府，市政府各部门：
现将《某某工作方案》印发给你们，请认真贯彻执行。
附件：1.任务分工表
2.联系人名单
某市人民政府
2020年1月2日
（此件公开发布）
某某工作方案
（试行）
为加强工作，制定本方案。
一、任务
（一）甲。做好甲。
补充说明甲。
（二）乙。做好乙。
各区、各部门要高度重视，确保落实。
本方案自印发之日起施行。
抄送：市委办公室。
附件1
任务分工表
序号\t任务\t责任单位
1\t做好甲\t市教育局
附件2
联系人名单
"""


def test_front_and_closing_blocks() -> None:
    text = clean(BLOCKS)
    found = outline(text)
    shown = [
        f"{block.kind} {block.item or '-'} {text[block.start : block.end].split()[0][:6]}" for block in found.blocks
    ]
    assert "\n".join(shown) == clean(
        """
        note - 某市人民政府
        number - 某政发〔20
        title - 某市人民政府
        title - 的通知
        addressee - 各区人民政府
        paragraph - 现将《某某工
        attachments - 附件：1.任
        attachments - 2.联系人名
        signature - 某市人民政府
        date - 2020年1
        note - （此件公开发
        title - 某某工作方案
        title - （试行）
        paragraph - 为加强工作，
        item 一 一、任务
        item 一/(一) （一）甲。做
        text 一/(一) 补充说明甲。
        item 一/(二) （二）乙。做
        closing - 各区、各部门
        closing - 本方案自印发
        copies - 抄送：市委办
        annex - 附件1
        title - 任务分工表
        table - 序号
        annex - 附件2
        title - 联系人名单
        """
    )
    assert [(part.kind, part.label) for part in found.parts] == [
        ("cover", ""),
        ("main", ""),
        ("annex", "附件1"),
        ("annex", "附件2"),
    ]
    assert text[found.item("一").end - 5 : found.item("一").end] == "。做好乙。"


def test_closing_excludes_paragraphs_of_last_item() -> None:
    text = clean(
        """
        一、任务
        （一）甲。
        做好甲，抓好落实。
        （二）乙。
        做好乙，抓好落实。
        各区要配合。
        """
    )
    item = outline(text).item("一/(二)")
    assert text[item.start : item.end] == "乙。\n做好乙，抓好落实。"


def test_closing_on_line_of_last_item() -> None:
    text = "一、任务\n（一）甲。做好甲。（市教育局负责）\n（二）乙。做好乙。（市财政局负责）各区、各部门要配合。"
    found = outline(text)
    item = found.item("一/(二)")
    assert text[item.start : item.end] == "乙。做好乙。（市财政局负责）"
    assert (found.blocks[-1].kind, text[found.blocks[-1].start :]) == ("closing", "各区、各部门要配合。")


def test_closing_on_line_of_last_item_behind_a_clause_with_brackets() -> None:
    text = "一、清淤。〔牵头单位：市水务局，责任单位：各县（市、区）政府〕\n二、植树。〔牵头单位：市林业局，责任单位：各县（市、区）政府〕本文件自2031年3月1日起施行。"
    found = outline(text)
    assert (found.blocks[-1].kind, text[found.blocks[-1].start :]) == ("closing", "本文件自2031年3月1日起施行。")


def test_closing_addressed_to_all_in_second_sentence() -> None:
    items = "一、加强值守。市应急局要每日值守。\n二、加强演练。各街道要组织演练。\n"
    found = outline(items + "防灾减灾是一件大事。各有关部门要通力合作。")
    assert [block.kind for block in found.blocks] == ["item", "item", "closing"]
    for words in (
        "防灾减灾关系群众安全。希望各街道抓好落实。",
        "此复。",
        "特此函复。",
        "感谢您对供水工作的关心和支持！",
        "以上答复如有不妥，请批评指正。",
        "参加人员：市应急局张某，市消防支队王某。",
    ):
        assert outline(items + words).blocks[-1].kind == "closing"
    found = outline(items + "演练要有脚本。市消防支队要派员指导。")
    assert [block.kind for block in found.blocks] == ["item", "item", "text"]


def test_plan_as_attachment_has_plain_ids() -> None:
    text = clean(
        """
        关于印发某某计划的通知
        各部门：
        现将《某某计划》印发给你们，请认真执行。
        某市人民政府
        2020年5月6日
        附件
        某某计划
        一、目标
        到2025年完成。
        二、任务
        （一）甲。做好甲。
        """
    )
    assert [item.id for item in outline(text).items] == ["一", "二", "二/(一)"]


@pytest.mark.parametrize(
    ("title", "ids"),
    [
        ("关于同意建立某县渡口安全联席会议制度的函", ["一", "二"]),
        ("关于同意召开渡口安全会议的函", ["附件", "附件/一", "附件/二"]),
    ],
)
def test_attachment_that_the_title_of_a_letter_names_has_plain_ids(title: str, ids: list[str]) -> None:
    text = clean(
        f"""
        {title}
        县港航站：
        你站的请示收悉，经研究，同意你站的意见。
        某县人民政府
        2020年5月6日
        附件
        某县渡口安全联席会议制度
        一、职责
        研究渡口安全工作。
        二、规则
        每季度召开一次会议。
        """
    )
    assert [item.id for item in outline(text).items] == ids


@pytest.mark.parametrize(
    ("line", "ids"),
    [
        ("（一）报送制度1.渡口每日报送客流。2.船厂每月报送台账。", ["（一）/1", "（一）/2"]),
        ("（一）报送制度1.渡口每日报送客流。", []),
        ("（一）报送制度1.渡口报送客流，2.船厂报送台账。", []),
        ("（一）渡口1.渡船每日报送客流。2.船厂每月报送台账。", []),
    ],
)
def test_first_item_right_behind_a_heading(line: str, ids: list[str]) -> None:
    found = outline(f"一、工作安排\n{line}\n（二）检修渡船。\n")
    below = [item.id for item in found.items if item.id.count("/") == 2]
    assert below == [f"一/{id}".replace("（一）", "(一)") for id in ids]


@pytest.mark.parametrize(
    ("above", "prefix"),
    [("", ""), ("类型：计划\n来源：某某网\n", ""), ("各单位：\n请填写下表。\n", "附件/")],
)
def test_attachment_saved_alone_has_plain_ids(above: str, prefix: str) -> None:
    text = f"{above}附件\n某某护林计划\n一、目标\n到2025年完成。\n二、任务\n（一）甲。做好甲。\n"
    found = [item.id for item in outline(text).items if item.id != "附件"]
    assert found == [f"{prefix}{id}" for id in ("一", "二", "二/(一)")]


def test_attachment_ids_have_prefix() -> None:
    text = clean(
        """
        某局关于开展检查工作的通知
        各县局：
        现将《检查工作方案》印发给你们，并提出以下要求：
        一、高度重视，加强领导。
        二、按时报送，不得延误。
        某局
        2020年5月6日
        检查工作方案
        一、范围
        全市企业。
        二、内容
        检查安全。
        附件2
        评分标准
        一、制度
        十分。
        """
    )
    assert [item.id for item in outline(text).items] == [
        "通知/一",
        "通知/二",
        "一",
        "二",
        "附件2",
        "附件2/一",
    ]


FINDINGS = [
    ("in order", "一、甲\n做甲。\n二、乙\n做乙。", []),
    ("gap", "一、甲\n做甲。\n二、乙\n做乙。\n四、丁\n做丁。", ["label-gap"]),
    (
        "repeat, and the next counts as if it had been right",
        "一、甲\n做。\n二、乙\n做。\n二、丙\n做。\n四、丁\n做。",
        ["label-repeated"],
    ),
    (
        "a level that a whole chapter does without",
        "一、甲\n（一）乙。做。\n1.丙，做。\n二、丁\n1.戊，做。\n2.己，做。",
        [],
    ),
    (
        "skipped level beside items that have it, said once a parent",
        "一、甲\n（一）乙。做。\n1.丙，做。\n二、丁\n1.戊，做。\n2.己，做。\n（二）庚。做。\n1.辛，做。",
        ["level-skipped"],
    ),
    (
        "a row anew below a heading of its own is no mistake",
        "（一）甲\n工作目标：\n1.乙，做。\n2.丙，做。\n具体措施：\n1.丁，做。\n2.戊，做。",
        [],
    ),
]


@pytest.mark.parametrize(("text", "codes"), [case[1:] for case in FINDINGS], ids=[case[0] for case in FINDINGS])
def test_outline_findings(text: str, codes: list[str]) -> None:
    assert [finding.code for finding in outline(text).findings] == codes


def check(found: Outline, text: str) -> None:
    """What holds for the outline of every text."""
    assert "".join(text[block.start : block.end] for block in found.blocks) == text
    assert "".join(text[part.start : part.end] for part in found.parts) == text or not text.strip()
    assert all(0 <= finding.start <= finding.end <= len(text) for finding in found.findings)
    ids = [item.id for item in found.items]
    assert len(set(ids)) == len(ids)
    by_id = {item.id: item for item in found.items}
    at = -1
    for item in found.items:
        assert at < item.label_start <= item.start <= item.end <= len(text)
        at = item.label_start
        written = "".join(text[item.label_start : item.start].split())
        assert written.startswith(item.label) or item.label.startswith("附件")
        if item.heading:
            assert "".join(item.heading.split()) in "".join(text[item.label_start : item.end + 200].split())
        parent = by_id.get(item.id.rpartition("/")[0])
        if parent is not None:
            assert parent.label_start <= item.label_start
            assert item.end <= parent.end
    assert {block.item for block in found.blocks if block.item} <= set(ids)


WORDS = st.sampled_from(
    [
        *"一二三十、.．。；：:（）()《》“”\n\n 　\t1２34年月日",
        "一、",
        "（一）",
        "\n（二）",
        "\n二、",
        "\n1.",
        "1.",
        "2.",
        "\n(1)",
        "①",
        "第一章 ",
        "\n第二条 ",
        "\n附件1\n",
        "附件：1.甲",
        "某市人民政府",
        "\n2020年1月2日\n",
        "某某工作方案",
        "现将《某某工作方案》印发给你们",
        "各部门：",
        "（责任单位：市教育局）",
        "加强领导。",
        "专栏1",
        "1.1",
    ]
)


def test_gap_points_at_paragraphs_without_label() -> None:
    text = "1.修路。（县住建局负责）\n架桥。（县交通局负责）\n3.种树。（县林业局负责）"
    gap = next(each for each in outline(text).findings if each.code == "label-gap")
    assert text[gap.start : gap.end] == "架桥。（县交通局负责）\n3."


@example("一、\n(1) 一、")
@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40).map("".join))
def test_outline_tiles_text(text: str) -> None:
    check(outline(text), text)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_any_text_has_outline(text: str) -> None:
    check(outline(text), text)


def test_outline_tiles_gold_texts() -> None:
    texts = sorted((Path(__file__).parent / "gold").glob("*.clean.txt"))
    assert texts
    for path in texts:
        text = path.read_text(encoding="utf-8")
        check(outline(text), text)


def test_long_text_in_linear_time() -> None:
    """A megabyte on one line must not take minutes."""
    line = "（一）加强领导，落实责任。1.做好工作；2.抓好落实。"
    assert grows_linearly(lambda size: outline(line * (size // len(line))), 300_000)


def test_chapter_figure_without_point_starts_decimals() -> None:
    words = """
    1.总则
    1.1目的
    为做好防汛工作，制定本预案。
    3预警响应
    3.2蓝色预警
    镇水务站要每日巡查堤防。
    5后期处置
    5.1灾情核查
    镇民政办负责核查灾情。
    """
    assert [item.id for item in outline(clean(words)).items] == ["1", "1/1.1", "3", "3/3.2", "5", "5/5.1"]


@pytest.mark.parametrize(
    "words",
    ["3人一组开展巡查\n4.1公里以上的堤段", "24小时值班\n3.1版报表同时停用", "3个镇参加\n县水务局要做好准备"],
)
def test_counting_figure_is_no_chapter(words: str) -> None:
    assert "3" not in {item.id for item in outline(f"1.巡查堤防\n2.报送情况\n{words}").items}


def test_letter_sending_problems_has_own_items() -> None:
    words = """
    关于印发《河堤巡查突出问题清单》的通知
    各镇人民政府：
    现将《河堤巡查突出问题清单》印发给你们，要求如下：
    一、立即整改。各镇要逐项整改。
    二、举一反三。各镇要全面排查。
    清溪县水务局
    2023年5月6日
    河堤巡查突出问题清单
    一、堤身有裂缝
    二、护坡缺损
    """
    found = outline(clean(words))
    assert [part.kind for part in found.parts] == ["main", "main"]
    assert [item.id for item in found.items][:2] == ["一", "二"]


def test_list_of_attachments_at_foot_has_no_items() -> None:
    words = """
    一、摸清底数。各村要摸清底数。
    二、按时报送。各村于5月底前报送。
    附件：
    1.清溪镇水塘统计表
    2.清溪镇水塘安全管理办法
    """
    found = outline(clean(words))
    assert [item.id for item in found.items] == ["一", "二"]
    assert found.items[1].end == clean(words).index("\n附件")


def test_articles_on_one_line() -> None:
    """Articles are items whatever stands between them, also where some are left out; references are none."""
    text = (
        "清溪市古井保护办法\n第一章　总则第一条　为保护古井，制定本办法。第二条　古井由村委会看护。第五条村民不得填埋古井。"
        "违反第二条规定的，依照第五条处理。第二章　附则第九条　本办法自2020年1月1日起施行。\n"
    )
    found = outline(text)
    assert [item.id for item in found.items] == [
        "第一章",
        "第一章/第一条",
        "第一章/第二条",
        "第一章/第五条",
        "第二章",
        "第二章/第九条",
    ]
    check(found, text)


def test_list_of_attachments_at_the_foot_is_no_item() -> None:
    text = (
        "各村：\n现将《古井看护方案》印发给你们，请遵照执行。\n清溪镇人民政府\n2020年1月2日\n古井看护方案\n"
        "一、看护古井\n每村确定一人。\n二、上报情况\n各村按月上报。\n附件：\n1.古井登记表\n2.古井看护情况统计表\n"
    )
    assert [item.id for item in outline(text).items] == ["一", "二"]


def test_items_below_decimals_do_not_go_on_with_the_chapters() -> None:
    lines = ["1 总则", "1.1 编制目的", "做好防火。", "2 组织指挥", "2.1 指挥部", "2.1.1 职责"]
    lines += [
        "（一）巡护措施",
        "1.安排人员。",
        "2.检查设备。",
        "（二）扑救措施",
        "1.调集队伍。",
        "2.2. 办公室",
        "（1）值班。",
        "（2）报告。",
    ]
    found = outline(
        "\n".join([*lines, "3 响应", "3.1 启动", "市林业局启动响应。", "4 附则", "本预案自印发之日起实施。"])
    )
    assert [(item.id, item.level) for item in found.items] == [
        ("1", 1),
        ("1/1.1", 2),
        ("2", 1),
        ("2/2.1", 2),
        ("2/2.1/2.1.1", 3),
        ("2/2.1/2.1.1/(一)", 4),
        ("2/2.1/2.1.1/(一)/1", 5),
        ("2/2.1/2.1.1/(一)/2", 5),
        ("2/2.1/2.1.1/(二)", 4),
        ("2/2.1/2.1.1/(二)/1", 5),
        ("2/2.2", 2),
        ("2/2.2/(1)", 3),
        ("2/2.2/(2)", 3),
        ("3", 1),
        ("3/3.1", 2),
        ("4", 1),
    ]


def test_finding_on_labels_alone_ends_with_the_text() -> None:
    text = "一、\n一、\n二、"
    (repeated,) = [each for each in outline(text).findings if each.code == "label-repeated"]
    assert (repeated.start, repeated.end) == (3, len(text))
