"""The figures of a run, on answers whose figures can be counted by hand."""

from __future__ import annotations

import pytest
from run_samples import score

from evals.model import GoldQuestion, Prediction, QuotedSource
from evals.runs.citing import CitationFigures, CitedTexts
from evals.runs.figures import FIGURES
from evals.runs.model import Observation
from evals.runs.ranking import retrieval_figures
from evals.runs.refusing import refusal_curve
from evals.runs.report import latency_quantiles
from evals.runs.scoring import gold_figures_said
from evals.sources import DocumentTexts

TEXT = "第一条 甲乙丙丁。\n第二条 戊己庚辛。\n\n第三条 亩均税收20万元。\n"
CITED = CitedTexts(DocumentTexts({"000.txt": TEXT, "001.txt": "别处的话。\n"}))
QUESTION = GoldQuestion("q", "问", gold_docs=("000",), evidence=("甲乙丙丁",), answer="甲")


def cited(*quotes: tuple[str, str], question: GoldQuestion = QUESTION) -> CitationFigures:
    return CITED.figures(question, [QuotedSource(doc, quote) for doc, quote in quotes])


def value(name: str, *scores: object) -> float | None:
    (figure,) = [figure for figure in FIGURES if figure.name == name]
    return figure.value(scores)  # type: ignore[arg-type]


def test_the_evidence_itself_is_cited_perfectly() -> None:
    assert cited(("000.txt", "甲乙丙丁")) == CitationFigures(1, 1, 1, 1)


def test_half_of_the_evidence_is_its_clause_and_half_of_its_characters() -> None:
    assert cited(("000.txt", "甲乙")) == CitationFigures(1, 1, 1, 0.5)


def test_a_second_clause_halves_the_precision_by_clause_and_by_character() -> None:
    assert cited(("000.txt", "甲乙丙丁"), ("000.txt", "戊己庚辛")) == CitationFigures(0.5, 1, 0.5, 1)


def test_signs_and_space_do_not_count_and_nothing_counts_twice() -> None:
    assert cited(("000.txt", "甲乙 丙丁。"), ("000", "丙丁")) == CitationFigures(1, 1, 1, 1)


def test_a_quote_over_two_clauses_is_both() -> None:
    found = cited(("000.txt", "甲乙丙丁。\n第二条 戊己庚辛"))
    assert (found.clause_precision, found.character_precision) == (0.5, pytest.approx(4 / 11))


def test_a_quote_of_another_document_or_of_none_is_not_gold() -> None:
    assert cited(("001.txt", "甲乙丙丁"), ("002.txt", "甲乙丙丁")) == CitationFigures(0, 0, 0, 0)


def test_without_citations_there_is_no_precision_and_without_an_answer_nothing() -> None:
    assert cited() == CitationFigures(None, 0, None, 0)
    assert cited(("000.txt", "甲"), question=GoldQuestion("u", "问", answerable=False)) == CitationFigures()


@pytest.mark.parametrize(
    ("gold", "answer", "said"),
    [
        ("20万元/亩", "亩均税收不低于20万元/亩", (1, 1)),
        ("20万元", "200000元", (1, 1)),
        ("60%", "百分之六十", (1, 1)),
        ("20万元", "20万平方米", (1, 0)),
        ("3家和5个", "3家", (2, 1)),
        ("管委会", "管委会", (0, 0)),
    ],
)
def test_a_gold_figure_is_said_in_its_value_and_unit(gold: str, answer: str, said: tuple[int, int]) -> None:
    question = GoldQuestion("q", "问", answer=gold)
    assert gold_figures_said(question, Prediction("q", answer)) == said
    assert gold_figures_said(question, Prediction("q", answer, refused=True)) == (said[0], 0)
    assert gold_figures_said(question, None) == (said[0], 0)


def test_refusals_count_by_questions_and_figures_by_their_number() -> None:
    scores = [
        score(0, True, answerable=False, refused=True),
        score(1, False, refused=True),
        score(2, False, answerable=False, figures=3, figures_right=1),
        score(3, True, figures=1, figures_right=1, followup=True),
    ]
    assert value("refusal_precision", *scores) == 0.5
    assert value("refusal_recall", *scores) == 0.5
    assert value("figures_verified", *scores) == 0.5
    assert value("followup", *scores) == 1
    assert value("clause_recall", *scores) is None


def test_every_figure_says_where_its_formula_comes_from() -> None:
    assert len({figure.name for figure in FIGURES}) == len(FIGURES)
    assert all(figure.source.strip() and figure.label.strip() for figure in FIGURES)


def test_the_curve_refuses_more_at_every_higher_threshold() -> None:
    scores = [
        score(0, True, probability=0.9),
        score(1, True, answerable=False, refused=True, probability=0.1),
        score(2, False, probability=0.4),
        score(3, True, answerable=False, refused=True),
    ]
    points = refusal_curve(scores, operating=0.2)
    assert [(p.threshold, p.refused) for p in points] == [(0, 1), (0.1, 1), (0.2, 2), (0.4, 2), (0.9, 3), (1, 4)]
    assert [(p.precision, p.recall) for p in points[1:3]] == [(1, 0.5), (1, 1)]
    assert (points[2].right, points[4].right, points[5].right) == (0.5, 1, None)
    assert refusal_curve([score(0, True)]) == ()


def test_the_curve_passes_through_the_run_itself_at_its_own_threshold() -> None:
    scores = [
        score(0, True, probability=0.9),
        score(1, True, answerable=False, refused=True, probability=0.1),
        score(2, True, answerable=False, refused=True, probability=0.8),  # a premise that fails
    ]
    (point,) = [point for point in refusal_curve(scores, operating=0.2) if point.threshold == 0.2]
    assert (point.refused, point.precision, point.recall, point.right) == (2, 1, 1, 1)


def test_retrieval_measures_follow_the_ranks_of_the_evidence() -> None:
    seen = [Observation("a", (1,)), Observation("b", (4, None)), Observation("c", None)]
    found = retrieval_figures(seen)
    assert found["R@1"] == pytest.approx(0.5)
    assert found["R@5"] == pytest.approx(0.75)
    assert found["MRR@10"] == pytest.approx((1 + 1 / 4) / 2)
    assert retrieval_figures([Observation("c")]) == {}


def test_latency_quantiles_leave_out_what_failed() -> None:
    scores = [score(n, True, latency_ms=float(n)) for n in range(1, 101)]
    assert latency_quantiles([*scores, score(0, False, latency_ms=9e9, error="x")]) == {
        "p50": 50,
        "p90": 90,
        "p95": 95,
        "p99": 99,
    }
