"""横向对比: what the documents of each region lay down for each indicator."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.model import Answer, FigureVerdict
from assistant.tables.choosing import chosen_documents, chosen_regions, fact_query, folded, forms_of
from assistant.tables.ledger import rows_of
from assistant.tables.model import (
    ALL_DOCUMENTS,
    NO_DOCUMENT,
    SILENT,
    ComparedCell,
    ComparedValue,
    Comparison,
    LedgerFilter,
    LedgerRow,
    Place,
    TableFilter,
    TableLibrary,
)
from vectorstore.model import DocumentRecord, SearchFilter

Ask = Callable[[str, SearchFilter], Answer]
"""Answers a question out of the documents that pass a filter, `Assistant.ask` for one."""
_NEAR = re.compile(r"[^,;:。、\d]{0,12}")
_MOST = 50
"""Figures of one cell."""


def compare(
    library: TableLibrary,
    regions: Sequence[str],
    indicators: Sequence[str],
    documents: TableFilter = ALL_DOCUMENTS,
    ask: Ask | None = None,
) -> Comparison:
    """The figures of `indicators` in the documents of `regions`, each with its citation; `documents` limits further.

    A region's own documents speak for it; only where it has none those of places inside it. With `ask` a cell
    without a figure is asked as a question, and filled where the answer gives one verified figure right behind
    the indicator. Raises BadFilter for a region that means nothing.
    """
    cells = []
    for region in regions:
        records = _records_of(library, region, documents)
        cells.append(tuple(_cell(library, region, indicator, records, documents, ask) for indicator in indicators))
    return Comparison(tuple(regions), tuple(indicators), tuple(cells))


def _records_of(library: TableLibrary, region: str, documents: TableFilter) -> list[DocumentRecord]:
    limited = replace(documents, names=replace(documents.names, regions=(region,)))
    records = chosen_documents(library, limited)
    asked = chosen_regions(library, region)
    own = [record for record in records if record.region in asked]
    return own or records


def _cell(
    library: TableLibrary,
    region: str,
    indicator: str,
    records: Sequence[DocumentRecord],
    documents: TableFilter,
    ask: Ask | None,
) -> ComparedCell:
    if not records:
        return ComparedCell((), NO_DOCUMENT)
    query = fact_query(library, LedgerFilter(documents, indicator), records)
    query = replace(query, documents=frozenset(record.id for record in records))
    found, _ = library.fact_table.page(query, [record.id for record in records], limit=_MOST)
    rows = _best_named(rows_of(library, records, found), indicator)
    if rows:
        return ComparedCell(tuple(map(_value, rows)))
    asked = _asked(ask, region, indicator, records) if ask is not None else None
    return ComparedCell((asked,)) if asked is not None else ComparedCell((), SILENT)


def _best_named(rows: Sequence[LedgerRow], indicator: str) -> Sequence[LedgerRow]:
    """Those called just as asked, or by a synonym, before those that only hold the words in a longer name."""
    forms = forms_of(indicator)
    return [row for row in rows if folded(row.indicator) in forms] or rows


def _value(row: LedgerRow) -> ComparedValue:
    return ComparedValue(row.place, row.shown, row.level, row.subject, row.period, row.low, row.high, row.unit)


def _follows(quote: str, forms: Sequence[str], figure: str) -> bool:
    """Whether `figure` stands behind one of `forms` in `quote`, a few words on and in the same part of the sentence."""
    ends = [match.end() for form in forms for match in re.finditer(re.escape(form), quote)]
    return any(_NEAR.fullmatch(quote[end:at]) for end in ends if (at := quote.find(figure, end)) >= 0)


def _asked(ask: Ask, region: str, indicator: str, records: Sequence[DocumentRecord]) -> ComparedValue | None:
    """What the answer to a question says where that is sure: one figure, verified, right behind the indicator."""
    where = SearchFilter(documents=frozenset(record.id for record in records))
    answer = ask(f"{region}{indicator}是多少？", where)
    if answer.refused or answer.corrects or len(answer.citations) != 1 or len(answer.checks) != 1:
        return None
    citation = answer.citations[0]
    (check,) = answer.checks
    if citation.warning or check.verdict is not FigureVerdict.VERIFIED:
        return None
    if not _follows(folded(citation.quote), forms_of(indicator), folded(check.written)):
        return None
    record = next(
        (r for r in records if r.source == citation.doc and r.span.start <= citation.start < r.span.end), None
    )
    if record is None:
        return None
    place = Place(
        citation.doc,
        record.id,
        record.title,
        record.region,
        citation.clause,
        citation.quote,
        citation.start,
        citation.end,
        citation.note,
    )
    return ComparedValue(place, " ".join(citation.quote.split()))
