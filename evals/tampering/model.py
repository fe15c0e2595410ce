"""Statements that are right, what is altered in them, and what was caught. Standard library and value types only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.verification.model import Evidence
from evals.model import RunContext


class Kind(StrEnum):
    """What is altered. Of a figure: its value, unit or direction; else what it is about."""

    DIGIT = "digit"
    MAGNITUDE = "magnitude"
    NUMERAL = "numeral"
    SIBLING = "sibling"
    RANGE_END = "range_end"
    UNIT = "unit"
    DIRECTION = "direction"
    DROPPED = "dropped"
    YEAR = "year"
    LEVEL = "level"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Statement:
    """A right answer of one kind of wording."""

    style: str
    """Where it comes from: 'answer', 'quoted', 'composed', 'cell', 'english', 'reworded'."""
    text: str
    """With markers that count `evidence`."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Alteration:
    """A statement that is wrong now."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Slip:
    """One case in which the check was wrong."""

    name: str
    """The kind of alteration that was missed, or the style of the untouched statement that raised an alarm."""
    text: str
    was: str
    """The untouched text."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many of how many."""

    made: int
    hits: int

    @property
    def share(self) -> float:
        """`hits` of `made`; 0 where none was made."""
        return self.hits / self.made if self.made else 0.0


@dataclass(frozen=True, slots=True)
class TamperingReport:
    """What was caught, and what was caught wrongly."""

    caught: Mapping[Kind, Count]
    alarms: Mapping[str, Count]
    """Untouched statements by style, and how many of them raised an alarm."""
    missed: tuple[Slip, ...]
    false: tuple[Slip, ...]
    milliseconds: float
    """Mean processor time of one check."""
    context: RunContext = field(default_factory=RunContext)
