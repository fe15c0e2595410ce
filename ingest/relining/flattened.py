"""Texts of which a copy made one line: its paragraphs are told by the white space that was their line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.lines import Line
from ingest.model import TextSpan

_LONGEST_LINE = 200
_LEAST_SHARE = 0.6
"""Share of the text that the one line must hold."""
_LEAST_MEAN = 6
"""Characters of a paragraph, on average: where gaps part less they are no line breaks."""
_CN = "[〇零一二三四五六七八九十百]"
_LABEL = rf"(?:第{_CN}{{1,5}}[章节条]|{_CN}{{1,3}}、|\({_CN}{{1,3}}\)|\d{{1,2}}[.、](?!\d)|\(\d{{1,2}}\)|[①-⑳])"
_DAY = r"(?:19|20)\d{2}\s?[年\-/.]\s?\d{1,2}"
_NUMBER = r"[\u4e00-\u9fff]{2,8}〔\d{4}〕\d{1,4}号"
# On folded text. A gap beside a figure or a letter is a line break only where a sentence ends or a clause begins there.
_BREAK = re.compile(
    rf"(?<=[。;:!?])\s*(?={_LABEL})|(?<=\d)\s+(?=各[\u4e00-\u9fff]{{1,12}}[、,:])"
    rf"|(?<=通知|意见|公告|通告)(?={_NUMBER})|(?<=[。;:!?])\s+|(?<=[\u4e00-\u9fff)”》〕…])\s+(?=[\u4e00-\u9fff(“《【]|{_LABEL}|{_DAY})"
)
_ONLY_LABEL = re.compile(rf"{_LABEL}\s*$")


def unflatten(lines: Sequence[Line]) -> list[Line]:
    """The lines, those cut at their gaps that hold most of a text; others are left as they are."""
    longest = max((len(line.text) for line in lines), default=0)
    if longest <= _LONGEST_LINE or longest < _LEAST_SHARE * sum(len(line.text) for line in lines):
        return list(lines)
    found: list[Line] = []
    for line in lines:
        pieces = list(_pieces(line)) if len(line.text) > _LONGEST_LINE else [line]
        found += pieces if 1 < len(pieces) <= len(line.text) / _LEAST_MEAN else [line]
    return [replace(line, number=i) for i, line in enumerate(found)]


def _pieces(line: Line) -> Iterator[Line]:
    start = 0
    first = True
    for match in _BREAK.finditer(line.folded):
        if _ONLY_LABEL.match(line.folded, start, match.start()):
            continue
        if match.start() > start:
            yield _piece(line, start, match.start(), line.gap if first else 1)
            first = False
        start = match.end()
    if start < len(line.text):
        yield _piece(line, start, len(line.text), line.gap if first else 1)


def _piece(line: Line, start: int, end: int, gap: int) -> Line:
    text = line.text[start:end]
    return Line(TextSpan(line.span.start + start, line.span.start + end), text, gap)
