"""Images and scans: what a recogniser finds becomes paragraphs; without one, the message says what to install."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont
from reader_samples import FONT, new_canvas
from reportlab.lib.utils import ImageReader

from ingest.errors import UnreadableFile, UnsupportedFormat
from ingest.model import RemovedKind
from ingest.readers import ocr
from ingest.readers.ocr import RecognisedLine
from ingest.readers.paged import images, pdf

PAGE = (1240, 1754)
FORMATS = ["png", "jpg", "jpeg", "tif", "tiff", "bmp", "webp"]


class FakeEngine:
    """Finds on every page the lines that it was given: (text, left, top) in pixels, 40 pixels a character."""

    def __init__(self, lines: Sequence[tuple[str, int, int]]) -> None:
        self.lines = lines
        self.sizes: list[tuple[int, int]] = []

    def recognise(self, image: Image.Image) -> list[RecognisedLine]:
        self.sizes.append(image.size)
        return [RecognisedLine(text, x, x + 40 * len(text), y, y + 44) for text, x, y in self.lines]


def image_bytes(kind: str = "png", size: tuple[int, int] = PAGE, **options: Any) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "white").save(buffer, {"jpg": "jpeg", "tif": "tiff"}.get(kind, kind), **options)
    return buffer.getvalue()


def scanned_pdf(*, texts: Sequence[str] = ("",), covering: bool = True) -> bytes:
    """A page for each text; one without text holds only an image."""
    buffer = io.BytesIO()
    canvas = new_canvas(buffer)
    for text in texts:
        canvas.setFont(FONT, 12)
        if not text or covering:
            canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "white")), 0, 0, 595, 842)
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.fixture
def without_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    monkeypatch.setattr(pdf, "is_installed", lambda: False)


LINES = [
    ("一、亩均税收不低于20万元的企业可以优先享受支持", 200, 200),
    ("政策。", 120, 270),
    ("二、其他。", 200, 340),
    ("— 3 —", 600, 1700),
]


def test_recognised_lines_become_paragraphs_in_reading_order() -> None:
    linear = images.read(image_bytes(), "a.png", FakeEngine(LINES[::-1]))
    assert linear.text == "一、亩均税收不低于20万元的企业可以优先享受支持政策。\n二、其他。"
    assert [(item.kind, item.text, item.span) for item in linear.removed] == [(RemovedKind.PAGE_NUMBER, "— 3 —", None)]


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_image_format_goes_to_the_recogniser_and_names_the_extra_without_it(
    read: Any, without_engine: None, suffix: str
) -> None:
    data = image_bytes(suffix)
    assert "亩均税收" in images.read(data, f"a.{suffix}", FakeEngine(LINES)).text
    with pytest.raises(UnsupportedFormat, match=r"a\.\w+：这是图片.*OCR.*zhice\[ocr\]"):
        read(f"a.{suffix}", data)


def test_a_tiff_of_several_pages_is_read_to_its_end() -> None:
    data = image_bytes("tiff", save_all=True, append_images=[Image.new("RGB", PAGE, "white")] * 2)
    engine = FakeEngine([("第一条　亩均。", 200, 300)])
    assert images.read(data, "a.tif", engine).text == "\n".join(["第一条　亩均。"] * 3)
    assert len(engine.sizes) == 3


def test_an_image_is_turned_as_the_camera_noted() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    engine = FakeEngine(LINES)
    images.read(image_bytes("jpg", (300, 100), exif=exif), "a.jpg", engine)
    assert engine.sizes == [(100, 300)]


def test_an_image_without_text_is_unreadable() -> None:
    with pytest.raises(UnreadableFile, match="没有识别到文字"):
        images.read(image_bytes(), "a.png", FakeEngine([]))


def test_an_image_bomb_is_refused_before_it_is_unpacked() -> None:
    header = b"IHDR" + struct.pack(">II", 20_000, 20_000) + b"\x08\x02\x00\x00\x00"
    small = image_bytes("png", (10, 10))
    bomb = small[:12] + header + struct.pack(">I", zlib.crc32(header)) + small[33:]
    engine = FakeEngine(LINES)
    with pytest.raises(UnreadableFile, match="图片太大"):
        images.read(bomb, "a.png", engine)
    assert engine.sizes == []


def test_a_cut_image_is_unreadable() -> None:
    noise = Image.effect_noise((400, 400), 80).convert("RGB")
    buffer = io.BytesIO()
    noise.save(buffer, "PNG")
    with pytest.raises(UnreadableFile, match="图片已损坏"):
        images.read(buffer.getvalue()[:-2000], "a.png", FakeEngine(LINES))


def test_a_scanned_pdf_is_recognised_page_by_page() -> None:
    engine = FakeEngine([("第一条　亩均税收。", 200, 300)])
    assert pdf.read(scanned_pdf(texts=["", ""]), "a.pdf", engine).text == "第一条　亩均税收。\n第一条　亩均税收。"


def test_only_the_scanned_pages_of_a_mixed_pdf_are_recognised() -> None:
    written = "第一条开发区内亩均税收不低于二十万元的企业可以优先享受本办法规定的政策。"
    engine = FakeEngine([("第二条　扫描。", 200, 300)])
    data = scanned_pdf(texts=[written, "", written.replace("一", "三")], covering=False)
    assert pdf.read(data, "a.pdf", engine).text.split("\n") == [written, "第二条　扫描。", written.replace("一", "三")]
    assert len(engine.sizes) == 1


def test_a_scan_with_a_stamped_number_on_it_is_still_a_scan() -> None:
    engine = FakeEngine([("第一条　亩均税收。", 200, 300)])
    assert pdf.read(scanned_pdf(texts=["No. 17"]), "a.pdf", engine).text == "第一条　亩均税收。"


def test_a_scanned_pdf_without_the_extra_names_what_to_install(read: Any, without_engine: None) -> None:
    with pytest.raises(UnsupportedFormat, match=r"扫描件.*OCR.*zhice\[ocr\]"):
        read("a.pdf", scanned_pdf())


def test_the_written_pages_of_a_mixed_pdf_are_read_without_the_extra(
    read: Any, without_engine: None, caplog: pytest.LogCaptureFixture
) -> None:
    written = "第一条开发区内亩均税收不低于二十万元的企业可以优先享受本办法规定的政策。"
    assert read("a.pdf", scanned_pdf(texts=[written, ""], covering=False)).text == written
    assert "第 2 页" in caplog.text


def test_a_pdf_without_text_and_images_is_no_scan(read: Any) -> None:
    buffer = io.BytesIO()
    canvas = new_canvas(buffer)
    canvas.rect(100, 100, 50, 50, fill=1)
    canvas.save()
    with pytest.raises(UnreadableFile, match="没有文字"):
        read("a.pdf", buffer.getvalue())


@pytest.mark.usefixtures("recogniser")
def test_the_real_recogniser_reads_a_drawn_page_without_the_network(read: Any, chinese_font: Path) -> None:
    font = ImageFont.truetype(str(chinese_font), 36, index=2)
    lines = [
        "　　一、国家级开发区亩均税收不低于20万元，研发投入占比达到",
        "3.5%，有关单位应当抓好落实。",
        "　　（一）培育专精特新企业。",
    ]
    image = Image.new("RGB", (1654, 2339), "white")
    for i, line in enumerate(lines):
        ImageDraw.Draw(image).text((200, 300 + 70 * i), line, font=font, fill="black")
    buffer = io.BytesIO()
    image.save(buffer, "PDF", resolution=200)
    assert read("a.pdf", buffer.getvalue()).text.split("\n") == [
        "一、国家级开发区亩均税收不低于20万元，研发投入占比达到3.5%，有关单位应当抓好落实。",
        "（一）培育专精特新企业。",
    ]


def test_the_columns_of_a_scan_are_read_in_order_though_its_lines_begin_unevenly() -> None:
    left = [
        "第一条亩均税收不低于二十万",
        "元的企业列为甲类可以优先享",
        "受本办法规定的各项支持政策",
        "以及其他有关的优惠措施并按",
    ]
    right = [
        "程序办理有关的各项手续同时",
        "由主管部门逐户制定提升方案",
        "限期两年之内完成改造或者退",
        "出开发区到期未完成的处理。",
    ]
    lines = [(text, 60 + 3 * (i % 3), 300 + 60 * i) for i, text in enumerate(left)]
    lines += [(text, 650 + 4 * (i % 2), 310 + 60 * i) for i, text in enumerate(right)]
    assert images.read(image_bytes(), "a.png", FakeEngine(lines)).text == "".join(left + right)
