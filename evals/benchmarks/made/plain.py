"""Made-up policies as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evals.benchmarks.made.model import MadeDocument
from evals.benchmarks.made.tables import ANNEX, annex_rows
from ingest.readers.numerals import format_number


def text_of(document: MadeDocument) -> str:
    """The document alone: one clause a line, its bodies in brackets at the end."""
    lines = [document.title, "", document.lead]
    for section in document.sections:
        lines += ["", section.label + section.heading, *(clause.line for clause in section.clauses)]
    return "\n".join(lines) + "\n"


def text_with_annex(document: MadeDocument) -> bytes:
    """The document with its table of figures, one cell a line, as text copied from a web page has it."""
    cells = (cell for row in annex_rows(document) for cell in row)
    return "\n".join([text_of(document), ANNEX, *cells, ""]).encode()


def long_text(documents: Iterable[MadeDocument], size: int) -> str:
    """One document of `size` bytes in UTF-8 or little more, with each of `documents` for a chapter.

    Its bodies stand on lines of their own. It ends sooner where `documents` do.
    """
    parts = ["开发区政策汇编\n"]
    length = len(parts[0].encode())
    for part in _chapters(documents):
        parts.append(part)
        length += len(part.encode())
        if length >= size:
            break
    return "".join(parts)


def _chapters(documents: Iterable[MadeDocument]) -> Iterator[str]:
    for number, document in enumerate(documents, start=1):
        yield f"第{format_number(number, 'chineseCounting')}章 {document.title}\n{document.lead}\n"
        for section in document.sections:
            yield f"{section.label}{section.heading}\n"
            for clause in section.clauses:
                yield f"{clause.label}{clause.statement}\n{clause.duty}\n"
