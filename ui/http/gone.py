"""Work for a client that may go away before it is done."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

from fastapi import Request

from ui.http.errors import ApiError

_SECONDS_BETWEEN_LOOKS = 0.5
_CLIENT_CLOSED_REQUEST = 499

_Result = TypeVar("_Result")


async def while_there(request: Request, work: Coroutine[Any, Any, _Result]) -> _Result:
    """What `work` returns; where the client goes away before, its turn is given up."""
    task = asyncio.ensure_future(work)
    while not (await asyncio.wait({task}, timeout=_SECONDS_BETWEEN_LOOKS))[0]:
        if await request.is_disconnected():
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            raise ApiError("客户端已断开。", _CLIENT_CLOSED_REQUEST)
    return task.result()
