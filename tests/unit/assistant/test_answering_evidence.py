from __future__ import annotations

from dataclasses import replace

import pytest
from answering_samples import finding, hit, question

from assistant.answering.evidence import (
    COMPARED,
    NO_FIGURE,
    NOT_STATED,
    EvidenceRule,
    contradicted_figures,
    objection,
)
from assistant.answering.facets import MAX_FACETS, concerns, facets_of
from assistant.answering.phrasing import Phrasing
from assistant.answering.side_phrasing import SidePhrasing
from assistant.model import AnswerKind, Language, Place, Question, Term
from assistant.understanding.kinds import DOCUMENT_NUMBER, TIME

FIGURE, OPEN = AnswerKind.FIGURE, AnswerKind.OPEN


def no_years(_: str) -> frozenset[int]:
    return frozenset()


def of_2025(_: str) -> frozenset[int]:
    return frozenset({2025})


def test_what_the_clause_hardly_speaks_of_is_not_stated() -> None:
    needed = EvidenceRule().support
    assert objection(question(), finding("税收20万元", support=needed), no_years) == ""
    assert objection(question(), finding("税收20万元", support=needed - 0.01), no_years) == NOT_STATED


def test_less_support_will_do_in_english_and_for_a_side_of_a_comparison() -> None:
    chinese, english = question(), replace(question(), language=Language.ENGLISH)
    for asked in (chinese, english):
        assert COMPARED.needed(asked) < EvidenceRule().needed(asked)
    assert EvidenceRule().needed(english) < EvidenceRule().needed(chinese)
    weak = finding("税收20万元", support=COMPARED.support)
    assert (objection(chinese, weak, no_years), objection(chinese, weak, no_years, COMPARED)) == (NOT_STATED, "")


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
    why = objection(replace(question(), years=(2025,)), found, of_2025)
    assert why == ("" if met else "相关条文没有 2025 年的规定")


def test_without_a_year_in_clause_and_document_no_year_is_met() -> None:
    found = finding("税收20万元")
    assert objection(replace(question(), years=(2025,)), found, no_years) == "相关条文没有 2025 年的规定"


def test_headings_and_title_may_name_the_year() -> None:
    asked = replace(question(), years=(2025,))
    titled = replace(finding("税收20万元"), hit=hit("税收20万元", title="2025年工作要点"))
    under = replace(finding("税收20万元"), hit=hit("税收20万元", path=("二、2024年任务",)))
    assert objection(asked, titled, no_years) == ""
    assert objection(asked, under, of_2025) != ""


def test_every_year_asked_for_must_be_met() -> None:
    asked = replace(question(), years=(2024, 2025))
    assert objection(asked, finding("到2025年税收20万元"), no_years) == "相关条文没有 2024 年的规定"


@pytest.mark.parametrize(
    ("asked", "levels", "text", "refused"),
    [
        ("市级园区税收多少", ("市级",), "省级园区税收10万元", True),
        ("省級園區稅收多少", ("省级",), "省級園區稅收10萬元", False),
        ("国家级园区税收多少", ("国家级",), "国家级、省级园区税收10万元", False),
        ("市级园区税收多少", ("市级",), "园区税收10万元", False),
        ("省级以上园区税收多少", ("省级",), "国家级园区税收20万元", False),
        ("省级及以上园区税收多少", ("省级",), "国家级园区税收20万元", False),
    ],
)
def test_a_figure_of_another_level_only_is_no_answer(
    asked: str, levels: tuple[str, ...], text: str, refused: bool
) -> None:
    why = objection(replace(question(asked, FIGURE), levels=levels), finding(text), no_years)
    assert why == (f"相关条文没有{levels[0]}的规定" if refused else "")


def test_the_level_last_named_before_the_finding_counts_where_it_names_none() -> None:
    text = "国家级另定，对省级园区，税收10万元。"
    found = finding(text, "税收10万元", context=text.replace("，", ","))
    asked = {level: replace(question(kind=FIGURE), levels=(level,)) for level in ("国家级", "省级")}
    assert objection(asked["省级"], found, no_years) == ""
    assert objection(asked["国家级"], found, no_years) == "相关条文没有国家级的规定"


@pytest.mark.parametrize(
    ("kind", "units", "text", "expected"),
    [
        (FIGURE, (), "税收不低于20万元", ""),
        (FIGURE, (), "税收稳步提高", NO_FIGURE),
        (FIGURE, (), "建设一批园区", NO_FIGURE),
        (FIGURE, (), "到2025年稳步提高", NO_FIGURE),
        (FIGURE, (TIME,), "到2025年建成", ""),
        (FIGURE, (TIME,), "每半年通报", ""),
        (FIGURE, (DOCUMENT_NUMBER,), "市政府发文", ""),
        (OPEN, (), "税收稳步提高", ""),
    ],
)
def test_a_figure_asked_for_must_be_given(kind: AnswerKind, units: tuple[str, ...], text: str, expected: str) -> None:
    assert objection(replace(question(kind=kind), units=units), finding(text), no_years) == expected


def test_an_empty_table_cell_answers_for_a_figure_and_quoted_prose_does_not() -> None:
    text = "西园，用地：“-”（表中没有数值）"
    assert objection(question(kind=FIGURE), replace(finding(text), empty_cell=True), no_years) == ""
    assert objection(question(kind=FIGURE), finding("坚持一条原则：“统一规划”"), no_years) == NO_FIGURE


@pytest.mark.parametrize(
    ("asked", "stated", "expected"),
    [
        ("为什么定为50万元?", ("50万元",), ("50万元",)),
        ("为什么定为20万元?", ("20万元",), ()),
        ("是不是50万元?", ("50万元", "20万元"), ("50万元",)),
        ("Why is it 50万元?", ("50万元",), ("50万元",)),
        ("超过50万元的怎样奖励?", ("50万元",), ()),
        ("为什么提高?", (), ()),
    ],
)
def test_a_figure_taken_for_granted_that_the_clause_lacks_is_contradicted(
    asked: str, stated: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    found = finding("（二）税收。亩均税收不低于２０万元。", "亩均税收不低于２０万元")
    assert contradicted_figures(replace(question(asked), stated=stated), found) == expected


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


def test_a_correction_names_the_wrong_figure_before_the_right_one() -> None:
    chinese = phrasing(Language.SIMPLIFIED).correction(("50万元", "9%"), "不低于20万元")
    english = phrasing(Language.ENGLISH).correction(("50万元",), "不低于20万元")
    assert chinese == "文件未见“50万元”“9%”的规定，所载为：不低于20万元"
    assert english == "The documents do not give “50万元”; they say: 不低于20万元"


def test_refusals_say_why_and_what_was_looked_for_in_the_language_of_the_question() -> None:
    chinese = phrasing(Language.SIMPLIFIED, (EAST,), ("东园", "税收"))
    english = phrasing(Language.ENGLISH, (EAST,), ("税收",))
    assert chinese.refusal(NOT_STATED) == "已索引的文件未规定所问事项（查找内容：东园、税收）。"
    assert english.refusal(NOT_STATED) == (
        "No answer: the documents do not lay this down (文件未规定); looked for: 东园, 税收."
    )
    assert english.refusal("相关条文没有 2030 年的规定").startswith(
        "No answer: the clause that comes nearest says nothing of 2030"
    )
    assert english.refusal("相关条文没有市级的规定").startswith(
        "No answer: the clause that comes nearest is about another level"
    )
    assert english.refusal(NO_FIGURE).startswith("No answer: the clause that comes nearest gives no figure")
    assert phrasing(Language.SIMPLIFIED).refusal(NO_FIGURE) == f"{NO_FIGURE}。"


def test_nothing_found_names_the_place_that_no_document_is_about() -> None:
    assert phrasing(Language.SIMPLIFIED, (EAST, WEST)).nothing_found() == "未找到关于东园、西园的文件，无法回答。"
    assert phrasing(Language.ENGLISH, (EAST,)).nothing_found() == "No indexed document is about 东园."
    assert phrasing(Language.SIMPLIFIED).nothing_found() == "已索引的文件中没有与此相关的规定。"
    assert phrasing(Language.ENGLISH).nothing_found() == "Nothing in the indexed documents answers this."


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
