"""Natural questions on public laws and regulations, with where in them the answers stand.

The file holds the questions and offsets only; the texts are the ones of `LawRefBook/Laws` (laws are not
copyrightable), read from the archive `law_documents.tar.xz`.
"""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path, PurePosixPath

from ingest.model import TextSpan

ARCHIVE = "law_documents.tar.xz"
_QUESTIONS = "asked.jsonl"


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One question; offsets count the characters of its document's file."""

    document: str
    """Name of the file in the archive."""
    text: str
    type: str
    """figure, fine, deadline, condition, procedure, material, list, body, definition, yes_no, reason, consequence."""
    answer: tuple[TextSpan, ...]
    """What answers, in the order of importance; empty where the document does not say."""
    evidence: tuple[TextSpan, ...]
    """The sentences that hold it."""


def asked_questions() -> list[AskedQuestion]:
    """All questions."""
    file = resources.files("evals.chooser").joinpath("data", _QUESTIONS)
    rows = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return [
        AskedQuestion(row["document"], row["question"], row["type"], _spans(row["answer"]), _spans(row["evidence"]))
        for row in rows
    ]


def _spans(pairs: Sequence[Sequence[int]]) -> tuple[TextSpan, ...]:
    return tuple(TextSpan(start, end) for start, end in pairs)


def write_documents(archive: Path, names: Sequence[str], folder: Path) -> None:
    """Writes the files of those names out of the archive. Raises FileNotFoundError where one is missing."""
    left = set(names)
    with tarfile.open(archive) as packed:
        for name, content in _files(packed, left):
            (folder / name).write_bytes(content)
            left.discard(name)
    if left:
        raise FileNotFoundError(f"{archive} lacks {len(left)} documents that are asked about, {min(left)} among them")


def _files(packed: tarfile.TarFile, names: set[str]) -> Iterator[tuple[str, bytes]]:
    for member in packed:
        name = PurePosixPath(member.name).name
        content = packed.extractfile(member) if name in names and member.isfile() else None
        if content is not None:
            yield name, content.read()
