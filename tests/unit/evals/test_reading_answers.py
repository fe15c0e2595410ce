"""Measuring answers on reading comprehension sets."""

from __future__ import annotations

import io
import json
from collections.abc import Collection, Mapping
from pathlib import Path

import pytest
from rich.console import Console

from evals.beir import BeirPassage
from evals.errors import EvalsError
from evals.reading.measuring import measure_reading
from evals.reading.plain import plain_answer
from evals.report import print_table, to_json

QUERIES = [
    {"id": "a", "text": "何时开放", "answers": ["1956年", "五六年"]},
    {"id": "b", "text": "藏书多少", "answers": ["3万册"]},
    {"id": "c", "text": "没有答案的问题"},
    {"id": "d", "text": "出错的问题", "answers": ["甲"]},
]


def folder_with(folder: Path, queries: list[dict[str, object]]) -> Path:
    corpus = [{"id": "p", "title": "", "text": "段落"}]
    for name, rows in (("corpus", corpus), ("queries", queries)):
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        (folder / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    qrels = ["query-id\tcorpus-id\tscore", *(f"{row['id']}\tp\t1" for row in queries)]
    (folder / "qrels.tsv").write_text("\n".join(qrels) + "\n", encoding="utf-8")
    return folder


class Scripted:
    """Gives ready answers; raises for a question that it does not know."""

    def answer(self, question: str) -> str:
        return {"何时开放": "于1956年开放", "藏书多少": "藏书23万册"}[question]

    def plain(self, question: str) -> str:
        return {"藏书多少": "现有藏书3万册，读者众多"}.get(question, "")


def build(passages: list[BeirPassage]) -> Scripted:
    assert [passage.id for passage in passages] == ["p"]
    return Scripted()


def test_an_answer_counts_that_holds_any_gold_answer_whole_and_failures_count_as_wrong(tmp_path: Path) -> None:
    report = measure_reading(folder_with(tmp_path, list(QUERIES)), build)
    assert report.questions == 3  # the one without gold answers is left out
    assert report.chosen.per_question == (True, False, False)  # 3万册 is not in 23万册
    assert report.plain.per_question == (False, True, False)
    assert report.chosen.held.value == pytest.approx(1 / 3)
    assert report.chosen.length == 6
    assert (report.chosen.empty, report.plain.empty) == (1, 2)
    assert report.difference.value == 0
    assert len(report.failed) == 1
    assert report.failed[0].startswith("d：")


def test_a_limit_takes_the_first_questions(tmp_path: Path) -> None:
    report = measure_reading(folder_with(tmp_path, list(QUERIES)), build, limit=1)
    assert (report.questions, report.chosen.held.value) == (1, 1.0)


def test_a_set_without_gold_answers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvalsError, match="answers"):
        measure_reading(folder_with(tmp_path, [QUERIES[2]]), build)


def test_the_report_shows_both_ways_for_people_and_for_programs(tmp_path: Path) -> None:
    report = measure_reading(folder_with(tmp_path, list(QUERIES)), build)
    screen = io.StringIO()
    print_table(report, Console(file=screen, width=120))
    assert "选取" in screen.getvalue()
    assert "0.333" in screen.getvalue()
    values = json.loads(to_json(report))
    assert values["chosen"]["value"] == values["plain"]["value"] == 0.3333
    assert values["chosen"]["median_characters"] == 6


class Counts:
    """Every token is in one passage, but for common ones."""

    def frequencies(self, tokens: Collection[str]) -> Mapping[str, int]:
        return {token: 50 if set(token) & set("图书馆") else 1 for token in tokens}


def test_the_plain_way_takes_the_sentence_that_shares_the_rarest_words() -> None:
    text = "图书馆是新馆。古籍藏于三楼！图书馆每日开放。"
    assert plain_answer("图书馆的古籍在哪里", text, Counts(), 100) == "古籍藏于三楼！"
    assert plain_answer("图书馆", " ", Counts(), 100) == ""
