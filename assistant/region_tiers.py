"""How near the region of a passage is to a place that the question names.

The tier decides before the score does where a passage is of the wrong region: then it is not found at all.
Between the tiers that remain the score is discounted, so that the document of the very region comes first
where both say the same, and the other where only it says what is asked; a passage of another region that
merely names the place never comes before the best of the place's own (`assistant.retrieval`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from assistant.model import Place
from assistant.understanding.places import covers, is_about, names_in_chinese
from ingest.normalize import fold
from vectorstore.model import Passage

RegionPath = tuple[str, ...]


class Tier(IntEnum):
    """What makes a passage count for a place."""

    OWN = 0
    """Its document is about the very region."""
    INSIDE = 1
    """Its document is about a part of the region."""
    COVERING = 2
    """Its document is about the city or county that the place lies in."""
    NAMED = 3
    """Its document is about another region, or none, and its own words name the place."""


_DISCOUNTS = {Tier.OWN: 1.0, Tier.INSIDE: 0.75, Tier.COVERING: 0.8, Tier.NAMED: 0.7}
_ALONE = {Tier.INSIDE: 1.0, Tier.COVERING: 0.8, Tier.NAMED: 0.9}
"""Where no document is about the very region."""


def tier_of(passage: Passage, place: Place) -> Tier | None:
    """The tier of a passage for a place; None for one of another region."""
    if passage.region in place.paths:
        return Tier.OWN
    if is_about(passage.region, place):
        return Tier.INSIDE
    if covers(passage.region, place):
        return Tier.COVERING
    return Tier.NAMED if mentions(passage.text, place) else None


@dataclass(frozen=True, slots=True)
class IndexedRegions:
    """The regions that documents are about. Make it once for an index: it looks at each of them."""

    exact: frozenset[RegionPath]
    around: frozenset[RegionPath]
    """Those that have documents of a part of them, whether or not they have documents of their own."""

    @classmethod
    def of(cls, paths: Iterable[RegionPath]) -> IndexedRegions:
        exact = frozenset(paths)
        return cls(exact, frozenset(path[:length] for path in exact for length in range(1, len(path))))

    def __bool__(self) -> bool:
        """True where some document is about a region."""
        return any(self.exact)

    def has_own(self, place: Place) -> bool:
        """True where documents are about the very place."""
        return any(path in self.exact for path in place.paths)

    def has_inside(self, place: Place) -> bool:
        """True where documents are about a part of the place."""
        return any(path in self.around for path in place.paths)

    def is_covered(self, place: Place) -> bool:
        """True where the document of a city or county around the place also holds for it."""
        return any(path in self.exact for path in covering_paths(place))


def discount(tier: Tier, regions: IndexedRegions, place: Place) -> float:
    """What the score of a passage is multiplied by, given the regions that have documents."""
    return _DISCOUNTS[tier] if regions.has_own(place) else _ALONE.get(tier, 1.0)


def covering_paths(place: Place) -> tuple[RegionPath, ...]:
    """The regions around a place whose documents also hold for it, the nearest first."""
    around = (path[:length] for path in place.paths for length in range(len(path) - 1, 0, -1))
    return tuple(dict.fromkeys(path for path in around if covers(path, place)))


def names_in_texts(place: Place) -> tuple[str, ...]:
    """How a clause would name the place: as the question does; for Latin letters, and a mere 浔, its short name."""
    if not place.name.isascii() and len(place.name) > 1:
        return (place.name,)
    return names_in_chinese(place)


def mentions(text: str, place: Place) -> bool:
    """True where the words of a clause name the place."""
    folded = fold(text)
    return any(fold(name) in folded for name in names_in_texts(place))
