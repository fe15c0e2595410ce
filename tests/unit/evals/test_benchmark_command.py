"""The benchmark's command line: its options reach the measuring, and an error is one line."""

from __future__ import annotations

import json
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from evals.benchmarks import run
from evals.benchmarks.model import BenchmarkReport
from evals.benchmarks.reading.measuring import ReadingSizes
from evals.benchmarks.run import Part
from evals.errors import EvalsError

REPORT = BenchmarkReport((), (), None, 9, "Linux，2 核", None, "abc1234", "模型", "2026-01-01T00:00:00+00:00")


@pytest.fixture
def app() -> typer.Typer:
    app = typer.Typer()
    app.command()(run.main)
    return app


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (
            [],
            {
                "part": Part.ALL,
                "sizes": (1_000, 10_000),
                "retrieval_sizes": (1_000, 10_000, 100_000),
                "reading": ReadingSizes(400, (1_000_000, 20_000_000)),
                "workers": 0,
            },
        ),
        (
            ["--part", "reading", "--reading-clauses", "50", "--longest", "2.5", "--workers", "3"],
            {"part": Part.READING, "reading": ReadingSizes(50, (1_000_000, 2_500_000)), "workers": 3},
        ),
        (
            ["--part", "answers", "--clauses", "5", "--clauses", "7", "--questions", "2"],
            {"part": Part.ANSWERS, "sizes": [5, 7], "questions": 2},
        ),
        (
            ["--part", "retrieval", "--retrieval-clauses", "50", "--retrieval-clauses", "70"],
            {"part": Part.RETRIEVAL, "retrieval_sizes": [50, 70]},
        ),
    ],
)
def test_options_say_what_is_measured(
    options: list[str], wanted: dict[str, Any], app: typer.Typer, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, Any] = {}

    def note(_work: object, seed: int, **keywords: Any) -> BenchmarkReport:
        given.update(keywords, seed=seed)
        return REPORT

    monkeypatch.setattr(run, "run_benchmark", note)
    done = CliRunner().invoke(app, [*options, "--seed", "9", "--json"])
    assert json.loads(done.stdout)["commit"] == "abc1234"
    assert given.items() >= {**wanted, "seed": 9}.items()


def test_an_error_is_one_line_and_a_failure(app: typer.Typer, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise EvalsError("测不了")

    monkeypatch.setattr(run, "run_benchmark", fail)
    done = CliRunner().invoke(app, [])
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1] == "错误：测不了"
    assert done.stdout == ""


@pytest.mark.parametrize(
    "options", [["--part", "all-of-it"], ["--reading-clauses", "0"], ["--longest", "0.5"], ["--retrieval-clauses", "0"]]
)
def test_values_that_make_no_sense_are_refused(options: list[str], app: typer.Typer) -> None:
    assert CliRunner().invoke(app, options).exit_code == 2
