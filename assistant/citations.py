"""From markers in a text to citations with exact quotes. Pure functions.

Two coordinate systems meet here: a quote is chosen as a span of `Passage.text`, and `cite` turns it
into offsets of the file's text, so that `source_text[citation.start:citation.end] == citation.quote`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.figures import figures_in, is_supported
from assistant.model import Citation
from ingest.model import TextSpan
from ingest.normalize import fold
from vectorstore.model import Passage

# At most three digits: [2023] belongs to a document's number (府发[2023]12号) and is no marker.
MARKER = re.compile(
    r"[\[［【]\s*\^?\s*(?:条文|條文|来源|來源|passage|source)?\s*"
    r"(\d{1,3}(?:\s*(?:[,，、;；]|-|–|—|~|～|至)\s*\d{1,3})*)\s*[\]］】]",
    re.IGNORECASE,
)
"""A marker as language models write it: [1], 【2】, [1,3], [1-3], [^1]."""

_HOLD = "\ufdd0"
_CLOSERS = "”’」』）)】》\"'*"
_ANSWER_END = re.compile(rf"(?:[。！？!?；;\n]|(?<!\d)\.(?=[\s{_HOLD}]|$))[{_CLOSERS}]*(?:[ \t]*{_HOLD}+[。；;.]?)*\s*")
_PASSAGE_END = re.compile(rf"(?:[。！？!?；;]|(?<!\d)\.(?=\s|$))[{_CLOSERS}]*|\n")
_WORD = re.compile(r"\w+")
_MAX_UNITS = 4
"""A quote is at most this many sentences."""


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """One sentence of an answer as written, its markers and the white space after it included."""

    text: str
    markers: tuple[int, ...] = ()
    """Valid marker numbers, from 1, in order, each once."""

    @property
    def plain(self) -> str:
        """The sentence without markers and outer white space."""
        return remove_markers(self.text).strip()


@dataclass(frozen=True, slots=True)
class ParsedAnswer:
    """An answer cut into sentences; their texts joined give the answer back."""

    sentences: tuple[CitedSentence, ...]
    invalid: tuple[int, ...] = ()
    """Marker numbers that name no passage, in order, each once."""


def parse_markers(text: str, count: int) -> ParsedAnswer:
    """Cuts `text` into sentences with their markers; numbers outside 1..`count` come back as `invalid`.

    Markers after the full stop belong to the sentence before it.
    """
    held = MARKER.sub(lambda match: _HOLD * len(match[0]), text)
    sentences: list[CitedSentence] = []
    invalid: list[int] = []
    for span in _cut(held, _ANSWER_END):
        piece = span.slice(text)
        numbers = [number for match in MARKER.finditer(piece) for number in marker_numbers(match[1])]
        markers = tuple(dict.fromkeys(number for number in numbers if 1 <= number <= count))
        sentences.append(CitedSentence(piece, markers))
        invalid.extend(number for number in numbers if not 1 <= number <= count)
    return ParsedAnswer(tuple(sentences), tuple(dict.fromkeys(invalid)))


def marker_numbers(inside: str) -> tuple[int, ...]:
    """The numbers of a marker's inside: '1、3-5' gives 1, 3, 4, 5. A range counts at most 20 numbers."""
    numbers: list[int] = []
    for part in re.split(r"\s*[,，、;；]\s*", inside):
        ends = [int(digits) for digits in re.findall(r"\d+", part)]
        last = min(ends[-1], ends[0] + 19)
        numbers.extend(range(ends[0], last + 1) if last > ends[0] else ends)
    return tuple(numbers)


def remove_markers(text: str) -> str:
    """`text` without any marker, and without the blanks before one."""
    return re.sub(rf"[ \t]*(?:{MARKER.pattern})", "", text, flags=re.IGNORECASE)


def sentence_spans(text: str) -> tuple[TextSpan, ...]:
    """The sentences of a passage's text, outer white space aside; a line break ends a sentence too."""
    return tuple(trimmed for span in _cut(text, _PASSAGE_END) if (trimmed := _trim(span, text)))


def choose_quote(sentence: str, passage: Passage) -> TextSpan:
    """The run of whole sentences of `passage.text` that best supports `sentence`.

    The span counts from the start of `passage.text`; hand it to `cite`. Each run of up to four
    sentences scores twice the share of the sentence's figures it holds plus the share of its character
    pairs, less 0.15 for each sentence after the first. Where nothing is shared (an English sentence
    about a Chinese passage), the whole passage is the quote.
    """
    units = sentence_spans(passage.text)
    plain = remove_markers(sentence)
    wanted = _pairs(plain)
    figures = figures_in(plain)
    best, best_score = _trim(TextSpan(0, len(passage.text)), passage.text), 0.0
    for i in range(len(units)):
        for j in range(i, min(i + _MAX_UNITS, len(units))):
            span = TextSpan(units[i].start, units[j].end)
            piece = span.slice(passage.text)
            present = figures_in(piece) if figures else ()
            held = sum(is_supported(figure, piece, present) for figure in figures)
            shared = 2 * held / max(len(figures), 1) + len(wanted & _pairs(piece)) / max(len(wanted), 1)
            if shared and shared - 0.15 * (j - i) > best_score:
                best, best_score = span, shared - 0.15 * (j - i)
    return best


def overlap(sentence: str, text: str) -> float:
    """The share, in [0, 1], of the sentence's character pairs that `text` holds; 0 where it has none."""
    wanted = _pairs(remove_markers(sentence))
    return len(wanted & _pairs(text)) / len(wanted) if wanted else 0.0


def cite(passage: Passage, span: TextSpan) -> Citation:
    """The citation of `span`, which counts from the start of `passage.text`.

    Raises ValueError where the span leaves the passage.
    """
    if span.end > len(passage.text):
        raise ValueError(f"span [{span.start}, {span.end}) leaves the passage's {len(passage.text)} characters")
    placed = span.shifted(passage.span.start)
    return Citation(
        doc=passage.source,
        title=passage.title,
        clause=passage.clause,
        quote=span.slice(passage.text),
        start=placed.start,
        end=placed.end,
    )


def renumber(
    sentences: Sequence[tuple[CitedSentence, Mapping[int, Citation]]],
) -> tuple[str, tuple[Citation, ...]]:
    """Joins sentences, with markers numbered by the first use of their citation.

    Each sentence comes with the citations its markers stand for; a marker that stands for none is
    taken out, and equal citations get one number. Returns the text and the citations in that order.
    """
    numbers: dict[Citation, int] = {}
    pieces: list[str] = []
    for sentence, citations in sentences:
        shown: set[int] = set()

        def marks(match: re.Match[str], citations: Mapping[int, Citation] = citations, shown: set[int] = shown) -> str:
            new = [
                numbers.setdefault(citations[number], len(numbers) + 1)
                for number in marker_numbers(match[1])
                if number in citations
            ]
            fresh = [number for number in dict.fromkeys(new) if number not in shown]
            shown.update(fresh)
            return "".join(f"[{number}]" for number in fresh)

        pieces.append(re.sub(rf"[ \t]*(?:{MARKER.pattern})", marks, sentence.text, flags=re.IGNORECASE))
    return "".join(pieces), tuple(numbers)


def _cut(text: str, end: re.Pattern[str]) -> list[TextSpan]:
    """Spans that cover `text` whole, each ending where `end` matches."""
    ends = [match.end() for match in end.finditer(text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return [TextSpan(start, stop) for start, stop in zip([0, *ends], ends, strict=False) if start < stop]


def _trim(span: TextSpan, text: str) -> TextSpan:
    piece = span.slice(text)
    start = span.start + len(piece) - len(piece.lstrip())
    return TextSpan(start, max(start, span.start + len(piece.rstrip())))


def _pairs(text: str) -> set[str]:
    return {run[i : i + 2] for run in _WORD.findall(fold(text)) for i in range(max(len(run) - 1, 1))}
