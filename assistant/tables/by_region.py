"""One indicator across regions, in one unit, with what cannot be compared told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from assistant.tables.choosing import folded, forms_of
from assistant.tables.ledger import ledger
from assistant.tables.model import Apart, LedgerFilter, LedgerRow, RegionChart, RegionValue, TableLibrary
from assistant.verification.values import alike, in_smaller_unit
from vectorstore.model import FactOrder

_MOST = 5_000


def across_regions(library: TableLibrary, chosen: LedgerFilter) -> RegionChart:
    """The figures of the indicator that `chosen` names, lowest first within a region.

    Of several units, and of levels beside changes, the more frequent stay; the others are told apart.
    """
    rows = ledger(library, chosen, FactOrder.DOCUMENT, limit=_MOST).rows
    name = _common_name(rows, chosen.indicator)
    apart: list[tuple[LedgerRow, Apart]] = []
    same: list[RegionValue] = []
    for row in rows:
        if not _is_called(row, name):
            apart.append((row, Apart.INDICATOR))
        elif not row.place.region:
            apart.append((row, Apart.NO_REGION))
        else:
            same.append(_in_one_unit(row)[0])
    changing = Counter(bool(value.row.change) for value in same)
    kept_change = changing[True] > changing[False]
    unit = _common_unit([value for value in same if bool(value.row.change) is kept_change])
    values: list[RegionValue] = []
    for value in same:
        if bool(value.row.change) is not kept_change:
            apart.append((value.row, Apart.CHANGE))
        elif not alike(_in_one_unit(value.row)[1], unit):
            apart.append((value.row, Apart.UNIT))
        else:
            values.append(value)
    values.sort(key=lambda value: (value.row.place.region, value.low, value.row.place.start))
    return RegionChart(name, unit, tuple(values), tuple(apart))


def _common_name(rows: Sequence[LedgerRow], asked: str) -> str:
    """What was asked for where figures are called just that, or a synonym; else their most frequent name."""
    forms = forms_of(asked)
    if not rows or any(folded(row.indicator) in forms for row in rows):
        return asked.strip()
    return Counter(row.indicator for row in rows).most_common(1)[0][0]


def _is_called(row: LedgerRow, name: str) -> bool:
    return folded(row.indicator) in forms_of(name)


def _in_one_unit(row: LedgerRow) -> tuple[RegionValue, str]:
    """The figure in the smallest unit of its kind, 公顷 as 平方米, with that unit."""
    unit, factor = in_smaller_unit(row.unit)
    return RegionValue(row, _plain(row.low * factor), _plain(row.high * factor)), unit


def _common_unit(values: Sequence[RegionValue]) -> str:
    counted = Counter(_in_one_unit(value.row)[1] for value in values)
    return counted.most_common(1)[0][0] if counted else ""


def _plain(value: Decimal) -> Decimal:
    return Decimal(f"{value.normalize():f}")
