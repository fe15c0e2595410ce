"""The speed benchmark, run small: its corpus, its clock, and figures that hang together."""

from __future__ import annotations

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from assistant.settings import load_settings
from evals.benchmarks.measuring import is_right, measure_size
from evals.benchmarks.model import LOOKUPS, RATIOS, STAGES, BenchmarkReport
from evals.benchmarks.policies import CLAUSES_OF_A_DOCUMENT, MadeQuestion, make_policies
from evals.benchmarks.report import print_report, to_json
from evals.benchmarks.run import run_benchmark
from evals.benchmarks.stopwatch import Stopwatch
from evals.errors import EvalsError

CLAUSES = 200
QUESTIONS = 25


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> BenchmarkReport:
    return run_benchmark([CLAUSES], QUESTIONS, seed=7, work=tmp_path_factory.mktemp("bench"))


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_a_seed_makes_the_same_files_and_another_seed_others(tmp_path: Path) -> None:
    first, again, other = (make_policies(tmp_path / name, 60, 5, seed) for name, seed in (("a", 1), ("b", 1), ("c", 2)))
    assert first == again != other
    assert contents(tmp_path / "a") == contents(tmp_path / "b") != contents(tmp_path / "c")


@pytest.mark.parametrize("clauses", [1, CLAUSES_OF_A_DOCUMENT, CLAUSES_OF_A_DOCUMENT + 1, 47])
def test_as_many_clauses_are_written_as_were_asked_for(clauses: int, tmp_path: Path) -> None:
    made = make_policies(tmp_path, clauses, 3, 1)
    texts = contents(tmp_path)
    assert sum(len(re.findall("^（[一二三四五]）", text, re.MULTILINE)) for text in texts.values()) == clauses
    assert made.files == len(texts)
    assert made.size == sum(len(text.encode()) for text in texts.values())


def test_every_question_has_its_two_figures_in_one_clause_of_its_region(tmp_path: Path) -> None:
    made = make_policies(tmp_path, 100, 100, 3)
    assert len(made.questions) == 100
    for question in made.questions:
        region, level, indicator = re.fullmatch("(.+?)(国家级|省级)开发区(.+)要求是多少？", question.text).groups()  # type: ignore[union-attr]
        (document,) = (text for text in contents(tmp_path).values() if text.startswith(region))
        other = "省级" if level == "国家级" else "国家级"
        bound = "(?:不低于|不超过)"
        assert re.search(f"{level}开发区{indicator}{bound}{question.figure}[，；]", document)
        assert re.search(f"{other}开发区{indicator}{bound}{question.other}[，；]", document)


@pytest.mark.parametrize(("clauses", "questions"), [(0, 1), (1, 0), (10_000_000, 1)])
def test_impossible_numbers_are_refused(clauses: int, questions: int, tmp_path: Path) -> None:
    with pytest.raises(EvalsError, match="条"):
        make_policies(tmp_path, clauses, questions, 1)


def test_an_answer_is_right_with_its_own_figure_alone() -> None:
    question = MadeQuestion("问", "20万元", "10万元")
    assert is_right("不低于20万元[1]", question)
    assert not is_right("不低于120万元[1]", question)
    assert not is_right("国家级20万元，省级10万元", question)
    assert not is_right("文件未规定", question)


def test_a_stage_inside_another_counts_once() -> None:
    clock = Stopwatch()
    with clock.stage("whole"):
        before = dict(clock.seconds)
        with clock.stage("part"):
            sum(range(200_000))
    assert before == {}
    assert clock.seconds["part"] > clock.seconds["whole"] > 0


def test_a_watched_method_still_returns_and_raises_what_it_did() -> None:
    class Owner:
        def half(self, number: int) -> float:
            return 1 / number

    clock, owner = Stopwatch(), Owner()
    clock.watch(owner, "half", "halving")
    assert owner.half(2) == 0.5
    with pytest.raises(ZeroDivisionError):
        owner.half(0)
    assert clock.seconds["halving"] > 0


def test_a_small_run_measures_every_stage_and_way_and_answers_most_questions(report: BenchmarkReport) -> None:
    (figures,) = report.sizes
    ingest = figures.ingest
    assert (ingest.clauses, ingest.files) == (CLAUSES, CLAUSES // CLAUSES_OF_A_DOCUMENT)
    assert 0 < ingest.passages <= 2 * CLAUSES
    assert ingest.index_size > 0
    assert tuple(ingest.stages) == STAGES
    assert min(ingest.stages.values()) > 0
    assert sum(ingest.stages.values()) == pytest.approx(ingest.seconds, rel=0.05)
    assert tuple(figures.latencies) == LOOKUPS
    assert all(0 < latency.p50 <= latency.p95 for latency in figures.latencies.values())
    assert figures.questions == QUESTIONS
    assert figures.right >= 0.8 * QUESTIONS


def test_json_and_tables_tell_the_same_figures(report: BenchmarkReport) -> None:
    written = json.loads(to_json(report))["sizes"][0]
    figures = report.sizes[0]
    assert written["ingest"]["clauses_per_second"] == pytest.approx(CLAUSES / figures.ingest.seconds)
    assert set(written["ratios"]) == {f"{way}/{to}" for way, to in RATIOS}
    assert written["ratios"]["hybrid/bm25"] == pytest.approx(
        written["latencies"]["hybrid"]["p50"] / written["latencies"]["bm25"]["p50"]
    )
    screen = StringIO()
    print_report(report, Console(file=screen, width=120))
    shown = screen.getvalue()
    assert f"{figures.right} / {QUESTIONS}" in shown
    assert f"{figures.ratio('hybrid', 'bm25'):.2f}" in shown
    assert report.embedder in shown


def test_a_folder_that_holds_an_index_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(EvalsError, match="空文件夹"):
        measure_size(tmp_path / "policies", load_settings(tmp_path / "home"), 20, 1, 1)
