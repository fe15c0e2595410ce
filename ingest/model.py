"""What reading produces: source texts, policy documents, clauses and chunks.

Every offset in this module counts code points of one `SourceText.text`, so that any span slices
back to exactly the characters that the file held. Standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class TextSpan:
    """A half-open range of code points, `[start, end)`, in a source text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, got [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def slice(self, text: str) -> str:
        """The characters of `text` under this span."""
        return text[self.start : self.end]

    def contains(self, other: TextSpan) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: TextSpan) -> bool:
        return self.start < other.end and other.start < self.end

    def shifted(self, offset: int) -> TextSpan:
        return TextSpan(self.start + offset, self.end + offset)


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text that a reader took out of one file.

    `text` is final: for a plain-text file it is the decoded file with white space untouched, for
    every other format the reader's own linear rendering. Quotes and offsets refer to it for ever.
    """

    name: str
    """The file's name as shown to people and used in citations."""
    text: str
    media_type: str
    """'text/plain', 'text/markdown', 'text/html', 'application/pdf', ..."""
    digest: str
    """SHA-256 of the file's bytes, hexadecimal."""
    tables: tuple[TextSpan, ...] = ()
    """Spans that hold tables, one line a row, cells divided by tabs (formats that know their tables)."""


class ClauseKind(StrEnum):
    """What a node of the clause tree is."""

    CHAPTER = "chapter"
    """第X编, 第X章"""
    SECTION = "section"
    """第X节"""
    ARTICLE = "article"
    """第X条"""
    ITEM = "item"
    """一、 (一) 1. (1) ①"""
    POINT = "point"
    """——, bullets"""
    HEADING = "heading"
    """A heading without a number."""
    PARAGRAPH = "paragraph"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Clause:
    """One node of a document's clause tree, in reading order.

    `span` covers the clause itself (label, heading and its own text) and not its children.
    """

    ordinal: int
    """Position in `PolicyDocument.clauses`."""
    kind: ClauseKind
    label: str
    """The number as written, '(一)' or '5.'; empty where there is none."""
    heading: str
    """The heading without its number; empty where the clause has none."""
    span: TextSpan
    path: tuple[str, ...]
    """Labels and headings from the outermost clause to this one: ('二、工作重点', '5.放大综合效益')."""
    parent: int | None = None
    """Ordinal of the clause above, None at the top."""


@dataclass(frozen=True, slots=True)
class RegionGuess:
    """Where a document applies: ('江西省', '九江市', '九江经济技术开发区'), outermost first."""

    path: tuple[str, ...] = ()
    inferred: bool = False
    """True where the document masks its region and it was concluded from names in the text."""

    @property
    def name(self) -> str:
        return self.path[-1] if self.path else ""


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """One policy document; a file holds one or several."""

    source: str
    """Name of the file, `SourceText.name`."""
    ordinal: int
    """Position among the documents of the file, from 0."""
    title: str
    span: TextSpan
    region: RegionGuess
    clauses: tuple[Clause, ...]

    @property
    def id(self) -> str:
        return f"{self.source}#{self.ordinal}"


@dataclass(frozen=True, slots=True)
class Chunk:
    """The unit of retrieval: one clause, a run of short neighbouring ones, or a part of a long one."""

    id: str
    """Derived from content alone: equal content in the same file gives the same id."""
    document: str
    """`PolicyDocument.id`."""
    position: int
    """Order among the chunks of the document, from 0."""
    path: tuple[str, ...]
    """Headings above and of the clause, outermost first."""
    span: TextSpan
    text: str
    """Exactly `source.text[span.start:span.end]`."""


@dataclass(frozen=True, slots=True)
class ReadResult:
    """All that one file gave."""

    source: SourceText
    documents: tuple[PolicyDocument, ...]
    chunks: tuple[Chunk, ...] = field(default=())
