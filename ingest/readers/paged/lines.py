"""Lines of a paged document, put together from words, and paragraphs put together from lines."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile
from statistics import median

_LABEL = re.compile(
    r"(?:第[〇零一二三四五六七八九十百千\d]{1,7}[编章节条]|[一二三四五六七八九十百]{1,4}[、．.]|[（(][一二三四五六七八九十百\d]{1,4}[）)]"
    r"|\d{1,3}(?:[、．]|\.(?!\d))|[①-⑳]|附件?\s*\d*[:：]|——)"
)
_SENTENCE_END = frozenset("。！？；：.!?;:")
_CLOSING = "”’」』）)》〉】]"
_NOTE_MARK = re.compile(r"[①-⑳*＊※†]|[\[［〔(（]\d{1,2}[\]］〕)）]|\d{1,2}(?![\d.．、%])|注\d{0,2}[:：]")
_NOTE_SIZE = 0.92
"""Type of notes is smaller than this, in that of the text."""
_RADICALS = {
    "⺠": "民",
    "⻓": "长",
    "⻔": "门",
    "⻚": "页",
    "⻛": "风",
    "⻢": "马",
    "⻥": "鱼",
    "⻩": "黄",
    "⻋": "车",
    "⻅": "见",
}
_SAME_ROW = 0.4
"""Middles of words in one row differ by less than this, in the height of the taller."""
_CELL_GAP = 2.0
"""In heights of characters; the space after '第一章' is one."""
_SLACK = 2.2
"""A line that ends within so many characters of the right margin is full; punctuation may not start a line."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """One printed line. Lengths in points, `top` and `bottom` from the upper edge of the page."""

    text: str
    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    """Height of most of its characters."""
    spaced: bool = False
    """Whether it has gaps as wide as between cells."""

    def is_full(self, right: float) -> bool:
        return self.x1 >= right - _SLACK * self.size

    def is_indented(self, left: float) -> bool:
        return self.x0 >= left + 0.8 * self.size


@dataclass(frozen=True, slots=True)
class Layout:
    """Margins and spacing that the body text of a document keeps to."""

    left: float
    right: float
    pitch: float
    """Usual distance from one line's top to the next one's."""
    size: float
    """Height of the characters of the body text."""
    indents: bool
    """Whether paragraphs begin with an indent."""


def mend(text: str) -> str:
    """Puts ordinary characters for the radicals (⼈, ⺠) that some fonts' tables name instead of them."""
    return "".join(unicodedata.normalize("NFKC", c) if "\u2f00" <= c <= "\u2fd5" else _RADICALS.get(c, c) for c in text)


def rows_of(words: Sequence[PageLine]) -> list[PageLine]:
    """Lines from top to bottom out of words (or parts of lines) anywhere on one page; a gap becomes a space."""
    return [_joined(row) for row in words_by_row(words)]


def words_by_row(words: Sequence[PageLine]) -> list[list[PageLine]]:
    """Words that stand in one row of the page, from left to right, the rows from top to bottom."""
    rows: list[list[PageLine]] = []
    centre = size = 0.0
    for word in sorted(words, key=_centre):
        # The tallest word of a row says where the row is: raised and lowered characters stand off.
        if rows and _centre(word) - centre <= _SAME_ROW * max(size, word.size):
            rows[-1].append(word)
            if word.size > size:
                centre, size = _centre(word), word.size
        else:
            rows.append([word])
            centre, size = _centre(word), word.size
    return [sorted(row, key=lambda word: word.x0) for row in rows]


def _centre(word: PageLine) -> float:
    return (word.top + word.bottom) / 2


def _joined(row: Sequence[PageLine]) -> PageLine:
    return PageLine(
        text=" ".join(word.text for word in row),
        page=row[0].page,
        x0=row[0].x0,
        x1=max(word.x1 for word in row),
        top=min(word.top for word in row),
        bottom=max(word.bottom for word in row),
        size=_usual_size(row),
        spaced=any(b.x0 - a.x1 > _CELL_GAP * b.size for a, b in pairwise(row)) or any(word.spaced for word in row),
    )


def _usual_size(row: Sequence[PageLine]) -> float:
    """Height of most of the characters."""
    counts: Counter[float] = Counter()
    for word in row:
        counts[word.size] += len(word.text)
    return counts.most_common(1)[0][0]


def layout_of(lines: Sequence[PageLine]) -> Layout:
    """Margins as lines keep to them: the outermost positions that an eighth (left) or a twentieth (right) share."""
    size = median(line.size for line in lines)
    needed = max(2, len(lines) // 20)
    lefts, rights = Counter(round(line.x0 / 3) * 3 for line in lines), Counter(round(line.x1 / 3) * 3 for line in lines)
    # A running head that got through on every page must not make the margin: text stands there far oftener.
    left = min((x for x, n in lefts.items() if n >= max(2, len(lines) // 8)), default=min(line.x0 for line in lines))
    right = max((x for x, n in rights.items() if n >= needed), default=max(line.x1 for line in lines))
    pairs = [(a, b) for a, b in pairwise(lines) if a.page == b.page and b.top > a.top]
    pitch = median([b.top - a.top for a, b in pairs]) if pairs else 2 * size
    # Two characters is the rule for Chinese paragraphs; what is centred stands further in.
    indented = sum(left + 1.5 * size <= line.x0 <= left + 2.6 * size for line in lines)
    return Layout(left, right, pitch, size, indented >= max(2, len(lines) // 25))


def continues(before: PageLine, line: PageLine, layout: Layout) -> bool:
    """Whether `line` belongs to the paragraph that `before` is part of."""
    if abs(before.size - line.size) > 0.1 * max(before.size, line.size):
        return False
    if before.page == line.page and line.top - before.top > 1.6 * layout.pitch:
        return False
    if before.spaced and line.spaced:
        # Rows of a table without rules, signatures side by side.
        return False
    if _is_split_title(before, line, layout):
        return True
    if line.is_indented(layout.left) or not before.is_full(layout.right):
        return False
    ended = before.text.rstrip(_CLOSING)[-1:] in _SENTENCE_END
    if layout.indents:
        # A line flush left in a text with indents continues, even where it starts with '第十条' by chance.
        return not (ended and _LABEL.match(line.text))
    return not ended and not _LABEL.match(line.text)


def _is_split_title(before: PageLine, line: PageLine, layout: Layout) -> bool:
    """Two centred lines in large type, or of which the upper one breaks off in the middle of a bracket."""
    centre = (layout.left + layout.right) / 2
    centred = all(abs((x.x0 + x.x1) / 2 - centre) < x.size for x in (before, line)) and line.is_indented(layout.left)
    large = line.size > 1.1 * layout.size and not _LABEL.match(line.text)
    opened = sum(before.text.count(c) for c in "（(《") > sum(before.text.count(c) for c in "）)》")
    return centred and (large or opened)


def join_lines(first: str, second: str) -> str:
    """Two lines of one paragraph; words in Latin letters keep a space between them."""
    between = " " if _is_latin(first[-1:]) and _is_latin(second[:1]) else ""
    return first + between + second


def _is_latin(char: str) -> bool:
    return char.isascii() and (char.isalpha() or char in ",.;:!?)")


def paragraphs(lines: Sequence[PageLine], layout: Layout) -> list[str]:
    """Paragraphs of consecutive lines; the notes at the foot of a page follow the paragraph that goes on over them."""
    notes = _notes(lines, layout)
    groups = _groups([line for line in lines if line not in notes], layout)
    by_page = {page: list(found) for page, found in groupby(notes, key=lambda line: line.page)}
    result: list[str] = []
    for group, following in zip(groups, [*groups[1:], []], strict=True):
        result.append(_text_of(group))
        for page in sorted({line.page for line in group} - {line.page for line in following[:1]}):
            result += [_text_of(note) for note in _groups(by_page.get(page, []), layout)]
    return result


def _notes(lines: Sequence[PageLine], layout: Layout) -> dict[PageLine, None]:
    """The lines in small type at the foot of a page, from the first that begins with the mark of a note."""
    notes: dict[PageLine, None] = {}
    for _, found in groupby(lines, key=lambda line: line.page):
        page = list(found)
        tail = list(takewhile(lambda line: line.size < _NOTE_SIZE * layout.size, reversed(page)))[::-1]
        first = next((i for i, line in enumerate(tail) if _NOTE_MARK.match(line.text)), len(tail))
        if len(tail) - first < len(page):
            notes |= dict.fromkeys(tail[first:])
    return notes


def _groups(lines: Sequence[PageLine], layout: Layout) -> list[list[PageLine]]:
    groups: list[list[PageLine]] = []
    for i, line in enumerate(lines):
        if i and continues(lines[i - 1], line, layout):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _text_of(group: Sequence[PageLine]) -> str:
    text = group[0].text
    for line in group[1:]:
        text = join_lines(text, line.text)
    return text
