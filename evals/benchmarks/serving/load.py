"""`python -m evals.benchmarks.serving.load ADDRESS QUESTIONS`: twenty people ask a served chat at once.

"At once" is a burst: all ask at one moment, each reads the answer for some seconds and asks again, each time another
question of the set and in one conversation. With `--pause 0` nobody reads, so that all always wait: no office does
this, and it shows what the server does at most. The server is a running `zhice serve` without users and with
ZHICE_REQUESTS_PER_MINUTE=0; it and this program share the machine's cores.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import httpx
import typer

from evals.benchmarks.latency import Latency, latency_of
from evals.benchmarks.serving.page_client import PageClient
from evals.errors import EvalsError
from evals.questions import read_questions

GOAL_MS = 1000.0
"""What 95 of 100 answers to a burst of twenty people should not exceed, on two cores."""
_STRIDE = 7
"""Between the questions of one person and the next, so that no two ask the same at the same time."""


@dataclass(frozen=True, slots=True)
class LoadFigures:
    """What became of the questions of some people at once."""

    people: int
    answers: int
    errors: tuple[str, ...]
    latency: Latency
    """From a question to its finished answer, the waiting for others included."""
    seconds: float
    """From the first question to the last answer, reading included."""


def measure_load(address: str, people: int, rounds: int, questions: Sequence[str], pause_s: float = 0.0) -> LoadFigures:
    """All `people` ask at one moment, read for `pause_s` seconds and ask again, `rounds` questions each.

    Raises EvalsError where no question was answered.
    """
    clients = [PageClient(address) for _ in range(people)]
    start = threading.Barrier(people)

    def work(number: int) -> tuple[list[float], list[str]]:
        start.wait()
        return _asked(clients[number], _questions_of(number, rounds, questions), pause_s)

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


def _questions_of(person: int, rounds: int, questions: Sequence[str]) -> list[str]:
    return [questions[(person + step * _STRIDE) % len(questions)] for step in range(rounds)]


def _asked(client: PageClient, questions: Sequence[str], pause_s: float) -> tuple[list[float], list[str]]:
    """Seconds of each answer, and what went wrong."""
    times, errors = [], []
    for question in questions:
        try:
            times.append(client.ask(question))
            client.look_at_history()
        except Exception as error:  # of whatever kind, it is what a person would have seen
            errors.append(f"{type(error).__name__}: {error}")
        time.sleep(pause_s)
    return times, errors


def main(
    address: Annotated[str, typer.Argument(help="服务地址，如 http://127.0.0.1:7860")],
    questions: Annotated[Path, typer.Argument(help="题目文件（jsonl），须是该服务所收文件的题目。")],
    people: Annotated[int, typer.Option("--people", min=1, max=200, help="同时提问的人数。")] = 20,
    rounds: Annotated[int, typer.Option("--rounds", min=1, max=100, help="每人问几个问题。")] = 5,
    pause: Annotated[float, typer.Option("--pause", min=0, max=600, help="每人看答案的秒数，0 为答完立即再问。")] = 5.0,
    most: Annotated[float, typer.Option("--most", min=1, help="p95 的上限（毫秒），超过则退出码为 1。")] = GOAL_MS,
) -> None:
    """多人同时在网页上提问：错误数，从提问到答完的毫秒数。"""
    asked = [question.question for question in read_questions(questions)]
    try:
        found = measure_load(address, people, rounds, asked, pause)
    except httpx.ConnectError:
        print(f"连不上 {address}：请先启动 zhice serve。", file=sys.stderr)
        raise typer.Exit(1) from None
    print(
        f"{found.people} 人同时提问，每人看 {pause:g} 秒再问：{found.answers} 个回答，{len(found.errors)} 个错误，"
        f"p50 {found.latency.p50:.0f} 毫秒，p95 {found.latency.p95:.0f} 毫秒（上限 {most:.0f}），"
        f"共 {found.seconds:.1f} 秒"
    )
    for line in found.errors[:5]:
        print(line)
    raise typer.Exit(1 if found.errors or found.latency.p95 > most else 0)


if __name__ == "__main__":
    typer.run(main)
