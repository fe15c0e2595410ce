from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from reading_samples import make_read, read

from ingest.errors import UnreadableFile
from ingest.limits import memory_of
from ingest.reading_pool import ReadingPool, ReadOutcome, ReadTask, read_here

ORDINARY = [ReadTask(Path(f"{n}.txt"), f"{n}.txt") for n in ("slow", "二", "三", "四", "五")]


def task(behaviour: str) -> ReadTask:
    return ReadTask(Path(f"{behaviour}.txt"), f"{behaviour}.txt")


def line_of(outcome: ReadOutcome) -> str:
    assert outcome.result is None
    assert isinstance(outcome.error, UnreadableFile)
    message = str(outcome.error)
    assert "\n" not in message
    assert message.startswith(f"{outcome.task.name}：")
    return message


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadingPool]:
    with ReadingPool(make_read, 2, timeout=60) as made:
        yield made


def test_results_come_in_the_order_of_the_tasks_from_other_processes(pool: ReadingPool) -> None:
    texts = [outcome.result.source.text for outcome in pool.read(ORDINARY) if outcome.result is not None]
    assert [text.split()[0] for text in texts] == [each.name for each in ORDINARY]
    assert str(os.getpid()) not in {text.split()[1] for text in texts}


def test_tasks_are_taken_little_ahead_of_the_results(pool: ReadingPool) -> None:
    taken = 0

    def tasks() -> Iterator[ReadTask]:
        nonlocal taken
        for each in ORDINARY * 4:
            taken += 1
            yield each

    for given, _ in enumerate(pool.read(tasks())):
        assert taken <= given + 3
    assert taken == 20


@pytest.mark.parametrize(("behaviour", "words"), [("dies", "退出码 11"), ("eats", "内存"), ("damaged", "已损坏")])
def test_a_file_that_harms_its_process_is_reported_and_the_others_are_read(
    pool: ReadingPool, behaviour: str, words: str
) -> None:
    outcomes = list(pool.read([*ORDINARY[:2], task(behaviour), *ORDINARY[2:]]))
    assert words in line_of(outcomes[2])
    assert [outcome.error for outcome in outcomes[:2] + outcomes[3:]] == [None] * 5


def test_a_drive_that_does_not_answer_is_not_the_time_limit(pool: ReadingPool) -> None:
    (outcome,) = pool.read([task("unreachable")])
    assert isinstance(outcome.error, TimeoutError)


def test_an_error_that_nobody_foresaw_comes_back_as_it_was(pool: ReadingPool) -> None:
    (outcome,) = pool.read([task("breaks")])
    assert isinstance(outcome.error, KeyError)


def test_a_file_that_hangs_is_given_up_at_the_time_limit_and_no_process_stays() -> None:
    before = multiprocessing.active_children()
    with ReadingPool(make_read, 1, timeout=1.5) as pool:
        hung, fine = pool.read([task("hangs"), task("二")])
        assert "ZHICE_READ_TIMEOUT" in line_of(hung)
        assert fine.error is None
    assert multiprocessing.active_children() == before


def test_reading_here_gives_the_same_outcomes() -> None:
    outcomes = list(read_here(read, [ORDINARY[1], task("damaged"), task("breaks"), ORDINARY[2]]))
    assert [type(outcome.error).__name__ for outcome in outcomes] == [
        "NoneType",
        "UnreadableFile",
        "KeyError",
        "NoneType",
    ]


@pytest.mark.parametrize(("workers", "timeout"), [(0, 10), (1, 0)])
def test_a_pool_without_workers_or_time_is_refused(workers: int, timeout: float) -> None:
    with pytest.raises(ValueError, match="workers >= 1 and timeout > 0"):
        ReadingPool(make_read, workers, timeout)


@pytest.mark.parametrize("workers", [1, 2, 64, 10_000])
def test_workers_together_take_no_more_than_a_share_of_the_machine(workers: int) -> None:
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    assert 1 << 30 <= memory_of(workers) <= max(1 << 30, total / workers)
