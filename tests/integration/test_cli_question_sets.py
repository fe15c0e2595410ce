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


def test_a_check_of_a_set_names_every_fault_with_its_line(zhice: Zhice, examples_home: Path, tmp_path: Path) -> None:
    good = json.loads((EXAMPLES / "questions.jsonl").read_text(encoding="utf-8").splitlines()[0])
    bad = tmp_path / "bad.jsonl"
    lines = [
        good,
        {**good, "id": "two", "question": "", "lang": 3},
        {**good, "id": "x001", "question": "另一问", "evidence": ["文件里没有的话"]},
        {**good, "id": "four", "question": "第四问", "answer": "71", "gold_doc": "没有的文件.txt"},
        {**good, "id": "five", "question": "第五问", "sub": 9},
    ]
    bad.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in lines) + "{\n", encoding="utf-8")
    ran = zhice("--home", examples_home, "eval", "check-set", bad, "--json")
    assert ran.code == 1
    told = [(found["line"], found["problem"]) for found in ran.json["problems"]]
    expected = [
        *((2, "question 缺失或为空"), (2, "lang 应为文本")),
        *((3, "与第 1 行重复"), (3, "不在任何已索引的文件中")),
        *((4, "缺 60%"), (4, "含有自己的 answer_must_not：71"), (4, "不在索引中"), (5, "sub 9 超出"), (6, "JSON")),
    ]
    assert [line for line, _ in told] == [line for line, _ in expected]
    assert all(problem in text for (_, text), (_, problem) in zip(told, expected, strict=True)), told


def test_the_example_questions_pass_their_check(zhice: Zhice, examples_home: Path) -> None:
    ran = zhice("--home", examples_home, "eval", "check-set", EXAMPLES / "questions.jsonl")
    assert (ran.code, ran.out.strip()) == (0, "questions.jsonl：83 行，没有发现问题。")


def test_without_an_index_a_check_says_that_evidence_was_not_looked_for(zhice: Zhice, tmp_path: Path) -> None:
    ran = zhice("eval", "check-set", write(tmp_path / "gold.jsonl", GOLD))
    assert (ran.code, "未核对证据" in ran.out) == (0, True)


def test_drafted_rows_pass_their_check_are_unreviewed_and_equal_for_an_equal_seed(
    zhice: Zhice, examples_home: Path, tmp_path: Path
) -> None:
    first, again, other = (tmp_path / name for name in ("first.jsonl", "again.jsonl", "other.jsonl"))
    for path, seed in ((first, 3), (again, 3), (other, 4)):
        ran = zhice("--home", examples_home, "eval", "new-set", path, "--count", "40", "--seed", seed)
        assert (ran.code, ran.err) == (0, "")
    rows = rows_of(first)
    assert len(rows) == 40
    assert all(row["reviewed"] is False for row in rows)
    assert {row["type"] for row in rows} == {"single_fact", "department", "list", "cross_doc", "unanswerable"}
    swapped = [str(row["notes"]) for row in rows if not row["answerable"]]
    assert {note.split()[0] for note in swapped} >= {"region", "year"}
    assert first.read_text(encoding="utf-8") == again.read_text(encoding="utf-8")
    assert first.read_text(encoding="utf-8") != other.read_text(encoding="utf-8")
    check = zhice("--home", examples_home, "eval", "check-set", first, "--json")
    assert (check.code, check.json["problems"], check.json["unreviewed"]) == (0, [], 40)
    assert "尚未复核" in zhice("--home", examples_home, "eval", "answers", first).problem
    assert "已存在" in zhice("--home", examples_home, "eval", "new-set", first).problem


def test_feedback_is_added_unreviewed_and_what_a_person_wrote_stays(zhice: Zhice, tmp_path: Path) -> None:
    helpful = {**GOLD, "id": "feedback-000001", "type": "feedback"}
    wrong = {"id": "feedback-000002", "question": "土地开发率", "needs_review": True, "said": {"answer": "90%"}}
    feedback, output = write(tmp_path / "feedback.jsonl", helpful, wrong), tmp_path / "set.jsonl"
    corrected = {**helpful, "answer": "至少20万元", "reviewed": True, "mine": "x"}
    write(output, GOLD, corrected)
    ran = zhice("eval", "import-feedback", feedback, output)
    assert (ran.code, ran.err) == (0, "")
    assert "添加 1 行" in ran.out
    first, second, third = rows_of(output)
    assert (first, second) == (GOLD, corrected)
    assert (third["reviewed"], third["said"], "needs_review" in third) == (False, {"answer": "90%"}, False)
    assert zhice("eval", "import-feedback", feedback, output).code == 0
    assert rows_of(output) == [first, second, third]
    assert "尚未复核" in zhice("eval", "score", output, "--gold", output, "--documents", tmp_path).problem
