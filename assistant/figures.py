"""The figures of a text, and whether another text holds one of them: to choose what to quote and what to keep.

Whether an answer's figures are right, given what they are about, is `assistant.verification`'s question.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.verification.values import digits, same_figure
from ingest.figures.quantities import COUNT_UNITS, TIME_UNITS, Direction, Quantity, find_statements
from ingest.normalize import fold

_ONE = (Decimal(1), Decimal(1))
_ARTICLE_UNITS = frozenset((*COUNT_UNITS, *TIME_UNITS))
_CELL_EDGES = frozenset("\t|\n")


def figures_in(text: str) -> tuple[Quantity, ...]:
    """The figures of `text` that must be borne out: all but 一 before what is counted, mostly an article.

    至少建立一个, 一倍 and 一万元 do say how many.
    """
    return tuple(
        figure
        for figure in find_statements(text)
        if figure.value != _ONE
        or figure.number != "一"
        or figure.comparator
        or figure.direction is not Direction.EXACT
        or figure.normal_unit not in _ARTICLE_UNITS
    )


def is_supported(figure: Quantity, text: str, figures: Sequence[Quantity] | None = None) -> bool:
    """Whether `text` holds `figure`: the same value, in no other direction, and where both have one, the same unit.

    A bare number in `text` (a table's cell) supports a figure with a unit when the unit stands
    somewhere else in `text` (the table's head). `figures` may be given where they are known already.
    """
    others = figures_in(text) if figures is None else figures
    return any(same_figure(figure, other) or stands_alone(figure, other, text) for other in others)


def stands_alone(one: Quantity, cell: Quantity, text: str) -> bool:
    """Whether the bare number `cell` fills a cell of `text`, is that of `one`, and `text` names the unit elsewhere."""
    if not one.unit or cell.normal_unit or digits(one.number) != digits(cell.number):
        return False
    before, after = text[: cell.amount.start].rstrip(" "), text[cell.amount.end :].lstrip(" ")
    alone = (not before or before[-1] in _CELL_EDGES) and (not after or after[0] in _CELL_EDGES)
    return alone and one.unit in fold(text)
