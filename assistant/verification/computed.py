"""Figures of an answer that no clause holds and that are no error: differences that it computes, heads of its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from assistant.model import Answer, CheckedFigure, FigureVerdict
from ingest.figures.quantities import Quantity, find_quantities

CHINESE, ENGLISH = "按引文计算", "computed from the quotes"
"""Behind a figure that is computed."""
_MARK = re.compile(rf"\s*[（(](?:{CHINESE}|{ENGLISH})[）)]")
_SAME_UNIT = {"个百分点": "%"}


def with_computed(text: str, checks: Sequence[CheckedFigure]) -> tuple[CheckedFigure, ...]:
    """`checks` of `text`; a figure marked as computed is verified where it is the difference of two that are."""
    known = [check for check in checks if check.verdict is FigureVerdict.VERIFIED]
    return tuple(_checked(check, known) if _MARK.match(text, check.end) else check for check in checks)


def without_heads(answer: Answer, checks: Sequence[CheckedFigure]) -> tuple[CheckedFigure, ...]:
    """`checks` without the figures that head a row ('2025年：该文件未规定'): they are the question's own words."""
    heads = [
        match.span() for side in answer.sides for match in re.finditer(rf"{re.escape(side.name)}(?=[：:])", answer.text)
    ]
    return tuple(
        check for check in checks if not any(start <= check.start and check.end <= end for start, end in heads)
    )


def _checked(check: CheckedFigure, known: Sequence[CheckedFigure]) -> CheckedFigure:
    computed = _figure(check)
    for one, other in combinations(known, 2):
        first, second = _figure(one), _figure(other)
        if computed and first and second and _is_difference(computed, first, second):
            evidence = f"{one.written}；{other.written}"
            return replace(check, verdict=FigureVerdict.VERIFIED, citation=one.citation, evidence=evidence)
    return check


def _figure(check: CheckedFigure) -> Quantity | None:
    return next(iter(find_quantities(check.written)), None)


def _is_difference(computed: Quantity, first: Quantity, second: Quantity) -> bool:
    if computed.value is None or first.value is None or second.value is None:
        return False
    units = {_SAME_UNIT.get(figure.normal_unit, figure.normal_unit) for figure in (computed, first, second)}
    alike = len(units) == 1 and all(figure.value and figure.value[0] == figure.value[1] for figure in (first, second))
    return alike and computed.value[0] == computed.value[1] == abs(first.value[0] - second.value[0])
