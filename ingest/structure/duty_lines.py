"""Lines that say who answers for the clause above them."""

from __future__ import annotations

import re

DUTY_LINE = re.compile(
    r"(?:\*\*|__)?[(【]?(?:统筹|责任|牵头|配合|主管|承办|主办|协办|落实|实施|负责|参与|参加|支持|完成)(?:单位|部门|主体|领导|科室|处室|人|时限)\s*:"
)
"""A line of responsible bodies, or of the time for them, on folded text."""
_NAMED = re.compile(r"负责|责任|牵头|配合|分工")
_LONGEST = 600


def ends_with_bodies(folded: str) -> bool:
    """True for a clause whose last bracket names those responsible, so that nothing more belongs to it."""
    text = folded.rstrip("。.")
    if not text.endswith(")") or len(folded) - len(text) > 1:
        return False
    inside = text[-_LONGEST:-1]
    while inside.endswith(")"):
        inside = inside[:-1]
    start = _opening(inside)
    return start >= 0 and _NAMED.search(inside, start) is not None


def _opening(inside: str) -> int:
    """Where the bracket that closes behind `inside` opens; -1 where it does not."""
    depth = 0
    for i in range(len(inside) - 1, -1, -1):
        if inside[i] == ")":
            depth += 1
        elif inside[i] == "(":
            if depth == 0:
                return i
            depth -= 1
    return -1
