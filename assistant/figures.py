"""Whether the figures of an answer stand in the clauses it cites: by value, unit, direction and date.

`ingest.figures.quantities` reads the figures; this module only compares them. Pure functions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ingest.figures.quantities import Direction, Quantity, find_statements
from ingest.normalize import fold

_CELL_EDGES = frozenset("\t|\n")
_BOUNDS = (Direction.AT_LEAST, Direction.AT_MOST)
_SUBJECT = 12
"""Characters before a figure that say what it measures."""
_LEAST_SHARED = 2
"""Pairs of characters that two subjects share when they are of one thing."""


class Verdict(StrEnum):
    """What the cited clauses say of a figure."""

    VERIFIED = "verified"
    NOT_FOUND = "not found"
    DIFFERS = "differs"
    """The clauses hold another value for the same subject, or this value in another direction or unit."""


@dataclass(frozen=True, slots=True)
class FigureCheck:
    """One figure of an answer and what became of it."""

    figure: Quantity
    text: str
    """The figure as the answer writes it, without comparators."""
    verdict: Verdict
    evidence: str
    """The figure of a clause that bears it out or contradicts it, as written; empty where there is none."""


def check_figures(answer: str, clauses: Sequence[str]) -> tuple[FigureCheck, ...]:
    """Each figure of `answer`, in order, held against the texts of the clauses that it cites."""
    held = [(clause, figures_in(clause)) for clause in clauses]
    return tuple(_check(figure, answer, held) for figure in figures_in(answer))


def figures_in(text: str) -> tuple[Quantity, ...]:
    """The figures of `text` that must be borne out: all but a lone 一, which is mostly an article.

    至少建立一个 and 翻一番 do say how many.
    """
    return tuple(
        figure
        for figure in find_statements(text)
        if figure.number != "一" or figure.comparator or figure.direction is not Direction.EXACT
    )


def is_supported(figure: Quantity, text: str, figures: Sequence[Quantity] | None = None) -> bool:
    """Whether `text` holds `figure`: the same value, in no other direction, and where both have one, the same unit.

    A bare number in `text` (a table's cell) supports a figure with a unit when the unit stands
    somewhere else in `text` (the table's head). `figures` may be given where they are known already.
    """
    others = figures_in(text) if figures is None else figures
    return _support(figure, text, others) is not None


def _check(figure: Quantity, answer: str, held: Sequence[tuple[str, Sequence[Quantity]]]) -> FigureCheck:
    written = figure.amount.slice(answer)
    for clause, others in held:
        support = _support(figure, clause, others)
        if support is not None:
            return FigureCheck(figure, written, Verdict.VERIFIED, support.span.slice(clause))
    for clause, others in held:
        for other in others:
            if _contradicts(figure, answer, other, clause):
                return FigureCheck(figure, written, Verdict.DIFFERS, other.span.slice(clause))
    return FigureCheck(figure, written, Verdict.NOT_FOUND, "")


def _support(figure: Quantity, text: str, others: Sequence[Quantity]) -> Quantity | None:
    return next((other for other in others if _same(figure, other) or _same_cell(figure, other, text)), None)


def _same(one: Quantity, other: Quantity) -> bool:
    if one.is_reference or other.is_reference:
        return one.is_reference and other.is_reference and _digits(one.number) == _digits(other.number)
    if one.is_date or other.is_date:
        return _same_date(one, other)
    if one.is_year and other.is_year:
        return _same_years(one, other)
    return not _opposed(one, other) and _same_unit(one, other) and _same_value(one, other)


def _same_value(one: Quantity, other: Quantity) -> bool:
    """Equal values; an end of the range 20—30万元 is borne out only as 不低于20万元 or 不超过30万元."""
    mine, theirs = _plain_value(one), _plain_value(other)
    if mine is None or theirs is None or mine == theirs:
        return mine is not None and mine == theirs
    low_end = one.bound is Direction.AT_LEAST and mine == (theirs[0], theirs[0])
    return low_end or (one.bound is Direction.AT_MOST and mine == (theirs[1], theirs[1]))


def _plain_value(figure: Quantity) -> tuple[Decimal, Decimal] | None:
    """The value, with 番 as growth by so many times: 翻一番 is one 倍 more, 翻两番 are three."""
    if figure.value is None or figure.normal_unit != "番":
        return figure.value
    low, high = figure.value
    return 2**low - 1, 2**high - 1


def _same_unit(one: Quantity, other: Quantity) -> bool:
    mine, theirs = ("倍" if unit == "番" else unit for unit in (one.normal_unit, other.normal_unit))
    if not mine:
        return True
    # 亩均税收20万元 and 20万元/亩 say the same, so one unit may go on where the other stops.
    return mine == theirs or mine.partition("/")[0] == theirs or theirs.partition("/")[0] == mine


def _opposed(one: Quantity, other: Quantity) -> bool:
    """True for 不低于 against 不超过, and for growth against decline; a side that says nothing opposes nothing."""
    changes = one.change and other.change and one.change is not other.change
    bounds = one.bound in _BOUNDS and other.bound in _BOUNDS and one.bound is not other.bound
    return bool(changes) or bounds


def _same_date(one: Quantity, other: Quantity) -> bool:
    """True where the other day or month lies within this one; a date without year fits every year."""
    if one.value is None or other.value is None:
        return False
    if one.is_date and other.is_date:
        mine, theirs = one.value, other.value
        if min(mine[0], theirs[0]) < 10_000:
            mine, theirs = _without_year(mine), _without_year(theirs)
        return mine[0] <= theirs[0] and theirs[1] <= mine[1]
    if one.is_date or one.value[0] != one.value[1]:
        return False
    year, rest = divmod(other.value[0], 10_000)
    # "26 September 2019" comes as bare numbers.
    return one.value[0] == year or (not one.normal_unit and one.value[0] in divmod(rest, 100))


def _without_year(value: tuple[Decimal, Decimal]) -> tuple[Decimal, Decimal]:
    return value[0] % 10_000, value[1] % 10_000


def _same_years(one: Quantity, other: Quantity) -> bool:
    """True for equal years, and for the first or last year of a run."""
    if one.value is None or other.value is None:
        return False
    return one.value == other.value or (one.value[0] == one.value[1] and one.value[0] in other.value)


def _same_cell(one: Quantity, cell: Quantity, text: str) -> bool:
    if not one.unit or cell.normal_unit or _digits(one.number) != _digits(cell.number):
        return False
    before, after = text[: cell.amount.start].rstrip(" "), text[cell.amount.end :].lstrip(" ")
    alone = (not before or before[-1] in _CELL_EDGES) and (not after or after[0] in _CELL_EDGES)
    return alone and one.unit in fold(text)


def _digits(number: str) -> str:
    return "".join(sign if sign.isdigit() or sign == "." else " " for sign in number.replace(",", "")).strip()


def _contradicts(figure: Quantity, answer: str, other: Quantity, clause: str) -> bool:
    if not (figure.is_amount and other.is_amount):
        return False
    if figure.value == other.value:
        return _opposed(figure, other) or not _same_unit(figure, other)
    shared = _subject(figure, answer) & _subject(other, clause)
    return _same_unit(figure, other) and len(shared) >= _LEAST_SHARED


def _subject(figure: Quantity, text: str) -> set[str]:
    words = fold(text[max(0, figure.span.start - _SUBJECT) : figure.span.start])
    return {words[i : i + 2] for i in range(len(words) - 1) if words[i : i + 2].isalpha()}
