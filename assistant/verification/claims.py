"""The figures that an answer claims, each with the citations that its own marker names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.citations import MARKER, marker_numbers
from assistant.verification.stated import Stated, stated_in
from ingest.model import TextSpan
from ingest.normalize import fold

_SENTENCE_END = re.compile(r"(?:[。！？!?；;\n]|(?<!\d)\.(?=\s|$))[”’」』）)】》\"'*]*")
_BETWEEN_MARKERS = re.compile(r"[\s，,、]*")
_DENIED = re.compile(
    r"(?:未见|未规定|没有规定|没有写明|没有载明|未载明|并非|而非|不是)(?:为|有)?[^,;:。]{0,40}$"
    r"|\b(?:do|does|did) not (?:give|say|state|contain|mention|set)\b[^,;:.]{0,40}$"
)
"""What the answer says that the documents do not say."""
_QUOTED = re.compile(r"\([^()]*[\u4e00-\u9fff][^()]*\)")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure of an answer."""

    stated: Stated
    span: TextSpan
    """In the answer's text."""
    citations: tuple[int, ...]
    """Numbers, from 1, of the citations that must bear it out."""
    words: str
    """All that its marker stands for, without markers."""
    marked: bool = True
    """False where its sentence has no marker."""
    quoted: tuple[Stated, ...] = ()
    """For a figure in English the figures of the Chinese words quoted behind it, in brackets."""


@dataclass(frozen=True, slots=True)
class _Segment:
    """A part of the answer that one run of markers stands for."""

    span: TextSpan
    citations: tuple[int, ...]
    marked: bool = True


def claims_of(answer: str, count: int) -> tuple[Claim, ...]:
    """Every figure that `answer` states, in order; what it denies (未见“30万元”的规定) is no claim.

    Markers count `count` citations from 1. A figure belongs to the marker behind it in its sentence, else to
    the one before it; one whose sentence has none may stand in any citation.
    """
    plain = MARKER.sub(lambda match: " " * len(match.group()), answer)
    return tuple(
        claim
        for segment in _segments(answer, plain, count)
        for claim in _claims_in(segment, plain[segment.span.start : segment.span.end])
    )


def _claims_in(segment: _Segment, words: str) -> Iterator[Claim]:
    folded = fold(words)
    for stated in stated_in(words):
        figure = stated.figure
        if _DENIED.search(folded[max(0, figure.span.start - 60) : figure.span.start]):
            continue
        yield Claim(
            stated,
            figure.span.shifted(segment.span.start),
            segment.citations,
            words,
            segment.marked,
            _quoted(stated, words),
        )


def _quoted(stated: Stated, words: str) -> tuple[Stated, ...]:
    """The figures of the Chinese in brackets behind a figure in English; none for one in Chinese."""
    if not words.isascii() and (_CHINESE.search(stated.written + stated.tail) or _CHINESE.search(stated.lead[-12:])):
        return ()
    match = _QUOTED.search(words, stated.figure.span.end) if _LATIN_WORD.search(words) else None
    return stated_in(match.group()) if match else ()


def _segments(answer: str, plain: str, count: int) -> Iterator[_Segment]:
    every = tuple(range(1, count + 1))
    for first, last in pairwise(_sentence_starts(plain, answer)):
        runs = _marker_runs(answer[first:last], count)
        if not runs:
            yield _Segment(TextSpan(first, last), every, marked=False)
            continue
        start = first
        for number, (_, end, citations) in enumerate(runs, start=1):
            stop = last if number == len(runs) else first + end
            yield _Segment(TextSpan(start, stop), citations or every)
            start = stop


def _sentence_starts(plain: str, answer: str) -> Sequence[int]:
    """Where sentences begin, and the end of the text; markers behind a full stop belong to what is before it."""
    starts = [0]
    for match in _SENTENCE_END.finditer(plain):
        end = match.end()
        while (marker := MARKER.match(answer, end + len(answer[end:]) - len(answer[end:].lstrip(" \t")))) is not None:
            end = marker.end()
        starts.append(end)
    return [*sorted(set(starts)), *([len(plain)] if starts[-1] < len(plain) else [])]


def _marker_runs(sentence: str, count: int) -> list[tuple[int, int, tuple[int, ...]]]:
    """Start, end and valid numbers of each run of markers with nothing but blanks and commas between."""
    runs: list[tuple[int, int, tuple[int, ...]]] = []
    for match in MARKER.finditer(sentence):
        numbers = tuple(number for number in marker_numbers(match[1]) if 1 <= number <= count)
        if runs and _BETWEEN_MARKERS.fullmatch(sentence, runs[-1][1], match.start()):
            start, _, before = runs.pop()
            runs.append((start, match.end(), (*before, *numbers)))
        else:
            runs.append((match.start(), match.end(), numbers))
    return runs
