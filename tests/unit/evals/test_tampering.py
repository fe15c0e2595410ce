"""Altering correct statements, and counting what the check of figures catches."""

from __future__ import annotations

from random import Random

import pytest

from assistant.verification.model import Evidence
from evals.errors import NothingToScore
from evals.model import RunContext
from evals.report import to_json, to_markdown
from evals.tampering import Statement, measure_tampering
from evals.tampering.alterations import alterations
from evals.tampering.model import Kind
from evals.tampering.rewording import reworded
from evals.tampering.standing import is_stated

CLAUSE = "到2025年，国家级园区的亩均税收不低于26万元，省级园区不低于14万元，企业增长8%以上，补助20—30万元。"
EVIDENCE = (Evidence(CLAUSE, "园区方案", (), ("江西省", "赣州市")),)
REGIONS = ("赣州市", "宜昌市")


def altered(text: str, kind: Kind, seed: int = 0) -> str:
    """The alteration of one kind, empty where none can be made."""
    made = alterations(Statement("quoted", text, EVIDENCE), REGIONS, Random(seed))
    return next((alteration.text for alteration in made if alteration.kind is kind), "")


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (Kind.UNIT, "亩均税收不低于26万元[1]", "亩均税收不低于26亿元[1]"),
        (Kind.UNIT, "企业增长8%以上[1]", "企业增长8个百分点以上[1]"),
        (Kind.DIRECTION, "亩均税收不低于26万元[1]", "亩均税收不超过26万元[1]"),
        (Kind.DROPPED, "亩均税收不低于26万元[1]", "亩均税收26万元[1]"),
        (Kind.REGION, "赣州市：补助20—30万元[1]", "宜昌市：补助20—30万元[1]"),
    ],
)
def test_one_thing_is_altered_at_a_time(kind: Kind, text: str, expected: str) -> None:
    assert altered(text, kind) == expected


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("kind", [Kind.DIGIT, Kind.MAGNITUDE, Kind.SIBLING, Kind.YEAR, Kind.LEVEL])
def test_an_alteration_leaves_all_else_as_it_was(kind: Kind, seed: int) -> None:
    text = "到2025年，国家级园区的亩均税收不低于26万元[1]"
    changed = altered(text, kind, seed)
    assert changed != text
    assert changed.endswith("[1]") == bool(changed)


@pytest.mark.parametrize("text", ["由市科技局牵头[1]", "推进改革[1]"])
def test_a_statement_without_figures_is_not_altered(text: str) -> None:
    assert [*alterations(Statement("quoted", text, EVIDENCE), REGIONS, Random(0))] == []


def test_what_the_clause_says_elsewhere_is_no_alteration() -> None:
    clause = Evidence("货值不足5万元的，从轻；货值5万元以上的，从重。")
    statement = Statement("sentence", "货值5万元以上的[1]", (clause,))
    made = alterations(statement, (), Random(0))
    assert all(alteration.kind is not Kind.DIRECTION for alteration in made)


@pytest.mark.parametrize(
    ("clause", "was", "text"),
    [
        ("小学每处不少于30间，中学原则上每处不少于50间。", "每处不少于30间[1]", "每处不少于50间[1]"),
        (
            "每年力争引进一个超50亿元的项目,一个超20亿元的项目。",
            "引进超20亿元的项目：一个[1]",
            "引进超50亿元的项目：一个[1]",
        ),
        ("1.国家级园区。每年签约两个。\n2.省级园区。每年签约两个。", "国家级园区签约两个[1]", "省级园区签约两个[1]"),
        ("某年,实现产值75亿元,企业60户;某年,实现产值90亿元。", "某年，产值：75亿元[1]", "某年，产值：90亿元[1]"),
        ("货值不足5万元的，从轻；货值5万元以上的，从重。", "货值5万元以上的[1]", "货值5万元以下的[1]"),
        ("不超过３公里。", "不超过３公里[1]", "不超过3公里[1]"),
        ("年度\t产值\n某年\t75\n某年\t90", "某年，产值：75[1]", "某年，产值：90[1]"),
    ],
)
def test_an_altered_statement_that_the_clause_makes_too_is_right(clause: str, was: str, text: str) -> None:
    assert is_stated(Statement("sentence", was, (Evidence(clause),)), text)


@pytest.mark.parametrize(
    ("clause", "was", "text"),
    [
        (
            "国家级园区税收不低于26万元、省级园区税收不低于14万元。",
            "省级园区税收不低于14万元[1]",
            "省级园区税收不低于26万元[1]",
        ),
        (
            "国家级园区,每亩税收26万元,省级园区每亩税收14万元。",
            "国家级园区，每亩税收26万元[1]",
            "国家级园区，每亩税收14万元[1]",
        ),
        ("小学45个、初中90个。", "初中90个[1]", "初中45个[1]"),
        ("企业不足5家的，从轻。", "企业不足5家的[1]", "企业5家以上的[1]"),
        ("企业增长8%以上。", "企业增长8%以上[1]", "企业增长8%[1]"),
        ("税收不低于26万元。", "税收不低于26万元[1]", "税收26万元[1]"),
        ("税收不低于26万元。", "税收不低于26万元[1]", "税收低于26万元[1]"),
        ("补助120万元。", "补助120万元[1]", "补助20万元[1]"),
    ],
)
def test_an_altered_statement_that_the_clause_does_not_make_is_wrong(clause: str, was: str, text: str) -> None:
    assert not is_stated(Statement("sentence", was, (Evidence(clause),)), text)


def test_other_words_for_the_same_are_found() -> None:
    texts = {same.text for same in reworded(Statement("quoted", "亩均税收不低于26万元[1]", EVIDENCE))}
    assert texts >= {"亩均税收不低于二十六万元[1]", "亩均税收26万元以上[1]", "亩均税收不低于260000元[1]"}


def test_the_report_counts_what_was_caught_and_what_was_an_alarm_for_nothing() -> None:
    right = Statement("quoted", "国家级园区的亩均税收不低于26万元[1]", EVIDENCE)
    wrong = Statement("composed", "国家级园区的亩均税收不低于14万元[1]", EVIDENCE)
    report = measure_tampering([right, wrong], REGIONS)
    assert all(count.hits == count.made for count in report.caught.values())
    assert report.caught[Kind.DIRECTION].made == 1
    assert (report.alarms["quoted"].hits, report.alarms["composed"].hits) == (0, 1)
    assert [slip.text for slip in report.false] == [wrong.text]
    assert "| 单位 | 1 | 1 | 100.00% |" in to_markdown(report)
    assert '"direction": {' in to_json(report)


def test_the_same_statement_is_altered_the_same_way_wherever_it_stands() -> None:
    statements = [Statement("quoted", f"补助{n}万元[1]", (Evidence(f"补助{n}万元。"),)) for n in range(20, 40)]
    both = [measure_tampering(order, REGIONS, RunContext()) for order in (statements, statements[::-1])]
    assert both[0].caught == both[1].caught


def test_nothing_to_alter_is_an_error() -> None:
    with pytest.raises(NothingToScore, match="没有任何带数字的答案"):
        measure_tampering([Statement("answer", "没有数字[1]", EVIDENCE)], REGIONS)
