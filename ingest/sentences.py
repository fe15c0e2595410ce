"""Cuts long texts at ends of lines, of sentences, then of clauses, within a budget of tokens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ingest.model import TextSpan

_CLOSERS = "”’\"')）」』》】〉"
# From strong to weak; half-width commas and full stops inside figures are no ends.
_BOUNDARIES = (
    re.compile(r"[\n\r]+"),
    re.compile(rf"(?:[。！？!?]|…+)[{_CLOSERS}]*"),
    re.compile(rf"[；;][{_CLOSERS}]*"),
    re.compile(rf"[，、：:][{_CLOSERS}]*|,(?!\d)[{_CLOSERS}]*"),
)


def split_span(text: str, span: TextSpan, count_tokens: Callable[[str], int], most: int) -> list[TextSpan]:
    """Parts of `span` that hold at most `most` tokens, as long as possible, without white space around.

    A part ends at the strongest boundary that keeps it within the budget; text without boundaries
    is cut between characters. Together the parts hold every character of `span` but white space.
    """
    return list(_split(text, _trim(text, span), count_tokens, most, 0))


def _split(text: str, span: TextSpan, count_tokens: Callable[[str], int], most: int, level: int) -> Iterator[TextSpan]:
    if len(span) <= 1 or count_tokens(span.slice(text)) <= most:
        if len(span):
            yield span
        return
    parts = list(_cut(text, span, level)) if level < len(_BOUNDARIES) else _halves(span)
    if len(parts) == 1:
        yield from _split(text, span, count_tokens, most, level + 1)
        return
    held: TextSpan | None = None
    for part in parts:
        joined = part if held is None else TextSpan(held.start, part.end)
        if held is not None and count_tokens(joined.slice(text).strip()) > most:
            yield from _split(text, _trim(text, held), count_tokens, most, level + 1)
            joined = part
        held = joined
    if held is not None:
        yield from _split(text, _trim(text, held), count_tokens, most, level + 1)


def _cut(text: str, span: TextSpan, level: int) -> Iterator[TextSpan]:
    start = span.start
    for match in _BOUNDARIES[level].finditer(text, span.start, span.end):
        yield TextSpan(start, match.end())
        start = match.end()
    if start < span.end:
        yield TextSpan(start, span.end)


def _halves(span: TextSpan) -> list[TextSpan]:
    middle = (span.start + span.end) // 2
    return [TextSpan(span.start, middle), TextSpan(middle, span.end)]


def _trim(text: str, span: TextSpan) -> TextSpan:
    part = span.slice(text)
    start = span.start + len(part) - len(part.lstrip())
    return TextSpan(start, max(start, span.end - (len(part) - len(part.rstrip()))))
