from __future__ import annotations

from dataclasses import replace

import pytest
from answering_samples import finding, hit, question

from assistant.answering.refusal import constraints
from assistant.model import AnswerKind
from assistant.understanding.kinds import DOCUMENT_NUMBER, TIME

FIGURE, OPEN, BODY = AnswerKind.FIGURE, AnswerKind.OPEN, AnswerKind.BODY


def no_years(_: str) -> frozenset[int]:
    return frozenset()


def of_2025(_: str) -> frozenset[int]:
    return frozenset({2025})


@pytest.mark.parametrize(
    ("context", "clause", "met"),
    [
        ("到2025年税收20万元", "", True),
        ("到2024年税收20万元", "", False),
        ("到2024年税收20万元", "2025年另定。", False),
        ("税收20万元", "以上目标于2025年完成。", True),
        ("税收20万元", "以上目标于2024年完成。", False),
        ("“十四五”期间税收20万元", "", True),
        ("税收20万元", "", True),
        ("到20xx年税收20万元", "", False),
        ("到20xx年税收20万元", "以上目标于2025年完成。", False),
        ("到20**年税收20万元", "", False),
    ],
)
def test_the_nearest_text_that_names_a_year_must_name_the_one_asked_for(context: str, clause: str, met: bool) -> None:
    found = finding(f"{context}。{clause}", context, context=context)
    unmet = constraints.years_unmet(replace(question(), years=(2025,)), found, of_2025)
    assert unmet == (() if met else (2025,))


def test_without_a_year_in_clause_and_document_no_year_is_met() -> None:
    asked = replace(question(), years=(2025,))
    assert constraints.years_unmet(asked, finding("税收20万元"), no_years) == (2025,)


def test_headings_and_title_may_name_the_year() -> None:
    asked = replace(question(), years=(2025,))
    titled = replace(finding("税收20万元"), hit=hit("税收20万元", title="2025年工作要点"))
    under = replace(finding("税收20万元"), hit=hit("税收20万元", path=("二、2024年任务",)))
    assert constraints.years_unmet(asked, titled, no_years) == ()
    assert constraints.years_unmet(asked, under, of_2025) == (2025,)


def test_every_year_asked_for_must_be_met() -> None:
    asked = replace(question(), years=(2024, 2025))
    assert constraints.years_unmet(asked, finding("到2025年税收20万元"), no_years) == (2024,)


@pytest.mark.parametrize(
    ("asked", "levels", "text", "another"),
    [
        ("市级园区税收多少", ("市级",), "省级园区税收10万元", True),
        ("省級園區稅收多少", ("省级",), "省級園區稅收10萬元", False),
        ("国家级园区税收多少", ("国家级",), "国家级、省级园区税收10万元", False),
        ("市级园区税收多少", ("市级",), "园区税收10万元", False),
        ("省级以上园区税收多少", ("省级",), "国家级园区税收20万元", False),
        ("省级及以上园区税收多少", ("省级",), "国家级园区税收20万元", False),
    ],
)
def test_a_finding_of_other_levels_only_is_of_another_level(
    asked: str, levels: tuple[str, ...], text: str, another: bool
) -> None:
    assert constraints.of_another_level(replace(question(asked, FIGURE), levels=levels), finding(text)) == another


def test_the_level_last_named_before_the_finding_counts_where_it_names_none() -> None:
    text = "国家级另定，对省级园区，税收10万元。"
    found = finding(text, "税收10万元", context=text.replace("，", ","))
    asked = {level: replace(question(kind=FIGURE), levels=(level,)) for level in ("国家级", "省级")}
    assert not constraints.of_another_level(asked["省级"], found)
    assert constraints.of_another_level(asked["国家级"], found)


@pytest.mark.parametrize(
    ("kind", "units", "text", "lacking"),
    [
        (FIGURE, (), "税收不低于20万元", False),
        (FIGURE, (), "税收稳步提高", True),
        (FIGURE, (), "建设一批园区", True),
        (FIGURE, (), "到2025年稳步提高", True),
        (FIGURE, (TIME,), "到2025年建成", False),
        (FIGURE, (TIME,), "每年5月7日至11日报名", False),
        (FIGURE, (TIME,), "每半年通报", False),
        (FIGURE, (DOCUMENT_NUMBER,), "市政府发文", False),
        (OPEN, (), "税收稳步提高", False),
    ],
)
def test_a_figure_asked_for_must_be_given(kind: AnswerKind, units: tuple[str, ...], text: str, lacking: bool) -> None:
    assert constraints.lacks_figure(replace(question(kind=kind), units=units), finding(text)) == lacking


def test_an_empty_table_cell_answers_for_a_figure_and_quoted_prose_does_not() -> None:
    text = "西园，用地：“-”（表中没有数值）"
    assert not constraints.lacks_figure(question(kind=FIGURE), replace(finding(text), empty_cell=True))
    assert constraints.lacks_figure(question(kind=FIGURE), finding("坚持一条原则：“统一规划”"))


@pytest.mark.parametrize(
    ("units", "text", "lacking"),
    [(("家",), "新增10户", False), (("家",), "增长10%", True), ((), "增长10%", False), (("家",), "稳步增长", False)],
)
def test_a_unit_asked_for_is_lacking_where_the_figures_are_of_others(
    units: tuple[str, ...], text: str, lacking: bool
) -> None:
    assert constraints.lacks_unit(replace(question(kind=FIGURE), units=units), finding(text)) == lacking


@pytest.mark.parametrize(("text", "lacking"), [("由市商务局牵头", False), ("稳步提高质量", True)])
def test_a_body_asked_for_must_be_named(text: str, lacking: bool) -> None:
    assert constraints.lacks_body(question(kind=BODY), finding(text)) == lacking
    assert not constraints.lacks_body(question(kind=OPEN), finding(text))


def test_bodies_fail_a_level_by_their_clause_and_not_by_their_own_names() -> None:
    asked = replace(question(kind=BODY), levels=("省级",))
    bodies = "责任主体：各县级政府"
    assert not constraints.of_another_level(asked, finding(bodies, context="省级园区的设立"))
    assert not constraints.of_another_level(asked, finding(bodies, context="园区的设立"))
    assert constraints.of_another_level(asked, finding(bodies, context="国家级园区的设立"))
