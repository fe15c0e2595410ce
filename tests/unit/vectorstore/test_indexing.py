from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from vectorstore_fakes import BigramEmbedder, FailingStore, read_file, read_text

from ingest.model import ReadResult
from ingest.reading_pool import ReadOutcome, ReadTask
from vectorstore.catalogue.database import Database
from vectorstore.index import PolicyIndex
from vectorstore.indexing import Indexer
from vectorstore.memory import MemoryStore
from vectorstore.model import SearchQuery
from vectorstore.ports import BackendUnavailable, VectorStoreError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "files"
    made.mkdir()
    (made / "九江.txt").write_text("国家级开发区亩均税收不低于20万元\n科技局牵头", encoding="utf-8")
    (made / "赣州.txt").write_text("省级开发区亩均税收不低于15万元", encoding="utf-8")
    return made


@pytest.fixture
def index(tmp_path: Path) -> PolicyIndex:
    return PolicyIndex.open(tmp_path / "home", BigramEmbedder(), "lines-1", vectors=MemoryStore(), create=True)


class CountingReader:
    def __init__(self) -> None:
        self.names: list[str] = []

    def __call__(self, path: Path, name: str, member: str) -> ReadResult:
        self.names.append(name)
        return read_file(path, name)


def test_a_folder_is_read_once_and_costs_only_hashes_the_second_time(folder: Path, index: PolicyIndex) -> None:
    reader = CountingReader()
    indexer = Indexer(index, reader)
    first = indexer.run([folder])
    assert (first.added, first.changed, first.unchanged, first.removed, first.failed) == (
        ("九江.txt", "赣州.txt"), (), (), (), (),
    )  # fmt: skip
    assert first.passages == 3
    assert first.seconds > 0
    generation = index.generation
    second = indexer.run([folder])
    assert (second.added, second.unchanged) == ((), ("九江.txt", "赣州.txt"))
    assert reader.names == ["九江.txt", "赣州.txt"]
    assert index.generation == generation
    assert index.check() == []


def test_a_changed_file_is_replaced_and_a_gone_one_removed(folder: Path, index: PolicyIndex) -> None:
    indexer = Indexer(index, read_file)
    indexer.run([folder])
    (folder / "九江.txt").write_text("国家级开发区亩均税收不低于30万元", encoding="utf-8")
    (folder / "赣州.txt").unlink()
    report = indexer.run([folder])
    assert (report.added, report.changed, report.removed) == ((), ("九江.txt",), ("赣州.txt",))
    assert [hit.passage.text for hit in index.search(SearchQuery("亩均税收"), 5)] == [
        "国家级开发区亩均税收不低于30万元"
    ]
    assert index.check() == []


def test_the_last_file_of_a_folder_can_go_too(folder: Path, index: PolicyIndex) -> None:
    indexer = Indexer(index, read_file)
    indexer.run([folder])
    for path in folder.iterdir():
        path.unlink()
    report = indexer.run([folder])
    assert report.removed == ("九江.txt", "赣州.txt")
    assert report.passages == 0
    assert [path for path, _ in report.failed] == [folder]


def test_only_files_of_the_folder_given_are_forgotten(folder: Path, index: PolicyIndex, tmp_path: Path) -> None:
    alone = tmp_path / "单独.txt"
    alone.write_text("人才公寓", encoding="utf-8")
    indexer = Indexer(index, read_file)
    indexer.run([folder, alone])
    alone.unlink()
    (folder / "九江.txt").unlink()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert indexer.run([elsewhere, folder / "赣州.txt"]).removed == ()
    assert indexer.run([folder]).removed == ("九江.txt",)
    assert [source.name for source in index.sources()] == ["单独.txt", "赣州.txt"]


def test_a_folder_that_is_gone_as_a_whole_removes_nothing(folder: Path, index: PolicyIndex) -> None:
    indexer = Indexer(index, read_file)
    indexer.run([folder])
    folder.rename(folder.with_name("unmounted"))
    report = indexer.run([folder])
    assert report.removed == ()
    assert [path for path, _ in report.failed] == [folder]
    assert len(index.sources()) == 2


@pytest.mark.parametrize("order", ["file first", "inner folder first"])
def test_a_file_belongs_to_the_outermost_folder_it_was_read_from(
    folder: Path, index: PolicyIndex, tmp_path: Path, order: str
) -> None:
    indexer = Indexer(index, read_file)
    indexer.run([folder / "九江.txt"] if order == "file first" else [folder])
    indexer.run([tmp_path])
    indexer.run([folder])
    indexer.run([folder / "九江.txt"])
    (folder / "九江.txt").unlink()
    assert "九江.txt" in indexer.run([tmp_path]).removed


def test_files_of_one_name_in_different_folders_are_told_apart(index: PolicyIndex, tmp_path: Path) -> None:
    for place in ("江西", "安徽", "江西/旧"):
        (tmp_path / place).mkdir(parents=True, exist_ok=True)
        (tmp_path / place / "办法.txt").write_text(f"{place}的办法", encoding="utf-8")
    indexer = Indexer(index, read_file)
    for place in ("江西", "安徽"):
        indexer.run([tmp_path / place])
    assert [s.name for s in index.sources()] == ["办法.txt", "安徽/办法.txt", "旧/办法.txt"]
    assert indexer.run([tmp_path / "安徽"]).unchanged == ("安徽/办法.txt",)
    assert index.source_text("安徽/办法.txt") == "安徽的办法"
    assert indexer.run([tmp_path / "安徽" / "办法.txt"]).unchanged == ("安徽/办法.txt",)


def test_a_moved_file_keeps_its_name(folder: Path, index: PolicyIndex, tmp_path: Path) -> None:
    indexer = Indexer(index, read_file)
    indexer.run([folder / "九江.txt"])
    (tmp_path / "moved").mkdir()
    (folder / "九江.txt").rename(tmp_path / "moved" / "九江.txt")
    assert indexer.run([tmp_path / "moved" / "九江.txt"]).changed == ("九江.txt",)
    assert [(s.name, Path(s.path).parent.name) for s in index.sources()] == [("九江.txt", "moved")]


def test_one_bad_file_stops_no_other_and_keeps_what_was_known_of_it(folder: Path, index: PolicyIndex) -> None:
    indexer = Indexer(index, read_file)
    indexer.run([folder])
    (folder / "九江.txt").write_bytes(b"damaged")
    (folder / "一塌糊涂.txt").write_bytes(b"\xff\xfe\xfd")
    (folder / "郑州.txt").write_text("新开发区", encoding="utf-8")
    report = indexer.run([folder])
    assert report.added == ("郑州.txt",)
    messages = {path.name: message for path, message in report.failed}
    assert messages["九江.txt"] == "九江.txt：文件已损坏，请重新获取"
    assert "一塌糊涂.txt" in messages["一塌糊涂.txt"]
    assert not any("\n" in message for message in messages.values())
    assert index.source_text("九江.txt").startswith("国家级开发区")
    assert index.check() == []


def test_a_file_whose_text_no_database_takes_is_reported(folder: Path, index: PolicyIndex) -> None:
    def read(path: Path, name: str, member: str) -> ReadResult:
        result = read_file(path, name)
        if name == "九江.txt":
            object.__setattr__(result.source, "text", "\ud800")
        return result

    report = Indexer(index, read).run([folder])
    assert report.added == ("赣州.txt",)
    assert [path.name for path, _ in report.failed] == ["九江.txt"]


def test_trouble_of_the_index_is_not_blamed_on_a_file_and_is_made_good_later(folder: Path, tmp_path: Path) -> None:
    store = FailingStore()
    index = PolicyIndex.open(tmp_path / "home", BigramEmbedder(), "lines-1", vectors=store, create=True)
    store.broken = True
    with pytest.raises(BackendUnavailable):
        Indexer(index, read_file).run([folder])
    store.broken = False
    report = Indexer(index, read_file).run([folder])
    assert report.unchanged == ("九江.txt", "赣州.txt")
    assert index.check() == []


def test_progress_counts_files_and_then_passages(folder: Path, index: PolicyIndex) -> None:
    steps: list[tuple[str, int, int]] = []
    Indexer(index, read_file).run([folder], lambda *step: steps.append(step))
    assert steps == [("九江.txt", 1, 2), ("赣州.txt", 2, 2), ("", 3, 3)]


def test_a_rebuild_reads_every_file_again_under_the_new_chunking(folder: Path, tmp_path: Path) -> None:
    store = MemoryStore()
    first = PolicyIndex.open(tmp_path / "home", BigramEmbedder(), "lines-1", vectors=store, create=True)
    Indexer(first, read_file).run([folder])
    first.close()
    (folder / "赣州.txt").unlink()

    def read_whole(path: Path, name: str, member: str) -> ReadResult:
        text = path.read_text(encoding="utf-8")
        assert "\n" in text
        result = read_file(path, name)
        return ReadResult(result.source, result.documents, result.chunks[:1])

    again = PolicyIndex.open(tmp_path / "home", BigramEmbedder(), "whole-1", vectors=store, mend=True)
    report = Indexer(again, read_whole).rebuild()
    assert report.unchanged == ("九江.txt",)
    assert [path.name for path, _ in report.failed] == ["赣州.txt"]
    assert "沿用原有内容" in report.failed[0][1]
    assert report.passages == 2
    assert again.check() == []
    assert again.manifest.chunking == "whole-1"
    again.close()
    PolicyIndex.open(tmp_path / "home", BigramEmbedder(), "whole-1", vectors=store).close()


def write_zip(path: Path, members: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)


def read_member_or_file(path: Path, name: str, member: str) -> ReadResult:
    if not member:
        return read_file(path, name)
    with zipfile.ZipFile(path) as archive:
        return read_text(archive.read(member).decode(), name)


@pytest.mark.parametrize("given", ["the zip itself", "the folder it lies in"])
def test_a_zip_is_a_folder_whose_members_come_change_and_go(index: PolicyIndex, tmp_path: Path, given: str) -> None:
    place = tmp_path / "in"
    place.mkdir()
    packed = place / "政策.zip"
    paths = [packed] if given == "the zip itself" else [place]
    indexer = Indexer(index, read_member_or_file)
    write_zip(packed, {"甲/办法.txt": "国家级开发区", "乙.txt": "省级开发区"})
    assert indexer.run(paths).added == ("政策.zip/乙.txt", "政策.zip/甲/办法.txt")
    assert indexer.run(paths).unchanged == ("政策.zip/乙.txt", "政策.zip/甲/办法.txt")
    write_zip(packed, {"甲/办法.txt": "市级开发区", "丙.txt": "人才公寓"})
    report = indexer.run(paths)
    assert (report.added, report.changed, report.removed) == (
        ("政策.zip/丙.txt",),
        ("政策.zip/甲/办法.txt",),
        ("政策.zip/乙.txt",),
    )
    assert index.source_text("政策.zip/甲/办法.txt") == "市级开发区"
    assert index.check() == []


def test_a_damaged_zip_keeps_what_the_index_had_of_it(index: PolicyIndex, tmp_path: Path) -> None:
    packed = tmp_path / "政策.zip"
    write_zip(packed, {"甲.txt": "国家级开发区"})
    indexer = Indexer(index, read_member_or_file)
    indexer.run([packed])
    packed.write_bytes(packed.read_bytes()[:20])
    report = indexer.run([packed])
    assert (report.removed, [path for path, _ in report.failed]) == ((), [packed])
    assert [source.name for source in index.sources()] == ["政策.zip/甲.txt"]


def test_a_disk_that_is_full_is_trouble_of_the_index_and_no_fault_of_a_file(
    folder: Path, index: PolicyIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Database, "insert", full)
    with pytest.raises(VectorStoreError, match="disk is full"):
        Indexer(index, read_file).run([folder])
    monkeypatch.undo()
    assert index.sources() == []
    assert Indexer(index, read_file).run([folder]).added == ("九江.txt", "赣州.txt")


class WatchedPool:
    """A pool that reads in this process and notes what it was given."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def read(self, tasks: Iterable[ReadTask]) -> Iterator[ReadOutcome]:
        for task in tasks:
            self.names.append(task.name)
            yield ReadOutcome(task, read_file(task.path, task.name))


@pytest.mark.parametrize(
    ("files", "pooled"),
    [
        (["甲.txt"], False),
        (["甲.txt", "乙.md"], False),
        (["甲.txt", "乙.txt", "丙.txt"], True),
        (["甲.pdf"], True),
        (["甲.txt", "乙.html"], True),
    ],
)
def test_only_a_few_small_texts_are_read_in_the_main_process(
    index: PolicyIndex, tmp_path: Path, files: list[str], pooled: bool
) -> None:
    for name in files:
        (tmp_path / name).write_text(f"{name}的办法", encoding="utf-8")
    pool = WatchedPool()
    report = Indexer(index, read_file, pool).run([tmp_path / name for name in files])  # type: ignore[arg-type]
    assert sorted(report.added) == sorted(files)
    assert sorted(pool.names) == (sorted(files) if pooled else [])
