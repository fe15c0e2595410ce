from __future__ import annotations

import io
import json
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import pytest
from rich.console import Console

from assistant.model import Answer, Citation, Turn
from assistant.ports import ModelUnavailable
from evals.errors import NothingToScore
from evals.model import BatchQuestion, GoldQuestion, Prediction, QuotedSource, RunContext, RunReport
from evals.report import print_table, to_json, to_markdown, write_errors
from evals.runner import run_answers, score_run

TEXTS = {"000_a.txt": "一、亩均税收不低于20万元。", "001_b.txt": "二、研发投入达到3%以上。"}
TAX = GoldQuestion(
    "1", "税收?", type="fact", gold_docs=("000",), evidence=("亩均税收不低于20万元",), must=(("20万元",),)
)
SHARE = GoldQuestion("2", "研发?", type="fact", gold_docs=("001",), evidence=("研发投入达到3%以上",), must=(("3%",),))
ABSENT = GoldQuestion("3", "天气?", type="absent", answerable=False)
FOLLOW_UP = GoldQuestion(
    "4", "研发呢?", ("税收?", "研发呢?"), gold_docs=("001",), evidence=("研发投入",), must=(("3%",),)
)


def ask(question: str, turns: Sequence[Turn]) -> Answer:
    """Quotes the document whose indicator is named, refuses what is neither, breaks on one question."""
    if "坏" in question:
        raise ModelUnavailable("模型服务\n无法连接")
    for name, word in (("000_a.txt", "税收"), ("001_b.txt", "研发")):
        if word in question:
            quote = TEXTS[name][2:]
            return Answer(
                question, f"{quote}({len(turns)})", False, "", (Citation(name, "", "", quote, 2, 2 + len(quote)),)
            )
    return Answer(question, "", True, "文件未规定")


def test_every_question_gets_a_prediction_in_order_and_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    ticks = count()
    predictions = run_answers(
        [TAX, ABSENT], ask, lambda done, total: told.append((done, total)), clock=lambda: next(ticks) / 4
    )
    cited = (QuotedSource("000_a.txt", "亩均税收不低于20万元。"),)
    assert predictions == [
        Prediction("1", "亩均税收不低于20万元。(0)", citations=cited, latency_ms=250.0),
        Prediction("3", refused=True, latency_ms=250.0),
    ]
    assert told == [(1, 2), (2, 2)]


def test_earlier_turns_are_answered_first_and_handed_on_with_their_answers() -> None:
    seen: list[tuple[str, tuple[Turn, ...]]] = []

    def spying(question: str, turns: Sequence[Turn]) -> Answer:
        seen.append((question, tuple(turns)))
        return ask(question, turns)

    conversation = BatchQuestion("1", "丙?", ("税收?", "研发?", "丙?"))
    run_answers([conversation], spying)
    first = Turn("税收?", "亩均税收不低于20万元。(0)")
    second = Turn("研发?", "研发投入达到3%以上。(1)")
    assert seen == [("税收?", ()), ("研发?", (first,)), ("丙?", (first, second))]


@pytest.mark.parametrize("broken", [BatchQuestion("1", "坏?"), BatchQuestion("1", "税收?", ("坏?", "税收?"))])
def test_an_error_in_any_turn_becomes_a_prediction_that_records_it_on_one_line(broken: BatchQuestion) -> None:
    assert run_answers([broken], ask) == [Prediction("1", error="ModelUnavailable: 模型服务 无法连接")]


def report_of(*predictions: Prediction, questions: Sequence[GoldQuestion] = (TAX, SHARE, ABSENT)) -> RunReport:
    return score_run(questions, predictions, TEXTS)


def test_an_error_counts_as_a_wrong_answer_and_not_as_a_refusal() -> None:
    questions = [TAX, SHARE, ABSENT, GoldQuestion("5", "坏?", type="absent", answerable=False)]
    report = report_of(*run_answers(questions, ask), questions=questions)
    assert [(row.name, row.n, row.answer) for row in report.rows] == [
        ("fact", 2, 1.0),
        ("absent", 2, 0.5),
        ("ALL", 4, 0.75),
    ]
    assert (report.failed, report.missing, report.refusal_precision, report.refusal_recall) == (1, 0, 1.0, 0.5)
    assert [score.question.id for score in report.wrong] == ["5"]


def test_missing_predictions_are_wrong_and_unknown_ones_are_counted() -> None:
    report = report_of(Prediction("3", refused=True), Prediction("zzz", "20万元"))
    assert (report.total.n, report.total.answer, report.missing, report.unmatched) == (3, pytest.approx(1 / 3), 2, 1)
    assert report.latency is None


def test_citations_count_for_the_document_that_they_name() -> None:
    right, loose = QuotedSource("000", "亩均税收不低于20万元"), QuotedSource("000_a", "亩均税收 不低于20万元")
    foreign = QuotedSource("001_b.txt", "亩均税收不低于20万元")
    report = report_of(Prediction("1", "20万元", citations=(right, loose, foreign)), questions=[TAX])
    total = report.total
    assert (total.cite_prec, total.cite_prec_ws, total.gold_doc) == tuple(pytest.approx(n / 3) for n in (1, 2, 2))
    assert (total.ev_hit, total.ev_all) == (1.0, 1.0)


def test_a_right_answer_without_its_evidence_is_among_the_wrong_rows() -> None:
    report = report_of(Prediction("1", "20万元"), questions=[TAX])
    assert report.total.answer == 1.0
    assert [score.question.id for score in report.wrong] == ["1"]


def test_evidence_of_two_documents_is_all_hit_only_where_both_are() -> None:
    both = GoldQuestion("9", "比较?", gold_docs=("000", "001"), evidence=(*TAX.evidence, *SHARE.evidence))
    one = report_of(Prediction("9", "x", citations=(QuotedSource("000", TAX.evidence[0]),)), questions=[both])
    assert (one.total.ev_hit, one.total.ev_all) == (1.0, 0.0)


def test_nothing_to_score_is_an_error() -> None:
    with pytest.raises(NothingToScore, match="没有任何题目"):
        run_answers([], ask)
    with pytest.raises(NothingToScore, match="没有任何题目"):
        score_run([], [], TEXTS)
    with pytest.raises(NothingToScore, match="没有任何文件原文"):
        score_run([TAX], [], {})


CONTEXT = RunContext(
    "dev", "abc123", {"embedder": "m1"}, {"mode": "hybrid", "home": Path("h")}, "2026-01-02T03:04:05Z", "2 cores"
)


def test_every_form_of_the_report_tells_the_figures_and_where_they_come_from(tmp_path: Path) -> None:
    questions = [TAX, ABSENT, FOLLOW_UP]
    report = score_run(questions, run_answers(questions, ask)[:2], TEXTS, CONTEXT)
    values = json.loads(to_json(report))
    assert values["types"]["ALL"] == {
        **{"n": 3, "answer": 0.6667, "concise": 0.6667, "must_only": 0.6667, "ev_hit": 0.5, "ev_all": 0.5},
        **{"cite_prec": 1.0, "cite_prec_ws": 1.0, "gold_doc": 1.0, "refused": 1, "len": 15},
    }
    assert values["latency_ms"]["n"] == 2
    assert values["context"] == {
        **{"questions": "dev", "commit": "abc123", "manifest": {"embedder": "m1"}},
        **{"settings": {"mode": "hybrid", "home": "h"}, "started_at": "2026-01-02T03:04:05Z", "machine": "2 cores"},
    }
    markdown = to_markdown(report)
    assert "| ALL | 3 | 0.667 | 0.667 | 0.667 | 0.500 | 0.500 | 1.000 | 1.000 | 1.000 | 1 | 15 |" in markdown
    for part in ("abc123", "embedder=m1", "mode=hybrid", "2026-01-02T03:04:05Z", "2 cores", "缺少预测 1 题"):
        assert part in markdown
    screen = io.StringIO()
    print_table(report, Console(file=screen, width=140))
    for part in ("ALL", "0.667", "答对", "缺少预测 1 题"):
        assert part in screen.getvalue()
    path = tmp_path / "errors.jsonl"
    assert write_errors(report, path) == 1
    wrong = json.loads(path.read_text(encoding="utf-8"))
    assert (wrong["id"], wrong["missing"], wrong["question"]) == ("4", True, ["税收?", "研发呢?"])


def test_a_narrow_screen_never_cuts_a_figure() -> None:
    screen = io.StringIO()
    print_table(report_of(Prediction("1", "20万元"), questions=[TAX]), Console(file=screen, width=30))
    (total,) = (line for line in screen.getvalue().splitlines() if line.lstrip().startswith("ALL"))
    assert total.split() == ["ALL", "1", "1.000", "1.000", "1.000", "0.000", "0.000", "-", "-", "-", "0", "4"]
