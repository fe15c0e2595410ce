"""How far candidates fit what a question demands besides its words: kind of answer, year, level, place."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from assistant.model import Question
from assistant.ranking.forms import answer_form, occurrences
from assistant.ranking.pool import Pool, Share
from assistant.understanding.constraints import levels
from vectorstore.model import Hit

_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)(?=\s*年|[-./]\d)")
_RANGE = re.compile(r"((?:19|20)\d\d)\s*年?\s*(?:-|—+|~|至|到)\s*((?:19|20)\d\d)")
_LONGEST_RANGE = 30
_LONGEST_LETTER = 600
"""Characters."""
_LONG = 1500
"""Characters."""
_GENERAL = ("总则", "附则")
_LETTER = ("印发给你们", "请认真", "请遵照", "请结合实际", "业经", "现予公布", "现予印发")


def form_fitness(question: Question, pool: Pool, relevance: Share) -> dict[str, Share]:
    """Whether there is what the kind of answer needs, and how relevant the best sentence with it is."""
    form = answer_form(question)
    if form is None:
        return {}
    places = form.places(pool)
    with_form = np.zeros(len(pool.ends), dtype=np.float32)
    with_form[pool.sentence(places)] = 1
    kind = form.kind.value
    return {kind: pool.flagged(places), f"{kind}_sentence": pool.best_of_sentences(relevance * with_form)}


def scope_fitness(question: Question, pool: Pool) -> dict[str, Share]:
    """Agreement in year and level. A text that names none holds for all, so it fits neither well nor badly."""
    columns: dict[str, Share] = {}
    if question.years:
        zones = zip(pool.headings, pool.own_texts, strict=True)
        named = [years_named(heading) | years_named(text) for heading, text in zones]
        columns["year"], columns["other_year"] = _agreement(named, set(question.years))
    if question.levels:
        columns["level"], columns["other_level"] = _agreement(
            [set(levels(text)) for text in pool.own_texts], set(question.levels)
        )
    return columns


def clause_fitness(pool: Pool) -> dict[str, Share]:
    """Whether a candidate is the letter that a document comes with, and not letter and document in one."""
    worded = pool.flagged(at for words in _LETTER for at in occurrences(pool.text, words))
    return {"letter": worded * _flags([len(text) <= _LONGEST_LETTER for text in pool.own_texts])}


def part_fitness(hits: Sequence[Hit]) -> dict[str, Share]:
    """How much a candidate says, and whether it is a part that most of what people ask does not stand in."""
    passages = [hit.passage for hit in hits]
    return {
        "length": np.array([min(len(passage.text), _LONG) / _LONG for passage in passages], dtype=np.float32),
        "general_part": _flags([any(word in p.clause for word in _GENERAL) for p in passages]),
    }


def years_named(folded: str) -> set[int]:
    """Calendar years that a folded text names or spans: '2021-2023年'."""
    found = {int(year) for year in _YEAR.findall(folded)}
    for match in _RANGE.finditer(folded):
        first, last = int(match[1]), int(match[2])
        if first <= last <= first + _LONGEST_RANGE:
            found.update(range(first, last + 1))
    return found


def _agreement(named: Sequence[set[int]] | Sequence[set[str]], asked: set[int] | set[str]) -> tuple[Share, Share]:
    """Whether each names one of those asked, and whether it names only others."""
    return _flags([bool(own & asked) for own in named]), _flags([bool(own) and not own & asked for own in named])


def _flags(values: Sequence[bool]) -> Share:
    return np.array(values, dtype=np.float32)
