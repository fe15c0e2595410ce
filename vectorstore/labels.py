"""What a passage is filtered by: its labels as single terms, and a filter as what it asks of them.

Every back-end keeps the terms of a passage as a set, and compares it with the same groups of terms, so
that none of them knows what a region or a year is.
"""

from __future__ import annotations

from functools import lru_cache

from ingest.model import DateKind, DocumentDetails
from ingest.years import years_in
from vectorstore.model import Labels, Passage, SearchFilter

_ISSUED = (DateKind.WRITTEN, DateKind.PRINTED, DateKind.PUBLISHED, DateKind.EFFECTIVE)
_PART = "\x1f"
"""Between the names of a region's path; no text has it."""
DOCUMENT = "document:"
"""Begins the term that names a passage's document."""


def labels_of(passage: Passage, details: DocumentDetails) -> Labels:
    """The labels of a passage, of whose document `details` are known.

    Its years are those that it states or spans, those in its document's title, and the year in which the
    document was issued: one may ask for what was set for 2025 as for what was issued in 2023.
    """
    years = years_in(passage.text) | document_years(passage.title, details)
    return Labels(passage.document, passage.region, str(details.level), details.kind, tuple(sorted(years)))


def document_years(title: str, details: DocumentDetails) -> frozenset[int]:
    """The years in a document's title, and that in which it was issued."""
    return years_in(title) | _year_of_issue(details)


def label_terms(labels: Labels) -> tuple[str, ...]:
    """The terms of a passage; a region's path stands with each of its beginnings."""
    inside = [_region("in", labels.region[:end]) for end in range(1, len(labels.region) + 1)]
    terms = [DOCUMENT + labels.document, _region("at", labels.region), *inside]
    terms += [f"level:{labels.level}"] if labels.level else []
    terms += [f"kind:{labels.kind}"] if labels.kind else []
    return (*terms, *(f"year:{year}" for year in labels.years))


def filter_terms(where: SearchFilter) -> tuple[frozenset[str], ...]:
    """Groups of terms: a passage passes where it has a term of every group. An empty group lets nothing pass."""
    groups: list[set[str]] = []
    if where.documents is not None:
        groups.append({DOCUMENT + document for document in where.documents})
    regions = {_region("in", path) for path in where.regions} | {_region("at", path) for path in where.covering}
    parts = [
        regions,
        {f"level:{level}" for level in where.levels},
        {f"year:{year}" for year in where.years},
        {f"kind:{kind}" for kind in where.kinds},
    ]
    return tuple(frozenset(group) for group in (*groups, *(part for part in parts if part)))


@lru_cache(maxsize=8)
def excluded_terms(documents: frozenset[str]) -> frozenset[str]:
    """The terms of which a passage must have none, of `SearchFilter.without`."""
    return frozenset(DOCUMENT + document for document in documents)


def passes(terms: frozenset[str], groups: tuple[frozenset[str], ...], excluded: frozenset[str] = frozenset()) -> bool:
    """Whether a passage with `terms` meets every one of `groups` and has none of `excluded`."""
    return all(not terms.isdisjoint(group) for group in groups) and excluded.isdisjoint(terms)


def _region(relation: str, path: tuple[str, ...]) -> str:
    return f"{relation}:{_PART.join(path)}"


def _year_of_issue(details: DocumentDetails) -> frozenset[int]:
    """Of the first date that says when the document came out; else of its number ('九府办发〔2019〕25号')."""
    days = {date.kind: date.iso for date in details.dates}
    issued = next((days[kind] for kind in _ISSUED if kind in days), "")
    if issued[:4].isdigit():
        return frozenset({int(issued[:4])})
    return years_in(_year_in_brackets(details.number.text)) if details.number else frozenset()


def _year_in_brackets(number: str) -> str:
    start, end = number.find("〔"), number.find("〕")
    return f"{number[start + 1 : end]}年" if 0 <= start < end else ""
