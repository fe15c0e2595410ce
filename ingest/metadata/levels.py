"""The level of government that made a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import AdministrativeLevel, Reading, RegionGuess
from ingest.normalize import fold
from ingest.regions.gazetteer import Gazetteer
from ingest.regions.inference import is_national

_ZONE_OFFICE = re.compile(r"管理?委(?:员)?会|开发区|高新区|新区|园区|自贸(?:试验)?区|保税区|示范区")
_OWN = (
    (re.compile(r"^(?:省|自治区)"), AdministrativeLevel.PROVINCE),
    (re.compile(r"^(?:县|旗)"), AdministrativeLevel.COUNTY),
)
_BRANCH_OF = re.compile(
    r"^(?:国家税务总局|中国人民银行|国家统计局|国家金融监督管理总局|中国证监会|国家外汇管理局)(?=.)"
)
"""National bodies whose branches carry their name in front of the branch's place."""
_LEVELS = {
    "province": AdministrativeLevel.PROVINCE,
    "city": AdministrativeLevel.CITY,
    "county": AdministrativeLevel.COUNTY,
    "zone": AdministrativeLevel.ZONE,
}


def read_level(
    issuers: Sequence[Reading], title: Reading, region: RegionGuess, gazetteer: Gazetteer
) -> AdministrativeLevel:
    """From the first issuer that names its region, else from the region that the document applies to.

    A municipality such as 天津市 is a province, a city below a city (黔西市) a county.
    """
    for issuer in issuers:
        folded = fold(issuer.text)
        level = _of_name(_BRANCH_OF.sub("", folded), gazetteer)
        if level is not AdministrativeLevel.UNKNOWN:
            return _zone_or(level, folded, region, gazetteer)
        if is_national(folded):
            return AdministrativeLevel.NATIONAL
        for pattern, own in _OWN:
            if pattern.match(folded):
                return own
    if not region.path and is_national(fold(title.text)):
        return AdministrativeLevel.NATIONAL
    of_region = gazetteer.level_of(region.path)
    return _LEVELS[of_region] if of_region else AdministrativeLevel.UNKNOWN


def _of_name(folded: str, gazetteer: Gazetteer) -> AdministrativeLevel:
    mentions = [m for m in gazetteer.find(folded) if m.span.start <= 2]
    levels = {m.region.level for m in mentions}
    if len(levels) != 1:
        return AdministrativeLevel.UNKNOWN
    # 江西省九江市…局: the name goes on from the province to the city.
    deepest = mentions[0].region
    end = mentions[0].span.end
    for mention in gazetteer.find(folded):
        if mention.span.start == end and mention.region.path[: len(deepest.path)] == deepest.path:
            deepest, end = mention.region, mention.span.end
    return _LEVELS[deepest.level]


def _zone_or(level: AdministrativeLevel, issuer: str, region: RegionGuess, gazetteer: Gazetteer) -> AdministrativeLevel:
    """An office of a zone that goes by its city's name (武汉开发区党政办公室) is the zone's."""
    in_zone = gazetteer.level_of(region.path) == "zone"
    return AdministrativeLevel.ZONE if in_zone and _ZONE_OFFICE.search(issuer) else level
