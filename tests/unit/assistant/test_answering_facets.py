"""What is asked of each side of a comparison."""

from __future__ import annotations

import pytest

from assistant.answering.facets import facets_of
from assistant.understanding.reader import QuestionReader
from ingest.regions.gazetteer import Gazetteer

READER = QuestionReader(Gazetteer.load())


@pytest.mark.parametrize(
    ("asked", "levels"),
    [
        ("宜春的省级开发区和萍乡的开发区各有几家？", [("省级",), ()]),
        ("宜春国家级开发区、萍乡省级开发区各有几家？", [("国家级",), ("省级",)]),
        ("宜春和萍乡的省级开发区各有几家？", [("省级",), ("省级",)]),
        ("宜春省级开发区的税收和萍乡相比哪个高？", [("省级",), ("省级",)]),
    ],
)
def test_a_level_is_of_one_place_alone_where_each_has_its_zones_named(
    asked: str, levels: list[tuple[str, ...]]
) -> None:
    assert [facet.question.levels for facet in facets_of(READER.read(asked))] == levels


@pytest.mark.parametrize(
    ("asked", "years"),
    [
        ("宜春2021年税收增速和萍乡2023年税收目标各是多少？", [(2021,), (2023,)]),
        ("宜春和萍乡2023年税收目标各是多少？", [(2023,), (2023,)]),
    ],
)
def test_a_year_is_of_one_place_alone_where_each_has_its_own(asked: str, years: list[tuple[int, ...]]) -> None:
    assert [facet.question.years for facet in facets_of(READER.read(asked))] == years


def test_an_ordinal_beside_one_year_is_of_that_year_alone() -> None:
    facets = facets_of(READER.read("窑炉补贴2021那批和2023第二批分别哪天截止申报？"))
    assert [(facet.question.years, facet.question.ordinal) for facet in facets] == [((2021,), ""), ((2023,), "第二批")]
    assert [any(term.text == "第二批" for term in facet.question.terms) for facet in facets] == [False, True]


def test_a_month_is_no_time_to_compare() -> None:
    assert facets_of(READER.read("宜春2020年10月的意见现在还有效吗？")) == []


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("宜春产值第一年和第五年分别是多少？", ["第一年", "第五年"]),
        ("宜春产值，头一个年度和最后一个年度各定了多少亿？", ["头一个年度", "最后一个年度"]),
        ("宜春产值头一年多少、最后一年多少？", ["头一年", "最后一年"]),
        ("宜春2031年产值多少？2032年又是多少？", ["2031年", "2032年"]),
        ("宜春国家级开发区税收多少，省级又是多少？", ["国家级", "省级"]),
        ("宜春2031年产值多少，税收又是多少？", []),
    ],
)
def test_what_is_asked_in_turn_of_several_times_or_levels_has_a_side_for_each(asked: str, names: list[str]) -> None:
    assert [facet.name for facet in facets_of(READER.read(asked))] == names


def test_what_names_another_time_is_no_term_of_a_side() -> None:
    first, last = facets_of(READER.read("宜春产值第一年和第五年分别是多少？"))
    assert "第五年" not in [term.text for term in first.question.terms]
    assert "第一年" not in [term.text for term in last.question.terms]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("宜春条例和国务院条例各要求几个工作日内办好？", ["宜春条例", "国务院条例"]),
        ("一般违法行为和严重违法行为分别公示多久？", ["一般违法行为", "严重违法行为"]),
        ("用国有房产和用集体房产办养老，租金分别打几折？", ["国有房产", "集体房产"]),
    ],
)
def test_things_are_told_apart_by_a_place_or_a_plain_word(asked: str, names: list[str]) -> None:
    assert [facet.name for facet in facets_of(READER.read(asked))] == names


def test_the_head_of_the_first_thing_holds_for_all() -> None:
    facets = facets_of(READER.read("公租房租赁补贴期限和租赁合同期限分别是几年？"))
    assert [any(term.text == "公租房" for term in facet.question.terms) for facet in facets] == [True, True]
