"""From predictions to scores of single questions, and from those to the figures of a run."""

from __future__ import annotations

from collections.abc import Sequence

from evals.metrics import hits_evidence, is_concise, is_right, meets_demands, share, upper_median
from evals.model import GoldQuestion, Prediction, QuestionScore, TypeScore
from evals.sources import DocumentTexts

TOTAL = "ALL"
"""Name of the row over all types."""


def score_question(question: GoldQuestion, prediction: Prediction | None, documents: DocumentTexts) -> QuestionScore:
    """How a prediction fares; None stands for a missing one, which is wrong and no refusal."""
    right = is_right(question, prediction)
    answer = prediction.answer if prediction else ""
    cited = prediction.citations if prediction else ()
    gold = [item for item in cited if documents.is_gold(item.doc, question.gold_docs)]
    wanted = question.evidence if question.answerable else ()
    return QuestionScore(
        question=question,
        prediction=prediction,
        must_ok=meets_demands(question, prediction),
        answer_ok=right,
        concise=right and (not question.answerable or is_concise(answer, question.answer)),
        evidence_hits=tuple(any(hits_evidence(item.quote, evidence) for item in gold) for evidence in wanted),
        citations=len(cited),
        exact=sum(documents.quotes(item.doc, item.quote) for item in cited),
        exact_ws=sum(documents.quotes_but_space(item.doc, item.quote) for item in cited),
        gold_citations=len(gold),
    )


def summarise(name: str, scores: Sequence[QuestionScore]) -> TypeScore:
    """The figures over some questions.

    Answers are counted over all questions, evidence over the answerable ones, exactness over all
    citations, and gold documents over the citations of answerable questions.
    """
    answerable = [score for score in scores if score.question.answerable]
    cited = sum(score.citations for score in scores)
    return TypeScore(
        name=name,
        n=len(scores),
        answer=share(sum(score.answer_ok for score in scores), len(scores)),
        concise=share(sum(score.concise for score in scores), len(scores)),
        must_only=share(sum(score.must_ok for score in scores), len(scores)),
        ev_hit=share(sum(score.ev_hit for score in answerable), len(answerable)),
        ev_all=share(sum(score.ev_all for score in answerable), len(answerable)),
        cite_prec=share(sum(score.exact for score in scores), cited),
        cite_prec_ws=share(sum(score.exact_ws for score in scores), cited),
        gold_doc=share(sum(score.gold_citations for score in answerable), sum(score.citations for score in answerable)),
        refused=sum(score.refused for score in scores),
        length=upper_median([len(answer) for answer in map(_given, scores) if answer]),
    )


def by_type(scores: Sequence[QuestionScore]) -> tuple[TypeScore, ...]:
    """The figures of every type, in the order in which the types first occur."""
    groups: dict[str, list[QuestionScore]] = {}
    for score in scores:
        groups.setdefault(score.question.type, []).append(score)
    return tuple(summarise(name, group) for name, group in groups.items())


def refusals(scores: Sequence[QuestionScore]) -> tuple[float | None, float | None]:
    """Precision and recall of refusing: refused and unanswerable, over all refused and over all unanswerable."""
    refused = [score for score in scores if score.refused]
    unanswerable = [score for score in scores if not score.question.answerable]
    rightly = sum(not score.question.answerable for score in refused)
    return share(rightly, len(refused)), share(rightly, len(unanswerable))


def _given(score: QuestionScore) -> str:
    return score.prediction.answer if score.prediction and not score.prediction.refused else ""
