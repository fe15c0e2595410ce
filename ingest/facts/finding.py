"""The facts of a document, from its clauses and the cells of its tables."""

from __future__ import annotations

import re

from ingest.facts.clauses import Statement, Words, statements
from ingest.facts.parts import joined_lines, sentences
from ingest.facts.periods import PERIOD
from ingest.facts.subjects import levels_of
from ingest.facts.tables import table_facts
from ingest.model import Clause, ClauseKind, Fact, PolicyDocument, SourceText, TextSpan
from ingest.normalize import fold

_CONDITIONS = r"(?:条件|情形|情况|要件|资格|之一|符合|具备|下列|范围)[^。;\n]{0,40}[:︰]"
_OPENS_CONDITIONS = re.compile(rf"{_CONDITIONS}$")
_OPENS_CONDITIONS_WITHIN = re.compile(rf"{_CONDITIONS}\s*\n")
"""A list of conditions follows: its figures say when something holds and not what is to be reached."""
_PER_MU = re.compile(r"亩均|每亩")


def find_facts(source: SourceText, document: PolicyDocument) -> tuple[Fact, ...]:
    """Every fact of `document`, in the order of its clauses; spans count from the start of `source.text`."""
    facts: list[Fact] = []
    conditional: set[int] = set()
    for clause in document.clauses:
        text = clause.span.slice(source.text)
        if clause.kind is ClauseKind.TABLE or "\t" in text:
            facts += table_facts(text, clause)
        if _OPENS_CONDITIONS.search(fold(text[-60:]).rstrip()):
            conditional.add(clause.ordinal)
        if clause.parent in conditional:
            conditional.add(clause.ordinal)
        elif clause.kind is not ClauseKind.TABLE:
            facts += _clause_facts(text, clause)
    return tuple(facts)


def _clause_facts(text: str, clause: Clause) -> list[Fact]:
    # The number is no word of the first sentence.
    label = len(clause.label) if text.startswith(clause.label) else 0
    folded = " " * label + joined_lines(fold(text))[label:]
    found = []
    listed = _OPENS_CONDITIONS_WITHIN.search(folded)
    for sentence in sentences(folded):
        if listed and sentence.start >= listed.end():
            break
        own = text[sentence.start : sentence.start + len(sentence.full)]
        found += [_fact(statement, own, clause, sentence.start) for statement in statements(sentence, sentence.start <= label)]
    return found


def _fact(statement: Statement, text: str, clause: Clause, start: int) -> Fact:
    figure, offset = statement.figure, clause.span.start + start
    if figure.value is None:
        raise ValueError(f"a fact needs a value, got {figure}")
    subject = _written(statement.subject, text)
    indicator = _written(statement.indicator, text)
    unit = figure.normal_unit
    if unit == "元" and _PER_MU.match(fold(indicator)):
        unit = "元/亩"
    return Fact(
        clause=clause.ordinal,
        span=figure.span.shifted(offset),
        statement=_trimmed(statement.part, text).shifted(offset),
        subject=subject,
        level=levels_of(fold(subject)),
        indicator=indicator,
        comparator=str(figure.bound),
        change=statement.changes,
        low=figure.value[0],
        high=figure.value[1],
        unit=unit,
        written=figure.span.slice(text),
        period=_written(statement.period, text),
        subject_span=_moved(statement.subject, offset),
        indicator_span=_moved(statement.indicator, offset),
        period_span=_moved(statement.period, offset),
    )


def _written(words: Words | None, text: str) -> str:
    if words is None:
        return ""
    return words.between.join(re.sub(r"\s+", "", piece.slice(text)) for piece in words.pieces)


def _moved(words: Words | None, offset: int) -> TextSpan | None:
    return words.span.shifted(offset) if words is not None else None


def _trimmed(span: TextSpan, text: str) -> TextSpan:
    part = span.slice(text)
    start = span.start + len(part) - len(part.lstrip())
    return TextSpan(start, max(start, span.end - (len(part) - len(part.rstrip()))))
