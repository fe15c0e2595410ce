"""Whether an altered statement is one that its clause makes too, so that it is right and no alteration."""

from __future__ import annotations

import re
from collections import Counter

from evals.tampering.model import Statement
from ingest.normalize import fold

_MARKER = re.compile(r"\[\d+(?:,\d+)*\]")
_PART_END = re.compile(r"[,，;；。!?\n\t、|]")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[a-z]+|[\u4e00-\u9fff%‰]")
_MARKS = re.compile(r"[^\w%‰.]|(?<!\d)\.|\.(?!\d)")


def is_stated(statement: Statement, text: str) -> bool:
    """Whether the clause of `statement` says `text` as well.

    True where `text` is what the statement was in another writing, stands in the clause word for word, or has all
    its words and numbers in one part of a sentence of the clause: what is left out between them adds to what is
    said and takes nothing away. The name of the document's own region at its head is left out.
    """
    plain, was = (fold(_MARKER.sub("", words)) for words in (text, statement.text))
    if plain == was:
        return True
    return any(_says(fold(piece.text), _headless(plain, piece.region)) for piece in statement.evidence)


def _headless(plain: str, region: tuple[str, ...]) -> str:
    head, colon, rest = plain.partition(":")
    return rest if colon and any(head == fold(name) for name in region) else plain


def _says(clause: str, plain: str) -> bool:
    if _MARKS.sub("", plain) in _MARKS.sub("", clause):
        return True
    words = Counter(_TOKEN.findall(plain))
    return any(words <= Counter(_TOKEN.findall(part)) for part in _PART_END.split(clause))
