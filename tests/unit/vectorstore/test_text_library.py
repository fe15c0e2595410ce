"""Plain texts searched as an index is."""

from __future__ import annotations

import pytest
from vectorstore_fakes import BigramEmbedder

from vectorstore.model import SearchFilter, SearchQuery
from vectorstore.text_search import TextLibrary

ROWS = [
    ("1", "税收办法", "开发区亩均税收不低于20万元，到2025年翻番"),
    ("2", "人才办法", "人才公寓按成本价供应"),
    ("3", "", "税收返还"),
]


@pytest.fixture
def library() -> TextLibrary:
    return TextLibrary(ROWS, BigramEmbedder())


def test_hits_carry_title_and_text_and_scores_of_both_sides(library: TextLibrary) -> None:
    best = library.search(SearchQuery("亩均税收"), 1)[0]
    assert (best.passage.id, best.passage.title, best.passage.text) == ROWS[0]
    assert (best.lexical, best.dense > 0, best.bm25 > 1) == (1.0, True, True)


@pytest.mark.parametrize("mode", ["hybrid", "bm25", "dense"])
def test_a_query_is_searched_with_all_its_parts(library: TextLibrary, mode: str) -> None:
    where = SearchFilter(years=(2025,))
    hits = library.search(SearchQuery("tax", any_of=((("税收", 1.0),),), filter=where, dense_text="税收"), 9, mode)
    assert [hit.passage.id for hit in hits] == ["1"]


def test_a_title_is_searched_and_no_text_is_about_a_region(library: TextLibrary) -> None:
    assert [hit.passage.id for hit in library.search(SearchQuery("人才办法"), 1, "bm25")] == ["2"]
    assert library.regions() == {}
    assert library.frequency("税收") == 2
