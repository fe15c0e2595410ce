"""The plain way to answer: of BM25's first passage the sentence that shares most with the question."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from typing import Protocol

from vectorstore.analysis import analyse, analyse_query

_SENTENCE = re.compile(r"[^。！？；!?;\n]+[。！？；!?;]?")


class Counted(Protocol):
    """Tells in how many passages tokens occur."""

    def frequencies(self, tokens: Collection[str]) -> Mapping[str, int]: ...


def plain_answer(question: str, passage: str, counted: Counted, passages: int) -> str:
    """The sentence that shares most with the question, by the sum of the idf of what they share; the first of equals.

    idf is log(1 + N / df) over the `passages` of the collection. Empty for a blank passage.
    """
    asked = set(analyse_query(question))
    spread = counted.frequencies(asked)
    rarity = {token: math.log(1 + passages / max(spread.get(token, 0), 1)) for token in asked}
    found = (match.group().strip() for match in _SENTENCE.finditer(passage))
    return max((text for text in found if text), key=lambda text: _shared(text, rarity), default="")


def _shared(text: str, rarity: Mapping[str, float]) -> float:
    return sum(rarity.get(token, 0.0) for token in set(analyse(text)))
