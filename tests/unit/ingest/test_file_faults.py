"""Files that nobody should have to read: each costs one clear line and little time, and the rest is read."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.errors import IngestError, UnreadableFile, UnsupportedFormat
from ingest.files import regular
from ingest.files.discovery import FoundFile, digest_of, find_files
from ingest.readers import formats
from ingest.readers.registry import read_bytes, read_file

sys.path.insert(0, str(Path(__file__).parent / "readers"))
from reader_samples import ofd_bytes, ofd_page, pdf_bytes, sheet_bytes, word_bytes

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
ENTITY_FILE = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'


def one_line(act: Callable[[], object], seconds: float = 10) -> str:
    """The message of the error that `act` must raise, in time."""
    started = time.process_time()
    with pytest.raises(IngestError) as caught:
        act()
    assert time.process_time() - started < seconds
    message = str(caught.value)
    assert "\n" not in message
    return message


def with_xml(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one of its parts changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        assert part in old.namelist()
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return buffer.getvalue()


def with_shared_strings(data: bytes) -> bytes:
    """The workbook as Excel writes it: its first text stands in a part of its own."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    inline = b'<c r="A1" t="inlineStr"><is><t>&#20137;&#22343;&#31246;&#25910;</t></is></c>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'.encode()
    data = with_xml(data, "xl/worksheets/sheet1.xml", lambda x: x.replace(inline, b'<c r="A1" t="s"><v>0</v></c>'))
    data = with_xml(data, "[Content_Types].xml", lambda x: x.replace(b"</Types>", override))
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}"><si><t>亩均税收</t></si></sst>')
    return buffer.getvalue()


def with_prolog(doctype: str, entity: str, before: bytes) -> Callable[[bytes], bytes]:
    """Puts a document type behind the XML declaration and uses an entity in the text."""

    def change(xml: bytes) -> bytes:
        start = xml.index(b"?>") + 2 if xml.startswith(b"<?xml") else 0
        assert before in xml
        body = xml[start:].replace(before, before + f"&{entity};".encode(), 1)
        return xml[:start] + doctype.encode() + body

    return change


WORD, SHEET = word_bytes("亩均税收"), with_shared_strings(sheet_bytes([["亩均税收", 20]]))
OFD = ofd_bytes([ofd_page([(28.0, 40.0, "亩均税收")])])
PACKAGES = [
    pytest.param(".docx", WORD, "word/document.xml", "亩均税收".encode(), id="docx"),
    pytest.param(".xlsx", SHEET, "xl/sharedStrings.xml", "亩均税收".encode(), id="xlsx"),
    pytest.param(".xlsx", SHEET, "xl/worksheets/sheet1.xml", b"20", id="xlsx sheet"),
    pytest.param(".ofd", OFD, "Doc_0/Pages/Page_0/Content.xml", "亩均税收".encode(), id="ofd"),
]


class TestXml:
    @pytest.mark.parametrize(("suffix", "data", "part", "text"), PACKAGES)
    def test_entities_neither_expand_nor_read_files(self, suffix: str, data: bytes, part: str, text: bytes) -> None:
        for doctype, entity in ((LAUGHS, "i"), (ENTITY_FILE, "i")):
            hostile = with_xml(data, part, with_prolog(doctype, entity, text))
            started = time.process_time()
            try:
                got = read_bytes(hostile, suffix, f"a{suffix}").text
            except IngestError as error:
                got = str(error)
            assert "aaaaaaaaaa" not in got
            assert "root:" not in got
            assert time.process_time() - started < 5

    @pytest.mark.parametrize("doctype", [LAUGHS, ENTITY_FILE])
    def test_entities_of_web_pages_stay_unexpanded(self, doctype: str) -> None:
        page = f"{doctype}<html><body><p>亩均税收&i;不低于二十万元。</p></body></html>"
        got = read_bytes(page.encode(), ".html", "a.html").text
        assert "root:" not in got
        assert got.count("aaaaaaaaaa") <= 1

    @pytest.mark.parametrize(("suffix", "data", "part", "text"), PACKAGES)
    def test_deep_nesting_is_one_line(self, suffix: str, data: bytes, part: str, text: bytes) -> None:
        deep = b"<x>" * 100_000 + b"</x>" * 100_000

        def change(xml: bytes) -> bytes:
            at = xml.rindex(b"</")
            return xml[:at] + deep + xml[at:]

        hostile = with_xml(data, part, change)
        if part == "xl/sharedStrings.xml":
            assert "亩均税收" in read_bytes(hostile, suffix, "a.xlsx").text
        else:
            assert "损坏" in one_line(lambda: read_bytes(hostile, suffix, f"a{suffix}"))


class TestBombs:
    @pytest.mark.parametrize(("suffix", "data", "part", "text"), PACKAGES)
    def test_a_package_that_unpacks_to_too_much_is_refused_unread(
        self, suffix: str, data: bytes, part: str, text: bytes
    ) -> None:
        bomb = with_xml(data, part, lambda xml: xml + b" " * (201 << 20))
        assert "太大" in one_line(lambda: read_bytes(bomb, suffix, f"a{suffix}"))

    def test_a_large_sum_of_parts_is_refused_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(formats, "LARGEST", 2000)
        assert "太大" in one_line(lambda: read_bytes(WORD, ".docx", "a.docx"))

    def test_a_file_over_the_limit_is_refused_by_its_size_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "大.txt"
        with path.open("wb") as file:
            file.truncate(regular.LARGEST + 1)
        for act in (lambda: read_file(path, "大.txt"), lambda: digest_of(FoundFile(path, "大.txt", None))):
            assert one_line(act, 1).startswith("大.txt：文件太大（200 MB），上限 200 MB")

    def test_a_file_within_the_limit_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text("亩均税收不低于二十万元。\n" * 500_000, encoding="utf-8")
        assert len(read_file(path, "a.txt").text) == 13 * 500_000

    def test_a_worker_whose_memory_is_bounded_survives_a_file_that_asks_for_more(self, tmp_path: Path) -> None:
        hostile = pdf_bytes(["亩均税收"]).replace(b"/W [ 1 [", b"/W [ 1 999999999 500 2 [")
        assert b"999999999" in hostile
        (tmp_path / "a.pdf").write_bytes(hostile)
        code = (
            "import pathlib; from ingest.limits import bound_memory; from ingest.errors import IngestError\n"
            "from ingest.readers.registry import read_file\n"
            "bound_memory(1 << 30)\n"
            f"try: read_file(pathlib.Path({str(tmp_path / 'a.pdf')!r}), 'a.pdf')\n"
            "except IngestError as error: print(error)"
        )
        root = Path(__file__).resolve().parents[3]
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=root, timeout=60)
        assert done.stdout.decode().startswith("a.pdf：")


class TestWrongContent:
    @pytest.mark.parametrize(
        ("name", "data", "error"),
        [
            ("a.txt", os.urandom(5000), UnreadableFile),
            ("a.txt", WORD, UnsupportedFormat),
            ("a.csv", b"\x7fELF" + bytes(2000), UnreadableFile),
            ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), UnreadableFile),
            ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), UnreadableFile),
            ("a.pdf", b"%PDF-1.4\n" + b"x" * 100, UnreadableFile),
            ("a.pdf", pdf_bytes(["正文"])[:400], UnreadableFile),
            ("a.docx", WORD[:-200], UnreadableFile),
            ("a.ofd", OFD[: len(OFD) // 2], UnreadableFile),
            ("a.ofd", WORD, UnsupportedFormat),
            ("a.doc", OLE + "PowerPoint Document".encode("utf-16-le"), UnsupportedFormat),
            ("a.png", b"GIF89a" + bytes(100), UnreadableFile),
        ],
    )
    def test_each_is_one_line_that_names_the_file(
        self, tmp_path: Path, name: str, data: bytes, error: type[IngestError]
    ) -> None:
        (tmp_path / name).write_bytes(data)
        with pytest.raises(error):
            read_file(tmp_path / name, name)
        assert one_line(lambda: read_file(tmp_path / name, name)).startswith(f"{name}：")


class TestFileSystem:
    def test_a_pipe_does_not_hold_up_the_run(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "管道.txt")
        (tmp_path / "a.txt").write_text("正文")
        found, problems = find_files([tmp_path])
        assert [file.name for file in found] == ["a.txt"]
        assert "管道" in problems[0][1]
        done: list[str] = []
        reading = threading.Thread(
            target=lambda: done.append(one_line(lambda: read_file(tmp_path / "管道.txt", "管道.txt"))), daemon=True
        )
        reading.start()
        reading.join(5)
        assert done == ["管道.txt：不是普通文件（管道或设备），已跳过"]
        assert "管道或设备" in find_files([tmp_path / "管道.txt"])[1][0][1]

    def test_a_device_is_no_file(self, tmp_path: Path) -> None:
        os.symlink("/dev/zero", tmp_path / "零.txt")
        assert "管道或设备" in find_files([tmp_path])[1][0][1]
        assert "管道或设备" in one_line(lambda: read_file(tmp_path / "零.txt", "零.txt"))

    def test_links_in_circles_are_one_line_each(self, tmp_path: Path) -> None:
        os.symlink(tmp_path / "b.txt", tmp_path / "a.txt")
        os.symlink(tmp_path / "a.txt", tmp_path / "b.txt")
        os.symlink(tmp_path, tmp_path / "自身")
        (tmp_path / "c.txt").write_text("正文")
        found, problems = find_files([tmp_path])
        assert [file.name for file in found] == ["c.txt"]
        assert [path.name for path, _ in problems] == ["a.txt", "b.txt"]
        assert find_files([tmp_path / "a.txt"])[0] == []

    def test_names_in_chinese_with_spaces_are_read(self, tmp_path: Path) -> None:
        folder = tmp_path / "九江 市（2024）"
        folder.mkdir()
        (folder / "关于“亩均”的 通知 .txt").write_text("正文", encoding="utf-8")
        (file,), problems = find_files([tmp_path])
        assert problems == []
        assert read_file(file.path, file.name).name == "九江 市（2024）/关于“亩均”的 通知 .txt"

    def test_a_name_with_undecodable_bytes_is_a_problem_that_can_be_printed(self, tmp_path: Path) -> None:
        for name in ("好.txt".encode(), "坏".encode("gbk") + b".txt", b"a\nb.txt"):
            (Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))).write_bytes(b"x")
        found, problems = find_files([tmp_path])
        assert [file.name for file in found] == ["好.txt"]
        assert len(problems) == 2
        for path, message in problems:
            f"{path}{message}".encode()
            assert "\n" not in f"{path}{message}"

    def test_a_path_that_cannot_be_is_a_problem(self, tmp_path: Path) -> None:
        for path in (tmp_path / ("长" * 300), Path("a\x00b"), tmp_path / "没有" / "a.txt"):
            found, problems = find_files([path])
            assert (found, len(problems)) == ([], 1)
            assert "\n" not in problems[0][1]

    def test_a_file_that_goes_between_listing_and_reading_is_one_line(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("正文")
        (file,), _ = find_files([tmp_path])
        file.path.unlink()
        assert "找不到" in one_line(lambda: read_file(file.path, file.name))
        file.path.mkdir()
        assert "文件夹" in one_line(lambda: read_file(file.path, file.name))

    def test_a_folder_and_a_file_without_permission_are_one_line_each(self, folder_of_nobody: Path) -> None:
        (folder_of_nobody / "锁").mkdir()
        (folder_of_nobody / "锁" / "a.txt").write_text("x")
        (folder_of_nobody / "b.txt").write_text("x")
        (folder_of_nobody / "c.txt").write_text("正文")
        (folder_of_nobody / "锁").chmod(0)
        (folder_of_nobody / "b.txt").chmod(0)
        found, problems = find_files([folder_of_nobody, folder_of_nobody / "锁" / "a.txt"])
        assert [file.name for file in found] == ["b.txt", "c.txt"]
        assert [(path.name, "没有权限" in message) for path, message in problems] == [("锁", True), ("a.txt", True)]
        assert "没有权限" in one_line(lambda: read_file(folder_of_nobody / "b.txt", "b.txt"))
        assert "没有权限" in one_line(lambda: digest_of(found[0]))


@pytest.fixture
def folder_of_nobody() -> Iterator[Path]:
    """A folder to lock things in. Root, whom no permission holds back, is nobody for the time of the test."""
    was = os.geteuid()
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        if was == 0:
            os.chown(folder, 65534, -1)
            os.seteuid(65534)
        try:
            yield folder
        finally:
            os.seteuid(was)
            for path in folder.iterdir():
                path.chmod(0o700)
