from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.errors import BadFile
from evals.model import BatchQuestion, GoldQuestion, Prediction, QuotedSource
from evals.predictions import prediction_record, read_predictions
from evals.questions import read_batch, read_questions
from evals.sources import read_texts

GOLD = {"id": "a", "question": "多少?", "gold_doc": "000", "evidence": ["甲"]}


def write(folder: Path, *rows: object) -> Path:
    path = folder / "rows.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_gold_row_gives_all_its_fields(tmp_path: Path) -> None:
    row = {
        **{"id": 7, "turns": ["甲?", "乙呢?"], "question": "乙呢?", "lang": "zh-Hant", "type": "cross_doc"},
        **{"gold_doc": ["000", "002"], "sub": 3, "evidence": ["子", "丑"], "answer": "5年"},
        **{"answer_must": ["20家", ["5年", "五年"]], "answer_must_not": ["3"], "answerable": True, "notes": "x"},
        **{"correction": {"doc": "000", "must": ["8%"]}},
    }
    expected = GoldQuestion(
        **{"id": "7", "question": "乙呢?", "turns": ("甲?", "乙呢?"), "lang": "zh-Hant", "type": "cross_doc"},
        **{"gold_docs": ("000", "002"), "sub": (3,), "evidence": ("子", "丑"), "answer": "5年"},
        **{"must": (("20家",), ("5年", "五年")), "must_not": ("3",), "answerable": True, "correction": (("8%",),)},
    )
    assert read_questions(write(tmp_path, row)) == [expected]
    assert expected.earlier == ("甲?",)


def test_gold_documents_may_be_listed_with_their_positions(tmp_path: Path) -> None:
    listed = [{"gold_doc": "001", "sub": 4}, {"gold_doc": "004", "sub": 0}]
    (question,) = read_questions(write(tmp_path, {**GOLD, "sub": 1, "gold_docs": listed, "evidence_doc": ["001"]}))
    assert (question.gold_docs, question.sub, question.evidence_docs) == (("001", "004"), (4, 0), ("001",))


@pytest.mark.shared
@pytest.mark.parametrize(("name", "rows", "with_turns"), [("dev.jsonl", 60, 0), ("dev_followups.jsonl", 8, 8)])
def test_the_dev_sets_are_read_whole(shared: Path, name: str, rows: int, with_turns: int) -> None:
    questions = read_questions(shared / "questions" / name)
    assert len(questions) == rows
    assert sum(bool(question.turns) for question in questions) == with_turns
    assert all(question.turns[-1] == question.question for question in questions if question.turns)


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        ("{", "不是合法的 JSON"),
        ("[1]", "应为 JSON 对象"),
        ({**GOLD, "id": ""}, "字段 id"),
        ({**GOLD, "id": None}, "字段 id"),
        ({**GOLD, "id": "first"}, "与第 1 行重复"),
        ({**GOLD, "question": " "}, "字段 question"),
        ({**GOLD, "question": 5}, "字段 question 应为文本"),
        ('{"id": "a", "question": "\\ud800"}', "残缺的字符"),
        ({**GOLD, "turns": []}, "字段 turns"),
        ({**GOLD, "turns": ["a", " "]}, "字段 turns"),
        ({**GOLD, "evidence": [3]}, "字段 evidence 应为文本"),
        ({**GOLD, "evidence": []}, "gold_doc 和 evidence"),
        ({**GOLD, "gold_doc": None}, "gold_doc 和 evidence"),
        ({**GOLD, "answer_must": "5年"}, "字段 answer_must 应为列表"),
        ({**GOLD, "answer_must": [[]]}, "空的备选"),
        ({**GOLD, "answerable": "no"}, "字段 answerable"),
        ({**GOLD, "sub": "1"}, "字段 sub"),
        ({**GOLD, "gold_docs": ["001"]}, "字段 gold_docs"),
        ({**GOLD, "gold_docs": [{"gold_doc": "001", "sub": "1"}]}, "字段 sub"),
        ({**GOLD, "correction": {"must": "8%"}}, "字段 correction"),
    ],
)
def test_a_bad_gold_row_is_refused_with_its_line_number(tmp_path: Path, bad: object, problem: str) -> None:
    path = write(tmp_path, {**GOLD, "id": "first"}, "", bad)
    with pytest.raises(BadFile) as caught:
        read_questions(path)
    message = str(caught.value)
    assert message.startswith("rows.jsonl 第 3 行")
    assert problem in message
    assert "\n" not in message


@pytest.mark.parametrize("content", [b"", b"\n \n"])
def test_a_file_without_rows_is_an_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "empty.jsonl"
    path.write_bytes(content)
    for read in (read_questions, read_batch, read_predictions):
        with pytest.raises(BadFile, match=r"empty\.jsonl 中没有任何数据行"):
            read(path)


def test_a_file_that_is_missing_or_not_utf8_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "gbk.jsonl"
    path.write_bytes('{"id": "1", "question": "多少"}'.encode("gbk"))
    with pytest.raises(BadFile, match="UTF-8"):
        read_batch(path)
    with pytest.raises(BadFile, match="无法读取"):
        read_batch(tmp_path / "none.jsonl")


def test_batch_rows_are_questions_or_conversations(tmp_path: Path) -> None:
    path = write(tmp_path, "\ufeff" + json.dumps({"id": "1", "question": "甲?"}), {"id": 2, "turns": ["乙?", "丙?"]})
    assert read_batch(path) == [BatchQuestion("1", "甲?"), BatchQuestion("2", "丙?", ("乙?", "丙?"))]


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        ("{broken", "不是合法的 JSON"),
        ({"question": "甲?"}, "字段 id"),
        ({"id": " ", "question": "甲?"}, "字段 id"),
        ({"id": "a", "question": "甲?"}, "重复"),
        ({"id": "b", "question": 5}, "字段 question 应为文本"),
        ({"id": "b", "turns": "甲?"}, "字段 turns 应为列表"),
        ({"id": "b", "turns": ["甲?", None]}, "字段 turns 应为文本"),
    ],
)
def test_a_bad_batch_row_is_refused_with_its_line_number(tmp_path: Path, bad: object, problem: str) -> None:
    with pytest.raises(BadFile, match=f"^rows.jsonl 第 2 行.*{problem}"):
        read_batch(write(tmp_path, {"id": "a", "question": "甲?"}, bad))


@pytest.mark.parametrize(
    ("asked", "question", "turns"),
    [
        ({}, "", ()),
        ({"question": None}, "", ()),
        ({"question": " "}, " ", ()),
        ({"question": "字" * 10_000}, "字" * 10_000, ()),
        ({"turns": []}, "", ()),
        ({"turns": ["甲?", " "]}, " ", ("甲?", " ")),
        ({"turns": ["甲?"] * 500}, "甲?", ("甲?",) * 500),
    ],
)
def test_a_batch_question_that_cannot_be_asked_is_read_all_the_same(
    tmp_path: Path, asked: dict[str, object], question: str, turns: tuple[str, ...]
) -> None:
    assert read_batch(write(tmp_path, {"id": "a", **asked})) == [BatchQuestion("a", question, turns)]


def test_predictions_come_in_the_form_of_the_batch_output(tmp_path: Path) -> None:
    cited = {"doc": "000.txt", "title": "t", "clause": "一", "quote": "甲\u3000\U00020bb7", "start": 0, "end": 3}
    full = {"id": "1", "question": "q", "answer": "甲", "refused": False, "reason": "", "citations": [cited]}
    path = write(tmp_path, {**full, "latency_ms": 12}, {"id": 2, "answer": None, "refused": True, "citations": None})
    first = Prediction("1", "甲", citations=(QuotedSource("000.txt", "甲\u3000\U00020bb7"),), latency_ms=12.0)
    assert read_predictions(path) == [first, Prediction("2", refused=True)]


def test_a_prediction_written_is_read_back_equal(tmp_path: Path) -> None:
    predictions = [
        Prediction("1", "甲", citations=(QuotedSource("a", "b"),), latency_ms=1.5),
        Prediction("2", error="OSError: x"),
        Prediction("3", refused=True),
    ]
    assert read_predictions(write(tmp_path, *map(prediction_record, predictions))) == predictions


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        ({"id": "b", "refused": "yes"}, "字段 refused"),
        ({"id": "b", "citations": {}}, "字段 citations 应为列表"),
        ({"id": "b", "citations": ["000"]}, "字段 citations 的每一项"),
        ({"id": "b", "citations": [{"doc": 0}]}, "字段 doc"),
        ({"id": "b", "latency_ms": "12"}, "字段 latency_ms"),
        ({"id": "b", "latency_ms": -1}, "字段 latency_ms"),
        ('{"id": "b", "latency_ms": NaN}', "字段 latency_ms"),
        ({"id": "a"}, "重复"),
    ],
)
def test_a_bad_prediction_is_refused_with_its_line_number(tmp_path: Path, bad: object, problem: str) -> None:
    with pytest.raises(BadFile, match=f"^rows.jsonl 第 2 行.*{problem}"):
        read_predictions(write(tmp_path, {"id": "a"}, bad))


def test_texts_keep_their_line_ends_and_must_be_utf8(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("甲\r\n乙\u3000".encode())
    assert read_texts(tmp_path) == {"a.txt": "甲\r\n乙\u3000"}
    (tmp_path / "b.txt").write_bytes("甲".encode("gbk"))
    with pytest.raises(BadFile, match=r"b\.txt"):
        read_texts(tmp_path)
    with pytest.raises(BadFile, match="不存在"):
        read_texts(tmp_path / "none")
