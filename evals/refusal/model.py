"""What the decision on refusal is learned from and measured on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """A question put to an index, and what was measured of the best that was found."""

    source: str
    """The question set or folder of documents that it comes from."""
    group: str
    """Sources of one group are about the same documents and are left out together."""
    kind: str
    """'asked' by people or 'generated'; or what was done to make it unanswerable: 'evidence removed', 'region', …"""
    question: str
    answerable: bool
    values: Mapping[str, float] | None
    """The features; None where nothing was found at all, which is refused in any case."""
    on_documents: bool = True
    """False for a question of a reading set, whose passages are no policy documents."""
    says_answer: bool = False
    """True where what was found says the gold answer."""
