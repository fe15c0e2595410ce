"""Clauses of several regions that say nearly the same.

Plans of neighbouring cities are written after one model: the same sentence stands in ten of them, with
another name and another figure. To a question that names no region each of them is an answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.model import Citation
from ingest.normalize import fold
from ingest.regions.names import stem_of
from vectorstore.model import Hit, Passage

ALIKE = 0.6
"""Smallest Jaccard coefficient of two clauses' character bigrams; figures and region names do not count."""
_FIGURES = re.compile(r"[\d.,%]+")
_NOT_WORDS = re.compile(r"[\W_]+")
_CACHED = 4096


def grouped(hits: Sequence[Hit]) -> tuple[tuple[Hit, ...], ...]:
    """`hits` in groups, the groups in the order of their first hit: clauses of other regions nearly identical to it.

    A hit without such clauses is a group of its own. Each further member is of a region that its group has not yet.
    """
    groups: list[list[Hit]] = []
    for hit in hits:
        group = next((group for group in groups if _belongs(hit.passage, group)), None)
        if group is None:
            groups.append([hit])
        else:
            group.append(hit)
    return tuple(tuple(group) for group in groups)


def _belongs(passage: Passage, group: Sequence[Hit]) -> bool:
    first = group[0].passage
    if not passage.region or not first.region or any(passage.region == member.passage.region for member in group):
        return False
    return similarity(passage, first) >= ALIKE


def holds(passage: Passage, citation: Citation) -> bool:
    """True where a citation's quote begins in the passage."""
    return passage.source == citation.doc and passage.span.start <= citation.start < passage.span.end


def similarity(one: Passage, other: Passage) -> float:
    """Jaccard coefficient of the character bigrams of two clauses, in [0, 1], without figures and region names."""
    a, b = _bigrams(one.text, one.region), _bigrams(other.text, other.region)
    smaller, larger = sorted((len(a), len(b)))
    if not smaller or smaller < ALIKE * larger:  # the coefficient is at most smaller / larger
        return 0.0
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared)


@lru_cache(maxsize=_CACHED)
def _bigrams(text: str, region: tuple[str, ...]) -> frozenset[str]:
    plain = _FIGURES.sub("", fold(text))
    for name in region:
        plain = plain.replace(fold(name), "").replace(fold(stem_of(name)), "")
    plain = _NOT_WORDS.sub("", plain)
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1))
