"""The statements of a sentence, part by part and figure by figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.facts.before import statements_before
from ingest.facts.behind import statement_behind
from ingest.facts.carried import Carried, begins_afresh, leaves_no_doubt, only_if, open_part
from ingest.facts.grants import grants_by_tier
from ingest.facts.indicators import is_amount, is_duration
from ingest.facts.lists import DIVIDER
from ingest.facts.parts import Part, Sentence
from ingest.facts.words import Statement, Words
from ingest.figures.quantities import Quantity

_CLOSES = re.compile(r"\s*(?:$|[、)”\"]|的?(?:目标|水平|速度)(?:$|、)|等(?:$|[、目]))")
"""What stands behind a figure that ends a statement."""
_JOINS = re.compile(r"\s*(?:和|及|与|以及|并|且)")
_EACH = re.compile("所有|全部|每|各")
_OF_ONE = re.compile("个月|当年")
_OF_WHICH = re.compile(r"\s*(?:其中|包括)")


def statements_of(sentence: Sentence, first: bool = True) -> Iterator[Statement]:
    """What one sentence states with figures; `first` says that its clause begins with it."""
    carried = Carried(follows=first)
    for part, conditional in zip(sentence.parts, only_if(sentence), strict=True):
        held = carried.subject, carried.placed
        if _OF_WHICH.match(sentence.text, part.span.start) and not carried.stated:
            carried.of_unknown = True
        found = list(_of_part(sentence.text, part, carried, conditional))
        carried.stated = bool(found)
        carried.group_stated = carried.group_stated or bool(part.figures)
        carried.latest = found[0] if len(found) == 1 else None
        yield from found
        if found and _OF_WHICH.match(sentence.text, part.span.start):
            # 其中 names a part of the whole, which is no subject of what comes behind.
            carried.subject, carried.placed = held
        carried.follows = leaves_no_doubt(sentence.text, part, carried, bool(found))
        carried.fresh = begins_afresh(sentence.text, part, bool(found))
        for inner in part.inner:
            # 企业60户(规模以上21户); behind other words a bracket only explains them.
            if any(figure.span.end == inner.span.start - 1 for figure in part.figures):
                yield from _of_part(sentence.full, inner, replace(carried, pending=[]), conditional)
        if part.ends_group:
            carried.often = carried.verb = None
            carried.group_stated = False
            if carried.subject and _EACH.match(sentence.text, carried.subject.start) and not carried.stated:
                # 所有园区建设污水处理厂;污水处理率达到100%
                carried.subject = None
            if carried.local:
                carried.subject, carried.local = None, False
        if part.figures and carried.period and _OF_ONE.search(carried.period.slice(sentence.text)):
            # 签约后12个月内竣工率达到60%: counted from something that this part names.
            carried.period = None


def _of_part(text: str, part: Part, carried: Carried, conditional: bool) -> Iterator[Statement]:
    open_part(text, part, carried)
    position, i = part.span.start, 0
    figures = () if conditional else tuple(q for q in part.figures if q.span.start >= carried.told_until)
    while i < len(figures):
        end = _run_end(text, position, figures, i)
        last = figures[end - 1]
        if _ends_statement(text, part, last, figures[end:]):
            if is_amount(last) or is_duration(last):
                yield from statements_before(text, part, position, figures[i:end], carried)
            position = last.span.end
        elif end == i + 1 and is_amount(last):
            behind = statement_behind(text, part, position, figures[i:], carried)
            if behind is not None:
                yield from _named_later(carried, behind)
                yield behind
                position = behind.indicator.pieces[-1].end
                end = next((n for n in range(end, len(figures)) if figures[n].span.start >= position), len(figures))
        elif end > i + 1:
            yield from grants_by_tier(text, part, position, figures[i:end], carried)
        i = end


def _run_end(text: str, start: int, figures: Sequence[Quantity], first: int) -> int:
    """End of the run of figures that only 、 and the like divide, from `first` on.

    新建项目15个、50亿元以上项目3个 are two runs, unless 分别 deals out the figures to what stands before.
    """
    end = first + 1
    dealt = "分别" in text[start : figures[first].span.start]
    while end < len(figures) and DIVIDER.fullmatch(text, figures[end - 1].span.end, figures[end].span.start):
        units = figures[end - 1].normal_unit, figures[end].normal_unit
        if not dealt and units[0] not in (units[1], ""):
            break
        end += 1
    return end


def _ends_statement(text: str, part: Part, last: Quantity, further: Sequence[Quantity]) -> bool:
    if _CLOSES.match(text, last.span.end, part.span.end):
        return not further or last.span.end < further[0].span.start
    return bool(further) and _JOINS.match(text, last.span.end, further[0].span.start) is not None


def _named_later(carried: Carried, behind: Statement) -> Iterator[Statement]:
    """每县培育2家、每市培育3家重点企业: the first count is of 重点企业 too."""
    for before in carried.pending:
        if before.part == behind.part and before.figure.normal_unit == behind.figure.normal_unit:
            yield replace(before, indicator=Words((*before.indicator.pieces, behind.indicator.pieces[-1])))
    carried.pending.clear()
