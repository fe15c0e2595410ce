"""One thread that answers every question, whoever asks: the web chat, HTTP and MCP clients, in their order."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from queue import SimpleQueue
from typing import TypeVar

from assistant.clause_view import ClauseView
from assistant.model import Answer, Citation, Turn
from assistant.whole_document import WholeDocument
from ui.ports import AssistantBackend, Busy
from vectorstore.model import DocumentRecord

Work = Callable[[], Iterator[str | Answer]]
_Result = TypeVar("_Result")
_Piece = str | Answer | Exception | None
"""None ends a stream; an exception is what the assistant raised."""


class AnsweringQueue:
    """The assistant for many at once: the `ChatBackend` of the web chat; others await `run` and `stream_async`.

    A consumer that is slow, or has gone, holds nobody up: its pieces are kept for it, and after it has gone the
    assistant stops at the next piece.
    """

    def __init__(self, backend: AssistantBackend, most_waiting: int = 64) -> None:
        self.backend = backend
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="zhice-answers")
        self._most_waiting = most_waiting
        self._waiting = 0
        self._lock = threading.Lock()
        self._closing = threading.Event()

    def submit(self, work: Callable[[], _Result]) -> Future[_Result]:
        """Does `work` in its turn. Raises Busy where too much waits already; a cancelled turn is left out."""
        with self._lock:
            if self._waiting >= self._most_waiting:
                raise Busy(f"正在排队的问题已有 {self._waiting} 个，请稍后再试。")
            self._waiting += 1
        try:
            future = self._thread.submit(copy_context().run, work)  # whose question it is goes along
        except RuntimeError as error:
            self._left()
            raise Busy("服务正在停止，请稍后再试。") from error
        future.add_done_callback(lambda _: self._left())
        return future

    async def run(self, work: Callable[[], _Result]) -> _Result:
        """What `work` returns; left out where the caller is cancelled before its turn."""
        return await asyncio.wrap_future(self.submit(work))

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[str | Answer]:
        """See `ChatBackend`. What came while nobody read is one piece, and left out where the answer stands already."""
        pieces: SimpleQueue[_Piece] = SimpleQueue()
        gone = threading.Event()
        turn = self.submit(lambda: self._produce(lambda: self.backend.stream(question, history), pieces.put, gone))
        turn.add_done_callback(lambda _: pieces.put(None))  # also where the queue was closed before its turn
        try:
            while (piece := latest(pieces)) is not None:
                if isinstance(piece, Exception):
                    raise piece
                yield piece
        finally:
            gone.set()
            turn.cancel()

    async def stream_async(self, work: Work) -> AsyncGenerator[str | Answer, None]:
        """The pieces that `work` makes, then the finished answer; raises what it raises."""
        pieces: asyncio.Queue[_Piece] = asyncio.Queue()
        loop = asyncio.get_running_loop()
        gone = threading.Event()

        def put(piece: _Piece) -> None:
            with suppress(RuntimeError):  # the loop has ended
                loop.call_soon_threadsafe(pieces.put_nowait, piece)

        turn = self.submit(lambda: self._produce(work, put, gone))
        turn.add_done_callback(lambda _: put(None))
        try:
            while (piece := await pieces.get()) is not None:
                if isinstance(piece, Exception):
                    raise piece
                yield piece
        finally:
            gone.set()
            turn.cancel()

    def clause_context(self, citation: Citation) -> ClauseView:
        """See `ChatBackend`."""
        return self.backend.clause_context(citation)

    def whole_document(self, source: str, position: int) -> WholeDocument:
        """See `ChatBackend`."""
        return self.backend.whole_document(source, position)

    def documents(self) -> list[DocumentRecord]:
        """See `ChatBackend`."""
        return self.backend.documents()

    def example_questions(self) -> list[str]:
        """See `ChatBackend`."""
        return self.submit(self.backend.example_questions).result()

    def close(self) -> None:
        """Lets go of what waits, and ends the answer under way at its next piece."""
        self._closing.set()
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _produce(self, work: Work, put: Callable[[_Piece], None], gone: threading.Event) -> None:
        try:
            for piece in work():
                if gone.is_set() or self._closing.is_set():
                    return
                put(piece)
        except Exception as error:
            put(error)

    def _left(self) -> None:
        with self._lock:
            self._waiting -= 1


def latest(pieces: SimpleQueue[_Piece]) -> _Piece:
    """Waits for a piece; texts that are there already are joined, and give way to what ends them.

    Each piece that the page shows costs the server some milliseconds.
    """
    piece = pieces.get()
    while isinstance(piece, str) and not pieces.empty():
        other = pieces.get()
        piece = piece + other if isinstance(other, str) else other
    return piece
