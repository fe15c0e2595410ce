"""Texts as sources with one clause, for the tests of facts."""

from __future__ import annotations

from ingest.facts.finding import find_facts
from ingest.model import Clause, ClauseKind, Fact, PolicyDocument, RegionGuess, SourceText, TextSpan
from ingest.pipeline import read_documents


def facts_in(text: str, kind: ClauseKind = ClauseKind.PARAGRAPH) -> tuple[Fact, ...]:
    """The facts of `text` as one clause."""
    span = TextSpan(0, len(text))
    clause = Clause(0, kind, "", "", span, ())
    document = PolicyDocument("样本.txt", 0, "样本", span, RegionGuess(), (clause,))
    return find_facts(SourceText("样本.txt", text, "text/plain", ""), document)


def facts_of_file(text: str) -> tuple[Fact, ...]:
    """The facts of `text` read as a file, with its clause tree."""
    source = SourceText("样本.txt", text, "text/plain", "")
    return tuple(fact for document in read_documents(source) for fact in find_facts(source, document))


def as_rows(facts: tuple[Fact, ...]) -> list[str]:
    """Each fact as 'subject | indicator | comparator | change | value unit | period'."""
    return [
        " | ".join((f.subject, f.indicator, f.comparator, f.change, f"{_value(f)} {f.unit}".strip(), f.period)).strip()
        for f in facts
    ]


def _value(fact: Fact) -> str:
    low, high = (f"{end.normalize():f}" for end in (fact.low, fact.high))
    return low if low == high else f"{low}~{high}"
