"""Regions named in a question."""

from __future__ import annotations

from assistant.model import Place, Term
from ingest.regions import Gazetteer


def find_places(folded: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Every region that a folded question names, once each; a name may mean several regions."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for mention in gazetteer.find(folded):
        paths = found.setdefault(mention.text, [])
        if mention.region.path not in paths:
            paths.append(mention.region.path)
    return tuple(Place(name, tuple(paths)) for name, paths in found.items())


def is_about(path: tuple[str, ...], place: Place) -> bool:
    """True where a document of region `path` is about `place`: the same region or one inside it."""
    return any(path[: len(asked)] == asked for asked in place.paths)


def covers(path: tuple[str, ...], place: Place) -> bool:
    """True where a document of the city or county `path` also holds for `place`, which lies in it.

    A province's document is not taken to set what a city in it requires.
    """
    return len(path) >= 2 and any(asked[: len(path)] == path for asked in place.paths)


_SELF = {"省": ("全省", "我省"), "市": ("全市", "我市"), "区": ("全区", "我区", "新区"), "县": ("全县", "我县")}
"""How a document of a region calls the region itself."""
PLACE_WEIGHT = 0.5


def place_terms(places: tuple[Place, ...]) -> tuple[Term, ...]:
    """Places as terms, so that a clause which names the place outranks one that only lies in it."""
    return tuple(
        Term(place.name, _other_names(place), PLACE_WEIGHT) for place in places
    )


def _other_names(place: Place) -> tuple[str, ...]:
    names = dict.fromkeys(path[-1] for path in place.paths)
    selves = [name for path in place.paths for name in _SELF.get(path[-1][-1:], ())]
    return tuple(dict.fromkeys([*names, *selves]))
