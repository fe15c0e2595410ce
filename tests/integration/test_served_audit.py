"""What a server with users writes down and refuses: questions of every interface, limits, and uploads of readers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from people import EDITOR, READER, add_users, audited, logged_in, serving_people
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api import Assistant
from assistant.bootstrap import open_access
from assistant.people.audit import AuditEvent, AuditKind
from assistant.people.model import Person
from assistant.settings import Settings
from ui.people.gate import Gate

KEY = "k-0123456789"
BEARER = {"authorization": f"Bearer {KEY}"}
QUESTION = "九江国家级开发区亩均税收要求是多少"
UNANSWERABLE = "火星开发区的登陆补贴是多少？"
UPLOAD = "/gradio_api/upload"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    add_users(tmp_path)
    return tmp_path


@pytest.fixture
def address(assistant: Assistant, home: Path) -> Iterator[str]:
    with serving_people(assistant, home, KEY, api_only=True, requests_per_minute=5, question_chars=50) as served_at:
        yield served_at


def chat(question: str, stream: bool) -> dict[str, object]:
    return {"model": "zhice", "messages": [{"role": "user", "content": question}], "stream": stream}


def tool_call(question: str) -> dict[str, object]:
    params = {"name": "ask", "arguments": {"question": question}}
    return {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}


def test_questions_of_every_interface_are_written_down_with_person_and_documents(
    assistant: Assistant, home: Path
) -> None:
    with serving_people(assistant, home, KEY, api_only=True) as address:
        with logged_in(address, READER) as client:
            client.post("/api/ask", json={"question": QUESTION})
        with httpx.Client(base_url=address, trust_env=False, timeout=60, headers=BEARER) as program:
            program.post("/api/ask", json={"question": UNANSWERABLE})
            program.post("/v1/chat/completions", json=chat(QUESTION, stream=False))
            program.post("/v1/chat/completions", json=chat(QUESTION, stream=True))
            program.get("/api/search", params={"query": "亩均税收", "top_k": 1})
            headers = {"accept": "application/json, text/event-stream"}
            assert program.post("/mcp", json=tool_call(QUESTION), headers=headers).status_code == 200
    rows = [row for row in audited(home) if row.kind in (AuditKind.QUESTION, AuditKind.SEARCH)]
    assert [(row.person, row.channel, row.text, row.refused) for row in rows] == [
        (READER, "api", QUESTION, False),
        ("程序", "api", UNANSWERABLE, True),
        ("程序", "v1", QUESTION, False),
        ("程序", "v1", QUESTION, False),
        ("程序", "api", "亩均税收", None),
        ("程序", "mcp", QUESTION, False),
    ]
    assert {row.address for row in rows} == {"127.0.0.1"}
    assert {row.index_version for row in rows} == {"7"}
    assert [bool(row.documents) for row in rows] == [True, False, True, True, True, True]
    assert rows[0].documents[0].startswith("九江市")


def test_a_question_that_failed_is_written_down_with_the_reason(address: str, home: Path) -> None:
    with logged_in(address, READER) as client:
        assert client.post("/api/ask", json={"question": QUESTION, "region": "火星市"}).status_code == 400
        assert client.post("/api/ask", json={"question": " "}).status_code == 400
        long = client.post("/api/ask", json={"question": "税" * 51})
        assert long.status_code == 422
        assert long.json()["error"]["message"] == "问题太长（51 字），请缩短到 50 字以内。"
    problems = [row.problem for row in _until(home, 2)]
    assert "问题是空的" in problems[0]
    assert "51 字" in problems[1]


def test_one_too_many_in_a_minute_is_told_to_wait_and_others_are_not_held_up(address: str) -> None:
    with logged_in(address, READER) as reader, logged_in(address, EDITOR) as editor:
        replies = [reader.get("/api/search", params={"query": "税收"}) for _ in range(6)]
        assert [reply.status_code for reply in replies] == [200] * 5 + [429]
        assert "每人每分钟至多 5 次" in replies[-1].json()["error"]["message"]
        assert 1 <= int(replies[-1].headers["retry-after"]) <= 60
        assert editor.get("/api/search", params={"query": "税收"}).status_code == 200
        assert reader.get("/api/documents").status_code == 200


def test_a_reader_may_not_upload_and_an_editor_no_more_than_the_limit(assistant: Assistant, home: Path) -> None:
    """The gate refuses before the framework sees anything; what it lets pass meets the wall around the framework."""

    async def takes_files(scope: Scope, receive: Receive, send: Send) -> None:
        while (message := await receive())["type"] == "http.request" and message.get("more_body"):
            pass
        status = 200 if message["type"] == "http.request" else 400
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    with open_access(Settings(home=home, upload_mb=1), lambda: "7") as access:
        gate = Gate(takes_files, access, "127.0.0.1", has_key=False)
        cookies = {
            name: {"cookie": f"{access.sessions.cookie}={access.sessions.start(Person(name))}"}
            for name in (EDITOR, READER)
        }
        small, large = b"x" * 1000, b"x" * (2 * 1024 * 1024)
        assert _post(gate, small, {}).status_code == 401
        refused = _post(gate, small, cookies[READER])
        assert refused.status_code == 403
        assert "只有编辑可以上传" in refused.json()["detail"]
        assert _post(gate, small, cookies[EDITOR]).status_code == 200
        too_large = _post(gate, large, cookies[EDITOR])
        assert too_large.status_code == 413
        assert "上限为 1 MB" in too_large.json()["detail"]
        assert _post(gate, _pieces(large), cookies[EDITOR]).status_code == 400  # broken off


async def _pieces(content: bytes) -> AsyncIterator[bytes]:
    """A body that hides its length."""
    for start in range(0, len(content), 65536):
        yield content[start : start + 65536]


def _post(app: ASGIApp, content: bytes | AsyncIterator[bytes], headers: dict[str, str]) -> httpx.Response:
    async def post() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client:
            return await client.post(UPLOAD, content=content, headers=headers)

    return asyncio.run(post())


def _until(home: Path, questions: int) -> list[AuditEvent]:
    """The questions in the log once there are so many: it is written a moment after the answer."""
    deadline = time.monotonic() + 20
    while len(rows := [row for row in audited(home) if row.kind is AuditKind.QUESTION]) < questions:
        assert time.monotonic() < deadline, rows
        time.sleep(0.05)
    return rows
