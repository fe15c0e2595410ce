"""Places that made-up plans are for: every division of the gazetteer and zones of its cities."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ingest.regions.names import load_divisions

RegionPath = tuple[str, ...]

_ZONE_KINDS = ("经济技术开发区", "高新技术产业开发区")
_TURNS = ("city", "zone", "city", "province", "county", "city", "zone", "county")
"""Kinds of places as they take turns: most plans for zones are made by cities."""


@dataclass(frozen=True, slots=True)
class MadePlace:
    """A place as a plan names it."""

    name: str
    path: RegionPath
    """Outermost first."""
    kind: str
    """'province', 'city', 'county' or 'zone'."""


def places(without: Collection[RegionPath], dice: random.Random) -> Iterator[MadePlace]:
    """Every place once, the kinds in turns and otherwise in random order.

    Left out are the regions `without`, all within them, and those that they lie in: a province's plan holds
    for its cities.
    """
    waiting = {kind: dice.sample(found, len(found)) for kind, found in _by_kind(without).items()}
    while any(waiting.values()):
        for kind in _TURNS:
            if waiting[kind]:
                yield waiting[kind].pop()


def _by_kind(without: Collection[RegionPath]) -> dict[str, list[MadePlace]]:
    times = Counter(region.name for region in load_divisions())
    found: dict[str, list[MadePlace]] = {kind: [] for kind in _TURNS}
    for region in load_divisions():
        if any(_related(region.path, path) for path in without):
            continue
        # 鼓楼区 lies in four cities, so its plan names the city too.
        name = region.name if times[region.name] == 1 else "".join(region.path[-2:])
        found[region.level].append(MadePlace(name, region.path, region.level))
        if region.level == "city" and region.name.endswith("市"):
            zones = [region.name.removesuffix("市") + kind for kind in _ZONE_KINDS]
            found["zone"] += [MadePlace(zone, (*region.path, zone), "zone") for zone in zones]
    return found


def _related(first: RegionPath, second: RegionPath) -> bool:
    """Whether one lies in the other, or both are the same."""
    shorter = min(len(first), len(second))
    return first[:shorter] == second[:shorter]
