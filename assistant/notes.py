"""Remarks below an answer on how its question was taken, in the question's language. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.model import Aspect, Language, Question
from assistant.understanding.language import detect_language

_CARRIED = (Aspect.REGION, Aspect.LEVEL, Aspect.YEAR, Aspect.PERIOD, Aspect.INDICATOR, Aspect.TOPIC)
"""What an English question takes over is told in the words that the user wrote, not in their translation."""


def notes_on(question: Question, regions_alike: Sequence[str] = ()) -> tuple[str, ...]:
    """Corrections, what was carried over, and the regions that have nearly the same clause as the one cited."""
    english = question.language is Language.ENGLISH
    return (
        *correction_notes(question),
        *(_carried_in_english(question) if english else _carried(question)),
        *(_alike(regions_alike, english) if regions_alike else ()),
    )


def correction_notes(question: Question) -> tuple[str, ...]:
    """What the user is told of each correction: 按“税收”理解“税受”."""
    form = "Read “{words}” as “{value}”" if question.language is Language.ENGLISH else "按“{value}”理解“{words}”"
    return tuple(
        form.format(value=reading.value, words=reading.words.strip())
        for reading in question.readings
        if reading.aspect is Aspect.CORRECTION
    )


def silence(asked: str) -> str:
    """What a row says whose documents are silent, in the language of the question `asked`."""
    return "not stated" if detect_language(asked) is Language.ENGLISH else "该文件未规定"


def _carried(question: Question) -> tuple[str, ...]:
    return ("沿用上文：" + "、".join(question.carried),) if question.carried else ()


def _carried_in_english(question: Question) -> tuple[str, ...]:
    if not question.carried:
        return ()
    earlier = (reading for reading in question.readings if reading.aspect in _CARRIED and not reading.end)
    words = dict.fromkeys(reading.words for reading in earlier if reading.words)
    whole = question.resolved if question.resolved in question.carried else ""
    return ("Carried over: " + (whole or ", ".join(words or question.carried)),)


def _alike(regions: Sequence[str], english: bool) -> tuple[str, ...]:
    if english:
        named = ", ".join(regions)
        return (f"The question names no region; nearly the same clause, perhaps with other figures: {named}",)
    return (f"问题没有写明地区；{'、'.join(regions)}也有几乎相同的条款，数字可能不同",)
