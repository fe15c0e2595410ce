"""Many at once: questions in turn, clients that go away, and failures in the middle of a stream."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import httpx
import pytest
from serving import served

from assistant.api import Assistant
from assistant.filters import FilterNames
from assistant.model import Answer, Turn
from vectorstore.model import EVERYTHING, SearchFilter

QUESTION = "九江国家级开发区亩均税收要求是多少？"
SOON = 15


def wait_for(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + SOON
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.02)
    return holds()


class Scripted:
    """Streams the pieces that a question is made of, one each time that `step` is set; '!' stands for a failure."""

    answerer = "scripted"

    def __init__(self) -> None:
        self.step = threading.Semaphore(0)
        self.at_work = 0
        self.most_at_work = 0
        self.sent: list[str] = []
        self.ended: list[str] = []

    def filter_for(self, names: FilterNames) -> SearchFilter:
        return EVERYTHING

    def documents(self) -> list[Any]:
        return []

    def ask(
        self, question: str, history: Sequence[Turn] = (), where: SearchFilter = EVERYTHING, as_of: date | None = None
    ) -> Answer:
        *_, answer = self.stream(question)
        assert isinstance(answer, Answer)
        return answer

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        where: SearchFilter = EVERYTHING,
        as_of: date | None = None,
    ) -> Iterator[str | Answer]:
        self.at_work += 1
        self.most_at_work = max(self.at_work, self.most_at_work)
        try:
            for piece in question.split():
                self.step.acquire(timeout=SOON)
                if piece == "!":
                    raise RuntimeError("secret detail")
                self.sent.append(piece)
                yield piece
            yield Answer(question, question.replace(" ", "") if "~" not in question else "改了", False, "")
        finally:
            self.at_work -= 1
            self.ended.append(question)


@pytest.fixture
def scripted() -> Scripted:
    return Scripted()


@pytest.fixture
def address(scripted: Scripted) -> Iterator[str]:
    with served(scripted) as address:
        try:
            yield address
        finally:
            scripted.step.release(1000)


def chat_body(question: str) -> dict[str, Any]:
    return {"model": "zhice", "stream": True, "messages": [{"role": "user", "content": question}]}


def contents(text: str) -> list[dict[str, Any]]:
    return [json.loads(line.removeprefix("data: ")) for line in text.split("\n\n") if line.startswith("data: {")]


def test_many_questions_at_once_get_the_same_answers_as_one(service: str, assistant: Assistant) -> None:
    expected = assistant.ask(QUESTION).text

    def ask(number: int) -> str:
        with httpx.Client(base_url=service, trust_env=False, timeout=60) as client:
            if number % 2:
                return str(client.post("/api/ask", json={"question": QUESTION}).json()["answer"])
            reply = client.post("/v1/chat/completions", json=chat_body(QUESTION))
            return "".join(c["choices"][0]["delta"].get("content", "") for c in contents(reply.text)).split("\n\n---")[
                0
            ]

    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(ask, range(32))) == {expected}


def test_questions_are_answered_one_at_a_time_and_the_rest_is_served_meanwhile(
    scripted: Scripted, address: str
) -> None:
    with ThreadPoolExecutor(8) as pool, httpx.Client(base_url=address, trust_env=False, timeout=30) as client:
        asked = [pool.submit(client.post, "/api/ask", json={"question": f"a b{n}"}) for n in range(6)]
        assert wait_for(lambda: scripted.at_work == 1)
        assert client.get("/api/health").json()["status"] == "ok"
        scripted.step.release(1000)
        assert sorted(reply.result().json()["answer"] for reply in asked) == [f"ab{n}" for n in range(6)]
    assert scripted.most_at_work == 1


def test_pieces_arrive_as_they_are_made(scripted: Scripted, address: str) -> None:
    with (
        httpx.Client(base_url=address, trust_env=False, timeout=30) as client,
        ThreadPoolExecutor(1) as pool,
    ):
        pool.submit(scripted.step.release)
        with client.stream("POST", "/v1/chat/completions", json=chat_body("甲 乙")) as reply:
            lines = (line for line in reply.iter_lines() if line)
            next(lines)
            assert json.loads(next(lines)[6:])["choices"][0]["delta"]["content"] == "甲"
            assert scripted.sent == ["甲"]
            scripted.step.release()
            assert json.loads(next(lines)[6:])["choices"][0]["delta"]["content"] == "乙"
            assert list(lines)[-1] == "data: [DONE]"


def test_a_client_that_goes_away_stops_the_answer(scripted: Scripted, address: str) -> None:
    question = " ".join("一二三四五六七八")
    with httpx.Client(base_url=address, trust_env=False, timeout=30) as client:
        scripted.step.release()
        with client.stream("POST", "/v1/chat/completions", json=chat_body(question)) as reply:
            next(reply.iter_raw())
    time.sleep(0.3)  # until the server has noticed
    scripted.step.release(2)
    assert wait_for(lambda: scripted.ended == [question])
    assert len(scripted.sent) <= 3
    scripted.step.release(1000)
    assert httpx.post(f"{address}/api/ask", json={"question": "好"}, trust_env=False).json()["answer"] == "好"


@pytest.mark.parametrize(
    ("path", "body"), [("/api/ask", {"question": "走了"}), ("/v1/chat/completions", chat_body("走了"))]
)
def test_a_question_whose_asker_has_gone_is_never_put(
    scripted: Scripted, address: str, path: str, body: dict[str, Any]
) -> None:
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(httpx.post, f"{address}/api/ask", json={"question": "先"}, trust_env=False, timeout=30)
        assert wait_for(lambda: scripted.at_work == 1)
        with pytest.raises(httpx.ReadTimeout):
            httpx.post(address + path, json=body, trust_env=False, timeout=0.3)
        time.sleep(1.5)  # the server looks twice a second
        scripted.step.release(1000)
        assert first.result().json()["answer"] == "先"
    assert httpx.post(f"{address}/api/ask", json={"question": "后"}, trust_env=False).json()["answer"] == "后"
    assert scripted.ended == ["先", "后"]


def test_a_failure_before_the_first_piece_is_a_status(scripted: Scripted, address: str) -> None:
    scripted.step.release(10)
    for path, body in (("/v1/chat/completions", chat_body("! 乙")), ("/api/ask", {"question": "! 乙"})):
        reply = httpx.post(address + path, json=body, trust_env=False)
        assert reply.status_code == 500
        assert "系统内部出错" in reply.json()["error"]["message"]
        assert "secret" not in reply.text


def test_a_failure_later_is_an_event_that_clients_raise(scripted: Scripted, address: str) -> None:
    scripted.step.release(10)
    reply = httpx.post(f"{address}/v1/chat/completions", json=chat_body("甲 ! 乙"), trust_env=False)
    *_, last = contents(reply.text)
    assert last["error"]["type"] == "server_error"
    assert "secret" not in reply.text
    assert "[DONE]" not in reply.text


def test_an_answer_that_takes_back_what_was_sent_says_so(scripted: Scripted, address: str) -> None:
    scripted.step.release(10)
    reply = httpx.post(f"{address}/v1/chat/completions", json=chat_body("甲 ~"), trust_env=False)
    text = "".join(c["choices"][0]["delta"].get("content", "") for c in contents(reply.text))
    assert text == "甲~\n\n（以上作废，改答如下）\n\n改了"


def test_too_many_that_wait_are_told_to_come_back(scripted: Scripted) -> None:
    with served(scripted, most_waiting=2) as address, ThreadPoolExecutor(2) as pool:
        asked = [
            pool.submit(httpx.post, f"{address}/api/ask", json={"question": "甲"}, trust_env=False, timeout=30)
            for _ in range(2)
        ]
        assert wait_for(lambda: scripted.at_work == 1)
        time.sleep(0.5)
        reply = httpx.post(f"{address}/api/ask", json={"question": "甲"}, trust_env=False)
        assert reply.status_code == 503
        assert reply.headers["retry-after"]
        assert "请稍后再试" in reply.json()["error"]["message"]
        scripted.step.release(10)
        assert [reply.result().status_code for reply in asked] == [200, 200]
