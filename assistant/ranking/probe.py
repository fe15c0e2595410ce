"""What a question's candidates are searched for: its characters, and the pairs of neighbouring ones."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.model import Question
from assistant.ranking.patterns import Patterns
from assistant.ranking.texts import folded
from vectorstore.analysis import without_question_words

_CONTENT = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Probe:
    """A question taken apart. Every string is folded and stands once."""

    characters: tuple[str, ...]
    pairs: tuple[str, ...]
    """Neighbouring characters; a question word, a blank or a sign divides."""
    patterns: Patterns


def make_probe(question: Question) -> Probe:
    """The probe of a question; its `search_text` is what counts, for that is Chinese and whole."""
    runs = _CONTENT.findall(without_question_words(folded(question.search_text)))
    pairs = tuple(dict.fromkeys(run[i : i + 2] for run in runs for i in range(len(run) - 1)))
    characters = tuple(dict.fromkeys("".join(runs)))
    return Probe(characters, pairs, Patterns([*characters, *pairs]))
