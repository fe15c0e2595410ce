"""What goes wrong, as a status and one line in Chinese in OpenAI's error shape."""

from __future__ import annotations

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.clause_lookup import NoSuchClause
from assistant.people.model import NotAllowed, QuestionTooLong, TooManyRequests, UploadTooLarge
from assistant.ports import AssistantError, ModelUnavailable
from ui.ports import Busy, UserInterfaceError
from ui.requests import problem_line
from vectorstore.ports import VectorStoreError

_LOG = logging.getLogger(__name__)
_UNEXPECTED = "系统内部出错，未能完成。请重试；若仍出错，请管理员查看服务日志。"
STATUS_LINES = {
    400: "请求的内容读不懂，请检查 JSON 后重试。",
    404: "没有这个接口，请对照 /api/docs 检查地址。",
    405: "这个接口不接受这种请求方法，请对照 /api/docs 改正。",
}
_SECONDS_TO_WAIT = "2"


class ApiError(UserInterfaceError):
    """A request that is refused with a status and code of its own."""

    def __init__(self, message: str, status: int = 400, code: str | None = None, param: str | None = None) -> None:
        super().__init__(message)
        self.status, self.code, self.param = status, code, param


def error_body(message: str, status: int, code: str | None = None, param: str | None = None) -> dict[str, Any]:
    """{"error": {"message", "type", "param", "code"}}."""
    kind = "invalid_request_error" if status < 500 else "server_error"
    line = " ".join(message.split()).encode("utf-8", "replace").decode("utf-8")  # halves of characters fit no reply
    return {"error": {"message": line, "type": kind, "param": param, "code": code}}


def error_response(message: str, status: int, code: str | None = None, param: str | None = None) -> JSONResponse:
    """The response that refuses a request."""
    headers = {"retry-after": _SECONDS_TO_WAIT} if status == 503 else {}
    headers |= {"www-authenticate": "Bearer"} if status == 401 else {}
    return JSONResponse(error_body(message, status, code, param), status, headers)


def response_for(error: Exception) -> JSONResponse:
    """The response for anything that was raised."""
    if isinstance(error, ApiError):
        return error_response(str(error), error.status, error.code, error.param)
    if isinstance(error, RequestValidationError):
        return error_response(problem_line(error.errors(), above=1), 400)
    if isinstance(error, HTTPException):
        return error_response(STATUS_LINES.get(error.status_code, str(error.detail)), error.status_code)
    status = status_of(error)
    if status is None:
        _LOG.error("a request failed", exc_info=error)
        return error_response(_UNEXPECTED, 500)
    return error_response(str(error), status)


def status_of(error: Exception) -> int | None:
    """The status for an error whose message is meant for the user; None for a defect of the program."""
    if isinstance(error, NoSuchClause):
        return 404
    if isinstance(error, NotAllowed):
        return 403
    for kind, status in ((UploadTooLarge, 413), (QuestionTooLong, 422), (TooManyRequests, 429)):
        if isinstance(error, kind):
            return status
    if isinstance(error, (Busy, VectorStoreError, ModelUnavailable)):
        return 503
    return 400 if isinstance(error, (AssistantError, UserInterfaceError)) else None


def add_error_handlers(app: FastAPI) -> None:
    """Every failure of `app` in one shape."""

    async def handle(_: Request, error: Exception) -> JSONResponse:
        return response_for(error)

    for kind in (
        RequestValidationError,
        HTTPException,
        AssistantError,
        VectorStoreError,
        UserInterfaceError,
        Exception,
    ):
        app.add_exception_handler(kind, handle)
