"""What the index stores and what a search returns. Standard library only."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from ingest.duties.finding import Role
from ingest.duties.tasks import TaskDuty
from ingest.model import DocumentDetails, Fact, TextSpan


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk as the catalogue knows it, with what a citation needs of its document."""

    id: str
    source: str
    """Name of the file."""
    document: str
    """Id of the document in the file, 'name#0'."""
    title: str
    """Title of the document."""
    region: tuple[str, ...]
    """Region path of the document, outermost first."""
    path: tuple[str, ...]
    """Clause path, outermost first."""
    position: int
    """Order among the passages of its document."""
    span: TextSpan
    text: str
    """Exactly the characters of the source text under `span`."""

    @property
    def clause(self) -> str:
        """The clause path on one line."""
        return " > ".join(self.path)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with its fused score and the two that it was fused from."""

    passage: Passage
    score: float
    lexical: float = 0.0
    """BM25 divided by the best BM25 of this query, in [0, 1]."""
    dense: float = 0.0
    """Cosine of query and passage, in [-1, 1]."""
    bm25: float = 0.0
    """BM25 itself; 0 where the passage was not among the lexical candidates."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What a passage can be filtered by."""

    document: str
    """`Passage.document`."""
    region: tuple[str, ...] = ()
    """Region path of the document, outermost first; empty of one that is about no region."""
    level: str = ""
    """Value of `ingest.model.AdministrativeLevel`."""
    kind: str = ""
    """`DocumentDetails.kind`."""
    years: tuple[int, ...] = ()
    """See `vectorstore.labels.labels_of`."""


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """Which passages may be found: every part that is not empty must hold; within a part one value suffices."""

    documents: frozenset[str] | None = None
    """Ids of documents; None means all, an empty set none."""
    regions: tuple[tuple[str, ...], ...] = ()
    """Region paths, outermost first: documents of these regions and of regions inside them."""
    covering: tuple[tuple[str, ...], ...] = ()
    """Region paths: documents of exactly these regions pass the region part too; () are those about no region."""
    levels: tuple[str, ...] = ()
    """Values of `ingest.model.AdministrativeLevel`."""
    years: tuple[int, ...] = ()
    """Of `Labels.years` one must be among these."""
    kinds: tuple[str, ...] = ()
    """`DocumentDetails.kind`: 方案, 意见, 办法, …"""
    without: frozenset[str] = frozenset()
    """Ids of documents none of which passes, whatever else holds; may be tens of thousands. Keep one set for many
    searches: the indexes remember what they made of it."""

    def __bool__(self) -> bool:
        """True where it keeps anything out."""
        return self != EVERYTHING


EVERYTHING = SearchFilter()
"""Keeps nothing out."""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What to look for, and where."""

    text: str
    expansions: tuple[tuple[str, float], ...] = ()
    """Further words or phrases with weights in (0, 1], for the lexical side; each that matches adds."""
    any_of: tuple[tuple[tuple[str, float], ...], ...] = ()
    """Groups of (word, weight), such as the translations of one word: the best match counts, the others less."""
    filter: SearchFilter = EVERYTHING
    required: tuple[str, ...] = ()
    """On the lexical side only passages that hold one of these strings; empty asks for none."""
    dense_text: str | None = None
    """What to embed where it differs from `text`."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A document that another file holds too; it is stored and found once, and can be cited from either file."""

    source: str
    """Name of the other file."""
    ordinal: int
    """Position among the documents of that file, from 0."""
    span: TextSpan
    """In the text of that file."""

    @property
    def id(self) -> str:
        return f"{self.source}#{self.ordinal}"


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One row of the catalogue of documents."""

    id: str
    source: str
    ordinal: int
    title: str
    region: tuple[str, ...]
    region_inferred: bool
    passages: int
    span: TextSpan
    region_span: TextSpan | None = None
    """The words that the region was read from; None where only the file's name says it."""
    clauses: int = 0
    details: DocumentDetails = field(default_factory=DocumentDetails)
    copies: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True)
class FactRecord:
    """A fact with what its document says of it."""

    document: str
    """`DocumentRecord.id`."""
    title: str
    region: tuple[str, ...]
    clause: str
    """Path of the clause that it stands in, on one line, outermost first."""
    fact: Fact


@dataclass(frozen=True, slots=True)
class FactQuery:
    """Which facts are listed: every part that is not None must hold."""

    documents: frozenset[str] | None = None
    """Ids of documents."""
    indicators: frozenset[str] | None = None
    """`Fact.indicator`, as written."""
    levels: frozenset[str] | None = None
    """`Fact.level`."""
    periods: frozenset[str] | None = None
    """`Fact.period`, as written."""
    standing_in: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    """Periods that name no year, and the documents whose own year stands in for it: these pass `periods` too."""


class FactOrder(StrEnum):
    """How a list of facts is sorted; what is equal stands as in the text."""

    DOCUMENT = "document"
    """In the order of the documents given."""
    INDICATOR = "indicator"
    VALUE = "value"
    """Lowest first, whatever the unit."""


@dataclass(frozen=True, slots=True)
class DutyQuery:
    """Which duties are listed: every part that is not empty must hold."""

    documents: frozenset[str] | None = None
    """Ids of documents; None means all."""
    body: str = ""
    """Part of a body's name, folded."""
    role: Role | None = None
    """In which that body stands, or any body where none is named."""


@dataclass(frozen=True, slots=True)
class DutyRecord:
    """A task and its bodies, with what the document says of it."""

    document: str
    """`DocumentRecord.id`."""
    title: str
    region: tuple[str, ...]
    clause: str
    """Path of the clause that is the task, on one line, outermost first."""
    duty: TaskDuty


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One indexed file."""

    name: str
    path: str
    """Where the file, or the zip that it is a member of, was when it was indexed."""
    member: str
    """Path within that zip; empty for a file of its own."""
    digest: str
    media_type: str
    documents: int
    passages: int
    indexed_at: str
    """ISO 8601, UTC."""


@dataclass(frozen=True, slots=True)
class IndexManifest:
    """What an index was built with. A saved index refuses to open under another manifest."""

    format_version: int
    embedder: str
    """Name and fingerprint of the embedding model."""
    dimension: int
    metric: str
    chunking: str
    """Name and parameters of the chunker, with the token encoding it counts in."""
    lexical: str
    """Name and version of the lexical analysis."""

    @property
    def fingerprint(self) -> str:
        """Eight hex digits of the SHA-256 of all fields: the same for whatever was built alike."""
        fields = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(fields.encode()).hexdigest()[:8]
