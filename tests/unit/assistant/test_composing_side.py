"""What one side of a comparison tells."""

from __future__ import annotations

from dataclasses import replace

import pytest
from answering_samples import finding, question

from assistant.answering.composing.side import side_told
from assistant.model import AnswerKind

LEVELS = "投产以后，国家级园区的窑炉产值不低于30万元，省级园区的窑炉产值不低于15万元。"
PAY = "推进用人和薪级改革，实行大部门管理，开展档案管理试点，建立以实绩为准的薪级激励办法。"


def test_where_no_level_is_asked_about_every_level_is_told() -> None:
    asked = question("窑炉产值各提了什么", terms=["窑炉产值"])
    one = finding(LEVELS, "省级园区的窑炉产值不低于15万元")
    assert side_told(asked, one).text == "国家级园区的窑炉产值不低于30万元，省级园区的窑炉产值不低于15万元"
    of_level = replace(asked, levels=("省级",))
    assert side_told(of_level, one).text == one.text


def test_what_a_sentence_says_later_on_the_matter_is_told_without_what_stands_between() -> None:
    one = finding(PAY, "推进用人和薪级改革，实行大部门管理")
    told = side_told(question("薪级上各提了什么", terms=["薪级"]), one)
    assert told.text == "推进用人和薪级改革，建立以实绩为准的薪级激励办法"
    assert told.quote == one.quote


def test_a_figure_without_a_level_is_told_for_every_level_too() -> None:
    figure = question("窑炉产值各多少", kind=AnswerKind.FIGURE, terms=["窑炉产值"])
    one = finding(LEVELS, "省级园区的窑炉产值不低于15万元")
    assert side_told(figure, one).text == "国家级园区的窑炉产值不低于30万元，省级园区的窑炉产值不低于15万元"
    assert side_told(replace(figure, levels=("省级",)), one) == one


def test_a_side_that_says_all_stays_as_it_is() -> None:
    last = finding(PAY, "建立以实绩为准的薪级激励办法")
    assert side_told(question("薪级上各提了什么", terms=["薪级"]), last) == last


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("窑炉项目各要求每年几个、多大", "每年签约窑炉项目2个，单个投资超过9亿元"),
        ("窑炉项目各要求每年几个", "每年签约窑炉项目2个"),
    ],
)
def test_what_is_asked_in_one_breath_is_told_with_the_figures_right_behind(asked: str, told: str) -> None:
    found = finding("每年签约窑炉项目2个，单个投资超过9亿元，逐年通报。", "每年签约窑炉项目2个")
    assert side_told(question(asked, kind=AnswerKind.FIGURE, terms=["窑炉"]), found).text == told


def test_of_a_bracket_with_bodies_the_part_with_the_day_is_told() -> None:
    found = finding("（市窑业局牵头，完成时限：2031年12月）")
    asked = question("窑炉普查各在哪个月前做完", kind=AnswerKind.FIGURE)
    assert side_told(asked, found).text == "完成时限：2031年12月"


def test_of_parts_on_several_years_the_one_that_names_the_year_is_told() -> None:
    text = "每万人窑工不低于4人，到2035年不低于6人。"
    asked = replace(question("每万人窑工各几人", kind=AnswerKind.FIGURE, terms=["窑工"]), years=(2035,))
    assert side_told(asked, finding(text, text[:-1])).text == "到2035年不低于6人"
