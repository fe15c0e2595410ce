"""Constraints stated in a question: level, year, exclusions, figures.

All functions take folded text (`ingest.normalize.fold`).
"""

from __future__ import annotations

import re

from ingest.quantities import find_quantities

_LEVEL = re.compile(r"(国家|省|市|县|区)级(?:以上|及以上)?")
_NATIONAL = re.compile(r"国家(?=开发区|园区|经开区|高新区|经济技术开发区|高新技术)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)(?=\s*(?:年|[^\d家个项户亿万%元亩]|$))")
_SHORT_YEAR = re.compile(r"(?<![\d第每前后近])([012]\d)年(?!内|之内|以上|以下|期)")
_EXCLUDED = re.compile(r"[(,，]?\s*(?:而?不是|不含|不包括|不算|除了|除|非)(?P<what>[^(),，。;?!]{1,12})\s*\)?")
_CHINESE_YEAR = re.compile(r"二[〇零]([〇零一二三四五六七八九])([〇零一二三四五六七八九])年")
_DIGIT = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": "0"}


def levels(folded: str) -> tuple[str, ...]:
    """Zone levels named, as '国家级', '省级', '市级', in order."""
    found = [(match.start(), match[1] + "级") for match in _LEVEL.finditer(folded)]
    found += [(match.start(), "国家级") for match in _NATIONAL.finditer(folded)]
    return tuple(dict.fromkeys(level for _, level in sorted(found)))


def years(folded: str) -> tuple[int, ...]:
    """Calendar years named: '2020年', '19年', '二〇二五年'."""
    found = [int(match[1]) for match in _YEAR.finditer(folded)]
    found += [2000 + int(match[1]) for match in _SHORT_YEAR.finditer(folded)]
    found += [int("20" + _DIGIT[match[1]] + _DIGIT[match[2]]) for match in _CHINESE_YEAR.finditer(folded)]
    return tuple(dict.fromkeys(found))


def exclusions(folded: str) -> tuple[str, tuple[str, ...]]:
    """The question without what it sets aside ('(不是新区)'), and what that was."""
    excluded = tuple(match["what"].strip() for match in _EXCLUDED.finditer(folded))
    return _EXCLUDED.sub(" ", folded), excluded


def stated_figures(folded: str) -> tuple[str, ...]:
    """Figures that the question itself states with a unit, such as '12%'; years are not figures."""
    return tuple(
        folded[quantity.span.start : quantity.span.end]
        for quantity in find_quantities(folded)
        if quantity.unit and quantity.number[0].isdigit() and quantity.unit not in ("年", "月", "日", "个月", "月份")
    )


_ORDINAL = re.compile(r"第(?:[一二三四五六七八九十]|\d{1,2})(?:个)?(?:年度|年|阶段|步|批|季度)|首年|最后一?个?(?:年度|年)|末年")


def ordinal(folded: str) -> str:
    """Which of several repeats a question asks for, as written; empty where it does not."""
    match = _ORDINAL.search(folded)
    return match.group() if match else ""
