"""Years that a text speaks of, five-year plans and ranges included."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.normalize import fold

_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d{2})(?=\s*年|[-/.]\d{1,2}[-/.]\d)")
_RANGE = re.compile(r"((?:19|20)\d{2})\s*年?\s*(?:-|—+|~|至|到)\s*((?:19|20)\d{2})")
_PLAN = re.compile(r"(十[一二三四五六])五")
_FIRST_YEAR = {"十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026, "十六": 2031}


@lru_cache(maxsize=8192)
def years_in(text: str) -> frozenset[int]:
    """Every calendar year that `text` names or spans: '2021-2023年', '“十四五”' (2021 to 2025)."""
    folded = fold(text)
    found = {int(match[1]) for match in _YEAR.finditer(folded)}
    for match in _RANGE.finditer(folded):
        first, last = int(match[1]), int(match[2])
        if first <= last <= first + 30:
            found.update(range(first, last + 1))
    for match in _PLAN.finditer(folded):
        if match[1] in _FIRST_YEAR:
            found.update(range(_FIRST_YEAR[match[1]], _FIRST_YEAR[match[1]] + 5))
    return frozenset(found)
