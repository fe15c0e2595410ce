"""Hand-made passages, and an answerer whose corpus is the passages given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from assistant.answering.extractive import ExtractiveAnswerer
from assistant.answering.findings import Finding
from assistant.answering.periods import years_in
from assistant.answering.side_by_side import SideBySideAnswerer
from assistant.model import Answer, AnswerKind, Language, Question, Term
from assistant.understanding.reader import QuestionReader
from ingest.model import TextSpan
from ingest.normalize import fold
from ingest.regions.gazetteer import Gazetteer
from vectorstore.model import Hit, Passage

OFFSET = 11
"""Where every passage begins in its file: a quote counted from the passage alone would be found out."""


def passage(
    text: str,
    source: str = "方案.txt",
    title: str = "开发区高质量发展实施方案",
    region: tuple[str, ...] = ("江西省", "九江市"),
    path: tuple[str, ...] = (),
) -> Passage:
    span = TextSpan(OFFSET, OFFSET + len(text))
    return Passage(f"{source}:{text[:12]}:{len(text)}", source, f"{source}#0", title, region, path, 0, span, text)


def hit(
    text: str,
    score: float = 1.0,
    source: str = "方案.txt",
    title: str = "开发区高质量发展实施方案",
    region: tuple[str, ...] = ("江西省", "九江市"),
    path: tuple[str, ...] = (),
) -> Hit:
    """Found as a good passage mostly is: the shares of both indexes are those of real questions."""
    return Hit(passage(text, source, title, region, path), score, lexical=score, dense=0.55, bm25=15 * score)


def finding(text: str, said: str = "", support: float = 1.0, context: str | None = None, shape: str = "x") -> Finding:
    """What stands in a passage of `text`, found as `said` or as the whole of it."""
    said = said or text
    start = max(text.find(said), 0)
    span = TextSpan(start, start + len(said)) if said in text else TextSpan(0, len(text))
    return Finding(hit(text), said, span, fold(text) if context is None else context, 1.0, support, shape, start)


def question(text: str = "", kind: AnswerKind = AnswerKind.OPEN, terms: Iterable[str | Term] = ()) -> Question:
    """A question without constraints; `dataclasses.replace` adds them."""
    known = tuple(term if isinstance(term, Term) else Term(term) for term in terms)
    return Question(text, Language.SIMPLIFIED, kind, fold(text), known)


def frequency_in(hits: Sequence[Hit]) -> Callable[[str], int]:
    """How many of the passages use a term."""
    texts = [fold(hit.passage.text) for hit in hits]
    return lambda term: sum(term in text for text in texts)


def years_of(hits: Sequence[Hit]) -> Callable[[str], frozenset[int]]:
    """Every year that the passages of a document name."""

    def years(document: str) -> frozenset[int]:
        named = (years_in(hit.passage.text) for hit in hits if hit.passage.document == document)
        return frozenset().union(*named)

    return years


@lru_cache(maxsize=1)
def _reader() -> QuestionReader:
    return QuestionReader(Gazetteer.load())


def read(text: str) -> Question:
    """The question as the product reads it."""
    return _reader().read(text)


def answer(asked: str | Question, *hits: Hit) -> Answer:
    """The extractive answer out of exactly these passages."""
    answerer = SideBySideAnswerer(ExtractiveAnswerer(years_of(hits), frequency_in(hits)))
    return answerer.answer(read(asked) if isinstance(asked, str) else asked, hits)


def check_quotes(given: Answer, hits: Sequence[Hit]) -> None:
    """Every quote is the slice of its file at its offsets."""
    for citation in given.citations:
        files = [" " * OFFSET + hit.passage.text for hit in hits if hit.passage.source == citation.doc]
        assert any(text[citation.start : citation.end] == citation.quote != "" for text in files)
