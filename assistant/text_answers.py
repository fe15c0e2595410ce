"""Answers from plain texts, for test sets: retrieval and the choice of words as a question of the product has them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

from assistant.answering.candidates import CandidatePool
from assistant.answering.phrasing import Phrasing
from assistant.retrieval import PassageIndex, Retriever
from assistant.text_retrieval import Reader
from vectorstore.model import SearchQuery


class TextIndex(PassageIndex, Protocol):
    """Texts that can be searched and counted."""

    def frequency(self, term: str) -> int: ...

    def frequencies(self, tokens: Collection[str]) -> Mapping[str, int]: ...


class TextAnswers:
    """Chooses the words that answer a question; never refuses, since a set for reading has no such questions."""

    def __init__(self, library: TextIndex, reader: Reader, retriever: Retriever) -> None:
        """`retriever` searches `library`."""
        self.library = library
        self._reader = reader
        self._retriever = retriever

    def answer(self, text: str) -> str:
        """The best finding in its passage's own words, and its rival; empty where nothing is found."""
        found = self._retriever.retrieve(self._reader.read(text))
        pool = CandidatePool(found.question, found.hits, self.library.frequency)
        findings = pool.findings(found.question.kind)
        if not findings:
            return ""
        rival = findings[0].rival
        return findings[0].text + (Phrasing(found.question).rival(rival) if rival else "")

    def first_passage(self, text: str) -> str:
        """The text that BM25 alone puts first; empty where it finds none."""
        hits = self.library.search(SearchQuery(text), 1, "bm25")
        return hits[0].passage.text if hits else ""
