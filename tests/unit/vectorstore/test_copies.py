"""The same document in several files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from vectorstore_fakes import BigramEmbedder

from ingest.lines import lines_of
from ingest.model import (
    Chunk,
    DateKind,
    DocumentDate,
    DocumentDetails,
    Fact,
    PolicyDocument,
    Reading,
    ReadResult,
    RegionGuess,
    RemovedKind,
    RemovedText,
    SourceText,
    TextSpan,
    Validity,
    ValidityKind,
)
from ingest.same_text import extent_of, fingerprint
from ingest.structure import parse_clauses
from vectorstore.index import PolicyIndex
from vectorstore.memory import MemoryStore
from vectorstore.model import SearchQuery

PLAN = "开发区方案\n一、税收\n国家级开发区亩均税收不低于20万元。\n二、期限\n本方案试行两年。"
SPACED = "首页 > 政策\n开发区方案\n\n一、税收\n\n国家级开发区亩均税收不低于２０万元。\n\n二、期限\n\n本方案试行两年。\n"
HANT = "開發區方案\n一、稅收\n國家級開發區畝均稅收不低於20萬元。\n二、期限\n本方案試行兩年。"
OTHER = "人才办法\n一、公寓\n人才公寓按成本价供应。"


def read(text: str, name: str) -> ReadResult:
    """One document a file, a passage a clause, with details and a fact; a breadcrumb above it is removed."""
    source = SourceText(name, text, "text/plain", sha256(text.encode()).hexdigest())
    lines = lines_of(text)
    junk = [line for line in lines if line.text.startswith("首页")]
    lines = [line for line in lines if line not in junk]
    clauses = parse_clauses(lines)
    title = Reading(lines[0].text, lines[0].span)
    document = PolicyDocument(
        source=name,
        ordinal=0,
        title=title.text,
        span=TextSpan(lines[0].span.start, lines[-1].span.end),
        region=RegionGuess(("江西省",), span=title.span),
        clauses=clauses,
        details=DocumentDetails(
            title,
            dates=(DocumentDate(DateKind.WRITTEN, "2024-01-01"),),
            validity=(Validity(ValidityKind.TRIAL, lines[-1].span, "试行"),),
        ),
        facts=(tax_of(lines[2].span, text),),
        fingerprint=fingerprint(text, extent_of(clauses, text)),
    )
    chunks = [
        Chunk(sha256(f"{name}|{c.ordinal}".encode()).hexdigest(), document.id, i, c.path, c.span, c.span.slice(text))
        for i, c in enumerate(clauses)
    ]
    removed = tuple(RemovedText(RemovedKind.NAVIGATION, line.text, line.span) for line in junk)
    return ReadResult(source, (document,), tuple(chunks), removed)


def tax_of(span: TextSpan, text: str) -> Fact:
    """The fact that the clause under `span` states."""
    return Fact(
        clause=2,
        span=span,
        statement=span,
        subject="国家级开发区",
        level="国家级",
        indicator="亩均税收",
        comparator="at_least",
        change="",
        low=Decimal(200000),
        high=Decimal(200000),
        unit="元/亩",
        written=span.slice(text),
        period="",
    )


@pytest.fixture
def index(tmp_path: Path) -> Iterator[PolicyIndex]:
    made = PolicyIndex.open(tmp_path, BigramEmbedder(), "clauses", vectors=MemoryStore(), create=True)
    yield made
    made.close()


def put(index: PolicyIndex, text: str, name: str) -> None:
    index.add(read(text, name), Path("/files") / name, None)


def check_spans(index: PolicyIndex, document: str, source: str) -> None:
    """What the catalogue holds of a document is what reading its file gives, span by span."""
    text = index.source_text(source)
    record = next(record for record in index.documents() if record.id == document)
    own = read(text, source).documents[0]
    assert (record.title, record.region, record.region_span) == (own.title, own.region.path, own.region.span)
    assert record.details == own.details
    assert tuple(index.clauses_of(document)) == own.clauses
    assert [found.fact for found in index.facts(document)] == list(own.facts)
    assert record.details.title.span is not None
    assert record.details.title.span.slice(text) in ("开发区方案", "開發區方案")
    assert record.region_span == record.details.title.span
    assert record.details.validity[0].span.slice(text)[-5:] in ("试行两年。", "試行兩年。")
    assert record.details.dates[0].iso == "2024-01-01"
    clauses = index.clauses_of(document)
    assert [clause.span.slice(text)[:2] for clause in clauses][1] == "一、"
    assert [p.text for p in index.passages_of(document)] == [p.span.slice(text) for p in index.passages_of(document)]
    assert [p.text for p in index.passages_of(document)] == [clause.span.slice(text) for clause in clauses]
    (found,) = index.facts(document)
    assert found.fact.written == found.fact.span.slice(text)
    assert found.fact.written[-1] == "。"


def test_a_document_in_two_files_is_stored_and_found_once(index: PolicyIndex) -> None:
    put(index, PLAN, "甲.txt")
    put(index, SPACED, "乙.txt")
    assert [(d.id, [copy.id for copy in d.copies]) for d in index.documents()] == [("甲.txt#0", ["乙.txt#0"])]
    hits = index.search(SearchQuery("亩均税收"), 10)
    assert [hit.passage.source for hit in hits] == ["甲.txt"] * len(hits)
    assert [s.documents for s in index.sources()] == [1, 1]
    assert index.check() == []


@pytest.mark.parametrize("second", [PLAN, SPACED, HANT])
def test_the_other_file_takes_over_when_the_first_is_removed(index: PolicyIndex, second: str) -> None:
    put(index, PLAN, "甲.txt")
    put(index, second, "乙.txt")
    put(index, OTHER, "丙.txt")
    count = index.passage_count()
    assert index.remove("甲.txt")
    assert [(d.id, d.copies) for d in index.documents()] == [("丙.txt#0", ()), ("乙.txt#0", ())]
    check_spans(index, "乙.txt#0", "乙.txt")
    assert index.passage_count() == count
    assert {hit.passage.source for hit in index.search(SearchQuery("亩均税收"), 2)} <= {"乙.txt", "丙.txt"}
    assert index.search(SearchQuery("亩均税收"), 1)[0].passage.document == "乙.txt#0"
    assert index.check() == []


def test_a_quote_has_its_place_in_every_file_that_holds_it(index: PolicyIndex) -> None:
    for name, text in (("甲.txt", PLAN), ("乙.txt", SPACED), ("丁.txt", HANT), ("丙.txt", OTHER)):
        put(index, text, name)
    start = PLAN.index("亩均税收")
    places = index.places_in_copies("甲.txt#0", TextSpan(start, start + 11))
    assert {(name, words) for name, _, words in places} == {
        ("乙.txt", "亩均税收不低于２０万元"),
        ("丁.txt", "畝均稅收不低於20萬元"),
    }
    assert all(span.slice(index.source_text(name)) == words for name, span, words in places)
    assert index.places_in_copies("丙.txt#0", TextSpan(0, 4)) == []


def test_what_two_further_files_hold_goes_to_one_and_stays_a_copy_in_the_other(index: PolicyIndex) -> None:
    for name, text in (("甲.txt", PLAN), ("乙.txt", SPACED), ("丙.txt", HANT)):
        put(index, text, name)
    index.remove("甲.txt")
    assert [(d.id, [c.id for c in d.copies]) for d in index.documents()] == [("丙.txt#0", ["乙.txt#0"])]
    index.remove("丙.txt")
    check_spans(index, "乙.txt#0", "乙.txt")
    index.remove("乙.txt")
    assert index.documents() == []
    assert index.passage_count() == 0
    assert index.check() == []


def test_a_first_file_that_changes_hands_its_document_over(index: PolicyIndex) -> None:
    put(index, PLAN, "甲.txt")
    put(index, SPACED, "乙.txt")
    put(index, OTHER, "甲.txt")
    assert [(d.id, d.title) for d in index.documents()] == [("乙.txt#0", "开发区方案"), ("甲.txt#0", "人才办法")]
    check_spans(index, "乙.txt#0", "乙.txt")
    assert index.check() == []


def test_a_first_file_read_again_with_the_same_text_keeps_its_copies(index: PolicyIndex) -> None:
    put(index, PLAN, "甲.txt")
    put(index, SPACED, "乙.txt")
    change = index.add(read(PLAN, "甲.txt"), Path("/files/甲.txt"), None)
    assert (change.added, change.removed) == (0, 0)
    put(index, SPACED.replace("\n", "\n\n"), "甲.txt")
    assert [(d.id, [c.id for c in d.copies]) for d in index.documents()] == [("甲.txt#0", ["乙.txt#0"])]
    check_spans(index, "甲.txt#0", "甲.txt")


def test_a_copy_that_changes_becomes_a_document_of_its_own(index: PolicyIndex) -> None:
    put(index, PLAN, "甲.txt")
    put(index, SPACED, "乙.txt")
    put(index, PLAN.replace("20万元", "30万元"), "乙.txt")
    assert [(d.id, d.copies) for d in index.documents()] == [("乙.txt#0", ()), ("甲.txt#0", ())]
    assert index.check() == []


def test_a_document_that_stands_twice_in_one_file_is_stored_once(index: PolicyIndex) -> None:
    result = read(PLAN, "甲.txt")
    twin = replace(result.documents[0], ordinal=1)
    chunks = [replace(chunk, id=chunk.id + "x", document=twin.id) for chunk in result.chunks]
    both = replace(result, documents=(*result.documents, twin), chunks=(*result.chunks, *chunks))
    index.add(both, Path("/files/甲.txt"), None)
    assert [(d.id, [c.id for c in d.copies]) for d in index.documents()] == [("甲.txt#0", ["甲.txt#1"])]
    assert index.passage_count() == len(result.chunks)
    index.remove("甲.txt")
    assert index.documents() == []


def test_stored_clauses_are_those_of_the_document_one_by_one_and_all_together(index: PolicyIndex) -> None:
    put(index, PLAN, "甲.txt")
    clauses, wanted = index.clauses_of("甲.txt#0"), read(PLAN, "甲.txt").documents[0].clauses
    assert tuple(clauses) == wanted
    assert [clauses[i] for i in range(len(clauses))] == list(wanted)
    assert (clauses[-1], clauses[1:3]) == (wanted[-1], list(wanted[1:3]))
    for wrong in (len(wanted), -len(wanted) - 1):
        with pytest.raises(IndexError, match=r"甲\.txt#0"):
            clauses[wrong]
    assert list(index.clauses_of("没有.txt#0")) == []


def test_what_was_removed_from_a_page_is_on_record_and_not_indexed(index: PolicyIndex) -> None:
    put(index, SPACED, "乙.txt")
    (part,) = index.removed_of("乙.txt")
    assert (part.kind, part.text) == (RemovedKind.NAVIGATION, "首页 > 政策")
    assert part.span is not None
    assert part.span.slice(SPACED) == part.text
    assert not any("首页" in p.text for p in index.passages_of("乙.txt#0"))
