"""Figures of running text with what they are about: the words beside them, the level and the year that govern them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.figures import figures_in
from assistant.verification.levels import levels_in
from ingest.figures.quantities import Direction, Quantity
from ingest.model import TextSpan
from ingest.normalize import fold

_SENTENCE_END = re.compile(r"[。;!?\n]")
_PART_END = re.compile(r"[,:、(|\t]")
_WORDS = re.compile(r"[a-z]+|\d+(?:\.\d+)?|[\u4e00-\u9fff]+")
_RISES = r"增长|增加|提高|提升|上升|上涨|增幅|增速|涨幅|扩大|翻|新增|上浮|\b(?:increas|grow|ris(?:e|ing)|rais|up\b)"
_FALLS = (
    r"下降|降低|减少|压减|减免|降幅|下浮|下调|压缩|缩短|缩减|下滑|\b(?:decreas|declin|reduc|fall|drop|cut\b|down\b)"
)
_MOVES = re.compile(rf"(?P<rises>{_RISES})|(?P<falls>{_FALLS})")
_REACHES = re.compile(rf"(?:{_RISES}|{_FALLS})\w{{0,3}}?(?:到|至|(?:ed|e|es|ing)? to)(?:了|约)? ?$")
_LEAD, _TAIL = 80, 14
"""Characters before and behind a figure that say what it is about."""


@dataclass(frozen=True, eq=False)
class Stated:
    """A figure and what it is about."""

    figure: Quantity
    written: str
    """The figure with its comparators, as written."""
    lead: str
    """Folded words before it, from the amount or the sentence's end before it on."""
    tail: str
    """Folded words behind it, up to the next mark or figure."""
    levels: frozenset[str] = frozenset()
    """Zone levels that govern it; empty where its sentence names none."""
    years: frozenset[int] = frozenset()
    """Calendar years that govern it; empty where its sentence names none."""
    said: str = ""
    """The folded sentence before it, or the heads of its cell."""
    excerpt: str = ""
    """The figure with the words right before it, as written."""

    @cached_property
    def words(self) -> frozenset[str]:
        """What it is about, as pairs of characters, whole numbers and whole Latin words."""
        return words_of(self.lead) | words_of(self.tail)

    @cached_property
    def move(self) -> Direction | None:
        """Growth or decline, as the nearest such word of the same part of the sentence says."""
        if self.figure.change is not None:
            return self.figure.change
        before = list(_MOVES.finditer(_last_part(self.lead)))
        found = before[-1] if before else _MOVES.search(self.tail)
        if found is None:
            return None
        return Direction.INCREASE if found["rises"] else Direction.DECREASE

    @cached_property
    def is_level_reached(self) -> bool:
        """True for 提高到20%, which names what is reached and not the change."""
        return self.figure.change is None and _REACHES.search(self.lead) is not None


def words_of(folded: str) -> frozenset[str]:
    """Pairs of Chinese characters, whole numbers and whole Latin words of a folded text."""
    found: set[str] = set()
    for run in _WORDS.findall(folded):
        if run[0].isascii() or len(run) == 1:
            found.add(run)
        else:
            found.update(run[i : i + 2] for i in range(len(run) - 1))
    return frozenset(found)


@lru_cache(maxsize=2048)
def stated_in(text: str) -> tuple[Stated, ...]:
    """The figures of `text` in their order, a part of a sentence as the source of what each is about."""
    figures = figures_in(text)
    if not figures:
        return ()
    folded = fold(text)
    ends = [0, *(match.end() for match in _SENTENCE_END.finditer(folded)), len(folded)]
    return tuple(_stated(i, figures, text, folded, ends) for i in range(len(figures)))


def _stated(i: int, figures: Sequence[Quantity], text: str, folded: str, ends: Sequence[int]) -> Stated:
    figure = figures[i]
    place = bisect_right(ends, figure.span.start) - 1
    first, last = ends[place], max(ends[min(place + 1, len(ends) - 1)], figure.span.end)
    earlier = [other for other in figures[:i] if other.span.start >= first]
    amounts = [other.span.end for other in earlier if other.is_amount or not figure.is_amount]
    start = max([first, figure.span.start - _LEAD, *amounts[-1:]])
    lead, tail = folded[start : figure.span.start], _tail(i, figures, folded, last)
    said = folded[first : figure.span.start]
    named = levels_in(lead) or levels_in(tail) or levels_in(said)[-1:]
    part = start + len(lead) - len(_last_part(lead))
    return Stated(
        figure,
        figure.span.slice(text),
        lead,
        tail,
        frozenset(named),
        _years(earlier, start) if figure.is_amount else frozenset(),
        said,
        TextSpan(part, figure.span.end).slice(text).strip(),
    )


def _tail(i: int, figures: Sequence[Quantity], folded: str, last: int) -> str:
    end = figures[i].span.end
    stop = min(last, end + _TAIL, *(other.span.start for other in figures[i + 1 : i + 2]))
    behind = folded[end : max(end, stop)]
    # 到2020年,开发率…: what a year is about stands behind the comma.
    begin = 1 if behind.startswith(",") and not figures[i].is_amount else 0
    mark = _PART_END.search(behind, begin)
    return behind[: mark.start()] if mark else behind


def _last_part(lead: str) -> str:
    """The lead from its last comma or colon on; the whole of a lead that ends in one (减少:10%)."""
    marks = [match.end() for match in _PART_END.finditer(lead.rstrip(" ,:|\t"))]
    return lead[marks[-1] :] if marks else lead


def _years(earlier: Sequence[Quantity], start: int) -> frozenset[int]:
    """The years named from `start` on, else the last one before it."""
    dated = [(other.span.start, years) for other in earlier if (years := years_of(other))]
    near = [years for place, years in dated if place >= start] or [years for _, years in dated[-1:]]
    return frozenset().union(*near)


def years_of(figure: Quantity) -> frozenset[int]:
    """The calendar years of a year, a run of years or a date; empty for other figures and a date without year."""
    if figure.value is None or figure.is_reference:
        return frozenset()
    if figure.is_date:
        return frozenset({year} if (year := int(figure.value[0]) // 10_000) else ())
    if not figure.is_year:
        return frozenset()
    first, last = int(figure.value[0]), int(figure.value[1])
    return frozenset(range(first, last + 1)) if last - first <= 30 else frozenset({first, last})
