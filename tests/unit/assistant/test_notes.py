"""Remarks below an answer are in the language of its question."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from answering_samples import question
from rich.console import Console

from assistant.commands.records import answer_record
from assistant.commands.sides import sides_table
from assistant.model import Answer, Aspect, Language, Question, Reading, Side
from assistant.notes import notes_on, silence

READINGS = (
    Reading(Aspect.CORRECTION, "亩钧税收", 2, 6, "亩均税收"),
    Reading(Aspect.REGION, "Yichun", 0, 0, "江西省宜春市"),
    Reading(Aspect.TOPIC, "kilns", 0, 0, "窑炉"),
    Reading(Aspect.TOPIC, "rent", 4, 8, "租金"),
)


def asked(language: Language, carried: tuple[str, ...] = (), resolved: str = "") -> Question:
    return replace(question(), language=language, readings=READINGS, carried=carried, resolved=resolved)


def test_chinese_questions_get_chinese_notes() -> None:
    assert notes_on(asked(Language.TRADITIONAL, ("宜春", "窑炉")), ["新余市"]) == (
        "按“亩均税收”理解“亩钧税收”",
        "沿用上文：宜春、窑炉",
        "问题没有写明地区；新余市也有几乎相同的条款，数字可能不同",
    )


def test_english_questions_get_english_notes_that_tell_what_was_carried_over_as_it_was_written() -> None:
    assert notes_on(asked(Language.ENGLISH, ("宜春", "窑炉")), ["新余市", "抚州市"]) == (
        "Read “亩钧税收” as “亩均税收”",
        "Carried over: Yichun, kilns",
        "The question names no region; nearly the same clause, perhaps with other figures: 新余市, 抚州市",
    )


def test_a_whole_question_carried_over_is_told_whole() -> None:
    whole = "How many kilns in Yichun?"
    assert notes_on(asked(Language.ENGLISH, (whole,), whole))[1] == f"Carried over: {whole}"


def test_where_nothing_was_carried_over_or_corrected_there_are_no_notes() -> None:
    assert notes_on(question()) == ()


@pytest.mark.parametrize(("text", "said"), [("两地一样吗", "该文件未规定"), ("Is it the same in both?", "not stated")])
def test_a_silent_side_is_called_so_in_the_language_of_the_question(text: str, said: str) -> None:
    assert silence(text) == said


def test_sides_travel_in_the_record_and_stand_in_a_table_in_the_terminal() -> None:
    sides = (Side("东园", "不低于20万元", (1, 2)), Side("西园", ""))
    assert answer_record(Answer("", "", False, "", sides=sides))["sides"] == [
        {"name": "东园", "text": "不低于20万元", "citations": [1, 2]},
        {"name": "西园", "text": "", "citations": []},
    ]
    printed = io.StringIO()
    Console(file=printed, width=60).print(sides_table(sides, "该文件未规定"))
    rows = [line for line in printed.getvalue().splitlines() if "园" in line]
    assert [("[1][2]" in row, "该文件未规定" in row) for row in rows] == [(True, False), (False, True)]
