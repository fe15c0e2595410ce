"""What holds for Chroma beyond the contract: persistence, other processes, errors."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from chromadb.errors import InternalError

from vectorstore.chroma import ChromaStore
from vectorstore.model import Labels, SearchFilter
from vectorstore.ports import BackendUnavailable, Reopenable, VectorStoreError

ONE = np.array([[1.0, 0.0, 0.0]], np.float32)
TWO = np.array([[0.0, 1.0, 0.0]], np.float32)
ROOT = Path(__file__).resolve().parents[2]

OTHER_PROCESS = """
import sys
from pathlib import Path
import numpy as np
from vectorstore.chroma import ChromaStore
from vectorstore.model import Labels
store = ChromaStore.embedded(Path(sys.argv[1]))
store.upsert(["b"], np.array([[0.0, 1.0, 0.0]], np.float32), [Labels("d#0")])
store.delete(["a"])
store.close()
"""


def test_a_folder_keeps_its_vectors_when_reopened(tmp_path: Path) -> None:
    first = ChromaStore.embedded(tmp_path / "v")
    first.upsert(["a", "b"], np.vstack([ONE, TWO]), [Labels("d#0"), Labels("e#0")])
    first.delete(["b"])
    first.close()
    again = ChromaStore.embedded(tmp_path / "v")
    assert again.ids() == {"a"}
    assert again.query(ONE[0], 3, SearchFilter(frozenset({"d#0"}))) == [("a", pytest.approx(1.0, abs=1e-4))]
    again.close()


def test_a_server_keeps_its_vectors_when_reconnected(chroma_server: tuple[str, int]) -> None:
    first = ChromaStore.server(*chroma_server)
    first.clear()
    first.upsert(["a"], ONE, [Labels("d#0")])
    first.close()
    again = ChromaStore.server(*chroma_server)
    assert again.query(ONE[0], 3) == [("a", pytest.approx(1.0, abs=1e-4))]
    again.close()


def test_reopening_shows_what_another_process_wrote(tmp_path: Path) -> None:
    store = ChromaStore.embedded(tmp_path / "v")
    store.upsert(["a"], ONE, [Labels("d#0")])
    assert [i for i, _ in store.query(TWO[0], 3)] == ["a"]
    subprocess.run([sys.executable, "-c", OTHER_PROCESS, str(tmp_path / "v")], check=True, cwd=ROOT)
    store.reopen()
    assert store.query(TWO[0], 3) == [("b", pytest.approx(1.0, abs=1e-4))]
    store.close()


def test_it_counts_as_reopenable(tmp_path: Path) -> None:
    store = ChromaStore.embedded(tmp_path / "v")
    assert isinstance(store, Reopenable)
    store.close()


def test_an_upsert_larger_than_one_batch_arrives_whole(tmp_path: Path) -> None:
    store = ChromaStore.embedded(tmp_path / "v")
    count = 6000
    rows = np.random.default_rng(0).normal(size=(count, 3)).astype(np.float32)
    store.upsert([f"p{n}" for n in range(count)], rows, [Labels("d#0")] * count)
    assert len(store.ids()) == count
    assert len(store.vectors([f"p{n}" for n in range(count)])) == count
    store.delete([f"p{n}" for n in range(1, count)])
    assert store.ids() == {"p0"}
    store.close()


def test_an_unreachable_server_is_named_with_what_to_do() -> None:
    with pytest.raises(BackendUnavailable, match=r"127\.0\.0\.1:9.*chroma run") as caught:
        ChromaStore.server("127.0.0.1", 9)
    assert "\n" not in str(caught.value)


def test_another_dimension_is_refused_with_the_command_that_mends_it(tmp_path: Path) -> None:
    store = ChromaStore.embedded(tmp_path / "v")
    store.upsert(["a"], ONE, [Labels("d#0")])
    with pytest.raises(VectorStoreError, match="zhice ingest --rebuild"):
        store.upsert(["b"], np.ones((1, 5), np.float32), [Labels("d#0")])
    store.close()


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = ChromaStore.embedded(tmp_path / "v")
    store.close()
    with pytest.raises(VectorStoreError, match="已经关闭"):
        store.ids()


def test_indexes_that_share_a_server_keep_apart(chroma_server: tuple[str, int], tmp_path: Path) -> None:
    one = ChromaStore.server(*chroma_server, tmp_path / "one")
    other = ChromaStore.server(*chroma_server, tmp_path / "other")
    one.upsert(["a"], ONE, [Labels("d#0")])
    assert other.ids() == set()
    other.clear()
    assert one.ids() == {"a"}
    one.close()
    other.close()


class _Behind:
    """A client whose collection does not find an id, as long as it is `behind` another process."""

    def __init__(self, behind: bool) -> None:
        self.behind = behind

    def get_or_create_collection(self, *_: object, **__: object) -> _Behind:
        return self

    def get(self, **_: object) -> dict[str, list[str]]:
        if self.behind:
            raise InternalError("Error executing plan: Internal error: Error finding id")
        return {"ids": ["a"]}

    def close(self) -> None:
        pass


def test_a_client_behind_another_process_is_opened_anew_once() -> None:
    clients = [_Behind(True), _Behind(False)]
    assert ChromaStore(lambda: clients.pop(0), "无法打开").ids() == {"a"}
    clients = [_Behind(True), _Behind(True), _Behind(False)]
    with pytest.raises(BackendUnavailable, match="finding id"):
        ChromaStore(lambda: clients.pop(0), "无法打开").ids()


def test_a_store_that_could_not_be_opened_anew_is_tried_again_with_the_next_call() -> None:
    def connect() -> _Behind:
        client = clients.pop(0)
        if client is None:
            raise ConnectionError("down")
        return client

    clients = [_Behind(False), None, _Behind(False)]
    store = ChromaStore(connect, "无法打开")
    with pytest.raises(BackendUnavailable, match="无法打开"):
        store.reopen()
    assert store.ids() == {"a"}
