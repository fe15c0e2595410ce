"""Unanswerable questions out of answerable ones: the region, year, level or indicator swapped for an absent one."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.model import Language, Question
from assistant.understanding.constraints import levels
from ingest.normalize import fold
from ingest.regions.names import load_divisions, stem_of

_LEVELS = ("国家级", "省级", "市级", "县级")
_YEARS = (*range(2008, 2013), *range(2028, 2041))
_ABROAD = ("Tokyo", "Berlin", "Toronto", "Madrid", "Sydney", "London", "Paris", "Chicago")
_TRIES = 40


@dataclass(frozen=True, slots=True)
class Absent:
    """What the documents do not have."""

    uses: Callable[[str], int]
    """A string to the number of passages that use it."""
    indicators: Sequence[str]
    """Names of measures, of these and of other documents."""


def swapped(question: Question, evidence: str, absent: Absent, dice: random.Random) -> Iterator[tuple[str, str]]:
    """(what was swapped, the question with it); `evidence` is the text of the passages that answer the question.

    Nothing where a part is not stated, or no absent one was drawn.
    """
    text = fold(question.text)
    if len(question.places) == 1 and fold(question.places[0].name) in text:
        names = _ABROAD if question.language is Language.ENGLISH else _regions()
        name = _drawn(lambda: stem_of(dice.choice(names)), lambda name: not absent.uses(name))
        if name:
            yield "region", text.replace(fold(question.places[0].name), name)
    if len(question.years) == 1 and str(question.years[0]) in text:
        year = _drawn(lambda: str(dice.choice(_YEARS)), lambda year: not absent.uses(year))
        if year:
            yield "year", text.replace(str(question.years[0]), year)
    yield from _other_level(question, text, evidence, dice)
    named = [indicator for indicator in question.indicators if indicator in text]
    if len(named) == 1:
        other = _drawn(lambda: dice.choice(absent.indicators), lambda other: not absent.uses(other) and len(other) > 2)
        if other:
            yield "indicator", text.replace(named[0], fold(other))


def _other_level(question: Question, text: str, evidence: str, dice: random.Random) -> Iterator[tuple[str, str]]:
    if len(question.levels) != 1 or question.levels[0] not in text or "以上" in text:
        return
    said = levels(fold(evidence))
    others = [level for level in _LEVELS if level not in said]
    if question.levels[0] in said and others:
        yield "level", text.replace(question.levels[0], dice.choice(others))


def _drawn(draw: Callable[[], str], fits: Callable[[str], bool]) -> str:
    return next((value for value in (draw() for _ in range(_TRIES)) if fits(value)), "")


def _regions() -> Sequence[str]:
    return [division.path[-1] for division in load_divisions() if len(division.path) <= 2]
