"""What is kept of one user, what the page's script may ask, and what else the chat remembers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from chat_samples import ANSWER, clause_of

from assistant.feedback.model import Opinion
from assistant.feedback.ports import BadFeedback
from assistant.feedback.store import SqliteFeedback
from assistant.history.ports import UnknownConversation
from assistant.history.store import SqliteHistory
from assistant.kept_records import KeptRecords
from assistant.ports import AssistantError
from ingest.model import TextSpan
from ui.chat.examples import ExampleQuestions
from ui.chat.keeping import Keeper
from ui.chat.requested import GivenOpinion, opinion_of, place, text_of
from ui.chat.stopping import ComingAnswers
from ui.ports import BadRequest
from vectorstore.model import DocumentRecord


@pytest.fixture
def records(tmp_path: Path) -> Iterator[KeptRecords]:
    with closing(KeptRecords(SqliteHistory(tmp_path), SqliteFeedback(tmp_path), lambda: "3f9a2b7c#12")) as kept:
        yield kept


@pytest.fixture
def keeper(records: KeptRecords) -> Keeper:
    return Keeper(records)


def questions(keeper: Keeper, user: str, conversation: str) -> list[str]:
    return [exchange.question for exchange in keeper.reopen(user, conversation, clause_of)]


def test_answers_are_kept_in_their_conversation_with_the_index_they_came_from(keeper: Keeper) -> None:
    conversation, _ = keeper.keep("张三", "", "一", ANSWER)
    assert keeper.keep("张三", conversation, "二", ANSWER)[0] == conversation
    assert questions(keeper, "张三", conversation) == ["一", "二"]
    (first, _) = keeper.conversation("张三", conversation).exchanges
    assert (first.answer, first.index_version) == (ANSWER, "3f9a2b7c#12")


def test_only_the_last_exchange_is_replaced(keeper: Keeper) -> None:
    conversation, first = keeper.keep("", "", "一", ANSWER)
    _, second = keeper.keep("", conversation, "二", ANSWER)
    keeper.keep("", conversation, "二改", ANSWER, replaced=second)
    keeper.keep("", conversation, "三", ANSWER, replaced=first)  # another window has gone on since
    assert questions(keeper, "", conversation) == ["一", "二改", "三"]


def test_a_deleted_conversation_is_begun_anew_and_anothers_is_not_touched(keeper: Keeper) -> None:
    gone, _ = keeper.keep("张三", "", "一", ANSWER)
    keeper.delete("张三", gone)
    fresh, _ = keeper.keep("张三", gone, "二", ANSWER)
    theirs, _ = keeper.keep("李四", fresh, "三", ANSWER)
    assert len({gone, fresh, theirs}) == 3
    assert keeper.reopen("李四", fresh, clause_of) == ()
    for act in (
        lambda: keeper.conversation("李四", fresh),
        lambda: keeper.rename("李四", fresh, "题"),
        lambda: keeper.delete("李四", fresh),
        lambda: keeper.give("李四", fresh, 1, "wrong", ""),
        lambda: keeper.delete("张三", ""),
    ):
        with pytest.raises(UnknownConversation):
            act()
    assert questions(keeper, "张三", fresh) == ["二"]


def test_an_opinion_stands_until_it_is_changed_or_taken_back(keeper: Keeper) -> None:
    conversation, exchange = keeper.keep("张三", "", "一", ANSWER)
    keeper.give("张三", conversation, exchange, "helpful", "")
    keeper.give("张三", conversation, exchange, "wrong", "少一项")
    (given,) = keeper.opinions("张三", conversation).values()
    assert (given.opinion, given.comment, given.about.index_version) == (Opinion.WRONG, "少一项", "3f9a2b7c#12")
    with pytest.raises(BadFeedback, match="重新选择"):
        keeper.give("张三", conversation, exchange, "perfect", "")
    with pytest.raises(BadFeedback):
        keeper.give("张三", conversation, exchange + 99, "helpful", "")
    keeper.withdraw("张三", conversation, exchange)
    assert keeper.opinions("张三", conversation) == {}


def test_without_a_place_to_keep_them_nothing_is_kept() -> None:
    keeper = Keeper(None)
    assert keeper.keep("", "", "一", ANSWER) == ("", 0)
    assert keeper.reopen("", "abc", clause_of) == ()
    assert keeper.page("").total == 0
    assert keeper.opinions("", "abc") == {}
    with pytest.raises(UnknownConversation, match="不保存对话"):
        keeper.delete("", "abc")


@pytest.mark.parametrize("body", [None, [], "x", {}, {"title": 3}, {"title": None}])
def test_a_body_without_the_text_is_refused(body: object) -> None:
    with pytest.raises(BadRequest):
        text_of(body, "title")


@pytest.mark.parametrize("written", ["", "-1", "１", "1.0", "1" * 16, " 1"])
def test_a_place_is_a_plain_number(written: str) -> None:
    assert place("123456789012345") == 123456789012345
    with pytest.raises(BadRequest):
        place(written)


def test_an_opinion_is_read_out_of_its_body() -> None:
    body = {"conversation": "c", "exchange": "7", "opinion": "wrong", "comment": "错"}
    assert opinion_of(body) == GivenOpinion("c", 7, "wrong", "错")
    with pytest.raises(BadRequest):
        opinion_of({**body, "exchange": 7})


def test_an_answer_is_wanted_until_it_has_come_or_is_stopped() -> None:
    answers = ComingAnswers()
    first, second = answers.begin(), answers.begin()
    answers.end(first)
    answers.end(first)
    assert not answers.wanted(first)
    assert answers.wanted(second)


class Documents:
    """A backend whose examples name its documents."""

    def __init__(self) -> None:
        self.names, self.asked, self.broken = ["a"], 0, False

    def documents(self) -> list[DocumentRecord]:
        return [DocumentRecord(name, name, 0, name, (), False, 1, TextSpan(0, 1)) for name in self.names]

    def example_questions(self) -> list[str]:
        self.asked += 1
        if self.broken:
            raise AssistantError("忙")
        return [f"{name}？" for name in self.names]


def test_examples_are_found_anew_when_the_documents_change_and_kept_where_they_cannot_be() -> None:
    backend = Documents()
    examples = ExampleQuestions(backend)  # type: ignore[arg-type]
    assert (examples.current(), examples.current(), backend.asked) == (["a？"], ["a？"], 1)
    backend.names, backend.broken = ["b"], True
    assert examples.current() == ["a？"]
    backend.broken = False
    assert examples.current() == ["b？"]
