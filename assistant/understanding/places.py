"""Regions named in a question."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from assistant.model import Place, Term
from assistant.understanding.vocabulary import rows
from ingest.model import TextSpan
from ingest.regions.gazetteer import Gazetteer, RegionMention
from ingest.regions.names import load_abbreviations, stem_of

_OWN_NAMES = ("新区", "高新技术产业开发区", "经济技术开发区", "海关特殊监管区", "综合保税区")
_SHORT_ZONES = (
    ("经济技术开发区", "经开区"),
    ("经济开发区", "经开区"),
    ("高新技术产业开发区", "高新区"),
    ("综合保税区", "综保区"),
)
_AND = "、和与及跟"
_BARE_ZONE = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:经开(?![区始发办工通放设拓展])|高新(?=$|[,。?、;:的和与跟对在要有几到今招规建\d\s“(]))"
)
"""经开区 and 高新区 without 区: only behind a region's name, which the gazetteer sees to."""
_BARE_ZONES = ("经开", "高新")
_LEADING = re.compile(r"(?:请问|想问|问下|问一下|查一下|查询)?[\s,:]*(?P<name>[\u4e00-\u9fff]{2,4})")
_BEHIND_REGION = re.compile(
    r"(?:的)?(?:国家级?(?:开发|经开|经济|高新|园区|新区|以上)|[省市县区]级|开发区|经开|高新|园区|工业园|各|全[市县区]|\d|[“\"]?十[一二三四五六]五)"
)
_PART = "组团"
_AND_BEFORE_WORD = re.compile(
    r"(?<=[\u4e00-\u9fff])和(?:硕(?=士)|平(?=台|均|稳)|县(?=[级域区市乡])|田(?=间|径)|静(?=态)|政(?=府|策|务)|林(?=业|地|草)|顺(?=序))"
)
"""和硕 in 本科和硕士 is no region."""
_ZONE_WORDS = ("开发区", "经开区", "高新区", "园区", "综保区", "自贸区")
PLACE_WEIGHT = 0.5
INNER_PLACE_WEIGHT = 1.5
"""Of a place for which there are only documents of the city around it: there the clause itself must name it."""


@dataclass(frozen=True, slots=True)
class Named:
    """A region's name in a folded question."""

    name: str
    path: tuple[str, ...]
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.name)


def find_places(folded: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Every region that a folded question names, once each; a name may mean several regions."""
    return places_of(folded, find_names(folded, gazetteer))


def places_of(folded: str, names: Iterable[Named]) -> tuple[Place, ...]:
    """The places that `names`, found in `folded`, mean."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for named in names:
        paths = found.setdefault(named.name, [])
        if named.path not in paths:
            paths.append(named.path)
    return _deepest(folded, [Place(name, tuple(paths)) for name, paths in found.items()])


def find_names(folded: str, gazetteer: Gazetteer) -> list[Named]:
    """Names of regions in order, with those that only questions use: 武汉经开, 浔开发区.

    The parts of a new area are called after the counties they lie in (永修组团) and are no counties.
    """
    whole, added = _with_zone_names_whole(folded)
    found = [*gazetteer.find(whole), *_signed(whole, gazetteer)]
    found += _leading(whole, gazetteer, {mention.span.start for mention in found})
    names = []
    for mention in sorted(found, key=lambda mention: mention.span):
        start, end = (offset - sum(at < offset for at in added) for offset in (mention.span.start, mention.span.end))
        if not folded.startswith(_PART, end) and not _AND_BEFORE_WORD.match(folded, start):
            names.append(Named(folded[start:end], mention.region.path, start))
    return names


def with_whole_names(folded: str, places: Iterable[Place]) -> str:
    """The text with the bare names of zones as documents write them: 武汉经开区 for 武汉经开."""
    for place in places:
        if place.name.endswith(_BARE_ZONES):
            folded = re.sub(rf"{re.escape(place.name)}(?!区)", place.name + "区", folded)
    return folded


def _with_zone_names_whole(folded: str) -> tuple[str, list[int]]:
    """The text with 区 behind a bare 经开 or 高新, and where in it that was put."""
    pieces: list[str] = []
    added: list[int] = []
    last = 0
    for match in _BARE_ZONE.finditer(folded):
        pieces += [folded[last : match.end()], "区"]
        added.append(match.end() + len(added))
        last = match.end()
    return "".join([*pieces, folded[last:]]), added


def _signed(folded: str, gazetteer: Gazetteer) -> list[RegionMention]:
    """Regions named by one character before the word for a zone."""
    if not any(word in folded for word in _ZONE_WORDS):
        return []
    codes = _signs()
    found = []
    for match in _sign_pattern().finditer(folded):
        region = gazetteer.by_code(codes[match[1]])
        found.append(RegionMention(region, TextSpan(*match.span(1)), match[1]))
    return found


def _leading(folded: str, gazetteer: Gazetteer, known: Collection[int]) -> list[RegionMention]:
    """The region that a question begins with where its name is also a common word: 新余国家级开发区, 大同2025年.

    In the middle of a text 新余 is mostly a part of 创新余额; at the head of a question, and before a level, a
    zone or a period, it is the city.
    """
    match = _LEADING.match(folded)
    if match is None or match.start("name") in known:
        return []
    for size in range(len(match["name"]), 1, -1):
        name = match["name"][:size]
        if _BEHIND_REGION.match(folded, match.start("name") + size):
            span = TextSpan(match.start("name"), match.start("name") + size)
            called = gazetteer.called(name)
            regions = [region for region in called if region.level == "city"] or list(called)
            if len(regions) == 1:
                return [RegionMention(regions[0], span, name)]
    return []


@lru_cache(maxsize=1)
def _signs() -> dict[str, str]:
    return load_abbreviations() | {sign: code for sign, code, *_ in rows("region_signs.tsv")}


@lru_cache(maxsize=1)
def _sign_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<![\u4e00-\u9fff])|(?<=[在来问]))([{''.join(_signs())}])(?={'|'.join(_ZONE_WORDS)})")


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


def names_in_chinese(place: Place) -> tuple[str, ...]:
    """How documents call a place whose name is written in Latin letters: 九江, 九江经开区."""
    names = [path[-1] for path in place.paths]
    short = [name.removesuffix(zone) + own for name in names for zone, own in _SHORT_ZONES if name.endswith(zone)]
    return tuple(dict.fromkeys([*map(stem_of, names), *short]))


def place_terms(places: tuple[Place, ...]) -> tuple[Term, ...]:
    """Places as terms, so that a clause which names the place outranks one that only lies in it."""
    return tuple(Term(place.name, _other_names(place), PLACE_WEIGHT, place=True) for place in places)


def _other_names(place: Place) -> tuple[str, ...]:
    """The official names, and the kind of zone, by which documents of the zone or its city mostly call it."""
    names = [path[-1] for path in place.paths]
    names += names_in_chinese(place) if place.name.isascii() else ()
    return tuple(dict.fromkeys([*names, *(own for name in names for own in _OWN_NAMES if name.endswith(own))]))
