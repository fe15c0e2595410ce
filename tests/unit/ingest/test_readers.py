"""What each reader makes of a file: text, tables, and one clear line where it cannot be read."""

from __future__ import annotations

import datetime
import hashlib
import io
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import IngestError, UnreadableFile, UnsupportedFormat
from ingest.model import SourceText
from ingest.readers.number_format import shown_number
from ingest.readers.numerals import format_number
from ingest.readers.registry import SUPPORTED_SUFFIXES, read_file

ROOT = Path(__file__).resolve().parents[3]
SIMPLIFIED = (
    "九江国家级开发区亩均税收不低于２０万元，研发投入占比达到3.5%。\n（一）培育专精特新企业。\r\n　　二、工作重点\n"
)
TRADITIONAL = (
    "九江國家級開發區畝均稅收不低於20萬元，研發投入佔比達到3.5%。\n（一）培育專精特新企業。\r\n　　二、工作重點\n"
)
ASTRAL = "𠮷林市开发区（𠮷）亩均税收\t２０万元。\n"


@pytest.fixture
def read(tmp_path: Path) -> Any:
    """Writes bytes to a file and reads it."""

    def write_and_read(name: str, data: bytes) -> SourceText:
        path = tmp_path / name
        path.write_bytes(data)
        return read_file(path, name)

    return write_and_read


def table_lines(source: SourceText) -> list[list[list[str]]]:
    """The cells of every table, by way of its span."""
    return [[line.split("\t") for line in span.slice(source.text).split("\n")] for span in source.tables]


class TestRegistry:
    def test_name_digest_and_media_type_describe_the_file(self, read: Any) -> None:
        data = SIMPLIFIED.encode()
        source = read("a.txt", data)
        assert (source.name, source.media_type) == ("a.txt", "text/plain")
        assert source.digest == hashlib.sha256(data).hexdigest()

    def test_the_name_may_differ_from_the_path(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("正文", encoding="utf-8")
        assert read_file(tmp_path / "a.txt", "市级/a.txt").name == "市级/a.txt"

    @pytest.mark.parametrize("suffix", sorted(SUPPORTED_SUFFIXES))
    @pytest.mark.parametrize("data", [b"", b"\n \r\n", b"\x00\x00\x00"])
    def test_an_empty_file_is_unreadable_in_every_format(self, read: Any, suffix: str, data: bytes) -> None:
        with pytest.raises(UnreadableFile, match="空"):
            read(f"a{suffix}", data)

    def test_a_missing_file_is_unreadable(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFile, match="无法打开"):
            read_file(tmp_path / "a.txt", "a.txt")

    @pytest.mark.parametrize(
        ("name", "advice"), [("a.doc", ".docx"), ("a.xls", ".xlsx"), ("a.png", ".png"), ("a", "扩展名")]
    )
    def test_a_suffix_without_a_reader_is_unsupported_and_the_message_helps(
        self, read: Any, name: str, advice: str
    ) -> None:
        with pytest.raises(UnsupportedFormat, match=advice):
            read(name, b"abc")

    def test_content_of_another_kind_than_the_suffix_is_named(self, read: Any) -> None:
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
    def test_text_under_an_office_suffix_is_unreadable(self, read: Any, name: str) -> None:
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
        self, read: Any, data: bytes, error: type[IngestError], words: str
    ) -> None:
        for name in ("a.docx", "a.xlsx", "a.txt"):
            with pytest.raises(error, match=words):
                read(name, data)

    def test_a_truncated_file_is_unreadable_with_one_line(self, read: Any) -> None:
        for name, data in [
            ("a.docx", word_bytes(SIMPLIFIED)),
            ("a.xlsx", sheet_bytes([["正文"]])),
            ("a.pdf", pdf_bytes(["正文"])),
        ]:
            with pytest.raises(UnreadableFile) as caught:
                read(name, data[: len(data) // 3])
            assert name in str(caught.value)
            assert "\n" not in str(caught.value)

    def test_slow_libraries_are_not_imported_for_plain_text(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("正文", encoding="utf-8")
        code = (
            "import sys, pathlib; from ingest.readers.registry import read_file; from ingest import discovery\n"
            f"read_file(pathlib.Path({str(tmp_path / 'a.txt')!r}), 'a.txt')\n"
            "print(sorted({'pdfplumber', 'docx', 'openpyxl', 'bs4', 'lxml'} & set(sys.modules)))"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
        assert done.stdout.strip() == "[]"


class TestPlainText:
    @pytest.mark.parametrize(
        ("text", "encoding"),
        [
            (SIMPLIFIED, "utf-8"),
            (SIMPLIFIED, "gb18030"),
            (SIMPLIFIED, "gbk"),
            (SIMPLIFIED, "utf-16-le"),
            (SIMPLIFIED, "utf-16-be"),
            (TRADITIONAL, "utf-8"),
            (TRADITIONAL, "big5"),
            (TRADITIONAL, "cp950"),
            (TRADITIONAL, "gb18030"),
            (TRADITIONAL, "utf-16-le"),
            (ASTRAL, "utf-8"),
            (ASTRAL, "gb18030"),
            (ASTRAL, "utf-16-le"),
            (ASTRAL, "utf-16-be"),
            ("亩均税收二十万元", "gb18030"),
            ("畝均稅收二十萬元", "big5"),
            ("联通", "gb18030"),
            ("亩均税收二十万元，", "utf-16-le"),
            ("plain ASCII, 20%\r\n", "ascii"),
        ],
    )
    def test_the_text_is_the_decoded_file_and_nothing_else(self, read: Any, text: str, encoding: str) -> None:
        assert read("a.txt", text.encode(encoding)).text == text

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
    def test_a_byte_order_mark_decides_and_is_dropped(self, read: Any, encoding: str) -> None:
        assert read("a.text", (SIMPLIFIED + ASTRAL).encode(encoding)).text == SIMPLIFIED + ASTRAL

    @pytest.mark.parametrize("name", ["a.md", "A.MARKDOWN"])
    def test_markdown_stays_as_it_is_written(self, read: Any, name: str) -> None:
        text = "# 标题\n\n|指标|要求|\n|--|--|\n|亩均税收|**20**万元|\n\n    缩进\n"
        source = read(name, text.encode())
        assert (source.text, source.media_type, source.tables) == (text, "text/markdown", ())

    @pytest.mark.parametrize(
        "data",
        [
            bytes(range(256)) * 8,
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(200)),
            SIMPLIFIED.encode() + b"\x00" * 50,
            b"\xff\xfe" + SIMPLIFIED.encode("utf-16-le") + b"\x00",
            SIMPLIFIED.encode()[:-20] + b"\xe4\xb8",
            b"\x01\x02\x03\x04" * 100,
        ],
        ids=["every byte", "png", "NULs at the end", "cut UTF-16", "cut UTF-8", "controls"],
    )
    def test_binary_and_cut_text_is_unreadable(self, read: Any, data: bytes) -> None:
        with pytest.raises(UnreadableFile):
            read("a.txt", data)


def word_bytes(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def add_numbering(document: Any, number: int, levels: list[tuple[str, str]]) -> None:
    """Adds a list definition: (number format, label text) by level."""
    items = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (kind, text) in enumerate(levels)
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{items}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))


def add_numbered(document: Any, text: str, number: int, level: int) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )


class TestDocx:
    def test_paragraphs_and_tables_come_in_document_order(self, read: Any) -> None:
        document = docx.Document()
        document.add_heading("𠮷林開發區辦法", 1)
        document.add_paragraph("　　第一条　亩均税收２０万元。")
        table = document.add_table(rows=3, cols=3)
        for i, text in enumerate(["区域", "标准", "", "", "税收", "强度", "甲", "20", "300"]):
            table.cell(i // 3, i % 3).text = text
        table.cell(0, 1).merge(table.cell(0, 2))
        table.cell(0, 0).merge(table.cell(1, 0))
        document.add_paragraph("第二条　结束。")
        source = read("a.docx", saved(document))
        assert source.text.split("\n")[:2] == ["𠮷林開發區辦法", "第一条　亩均税收２０万元。"]
        assert source.text.split("\n")[-1] == "第二条　结束。"
        assert table_lines(source) == [[["区域", "标准", "标准"], ["区域", "税收", "强度"], ["甲", "20", "300"]]]

    def test_automatic_numbers_are_written_out_and_restart_below(self, read: Any) -> None:
        document = docx.Document()
        levels = [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]
        add_numbering(document, 90, levels)
        add_numbering(document, 91, [("chineseCountingThousand", "第%1条"), ("decimal", "%1.%2")])
        add_numbering(document, 92, [("bullet", "\uf06c")])
        numbered = [
            ("总则", 90, 0, "一、"),
            ("目标", 90, 1, "（一）"),
            ("税收", 90, 2, "1. "),
            ("产值", 90, 2, "2. "),
            ("原则", 90, 1, "（二）"),
            ("土地", 90, 2, "1. "),
            ("附则", 90, 0, "二、"),
            ("定义", 91, 0, "第一条 "),
            ("细目", 91, 1, "一.1 "),
            ("要点", 92, 0, "• "),
        ]
        for text, number, level, _ in numbered:
            add_numbered(document, text, number, level)
        expected = [label + text for text, _, _, label in numbered]
        assert read("a.docx", saved(document)).text.split("\n") == expected

    def test_a_label_marked_legal_shows_the_levels_above_in_digits(self, read: Any) -> None:
        document = docx.Document()
        add_numbering(document, 90, [("chineseCounting", "第%1章"), ("decimal", "%1.%2")])
        level = document.part.numbering_part.element.find(".//" + qn("w:lvl") + "[2]")
        level.insert(2, parse_xml(f"<w:isLgl {nsdecls('w')}/>"))
        add_numbered(document, "总则", 90, 0)
        add_numbered(document, "目的", 90, 1)
        assert read("a.docx", saved(document)).text == "第一章 总则\n1.1 目的"

    def test_numbers_come_from_the_paragraph_style_too(self, read: Any) -> None:
        document = docx.Document()
        add_numbering(document, 90, [("chineseCounting", "%1、")])
        style = document.styles["Heading 1"].element.get_or_add_pPr()
        style.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="90"/></w:numPr>'))
        document.add_heading("总则", 1)
        document.add_heading("附则", 1)
        assert read("a.docx", saved(document)).text == "一、总则\n二、附则"

    def test_content_controls_and_insertions_are_read_and_deletions_are_not(self, read: Any) -> None:
        document = docx.Document()
        body = document.element.body
        run = "<w:r><w:t>{}</w:t></w:r>"
        body.insert(0, parse_xml(
            f'<w:sdt {nsdecls("w")}><w:sdtContent><w:p>{run.format("亩均")}<w:ins>{run.format("税收")}</w:ins>'
            f'<w:del><w:r><w:delText>产值</w:delText></w:r></w:del><w:r><w:tab/><w:t>20</w:t><w:br/><w:t>万元</w:t></w:r>'
            "</w:p></w:sdtContent></w:sdt>"
        ))  # fmt: skip
        assert read("a.docx", saved(document)).text == "亩均税收 20\n万元"

    def test_a_one_column_table_is_a_frame_around_paragraphs(self, read: Any) -> None:
        document = docx.Document()
        cell = document.add_table(rows=1, cols=1).cell(0, 0)
        cell.text = "专栏1 重点工程"
        cell.add_paragraph("1.扩容提质。")
        source = read("a.docx", saved(document))
        assert (source.text, source.tables) == ("专栏1 重点工程\n1.扩容提质。", ())

    def test_a_full_width_caption_and_note_stand_outside_the_table(self, read: Any) -> None:
        document = docx.Document()
        table = document.add_table(rows=4, cols=2)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "表1 亩均税收"
        table.cell(3, 0).merge(table.cell(3, 1)).text = "注：单位为万元。"
        for i, text in enumerate(["区域", "税收", "甲", "20"]):
            table.cell(1 + i // 2, i % 2).text = text
        source = read("a.docx", saved(document))
        assert source.text == "表1 亩均税收\n区域\t税收\n甲\t20\n注：单位为万元。"
        assert table_lines(source) == [[["区域", "税收"], ["甲", "20"]]]

    def test_a_package_with_damaged_xml_is_unreadable(self, read: Any) -> None:
        with zipfile.ZipFile(io.BytesIO(word_bytes("正文"))) as old:
            parts = {n: old.read(n) for n in old.namelist()}
        parts["word/document.xml"] = parts["word/document.xml"][:-40]
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as new:
            for part, content in parts.items():
                new.writestr(part, content)
        with pytest.raises(UnreadableFile, match="损坏"):
            read("a.docx", buffer.getvalue())

    def test_a_document_without_text_is_unreadable(self, read: Any) -> None:
        with pytest.raises(UnreadableFile, match="没有文字"):
            read("a.docx", word_bytes())


def sheet_bytes(rows: list[list[object]], title: str = "指标") -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return saved(workbook)


class TestXlsx:
    def test_sheets_are_titled_tables_with_merged_cells_filled(self, read: Any) -> None:
        workbook = openpyxl.Workbook()
        sheet = workbook.worksheets[0]
        sheet.title = "亩均"
        rows = [
            ["表1 𠮷林畝均", None, None, None],
            [],
            ["区域", "标准", None, None],
            [None, "税收", None, "强度"],
            ["甲", 20.0, None, 0.035],
        ]
        for row in rows:
            sheet.append(row)
        for cells in ("A1:D1", "A3:A4", "B3:D3"):
            sheet.merge_cells(cells)
        sheet["D5"].number_format = "0.0%"
        hidden = workbook.create_sheet("参数")
        hidden.append(["a", "b"])
        hidden.sheet_state = "hidden"
        workbook.create_sheet("空表")
        source = read("a.xlsx", saved(workbook))
        assert source.text == "亩均\n表1 𠮷林畝均\n区域\t标准\t标准\n区域\t税收\t强度\n甲\t20\t3.5%"
        assert table_lines(source) == [[["区域", "标准", "标准"], ["区域", "税收", "强度"], ["甲", "20", "3.5%"]]]

    def test_dates_show_as_the_sheet_shows_them(self, read: Any) -> None:
        workbook = openpyxl.Workbook()
        sheet = workbook.worksheets[0]
        day = datetime.datetime(2024, 1, 5)
        sheet.append(["日期", day, day, True])
        sheet["C1"].number_format = 'yyyy"年"m"月"d"日"'
        assert read("a.xlsx", saved(workbook)).text.split("\n")[1] == "日期\t2024-01-05\t2024年1月5日\tTRUE"

    def test_a_workbook_without_values_is_unreadable(self, read: Any) -> None:
        with pytest.raises(UnreadableFile, match="没有内容"):
            read("a.xlsx", sheet_bytes([]))

    @pytest.mark.parametrize(
        ("value", "number_format", "shown"),
        [
            (20.0, "General", "20"),
            (0.1 + 0.2, "General", "0.3"),
            (1e-7, "General", "0.0000001"),
            (123456789012, "General", "123456789012"),
            (0.035, "0.0%", "3.5%"),
            (0.2, "0%", "20%"),
            (0.125, "0.00%", "12.50%"),
            (2.5, "0", "3"),
            (1234567.5, "#,##0.00", "1,234,567.50"),
            (-1234, "#,##0;(#,##0)", "(1,234)"),
            (20, '0"万元"', "20万元"),
            (20, '0.0\\亩', "20.0亩"),
            (1500, '[$¥-804]#,##0', "¥1,500"),
            (12000, '0,"千元"', "12千元"),
            (3.5, "0.0_ ", "3.5"),
            (3.0, "0.##", "3"),
            (20, "[>=10]0;0.0", "20"),
            (0, '0;-0;"无"', "0"),
            (1234.5, "0.00E+00", "1234.5"),
            (1e30, "0.00", "1" + "0" * 30),
        ],
    )  # fmt: skip
    def test_numbers_show_by_their_format(self, value: float, number_format: str, shown: str) -> None:
        assert shown_number(value, number_format) == shown


FONT = "STSong-Light"


def pdf_bytes(lines: list[str], *, encrypt: StandardEncryption | None = None) -> bytes:
    """One page with these lines."""
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, encrypt)
    for i, line in enumerate(lines):
        canvas.drawString(72, 720 - 20 * i, line)
    canvas.save()
    return buffer.getvalue()


def new_canvas(buffer: io.BytesIO, encrypt: StandardEncryption | None = None) -> Canvas:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(buffer, pagesize=(595, 842), encrypt=encrypt)
    canvas.setFont(FONT, 12)
    return canvas


def draw_page(canvas: Canvas, number: int, lines: list[tuple[int, str]]) -> None:
    """Lines by their indent in characters, a running head and a page number."""
    canvas.setFont(FONT, 12)
    canvas.drawString(72, 810, "某市人民政府公报")
    canvas.drawCentredString(297, 30, f"— {number} —")
    for i, (indent, line) in enumerate(lines):
        canvas.drawString(72 + 12 * indent, 740 - 20 * i, line)
    canvas.showPage()


class TestPdf:
    def test_lines_become_paragraphs_and_running_heads_go(self, read: Any) -> None:
        full, first = (
            "亩均税收不低于二十万元的企业可以优先享受本办法规定的各项支持政策并",
            "第一条开发区内亩均税收不低于二十万元的企业可以优先享受本办法规定",
        )
        assert (len(full), len(first)) == (33, 32)
        buffer = io.BytesIO()
        canvas = new_canvas(buffer)
        draw_page(canvas, 1, [(2, first[:31]), (0, full), (0, "按程序办理。"), (2, "（一）第一款。"), (2, first[:31])])
        draw_page(canvas, 2, [(0, "第十条规定的条件。"), (2, "二、繁體字的內容。"), (2, "2.5倍以上。")])
        canvas.save()
        assert read("a.pdf", buffer.getvalue()).text.split("\n") == [
            first[:31] + full + "按程序办理。",
            "（一）第一款。",
            first[:31] + "第十条规定的条件。",
            "二、繁體字的內容。",
            "2.5倍以上。",
        ]

    def test_ruled_tables_keep_their_place_and_continue_on_the_next_page(self, read: Any) -> None:
        buffer = io.BytesIO()
        canvas = new_canvas(buffer)
        canvas.drawString(72, 760, "表1 亩均税收")
        draw_table(canvas, 700, [["区域", "税收"], ["甲", "20"]])
        canvas.showPage()
        canvas.setFont(FONT, 12)
        draw_table(canvas, 780, [["区域", "税收"], ["乙", "300"]])
        canvas.drawString(72, 600, "注：完。")
        canvas.save()
        source = read("a.pdf", buffer.getvalue())
        assert source.text == "表1 亩均税收\n区域\t税收\n甲\t20\n乙\t300\n注：完。"
        assert table_lines(source) == [[["区域", "税收"], ["甲", "20"], ["乙", "300"]]]

    def test_merged_cells_repeat_their_value(self, read: Any) -> None:
        buffer = io.BytesIO()
        canvas = new_canvas(buffer)
        canvas.rect(72, 640, 300, 60)
        for y in (680, 660):
            canvas.line(172 if y == 680 else 72, y, 372, y)
        canvas.line(172, 640, 172, 700)
        canvas.line(272, 640, 272, 680)
        for x, y, text in [
            (76, 685, "区域"),
            (176, 685, "标准"),
            (176, 665, "税收"),
            (276, 665, "强度"),
            (76, 645, "甲"),
            (176, 645, "20"),
            (276, 645, "300"),
        ]:
            canvas.drawString(x, y, text)
        canvas.save()
        assert table_lines(read("a.pdf", buffer.getvalue())) == [
            [["区域", "标准", "标准"], ["区域", "税收", "强度"], ["甲", "20", "300"]]
        ]

    def test_type_made_bold_by_printing_twice_is_read_once(self, read: Any) -> None:
        buffer = io.BytesIO()
        canvas = new_canvas(buffer)
        for shift in (0, 0.4):
            canvas.drawString(72 + shift, 700, "第一条 亩均税收")
        canvas.save()
        assert read("a.pdf", buffer.getvalue()).text == "第一条 亩均税收"

    def test_a_pdf_with_a_password_is_unreadable(self, read: Any) -> None:
        data = pdf_bytes(["正文"], encrypt=StandardEncryption("secret", ownerPassword="owner"))
        with pytest.raises(UnreadableFile, match="密码"):
            read("a.pdf", data)

    def test_a_pdf_that_only_forbids_printing_is_read(self, read: Any) -> None:
        # In Latin letters: reportlab forgets to encrypt the names in a Chinese font's description.
        buffer = io.BytesIO()
        canvas = Canvas(buffer, encrypt=StandardEncryption("", ownerPassword="owner", canPrint=0))
        canvas.drawString(72, 700, "Tax per mu: 200,000")
        canvas.save()
        assert read("a.pdf", buffer.getvalue()).text == "Tax per mu: 200,000"

    def test_a_scanned_pdf_is_unreadable_and_the_message_names_ocr(self, read: Any) -> None:
        buffer = io.BytesIO()
        canvas = new_canvas(buffer)
        canvas.rect(100, 100, 50, 50, fill=1)
        canvas.save()
        with pytest.raises(UnreadableFile, match="OCR"):
            read("a.pdf", buffer.getvalue())


def draw_table(canvas: Canvas, top: int, rows: list[list[str]]) -> None:
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            canvas.rect(72 + 100 * c, top - 20 * (r + 1), 100, 20)
            canvas.drawString(76 + 100 * c, top - 20 * (r + 1) + 6, text)


@pytest.mark.parametrize(
    ("number", "number_format", "shown"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (12, "chineseCounting", "十二"),
        (20, "chineseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCounting", "一百一十"),
        (1001, "chineseCounting", "一千零一"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (12, "ideographDigital", "一二"),
        (3, "decimalEnclosedCircle", "③"),
        (21, "decimalEnclosedCircleChinese", "㉑"),
        (4, "upperRoman", "IV"),
        (27, "lowerLetter", "aa"),
        (7, "decimalZero", "07"),
        (15, "decimalFullWidth", "１５"),
        (2, "ideographTraditional", "乙"),
        (5, "unknown", "5"),
        (5, "none", ""),
    ],
)
def test_list_numbers_show_by_their_format(number: int, number_format: str, shown: str) -> None:
    assert format_number(number, number_format) == shown


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
