"""The same question with one of its demands dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.model import AnswerKind, Aspect, Question, Wanted
from ingest.normalize import fold

_YEAR_WORDS = "年(?:度|底|末|初)?"


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A question that asks less."""

    dropped: tuple[Aspect, ...]
    question: Question


def relaxations(question: Question) -> Iterator[Relaxed]:
    """One demand dropped at a time, then year and level together; the likeliest to be unmet first."""
    no_year, no_level = without_years(question), without_levels(question)
    if question.years:
        yield Relaxed((Aspect.YEAR,), no_year)
    if question.levels:
        yield Relaxed((Aspect.LEVEL,), no_level)
    if question.years and question.levels:
        yield Relaxed((Aspect.YEAR, Aspect.LEVEL), without_levels(no_year))
    if question.kind is AnswerKind.FIGURE:
        yield Relaxed((Aspect.WANTED,), replace(question, kind=AnswerKind.OPEN, wanted=(Wanted.OPEN,), units=()))


def without_places(question: Question) -> Question:
    """Asked of any region."""
    names = [place.name for place in question.places]
    terms = tuple(term for term in question.terms if not term.place)
    return replace(_reworded(question, [re.escape(fold(name)) for name in names]), places=(), terms=terms)


def without_years(question: Question) -> Question:
    """Asked of any time."""
    forms = [f"{year}(?:{_YEAR_WORDS})?" for year in question.years]
    return replace(_reworded(question, forms), years=(), periods=())


def without_levels(question: Question) -> Question:
    """Asked of any level of zones."""
    return replace(_reworded(question, [re.escape(level) for level in question.levels]), levels=(), excluded=())


def _reworded(question: Question, forms: list[str]) -> Question:
    """Its texts without the words that match one of `forms`."""
    if not forms:
        return question
    words = re.compile("|".join(forms))

    def rest(text: str) -> str:
        return " ".join(words.sub(" ", fold(text)).split())

    return replace(
        question,
        text=rest(question.text) or question.text,
        corrected="",
        resolved=rest(question.resolved),
        search_text=rest(question.search_text) or question.search_text,
    )
