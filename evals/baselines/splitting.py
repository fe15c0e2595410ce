"""Recursive splitting by characters, as the splitter of LangChain's RAG tutorial does it, with exact places.

A text is cut at blank lines; what is still too long at line ends, then at spaces, then anywhere. Neighbouring
pieces are put together up to the size of a chunk, and a chunk begins with the last pieces of the one before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.model import TextSpan

SIZE, OVERLAP = 1000, 200
"""Characters; those of the tutorial."""
SEPARATORS = ("\n\n", "\n", " ", "")
"""The splitter's own; the last one cuts anywhere."""


def split(text: str, size: int = SIZE, overlap: int = OVERLAP) -> list[TextSpan]:
    """Chunks in order, each of at most `size` characters and without white space at its ends; blank ones are left out.

    Raises ValueError unless 0 <= overlap < size.
    """
    if not 0 <= overlap < size:
        raise ValueError(f"an overlap must be at least 0 and below the size, got {overlap} and {size}")
    chunks = (_stripped(chunk, text) for chunk in _merged(list(_pieces(text, 0, SEPARATORS, size)), size, overlap))
    return [chunk for chunk in chunks if len(chunk)]


def _pieces(text: str, start: int, separators: Sequence[str], size: int) -> Iterator[TextSpan]:
    """Neighbouring spans that cover `text`, none longer than `size`; a separator begins the piece behind it."""
    if len(text) <= size:
        if text:
            yield TextSpan(start, start + len(text))
        return
    separator, *further = separators
    if not separator:
        yield from (TextSpan(start + i, start + i + 1) for i in range(len(text)))
        return
    at = 0
    while at < len(text):
        found = text.find(separator, at + 1)
        end = found if found >= 0 else len(text)
        yield from _pieces(text[at:end], start + at, further, size)
        at = end


def _merged(pieces: Sequence[TextSpan], size: int, overlap: int) -> Iterator[TextSpan]:
    first = 0
    for last, piece in enumerate(pieces):
        if piece.end - pieces[first].start <= size:
            continue
        end = pieces[last - 1].end
        yield TextSpan(pieces[first].start, end)
        while first < last and (end - pieces[first].start > overlap or piece.end - pieces[first].start > size):
            first += 1
    if pieces:
        yield TextSpan(pieces[first].start, pieces[-1].end)


def _stripped(span: TextSpan, text: str) -> TextSpan:
    words = span.slice(text)
    start = span.start + len(words) - len(words.lstrip())
    return TextSpan(start, max(start, span.start + len(words.rstrip())))
