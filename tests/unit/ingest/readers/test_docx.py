"""Word documents: numbers, tables, changes, notes."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from reader_samples import add_numbered, add_numbering, saved, table_lines, word_bytes

from ingest.errors import UnreadableFile
from ingest.model import RemovedKind
from ingest.readers.numerals import format_number


def test_paragraphs_and_tables_come_in_document_order(read: Any) -> None:
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


def test_automatic_numbers_are_written_out_and_restart_below(read: Any) -> None:
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


def test_a_label_marked_legal_shows_the_levels_above_in_digits(read: Any) -> None:
    document = docx.Document()
    add_numbering(document, 90, [("chineseCounting", "第%1章"), ("decimal", "%1.%2")])
    level = document.part.numbering_part.element.find(".//" + qn("w:lvl") + "[2]")
    level.insert(2, parse_xml(f"<w:isLgl {nsdecls('w')}/>"))
    add_numbered(document, "总则", 90, 0)
    add_numbered(document, "目的", 90, 1)
    assert read("a.docx", saved(document)).text == "第一章 总则\n1.1 目的"


def test_numbers_come_from_the_paragraph_style_too(read: Any) -> None:
    document = docx.Document()
    add_numbering(document, 90, [("chineseCounting", "%1、")])
    style = document.styles["Heading 1"].element.get_or_add_pPr()
    style.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="90"/></w:numPr>'))
    document.add_heading("总则", 1)
    document.add_heading("附则", 1)
    assert read("a.docx", saved(document)).text == "一、总则\n二、附则"


def test_content_controls_and_insertions_are_read_and_deletions_are_not(read: Any) -> None:
    document = docx.Document()
    body = document.element.body
    run = "<w:r><w:t>{}</w:t></w:r>"
    body.insert(0, parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtContent><w:p>{run.format("亩均")}<w:ins>{run.format("税收")}</w:ins>'
        f'<w:del><w:r><w:delText>产值</w:delText></w:r></w:del><w:r><w:tab/><w:t>20</w:t><w:br/><w:t>万元</w:t></w:r>'
        "</w:p></w:sdtContent></w:sdt>"
    ))  # fmt: skip
    assert read("a.docx", saved(document)).text == "亩均税收 20\n万元"


def test_a_one_column_table_is_a_frame_around_paragraphs(read: Any) -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "专栏1 重点工程"
    cell.add_paragraph("1.扩容提质。")
    source = read("a.docx", saved(document))
    assert (source.text, source.tables) == ("专栏1 重点工程\n1.扩容提质。", ())


def test_a_full_width_caption_and_note_stand_outside_the_table(read: Any) -> None:
    document = docx.Document()
    table = document.add_table(rows=4, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "表1 亩均税收"
    table.cell(3, 0).merge(table.cell(3, 1)).text = "注：单位为万元。"
    for i, text in enumerate(["区域", "税收", "甲", "20"]):
        table.cell(1 + i // 2, i % 2).text = text
    source = read("a.docx", saved(document))
    assert source.text == "表1 亩均税收\n区域\t税收\n甲\t20\n注：单位为万元。"
    assert table_lines(source) == [[["区域", "税收"], ["甲", "20"]]]


def test_a_package_with_damaged_xml_is_unreadable(read: Any) -> None:
    with zipfile.ZipFile(io.BytesIO(word_bytes("正文"))) as old:
        parts = {n: old.read(n) for n in old.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"][:-40]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as new:
        for part, content in parts.items():
            new.writestr(part, content)
    with pytest.raises(UnreadableFile, match="损坏"):
        read("a.docx", buffer.getvalue())


def test_a_document_without_text_is_unreadable(read: Any) -> None:
    with pytest.raises(UnreadableFile, match="没有文字"):
        read("a.docx", word_bytes())


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


W = nsdecls("w")


def with_part(data: bytes, kind: str, xml: str) -> bytes:
    """Adds a part such as footnotes.xml to a document."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/_rels/document.xml.rels":
                kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
                relation = f'<Relationship Id="rIdX{kind}" Target="{kind}.xml" Type="{kinds}/{kind}"/>'
                content = content.replace(b"</Relationships>", relation.encode() + b"</Relationships>")
            if name == "[Content_Types].xml":
                mime = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
                override = f'<Override PartName="/word/{kind}.xml" ContentType="{mime}"/>'
                content = content.replace(b"</Types>", override.encode() + b"</Types>")
            new.writestr(name, content)
        new.writestr(f"word/{kind}.xml", xml)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_follow_the_paragraph_that_calls_them(read: Any, kind: str) -> None:
    document = docx.Document()
    for text, note in [("第一条　亩均税收。", "2"), ("第二条　其他。", None), ("第三条　附则。", "3")]:
        paragraph = document.add_paragraph(text)
        if note:
            paragraph.runs[0]._r.append(parse_xml(f'<w:{kind}Reference {W} w:id="{note}"/>'))
    notes = "".join(
        f'<w:{kind} w:id="{i}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{kind}>'
        for i, text in [(0, ""), (2, "指上缴税收。"), (3, "自发布之日起。")]
    )
    data = with_part(saved(document), f"{kind}s", f"<w:{kind}s {W}>{notes}</w:{kind}s>")
    assert read("a.docx", data).text.split("\n") == [
        "第一条　亩均税收。",
        "注1：指上缴税收。",
        "第二条　其他。",
        "第三条　附则。",
        "注2：自发布之日起。",
    ]


def test_headers_and_footers_are_not_read(read: Any) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "某市公报"
    document.sections[0].footer.paragraphs[0].text = "第1页"
    document.add_paragraph("正文。")
    assert read("a.docx", saved(document)).text == "正文。"


def test_text_boxes_are_read_once_behind_their_paragraph_also_in_cells(read: Any) -> None:
    document = docx.Document()
    box = (
        f'<w:r {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
        "<mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    document.add_paragraph("第一条。")._p.append(parse_xml(box))
    table = document.add_table(rows=2, cols=2)
    for i, text in enumerate(["区域", "税收", "甲", "20"]):
        table.cell(i // 2, i % 2).text = text
    table.cell(1, 0).paragraphs[0]._p.append(parse_xml(box))
    assert read("a.docx", saved(document)).text == "第一条。\n框\n区域\t税收\n甲 框\t20"


def test_moved_and_deleted_text_and_rows_go_and_what_replaced_them_stays(read: Any) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("")._p
    for xml in (
        f"<w:moveFrom {W}><w:r><w:t>旧处</w:t></w:r></w:moveFrom>",
        f"<w:moveTo {W}><w:r><w:t>新处</w:t></w:r></w:moveTo>",
        f"<w:del {W}><w:r><w:delText>删</w:delText></w:r></w:del>",
    ):
        paragraph.append(parse_xml(xml))
    table = document.add_table(rows=3, cols=2)
    for i, text in enumerate(["区域", "税收", "甲", "20", "乙", "30"]):
        table.cell(i // 2, i % 2).text = text
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {W}/>"))
    assert read("a.docx", saved(document)).text == "新处\n区域\t税收\n乙\t30"


def test_hidden_text_and_the_table_of_contents_are_recorded_and_left_out(read: Any) -> None:
    document = docx.Document()
    style = document.styles.add_style("toc 1", 1)
    document.add_paragraph("第一章 总则\t1", style=style)
    run = document.add_paragraph("正文。").add_run("隐藏")
    run.font.hidden = True
    source = read("a.docx", saved(document))
    assert source.text == "正文。"
    assert [(item.kind, item.text) for item in source.removed] == [
        (RemovedKind.NAVIGATION, "第一章 总则 1"),
        (RemovedKind.HIDDEN, "隐藏"),
    ]
