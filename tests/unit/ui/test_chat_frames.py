"""The states of the page while one question is answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from assistant.clause_view import ClauseView
from assistant.model import Answer, Citation, Turn
from assistant.ports import AssistantError, BadQuestion
from assistant.whole_document import WholeDocument
from ui.chat.keeping import Keeper
from ui.conversation import Asked, Frame, Session, converse
from ui.view import Exchange
from vectorstore.model import DocumentRecord
from vectorstore.ports import IndexMissing

ANSWER = Answer("问", "甲乙[1]", False, "", (Citation("a.txt", "题", "一", "甲", 0, 1),))


class Scripted:
    """Streams the pieces it was given; an exception among them is raised."""

    def __init__(self, *pieces: str | Answer | Exception, clause: Exception | None = None) -> None:
        self._pieces, self._clause = pieces, clause
        self.history: Sequence[Turn] | None = None

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[str | Answer]:
        self.history = history
        for piece in self._pieces:
            if isinstance(piece, Exception):
                raise piece
            yield piece

    def clause_context(self, citation: Citation) -> ClauseView:
        if self._clause:
            raise self._clause
        return ClauseView("题", "", "一", "甲乙", 0, 1, "", "")

    def whole_document(self, source: str, position: int) -> WholeDocument:
        return WholeDocument("a#0", source, "题", (), ())

    def documents(self) -> list[DocumentRecord]:
        return []

    def example_questions(self) -> list[str]:
        return []


def frames_of(backend: Scripted, question: str, earlier: tuple[Exchange, ...] = ()) -> list[Frame]:
    return list(converse(backend, Asked(question), Session("", earlier), Keeper(None)))


def test_frames_grow_with_the_pieces_and_end_with_the_finished_exchange() -> None:
    frames = frames_of(Scripted("甲", "乙", ANSWER), "问")
    assert [frame.session.exchanges for frame in frames[:-1]] == [(), (), ()]
    assert "甲乙" in frames[2].live
    assert [exchange.answer for exchange in frames[-1].session.exchanges] == [ANSWER]
    assert "<mark>甲</mark>乙" in frames[-1].live


def test_earlier_exchanges_go_to_the_backend_as_turns() -> None:
    backend = Scripted(ANSWER)
    earlier = (Exchange("先问", Answer("先问", "先答", False, "")),)
    last = frames_of(backend, "后问", earlier)[-1]
    assert backend.history == (Turn("先问", "先答"),)
    assert [exchange.question for exchange in last.session.exchanges] == ["先问", "后问"]
    assert 'data-turn="2"' in last.live


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        (BadQuestion("问题是空的。"), "问题是空的。"),
        (IndexMissing("没有索引，请运行 zhice ingest。"), "没有索引，请运行 zhice ingest。"),
        (RuntimeError("secret /path"), "系统内部出错"),
    ],
)
def test_an_error_is_one_line_and_no_part_of_the_conversation(error: Exception, shown: str) -> None:
    last = frames_of(Scripted("甲", error), "问")[-1]
    assert last.failed
    assert last.session.exchanges == ()
    assert shown in last.live
    assert "secret" not in last.live


def test_a_stream_without_an_answer_is_reported() -> None:
    last = frames_of(Scripted("甲"), "问")[-1]
    assert last.failed
    assert "答复中断" in last.live


def test_a_citation_whose_clause_is_gone_keeps_its_quote() -> None:
    last = frames_of(Scripted(ANSWER, clause=AssistantError("已删除")), "问")[-1]
    assert last.session.exchanges[0].clauses == (None,)
    assert "<mark>甲</mark>" in last.live
