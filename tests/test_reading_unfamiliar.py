"""Facts that the words of their own sentence do not bear out are told, on forms that the program has not met."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.model.finding_codes import FindingCode as Code
from builder.model.notice import Notice
from builder.pipeline import read_notice
from builder.reading.coverage.doubts.demands import opens_with_work
from tests.counting import calls

HEAD = "清溪市护林站管理的若干规定\n"
FOOT = "清溪市林业局\n2021年3月5日\n"


def read(tmp_path: Path, items: str, head: str = HEAD, foot: str = FOOT) -> Notice:
    path = tmp_path / "notice.txt"
    path.write_text(f"{head}{items}\n{foot}", "utf-8")
    return read_notice(path)


def told(made: Notice, *codes: Code) -> list[str]:
    """The words at which findings of these codes lie, in order."""
    return [made.text[each.start : each.end] for each in made.findings if each.code in codes]


@pytest.mark.parametrize(
    ("item", "place"),
    [
        # a subject that no list knows, before a word of duty
        ("本林区范围内的农垦和其他用火单位有权查看账目", "农垦和其他用火单位"),
        # who is agreed to do something, beside others
        ("市林业局负责修路，同意县交通局提出的路线", "县交通局"),
        # a field of work, or a manner between a name and its verb
        ("市林业局负责引水，财政安排水费", "财政"),
        ("市林业局负责引水，供销、商务联合组织药械", "供销、商务"),
        ("市林业局负责引水，护林站逐户发放图册", "护林站"),
        # a time right behind it, a call right before it
        ("市林业局负责引水，苗木组五日内完成点数", "苗木组"),
        ("市林业局负责引水，会议要求护山局加快清查", "护山局"),
        # described, before a comma; with a power only
        ("市林业局负责引水，发布火情的镇政府或有关部门，应当留守", "发布火情的镇政府或有关部门"),
        ("市林业局负责引水，各片（队、组）管护组织可结合实际调整", "管护组织"),
        ("市林业局负责引水，乙方更换水泵", "乙方"),
        # names where a body acts, in an item without any
        ("灭火所用药械，县供销社代购", "县供销社"),
    ],
)
def test_a_subject_of_an_unknown_name_is_told(tmp_path: Path, item: str, place: str) -> None:
    made = read(tmp_path, f"一、{item}。\n二、林区道路由市公路局养护。")
    assert any(place in words or words in place for words in told(made, Code.BODY_UNREAD, Code.BODY_NAME_UNCERTAIN))


@pytest.mark.parametrize("item", ["市委书记林应生到场", "办好人大代表建议和政协提案"])
def test_words_of_a_call_within_names_call_nobody(tmp_path: Path, item: str) -> None:
    made = read(tmp_path, f"一、市林业局负责引水，{item}。\n二、林区道路由市公路局养护。")
    assert not told(made, Code.BODY_UNREAD)


@pytest.mark.parametrize(
    ("item", "doubted"),
    [
        ("由各守护地财政解决的费用，市财政局不再拨付", False),
        ("站点迁出后，其所在地的县人民政府应当安置职工", True),
        ("需要封山的，有关部门应当张贴告示", True),
        ("你单位应当在施工前清理枯枝，市林业局验收", True),
        ("农业和水利两家单位负责引水上山", True),
        ("由市林业局分管造林的副局长担任总指挥，市林业局负责联络", False),
        ("市林业局起草了护林方案", True),
        ("市林业局应当每年清点树苗", False),
        ("市林业局按照各自分工做好苗木调运", False),
        ("市林业局是护林的责任主体", False),
    ],
)
def test_bodies_that_their_sentence_does_not_bear_out_are_doubted(tmp_path: Path, item: str, doubted: bool) -> None:
    made = read(tmp_path, f"一、{item}。\n二、市水利局负责引水。")
    task = made.tasks[0]
    assert task.agencies
    words = [each for each in made.findings if each.code is Code.BODY_NAME_UNCERTAIN and each.start < task.end]
    assert bool(words) is doubted


@pytest.mark.parametrize(
    ("item", "doubted"),
    [
        ("采伐的树木归承包户所有，收益五年内不上交", True),
        ("参会者提前半小时入场，手机一律关闭", True),
        ("奖惩\n连续三季没有火情的山场，下季少交押金", True),
        ("新建的仓库应当配有消防水池", False),
        ("站长是本站的带头人，负责带队", True),
        ("完善护林员的轮班制度", False),
        ("值守\n巡查山口，清点人数", False),
        ("第一阶段（3月1日至3月20日）：摸清底数", False),
    ],
)
def test_an_item_that_names_nobody_and_opens_with_no_work_is_doubted(tmp_path: Path, item: str, doubted: bool) -> None:
    made = read(tmp_path, f"一、{item}。\n二、市水利局负责引水。")
    places = [each.start for each in made.findings if each.code is Code.TASK_UNCERTAIN]
    assert (made.tasks[0].start in places) is doubted


def test_where_nobody_is_named_at_all_each_item_is_doubted(tmp_path: Path) -> None:
    made = read(tmp_path, "一、张贴防火标识。\n二、杜绝野外烧纸。", foot="")
    doubted = [each for each in made.findings if each.code is Code.TASK_UNCERTAIN]
    assert [each.start for each in doubted] == [task.start for task in made.tasks]
    assert all("全文也没有读到任何单位" in each.message for each in doubted)


@pytest.mark.parametrize(
    ("item", "doubted"),
    [
        ("市林业局负责清点，每亩5株以下的山场列入名册", ["5株以下"]),
        ("市林业局核实后，苗木留存由45%上调至60%", ["45%"]),
        ("市林业局负责培训不少于40名护林员", []),
        ("市林业局负责使成活率达到85%", []),
    ],
)
def test_numbers_that_nothing_is_to_reach_are_doubted(tmp_path: Path, item: str, doubted: list[str]) -> None:
    assert told(read(tmp_path, f"一、{item}。"), Code.TARGET_UNCERTAIN) == doubted


def test_a_limit_inside_a_condition_is_doubted(tmp_path: Path) -> None:
    item = "补贴苗木。各村在2022年6月30日前栽满苗木的，市财政予以补贴。（责任单位：市财政局）"
    made = read(tmp_path, f"一、{item}")
    assert [limit.written for limit in made.tasks[0].deadlines]
    assert told(made, Code.LIMIT_UNCERTAIN)


def test_a_body_that_words_task_beside_a_clause_is_told(tmp_path: Path) -> None:
    made = read(
        tmp_path, "一、核发苗木款，由县审计局核对账目。（责任单位：市财政局）\n二、验收。（责任单位：市林业局）"
    )
    assert told(made, Code.BODY_UNREAD) == ["县审计局"]


@pytest.mark.parametrize(
    "line", ["整改措施：八月前修好哨房", "——活林。建苗圃3个，农技站驻点。", "山口街道做好劝返。", "补种：松苗200株"]
)
def test_lines_of_a_notice_without_items_are_told(tmp_path: Path, line: str) -> None:
    made = read(tmp_path, f"单位：市林业局\n{line}\n目标：成活率达到90%", head="附件2\n护林任务清单\n", foot="")
    at = made.text.index(line.strip("。")[:6])
    assert any(
        each.start <= at + len(line) and each.end > at for each in made.findings if each.code in (Code.UNNUMBERED_DUTY,)
    )


@pytest.mark.parametrize("ahead", ["拟于11月前回访各村", "下一步，11月前回访各村"])
def test_what_a_report_says_of_later_is_told(tmp_path: Path, ahead: str) -> None:
    head = "清溪市2020年护林工作总结\n一、2020年工作完成情况\n"
    made = read(tmp_path, f"（一）巡山。市林业局检查了山场。{ahead}。\n（二）育苗。市林业局培育了苗木。", head=head)
    assert [task.kind for task in made.tasks] == ["progress", "progress"]
    assert told(made, Code.LIMIT_UNREAD) or made.tasks[0].deadlines


@pytest.mark.parametrize(
    "head",
    [
        "【江西省吉安市清溪管理区】《清溪管理区奖补苗木的若干政策措施》\n",
        "清溪镇人民政府关于奖补苗木的若干政策措施\n各村：\n江西省各地要护林。\n",
    ],
)
def test_a_place_above_the_one_that_speaks_is_told(tmp_path: Path, head: str) -> None:
    made = read(tmp_path, "一、奖补苗木。（责任单位：市林业局）", head=head, foot="")
    assert made.front.jurisdiction is None or told(made, Code.JURISDICTION_UNCERTAIN) == [""]


@pytest.mark.parametrize(
    ("words", "heading", "works"),
    [
        ("完善制度。", None, True),
        ("值守\n巡查山口。", "值守", True),
        ("考核\n出现火情的扣分。", "考核", False),
        ("站长：组织巡山。", None, True),
        ("在林区购地的农户。", None, False),
    ],
)
def test_opening_with_work(words: str, heading: str | None, works: bool) -> None:
    assert opens_with_work(words.replace("：", ":"), heading) is works


@pytest.mark.slow
def test_work_grows_with_the_text_only(tmp_path: Path) -> None:
    item = "一、国土所与各山场应当设立瞭望哨，站点迁出后，其所在地的县人民政府应当安置职工，积水超过15厘米的苗圃。\n"
    few, many = (calls(lambda n=n: read(tmp_path, item * n)) for n in (20, 40))
    assert many < 2.6 * few


def test_cases_of_a_duty_are_its_text_and_no_tasks(tmp_path: Path) -> None:
    items = (
        "一、报告火情\n护林站接到火情后立即核实。对下列火情，市林业局应当在一小时内上报：\n"
        "（一）可能越过市界的火情；\n（二）靠近村庄的火情。\n二、市水利局负责引水。"
    )
    made = read(tmp_path, items)
    assert [task.id for task in made.tasks] == ["一", "二"]
    assert "市林业局" in [body.name for body in made.tasks[0].agencies]


def test_items_that_ask_below_such_a_sentence_are_tasks(tmp_path: Path) -> None:
    items = "一、巡山\n在下列时段，各站应当加强巡山：\n（一）开展清明巡查。\n（二）市水利局负责引水。"
    assert [task.id for task in read(tmp_path, items).tasks] == ["一/(一)", "一/(二)"]


def test_numbers_of_one_sentence_are_one_finding(tmp_path: Path) -> None:
    made = read(tmp_path, "一、市林业局清点山场。山场在甲村有5座、乙村6座、丙村7座。丁村山场另有3座。")
    assert told(made, Code.TARGET_UNCERTAIN) == ["5座、乙村6座、丙村7座", "3座"]


@pytest.mark.parametrize(
    "words",
    [
        "立冬前完成清点",
        "农历年前完成清点",
        "汛后完成清点",
        "本学期末汇总",
        "15时前汇总",
        "下班前汇总",
        "逐日清点",
        "腊月补栽",
    ],
)
def test_times_of_any_form_are_read_or_told(tmp_path: Path, words: str) -> None:
    made = read(tmp_path, f"一、市林业局负责护林，{words}。\n二、市水利局负责引水。")
    task = made.tasks[0]
    assert task.deadlines or any(
        task.start <= each.start < task.end for each in made.findings if each.code is Code.LIMIT_UNREAD
    )


@pytest.mark.parametrize("amount", ["20立方", "6延米", "9眼井", "1/3", "半数以上", "5把", "万余亩"])
def test_amounts_of_any_unit_are_read_or_told(tmp_path: Path, amount: str) -> None:
    made = read(tmp_path, f"一、市林业局负责护林，修建、补充{amount}。\n二、市水利局负责引水。")
    task = made.tasks[0]
    assert task.targets or any(
        task.start <= each.start < task.end for each in made.findings if each.code is Code.TARGET_UNREAD
    )
