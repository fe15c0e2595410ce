"""Conversations as Word documents and Markdown, read again by a library."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from history_samples import COMPARED, DOUBTFUL, ENGLISH, FIGURE, REFUSED, citation
from lxml import etree
from markdown_it import MarkdownIt

from assistant.history.export.writing import BadExport, export_file, exported, file_name
from assistant.history.model import Conversation, ConversationHead, KeptExchange
from assistant.model import Answer

NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
NOTE_1 = "《办法1》三、（二）：“亩均税收不低于20万元。”"
NOTE_2 = "《办法2》三、 > （二）（已失效）：“亩均税收不低于20万元。”"


def conversation(*answers: Answer, title: str = "税收调研") -> Conversation:
    exchanges = tuple(KeptExchange(n, answer.question, answer, NOW) for n, answer in enumerate(answers, start=1))
    return Conversation(ConversationHead("abc", title, NOW, NOW, len(exchanges)), exchanges)


def part(content: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def notes(content: bytes) -> dict[int, str]:
    """The footnotes by id, the separators aside."""
    return {
        int(note.get(qn("w:id"))): "".join(note.itertext()).strip()
        for note in part(content, "word/footnotes.xml")
        if note.get(qn("w:type")) is None
    }


def paragraphs(content: bytes) -> list[str]:
    """The text of each paragraph with [^n] where a footnote is referred to, in tables too."""
    found = []
    for paragraph in part(content, "word/document.xml").iter(qn("w:p")):
        words = []
        for element in paragraph.iter(qn("w:t"), qn("w:footnoteReference"), qn("w:fldSimple")):
            if element.tag == qn("w:footnoteReference"):
                words.append(f"[^{element.get(qn('w:id'))}]")
            elif element.tag == qn("w:fldSimple"):
                words.append("=")
            else:
                words.append(element.text or "")
        found.append("".join(words))
    return found


def word(*answers: Answer, title: str = "税收调研") -> bytes:
    return exported(conversation(*answers, title=title), ".docx", UTC)


def markdown(*answers: Answer, title: str = "税收调研") -> str:
    return exported(conversation(*answers, title=title), ".md", UTC).decode()


def test_word_has_title_dates_questions_answers_and_checks_in_order() -> None:
    assert paragraphs(word(FIGURE)) == [
        "税收调研",
        "2026年11月24日　共 1 个问题",
        "本文由知策依据已收录文件整理，脚注为所引条款的出处与原文，引用前请核对原件。",
        "1. 亩均税收？",
        "不低于20万元[^1]",
        "数字核对：1 处均与引文一致",
        "提问时间：2026-11-24 08:30　原文摘录",
    ]


def test_each_marker_is_a_footnote_with_the_formal_note_and_the_quote() -> None:
    content = word(FIGURE, DOUBTFUL)
    assert notes(content) == {1: NOTE_1, 2: NOTE_1, 3: NOTE_2}
    assert "甲 200万[^2]；乙 300万[^3]，同甲=2" in paragraphs(content)


def test_a_second_marker_of_the_same_citation_points_at_its_footnote_and_bookmark() -> None:
    body = part(word(DOUBTFUL), "word/document.xml")
    field, _of_the_warning = body.iter(qn("w:fldSimple"))
    name = re.fullmatch(r" NOTEREF (\w+) \\f \\h ", field.get(qn("w:instr")))[1]
    (start,) = (mark for mark in body.iter(qn("w:bookmarkStart")) if mark.get(qn("w:name")) == name)
    assert start.getnext().find(qn("w:footnoteReference")).get(qn("w:id")) == "1"
    assert "".join(field.itertext()) == "1"


def test_the_footnotes_are_well_formed_related_and_declared() -> None:
    content = word(FIGURE, DOUBTFUL, COMPARED)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        types = archive.read("[Content_Types].xml").decode()
        relations = archive.read("word/_rels/document.xml.rels").decode()
    assert re.search(r'PartName="/word/footnotes.xml" ContentType="[^"]*wordprocessingml.footnotes\+xml"', types)
    assert re.search(r'relationships/footnotes"[^>]*Target="footnotes.xml"', relations)
    ids = [int(note.get(qn("w:id"))) for note in part(content, "word/footnotes.xml")]
    assert ids == list(range(-1, len(ids) - 1))
    referred = [e.get(qn("w:id")) for e in part(content, "word/document.xml").iter(qn("w:footnoteReference"))]
    assert [int(identifier) for identifier in referred] == ids[2:]
    settings = [child.tag for child in part(content, "word/settings.xml")]
    assert settings.index(qn("w:footnotePr")) < settings.index(qn("w:compat"))


def test_the_library_opens_it_again_with_styles_and_table() -> None:
    document = docx.Document(io.BytesIO(word(COMPARED)))
    assert [p.text for p in document.paragraphs if p.style.name in ("Title", "Heading 1")] == [
        "税收调研",
        "1. 比较甲乙",
    ]
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows == [["对象", "规定"], ["甲", "10万"], ["乙", "20万"], ["丙", "该文件未规定"]]
    assert (document.core_properties.title, document.core_properties.author) == ("税收调研", "知策")
    assert "乙更高。" in [p.text for p in document.paragraphs]


@pytest.mark.parametrize(
    ("style", "typeface"),
    [("Normal", "仿宋"), ("Title", "宋体"), ("Heading 1", "黑体"), ("footnote text", "宋体")],
)
def test_chinese_typefaces_are_set_by_name_and_no_theme_goes_before_them(style: str, typeface: str) -> None:
    fonts = docx.Document(io.BytesIO(word(FIGURE))).styles[style].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == typeface
    assert not [name for name in fonts.attrib if name.endswith("Theme")]


def test_a_figure_that_the_quotes_do_not_bear_out_is_marked_and_warned_of() -> None:
    content = word(DOUBTFUL)
    marked = [
        "".join(run.itertext())
        for run in part(content, "word/document.xml").iter(qn("w:r"))
        if run.find(f"{qn('w:rPr')}/{qn('w:highlight')}") is not None
    ]
    assert marked == ["300万"]
    assert "数字核对：“300万”与引文不一致，=2 写的是“30万”，请核对原文" in paragraphs(content)
    assert "**300万**（⚠）" in markdown(DOUBTFUL)
    assert "> ⚠ 数字核对：“300万”与引文不一致，[^2] 写的是“30万”" in markdown(DOUBTFUL)


def test_a_warning_points_at_the_footnote_and_not_at_the_number_in_the_answer() -> None:
    assert "不一致，[^3] 写的是" in markdown(FIGURE, DOUBTFUL)
    assert any("不一致，=3 写的是" in line for line in paragraphs(word(FIGURE, DOUBTFUL)))


def test_a_refusal_says_so_and_lists_the_nearest_clauses_with_their_footnotes() -> None:
    assert paragraphs(word(REFUSED))[4:6] == [
        "未予作答。未找到火星的规定。",
        "相关条款（供参考）：办法7　三、 > （二）[^1]",
    ]


def test_an_english_question_has_english_words_around_its_answer() -> None:
    assert "Asked 2026-11-24 08:30" in paragraphs(word(ENGLISH))


def test_a_marker_without_a_citation_stays_as_it_is_written() -> None:
    content = word(Answer("问", "见[3]和[1]", False, "", (citation(1),)))
    assert "见[3]和[^1]" in paragraphs(content)


def test_characters_that_xml_cannot_hold_do_not_stop_the_export() -> None:
    content = word(Answer("问\x0b\ud800", "答\x00\ufffe[1]", False, "", (citation(1, "引\x01文"),)), title="题\x02")
    assert paragraphs(content)[0] == "题\ufffd"
    assert "引\ufffd文" in notes(content)[1]


def test_markdown_has_footnotes_that_each_stand_once() -> None:
    text = markdown(FIGURE, DOUBTFUL)
    assert "不低于20万元[^1]" in text
    assert "甲 200万[^2]；乙 " in text
    assert "，同甲[^2]" in text
    assert re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE) == ["1", "2", "3"]
    assert f"[^1]: {NOTE_1}\n" in text
    assert NOTE_2.replace(">", "\\>") in text


def test_markdown_of_a_comparison_is_a_table() -> None:
    assert markdown(COMPARED).count("\n| ") == 5
    assert "| 乙 | 20万[^2] |\n| 丙 | 该文件未规定 |" in markdown(COMPARED)


@pytest.mark.parametrize(
    "text",
    [
        "# 一",
        "1. 一项",
        "- 一",
        "*重要* _x_ `c`",
        "a|b",
        "<script>",
        "[连](http://x)",
        "> 引",
        "+ 加",
        "1) 一",
        "~~删~~",
    ],
)
def test_what_a_document_says_is_no_markdown(text: str) -> None:
    answer = Answer("问", text, False, "", ())
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown(answer))
    inline = [token for token in tokens if token.type == "inline"]
    shown = ["".join(child.content for child in token.children or ()) for token in inline]
    assert text in shown
    assert {child.type for token in inline for child in token.children or ()} <= {"text", "text_special"}


def test_a_file_is_written_whole_and_replaces_an_older_one(tmp_path: Path) -> None:
    target = tmp_path / "调研.docx"
    target.write_bytes(b"old")
    export_file(conversation(FIGURE), target)
    assert docx.Document(str(target)).paragraphs[0].text == "税收调研"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", ["a.pdf", "a", "", "none/a.md"])
def test_a_name_that_cannot_be_written_is_one_plain_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadExport) as raised:
        export_file(conversation(FIGURE), tmp_path / name)
    assert "\n" not in str(raised.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [("税收/调研: 一？", "税收 调研 一.md"), ("..", "对话.md"), ("《办法》（试行）", "《办法》（试行）.md")],
)
def test_a_download_is_named_after_the_title(title: str, name: str) -> None:
    assert file_name(conversation(title=title), ".md") == name
