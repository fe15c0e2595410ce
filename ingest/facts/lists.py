"""Lists with 分别: each value with the indicator or the subject that stands at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.facts.carried import Carried, when
from ingest.facts.heads import Head
from ingest.facts.indicators import measures
from ingest.facts.parts import Part
from ingest.facts.periods import PERIOD
from ingest.facts.subjects import LEVEL, LEVEL_LIST
from ingest.facts.words import Statement, Words, words_of
from ingest.figures.quantities import Direction, Quantity, find_quantities
from ingest.model import TextSpan

_PER_WHAT = re.compile(r"(?:能耗|用水量|水耗|电耗|二氧化碳排放|碳排放|取水量)")
_PER = re.compile(
    rf"(?P<of>(?:单位|万元)(?:工业增加值|规上工业增加值|地区生产总值|gdp|工业产值|产值))(?={_PER_WHAT.pattern})"
)
_ALL = 100
DIVIDER = re.compile(r"\s*(?:、|和|及|与)\s*")
_SHARED_SHARE = re.compile(r"占.*$")
"""甲、乙占全省的比重分别达到: what stands behind the last item is said of all."""


def several(text: str, part: Part, run: Sequence[Quantity], head: Head, carried: Carried) -> Iterator[Statement]:
    """One statement for each figure of `run`; none where it is not plain which figure is of what."""
    figures = _same_unit(run)
    around = text[part.span.start : head.words.start] + text[head.words.end : run[0].span.start]
    if figures is None or "分别" not in around:
        return
    change = "" if head.reached else next((str(figure.change) for figure in run if figure.change), "")
    period, dated = when(head, carried)
    pairs = _pairs(text, figures, head, carried, bool(change))
    for figure, (subject, indicator) in zip(figures, pairs, strict=False):
        yield Statement(figure, part.span, subject, indicator, period, change, dated)


def _pairs(
    text: str, figures: Sequence[Quantity], head: Head, carried: Carried, changes: bool
) -> list[tuple[Words | None, Words]]:
    """Subject and indicator for each figure; empty where their numbers differ."""
    words, unit = head.words.slice(text).strip(), figures[0].normal_unit
    subject = words_of(head.subject or carried.subject)
    if not words:
        return [(subject, item) for item in carried.listed] if len(carried.listed) == len(figures) else []
    if head.subject is not None and LEVEL_LIST.fullmatch(head.subject.slice(text)):
        zones = _zones(text, head.subject)
        fits = len(zones) == len(figures) and measures(words, unit, changes)
        return [(zone, Words((head.words,))) for zone in zones] if fits else []
    items = _with_shared(text, _items(text, head.words))
    if any(PERIOD.match(item.text(text)) for item in items):
        return []
    whose = head.subject or (carried.subject if carried.placed else None)
    places = _items(text, whose) if whose is not None else []
    if len(places) == len(figures):
        fits = len(items) == 1 and measures(words, unit, changes)
        return [(Words((place,)), Words((head.words,))) for place in places] if fits else []
    if len(items) != len(figures) or not all(measures(item.text(text), unit, True) for item in items):
        return []
    carried.listed = tuple(items)
    return [(subject, item) for item in items]


def _items(text: str, span: TextSpan) -> list[TextSpan]:
    items, start = [], span.start
    for match in DIVIDER.finditer(text, span.start, span.end):
        items.append(TextSpan(start, match.start()))
        start = match.end()
    return [*items, TextSpan(start, span.end)]


def _with_shared(text: str, items: Sequence[TextSpan]) -> list[Words]:
    per = _PER.match(text, items[0].start, items[0].end)
    if per is not None and all(_PER_WHAT.match(text, item.start, item.end) for item in items[1:]):
        # 单位工业增加值能耗、用水量: both are of a unit of it.
        unit = TextSpan(*per.span("of"))
        return [Words((items[0],)), *(Words((unit, item)) for item in items[1:])]
    last = items[-1]
    shared = _SHARED_SHARE.search(text, last.start, last.end)
    if shared is None or any("占" in item.slice(text) for item in items[:-1]):
        return [Words((item,)) for item in items]
    tail = TextSpan(*shared.span())
    return [*(Words((item, tail)) for item in items[:-1]), Words((last,))]


def _zones(text: str, span: TextSpan) -> list[Words]:
    """国家级、省级开发区 as 国家级开发区 and 省级开发区."""
    items = _items(text, span)
    level = LEVEL.match(text, items[-1].start)
    zone = TextSpan(level.end(), span.end) if level else items[-1]
    return [Words((item, zone) if LEVEL.fullmatch(text, item.start, item.end) else (item,)) for item in items]


def _same_unit(run: Sequence[Quantity]) -> list[Quantity] | None:
    """The figures with the unit that only the last one has; None where units differ otherwise."""
    last = run[-1]
    shared = run[0].bound if run[0].bound is not Direction.EXACT else last.bound
    figures = []
    for figure in run:
        if figure.unit == "" and last.unit:
            again = find_quantities(f"{figure.number}{last.unit}")
            if len(again) != 1 or again[0].value is None:
                return None
            figure = replace(figure, value=again[0].value, normal_unit=last.normal_unit, unit=last.unit)
        elif figure.normal_unit != last.normal_unit:
            return None
        # 分别达到100%、95%以上: nothing is more than all.
        whole = figure.normal_unit == "%" and figure.value is not None and figure.value[0] == _ALL
        figures.append(replace(figure, bound=shared) if figure.bound is Direction.EXACT and not whole else figure)
    return figures
