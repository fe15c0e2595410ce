"""From answers to one row of scores a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.model import FigureVerdict
from evals.model import GoldQuestion, Prediction, RunReport
from evals.model import QuestionScore as Scored
from evals.runs.citing import CitedTexts
from evals.runs.model import DEPTHS, Observation, QuestionScore
from evals.sources import DocumentTexts
from ingest.figures.quantities import find_quantities


def question_scores(
    report: RunReport, observations: Mapping[str, Observation], texts: Mapping[str, str]
) -> tuple[QuestionScore, ...]:
    """One row a question, in order. `texts` are those that `report` was scored with, by file name."""
    cited = CitedTexts(DocumentTexts(texts))
    return tuple(
        question_score(score, observations.get(score.question.id, Observation(score.question.id)), cited)
        for score in report.scores
    )


def question_score(score: Scored, seen: Observation, cited: CitedTexts) -> QuestionScore:
    """How one question fared."""
    question, prediction = score.question, score.prediction
    citing = cited.figures(question, prediction.citations if prediction else ())
    gold, said = gold_figures_said(question, prediction)
    return replace(
        plain_score(score),
        evidence_hit=_hits(seen.ranks),
        clause_precision=citing.clause_precision,
        clause_recall=citing.clause_recall,
        character_precision=citing.character_precision,
        character_recall=citing.character_recall,
        figures=None if seen.figures is None else len(seen.figures),
        figures_right=None if seen.figures is None else sum(f.verdict == FigureVerdict.VERIFIED for f in seen.figures),
        gold_figures=gold,
        gold_figures_said=said,
        probability=seen.probability,
    )


def plain_score(score: Scored) -> QuestionScore:
    """What is known without the running assistant; a missing prediction is an error, so that it is listed."""
    question, prediction = score.question, score.prediction
    return QuestionScore(
        id=question.id,
        type=question.type,
        answerable=question.answerable,
        right=score.answer_ok,
        concise=score.concise,
        must_only=score.must_ok,
        refused=score.refused,
        cited_hit=score.ev_hit if question.answerable else None,
        cited_all=score.ev_all if question.answerable else None,
        citations=score.citations,
        exact=score.exact,
        followup=bool(question.earlier),
        error=prediction.error if prediction else "没有预测",
        latency_ms=prediction.latency_ms if prediction else None,
    )


def gold_figures_said(question: GoldQuestion, prediction: Prediction | None) -> tuple[int, int]:
    """Amounts of the gold answer, and those that the answer states with the same value in the same unit.

    万元 and 元 are one unit, as are 60% and 百分之六十. None is said by a refusal.
    """
    wanted = _amounts(question.answer) if question.answerable else []
    given = _amounts(prediction.answer) if prediction and not prediction.refused else []
    return len(wanted), sum(amount in given for amount in wanted)


def _amounts(text: str) -> list[tuple[object, str]]:
    return [(figure.value, figure.normal_unit) for figure in find_quantities(text) if figure.is_amount and figure.value]


def _hits(ranks: Sequence[int | None] | None) -> dict[int, bool]:
    if ranks is None:
        return {}
    best = min((rank for rank in ranks if rank is not None), default=None)
    return {depth: best is not None and best <= depth for depth in DEPTHS}
