"""What one side of a comparison tells."""

from __future__ import annotations

from dataclasses import replace

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


def test_a_side_that_asks_for_a_figure_or_says_all_stays_as_it_is() -> None:
    figure = question("窑炉产值各多少", kind=AnswerKind.FIGURE, terms=["窑炉产值"])
    one = finding(LEVELS, "省级园区的窑炉产值不低于15万元")
    assert side_told(figure, one) == one
    last = finding(PAY, "建立以实绩为准的薪级激励办法")
    assert side_told(question("薪级上各提了什么", terms=["薪级"]), last) == last
