from __future__ import annotations

from pathlib import Path

import pytest

from evals.local_model.__main__ import page
from evals.local_model.measuring import Asked, measure, quoting, right_answer
from evals.questions import read_questions


@pytest.fixture(scope="module")
def results(corpus: Path) -> dict[str, list[Asked]]:
    questions = read_questions(corpus.parent / "questions.jsonl")
    return {
        "quotes the nearest sentence": measure(questions, corpus, quoting),
        "gives the right answer": measure(questions, corpus, right_answer),
    }


def test_nothing_is_shown_of_a_models_reply_but_verified_figures_and_exact_quotes(
    results: dict[str, list[Asked]],
) -> None:
    every = [asked for asked_of in results.values() for asked in asked_of]
    assert [asked.question.question for asked in every if not asked.exact] == []
    assert [asked.question.question for asked in every if asked.kept and not asked.verified] == []


def test_nine_in_ten_short_right_answers_are_kept(results: dict[str, list[Asked]]) -> None:
    answered = [asked for asked in results["gives the right answer"] if asked.reply != "NOT_FOUND"]
    assert len(answered) >= 60
    assert sum(asked.kept for asked in answered) >= 0.9 * len(answered)


def test_the_page_names_each_right_answer_that_was_set_aside(results: dict[str, list[Asked]]) -> None:
    text = page(results)
    for asked in results["gives the right answer"]:
        aside = asked.reply != "NOT_FOUND" and not asked.kept
        assert (f"| {' '.join(asked.question.question.split())} |" in text) is aside
