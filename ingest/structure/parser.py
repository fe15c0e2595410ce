"""Builds the clause tree out of a document's lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.headings import (
    Heading,
    asked,
    is_signature,
    marked_heading,
    may_be_heading_line,
    names_a_task,
    numbered_heading,
    run_in_heading,
    tidy,
)
from ingest.lines import Line
from ingest.model import Clause, ClauseKind, StatedHeading, TextSpan
from ingest.numbering import KINDS, Label, Style, is_bold, markdown_level
from ingest.structure.annexes import Annex, read_annex
from ingest.structure.contents import contents_lines
from ingest.structure.duty_lines import DUTY_LINE, ends_with_bodies
from ingest.structure.endings import is_closing, is_contact, is_end_matter, signs
from ingest.structure.heading_levels import levels_of
from ingest.structure.labels import labels_of, last_numbered, next_labels, ranks
from ingest.tables.runs import table_runs

_ANNEX_RANK = -20.0
_MARKDOWN_RANK = -10.0
_TOP_HEADING_RANK = 0.4
_RUN_IN_RANK = 50.0
_UNDER = 0.2
"""What a heading without a number adds to the rank of the clause that it stands under."""
_STARTS = (Style.PART, Style.CHAPTER, Style.SECTION, Style.LIST, Style.ARTICLE)
_LEAST_BELOW = 25
"""Characters of the paragraph that a heading without a number stands over."""


def parse_clauses(
    lines: Sequence[Line], tables: Sequence[TextSpan] = (), headings: Sequence[StatedHeading] = ()
) -> tuple[Clause, ...]:
    """The clauses of one document in reading order; every line belongs to the span of exactly one.

    `lines` are the document's own lines, without junk; `tables` and `headings`, both in order, are those that a
    reader marked.
    """
    return _Parser(lines, tables, headings).parse()


@dataclass(frozen=True, slots=True)
class _Open:
    """A clause that further lines may still come under."""

    rank: float
    ordinal: int
    label: Label | None
    own_line: bool
    headed: bool
    complete: bool
    """True where its text ends with the bodies responsible, so that nothing more belongs to it."""
    listed: bool
    """True for one of several items that semicolons part: what follows the last belongs to the clause above."""
    introduces: bool
    """True where its line ends with a colon."""
    elder: int | None
    """Ordinal of the numbered clause before it on its level."""
    level: int
    """1 to 6 of a heading in Markdown or of one that the format states, else 0."""


class _Parser:
    def __init__(self, lines: Sequence[Line], tables: Sequence[TextSpan], headings: Sequence[StatedHeading]) -> None:
        self._lines = lines
        self._contents = contents_lines(lines)
        self._tables = dict(table_runs(lines, tables, self._contents))
        self._in_table = {i for start, end in self._tables.items() for i in range(start, end)}
        self._labels = labels_of(lines, self._in_table | self._contents)
        self._levels = levels_of(lines, self._labels, headings, self._in_table | self._contents)
        self._ranks: Mapping[Style, float] = ranks(self._labels)
        self._last_numbered = last_numbered(lines, self._labels)
        self._next_label = next_labels(self._labels)
        self._has_numbers = any(label and label.style in _STARTS for label in self._labels)
        self._with_duties: set[int] = set()
        self._list_end = 0
        self._stack: list[_Open] = []
        self._clauses: list[Clause] = []

    def parse(self) -> tuple[Clause, ...]:
        i = 0
        while i < len(self._lines):
            if i == self._list_end:
                self._stack.clear()
            if i in self._tables:
                end = self._tables[i]
                self._add(ClauseKind.TABLE, TextSpan(self._lines[i].span.start, self._lines[end - 1].span.end))
                i = end
            else:
                i = self._read(i)
        return tuple(self._clauses)

    def _read(self, i: int) -> int:
        """Reads the clause at line `i`; the line behind it."""
        line, label = self._lines[i], self._labels[i]
        if i in self._contents:
            self._add(ClauseKind.PARAGRAPH, line.span)
        elif (annex := read_annex(self._lines, self._labels, i, self._in_table)) is not None:
            return self._open_annex(i, annex)
        elif label is not None and label.style is Style.POINT and (sign := marked_heading(line)) is not None:
            self._read_sign(i, line, label, sign)
        elif label is not None:
            self._read_numbered(line, label, self._levels[i])
        elif self._levels[i]:
            self._read_levelled(i, line)
        else:
            self._read_plain(i, line)
        return i + 1

    def _open_annex(self, i: int, annex: Annex) -> int:
        self._list_end = annex.list_end or self._list_end
        span = TextSpan(self._lines[i].span.start, self._lines[annex.end - 1].span.end)
        self._open(_ANNEX_RANK, ClauseKind.HEADING, span, annex.label, Heading(annex.title, own_line=True))
        return annex.end

    def _read_numbered(self, line: Line, label: Label, level: int = 0) -> None:
        if level:
            self._close_unnumbered(level)
        heading = numbered_heading(line, label)
        number = line.text[label.start : label.end].rstrip()
        kind = KINDS.get(label.style, ClauseKind.ITEM)
        self._open(self._ranks[label.style], kind, line.span, number, heading, label, line, level)

    def _close_unnumbered(self, level: int) -> None:
        """Closes a heading without a number that is on the level of a numbered one, or below, with all under it."""
        for place, one in enumerate(self._stack):
            if one.label is None and one.level >= level:
                del self._stack[place:]
                return

    def _read_sign(self, i: int, line: Line, label: Label, heading: Heading) -> None:
        """Opens a few words behind a point's sign, '★小贴士', as a heading unless points stand around them."""
        following = self._labels[i + 1] if i + 1 < len(self._labels) else None
        while self._stack and self._stack[-1].label is not None and self._stack[-1].label.style is Style.POINT:
            self._stack.pop()
        if following is not None and following.style is Style.POINT:
            self._read_numbered(line, label)
            return
        while self._stack and self._is_listed_item(self._stack[-1]):
            self._stack.pop()
        rank = self._stack[-1].rank + _UNDER if self._stack else _TOP_HEADING_RANK
        self._open(rank, ClauseKind.HEADING, line.span, line.text[: label.end].rstrip(), heading)

    def _read_levelled(self, i: int, line: Line) -> None:
        """Opens a heading without a number under the innermost open one of a lower level, whatever stands between."""
        level = self._levels[i]
        heading = Heading(tidy(line.text.lstrip("#")), own_line=True)
        if self._is_only_title(i):
            self._add(ClauseKind.HEADING, line.span, "", heading.text, heading.text)
            return
        rank = self._rank_of_level(level, in_markdown=bool(markdown_level(line)))
        self._open(rank, ClauseKind.HEADING, line.span, "", heading, None, line, level)

    def _rank_of_level(self, level: int, in_markdown: bool) -> float:
        """Closes what a heading of this level ends; the rank that it has under what stays open."""
        lower = [place for place, one in enumerate(self._stack) if 0 < one.level < level]
        ended = [place for place, one in enumerate(self._stack) if one.level >= level]
        if lower or ended:
            closed = self._stack[lower[-1] + 1 if lower else ended[0] :]
            del self._stack[len(self._stack) - len(closed) :]
            for one in closed:
                if one.level == level:
                    return one.rank
        elif in_markdown:
            return _MARKDOWN_RANK + level
        else:
            # Where no number states its level, a heading that does stands under the numbers' own headings.
            while self._stack and not self._stack[-1].own_line:
                self._stack.pop()
        within = bool(self._stack) and self._stack[-1].rank > _ANNEX_RANK
        return self._stack[-1].rank + _UNDER if within else _MARKDOWN_RANK + level

    def _is_only_title(self, i: int) -> bool:
        """True for the one heading of the outermost level before all clauses: the document's title, above nothing."""
        if self._clauses and (self._stack or i > 5):
            return False
        level = self._levels[i]
        if markdown_level(self._lines[i]) > 1:
            return False
        below = [other for other in self._levels[i + 1 :] if other]
        return bool(below or level == 1) and all(other > level for other in below)

    def _read_plain(self, i: int, line: Line) -> None:
        if DUTY_LINE.match(line.folded):
            self._read_duty(i, line)
            return
        if (kept := self._ends_body(i, line)) is not None:
            del self._stack[kept:]
        while self._stack and (self._stack[-1].complete or self._closes_list(i)):
            self._stack.pop()
        if (question := asked(line)) is not None:
            while self._stack and self._stack[-1].label is not None and not self._stack[-1].own_line:
                self._stack.pop()
            self._open(_RUN_IN_RANK, ClauseKind.HEADING, line.span, "", question)
        elif self._stack and not self._stack[-1].own_line and self._stack[-1].label is not None:
            self._add(ClauseKind.PARAGRAPH, line.span)
        elif self._is_heading_line(i, line):
            self._open_heading(i, line, Heading(tidy(line.text), own_line=True))
        elif self._stack and not self._introduces(i) and (text := self._run_in(i)):
            self._open_heading(i, line, Heading(text, own_line=False))
        else:
            while self._stack and self._stack[-1].label is None and not self._stack[-1].own_line:
                self._stack.pop()
            self._add(ClauseKind.PARAGRAPH, line.span)

    def _closes_list(self, i: int) -> bool:
        """True where the plain line `i` stands behind a list whose last item is open."""
        top = self._stack[-1]
        if top.label is None or not (self._is_listed_item(top) or self._is_past_list(top)):
            return False
        following = self._labels[i + 1] if i + 1 < len(self._labels) else None
        goes_on = following is not None and following.style is top.label.style
        return not (goes_on and following is not None and following.number == top.label.number + 1)

    def _is_listed_item(self, one: _Open) -> bool:
        if one.label is None or one.headed or one.own_line or one.label.style in _STARTS:
            return False
        return one.listed or self._in_article()

    def _is_past_list(self, one: _Open) -> bool:
        """True for an item of an article, '(二)绿地:', whose own list is over."""
        return one.introduces and self._in_article() and one.label is not None and one.label.style not in _STARTS

    def _in_article(self) -> bool:
        return any(one.label is not None and one.label.style is Style.ARTICLE for one in self._stack)

    def _run_in(self, i: int) -> str:
        """The run-in heading of a plain line: beside others like it, or where it names a task."""
        text = run_in_heading(self._lines[i])
        if not text:
            return ""
        beside = [self._beside(i, 1), self._beside(i, -1)]
        alike = any(j is not None and run_in_heading(self._lines[j]) for j in beside)
        return text if alike or names_a_task(text) else ""

    def _beside(self, i: int, step: int) -> int | None:
        """The next plain paragraph in a direction, past one line of responsible bodies."""
        for j in (i + step, i + 2 * step):
            if not 0 <= j < len(self._lines) or self._labels[j] is not None or j in self._in_table:
                return None
            if not DUTY_LINE.match(self._lines[j].folded):
                return j
        return None

    def _read_duty(self, i: int, line: Line) -> None:
        """Puts a line of responsible bodies under the item above, or under the clause that the items make up.

        It is the item's own where each item has one; where one line follows several items, it is for them all.
        """
        while len(self._stack) > 1 and self._is_for_all(i):
            self._stack.pop()
        if self._stack:
            self._with_duties.add(self._stack[-1].ordinal)
        self._add(ClauseKind.PARAGRAPH, line.span)

    def _is_for_all(self, i: int) -> bool:
        top = self._stack[-1]
        if top.own_line:
            return False
        if top.elder is not None:
            return top.elder not in self._with_duties and top.ordinal not in self._with_duties
        following = self._next_label[i]
        return following is None or self._ranks[following.style] < top.rank

    def _ends_body(self, i: int, line: Line) -> int | None:
        """How many of the open clauses stay open at a line that stands behind the clauses; None at others.

        In an annex its own closing words stay under its title.
        """
        if is_end_matter(line):
            return 0
        last = i > self._last_numbered[i]
        if is_signature(line):
            signed = signs(list(self._lines[i : i + 15]))
            if signed or (signed is None and last):
                return 0
        in_annex = bool(self._stack) and self._stack[0].rank <= _ANNEX_RANK
        if not last or len(self._stack) <= in_annex:
            return None
        top = self._stack[-1]
        if top.own_line and top.ordinal == len(self._clauses) - 1:
            return None
        complete = top.complete or ends_with_bodies(self._lines[i - 1].folded)
        closes = complete or is_closing(line) or (is_contact(line) and not top.own_line)
        return int(in_annex) if closes else None

    def _introduces(self, i: int) -> bool:
        """True for a paragraph between a heading and the numbered clauses under it."""
        following = self._labels[i + 1] if i + 1 < len(self._labels) else None
        return following is not None and self._ranks[following.style] > self._stack[-1].rank

    def _is_heading_line(self, i: int, line: Line) -> bool:
        if i + 1 >= len(self._lines) or not self._may_head(i) or is_signature(line):
            return False
        if not self._stack and (self._has_numbers or i == 0):
            return False
        following = self._labels[i + 1]
        if following is not None:
            return bool(self._stack) and self._ranks[following.style] > self._stack[-1].rank
        return is_bold(line) or self._stands_over(i) or (not self._has_numbers and self._heads_headings(i))

    def _stands_over(self, i: int) -> bool:
        """True where the next line is a longer one, a paragraph."""
        if i + 1 >= len(self._lines) or i + 1 in self._in_table or self._labels[i + 1] is not None:
            return False
        return len(self._lines[i + 1].text) > max(len(self._lines[i].text), _LEAST_BELOW - 1)

    def _heads_headings(self, i: int) -> bool:
        """True for a heading right above another one, in a text without numbers."""
        return i > 1 and self._may_head(i + 1) and self._stands_over(i + 1)

    def _may_head(self, i: int) -> bool:
        return may_be_heading_line(self._lines[i], figures=not self._has_numbers and i > 1)

    def _open_heading(self, i: int, line: Line, heading: Heading) -> None:
        while self._stack and self._stack[-1].label is None and self._is_plain_heading(self._stack[-1]):
            above = self._clauses[self._stack[-1].ordinal]
            if heading.own_line and above.ordinal == len(self._clauses) - 1 and self._stack[-1].own_line:
                break
            if heading.own_line and self._stands_over(i) and self._holds_headings():
                break
            self._stack.pop()
        rank = self._stack[-1].rank + _UNDER if self._stack else _TOP_HEADING_RANK
        if not heading.own_line:
            rank = _RUN_IN_RANK
        self._open(rank, ClauseKind.HEADING, line.span, "", heading)

    def _is_plain_heading(self, one: _Open) -> bool:
        return one.rank > _MARKDOWN_RANK + 7 and not one.level

    def _holds_headings(self) -> bool:
        """True where the open heading has a heading right under it: the next heading is of that lower level too."""
        top = self._stack[-1].ordinal
        below = self._clauses[top + 1] if top + 1 < len(self._clauses) else None
        return below is not None and below.parent == top and below.kind is ClauseKind.HEADING and not below.label

    def _open(
        self,
        rank: float,
        kind: ClauseKind,
        span: TextSpan,
        label: str,
        heading: Heading,
        number: Label | None = None,
        line: Line | None = None,
        level: int = 0,
    ) -> None:
        elder: _Open | None = None
        while self._stack and self._stack[-1].rank >= rank:
            elder = self._stack.pop()
        if elder is not None and (elder.label is None or number is None or elder.rank != rank):
            elder = None
        folded = line.folded if line is not None else ""
        after_listed = elder is not None and elder.listed
        if after_listed and line is not None and _is_sentence(line, heading):
            # The last of several items is a sentence like those before it, and its words are no heading.
            heading = Heading("", own_line=False)
        ordinal = self._add(kind, span, label, heading.text, _name(kind, label, heading))
        self._stack.append(
            _Open(
                rank=rank,
                ordinal=ordinal,
                label=number,
                own_line=heading.own_line,
                headed=bool(heading.text),
                complete=ends_with_bodies(folded),
                listed=after_listed or folded.endswith(";"),
                introduces=folded.endswith(":"),
                elder=elder.ordinal if elder is not None else None,
                level=level,
            )
        )

    def _add(self, kind: ClauseKind, span: TextSpan, label: str = "", heading: str = "", name: str = "") -> int:
        parent = self._stack[-1].ordinal if self._stack else None
        above = self._clauses[parent].path if parent is not None else ()
        path = (*above, name) if name else above
        self._clauses.append(Clause(len(self._clauses), kind, label, heading, span, path, parent))
        return len(self._clauses) - 1


def _name(kind: ClauseKind, label: str, heading: Heading) -> str:
    """What a clause is called in paths: '第一条 范围', '（一）夯实平台', '附件1 目标表'."""
    apart = kind in (ClauseKind.CHAPTER, ClauseKind.SECTION, ClauseKind.ARTICLE, ClauseKind.HEADING)
    return f"{label}{' ' if apart else ''}{heading.text}".strip()


def _is_sentence(line: Line, heading: Heading) -> bool:
    """True where the words taken for a heading are the whole line, a sentence."""
    return not heading.own_line and line.folded.endswith("。") and tidy(line.text[:-1]).endswith(heading.text)
