"""PDF files: paragraphs, tables, columns, scans."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from best_time import best_time
from reader_samples import FONT, draw_page, draw_table, new_canvas, pdf_bytes, table_lines
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import UnreadableFile
from ingest.model import RemovedKind


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


LEFT = [
    "　　第一条　为提高开发区亩均税收，",
    "制定本办法，适用于本市各级各类开发",
    "区以及入驻的全部工业企业和服务业企",
    "业。",
    "　　第二条　亩均税收不低于二十万元",
    "的企业列为甲类，可以优先享受本办法",
    "规定的各项支持政策以及其他有关的优",
]
RIGHT = [
    "惠措施，并按程序办理。",
    "　　第三条　亩均税收低于五万元的企",
    "业列为丁类，由主管部门逐户制定提升",
    "方案，限期两年之内完成改造或者退出",
    "开发区，到期未完成的按照有关规定处",
    "理。",
    "　　第四条　本办法自发布之日起施行",
]
IN_ORDER = [
    "第一条　为提高开发区亩均税收，制定本办法，适用于本市各级各类开发区以及入驻的全部工业企业和服务业企业。",
    "第二条　亩均税收不低于二十万元的企业列为甲类，可以优先享受本办法规定的各项支持政策以及其他有关的优惠措施，"
    "并按程序办理。",
    "第三条　亩均税收低于五万元的企业列为丁类，由主管部门逐户制定提升方案，"
    "限期两年之内完成改造或者退出开发区，到期未完成的按照有关规定处理。",
    "第四条　本办法自发布之日起施行",
]


def draw_columns(canvas: Canvas, left: list[str], right: list[str], top: float, *, shift: float = 0) -> None:
    """Two columns of 17 characters; `shift` sets the right one so much lower."""
    canvas.setFont(FONT, 12)
    for x, lines, down in ((72, left, 0.0), (312, right, shift)):
        for i, line in enumerate(lines):
            indent = len(line) - len(line.lstrip("　"))
            canvas.drawString(x + 12 * indent, top - 20 * i - down, line.strip("　"))


def drawn(draw: Callable[[Canvas], None]) -> bytes:
    buffer = io.BytesIO()
    canvas = new_canvas(buffer)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def plain(lines: list[str]) -> list[str]:
    """The reader writes the ideographic space between words as a common one."""
    return [line.replace("　", " ") for line in lines]


@pytest.mark.parametrize("shift", [0.0, 7.0])
def test_two_columns_are_read_one_after_the_other(read: Any, shift: float) -> None:
    data = drawn(lambda canvas: draw_columns(canvas, LEFT, RIGHT, 740, shift=shift))
    assert read("a.pdf", data).text.split("\n") == plain(IN_ORDER)


def test_titles_and_text_across_both_columns_stand_where_they_stand(read: Any) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 12)
        canvas.drawCentredString(297, 770, "某市开发区亩均税收管理办法")
        draw_columns(canvas, LEFT, RIGHT, 740)
        canvas.drawString(96, 580, "主管部门：市发展改革委员会和市财政局、市税务局以及其他有关的单位")
        draw_columns(canvas, LEFT[:6], RIGHT[1:7], 550)

    lines = read("a.pdf", drawn(draw)).text.split("\n")
    assert lines[0] == "某市开发区亩均税收管理办法"
    assert lines[1:5] == plain(IN_ORDER)
    assert lines[5] == "主管部门：市发展改革委员会和市财政局、市税务局以及其他有关的单位"
    assert lines[6] == plain(IN_ORDER)[0]


def test_a_last_page_with_little_text_keeps_to_the_columns(read: Any) -> None:
    def draw(canvas: Canvas) -> None:
        draw_columns(canvas, LEFT, RIGHT, 740)
        canvas.showPage()
        draw_columns(canvas, [f"起{LEFT[1][1:]}", LEFT[2], "业。"], ["　　第五条　完。", "　　第六条　毕。"], 740)

    lines = read("a.pdf", drawn(draw)).text.split("\n")
    assert lines[3:] == [f"第四条 本办法自发布之日起施行起{LEFT[1][1:]}{LEFT[2]}业。", "第五条 完。", "第六条 毕。"]


@pytest.mark.parametrize(
    "rows",
    [
        [("指标名称", "目标值")] + [(f"亩均税收第{n}类", f"{n}0万元") for n in "一二三四五六七"],
        [("商务部门　发改部门", "教育部门　民政部门")] * 6,
    ],
    ids=["table without rules", "signatures"],
)
def test_short_entries_side_by_side_are_no_columns(read: Any, rows: list[tuple[str, str]]) -> None:
    data = drawn(lambda canvas: draw_columns(canvas, [a for a, _ in rows], [b for _, b in rows], 740))
    assert read("a.pdf", data).text.split("\n") == plain([f"{a}　{b}" for a, b in rows])


def test_heads_that_change_with_the_chapter_and_by_left_and_right_go_and_are_recorded(read: Any) -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(1, 13):
            canvas.setFont(FONT, 12)
            canvas.drawString(72, 810, f"第{'一' if number < 7 else '二'}章" if number % 2 else "某市政府公报")
            canvas.drawString(72, 700, f"第{'一二三四五六七八九十甲乙'[number - 1]}条。")
            canvas.drawString(290, 30, f"第{number}页 共12页")
            canvas.showPage()

    source = read("a.pdf", drawn(draw))
    assert source.text.split("\n") == [f"第{n}条。" for n in "一二三四五六七八九十甲乙"]
    texts = {kind: [item.text for item in source.removed if item.kind == kind] for kind in RemovedKind}
    assert texts[RemovedKind.RUNNING_HEAD] == ["第一章", "某市政府公报", "第二章"]
    assert texts[RemovedKind.PAGE_NUMBER] == [f"第{n}页 共12页" for n in range(1, 13)]
    assert all(item.span is None for item in source.removed)


def test_a_rotated_page_is_read_upright(read: Any) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.setFont(FONT, 12)
        canvas.saveState()
        canvas.translate(100, 100)
        canvas.rotate(90)
        canvas.drawString(0, 0, "第一条 亩均税收。")
        canvas.drawString(0, -30, "第二条 其他。")
        canvas.restoreState()

    assert read("a.pdf", drawn(draw)).text == "第一条 亩均税收。\n第二条 其他。"


def test_empty_pages_cost_time_that_grows_with_their_number_and_not_faster(read: Any) -> None:
    def seconds(pages: int) -> float:
        def draw(canvas: Canvas) -> None:
            for _ in range(pages):
                canvas.showPage()

        data = drawn(draw)

        def refuse() -> None:
            with pytest.raises(UnreadableFile, match="没有文字"):
                read("a.pdf", data)

        return best_time(refuse, runs=2)

    assert seconds(4000) < 0.2 + 16 * seconds(500)


def test_a_drawing_of_thousands_of_lines_does_not_hold_up_the_page(read: Any) -> None:
    def seconds(lines: int) -> float:
        def draw(canvas: Canvas) -> None:
            canvas.setFont(FONT, 12)
            canvas.drawString(72, 800, "第一条 平面图。")
            for i in range(lines):
                canvas.line(10 + i * 570 / lines, 10, 10 + i * 570 / lines, 700)
                canvas.line(10, 10 + i * 690 / lines, 580, 10 + i * 690 / lines)

        data = drawn(draw)
        assert read("a.pdf", data).text == "第一条 平面图。"
        return best_time(lambda: read("a.pdf", data), runs=2)

    assert seconds(3200) < 0.2 + 16 * seconds(400)


def test_a_table_of_contents_goes_and_is_recorded(read: Any) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 12)
        canvas.drawString(290, 760, "目 录")
        for i, title in enumerate(["第一章 总则", "第二章 目标", "第三章 附则"]):
            canvas.drawString(72, 730 - 20 * i, f"{title} {'.' * 60} {i + 1}")
        for i, line in enumerate(["第一条 亩均。", "第二条 税收。", "联系电话...................."]):
            canvas.drawString(72, 600 - 20 * i, line)
        canvas.showPage()
        canvas.setFont(FONT, 12)
        canvas.drawString(72, 700, "第一章 总则")

    source = read("a.pdf", drawn(draw))
    assert source.text.split("\n") == ["第一条 亩均。", "第二条 税收。", "联系电话....................", "第一章 总则"]
    assert [item.kind for item in source.removed] == [RemovedKind.NAVIGATION] * 4


def test_a_box_of_labels_gives_each_label_its_value(read: Any) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 11)
        for i, line in enumerate(["第一条 亩均税收不低于二十万元。", "第二条 其他。", "某市人民政府"]):
            canvas.drawString(72, 780 - 24 * i, line)
        for x, y, text in [
            (100, 600, "索"), (116, 600, "引"), (132, 600, "号：000/2026-1"), (310, 600, "主题分类：工业\\开发区"),
            (100, 560, "标"), (132, 560, "题：关于提高亩均税收水"), (310, 560, "发文机关：市财政局 市"),
            (165, 548, "平的若干意见"), (366, 548, "税务局"), (366, 572, "市发展改革委"),
            (100, 520, "发文字号：某府〔2026〕1号"), (310, 520, "来"), (342, 520, "源：某市网站"),
            (100, 495, "成文日期：2026年1月2日"),
        ]:  # fmt: skip
            canvas.drawString(x, y, text)

    assert read("a.pdf", drawn(draw)).text.split("\n")[3:] == [
        "索引号：000/2026-1",
        "主题分类：工业\\开发区",
        "标题：关于提高亩均税收水平的若干意见",
        "发文机关：市发展改革委市财政局 市税务局",
        "发文字号：某府〔2026〕1号",
        "来源：某市网站",
        "成文日期：2026年1月2日",
    ]


def test_labels_within_running_text_make_no_box(read: Any) -> None:
    lines = [
        "一、亩均税收不低于二十万元。",
        "牵头单位：市发展改革委。",
        "二、研发投入占比达到百分之三。",
        "责任单位：市科技局。",
    ]
    data = drawn(lambda canvas: draw_columns(canvas, lines * 3, [], 740))
    assert read("a.pdf", data).text.split("\n") == lines * 3


def test_a_note_at_the_foot_of_a_page_does_not_cut_the_paragraph_that_goes_on(read: Any) -> None:
    full = "亩均税收不低于二十万元的企业可以优先享受本办法规定的各项支持政策并"

    def draw(canvas: Canvas) -> None:
        for texts, note in (
            ([full[:31], full], "① 指上缴税收。"),
            (["按程序办理。", full[:31], "完。"], "② 另有规定的除外。"),
        ):
            for i, text in enumerate(texts):
                canvas.setFont(FONT, 12)
                indent = 24 if text == full[:31] else 0
                canvas.drawString(72 + indent, 740 - 20 * i, text)
            canvas.setFont(FONT, 9)
            canvas.drawString(72, 120, note)
            canvas.showPage()

    assert read("a.pdf", drawn(draw)).text.split("\n") == [
        f"{full[:31]}{full}按程序办理。",
        "① 指上缴税收。",
        f"{full[:31]}完。",
        "② 另有规定的除外。",
    ]
