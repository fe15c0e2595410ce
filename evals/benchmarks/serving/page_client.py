"""Asks as the chat's page does: joins the queue of events and reads its stream until the answer stands."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterator
from typing import Any

import httpx

from evals.errors import EvalsError

_SECONDS = 60.0
_QUESTION_BOX = "zc-box"


class PageFailed(EvalsError):
    """The page would have shown an error."""


class PageClient:
    """One person with a page open. Not to be shared between threads."""

    def __init__(self, address: str) -> None:
        """`address` is 'http://127.0.0.1:PORT'; the page's parts are read from it at once."""
        self._client = httpx.Client(base_url=address, trust_env=False, timeout=_SECONDS)
        self._session = uuid.uuid4().hex[:12]
        config = self._client.get("/config").raise_for_status().json()
        self._event = next(event for event in config["dependencies"] if _is_asking(event))
        self._parts = {part["id"]: part for part in config["components"]}

    def ask(self, question: str) -> float:
        """Seconds until the finished answer. Raises PageFailed for whatever is none."""
        began = time.perf_counter()
        body = {
            "data": [self._value(part, question) for part in self._event["inputs"]],
            "fn_index": self._event["id"],
            "session_hash": self._session,
            "trigger_id": self._event["targets"][0][0],
        }
        joined = self._client.post("/gradio_api/queue/join", json=body)
        if joined.status_code != 200:
            raise PageFailed(f"joining the queue: {joined.status_code} {joined.text[:200]}")
        last = ""
        for last in self._messages():
            if "zc-error" in last or '"unexpected_error"' in last:
                raise PageFailed(last[:300])
            if '"process_completed"' in last:
                if not json.loads(last)["success"]:
                    raise PageFailed(last[:300])
                return time.perf_counter() - began
        raise PageFailed(f"the stream ended early: {last[:300]}")

    def look_at_history(self) -> None:
        """Fetches the list of conversations, as the page does when an answer stands."""
        self._client.get("/chat/history").raise_for_status()

    def close(self) -> None:
        """Leaves the page."""
        self._client.close()

    def _messages(self) -> Iterator[str]:
        """Each as JSON. Whole messages are long, and reading them all would take time from the server measured."""
        with self._client.stream("GET", "/gradio_api/queue/data", params={"session_hash": self._session}) as reply:
            for line in reply.iter_lines():
                if line.startswith("data:"):
                    yield line[5:]

    def _value(self, part: int, question: str) -> object:
        """What the page sends for an input: the question, the server's own state, an empty hidden box."""
        held = self._parts[part]
        if held["props"].get("elem_id") == _QUESTION_BOX:
            return question
        return None if held["type"] == "state" else held["props"].get("value")


def _is_asking(event: dict[str, Any]) -> bool:
    return any(name == "submit" for _, name in event["targets"])
