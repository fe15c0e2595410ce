from __future__ import annotations

from dataclasses import replace

import pytest
from answering_samples import hit, question

from assistant.answering.facet import concerns
from assistant.answering.facets import MAX_FACETS, facets_of
from assistant.answering.phrasing import Phrasing
from assistant.answering.side_phrasing import SidePhrasing
from assistant.model import AnswerKind, Language, Place, Question, Term

FIGURE, OPEN = AnswerKind.FIGURE, AnswerKind.OPEN

LANGUAGES = (Language.SIMPLIFIED, Language.ENGLISH)
EAST, WEST = Place("东园", (("江西省", "东园"),)), Place("西园", (("江西省", "西园"),))


def test_each_place_is_a_side_with_the_names_of_the_others_left_out() -> None:
    terms = [Term("东园", place=True), Term("西园", place=True), Term("税收")]
    east, west = facets_of(replace(question(kind=FIGURE, terms=terms), places=(EAST, WEST)))
    assert (east.name, west.name) == ("东园", "西园")
    assert (east.question.places, west.question.places) == ((EAST,), (WEST,))
    assert [term.text for term in east.question.terms] == ["东园", "税收"]
    assert east.question.compares
    assert west.question.compares


@pytest.mark.parametrize(
    ("kind", "text", "short"), [(FIGURE, "税收多少", True), (OPEN, "怎么奖励", False), (OPEN, "奖励一样吗", True)]
)
def test_sides_are_kept_short_unless_they_are_told_in_words(kind: AnswerKind, text: str, short: bool) -> None:
    facets = facets_of(replace(question(text, kind=kind), places=(EAST, WEST)))
    assert [facet.question.compares for facet in facets] == [short, short]


@pytest.mark.parametrize(
    ("text", "levels", "years", "compares", "expected"),
    [
        ("国家级和省级园区税收多少", ("国家级", "省级"), (), False, ["国家级", "省级"]),
        ("國家級園區、省級園區稅收多少", ("国家级", "省级"), (), False, ["国家级", "省级"]),
        ("国家级园区省级研发机构多少", ("国家级", "省级"), (), False, []),
        ("Tax of national-level and provincial-level zones?", ("国家级", "省级"), (), False, ["国家级", "省级"]),
        ("Tax of national zones and provincial zones?", ("国家级", "省级"), (), False, ["国家级", "省级"]),
        ("Provincial labs in national-level zones?", ("国家级", "省级"), (), False, []),
        ("国家级园区税收多少", ("国家级",), (), True, []),
        ("2024年和2025年税收各多少", (), (2024, 2025), True, ["2024年", "2025年"]),
        ("2024年至2025年税收多少", (), (2024, 2025), False, []),
    ],
)
def test_levels_side_by_side_and_years_compared_are_sides(
    text: str, levels: tuple[str, ...], years: tuple[int, ...], compares: bool, expected: list[str]
) -> None:
    facets = facets_of(replace(question(text), levels=levels, years=years, compares=compares))
    assert [facet.name for facet in facets] == expected
    if levels:
        assert all(facet.question.levels == (facet.name,) for facet in facets)
    else:
        assert all(f"{facet.question.years[0]}年" == facet.name for facet in facets)


def test_there_are_no_more_sides_than_can_be_read() -> None:
    many = tuple(Place(f"园{n}", ()) for n in range(MAX_FACETS + 3))
    assert len(facets_of(replace(question(), places=many))) == MAX_FACETS


@pytest.mark.parametrize(
    ("region", "text", "expected"),
    [
        (("江西省", "东园"), "税收20万元", True),
        (("江西省", "东园", "北片"), "税收20万元", True),
        (("江西省", "西园"), "税收20万元", False),
        (("江西省", "西园"), "與東園合作共建", True),
        (("江西省",), "税收20万元", False),
    ],
)
def test_a_passage_speaks_for_a_place_by_its_region_or_by_its_words(
    region: tuple[str, ...], text: str, expected: bool
) -> None:
    assert concerns(hit(text, region=region), EAST) is expected


def phrasing(language: Language, places: tuple[Place, ...] = (), terms: tuple[str, ...] = ()) -> Phrasing:
    asked: Question = replace(question(terms=terms), language=language, places=places)
    return Phrasing(asked)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (Language.SIMPLIFIED, "（三）畝均稅收\n  不低於２０萬元", "亩均税收 不低于２０万元"),
        (Language.TRADITIONAL, "畝均稅收不低於20萬元", "畝均稅收不低於20萬元"),
        (Language.ENGLISH, "亩均税收", "亩均税收"),
        (Language.SIMPLIFIED, "3.亩均税收", "亩均税收"),
        (Language.SIMPLIFIED, "3.5%左右", "3.5%左右"),
        (Language.SIMPLIFIED, "二、亩均税收", "亩均税收"),
        (Language.SIMPLIFIED, "第十二条 亩均税收", "亩均税收"),
        (Language.SIMPLIFIED, "——亩均税收", "亩均税收"),
        (Language.SIMPLIFIED, "20家企业", "20家企业"),
    ],
)
def test_statements_lose_their_clause_number_and_speak_the_script_of_the_question(
    language: Language, text: str, expected: str
) -> None:
    assert phrasing(language).statement(text) == expected


def test_a_silent_side_is_said_to_be_silent() -> None:
    chinese, english = (SidePhrasing(replace(question(), language=language)) for language in LANGUAGES)
    assert chinese.row("东园", "") == "东园：该文件未规定"
    assert english.row("Dongyuan", "") == "Dongyuan: not stated (未规定)"


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("国家级", "National level"),
        ("2025年", "2025"),
        ("宜春市", "Yichun"),
        ("Wuhan", "Wuhan"),
        ("“十四五”末", "“十四五”末"),
    ],
)
def test_rows_of_an_english_question_are_headed_in_english_where_the_words_are_known(name: str, english: str) -> None:
    chinese, foreign = (SidePhrasing(replace(question(), language=language)) for language in LANGUAGES)
    assert (chinese.name(name), foreign.name(name)) == (name, english)
