"""An answer cut by its markers, and the figures that each part claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.citations import MARKER, marker_numbers
from assistant.verification.literals import literals_in
from assistant.verification.stated import Stated, stated_in
from ingest.model import TextSpan
from ingest.normalize import fold

_SENTENCE_END = re.compile(r"(?:[。！？!?；;\n]|(?<!\d)\.(?=\s|$))[”’」』）)】》\"'*]*")
_SILENT = re.compile(r"：(?:该文件未规定|未收录该地文件)$|: (?:not stated \(未规定\)|no indexed document)$")
"""A row of a comparison that cites nothing: the marker of the next row does not stand for it."""
_BETWEEN_MARKERS = re.compile(r"[\s，,、]*")
_DENIED = re.compile(
    r"(?:未见|未规定|没有规定|没有写明|没有载明|未载明|并非|而非|不是)(?:为|有)?[^,;:。]{0,40}$"
    r"|\b(?:do|does|did) not (?:give|say|state|contain|mention|set)\b[^,;:.]{0,40}$"
)
"""What the answer says that the documents do not say."""
_ABSENT = re.compile(
    r"(?:没有|未找到)[^，,；;：:。\n]{1,60}的规定(?:[，,]只有[^\d，,；;：:。\n]{1,30}的规定(?=[：:]))?"
)
"""What a refusal names as missing, figures, levels and years with it."""
_QUOTED = re.compile(r"\((?=[^()]*[\u4e00-\u9fff])(?:[^()]|\([^()]*\))*\)")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure of an answer."""

    stated: Stated
    span: TextSpan
    """In the answer's text."""
    quoted: tuple[Stated, ...] = ()
    """For a figure in English the figures of the Chinese words quoted behind it, in brackets."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the answer that one run of markers stands for."""

    span: TextSpan
    """In the answer's text."""
    words: str
    """Of the same length, with blanks for markers."""
    citations: tuple[int, ...]
    """Numbers, from 1, of the citations that must bear it out."""
    marked: bool = True
    """False where it has no marker, so that any citation may."""
    earlier: str = ""
    """The sentences right before it in its line that have no marker."""

    def claims(self) -> tuple[Claim, ...]:
        """Every figure that the segment states, in order; what it denies (未见“30万元”的规定) is no claim."""
        found = stated_in(self.words)
        quoted = _quoted(found, self.words)
        folded = fold(self.words)
        return tuple(
            Claim(stated, stated.figure.span.shifted(self.span.start), quoted.get(stated, ()))
            for stated in found
            if not _DENIED.search(folded[max(0, stated.figure.span.start - 60) : stated.figure.span.start])
        )

    def literals(self) -> tuple[TextSpan, ...]:
        """Where numbers stand in `words` that are no figures, but must not be altered either."""
        taken = [stated.figure.span for stated in stated_in(self.words)]
        return tuple(literals_in(fold(self.words), taken))


def segments_of(answer: str, count: int) -> tuple[Segment, ...]:
    """The parts of `answer`; their markers count `count` citations from 1.

    Words belong to the marker behind them in their sentence, else to the one before them.
    """
    plain = MARKER.sub(lambda match: " " * len(match.group()), answer)
    plain = _ABSENT.sub(lambda match: " " * len(match.group()), plain)
    return tuple(_segments(answer, plain, count))


def _quoted(found: Sequence[Stated], words: str) -> dict[Stated, tuple[Stated, ...]]:
    """For each figure in English, those of the Chinese in brackets behind it: the one at its place, else all."""
    match = _QUOTED.search(words) if _LATIN_WORD.search(words) else None
    if match is None or (_CHINESE.search(words, 0, match.start()) and not _LATIN_WORD.search(words, 0, match.start())):
        return {}
    english = [stated for stated in found if stated.figure.span.end <= match.start()]
    chinese = [stated for stated in found if match.start() <= stated.figure.span.start < match.end()]
    if len(english) == len(chinese):
        return {one: (other,) for one, other in zip(english, chinese, strict=True)}
    return dict.fromkeys(english, tuple(chinese))


def _segments(answer: str, plain: str, count: int) -> Iterator[Segment]:
    every = tuple(range(1, count + 1))
    for first, last in pairwise(_sentence_starts(plain, answer)):
        runs = _marker_runs(answer[first:last], count)
        start, earlier = first, _unmarked(answer[:first])
        for number, (end, citations) in enumerate(runs or [(0, ())], start=1):
            stop = last if number >= len(runs) else first + end
            span = TextSpan(start, stop)
            yield Segment(span, span.slice(plain), citations or every, bool(runs), earlier)
            start, earlier = stop, ""


def _unmarked(answer: str) -> str:
    """The end of `answer` from its last line or marker on."""
    last = max((match.end() for match in MARKER.finditer(answer)), default=0)
    return answer[max(last, answer.rfind("\n") + 1) :].lstrip("。；;")


def _sentence_starts(plain: str, answer: str) -> Sequence[int]:
    """Where sentences begin, and the end of the text; markers behind a full stop belong to what is before it."""
    starts = [0]
    for match in _SENTENCE_END.finditer(plain):
        end = match.end()
        # A semicolon divides what two markers stand for, and joins what one does.
        silent = _SILENT.search(plain[starts[-1] : match.start()])
        if match.group()[0] in ";；" and not silent and MARKER.search(answer, starts[-1], end) is None:
            continue
        while (marker := MARKER.match(answer, end + len(answer[end:]) - len(answer[end:].lstrip(" \t")))) is not None:
            end = marker.end()
        starts.append(end)
    return [*sorted(set(starts)), *([len(plain)] if starts[-1] < len(plain) else [])]


def _marker_runs(sentence: str, count: int) -> list[tuple[int, tuple[int, ...]]]:
    """End and valid numbers of each run of markers with nothing but blanks and commas between."""
    runs: list[tuple[int, tuple[int, ...]]] = []
    for match in MARKER.finditer(sentence):
        numbers = tuple(number for number in marker_numbers(match[1]) if 1 <= number <= count)
        if runs and _BETWEEN_MARKERS.fullmatch(sentence, runs[-1][0], match.start()):
            numbers = (*runs.pop()[1], *numbers)
        runs.append((match.end(), numbers))
    return runs
