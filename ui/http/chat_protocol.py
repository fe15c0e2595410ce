"""OpenAI's chat protocol: requests read, replies and chunks made. No framework."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from assistant.model import Answer, Turn
from ui.footnotes import answer_alone, message_text
from ui.operations import told
from ui.ports import BadRequest
from ui.requests import Filters

MODEL = "zhice"
DONE = b"data: [DONE]\n\n"


class Part(BaseModel):
    """A piece of a message in parts."""

    type: str
    text: str = ""


class Message(BaseModel):
    """A message; those of the system and of tools are not read."""

    role: str
    content: str | list[Part] | None = None

    @property
    def text(self) -> str:
        """Its words. Raises BadRequest where it holds something that is no text."""
        if isinstance(self.content, list):
            if any(part.type not in {"text", "refusal"} for part in self.content):
                raise BadRequest("只接受文字，不接受图片、声音或文件；请只发文字。")
            return "\n".join(part.text for part in self.content)
        return self.content or ""


class StreamOptions(BaseModel):
    """What a stream tells beside the answer."""

    include_usage: bool = False


class ChatRequest(Filters):
    """A request of OpenAI's protocol, and beside it the filters of `/api/ask`; what else it holds is passed over."""

    model_config = ConfigDict(extra="ignore")

    model: str = Field(description="zhice")
    messages: list[Message] = Field(min_length=1, description="对话；最后一条是问题，system 消息不影响回答的内容")
    stream: bool | None = Field(default=False, description="逐段返回（SSE）")
    stream_options: StreamOptions | None = None
    n: int | None = Field(default=None, ge=1, le=1, description="只能为 1")

    @property
    def question(self) -> str:
        """The last message. Raises BadRequest where that is not the user's."""
        if self.messages[-1].role != "user":
            raise BadRequest("messages 的最后一条应是用户的问题（role 为 user）。")
        return self.messages[-1].text

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The conversation before the question."""
        turns: list[Turn] = []
        for message in self.messages[:-1]:
            if message.role == "user":
                turns.append(Turn(message.text))
            elif message.role == "assistant" and turns:
                turns[-1] = Turn(turns[-1].question, answer_alone(message.text))
        return tuple(turns)

    @property
    def includes_usage(self) -> bool:
        return self.stream_options is not None and self.stream_options.include_usage


@dataclass(frozen=True, slots=True)
class Completion:
    """One reply under way: what all its chunks have in common."""

    id: str = field(default_factory=lambda: f"chatcmpl-{uuid.uuid4().hex}")
    created: int = field(default_factory=lambda: int(time.time()))

    def whole(self, answer: Answer, usage: dict[str, Any]) -> dict[str, Any]:
        """The reply in one piece; the citations stand in the message and the whole answer under 'zhice'."""
        record = told(answer)
        message = {
            "role": "assistant",
            "content": message_text(answer),
            "refusal": None,
            "citations": record["citations"],
        }
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
        return {**self._head("chat.completion"), "choices": [choice], "usage": usage, "zhice": record}

    def chunk(self, delta: dict[str, Any], finish: str | None = None, **more: Any) -> dict[str, Any]:
        """One event of a stream."""
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return {**self._head("chat.completion.chunk"), "choices": [choice], **more}

    def usage_chunk(self, usage: dict[str, Any]) -> dict[str, Any]:
        """The last event of a stream that was asked to tell its tokens."""
        return {**self._head("chat.completion.chunk"), "choices": [], "usage": usage}

    def _head(self, kind: str) -> dict[str, Any]:
        return {"id": self.id, "object": kind, "created": self.created, "model": MODEL}


def usage_of(messages: Iterable[Message], reply: str, count: Callable[[str], int]) -> dict[str, Any]:
    """Tokens of a request and its reply."""
    asked, told = sum(count(message.text) for message in messages), count(reply)
    return {"prompt_tokens": asked, "completion_tokens": told, "total_tokens": asked + told}


def event(value: dict[str, Any]) -> bytes:
    """One server-sent event."""
    return f"data: {json.dumps(value, ensure_ascii=False)}\n\n".encode()


def model_record(created: int) -> dict[str, Any]:
    """The one model that there is."""
    return {"id": MODEL, "object": "model", "created": created, "owned_by": MODEL}
