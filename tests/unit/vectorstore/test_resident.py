"""The matrix beside the vector store: when it answers, when it is thrown away, what is written."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path

import numpy as np
import pytest

from vectorstore.memory import MemoryStore
from vectorstore.model import EVERYTHING, Labels, SearchFilter
from vectorstore.ports import Matrix, Vector
from vectorstore.resident import _PATIENCE, ResidentVectors

IDS = [f"p{number:02d}" for number in range(40)]
LABELS = {i: Labels(f"d{number % 4}#0", ("江西省",), years=(2020 + number % 3,)) for number, i in enumerate(IDS)}
ONE_DOCUMENT = SearchFilter(frozenset({"d1#0"}))


class CountingStore(MemoryStore):
    """Counts the queries that reach it."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def query(self, vector: Vector, top_k: int, where: SearchFilter = EVERYTHING) -> list[tuple[str, float]]:
        self.asked += 1
        return super().query(vector, top_k, where)


class Home:
    """A vector store, the folder of its matrix, and the state of the index."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.inner = CountingStore()
        self.state = 1
        self.opened = 0

    def _open(self) -> CountingStore:
        self.opened += 1
        return self.inner

    def open(self, most_bytes: int = 10_000) -> ResidentVectors:
        return ResidentVectors(self._open, self.folder, lambda: self.state, labels_of, most_bytes)


def labels_of(ids: Collection[str]) -> Mapping[str, Labels]:
    return {i: LABELS[i] for i in ids if i in LABELS}


def rows(count: int, seed: int = 1) -> Matrix:
    made = np.random.default_rng(seed).normal(size=(count, 8)).astype(np.float32)
    unit: Matrix = made / np.linalg.norm(made, axis=1, keepdims=True)
    return unit


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Forty vectors, written and saved."""
    made = Home(tmp_path)
    store = made.open()
    store.upsert(IDS, rows(40), list(LABELS.values()))
    store.save(made.state)
    return made


def assert_exact(home: Home, store: ResidentVectors, where: SearchFilter = EVERYTHING) -> None:
    query = rows(1, 7)[0]
    exact = MemoryStore.query(home.inner, query, 15, where)
    found = store.query(query, 15, where)
    assert [i for i, _ in found] == [i for i, _ in exact]
    assert [score for _, score in found] == pytest.approx([score for _, score in exact], abs=1e-6)


def test_what_was_saved_answers_in_place_of_the_store_filters_included(home: Home) -> None:
    store = home.open()
    for where in (EVERYTHING, ONE_DOCUMENT, SearchFilter(years=(2021,))):
        assert_exact(home, store, where)
    assert home.inner.asked == 0


def test_the_store_is_not_opened_for_reading_and_once_for_all_else(home: Home) -> None:
    before = home.opened
    store = home.open()
    store.reopen()
    assert len(store.query(rows(1, 7)[0], 5)) == 5
    assert len(store.cosines(rows(1, 7)[0], ["p01", "没有"])) == 1
    store.close()
    assert home.opened == before
    store.delete(["p01"])
    store.upsert(["新"], rows(1, 9), [Labels("d1#0")])
    assert "新" in store.ids()
    assert home.opened == before + 1


def test_a_matrix_of_another_state_is_not_used(home: Home) -> None:
    home.inner.delete(["p00"])
    home.state = 2
    store = home.open()
    assert_exact(home, store)
    assert home.inner.asked == 1


@pytest.mark.parametrize("damage", [b"", b"{}", b'{"state": 1}'])
def test_damaged_files_are_as_none(home: Home, damage: bytes) -> None:
    (home.folder / "vectors.json").write_bytes(damage)
    assert_exact(home, home.open())
    assert home.inner.asked == 1


@pytest.mark.parametrize("damage", [b"", b"no matrix", b"PK\x03\x04 no archive", b"\x93NUMPY\x01\x00"])
def test_a_damaged_matrix_is_as_none(home: Home, damage: bytes) -> None:
    (home.folder / "vectors-1.npy").write_bytes(damage)
    assert_exact(home, home.open())
    assert home.inner.asked == 1


def test_changes_after_loading_are_seen_and_saved_and_the_old_matrix_goes(home: Home) -> None:
    store = home.open()
    assert_exact(home, store)
    store.upsert(["p01", "新"], rows(2, 9), [Labels("d1#0"), Labels("d1#0")])
    store.delete(["p05", "没有"])
    assert_exact(home, store)
    assert_exact(home, store, ONE_DOCUMENT)
    home.state = 2
    store.save(home.state)
    assert sorted(path.name for path in home.folder.iterdir()) == ["vectors-2.npy", "vectors.json"]
    assert_exact(home, home.open(), ONE_DOCUMENT)
    assert home.inner.asked == 0


def test_nothing_is_written_where_nothing_changed(home: Home) -> None:
    store = home.open()
    assert_exact(home, store)
    (home.folder / "vectors.json").unlink()
    store.save(home.state)
    assert not (home.folder / "vectors.json").exists()


def test_what_another_process_saved_is_seen_after_reopening(home: Home) -> None:
    reader, writer = home.open(), home.open()
    assert_exact(home, reader)
    writer.upsert(["新"], rows(1, 9), [Labels("d1#0")])
    home.state = 2
    writer.save(home.state)
    reader.reopen()
    assert_exact(home, reader, ONE_DOCUMENT)
    assert home.inner.asked == 0


def test_without_a_file_the_store_answers_for_a_while_and_then_the_matrix(home: Home) -> None:
    (home.folder / "vectors.json").unlink()
    store = home.open()
    for _ in range(_PATIENCE + 3):
        assert_exact(home, store, ONE_DOCUMENT)
    assert home.inner.asked == _PATIENCE - 1
    store.save(home.state)
    assert (home.folder / "vectors.json").exists()


def test_warming_up_makes_the_matrix_at_once_and_leaves_out_what_the_catalogue_lacks(home: Home) -> None:
    home.inner.upsert(["zz"], rows(1, 7), [Labels("d9#0")])
    home.state = 2
    store = home.open()
    store.warm_up()
    assert "zz" not in dict(store.query(rows(1, 7)[0], 100))
    assert home.inner.asked == 0


def test_a_matrix_is_made_of_few_passages_at_once(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counted(ids: Collection[str]) -> Mapping[str, Labels]:
        asked.append(len(ids))
        return labels_of(ids)

    monkeypatch.setattr("vectorstore.resident._AT_ONCE", 15)
    store = ResidentVectors(lambda: home.inner, home.folder, lambda: 2, counted)
    store.warm_up()
    assert asked == [15, 15, 10]
    assert_exact(home, store, ONE_DOCUMENT)
    assert home.inner.asked == 0


def test_a_matrix_that_would_be_too_large_is_not_made(home: Home) -> None:
    home.state = 2
    small = home.open(most_bytes=40 * 8 * 4 - 1)
    small.warm_up()
    assert_exact(home, small)
    assert home.inner.asked == 1


def test_of_a_matrix_that_would_be_too_large_no_labels_are_read(home: Home) -> None:
    def refuse(ids: Collection[str]) -> Mapping[str, Labels]:
        raise AssertionError(f"labels of {len(ids)} passages were asked for")

    small = ResidentVectors(lambda: home.inner, home.folder, lambda: 2, refuse, most_bytes=40 * 8 * 4 - 1)
    small.warm_up()
    assert_exact(home, small)


def test_the_run_after_a_killed_one_leaves_a_matrix_again(home: Home) -> None:
    home.open().upsert(["p40"], rows(1, 9), [LABELS["p01"]])  # killed before it saved
    home.state = 2
    store = home.open()
    store.delete(["p40"])
    home.state = 3
    store.save(home.state)
    assert_exact(home, home.open(), ONE_DOCUMENT)
    assert home.inner.asked == 0


def test_a_file_of_another_state_is_not_taken_for_one_of_a_state_to_come(home: Home) -> None:
    home.state = 0  # the catalogue was lost and is made anew, so that states come again
    home.open().upsert(["p40"], rows(1, 9), [LABELS["p01"]])
    home.state = 1
    assert_exact(home, home.open())
    assert home.inner.asked == 1


def test_drafts_that_killed_processes_left_go_and_those_being_written_stay(home: Home) -> None:
    old, new = home.folder / "vectors-1.77.tmp", home.folder / "vectors.json.78.tmp"
    for draft in (old, new):
        draft.write_bytes(b"half a matrix")
    os.utime(old, (0, 0))
    store = home.open()
    store.delete(["p01"])
    store.save(home.state)
    assert (old.exists(), new.exists()) == (False, True)


def test_a_table_that_grows_too_large_is_given_up(tmp_path: Path) -> None:
    home = Home(tmp_path)
    store = home.open(most_bytes=40 * 8 * 4)
    store.upsert(IDS, rows(40), list(LABELS.values()))
    assert_exact(home, store)
    assert home.inner.asked == 0
    store.upsert(["新"], rows(1, 9), [Labels("d1#0")])
    assert_exact(home, store)
    assert home.inner.asked == 1


def test_a_folder_that_cannot_be_written_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    home = Home(tmp_path / "file")
    store = home.open()
    store.upsert(IDS, rows(40), list(LABELS.values()))
    store.save(home.state)
    assert_exact(home, store)


def test_clearing_starts_anew(home: Home) -> None:
    store = home.open()
    store.clear()
    assert store.query(rows(1)[0], 5) == []
    store.upsert(["a"], np.ones((1, 3), np.float32), [Labels("d#0")])
    assert [i for i, _ in store.query(np.ones(3, np.float32), 5)] == ["a"]


def test_vectors_of_another_length_are_refused_and_leave_the_table_whole() -> None:
    table = MemoryStore()
    table.upsert(["a"], np.ones((1, 3), np.float32), [Labels("d#0")])
    with pytest.raises(ValueError, match="length 2"):
        table.upsert(["b"], np.ones((1, 2), np.float32), [Labels("d#0")])
    assert [i for i, _ in table.query(np.ones(3, np.float32), 5, SearchFilter(frozenset({"d#0"})))] == ["a"]
