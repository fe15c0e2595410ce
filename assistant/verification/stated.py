"""Figures of running text with what they are about: the words beside them, the level and the year that govern them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from assistant.figures import figures_in
from assistant.verification.levels import levels_in
from assistant.verification.shares import names_of, runs_of
from ingest.figures.quantities import Direction, Quantity
from ingest.model import TextSpan
from ingest.normalize import fold

_SENTENCE_END = re.compile(r"[。;!?\n]")
_PART_END = re.compile(r"[,:、(|\t]")
_NO_SUBJECT = re.compile(
    r"[“\"]?十[一二三四五六]五[”\"]?(?:时期|期间|规划)?末?|(?:19|20)\d{2}(?:[-—~至到](?:19|20)?\d{2})?年?[底末前]*|每年|年均|力争|争取|确保"
    r"|努力|实现|达到|完成|左右|其中|分别|以上|以下"
)
"""When, and how firmly; never what a figure is about. Years are compared apart."""
_WORDS = re.compile(
    r"[a-z]+|\d+(?:\.\d+)?[十百千]?[万亿]*(?:个?百分点|美?元|[%家户个项人名亩])?|[\u4e00-\u9fff]+", re.ASCII
)
_RISES = r"增长|增加|提高|提升|上升|上涨|增幅|增速|涨幅|扩大|翻|新增|上浮|\b(?:increas|grow|ris(?:e|ing)|rais|up\b)"
_FALLS = (
    r"下降|降低|减少|压减|减免|降幅|下浮|下调|压缩|缩短|缩减|下滑|\b(?:decreas|declin|reduc|fall|drop|cut\b|down\b)"
)
MOVES = re.compile(rf"(?P<rises>{_RISES})|(?P<falls>{_FALLS})")
_REACHES = re.compile(rf"(?:{_RISES}|{_FALLS})\w{{0,3}}?(?:到|至|(?:ed|e|es|ing)? to)(?:了|约)? ?$")
_FORMER = re.compile(r"(?:[由从自]|原来?)(?:原来|原有|原先|目前|现在|现行)?的?(?:每[人月年亩])*$")
_BECOMES = re.compile(r" ?(?:/\w)?(?:左右)?(?:增|提|升|上|扩|降|减|缩|下|调|压)\w{0,3}?[至到为]")
_PAIR = re.compile(r"[\u4e00-\u9fff]{2}")
_BRACKET = re.compile(r" ?\((?P<about>(?=[^()]*[\u4e00-\u9fff]{2})[^()]*(?:\([^()]*\)[^()]*)*)\)")
SHORT_LEAD = 12
"""Characters before a figure that are no more than a region or a name of a side."""
_LEAD, _TAIL = 80, 24
"""Characters before and behind a figure that say what it is about."""


@dataclass(frozen=True, eq=False)
class Stated:
    """A figure and what it is about."""

    figure: Quantity
    written: str
    """The figure with its comparators, as written."""
    lead: str
    """Folded words before it: from the amount before it on, else from the begin of its sentence."""
    tail: str
    """Folded words behind it, up to the next mark."""
    about: str
    """Those of `lead` that belong to it alone, and to no figure before it."""
    levels: frozenset[str] = frozenset()
    """Zone levels that govern it; empty where its sentence names none."""
    years: frozenset[int] = frozenset()
    """Calendar years that govern it, for an amount those of its sentence; empty where none is named."""
    said: str = ""
    """The folded sentence before it, or the heads of its cell."""
    sentence: int = -1
    """Where its sentence begins in the text; -1 in the cell of a table."""
    place: tuple[int, int] = (0, 1)
    """Its place, from 0, in a run of figures that only commas divide, and how many the run has."""
    paired: bool = False
    """True in a run behind 分别, where `about` is the name that this one figure belongs to."""
    excerpt: str = ""
    """The figure with the words right before it, as written."""

    @cached_property
    def words(self) -> frozenset[str]:
        """What it is about, as pairs of characters, whole Latin words, and amounts right before it."""
        behind = words_of(_NO_SUBJECT.sub(" ", self.tail))
        return words_of(_NO_SUBJECT.sub(" ", self.about)) | {word for word in behind if not word[0].isdecimal()}

    @cached_property
    def all_words(self) -> frozenset[str]:
        """`words` and the amounts that follow."""
        return self.words | words_of(_NO_SUBJECT.sub(" ", self.tail))

    @cached_property
    def sentence_words(self) -> frozenset[str]:
        """Those of all that its sentence says before it."""
        return words_of(_NO_SUBJECT.sub(" ", self.said))

    @cached_property
    def subject(self) -> str:
        """The pair of characters that its part of the sentence begins with; empty where it has none."""
        found = _PAIR.match(_NO_SUBJECT.sub("", _last_part(self.lead)).strip(" ,:、()"))
        return found.group() if found else ""

    @cached_property
    def is_former(self) -> bool:
        """True for the 5所 of 由原来的5所增至7所, which holds no longer."""
        return _FORMER.search(self.lead) is not None and _BECOMES.match(self.tail) is not None

    @cached_property
    def move(self) -> Direction | None:
        """Growth or decline, as the nearest such word of the same part of the sentence says."""
        if self.figure.change is not None:
            return self.figure.change
        before = list(MOVES.finditer(_last_part(self.lead)))
        found = before[-1] if before else MOVES.search(self.tail)
        if found is None:
            return None
        return Direction.INCREASE if found["rises"] else Direction.DECREASE

    @cached_property
    def is_level_reached(self) -> bool:
        """True for 提高到20%, which names what is reached and not the change."""
        return self.figure.change is None and _REACHES.search(self.lead) is not None


def words_of(folded: str) -> frozenset[str]:
    """Pairs of Chinese characters, whole amounts and whole Latin words of a folded text."""
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
    stated = [_stated(i, figures, text, folded, ends) for i in range(len(figures))]
    for first, past in runs_of(figures, folded):
        for i, name in enumerate(names_of(figures, first, past, folded), start=first):
            placed = replace(stated[i], place=(i - first, past - first))
            stated[i] = replace(placed, about=name, paired=True) if name else placed
    return tuple(stated)


def _stated(i: int, figures: Sequence[Quantity], text: str, folded: str, ends: Sequence[int]) -> Stated:
    figure = figures[i]
    place = bisect_right(ends, figure.span.start) - 1
    first, last = ends[place], max(ends[min(place + 1, len(ends) - 1)], figure.span.end)
    earlier = [other for other in figures[:i] if other.span.start >= first]
    before = [other.span for other in earlier if other.is_amount or not figure.is_amount]
    begin, joined = _begin(before, first, figure.span.start, folded)
    start = max(begin, figure.span.start - _LEAD)
    lead, tail = folded[start : figure.span.start], _tail(figure, folded, last)
    said = folded[first : figure.span.start]
    part_about, described = lead if joined else _own_part(lead), ""
    years = _years(earlier, start) if figure.is_amount else _year_of_day(figures[:i])
    bracket = _BRACKET.match(folded, figure.span.end, last) if len(lead.strip()) <= SHORT_LEAD else None
    inside = [other for other in figures[i + 1 :] if bracket is not None and other.span.end <= bracket.end()]
    if bracket is not None and not any(other.is_amount for other in inside):
        # 不低于26万元(国家级园区的亩均税收): what it is about follows in brackets.
        described = bracket["about"]
        lead, part_about, tail = f"{lead} {described} ", f"{lead} {described}", ""
        years = frozenset().union(*map(years_of, inside)) or years
    part = figure.span.start - len(_last_part(folded[start : figure.span.start]))
    return Stated(
        figure=figure,
        written=figure.span.slice(text),
        lead=lead,
        tail=tail,
        about=part_about,
        levels=frozenset(levels_in(described) or _levels(lead) or levels_in(tail) or levels_in(said)[-1:]),
        years=years,
        said=said,
        sentence=first,
        excerpt=TextSpan(part, figure.span.end).slice(text).strip(),
    )


def _levels(lead: str) -> list[str]:
    """Those behind the last comma, else all."""
    return levels_in(lead.rstrip(" ,").rpartition(",")[2]) or levels_in(lead)


def _begin(before: Sequence[TextSpan], first: int, end: int, folded: str) -> tuple[int, bool]:
    """Where a figure's words begin, and whether that is where its sentence begins.

    Amounts with no mark in between speak of one thing: 超100亿元的项目1个, 超100亿元的项目：1个.
    """
    stop = len(folded[:end].rstrip(" :"))
    for span in reversed(before):
        if _PART_END.search(folded, span.end, stop):
            return span.end, False
        stop = span.start
    return first, True


def _own_part(lead: str) -> str:
    """Without what stands behind the figure before, up to the first mark, and belongs to that one: 5万吨甲醇、."""
    mark = _PART_END.search(lead)
    return lead[mark.end() :] if mark else lead


def _tail(figure: Quantity, folded: str, last: int) -> str:
    behind = folded[figure.span.end : max(figure.span.end, min(last, figure.span.end + _TAIL))]
    # 到2020年,开发率…: what a year is about stands behind the comma.
    begin = 1 if behind.startswith(",") and not figure.is_amount else 0
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


def _year_of_day(earlier: Sequence[Quantity]) -> frozenset[int]:
    """The year last named, which a day without year is of."""
    return next((years for other in reversed(earlier) if (years := years_of(other))), frozenset())


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
