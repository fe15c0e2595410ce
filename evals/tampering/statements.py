"""Right statements to tamper with: answers to a question set, and sentences made of what an index holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from assistant.answering.english.figures import figures_in_english
from assistant.citations import sentence_spans
from assistant.model import Answer, Turn
from assistant.verification.model import Evidence
from assistant.verification.sources import ClauseTexts, evidence_of
from evals.metrics import is_right
from evals.model import GoldQuestion, Prediction, QuotedSource
from evals.runner import Ask
from evals.tampering.model import Statement
from ingest.figures.quantities import find_quantities
from ingest.model import Fact
from ingest.tables.cells import find_tables
from vectorstore.model import FactRecord, Passage

_LONGEST, _LONGEST_CELL = 160, 24
_PARTS = re.compile(r"[,，](?!\d{3}(?!\d))")
_LABEL = re.compile(r"^\s*(?:第[一二三四五六七八九十百\d]+条|[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．](?!\d))\s*")
_HAS_FIGURE = re.compile(
    r"[\u4e00-\u9fff].*\d|[\u4e00-\u9fff].*[二三四五六七八九十]+[万亿]?(?:元|倍|日|个月|年|人|户|家|%)"
)


class FactLibrary(ClauseTexts, Protocol):
    """What this module needs of the index."""

    def facts(self, document: str | None = None) -> list[FactRecord]: ...

    def source_text(self, name: str) -> str: ...


def right_answers(questions: Sequence[GoldQuestion], ask: Ask) -> Iterator[Answer]:
    """The answers to answerable questions that hold what they must and nothing that they must not."""
    for question in questions:
        turns: list[Turn] = []
        for earlier in question.earlier:
            turns.append(Turn(earlier, ask(earlier, tuple(turns)).text))
        answer = ask(question.question, tuple(turns))
        quoted = tuple(QuotedSource(citation.doc, citation.quote) for citation in answer.citations)
        if question.answerable and is_right(question, Prediction(question.id, answer.text, answer.refused, quoted)):
            yield answer


def of_answers(answers: Iterable[Answer], library: ClauseTexts) -> Iterator[Statement]:
    """The answers that state something."""
    for answer in answers:
        if not answer.refused and answer.citations:
            yield Statement("answer", answer.text, tuple(evidence_of(c, (), library) for c in answer.citations))


def of_index(library: FactLibrary) -> Iterator[Statement]:
    """Statements of every fact and of every table cell, in the order of documents and clauses."""
    for record in library.documents():
        passages = library.passages_of(record.id)
        text = library.source_text(record.source)
        for found in library.facts(record.id):
            passage = _around(passages, found.fact)
            if passage is not None and _is_prose(found.fact, text):
                yield from _of_fact(found.fact, text, passage)
        for passage in passages:
            yield from _of_cells(passage)
            yield from _of_sentences(passage)


def evidence_in(passage: Passage) -> Evidence:
    """A passage as evidence."""
    return Evidence(passage.text, passage.title, passage.path, passage.region)


def _of_fact(fact: Fact, text: str, passage: Passage) -> Iterator[Statement]:
    evidence = (evidence_in(passage),)
    quoted = " ".join(fact.statement.slice(text).split())
    if not quoted or len(quoted) > _LONGEST or fact.written not in fact.statement.slice(text):
        return
    region = f"{passage.region[-1]}：" if passage.region else ""
    yield Statement("quoted", f"{region}{quoted}[1]", evidence)
    composed = _composed(fact)
    if composed:
        yield Statement("composed", f"{composed}[1]", evidence)
    english = figures_in_english(quoted)
    if english:
        yield Statement("english", f"{'; '.join(english).capitalize()} ({quoted})[1]", evidence)


def _is_prose(fact: Fact, text: str) -> bool:
    """False for the row of a table, whose cells are statements of their own."""
    return not any(sign in fact.statement.slice(text) for sign in "\t\n") and fact.indicator_span is not None


def _composed(fact: Fact) -> str:
    """When, who, what and how much in one line; nothing where how it moves or binds is said by words apart from it."""
    binds = [str(figure.bound) for figure in find_quantities(fact.written)]
    if fact.change or not fact.indicator or binds != [fact.comparator]:
        return ""
    parts = [fact.subject, fact.indicator] if fact.subject not in fact.indicator else [fact.indicator]
    when = f"{fact.period}，" if fact.period else ""
    return f"{when}{''.join(parts)}：{fact.written}"


def _of_sentences(passage: Passage) -> Iterator[Statement]:
    """Each part of a sentence that has a figure, with as many parts before it as say what the figure is about."""
    for sentence in sentence_spans(passage.text):
        words = ""
        for part in _PARTS.split(_LABEL.sub("", " ".join(sentence.slice(passage.text).split(" ")))):
            words = f"{words}，{part}" if words else part.strip()
            if len(words) > _LONGEST or "\t" in words:
                break
            if _HAS_FIGURE.search(words):
                yield Statement("sentence", f"{words}[1]", (evidence_in(passage),))
                words = ""


def _of_cells(passage: Passage) -> Iterator[Statement]:
    for said in cell_statements(passage.text, passage.path):
        yield Statement("cell", f"{said}[1]", (evidence_in(passage),))


def cell_statements(text: str, path: tuple[str, ...]) -> Iterator[str]:
    """Each short cell with a digit of the tables of `text`, behind its heads."""
    for table in find_tables(text, path):
        for row in table.rows:
            for cell in row.cells:
                if len(cell.text) <= _LONGEST_CELL and any(sign.isdigit() for sign in cell.text) and cell.column:
                    yield " ".join(f"{row.header}，{cell.column}：{cell.text}{cell.unit}".split())


def _around(passages: Sequence[Passage], fact: Fact) -> Passage | None:
    return next((p for p in passages if p.span.start <= fact.statement.start and fact.span.end <= p.span.end), None)
