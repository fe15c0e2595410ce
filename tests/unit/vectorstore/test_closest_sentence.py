from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from vectorstore.closest_sentence import closest_sentences, sentences
from vectorstore.ports import Matrix, Vector


class _Letters:
    """Counts of a, b and c, scaled to length 1."""

    name = "letters"
    dimension = 3

    def embed_documents(self, texts: Sequence[str]) -> Matrix:
        counts = np.array([[text.count(letter) for letter in "abc"] for text in texts], dtype=np.float32)
        return counts / np.maximum(np.linalg.norm(counts, axis=1, keepdims=True), 1e-9)

    def embed_query(self, text: str) -> Vector:
        return self.embed_documents([text])[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("企业免税。园区减税！\n第三条", ["企业免税。", "园区减税！"]),
        ("企业免税；园区减税", ["企业免税；", "园区减税"]),
        ("一、\n短。", ["一、\n短。"]),
        ("", [""]),
    ],
)
def test_a_passage_is_divided_at_ends_of_sentences_and_lines_without_scraps(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_the_nearest_sentence_counts_and_not_the_passage_as_a_whole() -> None:
    embedder = _Letters()
    found = closest_sentences(embedder, embedder.embed_query("a"), ["aaaa。bbbb。cccc", "abab。abab", "bbbb", ""])
    assert found == pytest.approx([1.0, 0.5**0.5, 0.0, 0.0])


def test_no_passages_give_no_cosines() -> None:
    assert closest_sentences(_Letters(), np.ones(3, dtype=np.float32), []).shape == (0,)
