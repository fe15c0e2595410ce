from __future__ import annotations

import io
import json
import math
from pathlib import Path

import pytest
from rich.console import Console

from evals.baselines.bm25_pieces import PIECE, Bm25Pieces, best_sentence
from evals.beir import BeirPassage, read_beir
from evals.errors import BadFile, EvalsError
from evals.report import print_table, to_json, to_markdown
from evals.retrieval import evaluate_retrieval
from evals.ways import WAYS

CORPUS = [{"id": f"p{n}", "title": "", "text": f"第{n}段"} for n in range(1, 8)]
QUERIES = [{"id": "a", "text": "甲"}, {"id": "b", "text": "乙"}, {"id": "c", "text": "丙"}]
QRELS = ["query-id\tcorpus-id\tscore", "a\tp1\t1", "b\tp2\t1", "b\tp3\t1", "c\tp4\t1"]


def folder_with(folder: Path, queries: list[dict[str, str]] = QUERIES, qrels: list[str] = QRELS) -> Path:
    for name, rows in (("corpus", CORPUS), ("queries", queries)):
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        (folder / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "qrels.tsv").write_text("\n".join(qrels) + "\n", encoding="utf-8")
    return folder


class Scripted:
    """Gives ready lists by (mode, query); everything else raises."""

    def __init__(self, lists: dict[tuple[str, str], list[str]]) -> None:
        self.lists = lists

    def search(self, text: str, top_k: int, mode: str) -> list[tuple[str, float]]:
        return [(name, 1.0) for name in self.lists[(mode, text)]][:top_k]


FOUND = {
    ("bm25", "甲"): ["p1", "p2"],
    ("bm25", "乙"): ["p5", "p2", "p6", "p6", "p7", "p1", "p3"],
    ("bm25", "丙"): [],
    ("dense", "甲"): ["p2", "p1"],
    ("dense", "乙"): ["p3", "p2"],
}


def test_means_are_those_computed_by_hand_and_failed_queries_count_zero(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    built: list[list[BeirPassage]] = []

    def build(passages: list[BeirPassage]) -> Scripted:
        built.append(passages)
        return Scripted(FOUND)

    report = evaluate_retrieval(folder_with(tmp_path), build, ["bm25", "dense"], lambda *step: told.append(step))

    bm25, dense = report.scores
    ndcg_b = (1 / math.log2(3) + 1 / math.log2(7)) / (1 + 1 / math.log2(3))
    assert bm25.values == pytest.approx(
        {"R@1": 1 / 3, "R@5": (1 + 0.5) / 3, "R@10": 2 / 3, "MRR@10": (1 + 0.5) / 3, "nDCG@10": (1 + ndcg_b) / 3}
    )
    assert dense.values == pytest.approx(
        {"R@1": 0.5 / 3, "R@5": 2 / 3, "R@10": 2 / 3, "MRR@10": 1.5 / 3, "nDCG@10": (1 / math.log2(3) + 1) / 3}
    )
    assert [(failed.query_id, failed.reason) for failed in bm25.failed] == [("c", "没有检索到任何段落")]
    assert [(failed.query_id, failed.reason) for failed in dense.failed] == [("c", "KeyError: ('dense', '丙')")]
    assert built == [[BeirPassage(f"p{n}", "", f"第{n}段") for n in range(1, 8)]]
    assert told == [(mode, done, 3) for mode in ("bm25", "dense") for done in (1, 2, 3)]


def test_each_mode_is_compared_to_the_first_query_by_query(tmp_path: Path) -> None:
    report = evaluate_retrieval(folder_with(tmp_path), lambda _: Scripted(FOUND), ["bm25", "dense"])
    first, ndcg = report.differences
    assert [(d.mode, d.to, d.measure) for d in report.differences] == [
        ("dense", "bm25", "R@1"),
        ("dense", "bm25", "nDCG@10"),
    ]
    bm25, dense = report.scores
    assert first.estimate.value == pytest.approx((0 - 1 + 0.5 + 0) / 3)
    assert (first.estimate.low, first.estimate.high) == (-1, pytest.approx(0.5))
    assert ndcg.estimate.value == pytest.approx(dense.values["nDCG@10"] - bm25.values["nDCG@10"])
    record = json.loads(to_json(report))["differences"][0]
    assert record == {"mode": "dense", "to": "bm25", "measure": "R@1", "value": -0.1667, "interval": [-1.0, 0.5]}
    assert "-0.167 [-1.000, +0.500]" in to_markdown(report)
    assert "ΔR@1" in to_markdown(report)


def test_one_mode_alone_is_compared_to_nothing(tmp_path: Path) -> None:
    report = evaluate_retrieval(folder_with(tmp_path), lambda _: Scripted(FOUND), ["dense"])
    assert report.differences == ()
    assert "Δ" not in to_markdown(report)


def test_the_ways_of_an_ablation_are_modes_too(tmp_path: Path) -> None:
    lists = {(way.name, text): ["p1"] for way in WAYS for text in "甲乙丙"}
    report = evaluate_retrieval(folder_with(tmp_path), lambda _: Scripted(lists), [way.name for way in WAYS])
    assert [score.mode for score in report.scores] == ["bm25", "+fields", "+dense", "+ranker", "+understanding"]


def test_rows_that_share_an_id_each_count(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": "甲"}, {"id": "a", "text": "丁"}]
    report = evaluate_retrieval(folder_with(tmp_path, rows, QRELS[:2]), lambda _: Scripted(FOUND), ["bm25"])
    assert report.queries == 2
    assert report.scores[0].values["R@1"] == 0.5


@pytest.mark.parametrize("modes", [["bm25", "fuzzy"], []])
def test_an_unknown_mode_is_refused(tmp_path: Path, modes: list[str]) -> None:
    with pytest.raises(EvalsError, match="bm25、dense、hybrid"):
        evaluate_retrieval(folder_with(tmp_path), lambda _: Scripted(FOUND), modes)


@pytest.mark.parametrize(
    ("qrels", "problem"),
    [
        ([], "第 1 行.*表头"),
        (["query corpus score"], "第 1 行.*表头"),
        ([*QRELS, "a\tp1"], "第 6 行.*3 列"),
        ([*QRELS, "x\tp1\t1"], "第 6 行.*query-id “x”"),
        ([*QRELS, "a\tp99\t1"], "第 6 行.*corpus-id “p99”"),
        ([*QRELS, "a\tp2\tyes"], "第 6 行.*score"),
        ([*QRELS, "a\tp1\t2"], "第 6 行.*不一致"),
        (QRELS[:4], "1 个问题.*“c”"),
        ([*QRELS[:4], "c\tp4\t0"], "1 个问题.*“c”"),
    ],
)
def test_judgements_that_would_lose_a_query_are_refused(tmp_path: Path, qrels: list[str], problem: str) -> None:
    with pytest.raises(BadFile, match=problem):
        read_beir(folder_with(tmp_path, qrels=qrels))


def test_a_passage_id_given_twice_is_refused(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    (folder / "corpus.jsonl").write_text('{"id": "p1", "text": "x"}\n{"id": "p1", "text": "y"}\n', encoding="utf-8")
    with pytest.raises(BadFile, match=r"corpus\.jsonl 第 2 行.*重复"):
        read_beir(folder)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "passages", "queries"), [("news_mrc", 634, 3161), ("cmrc2018_trial", 256, 1002), ("stard", 20000, 798)]
)
def test_real_sets_are_read_without_losing_a_row(shared: Path, name: str, passages: int, queries: int) -> None:
    collection = read_beir(shared / "data" / "reading" / name)
    assert (collection.name, len(collection.passages), len(collection.queries)) == (name, passages, queries)


def test_every_form_of_the_report_lists_the_failures(tmp_path: Path) -> None:
    report = evaluate_retrieval(folder_with(tmp_path), lambda _: Scripted(FOUND), ["bm25", "dense"])
    values = json.loads(to_json(report))
    assert values["modes"]["bm25"]["R@1"] == 0.3333
    assert [failed["id"] for failed in values["failed"]] == ["c", "c"]
    screen = io.StringIO()
    print_table(report, Console(file=screen, width=120))
    for shown in (to_markdown(report), screen.getvalue()):
        assert "0.333" in shown
        assert "bm25 有 1 问未检索到内容" in shown


class WordCounts:
    """A lexical index that counts the query's characters in each text."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def upsert(self, ids: list[str], texts: list[str], documents: list[str]) -> None:
        self.texts.update(zip(ids, texts, strict=True))

    def query(
        self, text: str, top_k: int, documents: object = None, expansions: object = ()
    ) -> list[tuple[str, float]]:
        scores = {name: float(sum(c in own for c in set(text))) for name, own in self.texts.items()}
        return sorted(((n, s) for n, s in scores.items() if s), key=lambda hit: -hit[1])[:top_k]

    def delete(self, ids: object) -> None:
        raise AssertionError("a measurement deletes nothing")

    def ids(self) -> set[str]:
        return set(self.texts)

    def clear(self) -> None:
        self.texts.clear()


def test_the_baseline_answers_with_the_best_sentence_of_the_best_piece_quoted_exactly() -> None:
    texts = {"a.txt": "填" * PIECE + "前言。\u3000畝均稅收不低於20萬元\uff01\U00020bb7后语。", "b.txt": "其他内容。"}
    baseline = Bm25Pieces(WordCounts(), texts)
    answer = baseline.answer("亩均税收 不低於多少?")
    (cited,) = answer.citations
    assert (answer.refused, answer.text) == (False, "畝均稅收不低於20萬元\uff01")
    assert texts[cited.doc][cited.start : cited.end] == cited.quote == answer.text


def test_the_baseline_refuses_only_where_nothing_is_found() -> None:
    assert Bm25Pieces(WordCounts(), {"a.txt": "甲乙丙。"}).answer("xyz").refused


def test_a_blank_text_has_no_best_sentence() -> None:
    assert best_sentence("甲乙", " \n\u3000\n") == (0, 0)
