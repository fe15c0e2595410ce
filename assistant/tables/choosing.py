"""What a filter means for the index: the documents, the written indicators, levels and periods that it lets pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from weakref import WeakKeyDictionary

from assistant.filters import FilterNames, search_filter
from assistant.tables.model import ALL_DOCUMENTS, LedgerFilter, TableFilter, TableLibrary
from assistant.understanding.vocabulary import vocabulary
from assistant.validity.register import ValidityRegister
from ingest.normalize import fold
from ingest.regions.gazetteer import Gazetteer
from ingest.years import years_in
from vectorstore.labels import document_years
from vectorstore.model import DocumentRecord, FactQuery

_registers: WeakKeyDictionary[TableLibrary, ValidityRegister] = WeakKeyDictionary()
"""A register reads all documents once a generation; kept for as long as its index is open."""


def chosen_documents(library: TableLibrary, chosen: TableFilter) -> list[DocumentRecord]:
    """The documents that pass but for their years, by region, file and place in it.

    Raises BadFilter for a name that means nothing.
    """
    records = library.documents()
    where = search_filter(chosen.names, records, Gazetteer.load())
    out = frozenset[str]()
    if chosen.as_of is not None:
        out = _register(library).out_of_force(chosen.as_of)
    passing = [
        record
        for record in records
        if (where.documents is None or record.id in where.documents)
        and (not where.regions or any(record.region[: len(path)] == path for path in where.regions))
        and (not where.levels or str(record.details.level) in where.levels)
        and (not where.kinds or record.details.kind in where.kinds)
        and record.id not in out
    ]
    return sorted(passing, key=lambda record: (not record.region, record.region, record.source, record.ordinal))


def chosen_years(library: TableLibrary, chosen: TableFilter) -> frozenset[int]:
    """The years asked for; raises BadFilter for what is none."""
    names = replace(chosen.names, regions=(), levels=(), documents=(), kinds=())
    return frozenset(search_filter(names, (), Gazetteer.load()).years)


def chosen_regions(library: TableLibrary, name: str) -> frozenset[tuple[str, ...]]:
    """The regions that a name means. Raises BadFilter where it means none."""
    return frozenset(search_filter(FilterNames((name,)), library.documents(), Gazetteer.load()).regions)


def of_years(records: Sequence[DocumentRecord], years: frozenset[int]) -> list[DocumentRecord]:
    """The documents issued in one of `years`, or with one in their title; all where none is asked for."""
    return [record for record in records if not years or years & document_years(record.title, record.details)]


def fact_query(library: TableLibrary, chosen: LedgerFilter, records: Sequence[DocumentRecord]) -> FactQuery:
    """What the catalogue is asked for the figures of `records` that pass `chosen`.

    A figure is of the years that its period names; where that names none, of its document's.
    """
    facts = library.fact_table
    years = chosen_years(library, chosen.documents)
    query = FactQuery(
        documents=None if chosen.documents == ALL_DOCUMENTS else frozenset(record.id for record in records),
        indicators=written_indicators(library, chosen.indicator) if chosen.indicator.strip() else None,
        levels=_levels(library, chosen.zone_levels) if chosen.zone_levels else None,
    )
    if not years:
        return query
    periods = {period: years_in(period) for period in facts.values("period")}
    undated = frozenset(period for period, named in periods.items() if not named)
    return replace(
        query,
        periods=frozenset(period for period, named in periods.items() if named & years),
        standing_in=(undated, frozenset(record.id for record in of_years(records, years))),
    )


def written_indicators(library: TableLibrary, asked: str) -> frozenset[str]:
    """The indicators, as written, that hold `asked` or something that means the same."""
    forms = forms_of(asked)
    return frozenset(
        written for written in library.fact_table.values("indicator") if any(form in folded(written) for form in forms)
    )


def forms_of(asked: str) -> tuple[str, ...]:
    """`asked`, folded, and what the vocabulary knows to mean the same."""
    term = folded(asked)
    return (term, *("".join(other.split()) for other in vocabulary().synonyms.get(term, ())))


@lru_cache(maxsize=500_000)
def folded(text: str) -> str:
    """In one form and without white space; kept, for each request compares all indicators."""
    return "".join(fold(text).split())


def _levels(library: TableLibrary, asked: Sequence[str]) -> frozenset[str]:
    wanted = [folded(level) for level in asked]
    return frozenset(
        level for level in library.fact_table.values("level") if level and any(w in folded(level) for w in wanted)
    )


def _register(library: TableLibrary) -> ValidityRegister:
    register = _registers.get(library)
    if register is None:
        register = _registers[library] = ValidityRegister(library)
    return register
