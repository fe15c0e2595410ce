"""The web chat in a real browser with the real assistant over the example corpus: from files to a marked clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from harness import Chat, open_chat, running_chat
from playwright.sync_api import Locator

from assistant.api import Assistant
from assistant.bootstrap import make_assistant, open_index, open_indexer
from assistant.clause_view import ClauseView
from assistant.model import Answer, Citation, Turn
from assistant.settings import load_settings
from vectorstore.model import DocumentRecord

pytestmark = pytest.mark.browser

CORPUS = Path(__file__).resolve().parents[2] / "examples" / "corpus"
MISSION = "九江国家级开发区亩均税收要求是多少？"
FOLLOW_UP = "那省级的呢？"
ENGLISH = "What is the per-mu tax requirement for national zones in Jiujiang?"
UNANSWERABLE = "火星开发区的登陆补贴是多少？"


class Recording:
    """The assistant, with the answers that it gave the page kept to compare the page with."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self.answers: list[Answer] = []

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[str | Answer]:
        for piece in self._assistant.stream(question, history):
            if isinstance(piece, Answer):
                self.answers.append(piece)
            yield piece

    def clause_context(self, citation: Citation) -> ClauseView:
        return self._assistant.clause_context(citation)

    def documents(self) -> list[DocumentRecord]:
        return self._assistant.documents()

    def example_questions(self) -> list[str]:
        return self._assistant.example_questions()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Recording]]:
    settings = load_settings(tmp_path_factory.mktemp("index"))
    index = open_index(settings, create=True)
    try:
        with open_indexer(settings, index) as indexer:
            report = indexer.run([CORPUS])
        assert not report.failed
        backend = Recording(make_assistant(settings, index))
        with running_chat(backend) as url:
            yield url, backend
    finally:
        index.close()


def marked_words(chat: Chat, exchange: Locator, number: int) -> str:
    """Opens a citation and gives the words that the page marks in its clause."""
    return str(chat.open_citation(exchange, number).locator("mark").evaluate("mark => mark.textContent"))


def test_a_conversation_over_the_examples_cites_the_marked_clause_and_sends_nothing_to_another_host(
    served: tuple[str, Recording], chromium: str
) -> None:
    url, backend = served
    with open_chat(chromium, url) as chat:
        answered = chat.ask(MISSION)
        words = answered.locator(".zc-text").inner_text()
        assert "20万元" in words
        assert "10万元" not in words
        citation = backend.answers[-1].citations[0]
        assert citation.doc.startswith("九江")
        assert "20万元" in citation.quote
        assert marked_words(chat, answered, 1) == citation.quote

        followed = chat.ask(FOLLOW_UP)
        assert "10万元" in followed.locator(".zc-text").inner_text()
        assert marked_words(chat, followed, 1) == backend.answers[-1].citations[0].quote
        assert chat.earlier.count() == 1

        english = chat.ask(ENGLISH).locator(".zc-text").inner_text()
        assert "20万元" in english
        assert "10万元" not in english

        refused = chat.ask(UNANSWERABLE)
        assert backend.answers[-1].refused
        assert "没有关于“登陆补贴”" in refused.locator(".zc-refusal .zc-text").inner_text()

        assert [answer.refused for answer in backend.answers] == [False, False, False, True]
        assert chat.requests > 0
        assert chat.outside == []


def test_every_citation_of_an_answer_over_the_examples_opens_to_its_own_quote(
    served: tuple[str, Recording], chromium: str
) -> None:
    url, backend = served
    with open_chat(chromium, url) as chat:
        for question in backend.example_questions()[:3]:
            answered = chat.ask(question)
            citations = backend.answers[-1].citations
            assert citations, question
            shown = [marked_words(chat, answered, number) for number in range(1, len(citations) + 1)]
            assert shown == [citation.quote for citation in citations]


def test_the_page_lists_every_example_document(served: tuple[str, Recording], chromium: str) -> None:
    url, backend = served
    with open_chat(chromium, url) as chat:
        chat.page.get_by_role("tab", name="文件").click()
        rows = chat.page.locator(".zc-documents li")
        rows.first.wait_for()
        listed = rows.all_inner_texts()
        assert len(listed) == len(backend.documents())
        for path in CORPUS.iterdir():
            assert any(path.name in row for row in listed), path.name
