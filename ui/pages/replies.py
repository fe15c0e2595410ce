"""How a request under /pages is answered: a fragment of HTML, or the one line that says why not. Starlette only."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from assistant.people.model import NotAllowed, TooManyRequests, UploadTooLarge
from assistant.ports import AssistantError
from ui.pages.parts import problem
from ui.ports import UserInterfaceError
from vectorstore.ports import VectorStoreError

FRESH = {"cache-control": "no-store"}
_STATUS: tuple[tuple[type[Exception], int], ...] = ((NotAllowed, 403), (UploadTooLarge, 413), (TooManyRequests, 429))


def answering(answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """An endpoint that tells the errors of `answer`."""

    def endpoint(request: Request) -> Response:
        return told(lambda: answer(request))

    return endpoint


def told(work: Callable[[], Response]) -> Response:
    """What `work` returns, or what it raised as a reply."""
    try:
        return work()
    except (AssistantError, VectorStoreError, UserInterfaceError) as error:
        return refused(error)


def refused(error: Exception) -> Response:
    """The line as a fragment to show."""
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), 400)
    return HTMLResponse(problem(str(error)).encode("utf-8", "replace"), status, headers=FRESH)


def fragment(html: str) -> Response:
    """A part of a page."""
    return HTMLResponse(html.encode("utf-8", "replace"), headers=FRESH)
