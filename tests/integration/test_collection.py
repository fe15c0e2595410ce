"""The documents behind the pages: uploads, removals and reading anew by one worker, against a real index."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.bootstrap import make_assistant, open_collection, open_index
from assistant.collection.changing import Upload
from assistant.collection.collection import PolicyCollection
from assistant.collection.model import FileProgress, FileState, JobView
from assistant.collection.uploads import safe_name
from assistant.settings import Settings
from vectorstore.model import EVERYTHING
from vectorstore.ports import IndexBusy
from vectorstore.run_lock import run_lock

TEXT = (
    "关于开发区绿色发展的意见\n一、目标\n（一）到2030年，省级开发区亩均税收不低于66万元／亩。\n"
    "由省能源局牵头，省财政厅配合。\n"
)
QUESTION = "九江国家级开发区亩均税收要求是多少？"


@pytest.fixture
def collection(own_home: Path) -> Iterator[PolicyCollection]:
    settings = Settings(home=own_home, workers=0)
    index = open_index(settings)
    try:
        with open_collection(settings, index) as opened:
            yield opened
    finally:
        index.close()


def uploaded(folder: Path, name: str, content: bytes) -> Upload:
    folder.mkdir(exist_ok=True)
    path = folder / f"{len(list(folder.iterdir()))}.part"
    path.write_bytes(content)
    return Upload(path, name)


def finished(collection: PolicyCollection, number: int) -> JobView:
    job, deadline = collection.worker.view(number), time.monotonic() + 60
    while job.running and time.monotonic() < deadline:
        job = collection.worker.wait(job, 1)
    assert not job.running
    return job


def test_good_files_of_an_upload_are_indexed_and_a_broken_one_gets_a_line(
    collection: PolicyCollection, tmp_path: Path
) -> None:
    files = [
        uploaded(tmp_path / "in", "绿色发展（试行）.txt", TEXT.encode()),
        uploaded(tmp_path / "in", "坏的.pdf", b"%PDF-1.7 not a pdf"),
        uploaded(tmp_path / "in", "另一份.md", TEXT.replace("66", "77").encode()),
    ]
    told: list[FileProgress] = []
    job = finished(collection, collection.worker.upload(files, told.append))
    assert [file.state for file in job.files] == [FileState.ADDED, FileState.FAILED, FileState.ADDED]
    assert job.files[1].line.startswith("坏的.pdf：")
    assert told == list(job.files)
    names = {record.source for record in collection.index.documents()}
    assert {"绿色发展（试行）.txt", "另一份.md"} <= names
    assert "66" in collection.ask("绿色发展的意见中，省级开发区亩均税收不低于多少？", EVERYTHING).text
    kept = sorted(path.name for path in (tmp_path / "own_home" / "uploads").iterdir())
    assert kept == ["另一份.md", "绿色发展（试行）.txt"]


def test_a_new_version_that_cannot_be_read_leaves_the_old_one(collection: PolicyCollection, tmp_path: Path) -> None:
    good = uploaded(tmp_path / "in", "意见.txt", TEXT.encode())
    finished(collection, collection.worker.upload([good], lambda _: None))
    bad = uploaded(tmp_path / "in", "意见.txt", b"")
    job = finished(collection, collection.worker.upload([bad], lambda _: None))
    assert job.files[0].state is FileState.FAILED
    assert (tmp_path / "own_home" / "uploads" / "意见.txt").read_bytes() == TEXT.encode()
    assert finished(collection, collection.worker.reread(["意见.txt"], lambda _: None)).files[0].state.is_final
    assert "意见.txt" in {record.source for record in collection.index.documents()}


def test_removing_deletes_what_was_uploaded_and_nothing_else(
    collection: PolicyCollection, tmp_path: Path, corpus: Path
) -> None:
    finished(collection, collection.worker.upload([uploaded(tmp_path / "in", "意见.txt", TEXT.encode())], print))
    other = collection.index.documents()[0].source
    job = finished(collection, collection.worker.remove(["意见.txt", other, "没有.txt"], lambda _: None))
    assert [file.state for file in job.files] == [FileState.REMOVED, FileState.REMOVED, FileState.FAILED]
    assert not (tmp_path / "own_home" / "uploads" / "意见.txt").exists()
    assert (corpus / other).exists()


def test_while_another_process_changes_the_index_a_job_fails_with_a_line(
    collection: PolicyCollection, tmp_path: Path
) -> None:
    with run_lock(tmp_path / "own_home"):
        job = finished(
            collection, collection.worker.upload([uploaded(tmp_path / "in", "甲.txt", TEXT.encode())], print)
        )
    assert "另一个命令或网页" in job.line
    assert job.files[0].state is FileState.FAILED


def test_a_run_lock_is_refused_to_a_second_holder_and_free_after_the_first(tmp_path: Path) -> None:
    with run_lock(tmp_path), pytest.raises(IndexBusy), run_lock(tmp_path):
        pass
    with run_lock(tmp_path):
        pass


def test_questions_are_answered_as_before_while_all_files_are_read_anew(
    collection: PolicyCollection, own_home: Path
) -> None:
    assistant = make_assistant(Settings(home=own_home), collection.index)
    expected, wrong, asked = assistant.ask(QUESTION).text, [], 0
    names = [source.name for source in collection.index.sources()]
    number = collection.worker.reread(names, lambda _: None)
    while collection.worker.view(number).running:
        text = assistant.ask(QUESTION).text
        asked += 1
        wrong += [text] if text != expected else []
    assert asked > 0
    assert wrong == []
    assert all(file.state is FileState.UNCHANGED for file in collection.worker.view(number).files)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\文件\\甲：乙?.txt", "甲：乙_.txt"),
        ("...", "未命名"),
        ("意见（试行）“新”.docx", "意见（试行）“新”.docx"),
    ],
)
def test_an_uploaded_file_keeps_the_last_part_of_its_name(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_a_name_that_no_file_system_takes_is_cut_and_keeps_its_ending() -> None:
    assert len(safe_name("长" * 300 + ".pdf")) == 120
    assert safe_name("长" * 300 + ".pdf").endswith(".pdf")
