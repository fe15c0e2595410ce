"""300 damaged files, of every format and always the same ones: each is read or costs one line, in bounded time."""

from __future__ import annotations

import io
import random
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import openpyxl
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import IngestError
from ingest.files import archives
from ingest.readers.ocr import RecognisedLine
from ingest.readers.paged import images, ofd, pdf
from ingest.readers.registry import SUPPORTED_SUFFIXES, read_bytes

sys.path.insert(0, str(Path(__file__).parent / "readers"))
from reader_samples import (
    FONT,
    add_numbered,
    add_numbering,
    draw_table,
    new_canvas,
    ofd_bytes,
    ofd_page,
    saved,
)  # fmt: skip

FILES = 300
LONGEST = 10.0
"""Seconds that one file may take; all of these are small."""
TEXT = (
    "关于提高亩均税收水平的意见\n　　一、总体要求\n"
    "　　（一）国家级开发区亩均税收不低于20万元，研发投入占比达到3.5%。\n"
    "　　牵头单位：市发展改革委。\n"
)
PAGE = (
    "<html><head><meta charset=utf-8><title>意见</title></head><body><div class=main><h2>一、总体要求</h2>"
    "<table><tr><th rowspan=2>区域</th><th colspan=2>标准</th></tr><tr><td>税收</td><td>强度</td></tr>"
    "<tr><td>甲</td><td>20</td><td>300</td></tr></table><ol start=3><li>第三</li></ol></div></body></html>"
)


def a_document() -> bytes:
    document = docx.Document()
    add_numbering(document, 90, [("chineseCounting", "%1、"), ("chineseCounting", "（%2）")])
    add_numbered(document, "总体要求", 90, 0)
    add_numbered(document, "亩均税收不低于20万元。", 90, 1)
    table = document.add_table(rows=2, cols=2)
    for i, text in enumerate(["区域", "税收", "甲", "20"]):
        table.cell(i // 2, i % 2).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    return saved(document)


def a_workbook() -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in [["区域", "标准", None], [None, "税收", "强度"], ["甲", 20.5, 0.035]]:
        sheet.append(row)
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:C1")
    sheet["C3"].number_format = "0.0%"
    sheet.row_dimensions[5].hidden = True
    return saved(workbook)


def a_pdf(*, compressed: bool) -> bytes:
    buffer = io.BytesIO()
    canvas: Canvas = new_canvas(buffer)
    canvas.setPageCompression(int(compressed))
    for line, y in zip(TEXT.split("\n"), (760, 740, 720, 700), strict=False):
        canvas.setFont(FONT, 12)
        canvas.drawString(72, y, line)
    draw_table(canvas, 650, [["区域", "税收"], ["甲", "20"]])
    canvas.showPage()
    canvas.drawString(72, 700, "page 2")
    canvas.save()
    return buffer.getvalue()


def an_image(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.effect_noise((60, 80), 60).convert("RGB").save(buffer, kind)
    return buffer.getvalue()


def a_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("通知/意见.txt", TEXT * 3)
        archive.writestr("内.zip", b"PK\x05\x06" + bytes(18))
    return buffer.getvalue()


def samples() -> dict[str, tuple[str, bytes]]:
    """Suffix and content by kind."""
    rules = [(20.0, y, 80.0, y) for y in (60.0, 70.0, 80.0)] + [(x, 60.0, x, 80.0) for x in (20.0, 50.0, 80.0)]
    cells = [(22.0, 67.0, "区域"), (52.0, 67.0, "税收"), (22.0, 77.0, "甲"), (52.0, 77.0, "20")]
    fixed = ofd_bytes([ofd_page([(28.0, 40.0, "一、总体要求"), *cells], rules), ofd_page([(28.0, 40.0, "二、其他")])])
    return {
        "utf-8": (".txt", (TEXT * 3).encode()),
        "gb18030": (".txt", (TEXT * 3).encode("gb18030")),
        "markdown": (".md", TEXT.encode()),
        "html": (".html", PAGE.encode()),
        "csv": (".csv", "区域,税收\n甲,20\n乙,\"1,000\"\n".encode()),
        "pdf": (".pdf", a_pdf(compressed=True)),
        "pdf in the clear": (".pdf", a_pdf(compressed=False)),
        "docx": (".docx", a_document()),
        "xlsx": (".xlsx", a_workbook()),
        "ofd": (".ofd", fixed),
        "zip": (".zip", a_zip()),
        "rtf": (".rtf", rb"{\rtf1\ansi \u20137?\u22343? 20\par}"),
        "doc": (".doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99) + "WordDocument".encode("utf-16-le")),
        "png": (".png", an_image("PNG")),
        "jpeg": (".jpg", an_image("JPEG")),
        "tiff": (".tif", an_image("TIFF")),
        "bmp": (".bmp", an_image("BMP")),
        "webp": (".webp", an_image("WEBP")),
    }  # fmt: skip


Mutation = Callable[[bytes, random.Random], bytes]


def flip_bits(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 10, 40))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def truncate(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(1, len(data))]


def insert_block(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + chance.randbytes(chance.choice((1, 7, 100))) + data[at:]


def cut_block(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.choice((1, 5, 60)) :] or b"x"


def repeat_block(data: bytes, chance: random.Random) -> bytes:
    at, size = chance.randrange(len(data)), chance.choice((2, 20, 200))
    return data[:at] + data[at : at + size] * chance.choice((2, 50)) + data[at:]


def change_numbers(data: bytes, chance: random.Random) -> bytes:
    """Puts absurd numbers where digits stand: sizes, counts, references."""
    changed = bytearray(data)
    digits = [i for i, byte in enumerate(changed) if 0x30 <= byte <= 0x39]
    for i in sorted(chance.sample(digits, min(len(digits), 3)), reverse=True):
        changed[i : i + 1] = chance.choice((b"-1", b"0", b"999999999", b"1e9"))
    return bytes(changed)


MUTATIONS: Sequence[Mutation] = (flip_bits, truncate, insert_block, cut_block, repeat_block, change_numbers)


def mutate_part(data: bytes, chance: random.Random, mutation: Mutation) -> bytes:
    """Damages the content of one part of a package and leaves the package whole."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        names = [name for name in old.namelist() if old.getinfo(name).file_size]
        victim = chance.choice(names)
        for name in names:
            content = old.read(name)
            new.writestr(name, mutation(content, chance) if name == victim else content)
    return buffer.getvalue()


def mutated(number: int) -> tuple[str, str, bytes]:
    """What was done, the suffix, and the content of the file with this number."""
    chance = random.Random(number)
    kinds = samples_once()
    kind = list(kinds)[number % len(kinds)]
    suffix, data = kinds[kind]
    mutation = MUTATIONS[(number // len(kinds)) % len(MUTATIONS)]
    if data.startswith(b"PK") and chance.random() < 0.7:
        data = mutate_part(data, chance, mutation)
    else:
        data = mutation(data, chance)
    if chance.random() < 0.15:
        suffix = chance.choice(sorted(SUPPORTED_SUFFIXES | {".zip"}))
    return f"{kind}, {mutation.__name__}, {suffix}", suffix, data


_SAMPLES: dict[str, tuple[str, bytes]] = {}


def samples_once() -> dict[str, tuple[str, bytes]]:
    if not _SAMPLES:
        _SAMPLES.update(samples())
    return _SAMPLES


class OneLineEngine:
    def recognise(self, image: Image.Image) -> list[RecognisedLine]:
        image.load()
        return [RecognisedLine("亩均税收", 10, 200, 10, 50)]


@pytest.fixture(autouse=True)
def _engines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Images are unpacked as for recognition; LibreOffice, slow and not ours, stays out."""
    for module in (images, pdf, ofd):
        monkeypatch.setattr(module, "load_engine", lambda name, what: OneLineEngine())
    for module in (pdf, ofd):
        monkeypatch.setattr(module, "is_installed", lambda: True)
    monkeypatch.setenv("PATH", "/nonexistent")


def read(suffix: str, data: bytes, folder: Path) -> list[str]:
    """The texts that a file gives; of a zip those of its members."""
    if suffix != ".zip":
        source = read_bytes(data, suffix, f"坏{suffix}")
        for span in source.tables:
            assert "\n" in span.slice(source.text) or "\t" in span.slice(source.text)
            assert span.end <= len(source.text)
        return [source.text]
    path = folder / "坏.zip"
    path.write_bytes(data)
    members, _ = archives.list_members(path, "坏.zip")
    return [read_bytes(archives.read_member(path, m, f"坏.zip/{m}"), ".txt", f"坏.zip/{m}").text for m in members]


@pytest.mark.parametrize("kind", sorted(samples_once()))
def test_each_sample_itself_is_read(kind: str, tmp_path: Path) -> None:
    suffix, data = samples_once()[kind]
    if suffix in (".rtf", ".doc"):
        with pytest.raises(IngestError, match="LibreOffice"):
            read(suffix, data, tmp_path)
    else:
        assert all(read(suffix, data, tmp_path))


@pytest.mark.parametrize("batch", range(10))
def test_300_mutated_files_give_no_crash(batch: int, tmp_path: Path) -> None:
    for number in range(batch * FILES // 10, (batch + 1) * FILES // 10):
        done, suffix, data = mutated(number)
        started = time.process_time()
        message = "坏：read"
        try:
            read(suffix, data, tmp_path)
        except IngestError as error:
            message = str(error)
        except Exception as error:
            pytest.fail(f"{number}: {done}: {type(error).__name__}: {error}")
        assert message.startswith("坏"), f"{number}: {done}"
        assert "\n" not in message, f"{number}: {done}"
        assert time.process_time() - started < LONGEST, f"{number}: {done}"
