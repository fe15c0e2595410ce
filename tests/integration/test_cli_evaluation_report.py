"""`zhice eval report`, and the page beside the report of `zhice eval answers`."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from command_line import Zhice

from evals.model import Prediction, QuotedSource
from evals.runs.model import Observation, QuestionScore, RunManifest
from evals.runs.store import RunFolder

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def stored(folder: Path, right: bool = True, finished: bool = True) -> Path:
    """A run of one question."""
    questions = folder.parent / "set.jsonl"
    row = {"id": "1", "question": "税收?", "type": "single_fact", "gold_doc": "000", "evidence": ["税收20万元"]}
    questions.write_text(json.dumps(row | {"answer_must": ["20万元"]}, ensure_ascii=False), encoding="utf-8")
    digest = hashlib.sha256(questions.read_bytes()).hexdigest()
    manifest = RunManifest(folder.name, commit="abc1234", questions="set.jsonl", questions_sha256=digest, rows=1)
    run = RunFolder(folder)
    run.begin(manifest, questions)
    answer = "20万元" if right else "60万元"
    prediction = Prediction("1", answer, citations=(QuotedSource("000_a.txt", "税收20万元"),), latency_ms=5.0)
    run.append(prediction, Observation("1", probability=0.9))
    if finished:
        score = QuestionScore(
            "1", "single_fact", True, right, right, right, False, {1: True, 3: True}, True, citations=1, exact=1
        )
        run.finish(replace(manifest, finished_at="2026-11-24T19:00:00+00:00"), [score])
    return folder


def page_of(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_two_stored_runs_become_one_page_with_the_standing_tests(zhice: Zhice, tmp_path: Path) -> None:
    first, second = stored(tmp_path / "before"), stored(tmp_path / "after", right=False)
    table = {"title": "hostile", "head": ["方式", "守住"], "rows": [["摘录式", 12]], "remarks": []}
    (tmp_path / "hostile.json").write_text(json.dumps(table), encoding="utf-8")
    output = tmp_path / "made" / "report.html"
    ran = zhice("eval", "report", first, second, "--output", output, "--standing", tmp_path / "hostile.json")
    assert (ran.code, ran.err) == (0, "")
    assert output.name in ran.out
    page = page_of(output)
    assert "after" in page.header.get_text()
    assert "新答错 1 题" in page.select_one("section[aria-labelledby=comparison]").get_text()
    assert "恶意文件" in page.select_one("section[aria-labelledby=standing]").get_text()


def test_a_run_that_stopped_is_to_be_finished_first(zhice: Zhice, tmp_path: Path) -> None:
    ran = zhice("eval", "report", stored(tmp_path / "halfway", finished=False), "--output", tmp_path / "report.html")
    assert (ran.code, len(ran.err.splitlines())) == (1, 1)
    assert "halfway" in ran.err
    assert "--resume" in ran.err


@pytest.mark.parametrize("given", ["nowhere", "empty"])
def test_a_folder_without_a_run_is_told_in_one_line(zhice: Zhice, tmp_path: Path, given: str) -> None:
    (tmp_path / "empty").mkdir()
    ran = zhice("eval", "report", tmp_path / given, "--output", tmp_path / "report.html")
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1
    assert given in ran.err
    assert not (tmp_path / "report.html").exists()


def test_eval_answers_writes_the_page_beside_its_report(zhice: Zhice, examples_home: Path, tmp_path: Path) -> None:
    questions = tmp_path / "few.jsonl"
    lines = (EXAMPLES / "questions.jsonl").read_text(encoding="utf-8").splitlines()[:4]
    questions.write_text("\n".join(lines), encoding="utf-8")
    ran = zhice("--home", examples_home, "eval", "answers", questions, "--report", tmp_path / "out", "--json")
    assert (ran.code, ran.err) == (0, "")
    page = page_of(tmp_path / "out" / "report.html")
    assert "few.jsonl，4 题" in page.header.get_text()
    assert f"{ran.json['types']['ALL']['answer']:.1%}" in page.select_one(".tiles .big").get_text()
