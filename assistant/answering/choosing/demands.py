"""How parts of sentences meet what a question demands besides its words: level, year, unit, figure, region."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.answering.choosing.layout import Floats, Layout
from assistant.answering.fit import (
    amounts,
    condition_fit,
    heading_fit,
    kind_fit,
    level_fit,
    stated_fit,
    unit_fit,
    year_fit,
)
from assistant.answering.matching import WeightedTerms
from assistant.answering.segments import Sentence, condition_before
from assistant.model import AnswerKind, Question
from assistant.ranking.patterns import Positions
from ingest.model import TextSpan
from ingest.normalize import fold
from vectorstore.model import Hit

DEMAND_NAMES = (
    "own",
    "near",
    "sentence",
    "headings",
    "level",
    "year",
    "stated",
    "excluded",
    "kind",
    "unit",
    "figures",
    "heading",
    "condition",
    "after_condition",
    "has_level",
    "has_year",
    "compares",
)
_MOST_FIGURES = 3
_NEAR = 0.9
_IN_SENTENCE, _IN_HEADINGS = 0.55, 0.5


def demands(question: Question, hits: Sequence[Hit], layout: Layout, parts: Positions, terms: WeightedTerms) -> Floats:
    """Columns as in `DEMAND_NAMES`, a row a part."""
    kind = AnswerKind.FIGURE if question.stated else question.kind
    titles = [fold(hit.passage.title) for hit in hits]
    headings = [terms.matches(fold(" ".join((h.passage.title, *h.passage.region, *h.passage.path)))) for h in hits]
    beside: dict[int, tuple[float, ...]] = {}
    rows = []
    for part in parts.tolist():
        number = int(layout.part_sentence[part])
        sentence, hit = layout.sentences[number], int(layout.sentence_hit[number])
        if number not in beside:
            beside[number] = terms.matches(sentence.heading + sentence.folded)
        span = sentence.parts[part - int(layout.first_part[number])].span
        wording = _wording(sentence, span, beside[number], headings[hit], terms)
        rows.append([*wording, *_fits(question, kind, titles[hit], sentence, span)])
    return np.array(rows, dtype=np.float32).reshape(len(rows), len(DEMAND_NAMES))


def _wording(
    sentence: Sentence, span: TextSpan, beside: Sequence[float], headings: Sequence[float], terms: WeightedTerms
) -> list[float]:
    """How far the part, with its condition, its sentence and its headings, says the question's terms."""
    own = terms.matches(sentence.part_text(span))
    condition = condition_before(sentence, span)
    if condition:
        own = tuple(max(o, _NEAR * c) for o, c in zip(own, terms.matches(condition), strict=True))
    context = [max(o, _IN_SENTENCE * b, _IN_HEADINGS * h) for o, b, h in zip(own, beside, headings, strict=True)]
    return [*map(terms.coverage, (own, context, beside, headings))]


def _fits(question: Question, kind: AnswerKind, title: str, sentence: Sentence, span: TextSpan) -> list[float]:
    folded = sentence.part_text(span)
    before = sentence.folded[: span.start - sentence.span.start]
    figures = sentence.quantities(span)
    found = amounts(figures)
    return [
        level_fit(question.levels, folded, before),
        year_fit(question.years, folded, before, sentence.folded),
        stated_fit(question.stated, sentence.folded),
        float(any(word in folded for word in question.excluded)),
        kind_fit(kind, question, folded, figures, len(span) >= len(sentence.span) - 4),
        unit_fit(question.units, figures),
        min(len(found), _MOST_FIGURES) / _MOST_FIGURES,
        heading_fit(title, sentence.folded, folded, kind),
        condition_fit(folded),
        float(bool(condition_before(sentence, span))),
        float(bool(question.levels)),
        float(bool(question.years)),
        float(question.compares),
    ]
