"""Headings without numbers whose level the format states: Word styles and outline levels, h1 to h6."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
import pytest
from best_time import best_time
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ingest.lines import lines_of
from ingest.model import SourceText, StatedHeading, TextSpan
from ingest.pipeline import read_documents
from ingest.readers.registry import read_bytes
from ingest.structure import parse_clauses

TITLE = "云台县促进会展业发展办法"
TEXT = "对主办方按场次给予补助，每年审定一次。"
SECTIONS = [
    ("总体要求", 1),
    ("目标", 2),
    (TEXT, 0),
    ("原则", 2),
    (TEXT, 0),
    ("重点任务", 1),
    ("招展", 2),
    (TEXT, 0),
    ("保障措施", 1),
    (TEXT, 0),
]
PATHS = [
    (),
    ("总体要求",),
    ("总体要求", "目标"),
    ("总体要求", "目标"),
    ("总体要求", "原则"),
    ("总体要求", "原则"),
    ("重点任务",),
    ("重点任务", "招展"),
    ("重点任务", "招展"),
    ("保障措施",),
    ("保障措施",),
]


def word(lines: Sequence[tuple[str, int]], title: str = "Title") -> SourceText:
    document = docx.Document()
    document.add_paragraph(TITLE, style=title)
    for text, level in lines:
        document.add_paragraph(text, style=f"Heading {level}" if level else None)
    return saved(document)


def saved(document: docx.document.Document) -> SourceText:
    stream = io.BytesIO()
    document.save(stream)
    return read_bytes(stream.getvalue(), ".docx", "a.docx")


def page(lines: Sequence[tuple[str, int]]) -> SourceText:
    body = "".join(f"<h{level + 1}>{text}</h{level + 1}>" if level else f"<p>{text}</p>" for text, level in lines)
    head = f"<head><title>{TITLE}</title></head>"
    return read_bytes(f"<html>{head}<body><h1>{TITLE}</h1>{body}</body></html>".encode(), ".html", "a.html")


def paths(source: SourceText) -> list[tuple[str, ...]]:
    (document,) = read_documents(source)
    return [clause.path for clause in document.clauses]


@pytest.mark.parametrize("source", [word(SECTIONS), word(SECTIONS, "Heading 1"), page(SECTIONS)])
def test_headings_stand_on_the_level_that_the_format_states_and_not_under_the_title(source: SourceText) -> None:
    assert paths(source) == PATHS


@pytest.mark.parametrize("source", [word(SECTIONS), page(SECTIONS)])
def test_headings_slice_back_to_their_lines(source: SourceText) -> None:
    found = [(heading.span.slice(source.text), heading.level) for heading in source.headings]
    shift = min(level for _, level in found) - 1
    stated = [(text, level - shift) for text, level in found if text != TITLE]
    least = min(level for _, level in stated)
    assert [(text, level - least + 1) for text, level in stated] == [line for line in SECTIONS if line[1]]


def test_an_outline_level_counts_as_a_style_does_and_styles_inherit_it() -> None:
    document = docx.Document()
    style = document.styles.add_style("章", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Heading 2"]
    document.add_paragraph("甲", style="章")
    levels = {"乙": "0", "丙": "9"}
    for text, level in levels.items():
        paragraph = document.add_paragraph(text, style="章")
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), level)
        paragraph._p.get_or_add_pPr().append(outline)
    source = saved(document)
    assert [(heading.span.slice(source.text), heading.level) for heading in source.headings] == [("甲", 2), ("乙", 1)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            [("一、总则", 1), ("目标", 2), (TEXT, 0), ("名词解释", 1), (TEXT, 0), ("二、附则", 1), (TEXT, 0)],
            [
                (),
                ("一、总则",),
                ("一、总则", "目标"),
                ("一、总则", "目标"),
                ("名词解释",),
                ("名词解释",),
                ("二、附则",),
                ("二、附则",),
            ],
            id="beside numbers of the same level",
        ),
        pytest.param(
            [("一、总则", 0), ("目标", 2), (TEXT, 0), ("原则", 2), (TEXT, 0), ("二、附则", 0), (TEXT, 0)],
            [
                (),
                ("一、总则",),
                ("一、总则", "目标"),
                ("一、总则", "目标"),
                ("一、总则", "原则"),
                ("一、总则", "原则"),
                ("二、附则",),
                ("二、附则",),
            ],
            id="under numbers without a level",
        ),
        pytest.param(
            [("总则", 1), ("一、目标", 0), (TEXT, 0), ("附则", 1), ("一、解释", 0), (TEXT, 0)],
            [
                (),
                ("总则",),
                ("总则", "一、目标"),
                ("总则", "一、目标"),
                ("附则",),
                ("附则", "一、解释"),
                ("附则", "一、解释"),
            ],
            id="above numbers without a level",
        ),
        pytest.param(
            [("一、总则", 0), (TEXT, 2), ("牵头部门：县商务局", 2), ("二、附则", 0), (TEXT, 0)],
            [(), ("一、总则",), ("一、总则",), ("一、总则",), ("二、附则",), ("二、附则",)],
            id="sentences and bodies",
        ),
        pytest.param(
            [("会展", 3), ("物流", 3), ("文旅", 3), ("康养", 3)],
            [(), (), (), (), ()],
            id="a text in large letters",
        ),
    ],
)
def test_a_stated_heading_fits_in_with_the_numbers_and_only_a_line_that_reads_as_one_counts(
    lines: list[tuple[str, int]], expected: list[tuple[str, ...]]
) -> None:
    assert paths(word(lines)) == expected
    assert paths(page(lines)) == expected


def test_the_time_for_stated_headings_grows_with_the_text_and_no_faster() -> None:
    def seconds(times: int) -> float:
        text = "甲\n乙\n文字。\n" * times
        lines = lines_of(text)
        headings = [StatedHeading(line.span, 1 + i % 3) for i, line in enumerate(lines) if i % 3 < 2]
        assert headings[0].span == TextSpan(0, 1)
        return best_time(lambda: parse_clauses(lines, (), headings))

    assert seconds(16_000) < 0.2 + 16 * seconds(2_000)
