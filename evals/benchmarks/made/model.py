"""What a made-up policy says, before it becomes a file. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MadeClause:
    """A numbered clause."""

    label: str
    """'（一）'"""
    heading: str
    body: str
    duty: str
    """Who answers for it: '责任单位：市科技局；配合单位：市财政局、市商务局'."""
    indicator: str
    figures: tuple[str, str]
    """The indicator's figure for each of `LEVELS`, as the body says it."""

    @property
    def statement(self) -> str:
        """The clause without its number and bodies."""
        return f"{self.heading}。{self.body}"

    @property
    def line(self) -> str:
        """The whole clause as one paragraph, its bodies in brackets at the end."""
        return f"{self.label}{self.statement}（{self.duty}）"


@dataclass(frozen=True, slots=True)
class MadeSection:
    """A numbered section with its clauses."""

    label: str
    """'一、'"""
    heading: str
    clauses: tuple[MadeClause, ...]


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """A policy document."""

    region: str
    subject: str
    lead: str
    sections: tuple[MadeSection, ...]
    genre: str = "实施方案"

    @property
    def title(self) -> str:
        return f"{self.region}{self.subject}{self.genre}"

    @property
    def clauses(self) -> tuple[MadeClause, ...]:
        return tuple(clause for section in self.sections for clause in section.clauses)


@dataclass(frozen=True, slots=True)
class MadeQuestion:
    """A question on a made-up figure."""

    text: str
    figure: str
    """What the clause says: '20万元'."""
    other: str
    """What the same clause says for the other level of zone."""
