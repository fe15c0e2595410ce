"""What the pages show of the documents and of the work on them. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vectorstore.model import DocumentRecord


class FileState(StrEnum):
    """How far a file of a job has come."""

    WAITING = "waiting"
    READING = "reading"
    INDEXING = "indexing"
    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    FAILED = "failed"

    @property
    def is_final(self) -> bool:
        return self not in (FileState.WAITING, FileState.READING, FileState.INDEXING)


@dataclass(frozen=True, slots=True)
class FileProgress:
    """One file of a job."""

    name: str
    state: FileState = FileState.WAITING
    line: str = ""
    """What was wrong and what to do; empty where nothing was."""
    done: int = 0
    total: int = 0
    """Steps of its state; 0 where they are not known."""


class JobKind(StrEnum):
    """What a job does."""

    UPLOAD = "upload"
    REMOVE = "remove"
    REREAD = "reread"


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as it stands at one moment."""

    number: int
    """From 1; 0 before the first."""
    kind: JobKind
    files: tuple[FileProgress, ...] = ()
    running: bool = False
    line: str = ""
    """What kept the whole job from being done; empty where nothing did."""

    @property
    def finished_files(self) -> int:
        return sum(file.state.is_final for file in self.files)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """An indexed document as a list shows it."""

    record: DocumentRecord
    standing: str
    """Value of `assistant.validity.model.Standing` today."""
    validity: str
    """What the document says of its term, in its own words; may be empty."""
    present: bool
    """Whether its file is still where it was read."""


@dataclass(frozen=True, slots=True)
class SystemFacts:
    """What answers, and out of what."""

    answerer: str
    model: str
    endpoint: str
    """Without the key; both empty where no language model is set."""
    embedder: str
    dimension: int
    format_version: int
    lexical: str
    chunking: str
    version: str
    """Of the index: 'v5 zhice-static-v2 #12'."""
    files: int
    documents: int
    passages: int
    facts: int
    disk_bytes: int
    upload_mb: int
    question_chars: int
    requests_per_minute: int
