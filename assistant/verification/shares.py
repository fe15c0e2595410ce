"""甲、乙分别达到10%、20%: which of the things named a figure of such a run belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.figures.quantities import Quantity

_EACH = re.compile(r"(?P<names>[^,;:。\n]+)分别[^,;:。\n]{0,14}$")
_JOINS = re.compile(r"[、,]|和|及|与|以及")
_LOOK_BACK = 120
_BETWEEN = re.compile(r" ?(?:、|,|和|及|与|以及) ?")


def names_of(figures: Sequence[Quantity], first: int, past: int, folded: str) -> list[str]:
    """The name that each figure of the run from `first` up to `past` belongs to; empty names where none is told.

    A run behind 分别 that has not as many figures as names tells none.
    """
    start = figures[first].span.start
    each = _EACH.search(folded[max(0, start - _LOOK_BACK) : start])
    names = _JOINS.split(each["names"]) if each else []
    return names if len(names) == past - first else [""] * (past - first)


def runs_of(figures: Sequence[Quantity], folded: str) -> list[tuple[int, int]]:
    """Begin and end of each run of two or more figures in one unit that only joining marks divide."""
    cuts = [0]
    for i, (one, other) in enumerate(pairwise(figures), start=1):
        alike = one.normal_unit == other.normal_unit or not one.normal_unit
        if not alike or _BETWEEN.fullmatch(folded, one.span.end, other.span.start) is None:
            cuts.append(i)
    return [(first, past) for first, past in pairwise([*cuts, len(figures)]) if past - first > 1]
