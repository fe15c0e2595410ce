"""PDF files: paragraphs, tables, columns, scans."""

from __future__ import annotations

import io
from typing import Any

import pytest
from reader_samples import FONT, draw_page, draw_table, new_canvas, pdf_bytes, table_lines
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import UnreadableFile


def test_lines_become_paragraphs_and_running_heads_go(read: Any) -> None:
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


def test_ruled_tables_keep_their_place_and_continue_on_the_next_page(read: Any) -> None:
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


def test_merged_cells_repeat_their_value(read: Any) -> None:
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


def test_type_made_bold_by_printing_twice_is_read_once(read: Any) -> None:
    buffer = io.BytesIO()
    canvas = new_canvas(buffer)
    for shift in (0, 0.4):
        canvas.drawString(72 + shift, 700, "第一条 亩均税收")
    canvas.save()
    assert read("a.pdf", buffer.getvalue()).text == "第一条 亩均税收"


def test_a_pdf_with_a_password_is_unreadable(read: Any) -> None:
    data = pdf_bytes(["正文"], encrypt=StandardEncryption("secret", ownerPassword="owner"))
    with pytest.raises(UnreadableFile, match="密码"):
        read("a.pdf", data)


def test_a_pdf_that_only_forbids_printing_is_read(read: Any) -> None:
    # In Latin letters: reportlab forgets to encrypt the names in a Chinese font's description.
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("", ownerPassword="owner", canPrint=0))
    canvas.drawString(72, 700, "Tax per mu: 200,000")
    canvas.save()
    assert read("a.pdf", buffer.getvalue()).text == "Tax per mu: 200,000"
