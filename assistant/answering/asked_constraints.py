"""A question as a language model sees it: on one line, whole, with the constraints that its answer must meet."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.numbered_passages import harmless
from assistant.model import Question
from prompts.labels import Labels


def asked(question: Question, labels: Labels) -> str:
    """The question, and for a follow-up the whole question that it stands for."""
    text = harmless(" ".join(question.text.split()))
    if question.resolved:
        return labels.filled("asked", "whole", text, harmless(question.resolved))
    if question.carried:
        return labels.filled("asked", "carried", text, _listed(question.carried, labels))
    return text


def constraints(question: Question, labels: Labels) -> str:
    """Region, level, years and what is to be told, as they were understood, on one line."""
    known = {
        "region": ["".join(place.paths[0]) if len(place.paths) == 1 else place.name for place in question.places],
        "level": question.levels,
        "year": _years(question),
        "bound": question.superlatives,
        "ordinal": [question.ordinal] if question.ordinal else [],
        "unit": question.units,
        "excluded": question.excluded,
        "stated": question.stated,
        "wanted": [words for kind in question.wanted if (words := labels.of("wanted", str(kind)))],
    }
    stated = [labels.filled("asked", key, _listed(values, labels)) for key, values in known.items() if values]
    return labels.of("asked", "separator").join(stated) or labels.of("asked", "none")


def _years(question: Question) -> list[str]:
    """Years named, and periods by their ends."""
    periods = [f"{period.first}-{period.last}" for period in question.periods if period.first != period.last]
    return list(dict.fromkeys([*map(str, question.years), *periods]))


def _listed(values: Sequence[str], labels: Labels) -> str:
    return harmless(labels.of("asked", "list").join(values))
