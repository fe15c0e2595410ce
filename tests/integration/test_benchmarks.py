"""The benchmark, run small: figures that hang together."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from assistant.settings import load_settings
from evals.benchmarks import run
from evals.benchmarks.answers.measuring import is_right, measure_size
from evals.benchmarks.answers.model import LOOKUPS, RATIOS, STAGES
from evals.benchmarks.made.files import WRITERS
from evals.benchmarks.made.model import MadeQuestion
from evals.benchmarks.made.policies import CLAUSES_OF_A_DOCUMENT
from evals.benchmarks.model import BenchmarkReport
from evals.benchmarks.reading.measuring import ReadingSizes
from evals.benchmarks.reading.model import ReadingFigures
from evals.benchmarks.reading.stages import READING_STAGES
from evals.benchmarks.report import print_report, to_json
from evals.benchmarks.retrieval import model as retrieval
from evals.benchmarks.retrieval.measuring import measure_retrieval
from evals.benchmarks.run import Part, run_benchmark
from evals.errors import EvalsError

CLAUSES = 200
QUESTIONS = 25
RETRIEVAL_SIZES = (100, 400)
READ_CLAUSES = 2 * CLAUSES_OF_A_DOCUMENT
LENGTHS = (20_000, 80_000)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> BenchmarkReport:
    return run_benchmark(
        tmp_path_factory.mktemp("bench"),
        seed=7,
        sizes=[CLAUSES],
        retrieval_sizes=RETRIEVAL_SIZES,
        questions=QUESTIONS,
        reading=ReadingSizes(READ_CLAUSES, LENGTHS),
        workers=1,
    )


@pytest.fixture(scope="module")
def reading(report: BenchmarkReport) -> ReadingFigures:
    assert report.reading is not None
    return report.reading


def test_an_answer_is_right_with_its_own_figure_alone() -> None:
    question = MadeQuestion("问", "20万元", "10万元")
    assert is_right("不低于20万元[1]", question)
    assert not is_right("不低于120万元[1]", question)
    assert not is_right("国家级20万元，省级10万元", question)
    assert not is_right("文件未规定", question)


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


def test_every_format_is_read_whole_with_the_time_of_every_stage(reading: ReadingFigures) -> None:
    assert [one.suffix for one in reading.formats] == list(WRITERS)
    for one in reading.formats:
        assert (one.files, one.clauses) == (2, READ_CLAUSES)
        assert one.found == READ_CLAUSES, one.suffix
        assert one.size > 5_000
        assert tuple(one.stages) == READING_STAGES
        assert min(one.stages.values()) > 0
        assert sum(one.stages.values()) == pytest.approx(one.seconds, rel=0.05)
    assert len({one.size for one in reading.formats}) == len(WRITERS)


def test_reading_and_indexing_are_measured_with_workers_and_without(reading: ReadingFigures) -> None:
    found = reading.workers
    assert (found.workers, found.files) == (1, 2 * len(WRITERS))
    assert found.size == sum(one.size for one in reading.formats)
    runs = (found.read_here, found.read_by_workers, found.index_here, found.index_by_workers)
    assert min(run.seconds for run in runs) > 0
    assert found.start_seconds > 0
    # The libraries of the formats are loaded where files are read, those of the index where it is made.
    assert found.read_by_workers.peak < found.worker_peak
    assert found.read_by_workers.peak < found.read_here.peak < found.index_here.peak


def test_long_files_have_the_lengths_asked_for_and_the_time_of_every_stage(reading: ReadingFigures) -> None:
    for one, length in zip(reading.growth, LENGTHS, strict=True):
        assert length <= one.size < length + 15_000
        assert sum(one.stages.values()) == pytest.approx(one.run.seconds, rel=0.05)
        assert one.run.peak > 10_000_000
    assert reading.growth[0].run.seconds < reading.growth[1].run.seconds


def test_a_second_run_embeds_nothing_and_a_third_only_what_changed(reading: ReadingFigures) -> None:
    found = reading.reindexing
    assert found.files == 2
    assert found.first.embedded == found.passages > 10
    assert found.unchanged.embedded == 0
    assert 1 <= found.changed.embedded <= 3
    assert 0 < found.unchanged.seconds < found.first.seconds


def test_retrieval_is_timed_for_every_kind_of_question_at_every_size(report: BenchmarkReport) -> None:
    _, large = report.retrieval
    assert [(one.clauses, one.documents) for one in report.retrieval] == [(100, 5), (400, 20)]
    for figures in report.retrieval:
        assert list(figures.kinds) == ["zh_place", "zh", "en_place", "en"]
        for asked in figures.kinds.values():
            assert tuple(asked.latencies) == tuple(asked.processor) == retrieval.LOOKUPS
            assert all(0 < latency.p50 <= latency.p95 for latency in asked.latencies.values())
            assert tuple(asked.stages) == retrieval.STAGES
            assert min(asked.stages.values()) > 0
    assert large.kinds["zh_place"].questions == QUESTIONS
    assert (large.kinds["zh"].first, large.kinds["en"].first) == (None, None)
    first = large.kinds["zh_place"].first
    assert first is not None
    assert first >= 0.9


def test_json_and_tables_tell_the_same_figures(report: BenchmarkReport) -> None:
    record = json.loads(to_json(report))
    written = record["sizes"][0]
    figures = report.sizes[0]
    small, large = (one.kinds["zh"].latencies["retrieval"].p50 for one in report.retrieval)
    asked = record["retrieval"][1]["kinds"]["zh"]
    assert asked["growth"]["retrieval"] == pytest.approx(large / small)
    assert asked["ratios"]["retrieval/bm25"] == pytest.approx(large / asked["latencies"]["bm25"]["p50"])
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
    assert f"{report.retrieval[1].kinds['zh'].ratio('retrieval', 'chroma'):.2f}" in shown
    assert report.reading is not None
    assert f"{report.reading.workers.read_speed_up:.2f}" in shown


@pytest.mark.parametrize("part", list(Part))
def test_only_the_part_asked_for_is_run(part: Part, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[Part] = []
    monkeypatch.setattr(run, "measure_reading", lambda *_: done.append(Part.READING))
    monkeypatch.setattr(run, "measure_size", lambda *_: done.append(Part.ANSWERS))
    monkeypatch.setattr(run, "measure_retrieval", lambda *_: done.append(Part.RETRIEVAL))
    run_benchmark(tmp_path, 1, part=part, sizes=[20], retrieval_sizes=[20])
    assert done == ([part] if part is not Part.ALL else [Part.READING, Part.ANSWERS, Part.RETRIEVAL])


def test_a_folder_that_holds_an_index_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(EvalsError, match="空文件夹"):
        measure_size(tmp_path / "policies", load_settings(tmp_path / "home"), 20, 1, 1)


def test_a_home_with_documents_is_no_place_to_time_retrieval(tmp_path: Path) -> None:
    measure_retrieval(load_settings(tmp_path), 5, 1, 1)
    with pytest.raises(EvalsError, match="空文件夹"):
        measure_retrieval(load_settings(tmp_path), 5, 1, 1)
