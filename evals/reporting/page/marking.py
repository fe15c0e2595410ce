"""Where a quote says what the gold evidence says, so that the page can mark it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from evals.text import normalise

SHORTEST = 4
"""Characters in common that are no chance; a shorter evidence must be there whole."""
LEAST = 1 / 3
"""Of an evidence, to be marked at all: 国家级开发区 alone stands in half of all clauses."""
AROUND = 160
"""Characters shown before the first and behind the last mark of a long quote."""
_LONGEST = 6000
"""Characters of a quote that are looked through."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text."""

    text: str
    marked: bool


def marked(quote: str, evidence: Sequence[str]) -> tuple[Piece, ...]:
    """The quote in pieces, those marked that stand in any evidence too, signs and white space aside.

    Far from any mark a long quote is cut, shown by '…'. Without cuts the pieces put together are the quote.
    """
    quote, cut = quote[:_LONGEST], len(quote) > _LONGEST
    form, places = _form(quote)
    spans = _merged([(places[a], places[b - 1] + 1) for text in evidence for a, b in _common(form, _form(text)[0])])
    start, end = 0, len(quote)
    if spans:
        start = 0 if spans[0][0] <= 2 * AROUND else spans[0][0] - AROUND
        end = end if end - spans[-1][1] <= 2 * AROUND else spans[-1][1] + AROUND
    else:
        end = min(end, 4 * AROUND)
    pieces = [Piece("…", False)] if start else []
    at = start
    for low, high in spans:
        pieces += [Piece(quote[at:low], False), Piece(quote[low:high], True)]
        at = high
    pieces += [Piece(quote[at:end], False)] + ([Piece("…", False)] if end < len(quote) or cut else [])
    return tuple(piece for piece in pieces if piece.text)


def _common(form: str, wanted: str) -> list[tuple[int, int]]:
    if not wanted:
        return []
    whole = form.find(wanted)
    if whole >= 0:
        return [(whole, whole + len(wanted))]
    blocks = SequenceMatcher(None, form, wanted, autojunk=False).get_matching_blocks()
    shared = [_of_whole_numbers(form, block.a, block.a + block.size) for block in blocks]
    found = [(start, end) for start, end in shared if end - start >= SHORTEST]
    return found if sum(end - start for start, end in found) >= LEAST * len(wanted) else []


def _of_whole_numbers(form: str, start: int, end: int) -> tuple[int, int]:
    """Without the part of a number at either end: of 50亿元 and 20亿元 the sign 0 is nothing in common."""
    if start and form[start - 1].isdigit():
        while start < end and form[start].isdigit():
            start += 1
    if form[end : end + 1].isdigit():
        while start < end and form[end - 1].isdigit():
            end -= 1
    return start, end


def _form(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, with the place in `text` of each of its characters."""
    characters = [(kept, place) for place, character in enumerate(text) for kept in _character(character)]
    return "".join(kept for kept, _ in characters), [place for _, place in characters]


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, those joined that touch or overlap."""
    merged: list[tuple[int, int]] = []
    for low, high in sorted(spans):
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return merged


@lru_cache(maxsize=32768)
def _character(character: str) -> str:
    return normalise(character)
