from __future__ import annotations

import json
import random
from collections.abc import Sequence
from contextlib import nullcontext

import pytest

from assistant.model import Answer, Turn
from evals.model import GoldQuestion
from evals.report import to_json, to_markdown
from evals.standing.measuring import measure_distractors, measure_robustness
from evals.standing.misspelling import CHANGES, doubled, dropped, in_pinyin, reordered, same_sound, synonym

QUESTION = "九江市亩均税收要达到多少？"
GOLD = GoldQuestion(
    "a", QUESTION, gold_docs=("000",), evidence=("亩均税收20万元",), answer="20万元", must=(("20万元",),)
)
TEXTS = {"000.txt": "亩均税收20万元"}


def only_as_written(question: str, turns: Sequence[Turn] = ()) -> Answer:
    right = question == QUESTION
    return Answer(question, "20万元" if right else "", refused=not right, reason="")


def test_each_change_alters_the_question_in_one_place_and_equally_for_an_equal_seed() -> None:
    for change in CHANGES.values():
        once, again = (change(QUESTION, random.Random(4)) for _ in range(2))
        assert once == again != QUESTION
    assert len(same_sound(QUESTION, random.Random(1))) == len(QUESTION)
    assert len(dropped(QUESTION, random.Random(1))) == len(QUESTION) - 1
    assert len(doubled(QUESTION, random.Random(1))) == len(QUESTION) + 1
    assert any(character.isascii() for character in in_pinyin(QUESTION, random.Random(1)))
    assert reordered(QUESTION, random.Random(1)) == "亩均税收要达到多少，九江市？"
    assert reordered("到2020年，亩均税收多少？", random.Random(1)) == "亩均税收多少，到2020年？"


@pytest.mark.parametrize("change", [same_sound, in_pinyin, dropped, doubled, synonym, reordered])
def test_a_question_without_a_place_for_a_change_gives_none(change: object) -> None:
    assert callable(change)
    assert change("2020?", random.Random(1)) == ""


def test_robustness_counts_what_stays_right_and_names_what_was_lost() -> None:
    report = measure_robustness([GOLD], only_as_written, TEXTS)
    assert report.plain.total.answer == 1.0
    assert {item.name for item in report.conditions} <= set(CHANGES)
    assert all(item.kept == 0.0 and item.change.value == -1.0 for item in report.conditions)
    assert [before.question.question for before, _ in report.conditions[0].lost] == [QUESTION]
    values = json.loads(to_json(report))
    assert values["conditions"]["漏字"]["still_right"] == 0.0
    assert "漏字" in to_markdown(report)


def test_distractors_are_measured_against_the_same_questions_without_any() -> None:
    def wrong_beside_others(count: int) -> object:
        return nullcontext((lambda q, t=(): only_as_written(q if count < 5 else "", t), TEXTS))

    report = measure_distractors([GOLD], wrong_beside_others, [2, 5])  # type: ignore[arg-type]
    assert [(item.name, item.kept) for item in report.conditions] == [("加 2 份", 1.0), ("加 5 份", 0.0)]
