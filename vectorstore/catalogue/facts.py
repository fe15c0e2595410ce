"""The facts of all documents as one long list: filtered, counted, sorted and cut into pages by SQLite."""

from __future__ import annotations

import json
from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence

from vectorstore.catalogue.database import Database
from vectorstore.catalogue.rows import FACT_QUERY, fact_from
from vectorstore.model import FactOrder, FactQuery, FactRecord

_AMONG = "(SELECT value FROM json_each(?))"
"""A set of any size as one parameter."""
_SORTED = {
    FactOrder.INDICATOR: "f.indicator",
    FactOrder.VALUE: "CAST(json_extract(f.fact, '$.low') AS REAL)",
}
_KEPT_COUNTS = 8
_COLUMNS = ("indicator", "level", "period")


class FactTable:
    """Reads the facts of one catalogue; every method may be called from any thread."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._values: dict[str, tuple[int, frozenset[str]]] = {}
        self._counts: OrderedDict[tuple[int, FactQuery], Counter[str]] = OrderedDict()

    def values(self, column: str) -> frozenset[str]:
        """All that the facts have as 'indicator', 'level' or 'period'.

        Read once a generation; the same object until the index changes. Raises ValueError for another column.
        """
        if column not in _COLUMNS:
            raise ValueError(f"column must be one of {_COLUMNS}, got {column!r}")
        generation = self._db.generation
        known = self._values.get(column)
        if known is None or known[0] != generation:
            rows = self._db.all(f"SELECT DISTINCT {column} AS value FROM facts INDEXED BY facts_by_indicator")
            known = self._values[column] = (generation, frozenset(row["value"] for row in rows))
        return known[1]

    def counts(self, query: FactQuery) -> Counter[str]:
        """How many facts of each document pass; kept for the next page of the same list. Not to be changed."""
        key = (self._db.generation, query)
        known = self._counts.get(key)
        if known is None:
            known = self._counts[key] = self._counted(query)
            while len(self._counts) > _KEPT_COUNTS:
                self._counts.popitem(last=False)
        return known

    def _counted(self, query: FactQuery) -> Counter[str]:
        condition, parameters = _where(query)
        # The indexes hold all that a condition looks at; the rows themselves are ten times as large.
        bare = query.indicators is None and query.levels is None and query.periods is None
        index = "facts_by_document" if bare else "facts_by_indicator"
        statement = f"SELECT f.document, count(*) AS n FROM facts f INDEXED BY {index} {condition} GROUP BY f.document"
        return Counter({row["document"]: row["n"] for row in self._db.all(statement, parameters)})

    def page(
        self,
        query: FactQuery,
        documents: Sequence[str],
        order: FactOrder = FactOrder.DOCUMENT,
        *,
        limit: int,
        offset: int = 0,
        descending: bool = False,
    ) -> tuple[list[FactRecord], int]:
        """The facts from `offset` on that pass and stand in one of `documents`, and how many there are in all.

        By `FactOrder.DOCUMENT` they stand in the order of `documents`; `descending` turns the two others round.
        """
        counts = self.counts(query)
        present = [document for document in documents if document in counts]
        total = sum(counts[document] for document in present)
        if order is FactOrder.DOCUMENT:
            rows = self._in_order_of(query, present, counts, limit, offset)
        else:
            rows = self._sorted(
                query, present if len(present) < len(counts) else None, order, limit, offset, descending
            )
        return rows, total

    def _in_order_of(
        self, query: FactQuery, documents: Sequence[str], counts: Counter[str], limit: int, offset: int
    ) -> list[FactRecord]:
        """Only the documents that the page touches are read."""
        touched: list[str] = []
        before, first = 0, 0
        for document in documents:
            if before >= offset + limit:
                break
            if before + counts[document] > offset:
                first = first if touched else offset - before
                touched.append(document)
            before += counts[document]
        condition, parameters = _where(query, ["f.document = ?"])
        found: list[FactRecord] = []
        for document in touched:
            rows = self._db.all(f"{FACT_QUERY}{condition} ORDER BY f.ordinal", [document, *parameters])
            found += map(fact_from, rows)
        return found[first : first + limit]

    def _sorted(
        self,
        query: FactQuery,
        documents: Sequence[str] | None,
        order: FactOrder,
        limit: int,
        offset: int,
        descending: bool,
    ) -> list[FactRecord]:
        further = [] if documents is None else [f"f.document IN {_AMONG}"]
        condition, parameters = _where(query, further)
        given = [] if documents is None else [_set(documents)]
        key = f"{_SORTED[order]} {'DESC' if descending else 'ASC'}, f.document, f.ordinal"
        keys = f"SELECT f.document, f.ordinal FROM facts f {condition} ORDER BY {key} LIMIT ? OFFSET ?"
        places = self._db.all(keys, [*given, *parameters, limit, offset])
        found: list[FactRecord] = []
        for place in places:
            rows = self._db.all(f"{FACT_QUERY}WHERE f.document = ? AND f.ordinal = ?", tuple(place))
            found += map(fact_from, rows)
        return found


def _where(query: FactQuery, further: Sequence[str] = ()) -> tuple[str, list[object]]:
    """The condition with its parameters; those of `further` come first."""
    parts, parameters = list(further), list[object]()
    for column, values in (
        ("document", query.documents),
        ("indicator", query.indicators),
        ("level", query.levels),
    ):
        if values is not None:
            parts.append(f"f.{column} IN {_AMONG}")
            parameters.append(_set(values))
    if query.periods is not None:
        parts.append(f"(f.period IN {_AMONG} OR (f.period IN {_AMONG} AND f.document IN {_AMONG}))")
        parameters += map(_set, (query.periods, *query.standing_in))
    return (f"WHERE {' AND '.join(parts)}" if parts else ""), parameters


def _set(values: Iterable[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)
