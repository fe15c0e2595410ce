"""`zhice batch`: a file of questions to a file of answers, whole or not at all."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from command_line import Zhice

QUESTION = "九江国家级开发区亩均税收要求是多少"
KEYS = [
    "id",
    "question",
    "answer",
    "refused",
    "reason",
    "citations",
    "latency_ms",
    "answerer",
    "notes",
    "checks",
    "sides",
    "corrects",
]


def write(path: Path, *rows: object) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_row_is_answered_in_order_and_a_conversation_by_its_last_turn(
    zhice: Zhice, examples_home: Path, tmp_path: Path
) -> None:
    questions = write(
        tmp_path / "in.jsonl", {"id": "甲", "question": QUESTION}, {"id": 7, "turns": [QUESTION, "那省级的呢？"]}
    )
    output = tmp_path / "out.jsonl"
    ran = zhice("--home", examples_home, "batch", questions, "--output", output)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"已回答 2 个问题（其中拒答 0 个），结果在 {output}。\n"
    rows = read(output)
    assert [list(row) for row in rows] == [KEYS, KEYS]
    assert [(row["id"], row["question"], row["refused"]) for row in rows] == [
        ("甲", QUESTION, False),
        ("7", "那省级的呢？", False),
    ]
    assert "20万元" in rows[0]["answer"]
    assert "10万元" in rows[1]["answer"]
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".partial"] == []


def test_a_row_and_ask_give_the_same_answer(zhice: Zhice, examples_home: Path, tmp_path: Path) -> None:
    questions = write(tmp_path / "in.jsonl", {"id": "1", "question": QUESTION})
    zhice("--home", examples_home, "batch", questions, "--output", tmp_path / "out.jsonl")
    asked = zhice("--home", examples_home, "ask", QUESTION, "--json").json
    varying = {"id", "latency_ms"}
    row = read(tmp_path / "out.jsonl")[0]
    assert {k: v for k, v in row.items() if k not in varying} == {k: v for k, v in asked.items() if k not in varying}


def test_a_question_that_cannot_be_asked_is_refused_with_the_reason_and_stops_no_other(
    zhice: Zhice, examples_home: Path, tmp_path: Path
) -> None:
    questions = write(
        tmp_path / "in.jsonl",
        {"id": "empty", "question": " "},
        {"id": "none"},
        {"id": "long", "question": "字" * 10_000},
        {"id": "turn", "turns": ["", QUESTION]},
        {"id": "turns", "turns": [QUESTION] * 51},
        {"id": "good", "question": QUESTION},
    )
    output = tmp_path / "out.jsonl"
    assert zhice("--home", examples_home, "batch", questions, "--output", output).code == 0
    rows = {row["id"]: row for row in read(output)}
    reasons = {
        "empty": "问题是空的",
        "none": "问题是空的",
        "long": "问题太长（10000 字）",
        "turn": "第 1 轮：问题是空的",
        "turns": "对话有 51 轮，最多 50 轮",
    }
    assert list(rows) == [*reasons, "good"]
    for name, reason in reasons.items():
        assert rows[name]["refused"] is True
        assert rows[name]["citations"] == []
        assert rows[name]["reason"].startswith(reason)
    assert rows["good"]["refused"] is False


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        ("{broken", "不是合法的 JSON"),
        ({"question": QUESTION}, "字段 id"),
        ({"id": "a", "question": QUESTION}, "与第 1 行重复"),
    ],
)
def test_a_broken_row_is_named_before_anything_is_done(
    zhice: Zhice, examples_home: Path, tmp_path: Path, bad: object, problem: str
) -> None:
    questions = write(tmp_path / "in.jsonl", {"id": "a", "question": QUESTION}, bad)
    ran = zhice("--home", examples_home, "batch", questions, "--output", tmp_path / "out.jsonl")
    assert ran.problem.startswith("错误：in.jsonl 第 2 行：")
    assert problem in ran.problem
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


@pytest.mark.parametrize(
    ("output", "problem"),
    [
        ("none/out.jsonl", "结果文件所在的文件夹不存在"),
        ("folder", "是文件夹"),
        ("in.jsonl", "结果文件与问题文件是同一个"),
        ("in.jsonl/out.jsonl", "结果文件所在的文件夹不存在"),
    ],
)
def test_an_output_that_cannot_be_written_is_named_and_the_questions_stay(
    zhice: Zhice, examples_home: Path, tmp_path: Path, output: str, problem: str
) -> None:
    questions = write(tmp_path / "in.jsonl", {"id": "a", "question": QUESTION})
    (tmp_path / "folder").mkdir()
    before = questions.read_bytes()
    assert problem in zhice("--home", examples_home, "batch", questions, "--output", tmp_path / output).problem
    assert questions.read_bytes() == before


def test_a_missing_file_of_questions_is_named(zhice: Zhice, tmp_path: Path) -> None:
    ran = zhice("batch", tmp_path / "none.jsonl", "--output", tmp_path / "out.jsonl")
    assert ran.problem == f"错误：无法读取 {tmp_path / 'none.jsonl'}：找不到，请检查路径"


def test_results_of_an_earlier_run_are_replaced_only_by_whole_ones(
    zhice: Zhice, examples_home: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out.jsonl"
    output.write_text("earlier", encoding="utf-8")
    questions = write(tmp_path / "in.jsonl", {"id": "a", "question": QUESTION})
    zhice("--home", tmp_path / "no index", "batch", questions, "--output", output)
    assert output.read_text(encoding="utf-8") == "earlier"
    zhice("--home", examples_home, "batch", questions, "--output", output)
    assert read(output)[0]["id"] == "a"


_TOO_MANY = 50_000
"""Questions that no machine answers before it is told to stop."""


def test_an_interrupted_run_leaves_its_rows_beside_the_result_file(examples_home: Path, tmp_path: Path) -> None:
    questions = write(tmp_path / "in.jsonl", *({"id": n, "question": QUESTION} for n in range(_TOO_MANY)))
    output = tmp_path / "out.jsonl"
    partial = tmp_path / "out.jsonl.partial"

    script = (
        "import sys, threading, time, os, signal, pathlib\n"
        "def stop():\n"
        f"    partial = pathlib.Path({str(partial)!r})\n"
        "    while not (partial.exists() and partial.stat().st_size): time.sleep(0.02)\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "threading.Thread(target=stop, daemon=True).start()\n"
        f"sys.argv = {['zhice', '--home', str(examples_home), 'batch', str(questions), '--output', str(output)]!r}\n"
        "from assistant.cli import main; main()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 130
    assert not output.exists()
    rows = read(partial)
    assert 0 < len(rows) < _TOO_MANY
    assert done.stderr == f"运行中断，已完成的 {len(rows)} 行保存在 {partial}。\n"
