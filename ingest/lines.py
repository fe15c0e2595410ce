"""Lines of a source text, with their places in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from ingest.model import TextSpan
from ingest.normalize import INVISIBLE, fold

_AROUND = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace()) + INVISIBLE
_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(frozen=True)
class Line:
    """A line without the white space and the invisible signs around it; never empty."""

    span: TextSpan
    text: str
    gap: int
    """Line breaks between the line before and this one."""
    number: int = 0
    """Its place among all lines of the text, from 0, so that lines with others left out between them can be told."""

    def follows(self, other: Line) -> bool:
        """True where no line stands between `other` and this one."""
        return self.number == other.number + 1

    @cached_property
    def folded(self) -> str:
        """`text` folded for matching, of the same length."""
        return fold(self.text)


def lines_of(text: str) -> list[Line]:
    """All lines with more than white space, in order."""
    lines: list[Line] = []
    end = 0
    for match in _LINE.finditer(text):
        stripped = match.group().strip(_AROUND)
        if not stripped:
            continue
        start = match.start() + match.group().index(stripped)
        gap = text.count("\n", end, start) or int(start > 0)
        lines.append(Line(TextSpan(start, start + len(stripped)), stripped, gap, len(lines)))
        end = start + len(stripped)
    return lines
