"""A conversation laid out for paper, before it becomes a file of some format. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words, or a reference to a footnote."""

    text: str = ""
    note: int = 0
    """Number of the footnote that stands here, from 1; 0 for words."""
    doubtful: bool = False
    """A figure that the cited clauses do not bear out."""


class Tone(StrEnum):
    """How a paragraph is set."""

    BODY = "body"
    REMARK = "remark"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    pieces: tuple[Piece, ...]
    tone: Tone = Tone.BODY


@dataclass(frozen=True, slots=True)
class SideRow:
    """One row of a comparison: what it speaks for and what is laid down there, with its footnotes."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SideRows:
    """The rows of a comparison, with the headings of their two columns."""

    headings: tuple[str, str]
    rows: tuple[SideRow, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A question with its answer."""

    heading: str
    blocks: tuple[Paragraph | SideRows, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole; `notes[n - 1]` is the footnote of number n, and the numbers run in the order of first use."""

    title: str
    opening: tuple[str, ...]
    """Lines under the title: dates, what this is."""
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
