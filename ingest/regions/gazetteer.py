"""Finds the administrative divisions and development zones that a text names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.model import TextSpan
from ingest.normalize import fold
from ingest.regions.names import (
    Level,
    Region,
    load_common_words,
    load_divisions,
    load_english_names,
    load_name_contexts,
    load_zones,
    stem_of,
)

__all__ = ["Gazetteer", "Level", "Region", "RegionMention", "related"]

_ZONE = re.compile(
    r"(?:国家级?|省级|\(国家级\))?(经济技术开发区|经济开发区|经开区|高新技术产业开发区|高新技术产业园区|高新技术开发区|高新区"
    r"|工业园区|新区|综合保税区|综保区|保税港区|保税区|出口加工区|边境经济合作区|临空经济示范区|临空经济区)"
)
_ZONE_NAMES = {
    "经开区": "经济技术开发区",
    "高新区": "高新技术产业开发区",
    "综保区": "综合保税区",
    "高新技术开发区": "高新技术产业开发区",
}
_FREE_TRADE = re.compile(r"自由贸易港|自贸港|自由贸易试验区|自贸试验区|自贸区")
"""What belongs to a province's name before one of its places: 海南自由贸易港三亚…."""
_FREE_TRADE_AREA = re.compile(
    r"(?:中国)?\(?(?P<province>[\u4e00-\u9fff]{2,3})\)?(?:自由贸易试验区|自贸试验区|自贸区)(?P<place>[\u4e00-\u9fff]{2,4})片区"
)
_LONGEST_AREA = 12
"""Characters before 自贸 in the name of such an area."""
_ZONE_KIND = re.compile(r"(经济技术开发区|经济开发区|高新技术产业开发区|高新技术产业园区)$")
_LANDSCAPE = frozenset("湖山江河岛海")
"""Behind a county's short name these name a lake or a mountain: 鄱阳湖 lies in more places than 鄱阳县."""
_LEVELS: tuple[Level, ...] = ("province", "city", "zone", "county")
_SYLLABLES = re.compile(
    r"(?:(?:[zcs]h?|[bpmfdtnlgkhjqxryw])?(?:i?ang?|i?ao?|u?ai|u?ang?|i?ong|[ei]ng?|u?en?g?|[iu]?[aeou]|i?ou?|[ei]i|ui|er|[iuv]n?|ve))+"
)
"""Only tells what cannot be pinyin: Windows, Android."""
_PINYIN_TAIL = re.compile(
    r"(?:\b(?:province|city|municipality|prefecture|county|district|new area|national|economic|high-tech|and"
    r"|technological|development|zone)\b\s*)+$"
)


@dataclass(frozen=True, slots=True)
class RegionMention:
    """A region named in a text; `text` is the name as written."""

    region: Region
    span: TextSpan
    text: str


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    form: str
    candidates: tuple[Region, ...]
    zone: str = ""
    """Name of the kind of zone that follows, '经济技术开发区'."""
    zone_end: int = 0


class Gazetteer:
    """Every division by its full name and its stem. Build once with `load()`; finding is linear in the text."""

    def __init__(self, regions: Iterable[tuple[Region, Sequence[str]]]) -> None:
        """`regions`: each with the further names that mean it, besides its full name."""
        forms: dict[str, dict[tuple[str, ...], Region]] = {}
        self._by_code: dict[str, Region] = {}
        for region, stems in regions:
            self._by_code[region.code] = region
            for form in (region.name, *stems):
                forms.setdefault(fold(form), {}).setdefault(region.path, region)
        self._level_of = {path: region.level for found in forms.values() for path, region in found.items()}
        self._forms = {form: tuple(found.values()) for form, found in forms.items()}
        lengths: dict[str, set[int]] = {}
        for form in self._forms:
            lengths.setdefault(form[:2], set()).add(len(form))
        self._lengths = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}
        self._common = load_common_words()
        self._contexts = load_name_contexts()
        self._pinyin: dict[str, tuple[Region, ...]] | None = None

    @classmethod
    def load(cls) -> Gazetteer:
        """The gazetteer of the shipped data; the same object every time."""
        return _shipped()

    def find(self, text: str) -> list[RegionMention]:
        """Regions named, in order, longest names first; Traditional and full-width forms count.

        A name that is also a common word, or a county of two characters with its suffix, counts only
        where the text names its parent, a sibling or a part of it, or where a zone follows it. A name
        of several regions gives those that the rest of the text points to; where nothing does, one
        mention per region, all with the same span. A zone (武汉经开区) is one mention, below its region.
        """
        folded = fold(text)
        areas = self._free_trade_areas(folded)
        covered = {i for area in areas for i in range(area.start, area.end)}
        hits = [hit for hit in self._scan(folded) if hit.start not in covered]
        context = _context(hit for hit in hits if len(hit.candidates) == 1 and not self._weak(hit))
        mentions = []
        for hit in hits:
            for region in self._decide(hit, context):
                named = _zone_of(region, hit)
                span = TextSpan(hit.start, hit.zone_end if hit.zone else hit.end)
                mentions.append(RegionMention(named, span, span.slice(text)))
        mentions += [RegionMention(region, span, span.slice(text)) for span, region in areas.items()]
        return sorted(mentions, key=lambda mention: mention.span) if areas else mentions

    def called(self, form: str) -> tuple[Region, ...]:
        """The regions whose full or short name is `form`, whether or not that is also a common word."""
        return self._forms.get(fold(form), ())

    def by_code(self, code: str) -> Region:
        """The division with a code of GB/T 2260; raises KeyError for one that is not in the gazetteer."""
        return self._by_code[code]

    def level_of(self, path: tuple[str, ...]) -> Level | None:
        """The level of a region by its path; a zone below a division that is not in the gazetteer is a zone."""
        if path and path not in self._level_of:
            return "zone"
        return self._level_of.get(path)

    def by_pinyin(self, name: str) -> tuple[Region, ...]:
        """Regions whose name reads so without tones ('Jiujiang', 'qian xi', 'Wuhan City'), larger ones first."""
        key = _PINYIN_TAIL.sub("", name.lower().strip())
        code = load_english_names().get(" ".join(key.split()))
        if code is not None:
            return (self._by_code[code],)
        letters = _letters(key)
        if not _SYLLABLES.fullmatch(letters):  # reading the sounds of all names takes half a second
            return ()
        if self._pinyin is None:
            self._pinyin = self._read_pinyin()
        return self._pinyin.get(letters, ())

    def _scan(self, folded: str) -> list[_Hit]:
        lengths = self._lengths
        hits, free = [], 0
        for position in [i for i in range(len(folded) - 1) if folded[i : i + 2] in lengths]:
            if position < free:
                continue
            hit = self._hit_at(folded, position)
            if hit is not None:
                hits.append(hit)
                free = max(hit.end, hit.zone_end)
        return hits

    def _free_trade_areas(self, folded: str) -> dict[TextSpan, Region]:
        """The areas of free-trade zones that are called after their place: 中国(江苏)自由贸易试验区苏州片区."""
        found: dict[TextSpan, Region] = {}
        for sign in re.finditer("自由?贸", folded):
            for start in range(max(0, sign.start() - _LONGEST_AREA), sign.start() - 1):
                match = _FREE_TRADE_AREA.match(folded, start)
                region = self._area_of(match["province"], match["place"]) if match else None
                if match and region is not None:
                    found[TextSpan(*match.span())] = region
                    break
        return found

    def _area_of(self, province: str, place: str) -> Region | None:
        above = next((r for r in self._forms.get(province, ()) if r.level == "province"), None)
        if above is None:
            return None
        within = [r for r in self._forms.get(place, ()) if r.level in ("city", "county") and r.path[0] == above.name]
        if not within:
            return None
        name = f"中国（{province}）自由贸易试验区{place}片区"
        return Region("", name, "zone", (*within[0].path, name))

    def _hit_at(self, folded: str, position: int) -> _Hit | None:
        for length in self._lengths.get(folded[position : position + 2], ()):
            form = folded[position : position + length]
            if form not in self._forms or not self._stands(folded, position, form):
                continue
            end = position + length
            if self._forms[form][0].level == "zone" and (kind := _ZONE.match(folded, end)):
                end = kind.end()
            if any(r.level == "province" for r in self._forms[form]) and (free := _FREE_TRADE.match(folded, end)):
                end = free.end()
            zone = _zone_after(self._forms[form][0], form, folded, end)
            return _Hit(
                position,
                end,
                form,
                self._forms[form],
                zone=_ZONE_NAMES.get(zone.group(1), zone.group(1)) if zone else "",
                zone_end=zone.end() if zone else 0,
            )
        return None

    def _stands(self, folded: str, position: int, form: str) -> bool:
        """False where the characters of `form` belong to the words around them."""
        before, after = self._contexts.get(form, ("", ""))
        if position and folded[position - 1] in before:
            return False
        if folded[position + len(form) : position + len(form) + 1] in tuple(after):
            return False
        small = all(r.level == "county" and r.name != form for r in self._forms[form])
        return not (small and folded[position + len(form) : position + len(form) + 1] in _LANDSCAPE)

    def _weak(self, hit: _Hit) -> bool:
        return hit.form in self._common or (len(hit.form) == 2 and hit.form[1] in "区县市旗")

    def _decide(self, hit: _Hit, context: frozenset[tuple[str, ...]]) -> tuple[Region, ...]:
        near = tuple(r for r in hit.candidates if r.path[:-1] in context or r.path in context)
        if self._weak(hit):
            return hit.candidates if hit.zone and not context else near
        if len(hit.candidates) == 1:
            return hit.candidates
        if all(r.name != hit.form for r in hit.candidates):
            level = min((r.level for r in hit.candidates), key=_LEVELS.index)
            same = tuple(r for r in hit.candidates if r.level == level)
            return tuple(r for r in near if r.level == level) or same
        return near or hit.candidates

    def _read_pinyin(self) -> dict[str, tuple[Region, ...]]:
        from pypinyin import lazy_pinyin

        found: dict[str, dict[tuple[str, ...], Region]] = {}
        sounds: dict[str, list[str]] = {}
        for form, regions in self._forms.items():
            for region in regions:
                forms = (form, form.removesuffix("新区")) if region.level == "zone" else (form,)
                for name in forms:
                    # 朝阳 alone is read zhaoyang: the whole name tells how its characters sound.
                    whole = region.name if region.name.startswith(name) else name
                    if whole not in sounds:
                        sounds[whole] = lazy_pinyin(whole)
                    letters = _letters("".join(sounds[whole][: len(name)]))
                    found.setdefault(letters, {}).setdefault(region.path, region)
        return {k: tuple(sorted(v.values(), key=lambda r: _LEVELS.index(r.level))) for k, v in found.items()}


def related(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True where one region path lies within the other, or they are the same; an empty path lies nowhere.

    The last names are compared by kind of zone: 赣榆经济开发区 and 赣榆经济技术开发区 are the same place.
    """
    shorter = min(len(one), len(other))
    return shorter > 0 and all(_same(a, b) for a, b in zip(one[:shorter], other[:shorter], strict=True))


def _same(one: str, other: str) -> bool:
    return one == other or _ZONE_KIND.sub(_kind, one) == _ZONE_KIND.sub(_kind, other)


def _kind(match: re.Match[str]) -> str:
    return "高新区" if match.group(1).startswith("高新") else "经开区"


def _zone_after(region: Region, form: str, folded: str, end: int) -> re.Match[str] | None:
    """The kind of zone behind a name; 江西省高新区 and 南京市经济开发区 mean all of them, so no one zone."""
    zone = _ZONE.match(folded, end)
    of_all = region.level == "province" and (form == region.name or not region.name.endswith("市"))
    if zone is None or region.level == "zone" or of_all:
        return None
    whole = region.level == "city" and form == region.name
    return None if whole and zone.group(1) in ("经济开发区", "工业园区", "新区") else zone


def _zone_of(region: Region, hit: _Hit) -> Region:
    if not hit.zone:
        return region
    name = f"{stem_of(region.name)}{hit.zone}"
    return Region("", name, "zone", (*region.path, name))


def _context(hits: Iterable[_Hit]) -> frozenset[tuple[str, ...]]:
    paths: set[tuple[str, ...]] = set()
    for hit in hits:
        path = hit.candidates[0].path
        paths.update(path[:n] for n in range(1, len(path) + 1))
    return frozenset(paths)


def _letters(text: str) -> str:
    return "".join(c for c in text.lower().replace("ü", "v") if c.isalnum())


@lru_cache(maxsize=1)
def _shipped() -> Gazetteer:
    divisions = [(region, (stem_of(region.name),)) for region in load_divisions()]
    return Gazetteer([*divisions, *load_zones()])
