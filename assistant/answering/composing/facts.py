"""What the facts of a document add to a figure: whom it holds for, what it measures, by when; and its sister levels.

The facts were read with all of their clause, so they know what stands before the words that answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.findings import Finding
from assistant.answering.periods import MASKED
from assistant.model import AnswerKind, Question
from ingest.model import Fact, TextSpan
from ingest.normalize import fold
from vectorstore.model import FactRecord

_LONGEST = 30
"""Characters of one thing that is added."""
_KNOWN = 0.6
"""Share of its character pairs by which the words already say a thing."""

_DATED = re.compile(r"\d{4}|十[一二三四五六七]五|[年月](?:底|末|前)|每")
"""Periods that name a time: not 通过三年努力."""
_ALL_OF_IT = frozenset(
    ("全国", "全省", "全市", "全县", "全区", "本市", "本区", "我市", "我区", "新区", "开发区", "园区")
)
"""Subjects that tell no more than whose document it is."""


def with_conditions(question: Question, finding: Finding, records: Sequence[FactRecord]) -> Finding:
    """`finding` with what its figure holds for, where its own words do not say it.

    Where the question names no level and the clause sets the same thing for several, all of them.
    """
    span = _span(finding)
    if question.kind is not AnswerKind.FIGURE or question.compares or span is None:
        return finding
    inside = [record.fact for record in records if span.contains(record.fact.span)]
    if len(inside) != 1:
        return finding
    (fact,) = inside
    sisters = _sisters(fact, finding, records) if not question.levels else []
    if sisters:
        return replace(finding, text=_by_level([fact, *sisters]), position=0, shape="")
    return replace(finding, holds_for=_added(fact, finding.text))


def _span(finding: Finding) -> TextSpan | None:
    """Where the finding's words stand in the file; None for words that were composed."""
    passage = finding.hit.passage
    span = TextSpan(finding.position, finding.position + len(finding.text))
    return span.shifted(passage.span.start) if span.slice(passage.text) == finding.text else None


def _added(fact: Fact, words: str) -> tuple[str, ...]:
    subject = "" if fold(fact.subject) in _ALL_OF_IT else fact.subject
    periods = [
        period for period in fact.period.split() if _DATED.search(fold(period)) and not MASKED.search(fold(period))
    ]
    parts = (subject, fact.indicator, *periods)
    return tuple(part for part in parts if 0 < len(part) <= _LONGEST and not _says(words, part))


def _says(words: str, part: str) -> bool:
    told, asked = fold(words), fold(part)
    pairs = [asked[i : i + 2] for i in range(len(asked) - 1)]
    return asked in told or (bool(pairs) and sum(pair in told for pair in pairs) / len(pairs) >= _KNOWN)


def _sisters(fact: Fact, finding: Finding, records: Sequence[FactRecord]) -> list[Fact]:
    """What the sentence quoted sets for other levels in the same unit, of the same thing and period."""
    quote = finding.quote.shifted(finding.hit.passage.span.start)
    return [
        other
        for other in (record.fact for record in records)
        if fact.level
        and other.level not in ("", fact.level)
        and quote.contains(other.span)
        and (other.unit, fold(other.indicator), other.period) == (fact.unit, fold(fact.indicator), fact.period)
    ]


def _by_level(facts: Sequence[Fact]) -> str:
    """'不低于20万元（国家级开发区，亩均税收）；不低于10万元（省级开发区）' in the order of the document."""
    ordered = sorted(facts, key=lambda fact: fact.span)
    shared = tuple(part for part in (ordered[0].indicator, ordered[0].period) if part)
    first, *others = [(fact.written.strip(), (fact.subject,)) for fact in ordered]
    said = [(first[0], (*first[1], *shared)), *others]
    return "；".join(f"{written}（{'，'.join(place)}）" for written, place in said)
