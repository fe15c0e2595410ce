"""One file to documents, facts and chunks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ingest.aliases.finding import find_aliases
from ingest.chunking import Chunker
from ingest.cleaning import Cleaned, clean
from ingest.errors import UnreadableFile
from ingest.facts.finding import find_facts
from ingest.lines import lines_of
from ingest.metadata.context import compact
from ingest.metadata.details import read_details, title_in_text
from ingest.model import PolicyDocument, Reading, ReadResult, RemovedText, SourceText, StatedHeading, TextSpan
from ingest.readers.registry import read_file
from ingest.regions.inference import region_of, settled_region
from ingest.relining.flattened import unflatten
from ingest.relining.wrapped import unwrap
from ingest.same_text import extent_of, fingerprint
from ingest.splitting.documents import split_documents
from ingest.splitting.part import Part
from ingest.structure import parse_clauses


def read_policy_file(path: Path, name: str, chunker: Chunker, member: str = "") -> ReadResult:
    """Reads one file, or one member of a zip, whole; `name` is how citations call it.

    Raises UnsupportedFormat or UnreadableFile, the latter also for a file without any text.
    """
    source = read_file(path, name, member)
    documents, removed = _read(source)
    chunks = chunker.chunk(source, documents)
    return ReadResult(source, documents, chunks, (*source.removed, *removed), find_aliases(source.text))


def read_documents(source: SourceText) -> tuple[PolicyDocument, ...]:
    """The documents that a text holds, one at least; raises UnreadableFile where it is white space only."""
    return _read(source)[0]


def _read(source: SourceText) -> tuple[tuple[PolicyDocument, ...], tuple[RemovedText, ...]]:
    """The documents of a file, and what was taken out around them."""
    cleaned = _cleaned(source)
    parts, removed = _own_lines(split_documents(cleaned.lines), source.tables)
    documents = tuple(_document(source, ordinal, part) for ordinal, part in enumerate(parts))
    return documents, tuple(sorted((*cleaned.removed, *removed), key=lambda entry: entry.span or TextSpan(0, 0)))


def _cleaned(source: SourceText) -> Cleaned:
    """The lines of documents; all lines of a file that would have none left otherwise."""
    lines = lines_of(source.text)
    if not lines:
        raise UnreadableFile(f"{source.name}：文件里没有文字，请换一份有内容的文件")
    if source.media_type == "text/plain":
        lines = unflatten(lines)
    cleaned = clean(lines, source.tables)
    if source.media_type == "text/plain":
        cleaned = replace(cleaned, lines=tuple(unwrap(cleaned.lines, source.text)))
    return cleaned if cleaned.lines else Cleaned(tuple(lines))


def _own_lines(parts: Sequence[Part], tables: Sequence[TextSpan]) -> tuple[list[Part], list[RemovedText]]:
    """The parts without what the page put between them, which shows only at the edges of each."""
    if len(parts) < 2:
        return list(parts), []
    kept: list[Part] = []
    removed: list[RemovedText] = []
    for part in parts:
        first = int(part.heading is not None)
        cleaned = clean(part.lines[first:], _within(tables, part))
        if cleaned.lines:
            removed += cleaned.removed
            part = replace(part, lines=(*part.lines[:first], *cleaned.lines))
        kept.append(part)
    return kept, removed


def _document(source: SourceText, ordinal: int, part: Part) -> PolicyDocument:
    title = title_in_text(source, part)
    region = region_of(source, part, title)
    details = read_details(source, part, title, region)
    headings = _without_title(source, part, details.title)
    clauses = parse_clauses(part.lines, _within(source.tables, part), headings)
    document = PolicyDocument(
        source=source.name,
        ordinal=ordinal,
        title=details.title.text,
        span=TextSpan(part.lines[0].span.start, part.lines[-1].span.end),
        region=settled_region(region, details),
        clauses=clauses,
        details=details,
        fingerprint=fingerprint(source.text, extent_of(clauses, source.text)),
    )
    return replace(document, facts=find_facts(source, document))


def _within(tables: Sequence[TextSpan], part: Part) -> tuple[TextSpan, ...]:
    span = TextSpan(part.lines[0].span.start, part.lines[-1].span.end)
    return tuple(table for table in tables if table.overlaps(span))


def _without_title(source: SourceText, part: Part, title: Reading) -> list[StatedHeading]:
    """The headings within a part that are not its title: the document does not stand under that."""
    first = bisect_right(source.headings, part.lines[0].span.start, key=lambda heading: heading.span.end)
    last = bisect_left(source.headings, part.lines[-1].span.end, key=lambda heading: heading.span.start)
    return [
        heading
        for heading in source.headings[first:last]
        if not (title.span is not None and heading.span.overlaps(title.span))
        and compact(heading.span.slice(source.text)) != compact(title.text)
    ]
