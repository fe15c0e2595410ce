"""Asks every question of a set and scores what came back."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

from assistant.model import Answer, Turn
from evals.errors import NothingToScore
from evals.metrics import latency_of
from evals.model import BatchQuestion, GoldQuestion, Prediction, QuotedSource, RunContext, RunReport
from evals.scoring import TOTAL, by_type, refusals, score_question, summarise
from evals.sources import DocumentTexts

Ask = Callable[[str, Sequence[Turn]], Answer]
"""A question and the exchanges before it, to an answer."""
OnProgress = Callable[[int, int], None]
"""Called after each question with the number done and the number of all."""


def run_answers(
    questions: Sequence[GoldQuestion | BatchQuestion],
    ask: Ask,
    on_progress: OnProgress | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> list[Prediction]:
    """One prediction a question, in order.

    The earlier turns of a conversation are answered first and handed on with their answers; the
    latency is that of the last turn, by `clock` (seconds). Whatever `ask` raises becomes a prediction
    that records the error. Raises `NothingToScore` without questions.
    """
    if not questions:
        raise NothingToScore("没有任何题目可供评测，请检查题目文件")
    predictions = []
    for done, question in enumerate(questions, start=1):
        predictions.append(_answered(question, ask, clock))
        if on_progress is not None:
            on_progress(done, len(questions))
    return predictions


def score_run(
    questions: Sequence[GoldQuestion],
    predictions: Sequence[Prediction],
    texts: Mapping[str, str],
    context: RunContext | None = None,
) -> RunReport:
    """The figures per type and over all.

    `texts` holds the extracted text of every document by file name. Of several predictions with one
    id the last counts; a question without any counts as wrong. Raises `NothingToScore` without
    questions or without texts.
    """
    if not questions:
        raise NothingToScore("没有任何题目可供评测，请检查题目文件")
    documents = DocumentTexts(texts)
    given = {prediction.id: prediction for prediction in predictions}
    scores = tuple(score_question(question, given.get(question.id), documents) for question in questions)
    precision, recall = refusals(scores)
    counted = [score.prediction for score in scores if score.prediction is not None]
    return RunReport(
        types=by_type(scores),
        total=summarise(TOTAL, scores),
        refusal_precision=precision,
        refusal_recall=recall,
        unanswerable=sum(not question.answerable for question in questions),
        missing=len(scores) - len(counted),
        failed=sum(bool(prediction.error) for prediction in counted),
        unmatched=len(given.keys() - {question.id for question in questions}),
        latency=latency_of(counted),
        scores=scores,
        context=context or RunContext(),
    )


def _answered(question: GoldQuestion | BatchQuestion, ask: Ask, clock: Callable[[], float]) -> Prediction:
    conversation: list[Turn] = []
    try:
        for earlier in question.earlier:
            conversation.append(Turn(earlier, ask(earlier, tuple(conversation)).text))
        started = clock()
        answer = ask(question.question, tuple(conversation))
        elapsed = (clock() - started) * 1000
    except Exception as error:
        return Prediction(question.id, error=one_line(error))
    citations = tuple(QuotedSource(citation.doc, citation.quote) for citation in answer.citations)
    return Prediction(question.id, answer.text, answer.refused, citations, elapsed)


def one_line(error: Exception) -> str:
    """Type and message of an error on one line."""
    return f"{type(error).__name__}: {' '.join(str(error).split())}"
