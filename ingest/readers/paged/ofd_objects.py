"""The objects on an OFD page: runs of text with their places, ruled lines, images. Millimetres become points."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.readers.paged.lines import PageLine, mend
from ingest.readers.paged.tables import Rule
from ingest.readers.xml import local_name

_POINTS = 72 / 25.4
_SPACED = {True: 1.35, False: 1.1}
"""A next character further away than so many heights leaves a space: after a full-width one, after a narrow one.
Digits set wide are still one number."""
_NARROW = 0.5
"""Width of a Latin letter in its height, where the file does not say where the next one stands."""
_STEP = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_REPEAT_AT_MOST = 100_000
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Shapes:
    """What stands on one page."""

    words: tuple[PageLine, ...]
    rules: tuple[Rule, ...]
    images: tuple[tuple[str, float], ...]
    """Resource id and area."""


def shapes_of(page: Any, number: int) -> Shapes:
    """The visible objects of a page's element, in the order in which they are drawn."""
    words: list[PageLine] = []
    rules: list[Rule] = []
    images: list[tuple[str, float]] = []
    for element in page.iter():
        kind = local_name(element)
        if kind not in ("TextObject", "PathObject", "ImageObject") or element.get("Visible") == "false":
            continue
        box = boxes(element.get("Boundary"))
        if box is None:
            continue
        if kind == "TextObject":
            words += _text(element, box, number)
        elif kind == "PathObject":
            rules += _rules(element, box)
        else:
            images.append((element.get("ResourceID") or "", box[2] * box[3]))
    return Shapes(tuple(words), tuple(rules), tuple(images))


def boxes(text: str | None) -> tuple[float, float, float, float] | None:
    """x, y, width and height in points out of 'x y w h' in millimetres; None where it says something else."""
    numbers = _numbers(text)
    if len(numbers) < 4:
        return None
    x, y, width, height = (value * _POINTS for value in numbers[:4])
    return x, y, width, height


def _text(element: Any, box: tuple[float, float, float, float], number: int) -> Iterator[PageLine]:
    matrix = _matrix(element)
    size = (_numbers(element.get("Size")) or [0.0])[0]
    stretch = (_numbers(element.get("HScale")) or [1.0])[0]
    height = size * math.hypot(matrix[2], matrix[3]) * _POINTS
    x = y = 0.0
    for code in element:
        if local_name(code) != "TextCode" or not code.text:
            continue
        # A code without a place goes on where the one before it began.
        x = (_numbers(code.get("X")) or [x])[0]
        y = (_numbers(code.get("Y")) or [y])[0]
        text = code.text.strip("\r\n")
        places = _places(text, x, y, _deltas(code.get("DeltaX")), _deltas(code.get("DeltaY")), size * stretch)
        points = [_moved(place, matrix, box) for place in places]
        yield from _words(text, points, height, number)


def _places(
    text: str, x: float, y: float, across: Sequence[float], down: Sequence[float], size: float
) -> Iterator[tuple[float, float]]:
    """Where each character begins, before the object's matrix."""
    for i, char in enumerate(text):
        yield x, y
        if i < len(across):
            x += across[i]
        elif not down:
            x += across[-1] if across else _width(char) * size
        y += down[i] if i < len(down) else 0.0


def _words(text: str, points: Sequence[tuple[float, float]], height: float, number: int) -> Iterator[PageLine]:
    """Characters next to each other as one word; the place of a character is the left end of its base line."""
    start = 0
    for i in range(1, len(text) + 1):
        if i < len(text):
            step = points[i][0] - points[i - 1][0]
            if -0.5 * height <= step <= _SPACED[_width(text[i - 1]) == 1.0] * height:
                continue
        word = text[start:i].strip()
        if word and height > 0:
            x0, x1 = points[start][0], points[i - 1][0] + _width(text[i - 1]) * height
            bases = [point[1] for point in points[start:i]]
            top, bottom = min(bases) - 0.85 * height, max(bases) + 0.15 * height
            yield PageLine(mend(word), number, x0, max(x0, x1), top, bottom, height)
        start = i


def _width(char: str) -> float:
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else _NARROW


def _moved(place: tuple[float, float], matrix: Matrix, box: tuple[float, float, float, float]) -> tuple[float, float]:
    """A place within an object, in millimetres, as one on the page, in points."""
    a, b, c, d, e, f = matrix
    x, y = place
    return box[0] + (a * x + c * y + e) * _POINTS, box[1] + (b * x + d * y + f) * _POINTS


def _rules(element: Any, box: tuple[float, float, float, float]) -> Iterator[Rule]:
    """The straight upright and level lines of a path."""
    matrix = _matrix(element)
    data = next((child.text for child in element if local_name(child) == "AbbreviatedData"), None)
    for start, end in _segments(data or ""):
        (x0, y0), (x1, y1) = _moved(start, matrix, box), _moved(end, matrix, box)
        if abs(x0 - x1) < 1 or abs(y0 - y1) < 1:
            yield Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _segments(data: str) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight parts of a path in the short notation: 'M 0 0 L 10 0 L 10 5 C'."""
    tokens = _STEP.findall(data)
    at = first = (0.0, 0.0)
    i = 0
    while i < len(tokens):
        step = tokens[i].upper()
        count = _OPERANDS.get(step)
        if count is None:
            i += 1
            continue
        operands = [_float(token) for token in tokens[i + 1 : i + 1 + count]]
        if len(operands) < count:
            return
        i += 1 + count
        if step == "C":
            yield at, first
            at = first
        else:
            to = (operands[-2], operands[-1])
            if step == "L":
                yield at, to
            elif step in "SM":
                first = to
            at = to


def _deltas(text: str | None) -> list[float]:
    """Distances between characters; 'g 3 5' stands for three times 5."""
    result: list[float] = []
    tokens = (text or "").split()
    i = 0
    while i < len(tokens) and len(result) < _REPEAT_AT_MOST:
        if tokens[i].lower() == "g" and i + 2 < len(tokens):
            result += [_float(tokens[i + 2])] * min(int(_float(tokens[i + 1])), _REPEAT_AT_MOST)
            i += 3
        else:
            result.append(_float(tokens[i]))
            i += 1
    return result


def _matrix(element: Any) -> Matrix:
    numbers = _numbers(element.get("CTM"))
    return (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]) if len(numbers) == 6 else _IDENTITY


def _numbers(text: str | None) -> list[float]:
    return [_float(token) for token in (text or "").split()]


def _float(token: str) -> float:
    """A number; 0 for what is none, for one odd attribute must not cost the page."""
    try:
        value = float(token)
    except ValueError:
        return 0.0
    return value if math.isfinite(value) and abs(value) < 1e7 else 0.0
