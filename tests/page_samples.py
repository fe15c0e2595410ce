"""Runs to draw pages of, one question of each kind of fault."""

from __future__ import annotations

from dataclasses import replace

from evals.model import GoldQuestion, Prediction, QuotedSource
from evals.reporting.page.model import Case, ShownRun
from evals.runs.model import QuestionScore

TAX = GoldQuestion(
    "1",
    "亩均税收多少?",
    type="single_fact",
    gold_docs=("000",),
    evidence=("亩均税收不低于20万元",),
    answer="20万元",
    must=(("20万元",),),
    must_not=("60万元",),
)
ABSENT = GoldQuestion("2", "天气如何?", type="unanswerable", answerable=False)
QUOTE = QuotedSource("000_a.txt", "一、亩均税收不低于20万元。")


def case(
    question: GoldQuestion = TAX,
    answer: str = "20万元",
    refused: bool = False,
    right: bool = True,
    cited: bool | None = True,
    probability: float | None = None,
    error: str = "",
) -> Case:
    prediction = Prediction(question.id, answer, refused, (QUOTE,), 12.0, error)
    return Case(question, prediction, score(question, right, refused, cited, probability))


def score(
    question: GoldQuestion = TAX,
    right: bool = False,
    refused: bool = False,
    cited: bool | None = False,
    probability: float | None = None,
) -> QuestionScore:
    return QuestionScore(
        question.id,
        question.type,
        question.answerable,
        right,
        right,
        right,
        refused,
        cited_hit=cited if question.answerable else None,
        citations=1,
        exact=1,
        probability=probability,
    )


def shown(*cases: Case, name: str = "一次运行") -> ShownRun:
    return ShownRun(name, "set.jsonl", "2026-11-24T19:00:00+00:00", "abc1234", "Linux", (("索引", "甲"),), cases)


def many(right: int, wrong: int, name: str = "一次运行", hostile: str = "") -> ShownRun:
    """Numbered questions, the first of them right, with everything that has a plot."""
    cases = []
    for number in range(right + wrong):
        question = ABSENT if number % 5 == 4 else TAX
        good = number < right
        made = case(
            replace(question, id=str(number), question=f"第{number}题{hostile}", type=question.type + hostile),
            "20万元" if good else f"60万元{hostile}",
            refused=not question.answerable and good,
            right=good,
            probability=0.2 if not question.answerable else 0.8,
        )
        found = {k: k > number % 4 for k in (1, 3, 5, 10)} if question.answerable else {}
        cases.append(replace(made, score=replace(made.score, evidence_hit=found)))
    return shown(*cases, name=name)
