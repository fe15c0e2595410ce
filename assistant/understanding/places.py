"""Regions named in a question."""

from __future__ import annotations

from assistant.model import Place, Term
from ingest.regions.gazetteer import Gazetteer

_OWN_NAMES = ("新区", "高新技术产业开发区", "经济技术开发区", "海关特殊监管区", "综合保税区")
_AND = "、和与及跟"
PLACE_WEIGHT = 0.5
INNER_PLACE_WEIGHT = 1.5
"""Of a place for which there are only documents of the city around it: there the clause itself must name it."""


def find_places(folded: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Every region that a folded question names, once each; a name may mean several regions."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for mention in gazetteer.find(folded):
        paths = found.setdefault(mention.text, [])
        if mention.region.path not in paths:
            paths.append(mention.region.path)
    return _deepest(folded, [Place(name, tuple(paths)) for name, paths in found.items()])


def place_names(folded: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Every region name as written, also one that only says where another place lies."""
    return tuple(dict.fromkeys(mention.text for mention in gazetteer.find(folded)))


def _deepest(folded: str, places: list[Place]) -> tuple[Place, ...]:
    """Without places that only say where another one lies: '南京' in '南京江宁经开区', not in '南京和江宁经开区'."""

    def locates(outer: Place, inner: Place) -> bool:
        inside = all(any(path[: len(o)] == o and path != o for o in outer.paths) for path in inner.paths)
        return inside and not _side_by_side(folded, outer.name, inner.name)

    return tuple(place for place in places if not any(locates(place, other) for other in places if other != place))


def _side_by_side(folded: str, one: str, other: str) -> bool:
    """True where two names are members of one enumeration."""
    (first, start), (_, end) = sorted(((one, folded.find(one)), (other, folded.find(other))), key=lambda n: n[1])
    return any(sign in folded[start + len(first) : end] for sign in _AND)


def is_about(path: tuple[str, ...], place: Place) -> bool:
    """True where a document of region `path` is about `place`: the same region or one inside it."""
    return any(path[: len(asked)] == asked for asked in place.paths)


def covers(path: tuple[str, ...], place: Place) -> bool:
    """True where a document of the city or county `path` also holds for `place`, which lies in it.

    A province's document is not taken to set what a city in it requires.
    """
    return len(path) >= 2 and any(asked[: len(path)] == path for asked in place.paths)


def place_terms(places: tuple[Place, ...]) -> tuple[Term, ...]:
    """Places as terms, so that a clause which names the place outranks one that only lies in it."""
    return tuple(Term(place.name, _other_names(place), PLACE_WEIGHT, place=True) for place in places)


def _other_names(place: Place) -> tuple[str, ...]:
    """The official names, and the kind of zone, by which documents of the zone or its city mostly call it."""
    names = [path[-1] for path in place.paths]
    return tuple(dict.fromkeys([*names, *(own for name in names for own in _OWN_NAMES if name.endswith(own))]))
