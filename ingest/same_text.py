"""When two documents are the same text, and which place of one is which place of the other.

Two readings of one document differ in white space (a table cell ends with a tab here, with a line break
there), in junk between its lines, in Simplified or Traditional characters, and in what else folding joins:
capital and small letters, full-width forms, the kinds of dashes; all else is the same, character by
character. So the folded characters without white space identify a document, and the n-th
of them in one is the n-th in the other.
"""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Sequence

from ingest.model import Clause, TextSpan
from ingest.normalize import fold


def extent_of(clauses: Sequence[Clause], text: str) -> tuple[TextSpan, ...]:
    """The parts of `text` that the clauses cover, in order; white space between two clauses divides no part."""
    parts: list[TextSpan] = []
    for span in sorted(clause.span for clause in clauses):
        if parts and not text[parts[-1].end : span.start].strip():
            parts[-1] = TextSpan(parts[-1].start, max(parts[-1].end, span.end))
        else:
            parts.append(span)
    return tuple(parts)


def fingerprint(text: str, extent: Sequence[TextSpan]) -> str:
    """SHA-256, hexadecimal, of the folded characters of `extent` without white space; '' where there are none."""
    content = "".join("".join(fold(part.slice(text)).split()) for part in extent)
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest() if content else ""


class Alignment:
    """Maps spans of one text to the same words of another with the same `fingerprint`."""

    def __init__(self, text: str, extent: Sequence[TextSpan], other: str, other_extent: Sequence[TextSpan]) -> None:
        """Takes time and memory linear in the two extents. Raises ValueError where they cannot be one document."""
        self._here = _places(text, extent)
        self._there = _places(other, other_extent)
        if len(self._here) != len(self._there):
            raise ValueError(
                f"texts of one fingerprint have as many characters, got {len(self._here)} and {len(self._there)}"
            )

    def map(self, span: TextSpan) -> TextSpan | None:
        """The place of `span`'s words in the other text, outer white space aside; None where it holds none of them."""
        first, last = bisect_left(self._here, span.start), bisect_left(self._here, span.end)
        return TextSpan(self._there[first], self._there[last - 1] + 1) if last > first else None


def _places(text: str, extent: Sequence[TextSpan]) -> array[int]:
    """Offsets of the characters of `extent` that are no white space, rising."""
    return array("I", (i for part in extent for i in range(part.start, part.end) if not text[i].isspace()))
