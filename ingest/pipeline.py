"""One file to documents and chunks."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from ingest.chunking import Chunker
from ingest.cleaning import Cleaned, clean
from ingest.errors import UnreadableFile
from ingest.lines import lines_of
from ingest.metadata import title_of
from ingest.model import PolicyDocument, ReadResult, SourceText, TextSpan
from ingest.readers.registry import read_file
from ingest.region_inference import infer_region
from ingest.splitting import Part, split_documents
from ingest.structure import parse_clauses

_BLOCK = 1 << 20


def read_policy_file(path: Path, name: str, chunker: Chunker) -> ReadResult:
    """Reads one file whole; `name` is how citations call it.

    Raises UnsupportedFormat or UnreadableFile, the latter also for a file without any text.
    """
    source = read_file(path, name)
    cleaned = _cleaned(source)
    documents = _documents(source, cleaned)
    return ReadResult(source, documents, chunker.chunk(source, documents), (*source.removed, *cleaned.removed))


def read_documents(source: SourceText) -> tuple[PolicyDocument, ...]:
    """The documents that a text holds, one at least; raises UnreadableFile where it is white space only."""
    return _documents(source, _cleaned(source))


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes, hexadecimal, as in `SourceText.digest`; raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _cleaned(source: SourceText) -> Cleaned:
    """The lines of documents; all lines of a file that would have none left otherwise."""
    lines = lines_of(source.text)
    if not lines:
        raise UnreadableFile(f"{source.name}：文件里没有文字，请换一份有内容的文件")
    cleaned = clean(lines, source.tables)
    return cleaned if cleaned.lines else Cleaned(tuple(lines))


def _documents(source: SourceText, cleaned: Cleaned) -> tuple[PolicyDocument, ...]:
    parts = split_documents(cleaned.lines)
    return tuple(_document(source, ordinal, part) for ordinal, part in enumerate(parts))


def _document(source: SourceText, ordinal: int, part: Part) -> PolicyDocument:
    own = part.lines[1:] if part.heading is not None else part.lines
    title = part.given_title or title_of(own)
    # The name of the file often says what the title leaves out.
    region = infer_region(f"{title}\n{Path(source.name).stem}", "\n".join(line.text for line in own))
    return PolicyDocument(
        source=source.name,
        ordinal=ordinal,
        title=title or _makeshift_title(source, part, region.name),
        span=TextSpan(part.lines[0].span.start, part.lines[-1].span.end),
        region=region,
        clauses=parse_clauses(part.lines, _within(source.tables, part)),
    )


def _makeshift_title(source: SourceText, part: Part, region: str) -> str:
    """For a document that names itself nowhere: its region and its heading in the collection, the title that the

    page gives, or the file's name.
    """
    if part.heading is None:
        return source.page.title or Path(source.name).stem
    return f"{region} {part.heading.text}".strip()


def _within(tables: Sequence[TextSpan], part: Part) -> tuple[TextSpan, ...]:
    span = TextSpan(part.lines[0].span.start, part.lines[-1].span.end)
    return tuple(table for table in tables if table.overlaps(span))
