"""Made-up policies as read files, without files: for corpora too large to write and read."""

from __future__ import annotations

import hashlib

from evals.benchmarks.made.model import MadeDocument
from evals.benchmarks.made.plain import text_of
from ingest.chunking import Chunker
from ingest.lines import lines_of
from ingest.metadata.genres import kind_of
from ingest.metadata.levels import read_level
from ingest.model import (
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


def read_result_of(name: str, document: MadeDocument, region: tuple[str, ...], chunker: Chunker) -> ReadResult:
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
    return ReadResult(source, (read,), chunker.chunk(source, (read,)))


def _details(title: str, region: tuple[str, ...]) -> DocumentDetails:
    level = read_level((), Reading(title), RegionGuess(region), Gazetteer.load())
    return DocumentDetails(Reading(title), level=level, kind=kind_of(title))
