from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.baselines.langchain_tutorial import ChunkStore, TutorialChain, best_sentence_of_chunk, by_model, whole_chunk
from evals.baselines.splitting import split
from vectorstore.memory import MemoryStore
from vectorstore.ports import Matrix, Vector

TEXTS = {"a.txt": "亩均税收不低于20万元。土地开发率达到95%。", "b.txt": "园区安全由应急局负责。"}


class CharacterVectors:
    """Counts of the characters of the texts above, so that the nearest text shares most characters."""

    name = "characters"
    _alphabet = sorted(set("".join(TEXTS.values())))
    dimension = len(_alphabet)

    def embed_documents(self, texts: Sequence[str]) -> Matrix:
        return np.array([[text.count(c) for c in self._alphabet] for text in texts], dtype=np.float32)

    def embed_query(self, text: str) -> Vector:
        return self.embed_documents([text])[0]


class Model:
    """Replies with a fixed text and keeps what it was asked."""

    name = "fake"

    def __init__(self, reply: str) -> None:
        self.reply, self.asked = reply, ""

    def complete(self, messages: Sequence[tuple[str, str]]) -> str:
        self.asked = messages[-1][1]
        return self.reply

    def stream(self, messages: Sequence[tuple[str, str]]) -> Iterator[str]:
        yield self.complete(messages)


def chunks() -> ChunkStore:
    return ChunkStore(TEXTS, CharacterVectors(), MemoryStore())


@given(st.text(alphabet="甲乙 \n", max_size=80), st.integers(4, 20), st.integers(0, 3))
def test_chunks_are_no_longer_than_their_size_and_lose_no_word(text: str, size: int, overlap: int) -> None:
    spans = split(text, size, overlap)
    assert all(0 < len(span) <= size for span in spans)
    covered = {i for span in spans for i in range(span.start, span.end)}
    assert {i for i, character in enumerate(text) if not character.isspace()} <= covered


def test_a_text_is_cut_at_blank_lines_first_and_chunks_overlap_by_whole_pieces() -> None:
    text = "甲甲甲\n\n乙乙乙\n\n丙丙丙"
    assert [span.slice(text) for span in split(text, 9, 0)] == ["甲甲甲\n\n乙乙乙", "丙丙丙"]
    assert [span.slice(text) for span in split(text, 10, 5)] == ["甲甲甲\n\n乙乙乙", "乙乙乙\n\n丙丙丙"]
    with pytest.raises(ValueError, match="overlap"):
        split(text, 5, 5)


def test_without_a_model_the_nearest_chunk_or_its_best_sentence_answers_and_quotes_are_exact() -> None:
    answer = TutorialChain(chunks(), whole_chunk).answer("土地开发率达到多少")
    assert (answer.text, answer.refused) == (TEXTS["a.txt"], False)
    assert all(TEXTS[c.doc][c.start : c.end] == c.quote for c in answer.citations)
    assert TutorialChain(chunks(), best_sentence_of_chunk).answer("土地开发率达到多少").text == "土地开发率达到95%。"


def test_a_model_is_shown_the_chunks_and_its_not_knowing_is_a_refusal() -> None:
    model = Model("不知道。")
    assert TutorialChain(chunks(), by_model(model)).answer("安全归谁").refused
    assert TEXTS["b.txt"] in model.asked
    assert TutorialChain(chunks(), by_model(Model("应急局"))).answer("安全归谁").text == "应急局"
