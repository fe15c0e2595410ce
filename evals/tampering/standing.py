"""Whether an altered statement is one that its clause makes too, so that it is right and no alteration."""

from __future__ import annotations

import re
from collections import Counter

from assistant.verification.model import Evidence
from evals.tampering.model import Statement
from evals.tampering.statements import cell_statements
from ingest.normalize import fold

_MARKER = re.compile(r"\[\d+(?:,\d+)*\]")
_PART_END = re.compile(r"[,，;；。!?\n\t、|]")
_SENTENCE_END = re.compile(r"[;。!?\n]")
_TO_NUMBER = re.compile(r"[^\W\d]{2,}(?=\d)")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[a-z]+|[\u4e00-\u9fff%‰]")
_HEADING = re.compile(
    r"(?m)^(\s*(?:\d+[.、]|\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十]+、)[^。,;:\n]{2,20})。"
)
"""The heading of an item that runs in: 3.省级开发区。"""
_FIGURE = r"([\d.一二三四五六七八九十百千两]+[万亿]*[^\W\d]{0,3}?(?=[,;。、的]|$|以上|以下|\s))"
_MOST = re.compile(rf"(?:不足|低于|未满|不满|不超过|不得超过|不高于){_FIGURE}(?!以)")
_LEAST = re.compile(rf"(?<!不)(?<!不得)(?:超过|不低于|不少于|满){_FIGURE}(?!以)")
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
    return any(_is_said_by(piece, _headless(plain, piece.region)) for piece in statement.evidence)


def _is_said_by(piece: Evidence, plain: str) -> bool:
    lines = "\n".join((piece.text, *cell_statements(piece.text, piece.path)))
    return _says(_one_way(fold(lines)), _one_way(plain))


def _headless(plain: str, region: tuple[str, ...]) -> str:
    head, colon, rest = plain.partition(":")
    return rest if colon and any(head == fold(name) for name in region) else plain


def _says(clause: str, plain: str) -> bool:
    if _MARKS.sub("", plain) in _MARKS.sub("", clause):
        return True
    if any(_runs_through(sentence, plain) for sentence in _SENTENCE_END.split(clause)):
        return True
    words = Counter(_TOKEN.findall(plain))
    parts = _PART_END.split(_HEADING.sub(r"\1:", clause))
    return any(words <= Counter(_TOKEN.findall(part)) for part in parts)


def _runs_through(sentence: str, plain: str) -> bool:
    """Whether the parts of `plain` follow in `sentence`, with nothing of the last one's name between them."""
    compact, at = _MARKS.sub("", sentence), 0
    parts = [part for words in plain.split(",") if (part := _MARKS.sub("", words))]
    if len(parts) < 2:  # noqa: PLR2004
        return False
    name = _TO_NUMBER.match(parts[-1])
    for i, part in enumerate(parts):
        found = compact.find(part, at)
        if found < 0 or (i == len(parts) - 1 and (name is None or name.group() in compact[at:found])):
            return False
        at = found + len(part)
    return True


def _one_way(folded: str) -> str:
    """Bounds in one wording: 不足5万元 as 5万元以下."""
    return _LEAST.sub(r"\1以上", _MOST.sub(r"\1以下", folded))
