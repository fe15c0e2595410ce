from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.duties.finding import Role, bodies_in, find_duties

LEAD, SUPPORT, RESPONSIBLE = Role.LEAD, Role.SUPPORT, Role.RESPONSIBLE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Labels in brackets, several roles.
        ("办好展会。(责任单位:市会展办,各乡镇)", [(RESPONSIBLE, "责任单位", "市会展办,各乡镇")]),
        (
            "规范办展。（牵头部门：省编办、省商务厅；配合部门：省科技厅；责任主体：县区政府、各管委会）",
            [
                (LEAD, "牵头部门", "省编办、省商务厅"),
                (SUPPORT, "配合部门", "省科技厅"),
                (RESPONSIBLE, "责任主体", "县区政府、各管委会"),
            ],
        ),
        ("（牵头：市商务局，配合：市财政局）", [(LEAD, "牵头", "市商务局"), (SUPPORT, "配合", "市财政局")]),
        ("（责任领导：张三；责任人：李四）", [(RESPONSIBLE, "责任领导", "张三"), (RESPONSIBLE, "责任人", "李四")]),
        ("（主管部门：市工信局）", [(LEAD, "主管部门", "市工信局")]),
        ("【责任单位：市商务局】", [(RESPONSIBLE, "责任单位", "市商务局")]),
        (
            "(各县〔市、区〕人民政府负责,市商务局配合)",
            [(RESPONSIBLE, "负责", "各县〔市、区〕人民政府"), (SUPPORT, "配合", "市商务局")],
        ),
        ("(责任单位:各县(市、区)人民政府,市商务局)", [(RESPONSIBLE, "责任单位", "各县(市、区)人民政府,市商务局")]),
        # What follows behind another label is no body.
        ("（责任单位：市发改委，完成时间：2020年12月）", [(RESPONSIBLE, "责任单位", "市发改委")]),
        (
            "牵头单位：市发改委 责任单位：市工信局",
            [(LEAD, "牵头单位", "市发改委"), (RESPONSIBLE, "责任单位", "市工信局")],
        ),
        # Lines of their own.
        (
            "统筹单位:财政局\n责任单位:各街道、国资局",
            [(LEAD, "统筹单位", "财政局"), (RESPONSIBLE, "责任单位", "各街道、国资局")],
        ),
        ("责任单位：市工信局、\n市科技局\n二、其他", [(RESPONSIBLE, "责任单位", "市工信局、\n市科技局")]),
        # The role behind the names.
        ("（市商务局牵头，市财政局配合）", [(LEAD, "牵头", "市商务局"), (SUPPORT, "配合", "市财政局")]),
        ("〔市商务局牵头，市财政局配合〕", [(LEAD, "牵头", "市商务局"), (SUPPORT, "配合", "市财政局")]),
        (
            "报批。县自然资源局负责，县发改委配合。",
            [(RESPONSIBLE, "负责", "县自然资源局"), (SUPPORT, "配合", "县发改委")],
        ),
        ("（由市商务局牵头,\n市财政局协助配合）", [(LEAD, "牵头", "市商务局"), (SUPPORT, "协助配合", "市财政局")]),
        ("（市商务局等部门按职责分工负责）", [(RESPONSIBLE, "等部门按职责分工负责", "市商务局")]),
        (
            "(市审批办牵头,各区(市)按职责分工负责)",
            [(LEAD, "牵头", "市审批办"), (RESPONSIBLE, "按职责分工负责", "各区(市)")],
        ),
        ("（市水务局、市财政局分别负责落实）", [(RESPONSIBLE, "分别负责落实", "市水务局、市财政局")]),
        ("（市发改委、市水务局依职责分别负责落实）", [(RESPONSIBLE, "依职责分别负责落实", "市发改委、市水务局")]),
        ("（市政府相关部门负责落实）", [(RESPONSIBLE, "负责落实", "市政府相关部门")]),
        ("（市交通委、各区政府分别牵头）", [(LEAD, "分别牵头", "市交通委、各区政府")]),
        ("（改革领导小组办公室牵头）", [(LEAD, "牵头", "改革领导小组办公室")]),
        # Several sentences, and both forms in one text.
        (
            "甲事(市商务局负责)。乙事(市科技局负责)。",
            [(RESPONSIBLE, "负责", "市商务局"), (RESPONSIBLE, "负责", "市科技局")],
        ),
        (
            "甲事（市商务局牵头）。\n责任单位：市科技局",
            [(LEAD, "牵头", "市商务局"), (RESPONSIBLE, "责任单位", "市科技局")],
        ),
        # Traditional characters, full-width signs, characters beyond the basic plane.
        ("𠀀綠色發展。（責任單位：市發改委、市工信局）", [(RESPONSIBLE, "责任单位", "市發改委、市工信局")]),
        # Marks of Markdown, a colon behind 为, further labels.
        ("**责任单位：**市商务局", [(RESPONSIBLE, "责任单位", "市商务局")]),
        (
            "牵头单位为：市发改委；协同单位：市统计局",
            [(LEAD, "牵头单位", "市发改委"), (SUPPORT, "协同单位", "市统计局")],
        ),
        # Sentences that leave no doubt.
        ("园区由市商务局牵头管理。", [(LEAD, "牵头", "市商务局")]),
        (
            "由市商务局、市科技局共同牵头，市财政局配合，定期会商。",
            [(LEAD, "共同牵头", "市商务局、市科技局"), (SUPPORT, "配合", "市财政局")],
        ),
        ("由各县(市、区)人民政府负责实施。", [(RESPONSIBLE, "负责", "各县(市、区)人民政府")]),
        (
            "市民政部门负责统筹全市工作，区民政部门负责本区工作。",
            [(RESPONSIBLE, "负责", "市民政部门"), (RESPONSIBLE, "负责", "区民政部门")],
        ),
        ("第三条　镇人民政府、街道办事处负责受理申请。", [(RESPONSIBLE, "负责", "镇人民政府、街道办事处")]),
        (
            "市發改委為牽頭單位，市財政局為配合單位。",
            [(LEAD, "牵头单位", "市發改委"), (SUPPORT, "配合单位", "市財政局")],
        ),
        ("（市發改委牽頭，市財政局配合）", [(LEAD, "牵头", "市發改委"), (SUPPORT, "配合", "市財政局")]),
    ],
)
def test_bodies_are_named_with_their_role(text: str, expected: list[tuple[Role, str, str]]) -> None:
    found = find_duties(text)
    assert [(duty.role, duty.label, duty.bodies.slice(text)) for duty in found] == expected
    assert all(duty.span.contains(duty.bodies) for duty in found)
    assert [duty.span for duty in found] == sorted(duty.span for duty in found)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "（市科技局、市财政局）",
            "全社会负责任地参与。",
            "由企业负责人签字。",
            "由街道分管安全的负责同志带队。",
            "项目建设负责到底。",
            "主要负责同志要亲自抓。",
            "本市统筹推进应用场景建设。",
            "各部门要加强协调，负责到人。",
            "市统计部门、各牵头管理部门每月通报。",
            "各责任单位要增强意识。",
            "政策支持：给予补贴",
            "公众参与：公开征求意见",
        ),
        *(
            "（鼓励群众参与）",
            "（自愿参与）",
            "责任单位：",
            "（统筹协调）",
            "支持单位开展培训：好",
            "注重协同配合，依照各自分工，按时办结。",
        ),
    ],
)
def test_sentences_and_brackets_without_bodies_name_none(text: str) -> None:
    assert find_duties(text) == ()


def test_the_span_of_a_role_behind_the_names_reaches_to_its_end() -> None:
    text = "落实政策（市商务局等单位负责）。"
    (duty,) = find_duties(text)
    assert duty.span.slice(text) == "市商务局等单位负责"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "（责任单位：市商务局、市科技局，各县（市、区）人民政府）",
            ["市商务局", "市科技局", "各县（市、区）人民政府"],
        ),
        ("责任单位：各县〔市、区〕政府、市工信局", ["各县〔市、区〕政府", "市工信局"]),
        ("责任单位：市人力资源和社会保障局和市住房和城乡建设局", ["市人力资源和社会保障局", "市住房和城乡建设局"]),
        ("责任单位：市、区财政部门，各市、州、县人民政府", ["市、区财政部门", "各市、州、县人民政府"]),
        ("（市商务局、市统计局等部门按职责分工负责）", ["市商务局", "市统计局"]),
        ("責任單位：市發改委、各經開區及相關區", ["市發改委", "各經開區", "相關區"]),
        ("责任单位：市工信局、\n市科技局", ["市工信局", "市科技局"]),
        ("统筹单位：财政局", ["财政局"]),
    ],
)
def test_the_single_names_of_a_list_are_told_apart(text: str, names: list[str]) -> None:
    (duty,) = find_duties(text)
    assert [span.slice(text) for span in bodies_in(duty, text)] == names


def test_a_duty_that_a_sentence_states_says_so() -> None:
    text = "由市商务局牵头推进。（责任单位：市科技局）"
    assert [duty.stated for duty in find_duties(text)] == [True, False]


@given(st.text(alphabet="市商务局、，。；：（）()〔〕负责牵头配合由责任单位为\n 𠀀é各县", max_size=80))
def test_duties_lie_in_order_and_apart_and_their_names_within_them(text: str) -> None:
    end = 0
    for duty in find_duties(text):
        assert end <= duty.span.start
        assert duty.span.contains(duty.bodies)
        end = duty.span.end
        for span in bodies_in(duty, text):
            assert duty.bodies.contains(span)
            assert span.slice(text).strip() == span.slice(text)
