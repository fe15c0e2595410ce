"""Made-up policies as read files, without files: for corpora too large to write and read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from evals.benchmarks.made.model import MadeDocument
from evals.benchmarks.made.plain import text_of
from ingest.lines import lines_of
from ingest.metadata.genres import kind_of
from ingest.metadata.levels import read_level
from ingest.model import (
    Chunk,
    Clause,
    DocumentDetails,
    PolicyDocument,
    Reading,
    ReadResult,
    RegionGuess,
    SourceText,
    TextSpan,
)
from ingest.regions.gazetteer import Gazetteer
from ingest.structure import parse_clauses

Chunks = Callable[[SourceText, Sequence[PolicyDocument]], tuple[Chunk, ...]]


def read_result_of(name: str, document: MadeDocument, region: tuple[str, ...], chunks: Chunks) -> ReadResult:
    """What reading the document from a file `name` would give, but for its facts and some details."""
    text = text_of(document)
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = SourceText(name, text, "text/plain", digest)
    read = PolicyDocument(
        source=name,
        ordinal=0,
        title=document.title,
        span=TextSpan(0, len(text)),
        region=RegionGuess(region),
        clauses=parse_clauses(lines_of(text)),
        details=_details(document.title, region),
        fingerprint=digest,
    )
    return ReadResult(source, (read,), chunks(source, (read,)))


def clause_chunks(source: SourceText, documents: Sequence[PolicyDocument]) -> tuple[Chunk, ...]:
    """Every clause that has none below it as a chunk of its own: as many passages as clauses, no tokens counted."""
    return tuple(
        _chunk(source, document.id, position, clause)
        for document in documents
        for position, clause in enumerate(_innermost(document))
    )


def _chunk(source: SourceText, document: str, position: int, clause: Clause) -> Chunk:
    text = clause.span.slice(source.text)
    return Chunk(f"{document}/{position}", document, position, clause.path, clause.span, text)


def _innermost(document: PolicyDocument) -> list[Clause]:
    above = {clause.parent for clause in document.clauses}
    return [clause for clause in document.clauses if clause.ordinal not in above and clause.label]


def _details(title: str, region: tuple[str, ...]) -> DocumentDetails:
    level = read_level((), Reading(title), RegionGuess(region), Gazetteer.load())
    return DocumentDetails(Reading(title), level=level, kind=kind_of(title))
