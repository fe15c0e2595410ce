"""What every vector store does, compared with the exact one in memory."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from labelled import FILTERS, labels_of_row, lets_pass

from vectorstore.memory import MemoryStore
from vectorstore.model import Labels, SearchFilter
from vectorstore.ports import Matrix, VectorStore

DIMENSION = 32
LABELS = [labels_of_row(number) for number in range(400)]
IDS = [f"段落-{number:03d}" for number in range(400)]


def unit_rows(seed: int, count: int) -> Matrix:
    rows = np.random.default_rng(seed).normal(size=(count, DIMENSION))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture
def oracle() -> MemoryStore:
    filled = MemoryStore()
    filled.upsert(IDS, unit_rows(1, 400), LABELS)
    return filled


@pytest.fixture
def filled(store: VectorStore) -> VectorStore:
    store.upsert(IDS, unit_rows(1, 400), LABELS)
    return store


def assert_same(found: list[tuple[str, float]], expected: list[tuple[str, float]]) -> None:
    """Same ids with the same scores; the order is free only among scores that are equal to 1e-4."""
    assert len(found) == len(expected)
    assert np.allclose([score for _, score in found], [score for _, score in expected], atol=1e-4)
    assert {identifier for identifier, _ in found} == {identifier for identifier, _ in expected}
    exact = dict(expected)
    in_order = [exact[identifier] for identifier, _ in found]
    assert all(before >= after - 1e-4 for before, after in pairwise(in_order))


@pytest.mark.parametrize("top_k", [1, 10, 150, 1000])
def test_finds_what_the_exact_search_finds(filled: VectorStore, oracle: MemoryStore, top_k: int) -> None:
    for query in unit_rows(2, 5):
        assert_same(filled.query(query, top_k), oracle.query(query, top_k))


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("top_k", [5, 1000])
def test_a_filter_leaves_exactly_the_passages_that_pass_it(filled: VectorStore, name: str, top_k: int) -> None:
    where, rows = FILTERS[name], unit_rows(1, 400)
    chosen = [number for number, labels in enumerate(LABELS) if lets_pass(where, labels)]
    for query in unit_rows(3, 2):
        exact = sorted(((IDS[n], float(rows[n] @ query)) for n in chosen), key=lambda hit: -hit[1])
        assert_same(filled.query(query, top_k, where), exact[:top_k])


def test_the_filters_tell_something() -> None:
    passing = {name: sum(lets_pass(where, labels) for labels in LABELS) for name, where in FILTERS.items()}
    assert {name for name, count in passing.items() if not count} == {
        "no document",
        "an unknown document",
        "a region that is the beginning of another's name",
        "an unknown region",
        "an unknown level",
        "an unknown year",
        "an unknown kind",
        "parts that exclude each other",
        "all but every document",
        "a document that is left out",
    }
    everything = {name for name, count in passing.items() if count == len(LABELS)}
    assert everything == {"nothing", "all but thousands of unknown documents"}


def test_cosines_are_those_of_the_ids_given(filled: VectorStore, oracle: MemoryStore) -> None:
    query = unit_rows(2, 1)[0]
    found = filled.cosines(query * np.float32(2), ["段落-000", "没有这个", "段落-399"])
    everything = dict(oracle.query(query, 400))
    assert dict(found) == {i: pytest.approx(everything[i], abs=1e-5) for i in ("段落-000", "段落-399")}
    assert filled.cosines(query, []) == {}
    assert dict(filled.cosines(np.zeros(DIMENSION, np.float32), ["段落-000"])) == {"段落-000": 0.0}


def test_the_length_of_a_query_does_not_change_the_cosine(filled: VectorStore, oracle: MemoryStore) -> None:
    query = unit_rows(5, 1)[0]
    assert_same(filled.query(query * np.float32(3), 5), oracle.query(query, 5))


def test_upsert_replaces_vector_and_document(filled: VectorStore) -> None:
    query = unit_rows(6, 1)[0]
    filled.upsert(["段落-007"], query[None, :], [Labels("新文件.txt#0", years=(2031,))])
    assert filled.query(query, 1) == [("段落-007", pytest.approx(1.0, abs=1e-4))]
    assert [i for i, _ in filled.query(query, 5, SearchFilter(frozenset({"新文件.txt#0"})))] == ["段落-007"]
    assert "段落-007" not in {i for i, _ in filled.query(query, 400, FILTERS["two documents"])}
    assert [i for i, _ in filled.query(query, 5, SearchFilter(years=(2031,)))] == ["段落-007"]
    assert len(filled.ids()) == 400


def test_delete_removes_and_ignores_unknown_ids(filled: VectorStore, oracle: MemoryStore) -> None:
    filled.delete(["段落-001", "没有这个", "段落-002"])
    oracle.delete(["段落-001", "段落-002"])
    assert filled.ids() == oracle.ids() == set(IDS) - {"段落-001", "段落-002"}
    query = unit_rows(1, 400)[1]
    assert_same(filled.query(query, 20), oracle.query(query, 20))


def test_deleting_nothing_changes_nothing(filled: VectorStore) -> None:
    filled.delete([])
    assert len(filled.ids()) == 400


def test_stored_vectors_come_back_as_they_were_and_unknown_ids_are_left_out(filled: VectorStore) -> None:
    found = filled.vectors(["段落-000", "没有这个", "段落-399"])
    rows = unit_rows(1, 400)
    assert set(found) == {"段落-000", "段落-399"}
    np.testing.assert_allclose(found["段落-000"], rows[0], atol=1e-6)
    np.testing.assert_allclose(found["段落-399"], rows[399], atol=1e-6)
    assert filled.vectors([]) == filled.vectors(["没有这个"]) == {}


def test_a_zero_vector_has_cosine_zero_to_everything(store: VectorStore) -> None:
    rows = np.vstack([np.zeros((1, DIMENSION), np.float32), unit_rows(8, 1)])
    store.upsert(["空", "满"], rows, [Labels("a#0"), Labels("a#0")])
    assert dict(store.query(rows[1], 2)) == pytest.approx({"空": 0.0, "满": 1.0}, abs=1e-4)


def test_an_empty_store_finds_nothing(store: VectorStore) -> None:
    assert store.query(unit_rows(9, 1)[0], 5) == []
    assert store.ids() == set()


def test_asking_for_nothing_gives_nothing(filled: VectorStore) -> None:
    assert filled.query(unit_rows(9, 1)[0], 0) == []


def test_upserting_no_rows_is_allowed(store: VectorStore) -> None:
    store.upsert([], np.zeros((0, DIMENSION), np.float32), [])
    assert store.ids() == set()


def test_a_cleared_store_is_empty_and_takes_another_dimension(filled: VectorStore) -> None:
    filled.clear()
    assert filled.ids() == set()
    filled.upsert(["a"], np.array([[1.0, 0.0]], np.float32), [Labels("d#0")])
    assert filled.query(np.array([1.0, 0.0], np.float32), 3) == [("a", pytest.approx(1.0, abs=1e-4))]


@pytest.mark.parametrize(
    ("ids", "rows", "labels"),
    [(["a", "b"], 1, 2), (["a"], 1, 2), (["a", "a"], 2, 2)],
    ids=["too few vectors", "too many labels", "an id twice"],
)
def test_rows_that_do_not_belong_together_are_refused(
    store: VectorStore, ids: list[str], rows: int, labels: int
) -> None:
    with pytest.raises(ValueError, match=r"rows of one table|twice"):
        store.upsert(ids, unit_rows(1, rows), [Labels("d#0")] * labels)
    assert store.ids() == set()
