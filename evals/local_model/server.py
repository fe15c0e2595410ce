"""A real HTTP server on 127.0.0.1 that speaks OpenAI's chat protocol, streaming included, with scripted faults.

Tests and measurements ask it in place of a language model: what it replies is either a script or a function of
the request.
"""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sk-secret-0123456789"
MODEL = "qwen-test"
_ALIVE_EVERY_S = 0.02


@dataclass(frozen=True, slots=True)
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
    alive_s: float = 0.0
    """For so long nothing but signs of life (comments of the event stream) after the first streamed piece."""
    done: bool = True
    """Ends a stream with [DONE]."""
    kind: str = ""
    """Content type, where it is not what the protocol asks for."""
    reasoning: str = ""
    """Streamed before the text in a field of its own, as servers of reasoning models do."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One request that arrived."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def prompt(self) -> str:
        """Every message's text, one after the other."""
        return "\n".join(message["content"] for message in self.body["messages"])


@dataclass
class FakeOpenAI:
    """Replies in the order of `script`; when that is used up, `respond` makes the text out of the request."""

    base_url: str = ""
    script: deque[Reply] = field(default_factory=deque)
    respond: Callable[[Seen], str] = lambda seen: "好"
    rewrite: Callable[[Seen, Reply], Reply] = lambda seen, reply: reply
    """What is done to a scripted reply once its request is known."""
    seen: list[Seen] = field(default_factory=list)
    connections: int = 0
    """Connections of any kind, well-formed requests or not."""
    stopping: threading.Event = field(default_factory=threading.Event)

    def say(self, *replies: str | Reply) -> None:
        """Puts further replies behind those that are still to come."""
        self.script.extend(Reply(reply) if isinstance(reply, str) else reply for reply in replies)

    def reply(self, seen: Seen) -> Reply:
        """What to do with a request: the address, the key and the model's name are looked at first, as servers do."""
        self.seen.append(seen)
        if seen.path != "/v1/chat/completions":
            return Reply(status=404)
        if seen.headers.get("authorization") != f"Bearer {KEY}":
            # As OpenAI does, the message repeats the key: nobody may show it.
            return Reply(f"Incorrect API key provided: {seen.headers.get('authorization')}", status=401)
        if seen.body.get("model") != MODEL:
            return Reply(status=404)
        return self.rewrite(seen, self.script.popleft()) if self.script else Reply(self.respond(seen))


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


def _handler(fake: FakeOpenAI) -> type[BaseHTTPRequestHandler]:
    return type("Handler", (_Handler,), {"fake": fake})


class _Handler(BaseHTTPRequestHandler):
    """Answers for the `fake` that a subclass names."""

    fake: FakeOpenAI

    def setup(self) -> None:
        self.fake.connections += 1
        super().setup()

    def do_POST(self) -> None:
        """Reads the request, then does what the fake says."""
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
        events = streaming and reply.raw is not None and reply.raw.startswith((b"data:", b":"))
        self._head(reply, "text/event-stream" if events else "application/json")
        self.wfile.write(_whole(reply))

    def _head(self, reply: Reply, kind: str) -> None:
        self.send_response(reply.status)
        self.send_header("content-type", reply.kind or kind)
        if reply.location:
            self.send_header("location", reply.location)
        self.send_header("connection", "close")
        self.end_headers()

    def _stream(self, reply: Reply) -> None:
        self._head(reply, "text/event-stream")
        if reply.reasoning:
            self._event(_chunk({"role": "assistant", "content": "", "reasoning_content": reply.reasoning}, None))
        pieces = [reply.text[i : i + reply.piece] for i in range(0, len(reply.text), reply.piece)]
        for i, piece in enumerate(pieces):
            self._event(_chunk({"role": "assistant", "content": piece}, None))
            if i == 0 and self._breaks(reply):
                return
        self._event(_chunk({}, reply.finish))
        if reply.done:
            self.wfile.write(b"data: [DONE]\n\n")

    def _breaks(self, reply: Reply) -> bool:
        """Does what is to go wrong after the first piece; true where the stream ends with it."""
        if reply.hang_s:
            self.fake.stopping.wait(reply.hang_s)
        ends = time.monotonic() + reply.alive_s
        while reply.alive_s and time.monotonic() < ends and not self.fake.stopping.wait(_ALIVE_EVERY_S):
            self.wfile.write(b": still thinking\n\n")
        if reply.stream_error:
            self._event({"error": {"message": reply.stream_error, "type": "server_error"}})
        return reply.drop

    def _event(self, value: dict[str, Any]) -> None:
        self.wfile.write(b"data: " + json.dumps(value, ensure_ascii=False).encode() + b"\n\n")
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the output clean."""


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
