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
_MOST = re.compile(rf"(?:不足|(?<!不)(?<!不得)低于|未满|不满|不超过|不得超过|不高于){_FIGURE}(?!以)")
_LEAST = re.compile(rf"(?:(?<!不)(?<!不得)超过|不低于|不少于|(?<![不未])满){_FIGURE}(?!以)")
_BOUNDS = re.compile(r"不|未|超|突破|低于|高于|至少|最[高低多少]|以[上下内]|左右|约|余")
_CUT_BEFORE, _CUT_BEHIND = (
    re.compile(r"(?:[\d.]|不|未|超|突破|低于|高于|至少|最[高低多少]|约)$"),
    re.compile(r"\d|以[上下内]|左右|余"),
)
_MARKS = re.compile(r"[^\w%‰.—~-]|(?<!\d)\.|\.(?!\d)")


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
    text = _MARKS.sub("", plain)
    if _find(_MARKS.sub("", clause), text, 0) >= 0:
        return True
    if any(_runs_through(sentence, plain) for sentence in _SENTENCE_END.split(clause)):
        return True
    words, bounds = Counter(_TOKEN.findall(plain)), Counter(_BOUNDS.findall(plain))
    parts = _PART_END.split(_HEADING.sub(r"\1:", clause))
    return any(words <= Counter(_TOKEN.findall(part)) and bounds == Counter(_BOUNDS.findall(part)) for part in parts)


def _find(compact: str, part: str, at: int) -> int:
    """Where `part` stands from `at` on, cut from no number and no bound; else -1."""
    while (at := compact.find(part, at)) >= 0:
        if not (_CUT_BEFORE.search(compact[:at][-2:]) or _CUT_BEHIND.match(compact, at + len(part))):
            return at
        at += 1
    return -1


def _runs_through(sentence: str, plain: str) -> bool:
    """Whether the parts of `plain` follow in `sentence`, with nothing of the last one's name between them."""
    compact, at = _MARKS.sub("", sentence), 0
    parts = [part for words in plain.split(",") if (part := _MARKS.sub("", words))]
    name = _TO_NUMBER.match(parts[-1]) if len(parts) > 1 else None
    if name is None:
        return False
    for i, part in enumerate(parts):
        found = _find(compact, part, at)
        if found < 0 or (i == len(parts) - 1 and name.group() in compact[at:found]):
            return False
        at = found + len(part)
    return True


def _one_way(folded: str) -> str:
    """Bounds in one wording: 不足5万元 as 5万元以下."""
    return _LEAST.sub(r"\1以上", _MOST.sub(r"\1以下", folded))
