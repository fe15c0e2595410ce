"""One thread that answers everybody."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Sequence
from queue import SimpleQueue

import pytest

from assistant.model import Answer, Turn
from assistant.ports import BadQuestion
from ui.answering_queue import AnsweringQueue, latest
from ui.ports import Busy


class Backend:
    """Streams the characters of a question."""

    def __init__(self) -> None:
        self.threads: set[int] = set()
        self.hold = threading.Event()
        self.holds_after_first = False

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[str | Answer]:
        self.threads.add(threading.get_ident())
        if not question:
            raise BadQuestion("问题是空的。")
        for piece in question:
            yield piece
            if self.holds_after_first:
                self.hold.wait(10)
        yield Answer(question, question, False, "")

    def example_questions(self) -> list[str]:
        self.threads.add(threading.get_ident())
        return ["甲"]


@pytest.fixture
def queue() -> Iterator[AnsweringQueue]:
    made = AnsweringQueue(Backend(), most_waiting=2)  # type: ignore[arg-type]
    yield made
    made.backend.hold.set()  # type: ignore[attr-defined]
    made.close()


def pieces(queue: AnsweringQueue, question: str) -> list[str]:
    return [piece if isinstance(piece, str) else piece.text for piece in queue.stream(question)]


def test_both_ways_of_streaming_end_in_the_same_answer_in_one_thread(queue: AnsweringQueue) -> None:
    async def streamed() -> list[str]:
        found = queue.stream_async(lambda: queue.backend.stream("甲乙"))
        return [piece if isinstance(piece, str) else piece.text async for piece in found]

    assert asyncio.run(streamed()) == ["甲", "乙", "甲乙"]
    assert pieces(queue, "甲乙")[-1] == "甲乙"
    assert queue.example_questions() == ["甲"]
    assert len(queue.backend.threads) == 1  # type: ignore[attr-defined]
    assert threading.get_ident() not in queue.backend.threads  # type: ignore[attr-defined]


def test_what_the_assistant_raises_reaches_the_asker_and_nobody_else(queue: AnsweringQueue) -> None:
    with pytest.raises(BadQuestion):
        pieces(queue, "")
    assert pieces(queue, "甲")[-1] == "甲"


def test_a_consumer_that_stops_reading_holds_nobody_up(queue: AnsweringQueue) -> None:
    queue.backend.holds_after_first = True  # type: ignore[attr-defined]
    slow = queue.stream("甲乙丙")
    assert next(slow) == "甲"
    queue.backend.hold.set()  # type: ignore[attr-defined]
    assert pieces(queue, "丁")[-1] == "丁"
    rest = list(slow)
    assert [piece if isinstance(piece, str) else piece.text for piece in rest] == ["甲乙丙"]


def test_text_that_came_while_nobody_read_is_one_piece_and_gives_way_to_the_answer() -> None:
    waiting: SimpleQueue[str | Answer | Exception | None] = SimpleQueue()
    answer = Answer("", "甲乙", False, "")
    for piece in ("甲", "乙"):
        waiting.put(piece)
    assert latest(waiting) == "甲乙"
    for each in ("甲", "乙", answer, None):
        waiting.put(each)
    assert latest(waiting) == answer
    assert latest(waiting) is None


def test_the_queue_has_an_end_and_takes_questions_again_after_it(queue: AnsweringQueue) -> None:
    hold = queue.backend.hold  # type: ignore[attr-defined]
    held = [queue.submit(hold.wait) for _ in range(2)]
    with pytest.raises(Busy, match="请稍后再试"):
        queue.submit(hold.wait)
    hold.set()
    for future in held:
        future.result(10)
    assert pieces(queue, "甲")[-1] == "甲"


def test_closing_lets_go_of_those_that_wait(queue: AnsweringQueue) -> None:
    hold = queue.backend.hold  # type: ignore[attr-defined]
    queue.submit(hold.wait)
    waiting = queue.stream("甲")
    found: list[str | Answer] = []
    reader = threading.Thread(target=lambda: found.extend(waiting))
    reader.start()
    queue.close()
    hold.set()
    reader.join(10)
    assert not reader.is_alive()
    with pytest.raises(Busy, match="正在停止"):
        queue.submit(hold.wait)
