"""甲、乙分别达到10%、20%: which of the things named a figure of such a run belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.figures.quantities import Quantity

_EACH = re.compile(r"(?P<names>[^,;:。\n]+)分别[^,;:。\n]{0,14}$")
_JOINS = re.compile(r"[、,]|和|及|与|以及")
_BETWEEN = re.compile(r" ?(?:、|,|和|及|与|以及) ?")


def names_of_runs(figures: Sequence[Quantity], folded: str) -> dict[int, str]:
    """The name that each figure of a run behind 分别 belongs to, by the position of the figure in `figures`.

    Runs that have not as many figures as names are left out.
    """
    found: dict[int, str] = {}
    for first, last in _runs(figures, folded):
        each = _EACH.search(folded[max(0, figures[first].span.start - 120) : figures[first].span.start])
        names = _JOINS.split(each["names"]) if each else []
        if len(names) == last - first > 1:
            found.update({first + n: name for n, name in enumerate(names)})
    return found


def _runs(figures: Sequence[Quantity], folded: str) -> list[tuple[int, int]]:
    """First and last (excluded) of figures that only joining marks divide."""
    cuts = [0]
    for i, (one, other) in enumerate(pairwise(figures), start=1):
        if _BETWEEN.fullmatch(folded, one.span.end, other.span.start) is None:
            cuts.append(i)
    return [(first, last) for first, last in pairwise([*cuts, len(figures)]) if last - first > 1]
