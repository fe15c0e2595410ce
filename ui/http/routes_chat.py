"""`/v1`: Zhice as a model of OpenAI's chat protocol, for the chat clients that speak it."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from assistant.model import Answer
from ui.answering_queue import AnsweringQueue
from ui.footnotes import message_text, remaining_text
from ui.http.chat_protocol import DONE, MODEL, ChatRequest, Completion, event, model_record, usage_of
from ui.http.errors import ApiError, response_for
from ui.http.gone import while_there
from ui.http.replies import failures
from ui.operations import told

_HEADERS = {"cache-control": "no-cache", "x-accel-buffering": "no"}

Pieces = AsyncGenerator[str | Answer, None]


def chat_routes(queue: AnsweringQueue, count_tokens: Callable[[str], int]) -> APIRouter:
    """The routes around the assistant behind `queue`."""
    routes = APIRouter(prefix="/v1", tags=["兼容 OpenAI 的接口"], responses=failures(404))
    started = int(time.time())

    @routes.get("/models", summary="模型列表")
    async def models() -> dict[str, Any]:
        """只有一个模型：zhice。"""
        return {"object": "list", "data": [model_record(started)]}

    @routes.get("/models/{model}", summary="一个模型")
    async def one_model(model: str) -> dict[str, Any]:
        """模型 zhice。"""
        _require_model(model)
        return model_record(started)

    @routes.post("/chat/completions", summary="对话", response_model=None)
    async def completions(request: Request, body: ChatRequest) -> Response:
        """与 OpenAI 的 chat/completions 相同；引文在正文之后作脚注，并在 citations 与 zhice 两个字段里。"""
        _require_model(body.model)
        if body.stream:
            return await _streamed(request, queue, body, count_tokens)
        answer = await while_there(request, _answer(queue, body))
        usage = usage_of(body.messages, message_text(answer), count_tokens)
        return JSONResponse(Completion().whole(answer, usage))

    return routes


def _require_model(name: str) -> None:
    if name != MODEL:
        raise ApiError(f"没有名为“{name[:60]}”的模型，请用 {MODEL}。", 404, "model_not_found", "model")


async def _answer(queue: AnsweringQueue, body: ChatRequest) -> Answer:
    question, turns, day, backend = body.question, body.turns, body.day, queue.backend
    return await queue.run(lambda: backend.ask(question, turns, backend.filter_for(body.names), day))


async def _streamed(
    request: Request, queue: AnsweringQueue, body: ChatRequest, count_tokens: Callable[[str], int]
) -> Response:
    """The stream; what fails before its first piece is refused with a status, as for a reply in one piece."""
    question, turns, day, backend = body.question, body.turns, body.day, queue.backend
    pieces = queue.stream_async(lambda: backend.stream(question, turns, backend.filter_for(body.names), day))
    first = await while_there(request, _first(pieces))
    return StreamingResponse(
        _events(first, pieces, body, count_tokens), media_type="text/event-stream", headers=_HEADERS
    )


async def _events(
    first: str | Answer, rest: Pieces, body: ChatRequest, count_tokens: Callable[[str], int]
) -> AsyncIterator[bytes]:
    completion = Completion()
    every: dict[str, Any] = {"usage": None} if body.includes_usage else {}
    yield event(completion.chunk({"role": "assistant", "content": "", "refusal": None}, **every))
    sent = ""
    try:
        async with aclosing(_chained(first, rest)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Answer):
                    record = told(piece)
                    text = remaining_text(piece, sent)
                    yield event(completion.chunk({"content": text, "citations": record["citations"]}, **every))
                    yield event(completion.chunk({}, "stop", **every, zhice=record))
                else:
                    text = piece
                    yield event(completion.chunk({"content": text}, **every))
                sent += text
    except Exception as error:  # the status has been sent; the protocol has an event for this
        yield bytes(b"data: " + response_for(error).body + b"\n\n")
        return
    if body.includes_usage:
        yield event(completion.usage_chunk(usage_of(body.messages, sent, count_tokens)))
    yield DONE


async def _first(pieces: Pieces) -> str | Answer:
    return await anext(pieces)


async def _chained(first: str | Answer, rest: Pieces) -> Pieces:
    async with aclosing(rest):
        yield first
        async for piece in rest:
            yield piece
