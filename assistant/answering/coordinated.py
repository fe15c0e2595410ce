"""Things that a question joins by 和, 与 or 、: '高新技术产业和服务业分别占多少'. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_JOIN = re.compile(r"、|以及|还是|和|与|跟|及(?!时|格)")
_BREAK = re.compile(
    r"[,。?;:!\s()《》“”\"'‘’]|的|分别|各(?!类|项|级|部)|由|多少|几|哪|谁|(?:19|20)\d{2}年?|相比|差|一样|占|达到"
    r"|对(?!外|口|象|接)|给(?!付|予)|在(?!职|读|校|线|岗|园)|是(?!否)|有(?!色|机|限|效|关)|要(?!素)"
)
"""Where a noun phrase begins or ends."""
_LONGEST = 14
"""Characters of one thing."""


def coordinated(folded: str, hidden: Sequence[str] = (), shared: Sequence[str] = ()) -> list[str]:
    """The members of the last enumeration of a folded question; empty where it has none.

    `hidden` are strings that are no part of one (names of regions), `shared` those that what is joined has in
    common where they end it: 缴费比例 in '企业和个人缴费比例'.
    """
    for name in hidden:
        folded = folded.replace(name, "," * len(name))
    found: list[str] = []
    for phrase in _phrases(folded):
        members = [member.strip() for member in _JOIN.split(phrase)]
        if len(members) > 1 and all(1 < len(member) <= _LONGEST for member in members):
            found = _without_shared(members, shared)
    return found


def _phrases(folded: str) -> Iterator[str]:
    start = 0
    for match in _BREAK.finditer(folded):
        yield folded[start : match.start()]
        start = match.end()
    yield folded[start:]


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
