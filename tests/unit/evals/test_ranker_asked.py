"""Natural questions on laws, as the ranker learns from them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.ranker.asked import AskedOfDocument, in_folds, read_asked
from ingest.model import TextSpan


def test_a_question_that_nothing_answers_is_left_out(tmp_path: Path) -> None:
    rows = [
        {"document": "a.md", "question": "罚多少？", "type": "fine", "answer": [[3, 9]], "evidence": [[0, 12]]},
        {"document": "a.md", "question": "谁批？", "type": "unanswerable", "answer": [], "evidence": []},
    ]
    file = tmp_path / "asked.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    assert read_asked(file) == [AskedOfDocument("a.md", "罚多少？", (TextSpan(3, 9),))]


def test_a_line_that_is_no_question_is_named(tmp_path: Path) -> None:
    file = tmp_path / "asked.jsonl"
    file.write_text('{"document": "a.md"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match="line 1"):
        read_asked(file)


def test_all_questions_on_a_document_are_in_one_part() -> None:
    names = [f"{number % 7}.md" for number in range(40)]
    questions = [AskedOfDocument(name, "谁批？", (TextSpan(0, 1),)) for name in names]
    parts = [{question.document for question in part} for part in in_folds(questions)]
    assert sum(len(part) for part in parts) == len(set(names))
