"""Which files are found under the paths a user names, and what is said about the rest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest.files.discovery import FoundFile, find_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "政策"
    (root / "市级").mkdir(parents=True)
    for name in ("b.txt", "a.PDF", "市级/九江.docx", "市级/名單𠮷.html"):
        (root / name).write_text("x", encoding="utf-8")
    return root


def test_a_single_file_is_named_by_its_base_name_and_has_no_root(folder: Path) -> None:
    assert find_files([folder / "市级" / "九江.docx"]) == (
        [FoundFile(folder / "市级" / "九江.docx", "九江.docx", None)],
        [],
    )


def test_a_folder_is_walked_in_sorted_order_with_names_relative_to_it(folder: Path) -> None:
    found, problems = find_files([folder])
    assert [file.name for file in found] == ["a.PDF", "b.txt", "市级/九江.docx", "市级/名單𠮷.html"]
    assert {file.root for file in found} == {folder}
    assert problems == []


@pytest.mark.parametrize("name", [".hidden.txt", ".git/notes.txt", "~$九江.docx", "Thumbs.db", "__MACOSX/a.txt"])
def test_hidden_files_and_lock_files_are_skipped_without_a_word(folder: Path, name: str) -> None:
    before = find_files([folder])
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("x")
    assert find_files([folder]) == before


@pytest.mark.parametrize(
    ("name", "advice"), [("片.ppt", ".docx"), ("音.mp3", ".xlsx"), ("图.gif", "图片"), ("无", "扩展名")]
)
def test_an_unsupported_file_in_a_folder_is_a_problem_and_stops_nothing(folder: Path, name: str, advice: str) -> None:
    (folder / name).write_text("x")
    found, problems = find_files([folder])
    assert len(found) == 4
    assert [path for path, _ in problems] == [folder / name]
    assert advice in problems[0][1]


def test_an_unsupported_file_given_directly_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_text("x")
    found, problems = find_files([tmp_path / "a.zip"])
    assert found == []
    assert problems[0][0] == tmp_path / "a.zip"


def test_a_missing_path_is_a_problem_and_the_others_are_still_found(folder: Path, tmp_path: Path) -> None:
    found, problems = find_files([tmp_path / "没有", folder / "b.txt"])
    assert [file.name for file in found] == ["b.txt"]
    assert [path for path, _ in problems] == [tmp_path / "没有"]
    assert "找不到" in problems[0][1]


def test_a_folder_without_readable_files_is_a_problem(tmp_path: Path) -> None:
    found, problems = find_files([tmp_path])
    assert found == []
    assert [path for path, _ in problems] == [tmp_path]


def test_loops_of_links_end_and_linked_folders_are_walked_once(folder: Path) -> None:
    os.symlink(folder, folder / "市级" / "回环")
    os.symlink(folder / "市级", folder / "z别名")
    found, problems = find_files([folder])
    assert [file.name for file in found] == ["a.PDF", "b.txt", "市级/九江.docx", "市级/名單𠮷.html"]
    assert problems == []


def test_a_dead_link_is_a_problem(folder: Path) -> None:
    os.symlink(folder / "gone.txt", folder / "dead.txt")
    found, problems = find_files([folder])
    assert len(found) == 4
    assert [path for path, _ in problems] == [folder / "dead.txt"]


def test_a_file_named_twice_is_found_once(folder: Path) -> None:
    found, problems = find_files([folder, folder / "b.txt", folder])
    assert [file.name for file in found] == ["a.PDF", "b.txt", "市级/九江.docx", "市级/名單𠮷.html"]
    assert not any("同名" in message for _, message in problems)


def test_two_files_under_one_name_cannot_be_told_apart_so_the_second_is_a_problem(tmp_path: Path) -> None:
    for parent in ("甲", "乙"):
        (tmp_path / parent).mkdir()
        (tmp_path / parent / "通知.txt").write_text(parent)
    found, problems = find_files([tmp_path / "甲" / "通知.txt", tmp_path / "乙" / "通知.txt"])
    assert [file.path for file in found] == [tmp_path / "甲" / "通知.txt"]
    assert problems[0][0] == tmp_path / "乙" / "通知.txt"
    assert "同名" in problems[0][1]


def test_every_message_is_one_line(folder: Path, tmp_path: Path) -> None:
    (folder / "旧.ppt").write_text("x")
    (tmp_path / "空").mkdir()
    _, problems = find_files([folder, tmp_path / "空", tmp_path / "没有"])
    assert len(problems) == 3
    assert not any("\n" in message for _, message in problems)
