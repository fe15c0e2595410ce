"""Test sets of plain texts are searched by the way that a question takes."""

from __future__ import annotations

import pytest
from library_fakes import FakeLibrary

from assistant.retrieval import RetrievalOptions, Retriever
from assistant.text_retrieval import TextSearcher
from assistant.understanding.reader import QuestionReader
from ingest.regions.gazetteer import Gazetteer


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary().add("甲", (), "高新技术企业二十家", "税收返还")


def searcher(library: FakeLibrary) -> TextSearcher:
    return TextSearcher(library, QuestionReader(Gazetteer.load()), Retriever(library))


def test_hybrid_reads_a_question_and_searches_its_synonyms(library: FakeLibrary) -> None:
    assert searcher(library).search("高企有几家", 1, "hybrid") == [("甲#0", 1.0)]
    assert any(word == "高新技术企业" for word, _ in library.queries[0].expansions)


@pytest.mark.parametrize("mode", ["bm25", "dense"])
def test_one_index_alone_is_asked_for_the_words_as_they_stand(library: FakeLibrary, mode: str) -> None:
    searcher(library).search("高企有几家", 1, mode)
    assert [(query.text, query.expansions) for query in library.queries] == [("高企有几家", ())]


def test_parts_can_be_left_out(library: FakeLibrary) -> None:
    searcher(library).search("高企有几家", 1, "hybrid", RetrievalOptions(understanding=False))
    assert library.queries[0].expansions == ()
