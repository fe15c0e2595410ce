"""What every reader keeps to: names, digests, limits, and one line where a file cannot be read."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from reader_samples import SIMPLIFIED, pdf_bytes, sheet_bytes, word_bytes

from ingest.errors import IngestError, UnreadableFile, UnsupportedFormat
from ingest.readers.registry import SUPPORTED_SUFFIXES, read_file


def test_name_digest_and_media_type_describe_the_file(read: Any) -> None:
    data = SIMPLIFIED.encode()
    source = read("a.txt", data)
    assert (source.name, source.media_type) == ("a.txt", "text/plain")
    assert source.digest == hashlib.sha256(data).hexdigest()


def test_the_name_may_differ_from_the_path(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("正文", encoding="utf-8")
    assert read_file(tmp_path / "a.txt", "市级/a.txt").name == "市级/a.txt"


@pytest.mark.parametrize("suffix", sorted(SUPPORTED_SUFFIXES))
@pytest.mark.parametrize("data", [b"", b"\n \r\n", b"\x00\x00\x00"])
def test_an_empty_file_is_unreadable_in_every_format(read: Any, suffix: str, data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="空"):
        read(f"a{suffix}", data)


def test_a_missing_file_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="无法打开"):
        read_file(tmp_path / "a.txt", "a.txt")


@pytest.mark.parametrize(
    ("name", "advice"), [("a.ppt", ".docx"), ("a.mp3", ".pdf"), ("a.zip", ".zip"), ("a", "扩展名")]
)
def test_a_suffix_without_a_reader_is_unsupported_and_the_message_helps(read: Any, name: str, advice: str) -> None:
    with pytest.raises(UnsupportedFormat, match=advice):
        read(name, b"abc")


def test_content_of_another_kind_than_the_suffix_is_named(read: Any) -> None:
    pdf, word, sheet = pdf_bytes(["正文"]), word_bytes("正文"), sheet_bytes([["正文"]])
    for name, data, found in [
        ("a.docx", pdf, "PDF"),
        ("a.txt", pdf, "PDF"),
        ("a.pdf", word, "Word"),
        ("a.html", word, "Word"),
        ("a.docx", sheet, "Excel"),
        ("a.xlsx", word, "Word"),
    ]:
        with pytest.raises(UnsupportedFormat, match=found):
            read(name, data)


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pdf"])
def test_text_under_an_office_suffix_is_unreadable(read: Any, name: str) -> None:
    with pytest.raises(UnreadableFile):
        read(name, SIMPLIFIED.encode())


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), UnreadableFile, "密码"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 512, UnsupportedFormat, "旧版"),
    ],
)
def test_an_ole_container_is_an_encrypted_or_an_old_office_file(
    read: Any, data: bytes, error: type[IngestError], words: str
) -> None:
    for name in ("a.docx", "a.xlsx", "a.txt"):
        with pytest.raises(error, match=words):
            read(name, data)


def test_a_truncated_file_is_unreadable_with_one_line(read: Any) -> None:
    for name, data in [
        ("a.docx", word_bytes(SIMPLIFIED)),
        ("a.xlsx", sheet_bytes([["正文"]])),
        ("a.pdf", pdf_bytes(["正文"])),
    ]:
        with pytest.raises(UnreadableFile) as caught:
            read(name, data[: len(data) // 3])
        assert name in str(caught.value)
        assert "\n" not in str(caught.value)


def test_slow_libraries_are_not_imported_for_plain_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("正文", encoding="utf-8")
    code = (
        "import sys, pathlib; from ingest.readers.registry import read_file; from ingest.files import discovery\n"
        f"read_file(pathlib.Path({str(tmp_path / 'a.txt')!r}), 'a.txt')\n"
        "print(sorted({'pdfplumber', 'docx', 'openpyxl', 'bs4', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[4],
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.shared
def test_every_real_file_reads_and_plain_text_is_the_decoded_file(shared: Path) -> None:
    files = [path for folder in ("documents", "corpus") for path in sorted((shared / folder).iterdir())]
    assert files
    for path in files:
        source = read_file(path, path.name)
        assert len(source.text) > 100, path.name
        assert all("\t" in span.slice(source.text) for span in source.tables), path.name
        if path.suffix == ".txt":
            assert source.text == path.read_bytes().decode("utf-8-sig"), path.name
