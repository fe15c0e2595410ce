"""The rows of the tables and what they are filtered by. Nothing here knows how a row is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from assistant.filters import FilterNames
from ingest.duties.finding import Role
from ingest.model import Clause
from vectorstore.catalogue.duties import DutyTable
from vectorstore.catalogue.facts import FactTable
from vectorstore.model import DocumentRecord

SILENT = "该文件未规定"
NO_DOCUMENT = "没有该地区的文件"
ROLES: Mapping[Role, str] = {Role.LEAD: "牵头", Role.SUPPORT: "配合", Role.RESPONSIBLE: "负责"}


class TableLibrary(Protocol):
    """What the tables need of the index; `vectorstore.index.PolicyIndex` is one."""

    @property
    def generation(self) -> int: ...

    @property
    def version(self) -> str: ...

    @property
    def fact_table(self) -> FactTable: ...

    @property
    def duty_table(self) -> DutyTable: ...

    def documents(self) -> list[DocumentRecord]: ...

    def clauses_of(self, document: str) -> Sequence[Clause]: ...

    def source_text(self, name: str) -> str: ...


@dataclass(frozen=True, slots=True)
class TableFilter:
    """Which documents a table is made from."""

    names: FilterNames = field(default_factory=FilterNames)
    """Regions, levels of the makers, years, documents, kinds, as a person names them."""
    as_of: date | None = None
    """Only documents that were in force on this day; None for all."""


ALL_DOCUMENTS = TableFilter()


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """Which figures are listed."""

    documents: TableFilter = ALL_DOCUMENTS
    indicator: str = ""
    """Part of an indicator's name; what the vocabulary knows to mean the same is found too."""
    zone_levels: tuple[str, ...] = ()
    """Parts of the zone level that the figure holds for: 国家级, 省级."""


ALL_FIGURES = LedgerFilter()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: enough to open the clause and to cite it."""

    doc: str
    """Name of the file."""
    document: str
    """Id of the document in it, 'name#0'."""
    title: str
    region: tuple[str, ...]
    clause: str
    """Path of the clause on one line, outermost first."""
    quote: str
    """Exactly `source_text(doc)[start:end]`."""
    start: int
    end: int
    note: str
    """The formal note: 《标题》（机关，文号，日期）三、（二）第4条."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One figure."""

    place: Place
    indicator: str
    subject: str
    level: str
    """Zone level of the subject: 国家级, 省级; empty where none is named."""
    bound: str
    """'at_least', 'at_most', 'about' or 'exact'."""
    change: str
    """'increase' or 'decrease' where the figure says by how much the indicator changes; else empty."""
    written: str
    """The figure exactly as written, with its comparator and unit."""
    shown: str
    """As written, of a bare number in a table with the unit that its headers state."""
    low: Decimal
    high: Decimal
    """Lowest and highest value in `unit`."""
    unit: str
    """Normal unit without scale: 元, %, 家."""
    period: str
    years: tuple[int, ...]
    """The years that `period` names or spans."""


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """Some rows of a list of `total`."""

    rows: tuple[LedgerRow, ...]
    total: int
    offset: int = 0


@dataclass(frozen=True, slots=True)
class RegionValue:
    """A figure of one region in the unit of its chart."""

    row: LedgerRow
    low: Decimal
    high: Decimal


class Apart(StrEnum):
    """Why a figure is not in a chart with the others; the value is what a person reads."""

    INDICATOR = "指标不同"
    UNIT = "单位不同"
    CHANGE = "增减幅度与水平值不能相比"
    NO_REGION = "文件未写明地区"


@dataclass(frozen=True, slots=True)
class RegionChart:
    """One indicator across regions."""

    indicator: str
    unit: str
    """Of all `values`."""
    values: tuple[RegionValue, ...]
    apart: tuple[tuple[LedgerRow, Apart], ...]
    """The figures that cannot be compared with `values`."""


@dataclass(frozen=True, slots=True)
class DutyFilter:
    """Which tasks are listed."""

    documents: TableFilter = ALL_DOCUMENTS
    body: str = ""
    """Part of the name of a body."""
    role: Role | None = None
    """In which that body, or any where none is named, takes part."""


ALL_TASKS = DutyFilter()


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One task with its bodies."""

    place: Place
    task: str
    lead: tuple[str, ...]
    support: tuple[str, ...]
    responsible: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DutyPage:
    """Some tasks of a list of `total`."""

    rows: tuple[DutyRow, ...]
    total: int
    offset: int = 0


@dataclass(frozen=True, slots=True)
class DutyMatrix:
    """Bodies by tasks."""

    tasks: tuple[DutyRow, ...]
    bodies: tuple[str, ...]
    """As first written; names that differ in script or width alone are one body."""
    cells: tuple[tuple[str, ...], ...]
    """A row for each body, a cell for each task: '牵头', '牵头、负责' or ''."""


@dataclass(frozen=True, slots=True)
class ComparedValue:
    """One figure of a cell."""

    place: Place
    text: str
    """The figure as written, or the sentence where no single figure was read from it."""
    level: str = ""
    subject: str = ""
    period: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ComparedCell:
    """What a region's documents say of an indicator."""

    values: tuple[ComparedValue, ...]
    remark: str = ""
    """`SILENT` or `NO_DOCUMENT` where there are no values."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Regions by indicators."""

    regions: tuple[str, ...]
    indicators: tuple[str, ...]
    cells: tuple[tuple[ComparedCell, ...], ...]
    """A row for each region, a cell for each indicator."""
