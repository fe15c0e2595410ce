"""Whether a document is in force on a day, and why not. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """What the documents say of one of them on a day."""

    IN_FORCE = "in_force"
    """It was issued, or took effect, before; nothing says that it has ended."""
    NOT_YET = "not_yet"
    """It takes effect, or was issued, later, or is a draft."""
    EXPIRED = "expired"
    REPEALED = "repealed"
    UNKNOWN = "unknown"
    """It tells no day at all, or is marked as repealed without saying since when."""

    @property
    def is_out(self) -> bool:
        """True where the document surely does not hold."""
        return self in (Standing.NOT_YET, Standing.EXPIRED, Standing.REPEALED)


@dataclass(frozen=True, slots=True)
class Status:
    """A document on a day."""

    standing: Standing
    day: date | None = None
    """The day of effect, the last day of validity, or that since which it is repealed; None where it is not told."""
    by: str = ""
    """Id of the indexed document that repeals, prolongs or amends it; empty where none does."""
    words: str = ""
    """What the document itself says of its end, as written: '有效期5年', '2023年6月1日废止'."""
    amended: bool = False
    """True where `by` only amends it."""
    prolonged: bool = False
    """True where its term is over and `by` speaks of prolonging it."""
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A day as far as a document tells it: '2019-09' may be any day of that month."""

    first: date
    last: date
