"""One answer behind another, with the markers of the second counted on."""

from __future__ import annotations

from dataclasses import replace

from assistant.citations import MARKER, marker_numbers
from assistant.model import Answer, Citation


def joined(first: Answer, second: Answer) -> Answer:
    """`first` and, on a line below it, what `second` adds: nothing where it refuses or quotes nothing new.

    Everything else is that of `first`. The text begins with `first.text`.
    """
    if second.refused or all(_is_quoted(citation, first) for citation in second.citations):
        return first
    citations = list(dict.fromkeys((*first.citations, *second.citations)))
    numbers = {old: citations.index(citation) + 1 for old, citation in enumerate(second.citations, start=1)}

    def renumbered(inside: str) -> str:
        return "".join(f"[{numbers[number]}]" for number in marker_numbers(inside) if number in numbers)

    text = MARKER.sub(lambda match: renumbered(match[1]), second.text)
    return replace(first, text=f"{first.text}\n{text}", citations=tuple(citations))


def _is_quoted(citation: Citation, answer: Answer) -> bool:
    return any(
        citation.doc == other.doc and other.start <= citation.start and citation.end <= other.end
        for other in answer.citations
    )
