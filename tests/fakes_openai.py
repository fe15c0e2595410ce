"""A real HTTP server on 127.0.0.1 that speaks enough of OpenAI's chat protocol, with scripted replies and faults."""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

KEY = "sk-secret-0123456789"
MODEL = "qwen-test"


@dataclass(frozen=True)
class Reply:
    """What the server does with one request."""

    text: str = ""
    finish: str | None = "stop"
    """finish_reason; None leaves it out."""
    status: int = 200
    raw: bytes | None = None
    """Sent as the body instead of a well-formed reply."""
    location: str = ""
    hang_s: float = 0.0
    """Wait this long (or until the server stops) before answering, or after the first streamed piece."""
    drop: bool = False
    """Close the connection without a word, or after the first streamed piece."""
    piece: int = 3
    """Characters a streamed piece."""
    stream_error: str = ""
    """An error event after the first streamed piece."""


@dataclass(frozen=True)
class Seen:
    """One request that arrived."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def prompt(self) -> str:
        return "\n".join(message["content"] for message in self.body["messages"])


@dataclass
class FakeOpenAI:
    """Replies in the order of `script`; when that is used up, `respond` makes the text out of the request."""

    base_url: str = ""
    script: deque[Reply] = field(default_factory=deque)
    respond: Callable[[Seen], str] = lambda seen: "好"
    seen: list[Seen] = field(default_factory=list)
    connections: int = 0
    """Connections of any kind, well-formed requests or not."""
    stopping: threading.Event = field(default_factory=threading.Event)

    def say(self, *replies: str | Reply) -> None:
        self.script.extend(Reply(reply) if isinstance(reply, str) else reply for reply in replies)

    def reply(self, seen: Seen) -> Reply:
        self.seen.append(seen)
        if seen.path != "/v1/chat/completions":
            return Reply(status=404)
        if seen.headers.get("authorization") != f"Bearer {KEY}":
            # As OpenAI does, the message repeats the key: nobody may show it.
            return Reply(f"Incorrect API key provided: {seen.headers.get('authorization')}", status=401)
        if seen.body.get("model") != MODEL:
            return Reply(status=404)
        return self.script.popleft() if self.script else Reply(self.respond(seen))


@contextmanager
def serving() -> Iterator[FakeOpenAI]:
    """A running server; it stops, hanging requests included, when the block ends."""
    fake = FakeOpenAI()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(fake))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    fake.base_url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield fake
    finally:
        fake.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def asked_to_trace(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """An environment that asks LangChain to report every run; gives the list of the tracers it makes.

    LangSmith reads the environment once for a process, so its memory of it is cleared on both sides.
    """
    from langchain_core.tracers.langchain import LangChainTracer
    from langsmith.utils import get_env_var

    made: list[str] = []

    def refuse(self: LangChainTracer, *args: object, **kwargs: object) -> None:
        made.append(type(self).__name__)
        raise RuntimeError("a tracer was made")

    with monkeypatch.context() as patch:
        patch.setattr(LangChainTracer, "__init__", refuse)
        for name in ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2"):
            patch.setenv(name, "true")
        patch.setenv("LANGSMITH_API_KEY", "x")
        get_env_var.cache_clear()
        yield made
    get_env_var.cache_clear()


def _handler(fake: FakeOpenAI) -> type[BaseHTTPRequestHandler]:
    return type("Handler", (_Handler,), {"fake": fake})


class _Handler(BaseHTTPRequestHandler):
    """Answers for the `fake` that a subclass names."""

    fake: FakeOpenAI

    def setup(self) -> None:
        self.fake.connections += 1
        super().setup()

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length", 0))
        body = json.loads(self.rfile.read(length) or b"{}")
        seen = Seen(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
        reply = self.fake.reply(seen)
        try:
            self._answer(reply, bool(body.get("stream")))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _answer(self, reply: Reply, streaming: bool) -> None:
        self.close_connection = True
        if reply.status == 200 and reply.raw is None and streaming:
            self._stream(reply)
            return
        if reply.hang_s:
            self.fake.stopping.wait(reply.hang_s)
        if reply.drop:
            return
        kind = "text/event-stream" if streaming and reply.raw and reply.raw.startswith(b"data:") else "application/json"
        self._head(reply, kind)
        self.wfile.write(_whole(reply))

    def _head(self, reply: Reply, kind: str) -> None:
        self.send_response(reply.status)
        self.send_header("content-type", kind)
        if reply.location:
            self.send_header("location", reply.location)
        self.send_header("connection", "close")
        self.end_headers()

    def _stream(self, reply: Reply) -> None:
        self._head(reply, "text/event-stream")
        pieces = [reply.text[i : i + reply.piece] for i in range(0, len(reply.text), reply.piece)]
        for i, piece in enumerate(pieces):
            self._event(_chunk({"role": "assistant", "content": piece}, None))
            if i == 0 and reply.hang_s:
                self.fake.stopping.wait(reply.hang_s)
            if i == 0 and reply.stream_error:
                self._event({"error": {"message": reply.stream_error, "type": "server_error"}})
            if i == 0 and reply.drop:
                return
        self._event(_chunk({}, reply.finish))
        self.wfile.write(b"data: [DONE]\n\n")

    def _event(self, value: dict[str, Any]) -> None:
        self.wfile.write(b"data: " + json.dumps(value, ensure_ascii=False).encode() + b"\n\n")
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the test's output clean."""


def _whole(reply: Reply) -> bytes:
    if reply.raw is not None:
        return reply.raw
    if reply.status != 200:
        return json.dumps({"error": {"message": reply.text or "refused", "type": "error"}}).encode()
    message = {"role": "assistant", "content": reply.text}
    choice = {"index": 0, "message": message, "finish_reason": reply.finish}
    return json.dumps(
        {"id": "1", "object": "chat.completion", "created": 0, "model": MODEL, "choices": [choice]}
    ).encode()


def _chunk(delta: dict[str, str], finish: str | None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": MODEL, "choices": [choice]}
