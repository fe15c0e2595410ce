"""A document's text as the chat shows it: tables out of tabbed lines, the quote marked, a whole document to read."""

from __future__ import annotations

import html
import re

import pytest

from assistant.whole_document import DocumentPart, WholeDocument
from ui.chat.reader import render_document
from ui.tabled import passage

TABLE = "表\n甲\t1\t2\r\n乙\t3\t4\n后文"


def marks(markup: str) -> list[str]:
    return [html.unescape(found) for found in re.findall("<mark>([^<]*)</mark>", markup)]


def test_two_lines_with_tabs_are_a_table_and_one_is_text() -> None:
    assert re.findall("<td>([^<]*)</td>", passage(TABLE, 0, 0)) == ["甲", "1", "2", "乙", "3", "4"]
    assert "<table" not in passage("标题\t一\n正文", 0, 0)
    assert passage("", 0, 0) == ""


@pytest.mark.parametrize("quote", ["甲\t1", "1\t2\r\n乙\t3", "4\n后", "表", "后文", TABLE])
def test_the_marks_hold_the_quote_but_for_the_signs_between_cells(quote: str) -> None:
    start = TABLE.index(quote)
    between = str.maketrans("", "", "\t\r\n")
    found = "".join(marks(passage(TABLE, start, start + len(quote))))
    assert found.translate(between) == quote.translate(between)


def test_characters_of_every_width_are_marked_by_their_number() -> None:
    text = "𠮷野家：畝均２０萬元／畝，<b>"
    start = text.index("２０")
    assert marks(passage(text, start, start + 4)) == ["２０萬元"]
    assert "<b>" not in passage(text, 0, 2)


DOCUMENT = WholeDocument(
    "a.txt#0",
    "a.txt",
    "<i>办法",
    (("级别", "市级"),),
    tuple(
        DocumentPart(text, 100 + 10 * n, n, n == 0, False)
        for n, text in enumerate(["一、总则", "甲乙丙丁", "戊己庚辛"])
    ),
)


def test_a_document_marks_places_of_its_file_over_several_parts() -> None:
    assert marks(render_document(DOCUMENT, 112, 122)) == ["丙丁", "戊己"]
    assert marks(render_document(DOCUMENT, 0, 50)) == []
    assert marks(render_document(DOCUMENT, 500, 600)) == []


def test_a_document_tells_its_title_facts_and_file_and_how_deep_a_part_stands() -> None:
    markup = render_document(DOCUMENT, 0, 0)
    assert '<h2 class="zc-reader-title">&lt;i&gt;办法</h2>' in markup
    assert "<dt>级别</dt><dd>市级</dd>" in markup
    assert "来源文件：a.txt" in markup
    assert re.findall('class="zc-part ([^"]*)"', markup) == ["zc-depth-0 zc-numbered", "zc-depth-1", "zc-depth-2"]
