"""Kept conversations shown again over the index of today."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from history_samples import DOUBTFUL, ENGLISH, FIGURE, REFUSED

from assistant.clause_view import ClauseView
from assistant.history.model import Conversation, ConversationHead, KeptExchange
from assistant.history.reopening import reopened
from assistant.model import Answer, Citation
from assistant.ports import CitationGone
from vectorstore.ports import UnknownSource

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def conversation(*answers: Answer) -> Conversation:
    exchanges = tuple(KeptExchange(n, answer.question, answer, NOW) for n, answer in enumerate(answers, start=1))
    return Conversation(ConversationHead("abc", "题", NOW, NOW, len(exchanges)), exchanges)


def as_cited(citation: Citation) -> ClauseView:
    text = f"前{citation.quote}后"
    return ClauseView(citation.title, "", citation.clause, text, 1, 1 + len(citation.quote), "", "")


def test_each_citation_has_its_clause_again() -> None:
    (shown,) = reopened(conversation(DOUBTFUL), as_cited)
    assert [view.quote for view in shown.clauses if view] == [c.quote for c in DOUBTFUL.citations]
    assert (shown.lost, shown.remark) == ((), "")


@pytest.mark.parametrize("error", [CitationGone("gone"), UnknownSource("gone")])
def test_a_document_that_has_gone_leaves_the_kept_quote_and_a_line_that_says_so(error: Exception) -> None:
    def clause(citation: Citation) -> ClauseView:
        if citation.doc == "doc2.txt":
            raise error
        return as_cited(citation)

    (shown,) = reopened(conversation(DOUBTFUL), clause)
    assert shown.exchange.answer == DOUBTFUL
    assert [view is None for view in shown.clauses] == [False, True]
    assert shown.lost == (2,)
    assert shown.remark == "[2] 所引文件已更新或移除，所示为当时的引文。"


def test_a_document_that_says_something_else_at_this_place_is_not_shown_as_the_source() -> None:
    def changed(citation: Citation) -> ClauseView:
        return as_cited(replace(citation, quote=citation.quote.replace("20", "30")))

    (shown,) = reopened(conversation(FIGURE), changed)
    assert (shown.clauses, shown.lost) == ((None,), (1,))


def test_the_line_is_in_the_language_of_the_question() -> None:
    def gone(citation: Citation) -> ClauseView:
        raise CitationGone("gone")

    english, chinese = reopened(conversation(ENGLISH, REFUSED), gone)
    assert english.remark.startswith("[1]: the document has been updated or removed")
    assert chinese.remark.startswith("[1] 所引文件已更新或移除")
