"""What the text of a cell is: a value, a year, nothing, a unit, a serial number's header."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.figures.quantities import find_quantities
from ingest.figures.units import SCALE, UNIT
from ingest.normalize import fold

# All of these are matched against folded text.
_NUMBER = re.compile(r"[-+]?\d[\d,.]*(?: ?[-—~至] ?\d[\d,.]*)?", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d{2}(?:年度?)?", re.ASCII)
_EMPTY = re.compile(r"[-—–/]*")
_MEASURE = rf"(?:{SCALE}|[百千])?(?:{UNIT})(?:/[^()]{{1,6}})?"
_UNIT = re.compile(
    rf"\( ?(?:单位 ?: ?)?({_MEASURE}) ?\)|单位 ?: ?({_MEASURE})(?![\u4e00-\u9fff])|[:,] ?({_MEASURE}) ?$"
)
_UNIT_ALONE = re.compile(rf"\(?({_MEASURE})\)?")
_OTHER_UNIT = re.compile(r"(?:率|占比|比重|增速|增幅|年份|年度|时间|日期|期限|名次|排名|位次|电话|备注)(?:\(.*\))?$")
"""Columns that a unit stated for the whole table does not fit."""
_SERIAL = re.compile(r"(?:序号|编号|序|no\.?)")
_LONGEST_VALUE = 40
_LONGEST_HEADER = 200


@lru_cache(maxsize=16384)
def is_value(text: str) -> bool:
    """True for an empty cell's dash and for a figure that fills its cell; a year with 年 names a row."""
    if not text or len(text) > _LONGEST_VALUE:
        return False
    folded = fold(text)
    if _EMPTY.fullmatch(folded) or _NUMBER.fullmatch(folded):
        return True
    quantities = find_quantities(text)
    return len(quantities) == 1 and len(quantities[0].span) == len(text) and quantities[0].is_amount


def is_empty(text: str) -> bool:
    """True for a blank cell and for dashes that stand in for a figure."""
    return _EMPTY.fullmatch(fold(text)) is not None


def is_number(text: str) -> bool:
    """True for a figure without a unit."""
    return len(text) <= _LONGEST_VALUE and _NUMBER.fullmatch(fold(text)) is not None


def is_year(text: str) -> bool:
    """True for a year on its own, '2019' or '2019年'."""
    return _YEAR.fullmatch(fold(text)) is not None


@lru_cache(maxsize=4096)
def is_serial_head(text: str) -> bool:
    """True for the header of serial numbers, 序号."""
    return len(text) <= 4 and _SERIAL.fullmatch(fold(text)) is not None


@lru_cache(maxsize=4096)
def unit_of(text: str) -> str:
    """The unit that a header or a caption states, as written there: '（亿元）', '单位：万元/亩'."""
    match = _UNIT.search(fold(text[-_LONGEST_HEADER:]))
    return text[-_LONGEST_HEADER:][slice(*match.span(match.lastindex or 0))] if match else ""


def unit_alone(text: str) -> str:
    """The unit that a cell holds and nothing else, as written: '亿元', '（%）'."""
    match = _UNIT_ALONE.fullmatch(fold(text)) if len(text) <= 12 else None
    return text[slice(*match.span(1))] if match else ""


@lru_cache(maxsize=4096)
def takes_table_unit(column: str) -> bool:
    """False for shares, years, dates and the like, which the unit of the whole table does not fit."""
    return _OTHER_UNIT.search(fold(column[-_LONGEST_HEADER:])) is None
