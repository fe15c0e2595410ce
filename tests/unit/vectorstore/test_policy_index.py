from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from policy_indexes import GANZHOU, HANT, JIUJIANG, found, open_index, put
from vectorstore_fakes import BigramEmbedder, read_text

from ingest.model import Alias, Chunk, DocumentDetails, PolicyDocument, ReadResult, RegionGuess, SourceText, TextSpan
from vectorstore.index import PolicyIndex
from vectorstore.memory import MemoryStore
from vectorstore.model import SearchFilter, SearchQuery
from vectorstore.ports import UnknownSource
from vectorstore.resident import ResidentVectors


def test_what_was_added_is_found_listed_and_sliced(index: PolicyIndex) -> None:
    best = index.search(SearchQuery("国家级开发区亩均税收要求是多少"), 1)[0]
    assert best.passage.text == "国家级开发区亩均税收不低于20万元"
    assert best.passage.region == ("江西省", "九江市")
    assert best.lexical == 1.0
    assert best.dense > 0
    assert [(s.name, s.documents, s.passages) for s in index.sources()] == [("九江.txt", 1, 3), ("赣州.txt", 1, 2)]
    assert [(d.id, d.passages) for d in index.documents()] == [("九江.txt#0", 3), ("赣州.txt#0", 2)]
    assert [p.text for p in index.passages_of("九江.txt#0")] == JIUJIANG.split("\n")
    assert index.passage(best.passage.id) == best.passage
    assert list(index.passages([best.passage.id, "没有"])) == [best.passage.id]
    assert index.check() == []


def test_every_passage_is_exactly_what_its_span_cuts_out(index: PolicyIndex) -> None:
    put(index, HANT, "繁體.txt")
    text = index.source_text("繁體.txt")
    assert text == HANT
    for passage in index.passages_of("繁體.txt#0"):
        assert passage.span.slice(text) == passage.text
    assert found(index, "𠮷野家税收优惠")[0][0] == index.passages_of("繁體.txt#0")[1].id
    assert index.check() == []


def test_unknown_names_are_told_apart_from_empty_ones(index: PolicyIndex) -> None:
    assert index.source("没有.txt") is None
    assert index.passage("没有") is None
    assert index.passages_of("没有.txt#0") == []
    with pytest.raises(UnknownSource, match=r"没有\.txt"):
        index.source_text("没有.txt")


def test_a_title_or_region_that_the_passage_does_not_repeat_is_searched_too(index: PolicyIndex) -> None:
    assert {i for i, _ in found(index, "赣州人才", mode="bm25")} >= {p.id for p in index.passages_of("赣州.txt#0")}


def test_a_document_filter_holds_in_every_mode(index: PolicyIndex) -> None:
    query = SearchQuery("亩均税收", filter=SearchFilter(frozenset({"赣州.txt#0"})))
    for mode in ("hybrid", "bm25", "dense"):
        assert {hit.passage.document for hit in index.search(query, 10, mode)} == {"赣州.txt#0"}  # type: ignore[arg-type]
    assert index.search(SearchQuery("亩均税收", filter=SearchFilter(frozenset())), 10) == []


def test_replacing_a_file_embeds_only_what_is_new(tmp_path: Path) -> None:
    embedder = BigramEmbedder()
    index = open_index(tmp_path, embedder)
    put(index, JIUJIANG, "九江.txt")
    embedder.embedded.clear()
    kept, gone = index.passages_of("九江.txt#0")[1:]
    changed = "新的开头一行\n" + JIUJIANG.replace("科技局牵头，财政局配合", "商务局牵头")
    change = index.add(read_text(changed, "九江.txt"), Path("/files/九江.txt"), None)
    assert (change.added, change.removed, change.kept) == (2, 1, 2)
    assert sorted(text.splitlines()[-1] for text in embedder.embedded) == ["商务局牵头", "新的开头一行"]
    again = index.passage(kept.id)
    assert again is not None
    assert again.span.slice(index.source_text("九江.txt")) == again.text == kept.text
    assert again.span != kept.span
    assert index.passage(gone.id) is None
    assert gone.id not in dict(found(index, "财政局配合"))
    assert index.check() == []


def test_a_new_title_embeds_the_passages_under_it_again(tmp_path: Path) -> None:
    embedder = BigramEmbedder()
    index = open_index(tmp_path, embedder)
    put(index, GANZHOU, "赣州.txt", title="旧办法")
    embedder.embedded.clear()
    change = index.add(read_text(GANZHOU, "赣州.txt", title="新办法"), Path("/files/赣州.txt"), None)
    assert (change.added, change.removed, change.kept) == (2, 2, 0)
    assert len(embedder.embedded) == 2
    assert found(index, "新办法", mode="bm25")
    assert found(index, "旧", mode="bm25") == []


def test_adding_the_same_again_embeds_nothing(tmp_path: Path) -> None:
    embedder = BigramEmbedder()
    index = open_index(tmp_path, embedder)
    put(index, JIUJIANG, "九江.txt")
    embedder.embedded.clear()
    change = index.add(read_text(JIUJIANG, "九江.txt"), Path("/files/九江.txt"), None)
    assert (change.added, change.removed, change.kept) == (0, 0, 3)
    assert embedder.embedded == []


def test_a_removed_file_leaves_nothing_behind(index: PolicyIndex) -> None:
    before = found(index, "人才公寓")
    assert index.remove("九江.txt") is True
    assert index.remove("九江.txt") is False
    assert {hit.passage.source for hit in index.search(SearchQuery("开发区亩均税收"), 10)} == {"赣州.txt"}
    assert found(index, "人才公寓")[0][0] == before[0][0]
    assert index.check() == []


def test_equal_chunk_ids_within_a_file_and_across_files_stay_apart(tmp_path: Path) -> None:
    index = open_index(tmp_path)

    def twice(name: str) -> ReadResult:
        text = "附则\n附则"
        document = PolicyDocument(name, 0, name, TextSpan(0, 5), RegionGuess(), ())
        chunks = tuple(Chunk("same", document.id, n, (), TextSpan(3 * n, 3 * n + 2), "附则") for n in (0, 1))
        return ReadResult(SourceText(name, text, "text/plain", "0"), (document,), chunks)

    for name in ("甲.txt", "乙.txt", "甲.txt", "乙.txt"):
        change = index.add(twice(name), Path("/files") / name, None)
    assert change.kept == 2
    assert index.passage_count() == 4
    assert [p.span.start for p in index.passages_of("乙.txt#0")] == [0, 3]
    assert index.check() == []


def test_the_generation_grows_with_every_change_and_is_seen_through_another_connection(tmp_path: Path) -> None:
    index = open_index(tmp_path)
    watcher = open_index(tmp_path)
    seen = [watcher.generation]
    put(index, JIUJIANG, "九江.txt")
    seen.append(watcher.generation)
    index.remove("九江.txt")
    seen.append(watcher.generation)
    assert seen == sorted(set(seen))
    index.search(SearchQuery("税收"), 1)
    assert watcher.generation == seen[-1]


class CountingStore(MemoryStore):
    def __init__(self) -> None:
        super().__init__()
        self.reopened = 0
        self.closed = 0

    def reopen(self) -> None:
        self.reopened += 1

    def close(self) -> None:
        self.closed += 1


def test_the_vector_store_looks_again_only_after_changes_by_others(tmp_path: Path) -> None:
    store = CountingStore()
    index = open_index(tmp_path, vectors=store)
    put(index, JIUJIANG, "九江.txt")
    index.search(SearchQuery("税收"), 1)
    assert store.reopened == 0
    other = open_index(tmp_path)
    put(other, GANZHOU, "赣州.txt")
    index.search(SearchQuery("税收"), 1)
    index.search(SearchQuery("税收"), 1)
    assert store.reopened == 1
    index.close()
    assert store.closed == 1


def test_a_matrix_is_not_saved_as_of_a_state_that_another_process_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = MemoryStore()
    index = open_index(tmp_path, vectors=store)
    put(index, JIUJIANG, "九江.txt")
    save = ResidentVectors.save

    def overtaken(vectors: ResidentVectors, *state: int) -> None:
        put(open_index(tmp_path, vectors=store), GANZHOU, "赣州.txt")
        save(vectors, *state)

    with monkeypatch.context() as patch:
        patch.setattr(ResidentVectors, "save", overtaken)
        index.close()
    assert len(found(open_index(tmp_path, vectors=store), "人才公寓税收", mode="dense")) == 5


def test_labels_leave_out_passages_whose_document_was_removed_meanwhile(index: PolicyIndex) -> None:
    passages = [*index.passages_of("九江.txt#0"), *index.passages_of("赣州.txt#0")]
    index.remove("九江.txt")
    assert list(index._catalogue.labels(passages)) == [p.id for p in passages[3:]]


def test_threads_may_search_while_another_adds(index: PolicyIndex) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def search(_: int) -> str:
        return index.search(SearchQuery("国家级开发区亩均税收"), 1)[0].passage.source

    with ThreadPoolExecutor(4) as pool:
        answers = pool.map(search, range(40))
        for number in range(5):
            put(index, f"第{number}批港口建设", f"港口{number}.txt")
        assert set(answers) == {"九江.txt"}
    assert index.check() == []


def test_regions_are_counted_by_documents_and_follow_every_change(index: PolicyIndex) -> None:
    put(index, GANZHOU + "另有规定", "九江二.txt", region=("江西省", "九江市"))
    put(index, GANZHOU + "其他", "无地区.txt")
    assert index.regions() == {("江西省", "九江市"): 2, ("江西省", "赣州市"): 1}
    assert index.regions() is index.regions()
    index.remove("赣州.txt")
    assert index.regions() == {("江西省", "九江市"): 2}


def test_a_filter_holds_in_every_mode_and_over_every_label(index: PolicyIndex) -> None:
    put(index, "开发区亩均税收到2025年翻番", "南昌.txt", region=("江西省", "南昌市"))
    cases = [
        (SearchFilter(regions=(("江西省", "九江市"),)), {"九江.txt"}),
        (SearchFilter(regions=(("江西省",),)), {"九江.txt", "赣州.txt", "南昌.txt"}),
        (SearchFilter(years=(2025,)), {"南昌.txt"}),
        (SearchFilter(kinds=("办法",)), set()),
    ]
    for where, sources in cases:
        for mode in ("hybrid", "bm25", "dense"):
            hits = index.search(SearchQuery("开发区亩均税收", filter=where), 10, mode)
            assert {hit.passage.source for hit in hits} == sources


def test_a_document_that_gets_another_kind_is_labelled_anew(tmp_path: Path) -> None:
    index = open_index(tmp_path)
    result = read_text(GANZHOU, "赣州.txt")
    index.add(result, Path("/files/赣州.txt"), None)
    (document,) = result.documents
    ruled = replace(result, documents=(replace(document, details=DocumentDetails(kind="办法")),))
    change = index.add(ruled, Path("/files/赣州.txt"), None)
    assert (change.added, change.kept) == (2, 0)
    assert len(index.search(SearchQuery("税收", filter=SearchFilter(kinds=("办法",))), 10)) == 2
    index.close()


def test_short_forms_are_kept_with_their_file_and_go_with_it(index: PolicyIndex) -> None:
    introduced = (Alias("高新技术企业", "高企", TextSpan(0, 6)), Alias("陶瓷博览会", "瓷博会", TextSpan(8, 13)))
    for name, text, aliases in (("九江.txt", JIUJIANG, introduced), ("赣州.txt", GANZHOU, introduced[:1])):
        index.add(replace(read_text(text, name), aliases=aliases), Path("/files") / name, None)
    assert index.aliases() == [("陶瓷博览会", "瓷博会"), ("高新技术企业", "高企")]
    assert index.aliases_of("九江.txt") == list(introduced)
    index.remove("九江.txt")
    assert index.aliases() == [("高新技术企业", "高企")]
    assert index.aliases_of("九江.txt") == []


def test_the_version_tells_how_the_index_was_built_and_how_often_it_changed(tmp_path: Path) -> None:
    index, alike = open_index(tmp_path / "one"), open_index(tmp_path / "two")
    otherwise = open_index(tmp_path / "three", chunking="clauses-2")
    assert index.version == alike.version
    assert index.version.split("#")[1] == otherwise.version.split("#")[1]
    assert index.version != otherwise.version
    put(index, JIUJIANG, "九江.txt")
    assert index.version == f"{index.manifest.fingerprint}#{index.generation}" != alike.version
