"""Zip folders: their members are files, whatever the names' encoding; bombs and damage cost one line each."""

from __future__ import annotations

import hashlib
import io
import os
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from ingest.errors import UnreadableFile
from ingest.files import archives
from ingest.files.discovery import digest_of, find_files, still_there
from ingest.readers.registry import read_file


def zip_bytes(members: Mapping[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def gbk_zip(name: str, data: bytes, encoding: str = "gbk") -> bytes:
    """An archive as Chinese Windows makes it: the name in GBK, no flag that says so."""
    placeholder = "x" * len(name.encode(encoding))
    return zip_bytes({placeholder: data}).replace(placeholder.encode(), name.encode(encoding))


def set_flag(data: bytes, flag: int) -> bytes:
    """Sets a general purpose flag in every local and central header."""
    changed = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            changed[at + offset] |= flag
            at = data.find(signature, at + 4)
    return bytes(changed)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "政策").mkdir()
    return tmp_path / "政策"


def test_members_are_files_named_after_the_zip_and_their_path_in_it(folder: Path) -> None:
    path = folder / "文件 汇编.zip"
    path.write_bytes(zip_bytes({"市级/九江 通知.txt": "亩均税收".encode(), "a.md": b"# a", "空/": b""}))
    found, problems = find_files([folder])
    assert [(file.path, file.name, file.root, file.member) for file in found] == [
        (path, "文件 汇编.zip/a.md", folder, "a.md"),
        (path, "文件 汇编.zip/市级/九江 通知.txt", folder, "市级/九江 通知.txt"),
    ]
    assert problems == []
    source = read_file(found[1].path, found[1].name, found[1].member)
    assert (source.name, source.text) == (found[1].name, "亩均税收")
    assert digest_of(found[1]) == source.digest == hashlib.sha256("亩均税收".encode()).hexdigest()


def test_a_zip_given_by_itself_is_a_folder_too(folder: Path) -> None:
    (folder / "a.ZIP").write_bytes(zip_bytes({"x.txt": b"x"}))
    found, _ = find_files([folder / "a.ZIP"])
    assert [(file.name, file.root, file.member) for file in found] == [("a.ZIP/x.txt", None, "x.txt")]


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8", "big5"])
def test_names_without_the_unicode_flag_are_read_in_the_encoding_they_are_in(folder: Path, encoding: str) -> None:
    name = "通知/關於.txt" if encoding == "big5" else "通知/关于亩均税收.txt"
    (folder / "a.zip").write_bytes(gbk_zip(name, "正文".encode(), encoding))
    (file,) = find_files([folder])[0]
    if encoding != "big5":  # Big5 is also valid GB 18030; only that it reads is promised.
        assert file.member == name
    assert read_file(file.path, file.name, file.member).text == "正文"


def test_a_zip_in_a_zip_is_opened_and_one_within_that_is_not(folder: Path) -> None:
    deepest = zip_bytes({"c.txt": b"c"})
    inner = zip_bytes({"b.txt": b"inner", "最内.zip": deepest})
    (folder / "外.zip").write_bytes(zip_bytes({"a.txt": b"a", "内/层.zip": inner}))
    found, problems = find_files([folder])
    assert [file.name for file in found] == ["外.zip/a.txt", "外.zip/内/层.zip/b.txt"]
    assert read_file(found[1].path, found[1].name, found[1].member).text == "inner"
    assert digest_of(found[1]) == hashlib.sha256(b"inner").hexdigest()
    assert [str(path) for path, _ in problems] == [str(folder / "外.zip/内/层.zip/最内.zip")]
    assert "嵌套太深" in problems[0][1]


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("../../etc/通知.txt", "etc/通知.txt"),
        ("/abs/通知.txt", "abs/通知.txt"),
        ("..\\..\\win\\通知.txt", "win/通知.txt"),
        ("a/./b//通知.txt", "a/b/通知.txt"),
    ],
)
def test_names_that_lead_out_of_the_archive_lead_nowhere(folder: Path, written: str, seen: str) -> None:
    (folder / "a.zip").write_bytes(zip_bytes({written: b"x"}))
    before = sorted(folder.parent.rglob("*"))
    (file,) = find_files([folder])[0]
    assert file.member == seen
    assert read_file(file.path, file.name, file.member).text == "x"
    assert sorted(folder.parent.rglob("*")) == before


def test_hidden_members_and_system_files_are_skipped_without_a_word(folder: Path) -> None:
    names = ["__MACOSX/._a.txt", ".DS_Store", "~$b.docx", "x/Thumbs.db", "a.txt"]
    (folder / "a.zip").write_bytes(zip_bytes(dict.fromkeys(names, b"x")))
    found, problems = find_files([folder])
    assert ([file.member for file in found], problems) == (["a.txt"], [])


def test_members_of_other_kinds_are_problems_and_the_rest_is_found(folder: Path) -> None:
    (folder / "a.zip").write_bytes(zip_bytes({"a.txt": b"x", "b.exe": b"x"}))
    found, problems = find_files([folder])
    assert [file.member for file in found] == ["a.txt"]
    assert [path for path, _ in problems] == [folder / "a.zip" / "b.exe"]


def test_an_encrypted_member_is_one_line(folder: Path) -> None:
    (folder / "a.zip").write_bytes(set_flag(zip_bytes({"a.txt": b"x" * 50}), 1))
    (file,) = find_files([folder])[0]
    for act in (lambda: digest_of(file), lambda: read_file(file.path, file.name, file.member)):
        with pytest.raises(UnreadableFile, match=r"^a\.zip/a\.txt：压缩包有密码保护"):
            act()


def test_a_damaged_member_is_one_line_and_its_neighbours_are_read(folder: Path) -> None:
    data = zip_bytes({"a.txt": b"first" * 20, "b.txt": b"second"}, compression=zipfile.ZIP_STORED)
    (folder / "a.zip").write_bytes(data.replace(b"firstfirst", b"fXrstfirst", 1))
    damaged, good = find_files([folder])[0]
    with pytest.raises(UnreadableFile, match=r"^a\.zip/a\.txt：压缩包里的这个文件已损坏"):
        read_file(damaged.path, damaged.name, damaged.member)
    assert read_file(good.path, good.name, good.member).text == "second"


@pytest.mark.parametrize("data", [b"PK\x03\x04 no zip", zip_bytes({"a.txt": b"x" * 99})[:-30], b"text"])
def test_a_damaged_zip_is_one_problem(folder: Path, data: bytes) -> None:
    (folder / "a.zip").write_bytes(data)
    (folder / "b.txt").write_bytes(b"x")
    found, problems = find_files([folder])
    assert [file.name for file in found] == ["b.txt"]
    assert [path for path, _ in problems] == [folder / "a.zip"]
    assert "已损坏" in problems[0][1]


def test_an_empty_zip_is_a_problem(folder: Path) -> None:
    (folder / "a.zip").write_bytes(zip_bytes({}))
    assert [path for path, _ in find_files([folder])[1]] == [folder / "a.zip"]


def test_zip_bombs_are_refused_by_their_listing_without_unpacking(folder: Path) -> None:
    (folder / "a.zip").write_bytes(zip_bytes({"a.txt": bytes(300 << 20)}))
    started = time.process_time()
    found, problems = find_files([folder])
    assert found == []
    assert "压缩炸弹" in problems[0][1]
    assert time.process_time() - started < 1


def test_the_sum_and_the_number_of_members_are_limited(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST_SUM", 1000)
    monkeypatch.setattr(archives, "MOST_MEMBERS", 5)
    inner = zip_bytes({"x.txt": os.urandom(400)})
    for name, members in [
        ("sum.zip", {f"{i}.txt": os.urandom(300) for i in range(4)}),
        ("many.zip", {f"{i}.txt": b"x" for i in range(6)}),
        ("inner.zip", {"a.txt": os.urandom(100), "b.zip": inner}),
    ]:
        (folder / name).write_bytes(zip_bytes(members))
    found, problems = find_files([folder])
    assert [file.name for file in found] == ["inner.zip/a.txt"]
    assert len(problems) == 3


def test_a_listing_too_long_to_parse_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_LONGEST_LISTING", 100)
    (folder / "a.zip").write_bytes(zip_bytes({f"{i}.txt": b"x" for i in range(9)}))
    assert "太多" in find_files([folder])[1][0][1]


def test_a_member_beyond_the_limit_of_a_file_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.zip").write_bytes(zip_bytes({"a.txt": os.urandom(3000)}))
    (file,) = find_files([folder])[0]
    monkeypatch.setattr(archives.check_size, "__defaults__", (1000,))
    with pytest.raises(UnreadableFile, match="太大"):
        read_file(file.path, file.name, file.member)


def test_a_member_that_has_gone_is_told_from_one_that_is_there(folder: Path) -> None:
    path = folder / "a.zip"
    path.write_bytes(zip_bytes({"a.txt": b"a", "in.zip": zip_bytes({"b.txt": b"b"})}))
    assert [still_there(path, member) for member in ("a.txt", "in.zip/b.txt", "in.zip/c.txt", "d.txt")] == [
        True,
        True,
        False,
        False,
    ]
    path.write_bytes(zip_bytes({"d.txt": b"a"}))
    os.utime(path, (1, 1))
    assert not still_there(path, "a.txt")
    assert still_there(path, "d.txt")
    path.write_bytes(b"damaged on its way")
    assert still_there(path, "d.txt")
    path.unlink()
    assert not still_there(path, "d.txt")
    with pytest.raises(UnreadableFile, match="找不到"):
        read_file(path, "a.zip/d.txt", "d.txt")


def test_members_of_several_inner_zips_are_read_in_any_order_and_each_zip_is_unpacked_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = {f"{zipped}.zip": zip_bytes({f"{i}.txt": b"%d" % i for i in range(3)}) for zipped in "abcd"}
    path = folder / "外.zip"
    path.write_bytes(zip_bytes(inner))
    unpacked: list[str] = []
    read = archives.Archive.read

    def counted(self: archives.Archive, member: str, name: str) -> bytes:
        unpacked.append(member)
        return read(self, member, name)

    monkeypatch.setattr(archives.Archive, "read", counted)
    for i in range(3):
        for zipped in inner:
            assert archives.read_member(path, f"{zipped}/{i}.txt", path.name) == b"%d" % i
    assert sorted(member for member in unpacked if member.endswith(".zip")) == sorted(inner)


def test_inner_zips_that_stay_open_are_bounded_in_memory(folder: Path) -> None:
    data = {f"{zipped}.zip": zip_bytes({"x.txt": os.urandom(1000)}) for zipped in "abc"}
    path = folder / "外.zip"
    path.write_bytes(zip_bytes(data))
    outer = archives.open_archive(path, path.name)
    kept = archives._InnerArchives(most=2 * len(data["a.zip"]))
    opened = [kept.open(outer, inner) for inner in data]
    assert kept.open(outer, "c.zip") is opened[2]
    assert kept.open(outer, "b.zip") is opened[1]
    assert kept.open(outer, "a.zip") is not opened[0]


def test_a_thousand_members_are_read_in_one_listing(folder: Path) -> None:
    (folder / "a.zip").write_bytes(zip_bytes({f"{i}.txt": b"x%d" % i for i in range(1000)}))
    found, _ = find_files([folder])
    started = time.process_time()
    assert len({digest_of(file) for file in found}) == 1000
    assert time.process_time() - started < 2
