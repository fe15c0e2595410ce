"""`zhice eval answers --run`, `zhice eval compare` and `zhice eval gate` over the example corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Zhice

from evals.metrics import hits_evidence
from evals.runs.store import read_run
from evals.text import contains

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
COUNT = 12


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """Every seventh of the example questions, so that all types are there."""
    lines = (EXAMPLES / "questions.jsonl").read_text(encoding="utf-8").splitlines()[::7]
    path = tmp_path / "some.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert len(lines) == COUNT
    return path


def test_a_run_is_kept_and_equals_itself_in_comparison_and_gate(
    zhice: Zhice, examples_home: Path, questions: Path, tmp_path: Path
) -> None:
    run, report = tmp_path / "run", tmp_path / "report"
    ran = zhice("--home", examples_home, "eval", "answers", questions, "--run", run, "--report", report, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.json["figures"]["right"]["value"] == ran.json["types"]["ALL"]["answer"]
    assert ran.json["refusal_curve"][-1]["refused"] == COUNT
    assert ran.json["failed_questions"] == []
    assert "各项指标" in (report / "report.md").read_text(encoding="utf-8")
    kept = read_run(run, questions)
    assert (kept.manifest.rows, kept.manifest.questions, kept.manifest.finished) == (COUNT, "some.jsonl", True)
    assert kept.manifest.index["documents"] == 10
    assert not {"home", "llm_api_key", "api_key"} & set(kept.manifest.settings)

    compared = zhice("eval", "compare", run, run, "--json", "--report", report)
    assert compared.code == 0
    total = compared.json["total"]
    assert (total["won"], total["lost"], total["right"]["p"]) == ([], [], 1)
    assert json.loads((report / "comparison.json").read_text(encoding="utf-8")) == compared.json
    assert "配对随机化检验" in zhice("eval", "compare", run, run).out

    assert zhice("eval", "gate", run, "--baseline", run, "--max-drop", "0pt").code == 0
    now = zhice("--home", examples_home, "eval", "gate", questions, "--baseline", run, "--jobs", "2")
    assert (now.code, now.err) == (0, "")


def test_the_gate_names_each_figure_that_fell_and_fails(
    zhice: Zhice, examples_home: Path, questions: Path, tmp_path: Path
) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    assert zhice("--home", examples_home, "eval", "answers", questions, "--run", good).code == 0
    bad.mkdir()
    for file in good.iterdir():
        (bad / file.name).write_bytes(file.read_bytes())
    rows = [json.loads(line) for line in (good / "scores.jsonl").read_text(encoding="utf-8").splitlines()]
    assert rows[0]["right"]
    rows[0]["right"] = False
    (bad / "scores.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    ran = zhice("eval", "gate", bad, "--baseline", good)
    assert ran.code == 1
    assert ran.out.startswith("答对（right）：")
    assert len(ran.out.splitlines()) == 1
    assert "未通过：1 项指标" in ran.err
    assert "内容不同" in zhice("eval", "gate", EXAMPLES / "questions.jsonl", "--baseline", good).problem


def test_a_stopped_run_is_resumed_and_ends_as_one_that_was_not(
    zhice: Zhice, examples_home: Path, questions: Path, tmp_path: Path
) -> None:
    run = tmp_path / "run"
    whole = zhice("--home", examples_home, "eval", "answers", questions, "--run", run, "--json")
    scores, predictions = run / "scores.jsonl", run / "predictions.jsonl"
    done = [json.loads(line) for line in scores.read_text(encoding="utf-8").splitlines()]
    lines = predictions.read_text(encoding="utf-8").splitlines(keepends=True)
    predictions.write_text("".join(lines[:5]) + lines[5][:20], encoding="utf-8")
    scores.unlink()
    assert "--resume" in zhice("--home", examples_home, "eval", "answers", questions, "--run", run).problem
    ran = zhice("--home", examples_home, "eval", "answers", questions, "--run", run, "--resume", "--json")
    assert ran.json["types"] == whole.json["types"]
    again = [json.loads(line) for line in scores.read_text(encoding="utf-8").splitlines()]
    assert [row | {"latency_ms": 0} for row in again] == [row | {"latency_ms": 0} for row in done]
    assert "--run" in zhice("eval", "answers", questions, "--resume").problem


def test_the_figures_are_those_of_the_definition_in_words(
    zhice: Zhice, examples_home: Path, questions: Path, tmp_path: Path
) -> None:
    """Right: not refused, every demand met by one of its strings, nothing forbidden said; of a question without an
    answer, refused. Evidence cited: some quote of a gold document hits some evidence. Refusal precision and recall:
    the refused questions without an answer, over all refused, and over all without an answer.
    """
    run = tmp_path / "run"
    ran = zhice("--home", examples_home, "eval", "answers", questions, "--run", run, "--json")
    gold = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    given = [json.loads(line) for line in (run / "predictions.jsonl").read_text(encoding="utf-8").splitlines()]
    right = cited = refused_rightly = 0
    for question, answer in zip(gold, given, strict=True):
        assert question["id"] == answer["id"]
        if not question["answerable"]:
            right += answer["refused"]
            refused_rightly += answer["refused"]
            continue
        demands = [d if isinstance(d, list) else [d] for d in question["answer_must"]]
        met = all(any(contains(choice, answer["answer"]) for choice in demand) for demand in demands)
        bad = any(contains(word, answer["answer"]) for word in question["answer_must_not"])
        right += met and not bad and not answer["refused"]
        docs = question["gold_doc"] if isinstance(question["gold_doc"], list) else [question["gold_doc"]]
        cited += any(
            hits_evidence(c["quote"], e) for c in answer["citations"] if c["doc"] in docs for e in question["evidence"]
        )
    answerable = sum(question["answerable"] for question in gold)
    refused = sum(answer["refused"] for answer in given)
    figures = {name: found and found["value"] for name, found in ran.json["figures"].items()}
    assert 0 < answerable < COUNT
    assert figures["right"] == pytest.approx(right / COUNT, abs=1e-4)
    assert figures["cited_hit"] == pytest.approx(cited / answerable, abs=1e-4)
    assert figures["refusal_precision"] == pytest.approx(refused_rightly / refused, abs=1e-4)
    assert figures["refusal_recall"] == pytest.approx(refused_rightly / (COUNT - answerable), abs=1e-4)
