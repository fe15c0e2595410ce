"""`python -m evals.benchmarks.serving.load ADDRESS`: twenty people ask a served chat at once.

The server is a running `zhice serve` without users and with ZHICE_REQUESTS_PER_MINUTE=0, on cores of its own.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Annotated

import typer

from evals.benchmarks.latency import Latency, latency_of
from evals.benchmarks.serving.page_client import PageClient
from evals.errors import EvalsError

QUESTIONS = (
    "九江国家级开发区亩均税收要求是多少？",
    "武汉经开区补短板工作由谁负责？",
    "天津市开发区改革由哪个部门牵头？",
    "湖北省对开发区改革有哪些要求？",
)


@dataclass(frozen=True, slots=True)
class LoadFigures:
    """What became of the questions of some people at once."""

    people: int
    answers: int
    errors: tuple[str, ...]
    latency: Latency
    """From a question to its finished answer, the waiting for others included."""
    seconds: float


def measure_load(
    address: str, people: int, rounds: int, pause_s: float = 0.0, questions: Sequence[str] = QUESTIONS
) -> LoadFigures:
    """Each of `people` asks `rounds` questions, and reads each answer for `pause_s` seconds; all come together.

    With a pause the first questions are spread over it, as those of people are; without one all ask at one moment.

    Raises EvalsError where no question was answered.
    """
    clients = [PageClient(address) for _ in range(people)]
    start = threading.Barrier(people)

    def work(number: int) -> tuple[list[float], list[str]]:
        times, errors = [], []
        start.wait()
        time.sleep(pause_s * number / people)
        for step in range(rounds):
            try:
                times.append(clients[number].ask(questions[(number + step) % len(questions)]))
            except Exception as error:  # of whatever kind, it is what a person would have seen
                errors.append(f"{type(error).__name__}: {error}")
            time.sleep(pause_s)
        return times, errors

    began = time.perf_counter()
    try:
        with ThreadPoolExecutor(people) as pool:
            done = list(pool.map(work, range(people)))
    finally:
        for client in clients:
            client.close()
    times = [seconds for taken, _ in done for seconds in taken]
    errors = tuple(line for _, lines in done for line in lines)
    if not times:
        raise EvalsError(f"no question was answered: {errors[:1]}")
    latency = latency_of([seconds * 1000 for seconds in times])
    return LoadFigures(people, len(times), errors, latency, time.perf_counter() - began)


def main(
    address: Annotated[str, typer.Argument(help="服务地址，如 http://127.0.0.1:7860")],
    people: Annotated[int, typer.Option("--people", min=1, max=200, help="同时提问的人数。")] = 20,
    rounds: Annotated[int, typer.Option("--rounds", min=1, max=100, help="每人问几个问题。")] = 5,
    pause: Annotated[float, typer.Option("--pause", min=0, max=600, help="每人看答案的秒数，0 为答完立即再问。")] = 5.0,
) -> None:
    """多人同时在网页上提问：错误数，从提问到答完的毫秒数。"""
    found = measure_load(address, people, rounds, pause)
    print(
        f"{found.people} 人，{found.answers} 个回答，{len(found.errors)} 个错误，"
        f"p50 {found.latency.p50:.0f} 毫秒，p95 {found.latency.p95:.0f} 毫秒，共 {found.seconds:.1f} 秒"
    )
    for line in found.errors[:5]:
        print(line)
    raise typer.Exit(1 if found.errors else 0)


if __name__ == "__main__":
    typer.run(main)
