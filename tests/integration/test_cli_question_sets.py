"""Question sets and predictions of anyone: `zhice eval score`, `check-set`, `new-set`, `import-feedback`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Zhice

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def write(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def rows_of(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "000_a.txt").write_text("亩均税收不低于20万元。土地开发率达到95%。", encoding="utf-8")
    return folder


GOLD = {"id": "a", "question": "亩均税收多少", "gold_doc": "000", "evidence": ["亩均税收不低于20万元"]}
GOLD |= {"answer": "20万元", "answer_must": ["20万元"]}
RIGHT = {"id": "a", "answer": "不低于20万元", "citations": [{"doc": "000_a.txt", "quote": "亩均税收不低于20万元"}]}


def test_predictions_of_any_assistant_are_scored_and_a_missing_one_is_wrong(
    zhice: Zhice, texts: Path, tmp_path: Path
) -> None:
    gold = write(tmp_path / "gold.jsonl", GOLD, {**GOLD, "id": "b"})
    predictions = write(tmp_path / "pred.jsonl", RIGHT)
    report = tmp_path / "report"
    ran = zhice(
        *("eval", "score", predictions, "--gold", gold, "--documents", texts, "--json", "--report", report),
    )
    assert (ran.code, ran.err) == (0, "")
    total = ran.json["types"]["ALL"]
    assert (total["n"], total["answer"], total["ev_hit"], total["cite_prec"]) == (2, 0.5, 0.5, 1.0)
    assert (ran.json["missing"], ran.json["unreviewed"]) == (1, 0)
    assert json.loads((report / "report.json").read_text(encoding="utf-8")) == ran.json
    assert [row["id"] for row in rows_of(report / "errors.jsonl")] == ["b"]


def test_unreviewed_rows_are_no_gold_unless_asked_for_and_then_the_output_says_so(
    zhice: Zhice, texts: Path, tmp_path: Path
) -> None:
    gold = write(tmp_path / "gold.jsonl", GOLD, {**GOLD, "id": "b", "reviewed": False})
    call = ("eval", "score", write(tmp_path / "pred.jsonl", RIGHT), "--gold", gold, "--documents", texts)
    assert "gold.jsonl 第 2 行：尚未复核" in zhice(*call).problem
    ran = zhice(*call, "--include-unreviewed")
    assert ran.code == 0
    assert "未经人工复核的题目 1 道" in ran.out
