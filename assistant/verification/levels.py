"""Zone levels that a text names, in Chinese or English: 国家级, 省级, ...; and which of them go together."""

from __future__ import annotations

import re

_LEVEL = re.compile(
    r"(?P<name>国家|[省市县区州])级(?!财政)(?:及?以上)?|国家(?=经开区|高新区)"
    r"|\b(?P<english>national|state[- ]level|provincial|municipal|county|district)(?:[- ]level)? (?=\w)"
)
_ENGLISH = {
    "national": "国家级",
    "state-level": "国家级",
    "state level": "国家级",
    "provincial": "省级",
    "municipal": "市级",
    "county": "县级",
    "district": "区级",
}


def levels_in(folded: str) -> list[str]:
    """Levels in the order in which they are named.

    >>> levels_in("国家级20家、省级及以上50家"), levels_in("provincial zones")
    (['国家级', '省级'], ['省级'])
    """
    found = []
    for match in _LEVEL.finditer(folded):
        english = match["english"]
        found.append(_ENGLISH[english] if english else f"{match['name'] or '国家'}级")
    return found
