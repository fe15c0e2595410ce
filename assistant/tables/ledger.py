"""指标台账: every figure of the index as a row, in pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.document_view import shown_value
from assistant.tables.choosing import chosen_documents, fact_query
from assistant.tables.model import ALL_FIGURES, LedgerFilter, LedgerPage, LedgerRow, TableLibrary
from assistant.tables.placing import Placing
from ingest.years import years_in
from vectorstore.model import DocumentRecord, FactOrder, FactRecord

MOST = 1_000_000
"""Rows of one list: what a worksheet holds, but for its head."""


def ledger(
    library: TableLibrary,
    chosen: LedgerFilter = ALL_FIGURES,
    order: FactOrder = FactOrder.DOCUMENT,
    *,
    limit: int = MOST,
    offset: int = 0,
    descending: bool = False,
) -> LedgerPage:
    """The figures that pass `chosen`, from `offset` on, at most `limit`; by region, file and place by default.

    Raises BadFilter for a name that means nothing.
    """
    records = chosen_documents(library, chosen.documents)
    query = fact_query(library, chosen, records)
    found, total = library.fact_table.page(
        query, [record.id for record in records], order, limit=limit, offset=offset, descending=descending
    )
    return LedgerPage(rows_of(library, records, found), total, offset)


def rows_of(
    library: TableLibrary, records: Sequence[DocumentRecord], facts: Iterable[FactRecord]
) -> tuple[LedgerRow, ...]:
    """Facts as rows; `records` hold their documents."""
    placing = Placing(library, records)
    return tuple(_row(placing, found) for found in facts)


def _row(placing: Placing, found: FactRecord) -> LedgerRow:
    fact = found.fact
    return LedgerRow(
        place=placing.place(found.document, fact.clause, found.clause, fact.statement),
        indicator=" ".join(fact.indicator.split()),
        subject=" ".join(fact.subject.split()),
        level=fact.level,
        bound=fact.comparator,
        change=fact.change,
        written=fact.written,
        shown=" ".join(shown_value(fact).split()),
        low=fact.low,
        high=fact.high,
        unit=fact.unit,
        period=" ".join(fact.period.split()),
        years=tuple(sorted(years_in(fact.period))),
    )
