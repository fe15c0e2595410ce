"""What to quote around a chosen part of a sentence."""

from __future__ import annotations

from assistant.answering.segments import Sentence
from ingest.model import TextSpan

MAX_QUOTE = 220
"""Characters; a longer sentence is quoted in part."""


def quote_around(text: str, sentence: Sentence, window: TextSpan) -> TextSpan:
    """The sentence that `window` stands in, or of a very long one the parts around the window.

    Offsets count from the start of `text`; the stop that ends the sentence is taken along.
    """
    if len(sentence.span) <= MAX_QUOTE:
        end = sentence.span.end
        return TextSpan(sentence.span.start, end + (text[end : end + 1] in ("。", "；", ";", "！", "!")))
    start, end = window.start, window.end
    before = [part.span.start for part in sentence.parts if part.span.start < window.start]
    after = [part.span.end for part in sentence.parts if part.span.end > window.end]
    while before or after:
        if before and end - before[-1] <= MAX_QUOTE:
            start = before.pop()
        elif after and after[0] - start <= MAX_QUOTE:
            end = after.pop(0)
        else:
            break
    return TextSpan(start, end)
