"""Keeps what documents say to a language model from whoever answers: the answerer sees blanks in its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering.instructions import instruction_spans, without_instructions
from assistant.model import Answer, Citation, Language, Question
from assistant.ports import Answerer
from ingest.model import TextSpan
from vectorstore.model import Hit, Passage

_NOTED_RANKS = 8
"""Of the passages found: further down they had no bearing on the answer."""
_NOTES = {
    Language.ENGLISH: "Text addressed to a language model, in {}, was not taken for policy",
    Language.TRADITIONAL: "{}中有寫給語言模型的文字，未當作政策內容採用",
    Language.SIMPLIFIED: "{}中有写给语言模型的文字，未当作政策内容采用",
}
_A_DOCUMENT = {Language.ENGLISH: "a document", Language.TRADITIONAL: "某份文件", Language.SIMPLIFIED: "某份文件"}


@dataclass(frozen=True, slots=True)
class _Guarded:
    """Passages as the answerer gets them, and what they were."""

    hits: tuple[Hit, ...]
    originals: Mapping[str, Passage]
    """Those that were changed, by id."""
    noted: tuple[str, ...]
    """Titles of the documents to name in a note; '' for one whose title is nothing but such text."""


class InstructionGuard:
    """An answerer that hands on the passages without text that speaks to a language model, and says so.

    Offsets stay, so that citations are exact; a quote never takes such text in.
    """

    def __init__(self, inner: Answerer) -> None:
        self._inner = inner

    @property
    def name(self) -> str:
        """That of the answerer inside."""
        return self._inner.name

    def answer(self, question: Question, hits: Sequence[Hit]) -> Answer:
        """The inner answerer's answer; should such text have got into it all the same, one without its documents."""
        guarded = _guarded(hits)
        answer = self._inner.answer(question, guarded.hits)
        if _speaks_to_a_model(answer):
            cited = {citation.doc for citation in answer.citations}
            rest = [hit for hit in guarded.hits if hit.passage.source not in cited] if cited else []
            answer = self._inner.answer(question, rest)
        return _finished(answer, guarded, question)

    def stream(self, question: Question, hits: Sequence[Hit]) -> Iterator[str | Answer]:
        """Pieces as they come, then the answer."""
        guarded = _guarded(hits)
        for piece in self._inner.stream(question, guarded.hits):
            if isinstance(piece, Answer):
                yield _finished(piece, guarded, question)
            elif instruction_spans(piece):
                yield self.answer(question, hits)
                return
            else:
                yield piece


def _guarded(hits: Sequence[Hit]) -> _Guarded:
    kept: list[Hit] = []
    originals: dict[str, Passage] = {}
    noted: list[str] = []
    for rank, hit in enumerate(hits):
        clean = cleared(hit.passage)
        if clean is not hit.passage:
            originals[hit.passage.id] = hit.passage
            noted += [clean.title] if rank < _NOTED_RANKS else []
        if clean.text.strip():
            kept.append(hit if clean is hit.passage else replace(hit, passage=clean))
    return _Guarded(tuple(kept), originals, tuple(dict.fromkeys(noted)))


def cleared(passage: Passage) -> Passage:
    """The passage without text that speaks to a language model; itself where there is none."""
    if not any(map(instruction_spans, (passage.text, passage.title, *passage.path))):
        return passage
    return replace(
        passage,
        title=without_instructions(passage.title).strip(),
        path=tuple(part for heading in passage.path if (part := without_instructions(heading).strip())),
        text=without_instructions(passage.text),
    )


def _speaks_to_a_model(answer: Answer) -> bool:
    return not answer.refused and bool(instruction_spans(answer.text))


def _finished(answer: Answer, guarded: _Guarded, question: Question) -> Answer:
    if not guarded.originals:
        return answer
    citations = tuple(_exact(citation, guarded.originals) for citation in answer.citations)
    if not guarded.noted:
        return replace(answer, citations=citations)
    named = dict.fromkeys(f"《{title}》" if title else _A_DOCUMENT[question.language] for title in guarded.noted)
    listed = (", " if question.language is Language.ENGLISH else "、").join(named)
    return replace(answer, citations=citations, notes=(*answer.notes, _NOTES[question.language].format(listed)))


def _exact(citation: Citation, originals: Mapping[str, Passage]) -> Citation:
    """The citation with the file's own characters; of a quote around such text the longest part beside it."""
    for passage in originals.values():
        if passage.source == citation.doc and passage.span.contains(TextSpan(citation.start, citation.end)):
            first, last = citation.start - passage.span.start, citation.end - passage.span.start
            part = max(_beside(TextSpan(first, last), passage.text), key=len, default=None)
            if part is not None:
                placed = part.shifted(passage.span.start)
                return replace(citation, quote=part.slice(passage.text), start=placed.start, end=placed.end)
    return citation


def _beside(quote: TextSpan, text: str) -> list[TextSpan]:
    """The parts of `quote` outside such text, without outer white space."""
    edges = [quote.start]
    for span in instruction_spans(text):
        if span.overlaps(quote):
            edges += [max(span.start, quote.start), min(span.end, quote.end)]
    edges.append(quote.end)
    parts = [TextSpan(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return [trimmed for part in parts if len(trimmed := _trimmed(part, text))]


def _trimmed(span: TextSpan, text: str) -> TextSpan:
    piece = span.slice(text)
    start = span.start + len(piece) - len(piece.lstrip())
    return TextSpan(start, max(start, span.start + len(piece.rstrip())))
