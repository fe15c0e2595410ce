"""Names of Chinese places in pinyin with the kind of place behind: Jiujiang City, Jiujiang ETDZ, Ganjiang New Area."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.model import Place
from assistant.understanding.english.data_files import glossary
from assistant.understanding.english.lemmas import function_words
from assistant.understanding.english.model import Word
from assistant.understanding.english.table import learned
from assistant.understanding.places import find_places
from ingest.regions.gazetteer import Gazetteer, Region
from ingest.regions.names import load_english_names, stem_of

_DIVISIONS = {
    "province": "省",
    "city": "市",
    "municipality": "市",
    "prefecture": "市州盟",
    "county": "县",
    "district": "区",
    "banner": "旗",
}
_GRADE = r"(?:(?:national|state|provincial)(?: level)? )?"
_ZONES = tuple(
    (re.compile(_GRADE + pattern + r"\b"), chinese)
    for pattern, chinese in (
        (
            r"(?:economic and technological|economic technological) development (?:zone|area)|etdz|etda",
            "经济技术开发区",
        ),
        (r"economic development (?:zone|area)|edz", "经济开发区"),
        (
            r"(?:high tech|high technology|high and new technology|hi tech)(?: industrial| industry| industries)?"
            r"(?: development)? (?:zone|area|park)|hidz|htidz",
            "高新技术产业开发区",
        ),
        (r"(?:comprehensive|integrated) (?:bonded|free trade) (?:zone|area)", "综合保税区"),
        (r"bonded (?:zone|area)", "保税区"),
        (r"new area|new district", "新区"),
        (r"industrial park", "工业园区"),
    )
)
_SHORTEST_SMALL = 5
"""Letters of a name that is known without its capital."""
_LONGEST_ZONE = 8
"""Words of the longest form above."""


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place in an English question."""

    place: Place
    words: int
    """How many words of the question name it."""
    full: tuple[str, ...]
    """Full names of what it may be: 九江市."""
    stems: tuple[str, ...]
    """The names that texts use: 九江."""
    zone: str = ""
    """The kind of zone that it is named as, '经济技术开发区'."""


def place_at(words: Sequence[Word], start: int, gazetteer: Gazetteer) -> NamedPlace | None:
    """The place whose name begins at `start`, in one or two words of which the first has a capital.

    A longer word that is none of English may do without: 'wuhan'.
    """
    if not words[start].capital and not _is_foreign(words[start].text):
        return None
    for size in (2, 1) if words[start].capital else (1,):
        name = [word.text for word in words[start : start + size]]
        spelt = " " if " ".join(name) in load_english_names() else ""  # Inner Mongolia, and Jiu Jiang
        regions = gazetteer.by_pinyin(spelt.join(name)) if len(name) == size else ()
        if regions:
            return _with_kind(words, start, size, regions, gazetteer)
    return None


def _is_foreign(word: str) -> bool:
    return (
        len(word) >= _SHORTEST_SMALL and word not in function_words() and word not in glossary() and not learned(word)
    )


def _with_kind(
    words: Sequence[Word], start: int, size: int, regions: tuple[Region, ...], gazetteer: Gazetteer
) -> NamedPlace:
    name = " ".join(word.text.capitalize() for word in words[start : start + size])
    end = start + size
    zone, length = _zone_at(words, end)
    if zone and (found := _zone(regions, zone, gazetteer)):
        stem = stem_of(found.name.removesuffix(zone) or regions[0].name)
        return NamedPlace(Place(name, found.paths), size + length, (found.name,), (stem,), zone)
    division = _DIVISIONS.get(words[end].text, "") if end < len(words) else ""
    fitting = tuple(region for region in regions if region.name[-1] in division)
    kept = fitting or tuple(region for region in regions if region.level == regions[0].level)
    place = Place(name, tuple(region.path for region in kept))
    full = tuple(dict.fromkeys(region.name for region in kept))
    return NamedPlace(place, size + (1 if fitting else 0), full, tuple(dict.fromkeys(map(stem_of, full))))


def _zone_at(words: Sequence[Word], start: int) -> tuple[str, int]:
    """The kind of zone named at `start` and how many words name it; ("", 0) where there is none."""
    behind = " ".join(word.text for word in words[start : start + _LONGEST_ZONE])
    for pattern, chinese in _ZONES:
        if match := pattern.match(behind):
            return chinese, len(match.group().split())
    return "", 0


def _zone(regions: tuple[Region, ...], zone: str, gazetteer: Gazetteer) -> Place | None:
    """The zone of that kind of one of the regions, as a Chinese question would name it."""
    for region in regions:
        if region.level == "zone" and region.name.endswith(zone):
            return Place(region.name, (region.path,))
    return next(iter(find_places(stem_of(regions[0].name) + zone, gazetteer)), None)
