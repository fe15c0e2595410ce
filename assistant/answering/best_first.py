"""The best of many things without making them all: groups of things are opened only when their turn may come."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias, TypeVar

_T = TypeVar("_T")
Group: TypeAlias = tuple[float, Callable[[], Iterable[_T]]]
"""The most that one of the group can score, and what makes the group."""
_ROUNDING = 1e-9
"""A bound is summed in another order than a score."""


def best_first(groups: Iterable[Group[_T]], score: Callable[[_T], float]) -> Iterator[_T]:
    """The members of all groups, best first; equal scores keep the order of the groups, and that within each.

    No member may score above the bound of its group.
    """
    made = list(groups)
    opened: dict[tuple[int, int], _T] = {}
    waiting = [(-bound - _ROUNDING, number, -1) for number, (bound, _) in enumerate(made)]
    heapq.heapify(waiting)
    while waiting:
        _, number, position = heapq.heappop(waiting)
        if position >= 0:
            yield opened.pop((number, position))
            continue
        for place, member in enumerate(made[number][1]()):
            opened[number, place] = member
            heapq.heappush(waiting, (-score(member), number, place))
