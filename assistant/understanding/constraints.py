"""Constraints stated in a question: level, exclusions, extremes, figures.

All functions take folded text (`ingest.normalize.fold`); each value comes with the words that say it.
"""

from __future__ import annotations

import re

from assistant.understanding.spans import Found, blanked, found, values
from ingest.figures.quantities import find_quantities

_LEVEL = re.compile(r"(?P<level>国家|省|市|县|区)级(?P<up>及以上|以上)?")
_NATIONAL = re.compile(
    r"国家(?=开发区|园区|经开区|高新区|经济技术开发区|高新技术(?!企业))|(?<![\u4e00-\u9fff])国家高新技术(?=企业)"
    r"|[“\"]?国字[号头][”\"]?"
)
_DATE_UNITS = ("年", "月", "日", "个月", "月份")
_ASKS = "多少|什么|怎|咋|如何|哪|几|谁|吗|是否|可以|可否|(?P<doubled>[能会要有可])不(?P=doubled)"
# 是不是, 算不算 and 含不含 ask; 去除率, 解除, 不含税 and 非化石能源 are words of their own.
_EXCLUDED = re.compile(
    r"[(,]?\s*(?:"
    r"(?:除了|(?<![去扣解排免消拆清])除)(?P<beside>[^()。;?!]{1,40}?)(?:之外|以外|外(?![商资贸汇籍国地省]))"
    r"|(?:(?<!是)而?不是|(?<!含)不含(?!税(?!收)|税收入)|(?<!包)不包括|(?<!算)不算|除了)"
    rf"(?P<what>(?:(?!{_ASKS})[^(),。;?!]){{1,12}}?)(?:的(?=[(),。;?!\s]|$))?(?=还|也|的|[(),。;?!\s]|$)"
    r"|非(?P<sort>(?:国家|省|市|县|区)级|新区|高新区|经开区|开发区))\s*\)?"
)
_LISTED = re.compile(r"[、,]|以及|和|与")
_ORDINAL = re.compile(
    r"第(?:[一二三四五六七八九十]|\d{1,2})(?:个)?(?:年度|年|阶段|步|批|季度)|(?:首|头一?)个?(?:年度|年)|最后一?个?(?:年度|年)|末年"
)
_EXTREMES = {
    "最低": r"最低|最少|至少|起码|不(?:得)?(?:低|少)于|下限|底线|保底|at least|minimum|lowest|least|no less than",
    "最高": r"最高|最多|至多|不(?:得)?(?:超过|高于)|上限|封顶|顶格|顶多|at most|maximum|highest|no more than",
    "最大": r"最大|largest|biggest",
    "最小": r"最小|smallest",
    "最快": r"最快|fastest",
    "最长": r"最长|longest",
    "最短": r"最短|shortest",
    "最早": r"最早|earliest",
    "最晚": r"最晚|最迟|latest by|no later than",
    "最新": r"最新|newest|most recent",
    "最好": r"最好|最优|最佳|best",
    "排名第一": r"排名?第一|首位(?!产业)|first place",
}
_EXTREME = re.compile("|".join(f"(?P<e{n}>{forms})" for n, forms in enumerate(_EXTREMES.values())))
_EXTREME_NAMES = tuple(_EXTREMES)


def find_levels(folded: str) -> list[Found]:
    """Zone levels named, as '国家级' or '省级以上', in order."""
    items = [found(match, match["level"] + "级" + ("以上" if match["up"] else "")) for match in _LEVEL.finditer(folded)]
    items += [found(match, "国家级") for match in _NATIONAL.finditer(folded)]
    return sorted(items, key=lambda item: item.start)


def levels(folded: str) -> tuple[str, ...]:
    """Zone levels named, as '国家级', '省级', '市级', in order; '省级以上' is '省级' here."""
    return tuple(dict.fromkeys(item.value.removesuffix("以上") for item in find_levels(folded)))


def find_exclusions(folded: str) -> tuple[str, list[Found]]:
    """The question with blanks for what it sets aside, and what that was: '(不是新区)', '除九江外', '非国家级'.

    What is set aside ends at 外, 还, 也, 的, punctuation or the end; where a word that asks comes before that,
    the question stays whole.
    """
    matches = list(_EXCLUDED.finditer(folded))
    items = [
        found(match, item.strip())
        for match in matches
        for item in _LISTED.split(match["beside"] or match["what"] or match["sort"])
        if item.strip()
    ]
    return blanked(folded, (match.span() for match in matches)), items


def find_figures(folded: str) -> list[Found]:
    """Figures that the question itself states with a unit, such as '12%'; years are not figures."""
    return [
        Found(folded[quantity.span.start : quantity.span.end], quantity.span.start, quantity.span.end)
        for quantity in find_quantities(folded)
        if quantity.is_amount and quantity.unit and quantity.number[0].isdigit() and quantity.unit not in _DATE_UNITS
    ]


def find_ordinals(folded: str) -> list[Found]:
    """Which of several repeats a question asks for, as written."""
    return [found(match) for match in _ORDINAL.finditer(folded)]


def find_extremes(folded: str) -> list[Found]:
    """Bounds and extremes asked for, each in one form."""
    return [found(match, _EXTREME_NAMES[int(str(match.lastgroup)[1:])]) for match in _EXTREME.finditer(folded)]


def extremes(folded: str) -> tuple[str, ...]:
    """The forms of `find_extremes`, once each."""
    return values(find_extremes(folded))
