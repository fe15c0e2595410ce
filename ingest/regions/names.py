"""Names of Chinese administrative divisions and zones, read from `ingest/data`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal

Level = Literal["province", "city", "county", "zone"]

_PEOPLES = (
    "(?:[满回苗壮侗瑶白傣黎畲水佤羌彝藏怒京土各]|傈僳|土家|布依|纳西|哈尼|拉祜|布朗|景颇|阿昌|普米|独龙|仡佬|仫佬"
    "|毛南|保安|东乡|撒拉|裕固|朝鲜|达斡尔|鄂温克|鄂伦春|哈萨克|蒙古)族|蒙古|维吾尔|哈萨克|柯尔克孜|锡伯|塔吉克"
)
_AUTONOMOUS = re.compile(rf"(.+?)(?:{_PEOPLES})+自治[区州县旗]")
_SUFFIX = re.compile(r"族?自治[区州县旗]$|特别行政区$|地区$|林区$|特区$|新区$|[省市区县旗盟]$")


@dataclass(frozen=True, slots=True)
class Region:
    """One division or zone. `path` runs from the province to the region itself, in full names."""

    code: str
    """Six digits of GB/T 2260; empty for a zone."""
    name: str
    level: Level
    path: tuple[str, ...]


def stem_of(name: str) -> str:
    """The name without its suffix, '九江市' to '九江'; the name itself where that would leave one character.

    >>> stem_of("恩施土家族苗族自治州"), stem_of("和县")
    ('恩施', '和县')
    """
    autonomous = _AUTONOMOUS.fullmatch(name)
    # 内蒙古: the people's name is part of the place's.
    stem = autonomous.group(1) if autonomous and len(autonomous.group(1)) >= 2 else _SUFFIX.sub("", name)
    return stem if len(stem) >= 2 else name


@lru_cache(maxsize=1)
def load_divisions() -> tuple[Region, ...]:
    """Provinces, cities and counties, in the order of their codes."""
    names = {code: name for code, name, *_ in _rows("regions.tsv")}
    return tuple(_division(code, name, names) for code, name in names.items())


@lru_cache(maxsize=1)
def load_zones() -> tuple[tuple[Region, tuple[str, ...]], ...]:
    """New areas and zones whose names do not begin with their place's, each with the short names that mean it."""
    zones = []
    for name, path, stems in _rows("zones.tsv"):
        zones.append((Region("", name, "zone", tuple(path.split("/"))), tuple(stems.split())))
    return tuple(zones)


@lru_cache(maxsize=1)
def load_common_words() -> frozenset[str]:
    """Names that are everyday words too (和平, 东方, 城区): they need their suffix or a neighbour."""
    return frozenset(_read("common_words.txt").split())


@lru_cache(maxsize=1)
def load_name_contexts() -> dict[str, tuple[str, str]]:
    """Characters before and behind which the characters of a name belong to other words: 经济南部, 江河源头."""
    return {form: (before, after) for form, before, after in _rows("name_contexts.tsv")}


@lru_cache(maxsize=1)
def load_abbreviations() -> dict[str, str]:
    """Single characters that stand for a province or city, to codes."""
    return {sign: code for sign, code, *_ in _rows("abbreviations.tsv")}


@lru_cache(maxsize=1)
def load_number_heads() -> tuple[dict[str, str], dict[str, str]]:
    """How document numbers begin, to codes: by whole heads (九府), and by the sign that a department's word follows.

    Heads that several places use (宁政, 新政发, 青政) are left out.
    """
    rows = list(_rows("number_prefixes.tsv"))
    heads = {head: code for code, written, _ in rows for head in written.split()}
    return heads, {sign: code for code, _, sign in rows if sign}


@lru_cache(maxsize=1)
def load_english_names() -> dict[str, str]:
    """English names that differ from pinyin, to codes."""
    return {name: code for name, code, *_ in _rows("english_names.tsv")}


def _division(code: str, name: str, names: dict[str, str]) -> Region:
    parents = [p for p in (f"{code[:2]}0000", f"{code[:4]}00") if p != code and p in names]
    level: Level = "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"
    return Region(code, name, level, (*(names[p] for p in parents), name))


def _rows(file: str) -> Iterator[tuple[str, ...]]:
    lines = _read(file).splitlines()
    columns = lines[0].count("\t") + 1
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != columns:
            raise ValueError(f"ingest/data/{file}: expected {columns} cells, got {line!r}")
        yield tuple(cells)


def _read(file: str) -> str:
    return resources.files("ingest").joinpath("data", file).read_text(encoding="utf-8")
