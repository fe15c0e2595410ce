"""The plain baseline: BM25 over pieces of 500 characters, answered with the best piece's best sentence.

It knows neither clauses nor regions nor earlier turns and refuses only where nothing is found, so
that a comparison shows what all of that is worth.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.model import Answer, Citation, Turn
from evals.text import normalise
from vectorstore.model import Labels
from vectorstore.ports import LexicalIndex

PIECE = 500
"""Characters of a piece."""

_END = "。!?;\uff01\uff1f\uff1b"
_SENTENCE = re.compile(rf"[^{_END}\s][^{_END}\n]*[{_END}]?")


class Bm25Pieces:
    """Fills an empty lexical index with the pieces of some texts and answers out of it."""

    def __init__(self, index: LexicalIndex, texts: Mapping[str, str]) -> None:
        """`texts` maps file names to texts."""
        self._index = index
        self._pieces = {
            f"{name}@{start}": (name, start, text[start : start + PIECE])
            for name, text in texts.items()
            for start in range(0, len(text), PIECE)
        }
        pieces = list(self._pieces.values())
        index.upsert(list(self._pieces), [piece[2] for piece in pieces], [Labels(piece[0]) for piece in pieces])

    def answer(self, question: str, turns: Sequence[Turn] = ()) -> Answer:
        """The sentence as answer, with itself as citation; `turns` are not looked at."""
        for identifier, _ in self._index.query(question, 1):
            name, start, piece = self._pieces[identifier]
            begin, end = best_sentence(question, piece)
            if end > begin:
                quote = piece[begin:end]
                cited = Citation(name, "", "", quote, start + begin, start + end)
                return Answer(question, quote, refused=False, reason="", citations=(cited,), answerer="bm25-pieces")
        return Answer(question, "", refused=True, reason="没有检索到任何内容", answerer="bm25-pieces")


def best_sentence(question: str, text: str) -> tuple[int, int]:
    """Where the sentence stands that shares most character pairs with the question, the first of equals;
    (0, 0) for a blank text.
    """
    wanted = _pairs(question)
    spans = [match.span() for match in _SENTENCE.finditer(text)]
    return max(spans, key=lambda span: len(wanted & _pairs(text[slice(*span)])), default=(0, 0))


def _pairs(text: str) -> set[str]:
    form = normalise(text)
    return {form[i : i + 2] for i in range(len(form) - 1)}
