"""What an upload may be, looked at before the web framework keeps anything of it."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import Message, Receive

from assistant.people.limits import Limits
from assistant.people.model import NotAllowed, Person, UploadTooLarge, require_editor

_FRAMING = 64 * 1024
"""Bytes of a form around its file."""


def is_upload(path: str) -> bool:
    """Whether the web framework takes files at `path`."""
    return path.rstrip("/") == "/gradio_api/upload"


def upload_problem(person: Person, headers: Headers, limits: Limits) -> tuple[str, int] | None:
    """What is wrong with an upload, and its status; None where it may begin."""
    try:
        require_editor(person)
        declared = headers.get("content-length", "0")
        limits.check_upload("上传", max(0, (int(declared) if declared.isdecimal() else 0) - _FRAMING))
    except NotAllowed as error:
        return str(error), 403
    except UploadTooLarge as error:
        return str(error), 413
    return None


def measured(receive: Receive, most_bytes: int) -> Receive:
    """`receive`, which breaks off a body that goes on for longer than it said."""
    seen = 0

    async def limited() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return message if seen <= most_bytes + _FRAMING else {"type": "http.disconnect"}

    return limited
