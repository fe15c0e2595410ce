"""What the assistant is asked is written down for the visitor who asked, whatever thread does the work."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.bootstrap import open_access
from assistant.model import Answer, Turn
from assistant.people.audit_file import AuditFile
from assistant.people.limits import Limits
from assistant.people.model import PROGRAM, Person, QuestionTooLong, TooManyRequests
from assistant.settings import Settings
from ui.answering_queue import AnsweringQueue
from ui.people.recorded import backend_for, recorded
from ui.people.visitor import Visitor, attach, current_visitor, visitor_of, visitor_of_event, working_for
from vectorstore.model import EVERYTHING, SearchFilter


class Echo:
    """Answers with the question, in two pieces; fails where it is told to."""

    def ask(
        self, question: str, history: Sequence[Turn] = (), where: SearchFilter = EVERYTHING, as_of: date | None = None
    ) -> Answer:
        if "错" in question:
            raise ValueError("坏了")
        return Answer(question, question, False, "")

    def stream(
        self, question: str, history: Sequence[Turn] = (), where: SearchFilter = EVERYTHING, as_of: date | None = None
    ) -> Iterator[str | Answer]:
        yield question
        yield self.ask(question)


def in_another_thread(work: Any) -> Any:
    got: list[Any] = []
    thread = threading.Thread(target=lambda: got.append(work()))
    thread.start()
    thread.join()
    return got[0]


def backend() -> Any:
    """Without what the tests do not ask for."""
    return recorded(Echo(), Limits(question_chars=20))  # type: ignore[arg-type]


def test_each_question_is_its_visitor_s_though_every_piece_comes_in_another_thread(tmp_path: Path) -> None:
    queue = AnsweringQueue(backend())
    with open_access(Settings(home=tmp_path), lambda: "3") as access:
        streams = {
            name: backend_for(Visitor(Person(name), "10.0.0.1", "web", True, access=access), queue).stream(f"{name}问")
            for name in ("甲", "乙")
        }
        for _ in range(2):
            for pieces in streams.values():
                in_another_thread(lambda pieces=pieces: next(pieces, None))
    queue.close()
    rows = AuditFile(tmp_path).read()
    assert [(row.person, row.text, row.refused, row.index_version) for row in rows] == [
        ("甲", "甲问", False, "3"),
        ("乙", "乙问", False, "3"),
    ]
    assert current_visitor().access is None


def test_a_failure_and_a_stream_that_is_left_are_written_down_as_such(tmp_path: Path) -> None:
    recorded = backend()
    with open_access(Settings(home=tmp_path), lambda: "3") as access, working_for(Visitor(PROGRAM, access=access)):
        with pytest.raises(ValueError, match="坏了"):
            recorded.ask("错")
        with pytest.raises(QuestionTooLong):
            recorded.ask("长" * 21)
        left = recorded.stream("走了")
        next(left)
        left.close()
        with pytest.raises(ValueError, match="坏了"):
            list(recorded.stream("又错"))
    rows = [(row.text, row.refused, row.problem) for row in AuditFile(tmp_path).read()]
    assert rows[0] == ("错", None, "坏了")
    assert "21 字" in rows[1][2]
    assert rows[2:] == [("走了", None, "中断"), ("又错", None, "坏了")]


def test_who_logged_in_is_counted_and_who_sits_at_the_server_is_not(tmp_path: Path) -> None:
    with open_access(Settings(home=tmp_path, requests_per_minute=1), lambda: "3") as access:
        alone = Visitor(access=access)
        person = Visitor(Person("甲"), "10.0.0.1", "web", True, access=access)
        for _ in range(5):
            alone.count_request()
        person.count_request()
        with pytest.raises(TooManyRequests):
            list(backend_for(person, Echo()).stream("？"))  # type: ignore[arg-type]


def test_an_index_that_cannot_be_read_breaks_no_record(tmp_path: Path) -> None:
    def broken() -> str:
        raise OSError("gone")

    with open_access(Settings(home=tmp_path), broken) as access, working_for(Visitor(PROGRAM, access=access)):
        backend().ask("问")
    assert [row.index_version for row in AuditFile(tmp_path).read()] == [""]


def test_the_visitor_is_found_by_the_request_and_by_an_event_of_the_page() -> None:
    visitor = Visitor(Person("甲"))
    scope: dict[str, Any] = {}
    assert visitor_of(scope).name == ""
    attach(scope, visitor)
    request = type("Request", (), {"scope": scope})()
    assert visitor_of(scope) is visitor
    assert visitor_of_event(type("Event", (), {"request": request})()) is visitor
    assert visitor_of_event(type("Event", (), {"request": None})()).name == ""
