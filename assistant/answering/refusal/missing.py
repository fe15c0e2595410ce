"""What is missing where a question is refused, and the nearest that exists. Standard library and model only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.model import Citation


class Lack(StrEnum):
    """Which demand of a question the documents do not meet."""

    WORLD = "world"
    """Nothing of the question is a matter of the documents."""
    REGION = "region"
    """No document is about the place."""
    YEAR = "year"
    LEVEL = "level"
    FIGURE = "figure"
    """The matter is there and the figure asked for is not."""
    SUBJECT = "subject"
    """The place has documents, and they do not lay down what is asked."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A region that has a rule of the kind asked for."""

    region: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a question is refused."""

    lacks: tuple[Lack, ...]
    places: tuple[str, ...] = ()
    """The places asked about."""
    years: tuple[int, ...] = ()
    """Those asked for that are not there."""
    levels: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    """Words of the question that the documents do not say."""
    nearest: str = ""
    """What the documents lay down instead, in their words and without markers; empty where nothing is near."""
    nearest_years: tuple[int, ...] = ()
    nearest_levels: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    """Where the nearest stands."""
    elsewhere: tuple[Elsewhere, ...] = ()
    """Of other regions; their citations come behind `citations`."""
