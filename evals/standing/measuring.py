"""Runs the standing tests: mistyped and reworded questions, other regions' documents beside one's own."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from evals.errors import NothingToScore
from evals.model import GoldQuestion, RunContext
from evals.runner import Ask, run_answers, score_run
from evals.standing.misspelling import CHANGES
from evals.standing.model import Condition, StandingReport, condition

OnProgress = Callable[[str, int, int], None]
"""The condition, questions done and questions of all."""
Prepared = AbstractContextManager[tuple[Ask, Mapping[str, str]]]
"""Asks an index, with the texts of its files by name."""


def measure_robustness(
    questions: Sequence[GoldQuestion],
    ask: Ask,
    texts: Mapping[str, str],
    seed: int = 1,
    context: RunContext | None = None,
    on_progress: OnProgress | None = None,
) -> StandingReport:
    """Each question plainly and with one change of each sort, the last turn of a conversation.

    Raises NothingToScore without questions.
    """
    plain = score_run(questions, run_answers(questions, ask, _of("原题", on_progress)), texts)
    conditions = []
    for name, altered in _altered(questions, seed):
        predictions = run_answers(altered, ask, _of(name, on_progress))
        conditions.append(condition(name, plain, score_run(altered, predictions, texts)))
    return StandingReport("改述与错字", plain, tuple(conditions), context or RunContext())


def measure_distractors(
    questions: Sequence[GoldQuestion],
    prepared: Callable[[int], Prepared],
    counts: Sequence[int],
    context: RunContext | None = None,
    on_progress: OnProgress | None = None,
) -> StandingReport:
    """The questions over their own documents, and with each number of other regions' documents added.

    `prepared` opens an index with so many added. Raises NothingToScore without questions.
    """
    reports = []
    for count in (0, *counts):
        with prepared(count) as (ask, texts):
            reports.append(score_run(questions, run_answers(questions, ask, _of(f"加 {count} 份", on_progress)), texts))
    plain, *others = reports
    conditions: list[Condition] = [
        condition(f"加 {count} 份", plain, report) for count, report in zip(counts, others, strict=True)
    ]
    return StandingReport("外地文件干扰", plain, tuple(conditions), context or RunContext())


def _altered(questions: Sequence[GoldQuestion], seed: int) -> Iterator[tuple[str, list[GoldQuestion]]]:
    if not questions:
        raise NothingToScore("没有任何题目可供评测，请检查题目文件")
    for name, change in CHANGES.items():
        # Drawn from the question, so that it is altered the same way whatever stands beside it.
        pairs = ((item, change(item.question, random.Random(f"{seed}{name}{item.id}"))) for item in questions)
        altered = [_asking(item, text) for item, text in pairs if text and text != item.question]
        if altered:
            yield name, altered


def _asking(item: GoldQuestion, text: str) -> GoldQuestion:
    return replace(item, question=text, turns=(*item.earlier, text) if item.turns else ())


def _of(name: str, on_progress: OnProgress | None) -> Callable[[int, int], None] | None:
    return (lambda done, total: on_progress(name, done, total)) if on_progress else None
