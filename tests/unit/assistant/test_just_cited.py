"""Questions that point back at what was just answered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from answering_samples import OFFSET, passage, question

from assistant.citations import cite
from assistant.conversation import asks_basis, asks_for_more
from assistant.just_cited import basis_asked, brought_forward, without_told
from assistant.model import AnswerKind, Language
from ingest.model import TextSpan
from vectorstore.model import Hit, Passage

CLAUSE = "（三）窑炉改造。每年改造窑炉30座。推广余热利用，"
REST = "做到应用尽用。（市工信局负责，市财政局配合）\n（四）釉料。（市商务局负责）"
SOURCE = " " * OFFSET + CLAUSE + REST
FIRST = replace(passage(CLAUSE), position=3)
SECOND = replace(passage(REST), position=4, span=TextSpan(OFFSET + len(CLAUSE), len(SOURCE)), id="next")
OTHER = passage("釉料由专家评审。", source="别处.txt")
CITED = [cite(FIRST, TextSpan(8, 18))]
HITS = [Hit(OTHER, 1.0), Hit(FIRST, 0.4)]


class Source:
    """One file whose clause the chunker has cut in two."""

    def source_text(self, name: str) -> str:
        assert name == FIRST.source
        return SOURCE

    def passages_of(self, document_id: str) -> list[Passage]:
        return [FIRST, SECOND]


@pytest.mark.parametrize(
    ("text", "basis", "more"),
    [
        ("依据是哪一条？", True, False),
        ("出处呢", True, False),
        ("这是哪个文件规定的", True, False),
        ("What is the basis?", True, False),
        ("还有呢？", False, True),
        ("还有别的吗", False, True),
        ("anything else?", False, True),
        ("由谁负责", False, False),
        ("哪一条产业链最长", False, False),
        ("还有多少座窑炉", False, False),
    ],
)
def test_what_points_at_the_source_and_what_asks_for_more(text: str, basis: bool, more: bool) -> None:
    asked = question(text)
    assert (asks_basis(asked), asks_for_more(asked)) == (basis, more)


def test_the_basis_is_the_document_and_clause_just_cited() -> None:
    told = basis_asked(question("依据是哪一条"), CITED)
    assert told is not None
    assert told.text == f"依据：《{FIRST.title}》[1]"
    assert told.citations == tuple(CITED)
    noted = [replace(CITED[0], note="《方案》（市政府）三、（二）")]
    english = replace(question("Which clause is this from?"), language=Language.ENGLISH)
    assert getattr(basis_asked(english, noted), "text", "") == "Basis: 《方案》（市政府）三、（二）[1]"
    assert basis_asked(question("由谁负责"), CITED) is None
    assert basis_asked(question("依据是哪一条"), ()) is None


def test_the_bodies_of_a_clause_are_found_behind_where_it_was_cut() -> None:
    found = brought_forward(question("谁负责", AnswerKind.BODY), HITS, CITED, Source())
    assert found[0].passage.text == SOURCE[CITED[0].start :].partition("\n")[0]
    span = found[0].passage.span
    assert SOURCE[span.start : span.end] == found[0].passage.text
    assert [hit.passage.source for hit in found[1:]] == [FIRST.source, OTHER.source]


def test_the_clause_with_its_bodies_is_as_near_as_the_cited_passage_was() -> None:
    hits = [HITS[0], replace(HITS[1], dense=0.7, bm25=12.0)]
    first = brought_forward(question("谁负责", AnswerKind.BODY), hits, CITED, Source())[0]
    assert (first.dense, first.bm25) == (0.7, 12.0)


def test_to_other_questions_the_clause_just_cited_is_brought_forward_as_it_is() -> None:
    found = brought_forward(question("这项何时完成"), HITS, CITED, Source())
    assert [hit.passage for hit in found] == [FIRST, OTHER]


def test_more_is_what_was_not_told() -> None:
    assert without_told(HITS, CITED) == (HITS[0],)


def test_the_bodies_of_the_next_clause_are_not_those_of_the_one_just_cited() -> None:
    class Cut(Source):
        def source_text(self, name: str) -> str:
            return SOURCE.replace("做到应用尽用。", "\n（四）应用")

    found = brought_forward(question("谁负责", AnswerKind.BODY), HITS, CITED, Cut())
    assert [hit.passage for hit in found] == [FIRST, OTHER]
