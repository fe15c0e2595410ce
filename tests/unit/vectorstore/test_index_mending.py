"""Indexes that are missing, damaged, outdated or cut off: refused, checked and mended."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from policy_indexes import GANZHOU, HANT, JIUJIANG, found, open_index, put
from vectorstore_fakes import BigramEmbedder, FailingStore, read_text

from ingest.model import Chunk, ReadResult, TextSpan
from vectorstore.index import PolicyIndex
from vectorstore.memory import MemoryStore
from vectorstore.model import Labels, SearchQuery
from vectorstore.ports import BackendUnavailable, IndexMismatch, IndexMissing


def test_a_missing_index_is_refused_with_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="zhice ingest"):
        PolicyIndex.open(tmp_path / "none", BigramEmbedder(), "clauses-1", vectors=MemoryStore())
    assert not (tmp_path / "none").exists()


def test_a_failed_replacement_leaves_the_old_file_whole(index: PolicyIndex) -> None:
    good = read_text("一行", "九江.txt")
    stray = Chunk("x", "别的.txt#0", 0, (), TextSpan(0, 1), "一")
    with pytest.raises(ValueError, match=r"别的\.txt#0"):
        index.add(ReadResult(good.source, good.documents, (*good.chunks, stray)), Path("/files/九江.txt"), None)
    assert index.source_text("九江.txt") == JIUJIANG
    assert index.check() == []


@pytest.mark.parametrize("action", ["add", "remove"])
def test_work_cut_off_between_catalogue_and_index_is_finished_at_the_next_open(tmp_path: Path, action: str) -> None:
    store = FailingStore()
    index = open_index(tmp_path, vectors=store)
    put(index, JIUJIANG, "九江.txt")
    store.broken = True
    with pytest.raises(BackendUnavailable):
        index.remove("九江.txt") if action == "remove" else put(index, GANZHOU, "九江.txt")
    assert index.check() != []
    index.close()
    store.broken = False
    again = open_index(tmp_path, vectors=store)
    assert again.check() == []
    assert store.ids() == {p.id for d in again.documents() for p in again.passages_of(d.id)}
    assert again.passage_count() == (0 if action == "remove" else 2)


def test_a_search_between_catalogue_and_index_shows_no_passage_that_is_gone(tmp_path: Path) -> None:
    store = FailingStore()
    index = open_index(tmp_path, vectors=store)
    put(index, JIUJIANG, "九江.txt")
    store.broken = True
    with pytest.raises(BackendUnavailable):
        index.remove("九江.txt")
    assert index.search(SearchQuery("亩均税收"), 5) == []


@pytest.mark.parametrize(
    ("embedder", "chunking", "field", "values"),
    [
        (BigramEmbedder("bigrams-2"), "clauses-1", "embedder", ("bigrams-1", "bigrams-2")),
        (BigramEmbedder(dimension=32), "clauses-1", "dimension", ("64", "32")),
        (BigramEmbedder(), "clauses-2", "chunking", ("clauses-1", "clauses-2")),
    ],
)
def test_another_manifest_is_refused_by_field_values_and_command(
    tmp_path: Path, embedder: BigramEmbedder, chunking: str, field: str, values: tuple[str, str]
) -> None:
    open_index(tmp_path).close()
    with pytest.raises(IndexMismatch) as caught:
        open_index(tmp_path, embedder, chunking=chunking)
    for part in (field, *values, "zhice ingest --rebuild"):
        assert part in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format_version": 1}'])
def test_a_damaged_manifest_is_refused_and_mended_by_a_rebuild(tmp_path: Path, content: str) -> None:
    index = open_index(tmp_path)
    put(index, JIUJIANG, "九江.txt")
    index.close()
    (tmp_path / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(IndexMismatch, match="zhice ingest --rebuild"):
        open_index(tmp_path)
    mending = PolicyIndex.open(tmp_path, BigramEmbedder(), "clauses-1", vectors=MemoryStore(), mend=True)
    mending.rebuild()
    assert mending.check() == []


def test_a_lost_manifest_is_made_good_from_the_catalogue(tmp_path: Path) -> None:
    index = open_index(tmp_path)
    put(index, JIUJIANG, "九江.txt")
    index.close()
    (tmp_path / "manifest.json").unlink()
    assert open_index(tmp_path).check() == []


def test_an_outdated_index_refuses_to_search_until_it_is_rebuilt_with_the_new_embedder(tmp_path: Path) -> None:
    store = MemoryStore()
    index = open_index(tmp_path, vectors=store)
    put(index, JIUJIANG, "九江.txt")
    index.close()
    other = BigramEmbedder("bigrams-2", dimension=16)
    mending = PolicyIndex.open(tmp_path, other, "clauses-1", vectors=store, mend=True)
    with pytest.raises(IndexMismatch):
        mending.search(SearchQuery("税收"), 5)
    assert "bigrams-2" in mending.check()[0]
    progress: list[tuple[int, int]] = []
    assert mending.rebuild(lambda done, total: progress.append((done, total))) == 3
    assert progress[-1] == (3, 3)
    assert {len(vector) for vector in store.vectors(store.ids()).values()} == {16}
    assert mending.check() == []
    mending.close()
    assert json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["embedder"] == "bigrams-2"
    assert found(open_index(tmp_path, other, store), "亩均税收")


def test_opening_to_mend_and_giving_up_leaves_a_working_index(tmp_path: Path) -> None:
    store = MemoryStore()
    index = open_index(tmp_path, vectors=store)
    put(index, JIUJIANG, "九江.txt")
    before = found(index, "亩均税收")
    index.close()
    PolicyIndex.open(tmp_path, BigramEmbedder("bigrams-2"), "clauses-1", vectors=store, mend=True).close()
    again = open_index(tmp_path, vectors=store)
    assert again.check() == []
    assert found(again, "亩均税收") == before


def test_a_rebuild_equals_an_index_made_afresh(tmp_path: Path) -> None:
    edited = open_index(tmp_path / "edited")
    put(edited, GANZHOU, "九江.txt")
    put(edited, HANT, "繁體.txt")
    put(edited, JIUJIANG, "九江.txt")
    edited.remove("繁體.txt")
    put(edited, GANZHOU, "赣州.txt")
    edited.rebuild()
    fresh = open_index(tmp_path / "fresh")
    put(fresh, JIUJIANG, "九江.txt")
    put(fresh, GANZHOU, "赣州.txt")
    for query in ("开发区亩均税收", "谁牵头", "人才公寓", "弹性出让年限"):
        for mode in ("hybrid", "bm25", "dense"):
            assert found(edited, query, mode=mode) == found(fresh, query, mode=mode) != []


def test_check_names_what_each_index_lacks_or_has_too_much(tmp_path: Path) -> None:
    store = MemoryStore()
    index = open_index(tmp_path, vectors=store)
    put(index, JIUJIANG, "九江.txt")
    first = index.passages_of("九江.txt#0")[0]
    row = store.vectors([first.id])[first.id][None, :]
    store.delete([first.id])
    store.upsert(["stray"], row, [Labels("九江.txt#0")])
    problems = index.check()
    assert len(problems) == 2
    assert "向量索引缺少 1 个段落" in problems[0]
    assert "向量索引多出 1 个" in problems[1]


def test_check_names_files_whose_quotes_do_not_slice(index: PolicyIndex) -> None:
    result = read_text(GANZHOU, "赣州.txt")
    wrong = Chunk("w", "赣州.txt#0", 0, (), TextSpan(1, 4), "省级开")
    index.add(ReadResult(result.source, result.documents, (wrong,)), Path("/files/赣州.txt"), None)
    problems = index.check()
    assert len(problems) == 1
    assert problems[0].startswith("赣州.txt")
