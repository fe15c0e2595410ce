"""A model that does as told: of the passages it says the sentence that shares most with the question, and cites it."""

from __future__ import annotations

import re

from assistant.citations import overlap, sentence_spans
from evals.local_model.prompts_read import passages_of, question_of
from evals.local_model.server import Seen
from ingest.figures.quantities import find_quantities

_ASKS_FIGURE = re.compile(r"多少|几[个家年项次]|how (?:many|much)|what percentage", re.IGNORECASE)
_FIGURE_BONUS = 0.3
_PER_RANK = 0.08
"""What each place further down the list of passages costs: the best are shown first."""
_LEAST = 0.35
"""Below this score it says that the passages do not say; an English question shares nothing with them."""
_ENGLISH = "The document says: “{}” [{}]."


def faithful(seen: Seen) -> str:
    """The reply to a prompt; NOT_FOUND where no sentence is near it."""
    question = question_of(seen.prompt)
    best, best_score, number = "", 0.0, 0
    for passage in passages_of(seen.prompt):
        for span in sentence_spans(passage.text):
            sentence = span.slice(passage.text)
            score = overlap(question, f"{sentence}\n{passage.heading}") - _PER_RANK * passage.number
            score += _FIGURE_BONUS if _ASKS_FIGURE.search(question) and find_quantities(sentence) else 0.0
            if score > best_score:
                best, best_score, number = sentence, score, passage.number
    english = question.isascii()
    if not best or (best_score < _LEAST and not english):
        return "NOT_FOUND"
    if english:
        return _ENGLISH.format(best.rstrip("。；;"), number)
    return f"{best.rstrip('。；;')}[{number}]。"
