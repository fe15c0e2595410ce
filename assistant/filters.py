"""From the names that a person filters by to a `SearchFilter`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from assistant.ports import AssistantError
from ingest.model import AdministrativeLevel
from ingest.normalize import fold
from ingest.regions.gazetteer import Gazetteer
from ingest.regions.names import stem_of
from vectorstore.model import DocumentRecord, SearchFilter

LEVELS = {
    "国家级": AdministrativeLevel.NATIONAL,
    "省级": AdministrativeLevel.PROVINCE,
    "市级": AdministrativeLevel.CITY,
    "县级": AdministrativeLevel.COUNTY,
    "开发区": AdministrativeLevel.ZONE,
}
_SAME_LEVEL = {"中央": "国家级", "全国": "国家级", "国家": "国家级", "区级": "县级", "区县级": "县级", "园区": "开发区"}
_YEARS = range(1900, 2101)
_SHOWN = 12
"""Values that a message lists."""

RegionPath = tuple[str, ...]
_Value = TypeVar("_Value")


class BadFilter(AssistantError):
    """A filter names something that is not known; the message says what there is."""


@dataclass(frozen=True, slots=True)
class FilterNames:
    """What to filter by, as a person names it; within a part one name suffices."""

    regions: Sequence[str] = ()
    """Any name that the gazetteer knows: 九江, 江西省九江市, Jiujiang."""
    levels: Sequence[str] = ()
    """Of the government that made the document: keys of `LEVELS`, or their English values ('city')."""
    years: Sequence[str] = ()
    documents: Sequence[str] = ()
    """Names of files, ids of documents, or parts of titles."""
    kinds: Sequence[str] = ()
    """方案, 办法, …"""


def search_filter(names: FilterNames, records: Sequence[DocumentRecord], gazetteer: Gazetteer) -> SearchFilter:
    """The filter that `names` mean for the documents `records`; raises BadFilter for a name that means nothing."""
    present = {record.region for record in records if record.region}
    documents = [_documents(name, records) for name in names.documents]
    return SearchFilter(
        documents=frozenset().union(*documents) if documents else None,
        regions=_distinct(path for name in names.regions for path in _regions(name, present, gazetteer)),
        levels=_distinct(_level(name) for name in names.levels),
        years=_distinct(_year(name) for name in names.years),
        kinds=_distinct(_kind(name, records) for name in names.kinds),
    )


def _distinct(values: Iterable[_Value]) -> tuple[_Value, ...]:
    return tuple(dict.fromkeys(values))


def _regions(name: str, present: set[RegionPath], gazetteer: Gazetteer) -> list[RegionPath]:
    """The regions that a name means: as the gazetteer reads it whole, in pinyin, or as the documents name them."""
    folded = "".join(fold(name).split())
    found = gazetteer.find(folded)
    ends = [mention.span.start + len(mention.text) for mention in found]
    if found and found[0].span.start == 0 and max(ends) == len(folded):
        paths = [mention.region.path for mention in found]
        return [path for path in paths if not any(other != path and other[: len(path)] == path for other in paths)]
    named = [path[:end] for path in sorted(present) for end in range(1, len(path) + 1) if _names(folded, path[end - 1])]
    spelt = _largest([region.path for region in gazetteer.by_pinyin(name)]) if name.isascii() else []
    if not named and not spelt:
        raise BadFilter(
            f"不认识地区“{name}”，请用规范名称，如 九江市、江西省九江市；{_choices('已有', map(_last, present))}"
        )
    return named or spelt


def _largest(paths: list[RegionPath]) -> list[RegionPath]:
    """Those of the highest level: 'Jiujiang' is the city before a district of another city that reads alike."""
    return [path for path in paths if len(path) == min(map(len, paths))]


def _names(folded: str, region: str) -> bool:
    return folded in (fold(region), fold(stem_of(region)))


def _level(name: str) -> str:
    wanted = name.strip()
    level = LEVELS.get(_SAME_LEVEL.get(wanted, wanted))
    if level is None and wanted.lower() in set(LEVELS.values()):
        level = AdministrativeLevel(wanted.lower())
    if level is None:
        raise BadFilter(f"不认识级别“{name}”，可用：{'、'.join(LEVELS)}")
    return str(level)


def _year(name: str) -> int:
    digits = fold(name).strip().removesuffix("年")
    if not (digits.isascii() and digits.isdigit() and int(digits) in _YEARS):
        raise BadFilter(f"年份“{name}”不是 {_YEARS.start} 至 {_YEARS.stop - 1} 之间的四位数字，如 2023")
    return int(digits)


def _documents(name: str, records: Sequence[DocumentRecord]) -> frozenset[str]:
    """The documents of a file, also those that it shares with another file, or those with `name` in their title."""
    files = [
        (record, {record.id, record.source, *(copy.id for copy in record.copies), *(c.source for c in record.copies)})
        for record in records
    ]
    found = {record.id for record, held in files if name in held}
    wanted = fold(name).strip()
    if not found and wanted:
        found = {record.id for record, held in files if any(wanted in fold(text) for text in (record.title, *held))}
    if not found:
        raise BadFilter(f"索引中没有文件名或标题含“{name}”的文件。请用 zhice documents 查看")
    return frozenset(found)


def _kind(name: str, records: Sequence[DocumentRecord]) -> str:
    wanted = fold(name).strip()
    present = {record.details.kind for record in records if record.details.kind}
    if wanted not in present:
        raise BadFilter(f"索引中没有文种为“{name}”的文件；{_choices('已有', present)}")
    return wanted


def _last(path: RegionPath) -> str:
    return path[-1]


def _choices(label: str, values: Iterable[str]) -> str:
    listed = sorted(set(values))
    more = " 等" if len(listed) > _SHOWN else ""
    return f"{label}：{'、'.join(listed[:_SHOWN])}{more}" if listed else "索引中的文件都没有写明"
