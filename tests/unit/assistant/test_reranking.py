"""The order that a reranker gives passages, and what it may not change."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reranking import Reranking, reordered
from ingest.model import TextSpan
from vectorstore.model import Hit, Passage
from vectorstore.ports import Scores


def hit(name: str, score: float) -> Hit:
    passage = Passage(name, "f", "f#0", "措施", (), ("一、用地",), 0, TextSpan(0, len(name)), name)
    return Hit(passage, score, lexical=score / 2)


def hits(names: str) -> list[Hit]:
    """One passage a letter, each scored a little lower than the one before."""
    return [hit(name, 1 - place / 10) for place, name in enumerate(names)]


def order(found: Sequence[Hit]) -> str:
    return "".join(hit.passage.id for hit in found)


class Longest:
    """Scores a text by its length; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, list[str]]] = []

    def scores(self, query: str, texts: Sequence[str]) -> Scores:
        self.asked.append((query, list(texts)))
        return np.array([len(text) for text in texts], dtype=np.float32)


@pytest.mark.parametrize(
    ("tiers", "scores", "expected"),
    [
        ([0, 0, 0, 0], [1, 2, 3, 4], "dcba"),
        ([0, 0, 1, 1], [1, 2, 3, 4], "badc"),
        ([0, 1, 0, 1], [1, 2, 3, 4], "cdab"),
        ([0, 1, 2, 3], [1, 2, 3, 4], "abcd"),
        ([0, 0, 0, 0], [5, 5, 5, 5], "abcd"),
        ([0, 0, 0, 0], [1, 2], "bacd"),
        ([0, 0, 0, 0], [], "abcd"),
        ([1, 0, 0, 0], [-9.5, -9.25, -9, -8], "adcb"),
    ],
    ids=["one tier", "two tiers", "tiers in turn", "a tier each", "ties keep their order", "the first two only",
         "no scores", "negative scores"],
)  # fmt: skip
def test_passages_are_ordered_by_score_within_their_tier(tiers: list[int], scores: list[float], expected: str) -> None:
    assert order(reordered(hits("abcd"), tiers, scores)) == expected


@given(st.lists(st.tuples(st.integers(0, 2), st.floats(-20, 20)), max_size=12), st.integers(0, 12))
def test_the_tier_and_the_score_of_each_place_stay_and_no_passage_is_lost(
    given_hits: list[tuple[int, float]], depth: int
) -> None:
    tiers = [tier for tier, _ in given_hits]
    before = [hit(str(place), 1 - place / 20) for place in range(len(tiers))]
    after = reordered(before, tiers, [score for _, score in given_hits[:depth]])
    assert [tiers[int(found.passage.id)] for found in after] == tiers
    assert [found.score for found in after] == [found.score for found in before]
    assert sorted(found.passage.id for found in after) == sorted(found.passage.id for found in before)
    assert after[depth:] == before[depth:]


def test_a_passage_keeps_its_own_parts_of_the_score() -> None:
    first, second = reordered(hits("ab"), [0, 0], [1, 2])
    assert (first.passage.id, first.score, first.lexical) == ("b", 1.0, 0.45)
    assert (second.passage.id, second.score, second.lexical) == ("a", 0.9, 0.5)


def test_the_model_reads_the_first_passages_under_their_headings_and_the_question_as_the_index_has_it() -> None:
    model = Longest()
    found = Reranking(model, depth=2)(
        "畝均稅收？", [hit("税", 1.0), hit("税收要求", 0.9), hit("税收要求如下", 0.8)], [0, 0, 0]
    )
    assert [each.passage.id for each in found] == ["税收要求", "税", "税收要求如下"]
    assert model.asked == [("亩均税收?", ["措施\n一、用地\n税", "措施\n一、用地\n税收要求"])]


def test_without_passages_there_is_nothing_to_reorder() -> None:
    assert Reranking(Longest(), depth=2)("税收", [], []) == []
