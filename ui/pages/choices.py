"""What the filters of the pages offer: all that the index has now, read once a generation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ingest.years import years_in
from vectorstore.index import PolicyIndex
from vectorstore.labels import document_years

_MOST_INDICATORS = 300
_YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True)
class Choices:
    """Values with what is shown of them."""

    regions: tuple[tuple[str, str], ...]
    levels: tuple[str, ...]
    years: tuple[str, ...]
    documents: tuple[tuple[str, str], ...]
    indicators: tuple[str, ...]


def choices_of(index: PolicyIndex) -> Choices:
    """The choices as the index stands."""
    return _read(index, index.generation)


@lru_cache(maxsize=4)
def _read(index: PolicyIndex, generation: int) -> Choices:
    table, records = index.fact_table, index.documents()
    years = {year for period in table.values("period") for year in years_in(period)}
    years |= {year for record in records for year in document_years(record.title, record.details)}
    return Choices(
        regions=tuple((path[-1], " ".join(path)) for path in sorted(index.regions()) if path),
        levels=tuple(sorted(filter(None, table.values("level")))),
        years=tuple(str(year) for year in sorted(years, reverse=True) if year in _YEARS),
        documents=tuple((record.id, record.title or record.source) for record in records),
        indicators=tuple(_shortest(table.values("indicator"))),
    )


def _shortest(names: Iterable[str]) -> list[str]:
    distinct = {" ".join(name.split()) for name in names}
    return sorted(distinct - {""}, key=lambda name: (len(name), name))[:_MOST_INDICATORS]
