from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from vectorstore_fakes import BigramEmbedder

from ingest.model import TextSpan
from vectorstore.fusion import fuse
from vectorstore.lexical import TantivyIndex
from vectorstore.memory import MemoryStore
from vectorstore.model import Labels, Passage, SearchQuery
from vectorstore.search import HybridSearcher, SearchSettings

TEXTS = {"a": "亩均税收不低于20万元", "b": "工业用地弹性出让", "c": "人才公寓按成本价供应", "d": "税收返还"}


class Watched:
    """Passes everything on, and notes each call of one method."""

    def __init__(self, inner: Any, method: str, calls: list[str]) -> None:
        self._inner, self._method, self._calls = inner, method, calls

    def __getattr__(self, name: str) -> Any:
        if name == self._method:
            self._calls.append(name)
        return getattr(self._inner, name)


def searcher(settings: SearchSettings | None = None) -> HybridSearcher:
    lexical, vectors, embedder = TantivyIndex(), MemoryStore(), BigramEmbedder()
    labels = [Labels(f"{identifier}#0") for identifier in TEXTS]
    lexical.upsert(list(TEXTS), list(TEXTS.values()), labels)
    vectors.upsert(list(TEXTS), embedder.embed_documents(list(TEXTS.values())), labels)
    passages = {i: Passage(i, i, f"{i}#0", "", (), (), 0, TextSpan(0, len(text)), text) for i, text in TEXTS.items()}
    return HybridSearcher(
        lexical,
        vectors,
        embedder,
        lambda ids: {i: passages[i] for i in ids if i in passages},
        settings or SearchSettings(),
    )


@pytest.mark.parametrize(
    ("lexical", "cosines", "expected"),
    [
        ([], {}, []),
        ([("a", 8.0), ("b", 4.0)], {}, [("a", 1.0), ("b", 0.5)]),
        ([], {"a": 0.2, "b": 0.8}, [("b", 0.4), ("a", 0.1)]),
        ([("a", 8.0), ("b", 7.0)], {"a": 0.1, "b": 0.9}, [("b", 1.325), ("a", 1.05)]),
        ([("a", 8.0)], {"a": -0.5, "c": 0.5}, [("a", 0.75), ("c", 0.25)]),
        ([("b", 1.0), ("a", 1.0)], {}, [("a", 1.0), ("b", 1.0)]),
    ],
)
def test_a_score_is_bm25_by_its_best_plus_half_the_cosine(
    lexical: list[tuple[str, float]], cosines: dict[str, float], expected: list[tuple[str, float]]
) -> None:
    assert [(c.id, pytest.approx(c.score)) for c in fuse(lexical, cosines, 0.5)] == expected


def test_hits_carry_both_scores_and_the_cosine_of_lexical_candidates_that_are_not_near() -> None:
    near_only_one = searcher(SearchSettings(dense_candidates=1))
    embedder = BigramEmbedder()
    hits = near_only_one.search(SearchQuery("工业用地弹性出让的税收"), 2)
    vector = embedder.embed_query("工业用地弹性出让的税收")
    for hit in hits:
        exact = float(np.dot(vector, embedder.embed_query(hit.passage.text)))
        assert hit.dense == pytest.approx(exact, abs=1e-5)
        assert hit.score == pytest.approx(hit.lexical + near_only_one.settings.dense_weight * hit.dense)


def test_modes_use_one_index_alone() -> None:
    both = searcher()
    assert {hit.passage.id for hit in both.search(SearchQuery("税收"), 9, "bm25")} == {"a", "d"}
    assert all(hit.dense == 0 for hit in both.search(SearchQuery("税收"), 9, "bm25"))
    dense = both.search(SearchQuery("税收"), 9, "dense")
    assert len(dense) == 4
    assert all(hit.lexical == 0 and hit.score == hit.dense for hit in dense)


def test_dense_text_is_embedded_in_place_of_the_text() -> None:
    hits = searcher().search(SearchQuery("zzz", dense_text="人才公寓按成本价供应"), 1)
    assert (hits[0].passage.id, hits[0].lexical) == ("c", 0.0)
    assert hits[0].dense == pytest.approx(1.0)


def test_expansions_reach_the_lexical_side() -> None:
    assert searcher().search(SearchQuery("talent", (("人才", 0.5),)), 9, "bm25")[0].passage.id == "c"


def test_a_query_without_tokens_or_vector_finds_nothing() -> None:
    assert searcher().search(SearchQuery(""), 5) == []


def test_more_may_be_asked_than_the_usual_candidates() -> None:
    few = searcher(SearchSettings(lexical_candidates=1, dense_candidates=1))
    assert len(few.search(SearchQuery("税收"), 4)) == 4
    assert len(few.search(SearchQuery("税收"), 4, "bm25")) == 2


@pytest.mark.parametrize(("top_k", "mode"), [(-1, "hybrid"), (3, "rrf")])
def test_impossible_requests_are_refused(top_k: int, mode: str) -> None:
    with pytest.raises(ValueError, match="expected a mode"):
        searcher().search(SearchQuery("税收"), top_k, mode)  # type: ignore[arg-type]


def test_candidates_without_a_passage_make_room_for_the_next() -> None:
    whole = searcher()
    without_best = HybridSearcher(
        whole.lexical,
        whole.vectors,
        whole.embedder,
        lambda ids: {i: p for i, p in whole.passages(ids).items() if i != "d"},
    )
    expected = [hit.passage.id for hit in whole.search(SearchQuery("税收返还"), 4)]
    assert expected[0] == "d"
    assert [hit.passage.id for hit in without_best.search(SearchQuery("税收返还"), 3)] == expected[1:]
    assert whole.search(SearchQuery("税收返还"), 0) == []


def test_a_search_embeds_and_asks_each_index_once() -> None:
    whole = searcher()
    asked: list[str] = []
    watched = replace(
        whole,
        lexical=Watched(whole.lexical, "query", asked),
        vectors=Watched(whole.vectors, "query", asked),
        embedder=Watched(whole.embedder, "embed_query", asked),
    )
    assert watched.search(SearchQuery("税收返还"), 3) == whole.search(SearchQuery("税收返还"), 3)
    assert sorted(asked) == ["embed_query", "query", "query"]


def test_a_hit_carries_bm25_as_the_index_gave_it() -> None:
    whole = searcher()
    found = {hit.passage.id: hit.bm25 for hit in whole.search(SearchQuery("税收返还"), 4)}
    scores = dict(whole.lexical.query("税收返还", 4))
    assert found == {identifier: scores.get(identifier, 0.0) for identifier in TEXTS}
