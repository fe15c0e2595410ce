"""Whatever a file holds, all that is read off it slices back to exactly its own characters."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.chunking import Chunker
from ingest.model import PolicyDocument, SourceText, TextSpan
from ingest.pipeline import read_documents
from ingest.tables.cells import find_tables

LABELS = ["第一章 总则", "第二条", "一、", "（一）", "1.", "１．", "(2)", "①", "——", "附件：", "# ", ""]
BODIES = [
    "国家级开发区亩均税收不低于20万元，省级开发区不低于１０万元。",
    "國家級開發區畝均稅收，到2025年不低於二十萬元！",
    "夯實平台。按照「多規合一」要求，𠮷野家等２—3個企業進駐e\u0301é ㎡ ﬁ。",
    "由市商务局牵头，市财政局配合。（責任單位：市發改委、各縣區）",
    "到“十四五”末，規模以上工業增加值增長8％以上，R&D經費占比達3.5%。",
    "更新时间：2024-01-10 来源：工作方案 点击：",
    "九府办发〔2019〕25号",
    "自2024年1月1日起施行，有效期5年。",
    "2019年9月26日",
    "九江市人民政府办公室",
    "关于加快开发区高质量发展的实施方案",
    "序号\t指标\t2023年（亿元）",
    "1\t营业收入\t850",
    "光电信息",
    "🎯目标😀",
]
LINES = st.builds(lambda label, body: label + body, st.sampled_from(LABELS), st.sampled_from(BODIES))
ODD = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TEXTS = st.lists(LINES | ODD, min_size=1, max_size=30).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n", "\r\n", "\n\u3000\u3000"]).map(lambda gap: gap.join(lines))
)
CHUNKER = Chunker(len, max_tokens=200, min_tokens=40, encoding="characters")


def spans_in(value: Any) -> list[TextSpan]:
    """Every span anywhere in a value."""
    if isinstance(value, TextSpan):
        return [value]
    if isinstance(value, tuple):
        return [span for part in value for span in spans_in(part)]
    if is_dataclass(value):
        return [span for field in fields(value) for span in spans_in(getattr(value, field.name))]
    return []


def read(text: str) -> tuple[SourceText, tuple[PolicyDocument, ...]]:
    source = SourceText("甲.txt", text, "text/plain", "")
    return source, (read_documents(source) if text.strip() else ())


def bare(text: str) -> str:
    return "".join(text.split())


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(TEXTS)
def test_every_span_lies_in_the_text(text: str) -> None:
    _, documents = read(text)
    for span in spans_in(documents):
        assert span.end <= len(text)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(TEXTS)
def test_chunks_headings_and_facts_are_what_their_spans_cut_out(text: str) -> None:
    source, documents = read(text)
    for chunk in CHUNKER.chunk(source, documents):
        assert chunk.text == chunk.span.slice(text)
        assert chunk.text.strip() == chunk.text != ""
    for document in documents:
        for clause in document.clauses:
            assert bare(clause.heading) in bare(clause.span.slice(text))
            assert bare(clause.label) in bare(clause.span.slice(text))
        for fact in document.facts:
            assert fact.written == fact.span.slice(text)
            assert fact.statement.contains(fact.span)
            assert document.clauses[fact.clause].span.contains(fact.span)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(TEXTS)
def test_cells_of_tables_are_what_their_spans_cut_out(text: str) -> None:
    for table in find_tables(text):
        for row in table.rows:
            for cell in row.cells:
                assert cell.span.slice(text) == cell.text


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(TEXTS)
def test_chunks_cover_every_clause_once(text: str) -> None:
    source, documents = read(text)
    for document in documents:
        chunks = list(CHUNKER.chunk(source, [document]))
        covered = "".join(bare(chunk.text) for chunk in chunks)
        assert covered == "".join(bare(clause.span.slice(text)) for clause in document.clauses)
        assert all(a.span.end <= b.span.start for a, b in pairwise(chunks))
