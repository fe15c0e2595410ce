"""Sentences and parts of sentences with the figures that stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.figures.quantities import Quantity, find_quantities
from ingest.model import TextSpan

_SENTENCE_END = re.compile(r"[。!?][”’\")]*|\n+")
_WRAPPED = re.compile(
    r"(?<=[^\n]{24}[^\n。;:!?])\n(?=[\u4e00-\u9fff\da-z“])"
    r"(?![一二三四五六七八九十]{1,3}、|\d{1,2}[.、]|第[一二三四五六七八九十百\d]+[条章节])"
)
"""A line's end inside a sentence, as copies of pages have it: behind a long line that no mark closes."""
_END_MARKS = re.compile(r"\s*(?:[。!?]+[”’\"]*)?\s*$")
_NUMERAL = re.compile(r"[\d一二两三四五六七八九十百千万亿翻倍半]")
_BLANK = " "
_LONGEST = 4000
"""Characters; what is longer is a list of names or a broken page."""
_MARK = re.compile(r"[,;:︰]")


@dataclass(frozen=True, slots=True)
class Part:
    """What stands between two commas, or in a bracket with a figure of its own."""

    span: TextSpan
    figures: tuple[Quantity, ...]
    """Amounts under `span`, spans in the same count."""
    ends_group: bool
    """True where a semicolon follows."""
    opens_list: bool = False
    """True where a colon follows."""
    inner: tuple[Part, ...] = ()
    """Brackets with figures of their own, blanked in `Sentence.text`."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a clause; all spans in it count from its own start."""

    start: int
    """Its place in the clause."""
    text: str
    """Folded, with those brackets blanked whose figures stand on their own; of the same length."""
    full: str
    """Folded, nothing blanked."""
    parts: tuple[Part, ...]


def joined_lines(folded: str) -> str:
    """`folded` with a blank for each line's end that only wraps a sentence; of the same length."""
    return _WRAPPED.sub(_BLANK, folded) if "\n" in folded else folded


def sentences(folded: str) -> Iterator[Sentence]:
    """The sentences of a folded clause that hold a numeral; what runs on without an end is none."""
    start = 0
    for end in [*(match.end() for match in _SENTENCE_END.finditer(folded)), len(folded)]:
        if start < end <= start + _LONGEST and _NUMERAL.search(folded, start, end):
            sentence = _sentence(folded[start:end], start)
            if sentence.parts:
                yield sentence
        start = end


def _sentence(full: str, start: int) -> Sentence:
    figures = [q for q in find_quantities(full) if q.is_amount]
    if not figures:
        return Sentence(start, full, full, ())
    brackets = _brackets(full)
    spoken = [b for b in brackets if any(b.contains(q.span) for q in figures)]
    signs = list(full)
    for bracket in spoken:
        signs[bracket.start : bracket.end] = _BLANK * len(bracket)
    text = "".join(signs)
    end = len(_END_MARKS.sub("", full))
    parts = []
    for part, mark in _parts(text, TextSpan(0, end), figures, brackets):
        inside = tuple(
            Part(p, _under(p, figures), mark == ";")
            for bracket in spoken
            if part.contains(bracket)
            for p, mark in _parts(full, TextSpan(bracket.start + 1, bracket.end - 1), figures, ())
        )
        outside = tuple(q for q in _under(part, figures) if not any(b.overlaps(q.span) for b in spoken))
        parts.append(Part(part, outside, mark == ";", mark == ":", inside))
    return Sentence(start, text, full, tuple(parts))


def _parts(
    text: str, span: TextSpan, figures: Sequence[Quantity], brackets: Sequence[TextSpan]
) -> Iterator[tuple[TextSpan, str]]:
    kept = [*(q.span for q in figures), *brackets]
    start = span.start
    for match in _MARK.finditer(text, span.start, span.end):
        at = match.start()
        if any(k.start <= at < k.end for k in kept):
            continue
        # A colon right before a figure names it: 补贴标准:每人500元.
        if match.group() in ":︰" and any(0 <= q.span.start - at <= 3 for q in figures):
            continue
        if at > start:
            yield TextSpan(start, at), match.group()
        start = match.end()
    if span.end > start:
        yield TextSpan(start, span.end), ""


def _brackets(text: str) -> list[TextSpan]:
    """Outermost round brackets that close."""
    found, depth, start = [], 0, 0
    for match in re.finditer(r"[()]", text):
        if match.group() == "(":
            start = match.start() if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                found.append(TextSpan(start, match.end()))
    return found


def _under(span: TextSpan, figures: Sequence[Quantity]) -> tuple[Quantity, ...]:
    return tuple(q for q in figures if span.contains(q.span))
