"""Things that a question joins by 和, 与 or 、: '高新技术产业和服务业分别占多少'. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_JOIN = re.compile(r"、|以及|还是|和|与|跟|及(?!时|格)")
_BREAK = re.compile(
    r"[,。?;:!\s()《》]|的|分别|各(?!类|项|级|部)|由|多少|几|哪|谁|相比|差|一样|占|达到"
    r"|对(?!外|口|象|接)|给(?!付|予)|在(?!职|读|校|线|岗|园)|是(?!否)|(?<![国公私所])有(?!色|机|限|效|关)|要(?!素)"
    r"|(?<![使利适信费所雇聘录])用(?![地户品人电水工途能])|(?<![举主承协督兴开备])办(?![法公理事件学])"
)
"""Where a noun phrase begins or ends."""
_YEAR = re.compile(r"(?:19|20)\d{2}年?(?:底|末)?")
_USED = re.compile(r"(、|和|与|跟)用(?![地户品人电水工途能])")
"""In '用国有房产和用政府房产办养老' the verb stands before each."""
_LONGEST = 16
"""Characters of one thing."""


def coordinated(folded: str, shared: Sequence[str] = ()) -> list[str]:
    """The members of the last enumeration of a folded question; empty where it has none.

    `shared` are strings that what is joined has in common where they end it: 缴费比例 in '企业和个人缴费比例'.
    """
    found: list[str] = []
    for phrase in _phrases(_USED.sub(r"\1", folded)):
        members = [member.strip() for member in _JOIN.split(phrase)]
        members = _without_shared_year(members)
        if len(members) > 1 and all(1 < len(member) <= _LONGEST for member in members):
            found = _without_shared(members, shared)
    return found


def _phrases(folded: str) -> Iterator[str]:
    start = 0
    for match in _BREAK.finditer(folded):
        yield folded[start : match.start()]
        start = match.end()
    yield folded[start:]


def _without_shared_year(members: Sequence[str]) -> list[str]:
    """Without what stands up to the year in the first member ('湖北2020年A和B'), unless each has a year of its own."""
    first, *others = members
    if all(_YEAR.search(member) for member in members):
        return [first, *others]
    end = max((match.end() for match in _YEAR.finditer(first)), default=0)
    *before, last = [first[end:], *others]
    year = _YEAR.search(last)
    return [*before, last[: year.start()] if year else last]


def _without_shared(members: Sequence[str], shared: Sequence[str]) -> list[str]:
    """The members with the last one cut where it ends as the one before does, else before what all share."""
    *first, before, last = members
    for size in (2, 1):
        ending = before[-size:]
        end = last.find(ending, 1)
        if len(before) > size and end > 0:
            return [*first, before, last[: end + size]]
    starts = [last.find(word, 1) for word in shared if not before.endswith(word)]
    cut = min((start for start in starts if start > 0), default=len(last))
    return [*first, before, last[:cut]]
