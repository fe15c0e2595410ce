"""Which clause holds a place in the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ingest.model import Clause, TextSpan


def clause_at(clauses: Sequence[Clause], span: TextSpan) -> Clause | None:
    """The deepest clause that holds the whole of `span`, itself or with the clauses under it.

    None where several clauses at the top share the span, or where it begins before the first. `clauses`
    are those of one document in reading order, as `parse_clauses` gives them; takes logarithmic time.
    """
    first = bisect_right(clauses, span.start, key=lambda clause: clause.span.start) - 1
    last = max(first, bisect_left(clauses, span.end, key=lambda clause: clause.span.start) - 1)
    if first < 0:
        return None
    found: int | None = first
    below = last
    while found is not None and found != below:
        # Parents come before their children, so the later of the two cannot hold the earlier.
        if below > found:
            above = clauses[below].parent
            if above is None:
                return None
            below = above
        else:
            found = clauses[found].parent
    return None if found is None else clauses[found]
