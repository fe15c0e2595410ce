"""`zhice eval answers`, `zhice eval evidence` and `zhice eval retrieval`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Zhice

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
MEASURES = ["R@1", "R@5", "R@10", "MRR@10", "nDCG@10"]


def write(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def beir(folder: Path) -> Path:
    """Three passages, two queries that each name a word of their own passage."""
    folder.mkdir()
    passages = [
        ("p1", "税收", "亩均税收不低于20万元"),
        ("p2", "土地", "土地开发率不低于95%"),
        ("p3", "标准", "标准厂房"),
    ]
    write(folder / "corpus.jsonl", *({"_id": i, "id": i, "title": t, "text": x} for i, t, x in passages))
    write(folder / "queries.jsonl", {"id": "q1", "text": "亩均税收"}, {"id": "q2", "text": "土地开发率"})
    (folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\tp1\t1\nq2\tp2\t1\n", encoding="utf-8")
    return folder


def test_eval_answers_reports_the_figures_and_where_they_come_from(
    zhice: Zhice, examples_home: Path, tmp_path: Path
) -> None:
    lines = (EXAMPLES / "questions.jsonl").read_text(encoding="utf-8").splitlines()[:5]
    questions = tmp_path / "few.jsonl"
    questions.write_text("\n".join(lines), encoding="utf-8")
    report = tmp_path / "made" / "report"
    ran = zhice("--home", examples_home, "eval", "answers", questions, "--report", report, "--json")
    assert (ran.code, ran.err) == (0, "")
    total = ran.json["types"]["ALL"]
    assert total["n"] == 5
    assert total["cite_prec"] == 1.0
    assert (ran.json["missing"], ran.json["failed"], ran.json["unmatched"]) == (0, 0, 0)
    assert ran.json["context"]["questions"] == "few.jsonl"
    assert ran.json["context"]["manifest"]["dimension"] > 0
    assert json.loads((report / "report.json").read_text(encoding="utf-8")) == ran.json
    assert "few.jsonl" in (report / "report.md").read_text(encoding="utf-8")
    assert (report / "errors.jsonl").exists()


def test_eval_evidence_tells_where_the_clauses_came_and_what_stood_before_them(
    zhice: Zhice, examples_home: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report"
    ran = zhice("--home", examples_home, "eval", "evidence", EXAMPLES / "questions.jsonl", "--report", report, "--json")
    assert (ran.code, ran.err) == (0, "")
    total = ran.json["types"]["ALL"]
    assert total["n"] + ran.json["unanswerable"] == 83
    assert ran.json["not_indexed"] == []
    assert ran.json["failed"] == 0
    assert total["first"]["interval"][0] <= total["first"]["value"] <= total["top"]["value"]
    assert total["top"]["value"] >= 0.95
    assert json.loads((report / "report.json").read_text(encoding="utf-8")) == ran.json
    missed = [json.loads(line) for line in (report / "errors.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(missed) >= round(total["n"] * (1 - total["first"]["value"]))
    assert all(row["first"]["text"] for row in missed)


def test_an_ablation_measures_bm25_alone_and_with_one_part_more_each_time(
    zhice: Zhice, examples_home: Path, tmp_path: Path
) -> None:
    lines = (EXAMPLES / "questions.jsonl").read_text(encoding="utf-8").splitlines()[:20]
    questions = tmp_path / "few.jsonl"
    questions.write_text("\n".join(lines), encoding="utf-8")
    report = tmp_path / "report"
    ran = zhice("--home", examples_home, "eval", "evidence", questions, "--ablation", "--report", report, "--json")
    assert (ran.code, ran.err) == (0, "")
    ways = ran.json["ways"]
    assert list(ways) == ["bm25", "+fields", "+dense", "+ranker", "+understanding"]
    assert len({way["types"]["ALL"]["n"] for way in ways.values()}) == 1
    assert not [name for name, way in ways.items() if way["failed"]]
    assert ways["+understanding"]["types"]["ALL"]["first"]["value"] > ways["bm25"]["types"]["ALL"]["first"]["value"]
    assert sorted(path.name for path in report.iterdir()) == ["ablation.json", "ablation.md", "errors.jsonl"]


def test_no_secret_of_the_settings_is_in_a_report(
    zhice: Zhice, examples_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHICE_LLM_API_KEY", "sk-secret-0123456789")
    row = {"id": "1", "question": "火星的补贴", "answerable": False}
    ran = zhice("--home", examples_home, "eval", "answers", write(tmp_path / "q.jsonl", row), "--json")
    assert ran.code == 0
    assert "sk-secret" not in ran.out


def test_eval_retrieval_measures_three_ways_of_searching(zhice: Zhice, tmp_path: Path) -> None:
    first, second = beir(tmp_path / "first"), beir(tmp_path / "second")
    ran = zhice("eval", "retrieval", first, second, "--report", tmp_path / "report", "--json")
    assert (ran.code, ran.err) == (0, "")
    assert [row["dataset"] for row in ran.json] == ["first", "second"]
    for row in ran.json:
        assert [(d["mode"], d["measure"]) for d in row["differences"]] == [
            (mode, measure) for mode in ("dense", "hybrid") for measure in ("R@1", "nDCG@10")
        ]
        assert list(row["modes"]) == ["bm25", "dense", "hybrid"]
        for mode in ("bm25", "hybrid"):
            assert [row["modes"][mode][measure] for measure in MEASURES] == [1.0] * 5
    assert sorted(path.name for path in (tmp_path / "report").iterdir()) == [
        *("first.json", "first.md", "second.json", "second.md")
    ]


def test_eval_retrieval_by_way_measures_each_and_compares_it_to_bm25(zhice: Zhice, tmp_path: Path) -> None:
    ran = zhice("eval", "retrieval", beir(tmp_path / "set"), "--ablation", "--json")
    assert (ran.code, ran.err) == (0, "")
    (row,) = ran.json
    assert list(row["modes"]) == ["bm25", "+fields", "+dense", "+ranker", "+understanding"]
    assert row["failed"] == []
    assert {difference["to"] for difference in row["differences"]} == {"bm25"}


def test_eval_retrieval_for_people_is_a_table_of_every_mode(zhice: Zhice, tmp_path: Path) -> None:
    out = zhice("eval", "retrieval", beir(tmp_path / "set")).out
    assert all(measure in out for measure in MEASURES)
    assert all(any(line.split()[:1] == [mode] for line in out.splitlines()) for mode in ("bm25", "dense", "hybrid"))


def test_eval_without_its_files_says_what_is_missing(zhice: Zhice, examples_home: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "blank.jsonl").write_text("\n", encoding="utf-8")
    missing = tmp_path / "none.jsonl"
    for command, problem in (
        (["answers", missing], f"错误：无法读取 {missing}：找不到"),
        (["answers", tmp_path / "blank.jsonl"], "错误：blank.jsonl 中没有任何数据行"),
        (["evidence", missing], f"错误：无法读取 {missing}：找不到"),
        (["retrieval", tmp_path / "none"], f"错误：无法读取 {tmp_path / 'none' / 'corpus.jsonl'}：找不到"),
        (["retrieval", tmp_path / "empty"], f"错误：无法读取 {tmp_path / 'empty' / 'corpus.jsonl'}：找不到"),
    ):
        assert zhice("--home", examples_home, "eval", *command).problem.startswith(problem)
