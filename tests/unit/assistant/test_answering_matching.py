from __future__ import annotations

import pytest

from assistant.answering.matching import match, weigh
from assistant.answering.periods import MASKED, years_in
from assistant.model import Term
from ingest.normalize import fold


def never(_: str) -> int:
    return 0


def often(_: str) -> int:
    return 9


@pytest.mark.parametrize(
    ("term", "text", "whole"),
    [
        (Term("亩均税收"), "園區畝均稅收穩步增長", True),
        (Term("亩均税收", ("单位面积税收",)), "单位面积税收稳步增长", True),
        (Term("r&d投入"), "Ｒ＆Ｄ投入占比", True),
        (Term("税收"), "税款征收", False),
        (Term("亩均税收"), "亩均利润与税款", False),
    ],
)
def test_a_term_matches_whole_where_it_or_a_synonym_occurs(term: Term, text: str, whole: bool) -> None:
    assert (match(term, fold(text)) == 1.0) is whole


@pytest.mark.parametrize(
    ("term", "text", "partly"),
    [
        (Term("招商引资考核"), "招商引资工作", True),
        (Term("重大项目", ("标志性项目库",)), "标志性项目", True),
        (Term("招商引资考核"), "招商大会", False),
        (Term("税收"), "税款征收", False),
        (Term("gdp"), "gd", False),
    ],
)
def test_a_long_term_matches_in_part_where_at_least_half_its_character_pairs_occur(
    term: Term, text: str, partly: bool
) -> None:
    value = match(term, text)
    assert 0 < value < 1 if partly else value == 0


def test_rare_terms_weigh_more_than_common_ones_and_weights_sum_to_one() -> None:
    pool = ["园区税收", "园区用地", "园区就业"]
    common, rare = weigh([Term("园区"), Term("税收")], pool, often).weights
    assert 0 < common < rare
    assert common + rare == pytest.approx(1)


def test_the_weight_of_a_term_counts() -> None:
    full, half = weigh([Term("税收"), Term("用地", weight=0.5)], ["税收用地"], often).weights
    assert full == pytest.approx(2 * half)


def test_places_count_for_coverage_and_not_for_support() -> None:
    terms = weigh([Term("九江", place=True), Term("税收")], ["九江税收", "其他"], often)
    only_place, only_matter = terms.matches("九江用地"), terms.matches("税收")
    assert 0 < terms.coverage(only_place) < 1
    assert terms.support(only_place) == 0
    assert terms.support(only_matter) == pytest.approx(1)


@pytest.mark.parametrize(("word", "keeps"), [("容积率", True), ("研发投入强度", True), ("月球", False)])
def test_a_word_that_no_document_uses_weighs_less_unless_a_figure_is_set_for_it(word: str, keeps: bool) -> None:
    """That no document names an indicator says that none sets it; an everyday word says nothing."""
    unheard, _ = weigh([Term(word), Term("税收")], ["税收"], never).weights
    heard, _ = weigh([Term(word), Term("税收")], ["税收"], often).weights
    assert (unheard == pytest.approx(heard)) is keeps
    assert unheard <= heard


def test_no_terms_and_no_sentences_weigh_nothing() -> None:
    assert weigh([], ["税收"], never).weights == ()
    empty = weigh([Term("税收")], [], never)
    assert empty.coverage(empty.matches("")) == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年底", {2024}),
        ("２０２４年底", {2024}),
        ("2021-2023年", {2021, 2022, 2023}),
        ("2021年至2023年", {2021, 2022, 2023}),
        ("2021—2023年", {2021, 2022, 2023}),
        ("“十四五”期間", {2021, 2022, 2023, 2024, 2025}),
        ("十三五、十五五", {2016, 2017, 2018, 2019, 2020, 2026, 2027, 2028, 2029, 2030}),
        ("2024-03-01起施行", {2024}),
        ("2020亩", set()),
        ("12020年", set()),
        ("2030—2021年", {2021}),
        ("20xx年", set()),
        ("", set()),
    ],
)
def test_a_text_speaks_of_every_year_that_it_names_or_spans(text: str, expected: set[int]) -> None:
    assert years_in(text) == expected


@pytest.mark.parametrize(
    ("text", "masked"), [("20XX年底", True), ("20××年", True), ("20**年", True), ("2024年", False), ("xx年", False)]
)
def test_a_year_with_its_last_digits_hidden_is_masked(text: str, masked: bool) -> None:
    assert (MASKED.search(fold(text)) is not None) is masked
