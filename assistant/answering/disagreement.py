"""Documents that give different figures for one thing, and which of them prevails where the texts say so. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answering.matching import match
from assistant.answering.periods import years_in
from assistant.answering.verdict import in_common, stated_figures
from assistant.document_view import level_name
from assistant.model import Answer, Language, Question
from assistant.understanding.constraints import levels
from ingest.figures.quantities import Quantity
from ingest.model import AdministrativeLevel, DateKind, TextSpan, ValidityKind
from ingest.normalize import fold
from vectorstore.model import DocumentRecord, Hit, Passage

MOST_OTHERS = 3
"""Further documents that are looked into."""
_ON_IT = 0.8
"""Of the question's terms that a document must say to be looked into."""
_ONE_THING = 0.6
"""Of the character pairs that two statements share without their figures, from which on they are of one thing."""
_BODY = r"本(?:办法|规定|规则|细则|方案|意见|通知|条例|决定|实施意见|实施方案)"
_OWN_PREVAILS = re.compile(rf"[^。;\n]*不一致[^。;\n]{{0,12}}以{_BODY}为准[^。;\n]*")
_OTHERS_PREVAIL = re.compile(
    r"[^。;\n]*(?:国家|省|市|上级)[^。;\n]{0,20}(?:另有|有新的?)规定[^。;\n]{0,8}从其规定[^。;\n]*"
)
_DATED = (DateKind.WRITTEN, DateKind.PRINTED, DateKind.PUBLISHED, DateKind.EFFECTIVE)
_RANKS = {
    AdministrativeLevel.NATIONAL: 0,
    AdministrativeLevel.PROVINCE: 1,
    AdministrativeLevel.CITY: 2,
    AdministrativeLevel.COUNTY: 3,
    AdministrativeLevel.ZONE: 3,
}
_ENGLISH_LEVELS = {"国家级": "national", "省级": "provincial", "市级": "municipal", "县级": "county", "开发区": "zone"}


@dataclass(frozen=True, slots=True)
class Prevailing:
    """That one document goes before another, and where that is said."""

    document: str
    """Id of the one that prevails."""
    passage: Passage
    quote: TextSpan
    """In the passage's text."""


def others_on_it(question: Question, hits: Sequence[Hit], cited: Passage) -> list[list[Hit]]:
    """The passages of further documents that say what is asked, a list for each, the best first.

    Of a question that names no place only documents of the cited one's region.
    """
    terms = [term for term in question.terms if not term.place]
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        elsewhere = not question.places and hit.passage.region != cited.region
        if hit.passage.document != cited.document and not elsewhere:
            found.setdefault(hit.passage.document, []).append(hit)

    def says(hit: Hit) -> bool:
        folded = fold(f"{hit.passage.title} {hit.passage.clause} {hit.passage.text}")
        return sum(match(term, folded) for term in terms) >= _ON_IT * len(terms)

    return [group for group in found.values() if terms and any(map(says, group))][:MOST_OTHERS]


def differ(one: Answer, other: Answer) -> bool:
    """True where two answers state different figures for one thing: of one unit, level and year, in like words."""
    if not one.citations or not other.citations:
        return False
    quotes = one.citations[0].quote, other.citations[0].quote
    if max(in_common(one.text, other.text), in_common(*quotes)) < _ONE_THING:
        return False
    if not _agree(*(frozenset(levels(fold(answer.text))) for answer in (one, other))):
        return False
    if not _agree(*(frozenset(years_in(fold(quote))) for quote in quotes)):
        return False
    first, second = (stated_figures(answer.text, answer.citations) for answer in (one, other))
    units = {figure.normal_unit for figure in first} & {figure.normal_unit for figure in second}
    return any(_values(first, unit) != _values(second, unit) for unit in units)


def _agree(one: frozenset[object], other: frozenset[object]) -> bool:
    """True where both name the same, or one of them nothing."""
    return not one or not other or one == other


def _values(figures: Sequence[Quantity], unit: str) -> set[tuple[Decimal, Decimal] | None]:
    return {figure.value for figure in figures if figure.normal_unit == unit}


def called(record: DocumentRecord, question: Question) -> str:
    """A document as its side is headed: issuing body, level and date, '九江市人民政府（市级，2019-09-26）'."""
    details = record.details
    english = question.language is Language.ENGLISH
    level = level_name(record)
    told = [_ENGLISH_LEVELS.get(level, level) if english else level, _day(record)]
    issuers = "、".join(issuer.text for issuer in details.issuers)
    name = issuers or f"《{(record.title or record.source).strip('《》')}》"
    about = (", " if english else "，").join(filter(None, told))
    if not about:
        return name
    return f"{name} ({about})" if english else f"{name}（{about}）"


def prevailing(records: Sequence[DocumentRecord], passages: Mapping[str, Sequence[Passage]]) -> Prevailing | None:
    """Which of the documents prevails as far as one of them says so; None where none does.

    One prevails that ends another by its title or number, that says of itself that it goes before what differs and
    is the later one, or to whose higher level another leaves the matter.
    """
    for record in records:
        for other in records:
            if other.id == record.id:
                continue
            found = _ends(record, other, passages[record.id]) or _goes_before(record, other, passages)
            if found is not None:
                return found
    return None


def _ends(record: DocumentRecord, other: DocumentRecord, passages: Sequence[Passage]) -> Prevailing | None:
    """That `record` ends `other`: 《…》同时废止."""
    title = fold(other.title.strip("《》"))
    number = fold(other.details.number.text) if other.details.number else ""
    for note in record.details.validity:
        text = fold(note.text)
        named = (title and f"《{title}》" in text) or (number and number in text)
        if note.kind is ValidityKind.REPEALS and named and note.span is not None:
            return _said_at(record, note.span, passages)
    return None


def _goes_before(
    record: DocumentRecord, other: DocumentRecord, passages: Mapping[str, Sequence[Passage]]
) -> Prevailing | None:
    if _day(record) > _day(other) != "":
        found = _said(record.id, _OWN_PREVAILS, passages[record.id])
        if found is not None:
            return found
    if _rank(record) < _rank(other):
        return _said(record.id, _OTHERS_PREVAIL, passages[other.id])
    return None


def _day(record: DocumentRecord) -> str:
    """The day of a document, ISO 8601, empty where it tells none."""
    return next((date.iso for kind in _DATED for date in record.details.dates if date.kind is kind), "")


def _rank(record: DocumentRecord) -> int:
    """0 for the highest level; that of a county where it is not known, so that it goes before nothing."""
    return _RANKS.get(record.details.level, max(_RANKS.values()))


def _said(document: str, pattern: re.Pattern[str], passages: Sequence[Passage]) -> Prevailing | None:
    for passage in passages:
        found = pattern.search(fold(passage.text))
        if found is not None:
            lead = len(found.group()) - len(found.group().lstrip())
            return Prevailing(document, passage, TextSpan(found.start() + lead, found.end()))
    return None


def _said_at(record: DocumentRecord, span: TextSpan, passages: Sequence[Passage]) -> Prevailing | None:
    for passage in passages:
        if passage.span.contains(span):
            return Prevailing(
                record.id, passage, TextSpan(span.start - passage.span.start, span.end - passage.span.start)
            )
    return None
