"""Sides that a question asks one figure of: all are told in one unit, where the documents have it for all."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answering.facet import Facet
from assistant.answering.verdict import stated_figures
from assistant.model import Answer, AnswerKind

AskAgain = Callable[[Facet, tuple[str, ...]], Answer]
"""The answer of one side to the question in other units."""
_SCALE = re.compile(r"^[十百千万亿]+(?=.)")


def in_one_unit(facets: Sequence[Facet], answers: Sequence[Answer], again: AskAgain) -> Sequence[Answer]:
    """`answers` where their figures share a unit or the question names one; else those in the first unit all have.

    So 每人每月290元 does not stand beside 12.22万人. Where no unit is had by all sides they stay as they are.
    """
    if any(facet.question.kind is not AnswerKind.FIGURE or facet.question.units for facet in facets):
        return answers
    units = [_units(answer) for answer in answers]
    speaking = [each for each in units if each]
    if len(speaking) < 2 or frozenset.intersection(*(frozenset(each) for each in speaking)):
        return answers
    for unit in dict.fromkeys(unit for each in units for unit in each):
        told = [
            answer if unit in own or not own else again(facet, (unit,))
            for facet, answer, own in zip(facets, answers, units, strict=True)
        ]
        if all(unit in _units(answer) for answer, own in zip(told, units, strict=True) if own):
            return told
    return answers


def _units(answer: Answer) -> tuple[str, ...]:
    """The units of the amounts that an answer states, without scale, each once."""
    figures = stated_figures(answer.text, answer.citations) if not answer.refused else []
    return tuple(dict.fromkeys(_SCALE.sub("", figure.unit) for figure in figures if figure.unit))
