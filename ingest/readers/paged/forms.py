"""Boxes of labels and values in columns, such as the data of a document printed from a website.

'标 题：' stands at half the height of its value, which runs over three lines beside the four lines of another label's:
read row by row, the values mix. Here every label gets its value, one line for each label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.readers.paged.lines import PageLine, join_lines, rows_of, words_by_row

_LABEL = re.compile(r"([\u4e00-\u9fff]{2,8})[：:]")
_PART = re.compile(r"[\u4e00-\u9fff]{1,3}")
_FEWEST = 4
_ALIGNED = 4.0
"""Labels of one column begin within so many points."""
_APART = 5.0
"""Labels further apart than so many heights belong to different boxes."""
_PITCH = 1.3
"""Lines of one value follow each other within so many heights."""


@dataclass(frozen=True, slots=True)
class _Label:
    words: tuple[PageLine, ...]
    """One, or several where the label is spread out; the value may begin in the last one."""
    name: str

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def middle(self) -> float:
        return _middle(self.words[0])

    @property
    def rest(self) -> PageLine:
        """The last word without the label."""
        last = self.words[-1]
        return replace(last, text=re.split("[：:]", last.text, maxsplit=1)[1].strip())


def split_forms(words: Sequence[PageLine]) -> tuple[list[PageLine], list[list[PageLine]]]:
    """The words of a page outside of such boxes, and for each box its lines, one for each label."""
    left, forms = list(words), list[list[PageLine]]()
    for labels in _groups(_labels(words)):
        columns = _columns(labels)
        if len(columns) < 2:
            continue
        kept = [label for column in columns for label in column]
        inside = _region(left, kept)
        lines = _lines(inside, columns)
        if lines:
            taken = set(inside)
            left = [word for word in left if word not in taken]
            forms.append(lines)
    return left, forms


def _labels(words: Sequence[PageLine]) -> list[_Label]:
    found = []
    for row in words_by_row(words):
        i = 0
        while i < len(row):
            label = _label_at(row[i : i + 5])
            found += [label] if label else []
            # '题：' within '标 题：' is no label of its own.
            i += len(label.words) if label else 1
    return found


def _label_at(row: Sequence[PageLine]) -> _Label | None:
    """The label that the row begins with."""
    text = ""
    for count, word in enumerate(row, start=1):
        text += word.text
        match = _LABEL.match(text)
        if match:
            return _Label(tuple(row[:count]), match.group(1))
        if not _PART.fullmatch(word.text):
            return None
    return None


def _groups(labels: Sequence[_Label]) -> Iterator[list[_Label]]:
    group: list[_Label] = []
    for label in sorted(labels, key=lambda label: label.middle):
        if group and label.middle - group[-1].middle > _APART * label.words[0].size:
            yield group
            group = []
        group.append(label)
    if group:
        yield group


def _columns(labels: Sequence[_Label]) -> list[list[_Label]]:
    """Labels below each other, from left to right; none where they do not make a box."""
    columns: list[list[_Label]] = []
    for label in sorted(labels, key=lambda label: label.x0):
        if columns and label.x0 - columns[-1][0].x0 <= _ALIGNED:
            columns[-1].append(label)
        else:
            columns.append([label])
    full = [column for column in columns if len(column) > 1]
    return full if sum(map(len, full)) >= _FEWEST else []


def _region(words: Sequence[PageLine], labels: Sequence[_Label]) -> list[PageLine]:
    """The words between the first label and the last, and those of their values that reach beyond."""
    left = min(label.x0 for label in labels)
    size = labels[0].words[0].size
    top, bottom = min(label.words[0].top for label in labels), max(label.words[0].bottom for label in labels)
    rows = sorted(rows_of(words), key=_middle)
    for row in reversed([row for row in rows if row.bottom <= top + 1]):
        if row.x0 < left + 2 * size or top - row.top > _PITCH * size:
            break
        top = row.top
    for row in [row for row in rows if row.top >= bottom - 1]:
        if row.x0 < left + 2 * size or row.bottom - bottom > _PITCH * size:
            break
        bottom = row.bottom
    return [word for word in words if top - 1 <= _middle(word) <= bottom + 1]


def _lines(words: Sequence[PageLine], columns: Sequence[Sequence[_Label]]) -> list[PageLine]:
    """Labels with their values, one below the other; none where some words belong to no label."""
    entries: list[tuple[_Label, str]] = []
    starts = [min(label.x0 for label in column) for column in columns]
    if any(word.x0 < starts[0] - _ALIGNED for word in words):
        return []
    for k, column in enumerate(columns):
        end = starts[k + 1] if k + 1 < len(starts) else float("inf")
        inside = [word for word in words if starts[k] - _ALIGNED <= word.x0 < end - _ALIGNED]
        for block in _blocks(inside):
            labels = [label for label in column if label.words[0] in block]
            if not labels:
                return []
            entries += [(label, _value(label, labels, block)) for label in labels]
    if 2 * len(entries) < len(rows_of(words)):
        return []
    entries.sort(key=lambda entry: (round(entry[0].middle / 6), entry[0].x0))
    return _stacked(entries, words)


def _blocks(words: Sequence[PageLine]) -> list[list[PageLine]]:
    """Words of one column, apart where there is more room between lines than within a value."""
    ordered = sorted(words, key=_middle)
    blocks = [ordered[:1]] if ordered else []
    for above, word in pairwise(ordered):
        if _middle(word) - _middle(above) > _PITCH * word.size:
            blocks.append([])
        blocks[-1].append(word)
    return blocks


def _value(label: _Label, labels: Sequence[_Label], block: Sequence[PageLine]) -> str:
    """The words of the block that are nearest to this one of its labels, line by line."""
    named = {word for other in labels for word in other.words}
    mine = [word for word in block if word not in named]
    if len(labels) > 1:
        mine = [word for word in mine if min(labels, key=lambda o: abs(o.middle - _middle(word))) is label]
    rest = [label.rest] if label.rest.text else []
    value = ""
    for row in rows_of([*mine, *rest]):
        value = join_lines(value, row.text) if value else row.text
    return value


def _stacked(entries: Sequence[tuple[_Label, str]], words: Sequence[PageLine]) -> list[PageLine]:
    """One line for each entry, evenly over the height of the box, so that they keep their order."""
    top, bottom = min(word.top for word in words), max(word.bottom for word in words)
    step = (bottom - top) / len(entries)
    first = entries[0][0].words[0]
    return [
        PageLine(f"{label.name}：{value}", first.page, first.x0, first.x0 + 1, top + i * step, top + (i + 1) * step,
                 first.size, spaced=True)
        for i, (label, value) in enumerate(entries)
    ]  # fmt: skip


def _middle(word: PageLine) -> float:
    return (word.top + word.bottom) / 2
