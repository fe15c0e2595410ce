"""Which kind of answer a question wants, whether it compares, and which unit an asked figure would have."""

from __future__ import annotations

import pytest

from assistant.model import AnswerKind
from assistant.understanding.kinds import DOCUMENT_NUMBER, TIME, answer_kind, asked_units, compares
from ingest.normalize import fold

FIGURE, BODY, LIST = AnswerKind.FIGURE, AnswerKind.BODY, AnswerKind.LIST
YES_NO, DEFINITION, OPEN = AnswerKind.YES_NO, AnswerKind.DEFINITION, AnswerKind.OPEN

KINDS = [
    ("排在最后几位的园区怎么处理", OPEN),
    ("争取排进前几位", FIGURE),
    ("办法里的就业见习人员指谁", DEFINITION),
    ("报名是哪几天", FIGURE),
    ("几月几号报名", FIGURE),
    ("宜春的亩均税收要求是多少？", FIGURE),
    ("标准厂房要建多少万平方米", FIGURE),
    ("每个园区要引进几家龙头企业？", FIGURE),
    ("过渡期有几年", FIGURE),
    ("光伏项目的年产能多大？", FIGURE),
    ("验收之后公示多久", FIGURE),
    ("方案从什么时候开始执行？", FIGURE),
    ("循环化改造哪年验收", FIGURE),
    ("研发投入占比目标", FIGURE),
    ("固定资产投资增速", FIGURE),
    ("土地开发利用率标准", FIGURE),
    ("园区生产总值目标值", FIGURE),
    ("入园门槛的上限怎么定", FIGURE),
    ("工业用地比例要求写的啥", FIGURE),
    ("到2027年底规上工业增加值目标", FIGURE),
    ("“十四五”末外贸进出口总额目标是多少", FIGURE),
    ("規上企業要達到多少戶？", FIGURE),
    ("集聚区ＧＤＰ目标？", FIGURE),
    ("How many incubators must each zone have?", FIGURE),
    ("What share of land goes to industry?", FIGURE),
    ("tax target of the park", FIGURE),
    ("How often are zones inspected?", FIGURE),
    ("招商引资由谁负责？", BODY),
    ("人才公寓归哪个部门管", BODY),
    ("土地清理的责任单位", BODY),
    ("排位下滑的责任单位会怎么样", OPEN),
    ("绿廊工程要修些啥", LIST),
    ("外贸这块哪家牵头？", BODY),
    ("统筹单位是哪个局", BODY),
    ("节能审查放在哪个局办", BODY),
    ("扩区调区由哪级审批，哪个厅受理", BODY),
    ("牵头部门和配合部门分别是谁", BODY),
    ("誰來統籌安全整治？", BODY),
    ("由哪些單位配合", BODY),
    ("Who leads the land survey?", BODY),
    ("Which department runs the fund?", BODY),
    ("主导产业有哪些？", LIST),
    ("考核等次分哪几档", LIST),
    ("评价结果分为几类？", LIST),
    ("“两图两库”包括什么", LIST),
    ("哪四个方面要从零起步", LIST),
    ("园区分几档管理", LIST),
    ("请列出首批试点园区", LIST),
    ("點名了哪些企業？", LIST),
    ("审批提速有啥办法", LIST),
    ("Which industries come first?", LIST),
    ("List the pilot parks", LIST),
    ("存量厂房能改成商铺吗？", YES_NO),
    ("新建化工项目是否要进园区", YES_NO),
    ("园区能不能设一级财政", YES_NO),
    ("允不允许跨区托管", YES_NO),
    ("要不要做规划环评？", YES_NO),
    ("有没有容错的条款", YES_NO),
    ("可否延期驗收？", YES_NO),
    ("Are subsidies paid in advance?", YES_NO),
    ("什么是飞地园区？", DEFINITION),
    ("“标准地”指什么", DEFINITION),
    ("“飞地经济”怎么理解？", DEFINITION),
    ("首接负责制是啥", DEFINITION),
    ("「雙軌運行」是什麼意思？", DEFINITION),
    ("What does 'standard land' mean?", DEFINITION),
    ("够不够入园资格", YES_NO),
    ("设备款算不算投资", YES_NO),
    ("园区能设分支机构不", YES_NO),
    ("新建园区怎样处理污水？", OPEN),
    ("政府换届后合同怎么办", OPEN),
    ("干部薪酬如何改革？", OPEN),
    ("園區污水如何處理", OPEN),
    ("Explain the land policy", OPEN),
]


@pytest.mark.parametrize(("question", "kind"), KINDS)
def test_a_question_wants_one_kind_of_answer(question: str, kind: AnswerKind) -> None:
    assert answer_kind(fold(question)) is kind


def test_every_kind_is_among_the_questions_above() -> None:
    assert {kind for _, kind in KINDS} == set(AnswerKind)
    assert len(KINDS) >= 60


@pytest.mark.parametrize("period", ["到2025年", "2025年底", "“十四五”末", "“十四五”期间", ""])
@pytest.mark.parametrize(("rest", "kind"), [("研发机构数量目标", FIGURE), ("由谁牵头", BODY), ("主导产业有哪些", LIST)])
def test_a_period_does_not_change_what_is_asked(period: str, rest: str, kind: AnswerKind) -> None:
    assert answer_kind(fold(period + rest)) is kind
    assert answer_kind(fold(rest + period)) is kind


@pytest.mark.parametrize("question", ["新余开发区 绿化率 要求", "萍乡 园区 产值 目标"])
def test_words_typed_as_for_a_search_engine_ask_as_a_sentence_does(question: str) -> None:
    assert answer_kind(fold(question)) is FIGURE


@pytest.mark.parametrize(
    "question",
    [
        "新余和萍乡的亩均税收分别是多少？",
        "两地对存量厂房的规定一样吗",
        "国家级和省级的要求有什么不同？",
        "抚州跟鹰潭比，谁更高",
        "兩市的考核辦法有何異同？",
        "广东广西各提了什么要求",
        "Compare the tax targets of both parks",
        "What is the difference between the two levels?",
    ],
)
def test_a_question_for_several_things_side_by_side_compares(question: str) -> None:
    assert compares(fold(question))


@pytest.mark.parametrize("question", ["新余的亩均税收是多少？", "各开发区由谁考核", "How many parks are there?"])
def test_a_question_for_one_thing_does_not_compare(question: str) -> None:
    assert not compares(fold(question))


@pytest.mark.parametrize(
    ("question", "units"),
    [
        ("要引进几家企业", ("家",)),
        ("培育多少户规上企业？", ("户",)),
        ("要建多少万平方米厂房", ("万平方米",)),
        ("税收要过多少亿元", ("亿元",)),
        ("投资强度多少万", ("万",)),
        ("园区占地多少平方公里", ("平方公里",)),
        ("几年之内可以不变", ("年",)),
        ("占比要提高几个百分点", ("个百分点",)),
        ("比重每年要抬多少个点", ("个百分点",)),
        ("土地利用率是多少", ("%",)),
        ("出口占比是多少？", ("%",)),
        ("What share of exports is high-tech?", ("%",)),
        ("科室要占几成", ("%",)),
        ("几个工作日办完", ("个工作日",)),
        ("公示期限是多久", (TIME,)),
        ("何时验收？", (TIME,)),
        ("发文字号是什么", (DOCUMENT_NUMBER,)),
        ("按美元算要过多少？", ("美元",)),
        ("单个项目按欧元计是多少", ("欧元",)),
        ("規上企業要有幾戶？", ("户",)),
        ("要建幾個園區", ("个",)),
        ("亩均税收是多少", ()),
        ("由谁牵头", ()),
    ],
)
def test_the_unit_of_an_asked_figure_is_read_from_the_question(question: str, units: tuple[str, ...]) -> None:
    assert asked_units(fold(question)) == units


@pytest.mark.parametrize(
    ("question", "units"),
    [
        ("窑工培训要在哪个月前做完", (TIME,)),
        ("留用窑工每人补多少", ("元",)),
        ("每户又给多少？", ("元",)),
        ("窑工学徒一学期学费大概多少？", ("元",)),
        ("评上标杆窑口发多少奖金", ("元",)),
        ("窑房面积不少于多少？", ("平方米", "平方公里", "亩", "公顷")),
        ("窑房面积要多少亩？", ("亩",)),
    ],
)
def test_what_is_paid_or_measured_tells_its_unit(question: str, units: tuple[str, ...]) -> None:
    assert asked_units(fold(question)) == units
