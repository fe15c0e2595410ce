from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.citation_places import document_of, placed
from assistant.model import Citation, CopyPlace
from ingest.lines import lines_of
from ingest.model import Clause, TextSpan
from ingest.structure import parse_clauses
from vectorstore.model import Copy, DocumentRecord

TEXT = """第一章 总则
第一条 亩均税收不低于20万元。
第二条 按需供应土地。
第二章 附则
本办法由市商务局解释。"""
RECORD = DocumentRecord("a.txt#0", "a.txt", 0, "办法", (), False, 1, TextSpan(0, len(TEXT)))


class OneDocument:
    """A library of one document, which another file holds too where `copies` says so."""

    def __init__(self, copies: tuple[Copy, ...] = ()) -> None:
        self.record = replace(RECORD, copies=copies)

    def documents(self) -> list[DocumentRecord]:
        return [self.record]

    def clauses_of(self, document: str) -> list[Clause]:
        return list(parse_clauses(lines_of(TEXT))) if document == "a.txt#0" else []

    def source_text(self, name: str) -> str:
        return TEXT

    def places_in_copies(self, document: str, span: TextSpan) -> list[tuple[str, TextSpan, str]]:
        return [(copy.source, span.shifted(3), span.slice(TEXT)) for copy in self.record.copies]


def cite(quote: str, clause: str, doc: str = "a.txt") -> Citation:
    start = TEXT.index(quote)
    return Citation(doc, "办法", clause, quote, start, start + len(quote))


@pytest.mark.parametrize(
    ("quote", "given", "clause"),
    [
        ("亩均税收不低于20万元", "第一章 总则", "第一章 总则 > 第一条"),
        ("亩均税收不低于20万元", "", "第一章 总则 > 第一条"),
        ("不低于20万元。\n第二条 按需供应", "第一章 总则", "第一章 总则"),
        ("本办法由市商务局解释", "第二章 附则", "第二章 附则"),
        ("亩均税收不低于20万元", "附表 > 第一行", "附表 > 第一行"),
    ],
)
def test_the_path_is_that_of_the_clause_the_quote_stands_in(quote: str, given: str, clause: str) -> None:
    (citation,) = placed([cite(quote, given)], OneDocument())
    assert replace(citation, note="") == replace(cite(quote, given), clause=clause)


def test_a_document_that_another_file_holds_can_be_cited_from_there() -> None:
    quote = "按需供应土地"
    (citation,) = placed([cite(quote, "第一章 总则")], OneDocument((Copy("b.docx", 0, TextSpan(3, 99)),)))
    start = TEXT.index(quote) + 3
    assert citation.also_in == (CopyPlace("b.docx", quote, start, start + len(quote)),)


def test_a_document_that_is_being_replaced_leaves_the_citation_as_it_is() -> None:
    class Vanishing(OneDocument):
        def clauses_of(self, document: str) -> list[Clause]:
            raise IndexError("gone")

    citation = cite("按需供应土地", "第一章 总则")
    assert placed([citation], Vanishing()) == (citation,)


def test_a_citation_of_a_document_that_is_gone_stays_as_it_is() -> None:
    gone = cite("按需供应土地", "第一章 总则", doc="gone.txt")
    assert placed([gone], OneDocument()) == (gone,)
    assert document_of([RECORD], gone) is None
    assert placed([], OneDocument()) == ()
