"""The query of an address: what a form asked for, and the address that asks for it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from assistant.filters import FilterNames
from assistant.tables.model import DutyFilter, LedgerFilter, TableFilter
from assistant.tables.sheet import role_named

_LONGEST = 200
_MOST_VALUES = 60


class Query:
    """Values by name; every value is stripped and cut to a length that no name exceeds."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in pairs:
            if value.strip() and len(self._values.setdefault(name, [])) < _MOST_VALUES:
                self._values[name].append(value.strip()[:_LONGEST])

    def one(self, name: str) -> str:
        """The first value; '' where there is none."""
        return next(iter(self._values.get(name, ())), "")

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(self._values.get(name, ()))

    def number(self, name: str) -> int:
        """A number from 0 on; 0 for anything else."""
        value = self.one(name)
        return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else 0

    def encoded(self, without: Sequence[str] = (), **changed: str) -> str:
        """As an address has it, with some values changed or left out."""
        kept: Mapping[str, Sequence[str]] = {
            **{name: values for name, values in self._values.items() if name not in without},
            **{name: [value] for name, value in changed.items()},
        }
        return urlencode(kept, doseq=True)


def ledger_filter(query: Query) -> LedgerFilter:
    """What the ledger's form asks for."""
    return LedgerFilter(_documents(query), query.one("indicator"), query.all("level"))


def duty_filter(query: Query) -> DutyFilter:
    """What the form of the responsibilities asks for."""
    role = role_named(query.one("role")) if query.one("role") else None
    return DutyFilter(_documents(query), query.one("body"), role)


def conditions(query: Query) -> list[tuple[str, str]]:
    """What the rows of a download were chosen by, as its second sheet tells it."""
    names = (("地区", "region"), ("级别", "level"), ("指标", "indicator"), ("单位", "body"), ("分工", "role"))
    listed = (*names, ("年份", "year"), ("文件", "document"))
    return [(shown, "、".join(query.all(name))) for shown, name in listed]


def _documents(query: Query) -> TableFilter:
    return TableFilter(
        FilterNames(regions=query.all("region"), years=query.all("year"), documents=query.all("document"))
    )
