"""Sentences and parts of sentences, as spans; the raw material of an extractive answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.model import TextSpan
from ingest.normalize import fold
from ingest.quantities import find_quantities

_SENTENCE_END = re.compile(r"[。!?;\n]+[”’]*")
_PART_END = re.compile(r"[,;。!?\n]")
_OPENING, _CLOSING = "(“《〔[〈", ")”》〕]〉"
MAX_PARTS = 5
"""Longest window, in parts of a sentence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage; spans count from the start of the passage's text."""

    span: TextSpan
    folded: str
    parts: tuple[TextSpan, ...]
    """Parts between commas, in the order of the text."""


def sentences(text: str) -> list[Sentence]:
    """The sentences of a passage, white space at their ends left out; brackets keep together."""
    folded = fold(text)
    found = []
    start = 0
    for end in [*_ends(folded, _SENTENCE_END), len(folded)]:
        span = _trimmed(folded, start, end)
        if len(span) > 1:
            found.append(Sentence(span, span.slice(folded), tuple(_parts(folded, span))))
        start = end
    return found


def windows(sentence: Sentence, max_characters: int) -> Iterator[TextSpan]:
    """Runs of neighbouring parts up to `max_characters`, and single parts whatever their length."""
    for first in range(len(sentence.parts)):
        for last in range(first, min(first + MAX_PARTS, len(sentence.parts))):
            span = TextSpan(sentence.parts[first].start, sentence.parts[last].end)
            if last > first and len(span) > max_characters:
                break
            yield span


def _ends(folded: str, pattern: re.Pattern[str]) -> Iterator[int]:
    """Ends of the matches that stand outside brackets; a line break ends a sentence even inside."""
    depth = 0
    position = 0
    for match in pattern.finditer(folded):
        for character in folded[position : match.start()]:
            depth += character in _OPENING
            depth = max(0, depth - (character in _CLOSING))
        if "\n" in match.group():
            depth = 0
        position = match.start() + 1
        if depth == 0:
            yield match.end()


def _parts(folded: str, sentence: TextSpan) -> Iterator[TextSpan]:
    text = sentence.slice(folded)
    start = 0
    for end in [*_ends(text, _PART_END), len(text)]:
        part = _trimmed(text, start, end)
        if len(part):
            yield from (piece.shifted(sentence.start) for piece in _enumerated(text, part))
        start = end


def _enumerated(text: str, part: TextSpan) -> Iterator[TextSpan]:
    """The items of an enumeration by '、' where each has a figure of its own, else the part whole."""
    items = [TextSpan(part.start + m.start(), part.start + m.end()) for m in re.finditer(r"[^、]+", part.slice(text))]
    balanced = all(_balanced(item.slice(text)) for item in items)
    if len(items) > 1 and balanced and all(_has_amount(item.slice(text)) for item in items):
        yield from items
    else:
        yield part


def _balanced(text: str) -> bool:
    return all(text.count(o) == text.count(c) for o, c in zip(_OPENING, _CLOSING, strict=True))


def _has_amount(text: str) -> bool:
    return any(quantity.unit and not quantity.is_year for quantity in find_quantities(text))


def _trimmed(text: str, start: int, end: int) -> TextSpan:
    while start < end and (text[start].isspace() or text[start] in ",;:。、"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:。、"):
        end -= 1
    return TextSpan(start, end)
