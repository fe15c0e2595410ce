"""Constraints stated in a question: level, year, exclusions, figures.

All functions take folded text (`ingest.normalize.fold`).
"""

from __future__ import annotations

import re

from ingest.figures.quantities import find_quantities

_LEVEL = re.compile(r"(国家|省|市|县|区)级(?:以上|及以上)?")
_NATIONAL = re.compile(r"国家(?=开发区|园区|经开区|高新区|经济技术开发区|高新技术)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)(?=\s*(?:年|[^\d家个项户亿万%元亩人名吨套座平公]|$))")
_SHORT_YEAR = re.compile(r"(?<![\d第每前后近])([012]\d)年(?!内|之内|以上|以下|期)")
_CHINESE_YEAR = re.compile(r"二[〇零]([〇零一二三四五六七八九])([〇零一二三四五六七八九])年")
_DIGIT = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": "0"}
_DATE_UNITS = ("年", "月", "日", "个月", "月份")
# 是不是, 算不算 and 含不含 ask; 去除率, 解除 and 非化石能源 are words of their own.
_EXCLUDED = re.compile(
    r"[(,]?\s*(?:"
    r"(?:除了|(?<![去扣解排免消拆清])除)(?P<beside>[^()。;?!]{1,40}?)(?:之外|以外|外(?![商资贸汇籍国地省]))"
    r"|(?:(?<!是)而?不是|(?<!含)不含|(?<!包)不包括|(?<!算)不算|除了)"
    r"(?P<what>[^(),。;?!]{1,12}?)(?:的(?=[(),。;?!\s]|$))?(?=还|也|的|[(),。;?!\s]|$)"
    r"|非(?P<sort>(?:国家|省|市|县|区)级|新区|高新区|经开区|开发区))\s*\)?"
)
_LISTED = re.compile(r"[、,]|以及|和|与")
_ORDINAL = re.compile(
    r"第(?:[一二三四五六七八九十]|\d{1,2})(?:个)?(?:年度|年|阶段|步|批|季度)|首年|最后一?个?(?:年度|年)|末年"
)


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
    """The question without what it sets aside, and what that was: '(不是新区)', '除九江外', '非国家级'.

    What is set aside ends at 外, 还, 也, 的 or punctuation; where nothing ends it, the question stays whole.
    """
    listed = (match["beside"] or match["what"] or match["sort"] for match in _EXCLUDED.finditer(folded))
    excluded = [item.strip() for items in listed for item in _LISTED.split(items)]
    return _EXCLUDED.sub(" ", folded), tuple(item for item in excluded if item)


def stated_figures(folded: str) -> tuple[str, ...]:
    """Figures that the question itself states with a unit, such as '12%'; years are not figures."""
    return tuple(
        folded[quantity.span.start : quantity.span.end]
        for quantity in find_quantities(folded)
        if quantity.unit and quantity.number[0].isdigit() and quantity.unit not in _DATE_UNITS
    )


def ordinal(folded: str) -> str:
    """Which of several repeats a question asks for, as written; empty where it does not."""
    match = _ORDINAL.search(folded)
    return match.group() if match else ""
