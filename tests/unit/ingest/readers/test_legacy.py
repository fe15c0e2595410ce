"""Older office formats: LibreOffice converts them where it is installed, and one line says so where it is not."""

from __future__ import annotations

import io
import os
import stat
import time
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Cm
from reader_samples import saved, sheet_bytes, table_lines, word_bytes

from ingest.errors import UnreadableFile, UnsupportedFormat
from ingest.readers.formats import DOC, DOCX
from ingest.readers.office import legacy

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
OLD_WORD = OLE + "WordDocument".encode("utf-16-le")
OLD_SHEET = OLE + "Workbook\0".encode("utf-16-le")
RTF = rb"{\rtf1\ansi\ansicpg936 \u31532?\u19968?\u26465? 20\par}"


def open_document(kind: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", "<office/>")
    return buffer.getvalue()


def fake_soffice(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts a program `soffice` first on the path; `$TARGET` and `$OUT` are what it is asked for."""
    program = folder / "bin" / "soffice"
    program.parent.mkdir()
    parse = (
        "#!/bin/sh\nwhile [ $# -gt 1 ]; do\n"
        '[ "$1" = --convert-to ] && TARGET="$2"\n[ "$1" = --outdir ] && OUT="$2"\nshift\ndone\nmkdir -p "$OUT"\n'
    )
    program.write_text(parse + script)
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def converter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A LibreOffice that answers every document with one prepared file of the wanted format."""
    (tmp_path / "made.docx").write_bytes(word_bytes("第一条　亩均税收。"))
    (tmp_path / "made.xlsx").write_bytes(sheet_bytes([["区域", "税收"], ["甲", 20]]))
    fake_soffice(tmp_path, f'cp "{tmp_path}/made.$TARGET" "$OUT/input.$TARGET"\n', monkeypatch)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.doc", OLD_WORD),
        ("a.wps", OLD_WORD),
        ("a.docx", OLD_WORD),
        ("a.txt", OLD_WORD),
        ("a.rtf", RTF),
        ("a.doc", RTF),
        ("a.odt", open_document("text")),
    ],
)
def test_old_documents_are_read_by_way_of_docx(read: Any, converter: None, name: str, data: bytes) -> None:
    assert read(name, data).text == "第一条　亩均税收。"


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.xls", OLD_SHEET), ("a.et", OLD_SHEET), ("a.xlsx", OLD_SHEET), ("a.ods", open_document("spreadsheet"))],
)
def test_old_workbooks_are_read_by_way_of_xlsx(read: Any, converter: None, name: str, data: bytes) -> None:
    source = read(name, data)
    assert table_lines(source) == [[["区域", "税收"], ["甲", "20"]]]


def test_a_new_document_under_an_old_suffix_needs_no_conversion(
    read: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read("a.wps", word_bytes("正文")).text == "正文"
    assert table_lines(read("a.et", sheet_bytes([["a", "b"], ["c", "d"]])))


def test_a_web_page_under_an_old_suffix_is_read_as_one(
    read: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    page = "<html><body><table><tr><td>区域</td><td>税收</td></tr><tr><td>甲</td><td>20</td></tr></table></body></html>"
    assert table_lines(read("a.xls", page.encode())) == [[["区域", "税收"], ["甲", "20"]]]
    assert "第一条" in read("a.doc", b"\xef\xbb\xbf<html><body><p>" + "第一条".encode() + b"</p></body></html>").text


@pytest.mark.parametrize(("name", "data", "advice"), [("a.doc", OLD_WORD, ".docx"), ("a.xls", OLD_SHEET, ".xlsx")])
def test_without_libreoffice_one_line_says_how_to_go_on(
    read: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, data: bytes, advice: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnsupportedFormat, match=f"LibreOffice.*{advice}"):
        read(name, data)


def test_what_libreoffice_cannot_open_is_unreadable(read: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_soffice(tmp_path, "exit 0\n", monkeypatch)
    with pytest.raises(UnreadableFile, match="打不开"):
        read("a.doc", OLD_WORD)


def test_a_conversion_that_hangs_is_killed_with_all_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child"
    fake_soffice(tmp_path, f'sleep 60 & echo $! > "{child}"\nwait\n', monkeypatch)
    started = time.monotonic()
    with pytest.raises(UnreadableFile, match="已中止"):
        legacy.convert(OLD_WORD, DOC, DOCX, "a.doc", timeout=1)
    assert time.monotonic() - started < 10
    state = Path(f"/proc/{child.read_text().strip()}/stat")
    # Killed, and at most waiting to be noticed by its new parent.
    assert not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] == "Z"


def test_a_conversion_leaves_nothing_behind_and_does_not_see_the_users_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setattr(legacy.tempfile, "tempdir", str(work))
    (tmp_path / "made.docx").write_bytes(word_bytes("正文"))
    script = f'env > "{tmp_path}/env"; cp "{tmp_path}/made.docx" "$OUT/input.docx"\n'
    fake_soffice(tmp_path, script, monkeypatch)
    legacy.convert(OLD_WORD, DOC, DOCX, "a.doc")
    assert list(work.iterdir()) == []
    environment = dict(line.split("=", 1) for line in (tmp_path / "env").read_text().splitlines() if "=" in line)
    assert environment["HOME"].startswith(str(work))
    assert environment["http_proxy"] == "http://127.0.0.1:9"


@pytest.mark.usefixtures("libreoffice")
class TestRealLibreOffice:
    def test_rtf_is_read(self, read: Any) -> None:
        assert read("a.rtf", RTF).text == "第一条 20"

    def test_doc_and_xls_made_by_libreoffice_itself_are_read(self, read: Any) -> None:
        doc = _saved_by_libreoffice(word_bytes("第一条　亩均税收不低于20万元。"), "docx", "doc")
        assert doc.startswith(b"\xd0\xcf\x11\xe0")
        assert read("a.doc", doc).text == "第一条　亩均税收不低于20万元。"
        document = docx.Document()
        document.add_paragraph("前文。")
        table = document.add_table(rows=3, cols=3)
        for i, text in enumerate(["区域", "标准", "", "", "税收", "强度", "甲", "20", "300"]):
            table.cell(i // 3, i % 3).text = text
            table.cell(i // 3, i % 3).width = Cm(4)
        table.cell(0, 1).merge(table.cell(0, 2))
        table.cell(0, 0).merge(table.cell(1, 0))
        document.add_paragraph("后文。")
        source = read("a.wps", _saved_by_libreoffice(saved(document), "docx", "doc"))
        assert table_lines(source) == [[["区域", "标准", "标准"], ["区域", "税收", "强度"], ["甲", "20", "300"]]]
        sheet = _saved_by_libreoffice(sheet_bytes([["区域", "税收"], ["甲", 20]]), "xlsx", "xls")
        assert table_lines(read("a.xls", sheet)) == [[["区域", "税收"], ["甲", "20"]]]

    def test_a_damaged_doc_is_one_line(self, read: Any) -> None:
        with pytest.raises(UnreadableFile) as caught:
            read("a.doc", OLD_WORD + os.urandom(4000))
        assert "\n" not in str(caught.value)


def _saved_by_libreoffice(data: bytes, given: str, wanted: str) -> bytes:
    import subprocess
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{given}"
        path.write_bytes(data)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", wanted, "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return path.with_suffix(f".{wanted}").read_bytes()
