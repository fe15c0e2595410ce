"""Figures made of evidence ranks, and their report."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from evidence_samples import LAND, TAX, Found, gold, hit, record
from rich.console import Console

from evals.ablation import measure_ablation
from evals.errors import NothingToScore
from evals.evidence.measuring import measure_evidence
from evals.evidence.model import EvidenceReport
from evals.model import GoldQuestion
from evals.report import print_table, to_json, to_markdown, write_errors
from evals.ways import WAYS, Parts

OTHER = "其他内容，与所问无关，只是凑数的一段。"
RECORDS = [record("000_a.txt")]
FILL = [hit(OTHER)] * 5
QUESTIONS = [
    gold("1", TAX),
    gold("2", TAX, LAND, type="乙"),
    gold("3", LAND, type="乙"),
    gold("4", LAND),
    GoldQuestion("5", "无答案", type="丙", answerable=False),
]
LISTS = {
    "问1": [hit(TAX)],
    "问2": [hit(OTHER), hit(LAND), *FILL, hit(TAX)],
    "问3": [*FILL, *FILL],
}


def measured() -> EvidenceReport:
    return measure_evidence(QUESTIONS, Found(LISTS), RECORDS)


def test_shares_are_those_counted_by_hand_and_no_answerable_question_is_left_out() -> None:
    report = measured()
    first, second = report.types
    assert (first.name, first.n, second.name, second.n) == ("甲", 2, "乙", 2)
    assert [row.first.value for row in report.rows] == [0.5, 0.0, 0.25]
    assert [row.top.value for row in report.rows] == [0.5, 0.5, 0.5]
    assert [row.all_top.value for row in report.rows] == [0.5, 0.0, 0.25]
    assert [row.mrr.value for row in report.rows] == [0.5, 0.25, 0.375]
    assert (report.unanswerable, report.failed) == (1, 1)
    assert [score.question.id for score in report.missed] == ["2", "3", "4"]
    assert report.missed[2].error == "KeyError: '问4'"


def test_of_a_conversation_the_last_turn_is_searched_after_the_earlier_ones() -> None:
    found = Found({"那省级的呢": [hit(TAX)]})
    turns = ("国家级要多少", "那省级的呢")
    report = measure_evidence([gold("1", TAX, question=turns[-1], turns=turns)], found, RECORDS)
    assert found.asked == [("那省级的呢", ["国家级要多少"])]
    assert report.total.first.value == 1.0


def test_parts_of_one_evidence_in_two_passages_count_once_and_are_told() -> None:
    report = measure_evidence([gold("1", TAX)], Found({"问1": [hit(OTHER), hit(TAX[:9]), hit(TAX[9:])]}), RECORDS)
    assert (report.total.top.value, report.total.mrr.value, report.total.partial) == (1.0, 0.5, 1)


def test_gold_documents_that_are_not_indexed_are_named() -> None:
    report = measure_evidence([gold("1", TAX, docs=["777"])], Found(LISTS), RECORDS)
    assert report.not_indexed == ("777",)
    assert "777" in to_markdown(report)


@pytest.mark.parametrize("questions", [[], [QUESTIONS[-1]]])
def test_a_set_without_answerable_questions_is_an_error(questions: list[GoldQuestion]) -> None:
    with pytest.raises(NothingToScore):
        measure_evidence(questions, Found(LISTS), RECORDS)


def test_every_form_of_the_report_tells_the_figures_with_their_intervals(tmp_path: Path) -> None:
    report = measured()
    values = json.loads(to_json(report))
    total = values["types"]["ALL"]
    assert total["n"] == 4
    assert total["first"]["value"] == 0.25
    assert total["first"]["interval"][0] <= 0.25 <= total["first"]["interval"][1]
    screen = io.StringIO()
    print_table(report, Console(file=screen, width=150))
    for shown in (to_markdown(report), screen.getvalue()):
        assert "0.250 [0.000, 0.750]" in shown
        assert "无答案的 1 题不计入" in shown
        assert "检索出错 1 题" in shown
    assert write_errors(report, tmp_path / "errors.jsonl") == 3
    second = json.loads((tmp_path / "errors.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert [(found["rank"], found["whole"]) for found in second["evidence"]] == [(8, True), (2, True)]
    assert second["first"]["text"] == OTHER


def test_each_way_of_an_ablation_has_one_part_more_and_the_last_has_all() -> None:
    parts = [sum((way.parts.fields, way.parts.dense, way.parts.ranker, way.parts.understanding)) for way in WAYS]
    assert parts == [0, 1, 2, 3, 4]


def test_an_ablation_measures_the_same_questions_by_every_way() -> None:
    tried: list[Parts] = []

    def search_with(parts: Parts) -> Found:
        tried.append(parts)
        return Found({"问1": [hit(TAX)] if parts.ranker else [hit(OTHER), hit(TAX)]})

    report = measure_ablation([gold("1", TAX)], search_with, RECORDS)
    assert tried == [way.parts for way in WAYS]
    assert [found.total.first.value for _, found in report.reports] == [0, 0, 0, 1, 1]
    values = json.loads(to_json(report))
    assert list(values["ways"]) == [way.name for way in WAYS]
    assert values["ways"]["+ranker"]["types"]["甲"]["first"]["value"] == 1.0
    table = to_markdown(report)
    assert "| 类型 | 题数 | BM25 | + 分字段 | + 向量 | + 排序模型 | + 问题理解 |" in table
    assert f"| ALL | 1 | {' | '.join(['0.000 / 1.000'] * 3 + ['1.000 / 1.000'] * 2)} |" in table
