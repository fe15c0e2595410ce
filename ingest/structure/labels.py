"""The numbers of a document's lines, with what only their neighbours tell: which are figures, which outrank which."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from ingest.lines import Line
from ingest.numbering import Label, Style, digits_before_figure, read_label, read_volume
from ingest.structure.annexes import is_annex

_LOOK_AHEAD = 40
_SECOND = {
    Style.LIST: re.compile(r"[。;]\s*二\s*、"),
    Style.BRACKETED: re.compile(r"[。;,:]\s*\(二\)"),
    Style.DIGIT: re.compile(r"[。;,:]\s*2(?:\.(?!\d)|、)"),
    Style.BRACKETED_DIGIT: re.compile(r"[。;,:]\s*\(2\)"),
    Style.HALF_BRACKETED_DIGIT: re.compile(r"[。;,:]\s*2\)"),
    Style.CIRCLED: re.compile(r"[。;,:]\s*②"),
}
"""The second of several numbers in one line."""
_MAY_TURN = (
    (Style.BRACKETED, Style.DIGIT),
    (Style.BRACKETED, Style.NESTED_DIGIT),
    (Style.DIGIT, Style.BRACKETED_DIGIT),
    (Style.BRACKETED_DIGIT, Style.CIRCLED),
)
"""Styles, outer and inner, that some documents use the other way round."""
_SWAPS_LEAST = 1


def labels_of(lines: Sequence[Line], without: Collection[int]) -> list[Label | None]:
    """The number of each line; None for the lines in `without` and those whose number is no clause's."""
    read = [None if i in without else read_label(line) for i, line in enumerate(lines)]
    figures = [None if i in without else digits_before_figure(line) for i, line in enumerate(lines)]
    _resolve_figures(read, figures)
    volumes = {i: part for i, line in enumerate(lines) if i not in without and (part := read_volume(line)) is not None}
    if len(volumes) > 1:
        for i, part in volumes.items():
            read[i] = part
    for i, label in enumerate(read):
        if label is not None and _enumerates_in_line(lines[i], label) and not _goes_on(read, i):
            read[i] = None
    return read


def ranks(labels: Sequence[Label | None]) -> Mapping[Style, float]:
    """The level of each style in this document, outermost lowest: by custom, unless the document turns two round."""
    levels = {style: float(style) for style in Style}
    if _article_first(labels):
        levels[Style.LIST] = Style.ARTICLE + 0.5
    for outer, inner in _MAY_TURN:
        if _turned(labels, outer, inner):
            levels[outer], levels[inner] = levels[inner], levels[outer]
    return levels


def _resolve_figures(read: list[Label | None], figures: Sequence[Label | None]) -> None:
    """Takes '1.2025年…' and '1.80周岁' for clause 1 where clause 2 follows, and for later ones where they continue."""
    last, nested = 0, (0, 0)
    for i, label in enumerate(read):
        figure = figures[i]
        if label is not None and label.style < Style.DIGIT:
            last = 0
        elif label is not None and label.style is Style.DIGIT:
            last = label.number
        elif label is not None and label.style is Style.NESTED_DIGIT and _is_nested(label, figure, nested):
            nested = (figure.number if figure else 0, label.number)
        elif figure is not None and _continues(read, figures, i, last):
            read[i], last = figure, figure.number


def _is_nested(label: Label, figure: Label | None, before: tuple[int, int]) -> bool:
    if figure is None or label.number == 1:
        return True
    return before[0] == figure.number and 0 < label.number - before[1] <= 2


def _continues(read: Sequence[Label | None], figures: Sequence[Label | None], i: int, last: int) -> bool:
    figure = figures[i]
    if figure is None or (last and figure.number != last + 1) or (not last and figure.number != 1):
        return False
    if last:
        return True
    for j in range(i + 1, min(i + _LOOK_AHEAD, len(read))):
        label, other = read[j], figures[j]
        if label is not None and label.style < Style.DIGIT:
            return False
        candidate = label if label is not None and label.style is Style.DIGIT else other
        if candidate is not None:
            return candidate.number == 2
    return False


def _enumerates_in_line(line: Line, label: Label) -> bool:
    """True where the line holds number 2 as well as 1: an enumeration within one sentence."""
    second = _SECOND.get(label.style) if label.number == 1 else None
    return second is not None and second.search(line.folded, label.end) is not None


def _goes_on(labels: Sequence[Label | None], i: int) -> bool:
    """True where clause 2 follows clause 1 at `i`."""
    first = labels[i]
    for label in labels[i + 1 : i + _LOOK_AHEAD]:
        if first is None or (label is not None and label.style < first.style):
            return False
        if label is not None and label.style is first.style:
            return label.number == 2
    return False


def _article_first(labels: Sequence[Label | None]) -> bool:
    """True where 第一条 comes before 一、, so that 一、 stands inside articles."""
    for label in labels:
        if label is not None and label.style in (Style.LIST, Style.ARTICLE):
            return label.style is Style.ARTICLE
    return False


def _turned(labels: Sequence[Label | None], outer: Style, inner: Style) -> bool:
    """True where, wherever both styles meet, `inner` number 1 comes first and holds `outer` from number 1 on.

    Each scope, the clauses under one of a higher style, is looked at by itself.
    """
    turned = kept = 0
    for scope in _scopes(labels, min(outer, inner)):
        both = [label for label in scope if label.style in (outer, inner)]
        if len({label.style for label in both}) < 2:
            continue
        first = both[0]
        second = next(label for label in both if label.style is not first.style)
        if first.style is inner and first.number == 1 and second.number == 1 and _counts_on(both, inner):
            turned += 1
        else:
            kept += 1
    return turned >= _SWAPS_LEAST and not kept


def _counts_on(labels: Sequence[Label], inner: Style) -> bool:
    """True where the numbers of `inner` go up over the others between them."""
    numbers = [label.number for label in labels if label.style is inner]
    return len(numbers) > 1 and all(b - a in (1, 2) for a, b in pairwise(numbers))


def _scopes(labels: Sequence[Label | None], style: Style) -> Iterator[list[Label]]:
    scope: list[Label] = []
    for label in labels:
        if label is None:
            continue
        if label.style < style:
            yield scope
            scope = []
        else:
            scope.append(label)
    yield scope


def last_numbered(lines: Sequence[Line], labels: Sequence[Label | None]) -> list[int]:
    """For each line the last numbered one before the next annex, -1 where there is none in that part."""
    found = [-1] * len(lines)
    last = -1
    for i in range(len(lines) - 1, -1, -1):
        label = labels[i]
        if is_annex(lines[i]):
            last = -1
        elif last < 0 and label is not None and label.style is not Style.POINT:
            last = i
        found[i] = last
    return found


def next_labels(labels: Sequence[Label | None]) -> list[Label | None]:
    """For each line the first number behind it."""
    found: list[Label | None] = [None] * len(labels)
    following: Label | None = None
    for i in range(len(labels) - 1, -1, -1):
        found[i] = following
        following = labels[i] or following
    return found
