"""What the benchmark measures with: its clock, its stages and its memory gauge."""

from __future__ import annotations

import math
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.bootstrap import make_read
from evals.benchmarks.made.files import write_files
from evals.benchmarks.memory import in_new_process, peak_memory
from evals.benchmarks.reading.formats import clauses_found
from evals.benchmarks.reading.stages import READING_STAGES, timed_reading
from evals.benchmarks.stopwatch import Stopwatch
from evals.errors import EvalsError
from ingest import pipeline
from ingest.chunking import Chunker

MANY_BYTES = 300_000_000


def hold(size: int) -> int:
    held = bytearray(b"x") * size
    return peak_memory() if len(held) == size else 0


def refuse() -> None:
    raise EvalsError("不行")


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


def test_a_function_is_watched_within_the_block_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, plain = Stopwatch(), math.sqrt
    with pytest.raises(ValueError, match="math domain"), clock.watching(math, "sqrt", "root"):  # noqa: PT012
        assert math.sqrt(4) == 2
        once = clock.seconds["root"]
        math.sqrt(-1)
    assert once > 0
    assert math.sqrt is plain


@pytest.mark.parametrize(
    ("owner", "function", "stage"),
    [
        (pipeline, "read_file", "read"),
        (pipeline, "region_of", "clean"),
        (pipeline, "parse_clauses", "tree"),
        (pipeline, "find_facts", "facts"),
        (Chunker, "chunk", "chunk"),
    ],
)
def test_a_slow_function_shows_in_its_stage(
    owner: Any, function: str, stage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ((path, _),) = write_files(tmp_path, "txt", 3, 1)
    read, call = make_read(400), getattr(owner, function)
    read(path, path.name)

    def slow(*arguments: Any) -> Any:
        time.sleep(0.5)
        return call(*arguments)

    monkeypatch.setattr(owner, function, slow)
    clock = Stopwatch()
    with timed_reading(read, clock) as timed:
        timed(path, path.name)
    assert clock.seconds[stage] >= 0.5
    assert set(clock.seconds) == set(READING_STAGES)
    assert max(clock.seconds, key=lambda each: clock.seconds[each]) == stage
    assert getattr(owner, function) is slow


def test_a_clause_that_did_not_come_through_is_not_counted(tmp_path: Path) -> None:
    ((path, document),) = write_files(tmp_path, "txt", 6, 1)
    result = make_read(400)(path, path.name)
    assert clauses_found(result, document) == 6
    lost = document.clauses[2].heading
    kept = tuple(replace(chunk, text=chunk.text.replace(lost, "")) for chunk in result.chunks)
    assert clauses_found(replace(result, chunks=kept), document) == 5


def test_memory_of_a_new_process_is_its_own() -> None:
    held = bytearray(b"x") * MANY_BYTES
    assert peak_memory() > len(held)
    assert 1_000_000 < in_new_process(peak_memory) < MANY_BYTES
    assert in_new_process(hold, MANY_BYTES) > MANY_BYTES


def test_an_error_in_a_new_process_comes_back() -> None:
    with pytest.raises(EvalsError, match="不行"):
        in_new_process(refuse)
