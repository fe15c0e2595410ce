"""Enumerations within one paragraph: 一是……；二是……；, （1）……（2）……, ①……②……

The clause tree has those whose items begin lines; these run on in a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answering.composing.trees import Enumeration, Item
from ingest.figures.numerals import chinese_number
from ingest.model import TextSpan
from ingest.normalize import fold
from vectorstore.model import Passage

_CHINESE = "[一二三四五六七八九十]{1,2}"
_MARKS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\u4e00-\u9fff])(?P<number>{_CHINESE})是(?![否不])",
        rf"(?<![\u4e00-\u9fff])第(?P<number>{_CHINESE})[,是]",
        rf"\((?P<number>{_CHINESE})\)",
        r"\((?P<number>\d{1,2})\)",
        r"(?<![\d.])(?P<number>\d{1,2})[.、](?!\d)",
        r"(?P<number>[①-⑳])",
    )
)
_FEWEST = 2
_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[。!?]")


def inline_enumerations(passage: Passage) -> Iterator[Enumeration]:
    """Every run of at least two numbered items in one line of the passage, spans counted in its file."""
    for line in _LINE.finditer(fold(passage.text)):
        for marks in _MARKS:
            found = _counted(list(marks.finditer(line.group())))
            if len(found) >= _FEWEST:
                yield _enumeration(passage, line.group(), line.start(), found)


def _counted(marks: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The marks that count up from 1."""
    found: list[re.Match[str]] = []
    for mark in marks:
        if _number(mark["number"]) == len(found) + 1:
            found.append(mark)
    return found


def _number(written: str) -> int:
    if "①" <= written <= "⑳":
        return ord(written) - ord("①") + 1
    return int(written) if written.isdigit() else chinese_number(written)


def _enumeration(passage: Passage, line: str, offset: int, marks: Sequence[re.Match[str]]) -> Enumeration:
    moved = passage.span.start + offset
    stop = _SENTENCE.search(line, marks[-1].end())
    edges = [*(mark.start() for mark in marks), stop.end() if stop else len(line)]
    items = []
    for mark, start, end in zip(marks, edges[:-1], edges[1:], strict=True):
        span = TextSpan(start, end).shifted(moved)
        label = passage.text[offset + start : offset + mark.end()]
        items.append(Item(label, "", span, span))
    before = line[: edges[0]]
    start = max((before.rstrip(":。 ").rfind(sign) for sign in "。!?"), default=-1) + 1
    heading = passage.path[-1] if passage.path else ""
    opening = TextSpan(start, max(start, edges[0])).shifted(moved)
    return Enumeration(opening, heading, tuple(items), before.rstrip().endswith((":", ",")))
