from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.commands.batch_file import MAX_TURNS, ResultFile, answer_row, check_target
from assistant.commands.errors import CommandFailed
from assistant.model import Answer, Turn
from assistant.ports import BadQuestion
from evals.model import BatchQuestion


def ask(question: str, history: Sequence[Turn]) -> Answer:
    """Repeats the question and what came before it."""
    if not question.strip():
        raise BadQuestion("问题是空的")
    return Answer(question, " | ".join([*(f"{t.question}={t.answer}" for t in history), question]), False, "")


def test_the_last_turn_is_answered_with_the_earlier_ones_and_their_answers() -> None:
    answer = answer_row(ask, BatchQuestion("1", "丙", ("甲", "乙", "丙")))
    assert answer.text == "甲=甲 | 乙=甲=甲 | 乙 | 丙"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (BatchQuestion("1", " "), "问题是空的"),
        (BatchQuestion("1", "乙", ("甲", "", "乙")), "第 2 轮：问题是空的"),
        (
            BatchQuestion("1", "甲", ("甲",) * (MAX_TURNS + 1)),
            f"对话有 {MAX_TURNS + 1} 轮，最多 {MAX_TURNS} 轮，请删减。",
        ),
    ],
)
def test_a_row_that_cannot_be_asked_is_refused_with_the_reason(row: BatchQuestion, reason: str) -> None:
    assert answer_row(ask, row) == Answer(row.question, "", True, reason)


def test_a_failure_of_the_index_is_not_taken_for_a_bad_question() -> None:
    def broken(question: str, history: Sequence[Turn]) -> Answer:
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        answer_row(broken, BatchQuestion("1", "甲"))


def test_rows_are_written_in_the_place_of_the_target_only_at_the_end(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("earlier", encoding="utf-8")
    with ResultFile(target) as results:
        results.write(Answer("甲\u2028", "𠮷", False, ""), "1")
        assert target.read_text(encoding="utf-8") == "earlier"
    lines = target.read_bytes().decode("utf-8").split("\n")
    assert [json.loads(line)["answer"] for line in lines[:-1]] == ["𠮷"]
    assert lines[-1] == ""
    assert list(tmp_path.iterdir()) == [target]


def test_after_a_failure_the_target_is_as_it_was_and_the_rows_done_are_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("earlier", encoding="utf-8")
    draft = tmp_path / "out.jsonl.partial"
    results = ResultFile(target)
    results.write(Answer("甲", "乙", False, ""), "1")
    results.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert target.read_text(encoding="utf-8") == "earlier"
    assert json.loads(draft.read_text(encoding="utf-8"))["id"] == "1"
    assert capsys.readouterr().err == f"运行中断，已完成的 1 行保存在 {draft}。\n"


def test_a_failure_before_the_first_row_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), ResultFile(tmp_path / "out.jsonl"):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl.partial").mkdir()
    with pytest.raises(CommandFailed, match=r"无法写入 .*out\.jsonl\.partial（这是文件夹，不是文件）"):
        ResultFile(tmp_path / "out.jsonl")


def test_results_never_take_the_place_of_the_questions_by_whatever_name(tmp_path: Path) -> None:
    questions = tmp_path / "in.jsonl"
    questions.touch()
    (tmp_path / "link.jsonl").symlink_to(questions)
    for output in (questions, tmp_path / "link.jsonl", tmp_path / "." / "in.jsonl"):
        with pytest.raises(CommandFailed, match="同一个"):
            check_target(output, questions)
    check_target(tmp_path / "out.jsonl", questions)
