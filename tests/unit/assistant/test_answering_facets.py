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
