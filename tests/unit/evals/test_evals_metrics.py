from __future__ import annotations

import pytest

from evals.metrics import hits_evidence, is_concise, is_right, latency_of, meets_demands, quantile, share, upper_median
from evals.model import GoldQuestion, Latency, Prediction
from evals.sources import DocumentTexts

FIGURE = GoldQuestion(
    "1", "多少?", gold_docs=("000",), evidence=("x",), must=(("5年", "五年"), ("20家",)), must_not=("30家",)
)
ABSENT = GoldQuestion("2", "多少?", answerable=False)
FALSE_PREMISE = GoldQuestion("3", "为何12%?", answerable=False, correction=(("8%",),))


@pytest.mark.parametrize(
    ("question", "prediction", "demands_met", "right"),
    [
        (FIGURE, Prediction("1", "五年内20家"), True, True),
        (FIGURE, Prediction("1", "5年内20家"), True, True),
        (FIGURE, Prediction("1", "20家"), False, False),
        (FIGURE, Prediction("1", "5年内120家"), False, False),
        (FIGURE, Prediction("1", "5年内20家,另30家"), True, False),
        (FIGURE, Prediction("1", "5年内20家", refused=True), False, False),
        (FIGURE, Prediction("1", error="OSError: x"), False, False),
        (FIGURE, None, False, False),
        (ABSENT, Prediction("2", refused=True), True, True),
        (ABSENT, Prediction("2", "8%"), False, False),
        (ABSENT, Prediction("2", ""), False, False),
        (ABSENT, None, False, False),
        (FALSE_PREMISE, Prediction("3", "文件规定的是8%以上"), True, True),
        (FALSE_PREMISE, Prediction("3", "因为12%"), False, False),
        (FALSE_PREMISE, Prediction("3", ""), False, False),
        (FALSE_PREMISE, Prediction("3", refused=True), True, True),
    ],
)
def test_an_answer_is_right_where_it_says_all_it_must_and_nothing_it_must_not(
    question: GoldQuestion, prediction: Prediction | None, demands_met: bool, right: bool
) -> None:
    assert meets_demands(question, prediction) is demands_met
    assert is_right(question, prediction) is right


@pytest.mark.parametrize(
    ("length", "gold", "concise"),
    [(80, "五年", True), (81, "五年", False), (120, "字" * 20, True), (121, "字" * 20, False)],
)
def test_a_concise_answer_has_80_characters_or_4_times_the_gold_and_40(length: int, gold: str, concise: bool) -> None:
    assert is_concise(" \n".join("答" * length), gold) is concise


@pytest.mark.parametrize(
    ("quote", "evidence", "hit"),
    [
        ("亩均税收不低于20万元", "亩均税收不低于20万元", True),
        ("畝均稅收不低於\uff12\uff10萬元", "亩均税收不低于20万元", True),
        ("其中亩均税收不低", "亩均税收不低于20万元", True),
        ("亩均税收", "亩均税收不低于20万元", False),
        ("不低于20万元,甲乙丙丁戊己庚辛", "亩均税收不低于20万元", True),
        ("税收不低于二十", "亩均税收不低于20万元的企业给予奖励并优先保障用地", False),
        ("均税收不低于20万元", "亩均税收不低于20万元的企业给予奖励并优先保障用地", True),
        ("", "亩均税收", False),
        ("亩均税收", "。", False),
    ],
)
def test_a_quote_hits_where_half_of_the_evidence_or_of_a_longer_quote_is_common(
    quote: str, evidence: str, hit: bool
) -> None:
    assert hits_evidence(quote, evidence) is hit


TEXTS = {
    "000_ab.txt": "甲\u3000乙\u201c丙\u201d\U00020bb7丁\r\n戊",
    "001_cd.pdf": "同文",
    "002_ef.txt": "a",
    "002_ef.md": "b",
}


@pytest.mark.parametrize(
    ("doc", "quote", "exact", "but_space"),
    [
        ("000_ab.txt", "\u3000乙\u201c丙\u201d\U00020bb7", True, True),
        ("000_ab", "甲乙", False, True),
        ("000", "丁\r\n戊", True, True),
        ("000", "丁戊", False, True),
        ("000", '乙"丙"', False, False),
        ("001_cd", "同文", True, True),
        ("000", "同文", False, False),
        ("009", "同文", False, False),
        ("000", "", False, False),
        ("000", "\u3000", True, False),
    ],
)
def test_a_quote_is_exact_where_it_is_part_of_the_document_named(
    doc: str, quote: str, exact: bool, but_space: bool
) -> None:
    documents = DocumentTexts(TEXTS)
    assert documents.quotes(doc, quote) is exact
    assert documents.quotes_but_space(doc, quote) is but_space


@pytest.mark.parametrize(
    ("doc", "name"),
    [
        ("000", "000_ab.txt"),
        ("/srv/files/000_ab.txt", "000_ab.txt"),
        ("C:\\files\\001_cd.pdf#1", "001_cd.pdf"),
        ("00", None),
        ("002_ef", None),
        ("002_ef.md", "002_ef.md"),
        ("", None),
    ],
)
def test_a_document_is_found_by_name_stem_or_a_beginning_that_only_one_has(doc: str, name: str | None) -> None:
    assert DocumentTexts(TEXTS).resolve(doc) == name


@pytest.mark.parametrize("gold", ["000", "000_ab", "000_ab.txt"])
def test_a_gold_document_is_given_by_prefix_stem_or_name(gold: str) -> None:
    documents = DocumentTexts(TEXTS)
    assert documents.is_gold("000_ab.txt", (gold,))
    assert not documents.is_gold("001_cd.pdf", (gold,))


def test_quantiles_are_values_that_were_measured() -> None:
    values = [40.0, 10.0, 20.0, 30.0]
    assert [quantile(values, portion) for portion in (0.25, 0.5, 0.51, 0.99, 1)] == [10, 20, 30, 40, 40]
    with pytest.raises(ValueError, match="0 values"):
        quantile([], 0.5)


def test_latency_leaves_out_failures_and_unknown_times() -> None:
    timed = [Prediction(str(ms), latency_ms=ms) for ms in (1.0, 2.0, 3.0)]
    others = [Prediction("x"), Prediction("y", latency_ms=900.0, error="OSError: z")]
    assert latency_of([*timed, *others]) == Latency(3, 2.0, 3.0, 3.0, 3.0)
    assert latency_of(others) is None


def test_a_share_of_nothing_is_unknown_and_the_median_of_two_is_the_upper() -> None:
    assert (share(1, 4), share(0, 0)) == (0.25, None)
    assert (upper_median([9, 1]), upper_median([3, 1, 2]), upper_median([])) == (9, 2, None)
