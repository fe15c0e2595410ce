from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evals.model_faults.__main__ import page
from evals.model_faults.cases import CASES
from evals.model_faults.transcript import Line, transcript


@pytest.fixture(scope="module")
def lines(corpus: Path) -> list[Line]:
    return transcript(CASES, corpus)


def test_with_every_fault_the_user_gets_the_quoted_answer_and_one_line_that_says_why(lines: list[Line]) -> None:
    assert [line.case.name for line in lines if not line.well] == []
    for line in lines:
        if not line.case.sound:
            assert "20万元" in line.streamed.text
            assert sum("语言模型" in note for note in line.streamed.notes) == 1


def test_a_sound_reply_is_shown_in_the_models_words(lines: list[Line]) -> None:
    sound = [line for line in lines if line.case.sound]
    assert sound
    assert all(line.streamed.text.startswith("国家级开发区亩均税收不低于20万元[1]") for line in sound)


def test_what_was_streamed_is_never_withdrawn(lines: list[Line]) -> None:
    assert all("".join(line.pieces) == line.streamed.text for line in lines)


def test_every_figure_shown_is_verified(lines: list[Line]) -> None:
    answers = [answer for line in lines for answer in (line.whole, line.streamed)]
    assert all(answer.checks for answer in answers)
    assert all(figure.verdict == "verified" for answer in answers for figure in answer.checks)


def test_the_page_counts_what_went_wrong_and_names_no_port(lines: list[Line]) -> None:
    assert f"{len(lines)} of {len(lines)} came out as they should" in page(lines)
    first = lines[0]
    spoilt = page([replace(first, streamed=replace(first.streamed, text="别的")), *lines[1:]])
    assert f"{len(lines) - 1} of {len(lines)} came out as they should" in spoilt
    assert "**wrong**" in spoilt
    assert "127.0.0.1:" not in spoilt
