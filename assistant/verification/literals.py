"""Numbers that are no figures and must be taken over as they stand: in names, 亿元 without one, 二月以上."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.model import TextSpan

_LITERAL = re.compile(
    r"(?:[〇零一二两三四五六七八九十百千]+|(?<![\d.a-zA-Z])\d+(?:\.\d+)?)[\u4e00-\u9fff]{1,2}(?:以上|以下|以内)|"
    r"(?<![\d.a-zA-Z])\d+(?:\.\d+)?(?![\d.、)）])"
    r"|(?<![\d十百千万几数余多一二两三四五六七八九])(?:百万|千万|万|亿)元(?:以上|以下|以内)?"
)
_SIGNS = re.compile(r"[\d元]")
_LABEL = re.compile(r"(?:^|\n)[ \t]*[(（]?$")


def literals_in(folded: str, taken: Sequence[TextSpan]) -> Iterator[TextSpan]:
    """Where such numbers stand, apart from those `taken` as figures and from the numbers of list items."""
    if _SIGNS.search(folded) is None:
        return
    for match in _LITERAL.finditer(folded):
        span = TextSpan(*match.span())
        if _LABEL.search(folded[: span.start]) or any(span.start < o.end and o.start < span.end for o in taken):
            continue
        yield span
