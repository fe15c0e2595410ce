"""The clause tree of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.headings import (
    Heading,
    is_date,
    is_signature,
    may_be_heading_line,
    numbered_heading,
    unnumbered_heading,
)
from ingest.lines import Line
from ingest.model import Clause, ClauseKind, TextSpan
from ingest.numbering import KINDS, Label, Style, markdown_level, read_label
from ingest.tables import table_runs

DUTY_LINE = re.compile(
    r"[(【]?(?:统筹|责任|牵头|配合|主管|承办|主办|协办|落实|实施|负责|参与|参加|支持|完成)(?:单位|部门|主体|领导|科室|处室|人|时限)\s*:"
)
"""A line that says who answers for the clause above it, on folded text."""
_COMPLETE = re.compile(r"\([^()]*(?:负责|责任|牵头|配合|分工)[^()]*\)[。.]?$")
_CLOSING = re.compile(
    r"(?:各(?:地|区|县|市|部门|级|单位|有关|开发区|相关)|本(?:办法|方案|意见|细则|规定|措施|通知|计划|条例)(?:自|由))"
)
_ANNEX = re.compile(
    r"(附\s*(?:件|表|录|图)\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})?)(?:-\d{1,2})?\s*(?:[::.]\s*|\s+|$)(.{0,60})$"
)
_CONTENTS = re.compile(r"目\s*[录次]")
_ANNEX_RANK = -20.0
_MARKDOWN_RANK = -10.0
_TOP_HEADING_RANK = 0.5
_RUN_IN_RANK = 50.0
_STARTS = (Style.PART, Style.CHAPTER, Style.SECTION, Style.LIST, Style.ARTICLE)


def parse_clauses(lines: Sequence[Line], tables: Sequence[TextSpan] = ()) -> tuple[Clause, ...]:
    """The clauses of one document in reading order; every line belongs to the span of exactly one.

    `lines` are the document's own lines, without junk; `tables` the spans that a reader marked.
    """
    return _Parser(lines, tables).parse()


@dataclass(frozen=True, slots=True)
class _Open:
    """A clause that further lines may still come under."""

    rank: float
    ordinal: int
    style: Style | None
    own_line: bool
    complete: bool
    """True where its text ends with the bodies responsible, so that nothing more belongs to it."""


class _Parser:
    def __init__(self, lines: Sequence[Line], tables: Sequence[TextSpan]) -> None:
        self._lines = lines
        self._tables = dict(table_runs(lines, tables))
        in_table = {i for start, end in self._tables.items() for i in range(start, end)}
        contents = _contents_lines(lines)
        self._labels = [None if i in in_table or i in contents else read_label(line) for i, line in enumerate(lines)]
        numbered = [i for i, label in enumerate(self._labels) if label and label.style is not Style.POINT]
        self._last_numbered = numbered[-1] if numbered else -1
        self._has_numbers = any(label and label.style in _STARTS for label in self._labels)
        self._article_first = _article_first(self._labels)
        self._contents = contents
        self._stack: list[_Open] = []
        self._clauses: list[Clause] = []

    def parse(self) -> tuple[Clause, ...]:
        i = 0
        while i < len(self._lines):
            if i in self._tables:
                end = self._tables[i]
                span = TextSpan(self._lines[i].span.start, self._lines[end - 1].span.end)
                self._add(ClauseKind.TABLE, span)
                i = end
                continue
            self._read(i)
            i += 1
        return tuple(self._clauses)

    def _read(self, i: int) -> None:
        line, label = self._lines[i], self._labels[i]
        if i in self._contents:
            self._add(ClauseKind.PARAGRAPH, line.span)
        elif label is not None:
            self._read_numbered(i, line, label)
        elif markdown_level(line):
            text = line.text.lstrip("#").strip()
            self._open(
                _MARKDOWN_RANK + markdown_level(line), ClauseKind.HEADING, line, "", Heading(text, own_line=True)
            )
        elif (annex := _ANNEX.match(line.folded)) is not None:
            heading = Heading(line.text[annex.start(2) :].strip(), own_line=True)
            self._open(_ANNEX_RANK, ClauseKind.HEADING, line, line.text[: annex.end(1)], heading)
        else:
            self._read_plain(i, line)

    def _read_numbered(self, i: int, line: Line, label: Label) -> None:
        heading = numbered_heading(line, label)
        number = line.text[label.start : label.end].rstrip()
        kind = KINDS.get(label.style, ClauseKind.ITEM)
        self._open(self._rank(label.style), kind, line, number, heading, label.style)

    def _read_plain(self, i: int, line: Line) -> None:
        if DUTY_LINE.match(line.folded):
            self._read_duty(i, line)
            return
        if self._ends_body(i, line):
            self._stack.clear()
        while self._stack and self._stack[-1].complete:
            self._stack.pop()
        if self._stack and not self._stack[-1].own_line and self._stack[-1].style is not None:
            self._add(ClauseKind.PARAGRAPH, line.span)
            return
        if self._is_heading_line(i, line):
            self._open_heading(line, Heading(line.text, own_line=True))
        elif self._stack and not self._introduces(i) and (text := unnumbered_heading(line)):
            self._open_heading(line, Heading(text, own_line=False))
        else:
            while self._stack and self._stack[-1].style is None and not self._stack[-1].own_line:
                self._stack.pop()
            self._add(ClauseKind.PARAGRAPH, line.span)

    def _read_duty(self, i: int, line: Line) -> None:
        """Puts a line of responsible bodies under the item above, or under the clause that the items make up.

        It is the item's own where each item has one; where one line follows several items, it is for them all.
        """
        while self._stack and len(self._stack) > 1 and self._is_for_all(i):
            self._stack.pop()
        self._add(ClauseKind.PARAGRAPH, line.span)

    def _is_for_all(self, i: int) -> bool:
        top = self._clauses[self._stack[-1].ordinal]
        if self._stack[-1].own_line:
            return False
        elder = [c for c in self._clauses if c.parent == top.parent and c.ordinal < top.ordinal and c.label]
        if elder:
            return not any(self._is_duty(c) for c in self._clauses if c.parent == elder[-1].ordinal)
        following = next((label for label in self._labels[i + 1 :] if label is not None), None)
        return following is None or self._rank(following.style) < self._stack[-1].rank

    def _is_duty(self, clause: Clause) -> bool:
        return any(line.span == clause.span and DUTY_LINE.match(line.folded) for line in self._lines)

    def _ends_body(self, i: int, line: Line) -> bool:
        if is_signature(line) and self._in_signature_block(i):
            return True
        if i < self._last_numbered or not self._stack or self._stack[0].rank <= _ANNEX_RANK:
            return False
        if self._stack[-1].own_line and self._stack[-1].ordinal == len(self._clauses) - 1:
            return False
        complete = self._stack[-1].complete or _COMPLETE.search(self._lines[i - 1].folded) is not None
        return complete or line.folded.startswith("抄送") or _CLOSING.match(line.folded) is not None

    def _in_signature_block(self, i: int) -> bool:
        """True where the lines that sign, from this one on, hold a date or end the document."""
        for line in self._lines[i : i + 14]:
            if is_date(line):
                return True
            if not is_signature(line):
                return False
        return i > self._last_numbered and i + 14 >= len(self._lines)

    def _introduces(self, i: int) -> bool:
        """True for a paragraph between a heading and the numbered clauses under it."""
        following = self._labels[i + 1] if i + 1 < len(self._labels) else None
        return following is not None and self._rank(following.style) > self._stack[-1].rank

    def _is_heading_line(self, i: int, line: Line) -> bool:
        if not may_be_heading_line(line) or i + 1 >= len(self._lines):
            return False
        if not self._stack and self._has_numbers:
            return False
        following = self._labels[i + 1]
        if following is not None:
            return bool(self._stack) and self._rank(following.style) > self._stack[-1].rank
        return len(self._lines[i + 1].text) > len(line.text) and len(self._lines[i + 1].text) >= 25

    def _open_heading(self, line: Line, heading: Heading) -> None:
        while self._stack and self._stack[-1].style is None and self._stack[-1].rank > _MARKDOWN_RANK + 7:
            self._stack.pop()
        rank = self._stack[-1].rank + 0.5 if self._stack else _TOP_HEADING_RANK
        if not heading.own_line:
            rank = _RUN_IN_RANK
        self._open(rank, ClauseKind.HEADING, line, "", heading)

    def _open(
        self, rank: float, kind: ClauseKind, line: Line, label: str, heading: Heading, style: Style | None = None
    ) -> None:
        while self._stack and self._stack[-1].rank >= rank:
            self._stack.pop()
        gap = " " if label and kind in (ClauseKind.CHAPTER, ClauseKind.SECTION, ClauseKind.ARTICLE) else ""
        name = f"{label}{gap}{heading.text}".strip()
        ordinal = self._add(kind, line.span, label, heading.text, name)
        complete = _COMPLETE.search(line.folded) is not None
        self._stack.append(_Open(rank, ordinal, style, heading.own_line, complete))

    def _add(self, kind: ClauseKind, span: TextSpan, label: str = "", heading: str = "", name: str = "") -> int:
        parent = self._stack[-1].ordinal if self._stack else None
        above = self._clauses[parent].path if parent is not None else ()
        path = (*above, name) if name else above
        self._clauses.append(Clause(len(self._clauses), kind, label, heading, span, path, parent))
        return len(self._clauses) - 1

    def _rank(self, style: Style) -> float:
        return 5.5 if style is Style.LIST and self._article_first else float(style)


def _article_first(labels: Sequence[Label | None]) -> bool:
    """True where 第一条 comes before 一、, so that 一、 stands inside articles."""
    for label in labels:
        if label is not None and label.style in (Style.LIST, Style.ARTICLE):
            return label.style is Style.ARTICLE
    return False


def _contents_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Lines of a table of contents: from 目录 until its first entry comes again as a heading."""
    start = next((i for i, line in enumerate(lines[:60]) if _CONTENTS.fullmatch(line.folded.strip("# "))), None)
    if start is None or start + 1 >= len(lines):
        return frozenset()
    first = _bare(lines[start + 1])
    for end in range(start + 2, len(lines)):
        if len(lines[end].text) > 60:
            break
        if _bare(lines[end]) == first:
            return frozenset(range(start, end))
    return frozenset()


def _bare(line: Line) -> str:
    return re.sub(r"[\s.…·\d]+$|\s", "", line.folded)
