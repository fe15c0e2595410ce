"""Whether a sentence of a language model's reply meets the question and its cited passages: words, place, level, year.

Figures are `reply_review`'s. Pure functions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from assistant.answering.periods import years_in
from assistant.citations import overlap
from assistant.figures import figures_in, is_supported
from assistant.model import Language, Place, Question
from assistant.understanding.constraints import levels
from assistant.understanding.english import translate
from assistant.understanding.places import covers, is_about
from ingest.figures.quantities import Quantity
from ingest.normalize import fold
from ingest.regions.gazetteer import Gazetteer
from vectorstore.model import Passage

DocumentYears = Callable[[str], frozenset[int]]
"""Document id to every year its text names."""
LEAST_SHARED = 0.5
"""Of a sentence's pairs of characters, those that stand in what it cites or in the question."""
LEAST_SHARED_ENGLISH = 0.4
"""Of an English sentence's content words, those of which a translation stands there; lower, for want of some."""
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z]")
_WORD = re.compile(r"[A-Za-z]+")
_QUOTE = re.compile(r"[“\"「『《(（][^”\"」』》)）]*[”\"」』》)）]")
_LEAST_OWN_LETTERS = 0.5
_REPORTING = re.compile(
    r"\b(?:according to|under|the|documents?|passages?|clauses?|text|polic(?:y|ies)|says?|said|states?|stated|reads?"
    r"|writes?|yes|no|both|each|provides?|sets?|requires?|stipulates?|specif(?:y|ies)|in chinese"
    r"|at (?:least|most)|(?:not |no )?(?:less|more|fewer|lower|higher) than|or (?:more|less|above|below|higher|lower)"
    r"|over|up to|above|below|about|exceed(?:s|ing)?|aims? at)\b",
    re.IGNORECASE,
)
"""Words that claim nothing by themselves; the direction of a figure is checked with the figure."""
_OPEN_ENDED = re.compile(r"级(?:及)?以[上下]")
"""'省级以上' asks for more levels than it names."""
_ZONE_LEVEL = re.compile(r"(?:国家|省|市|县)级[^,。;:]{0,6}?(?:开发区|园区|经开区|高新区|工业园|产业园|集聚区|新区)")
_SENTENCE_END = re.compile(r"[。！？!?\n]")


def speaks(text: str, language: Language) -> bool:
    """Whether most letters of `text` are those of the question's language; what it quotes or counts aside."""
    own, words = _HAN, _without_figures(text)
    if language is Language.ENGLISH:
        own, words = _LATIN, _without_chinese_quotes(words)
    letters = _LETTER.findall(words)
    return not letters or sum(bool(own.match(letter)) for letter in letters) >= _LEAST_OWN_LETTERS * len(letters)


def is_borne_out(sentence: str, passages: Sequence[Passage], question: Question) -> bool:
    """Whether the sentence says, in the main, what the passages or the question say."""
    told = "\n".join([question.wording, question.resolved, *map(evidence_of, passages)])
    if question.language is not Language.ENGLISH:
        return overlap(sentence, told) >= LEAST_SHARED
    quoted = [quote for quote in _QUOTE.findall(sentence) if _HAN.search(quote)]
    if any(overlap(quote, told) < LEAST_SHARED for quote in quoted):
        return False
    own = _REPORTING.sub(" ", _without_figures(_without_chinese_quotes(sentence)))
    asked = set(_WORD.findall(question.text.lower()))
    own = _WORD.sub(lambda word: " " if word[0].lower() in asked else word[0], own)
    return _share_translated(own, told) >= LEAST_SHARED_ENGLISH


def evidence_of(passage: Passage) -> str:
    """All that speaks for a claim that cites `passage`."""
    return "\n".join((passage.text, passage.title, *passage.path))


def is_of_another_region(passages: Iterable[Passage], places: Sequence[Place]) -> bool:
    """True where no cited passage is about, holds for or names a place that the question names."""
    return bool(places) and not any(_concerns(passage, place) for passage in passages for place in places)


def is_of_another_level(sentence: str, passages: Sequence[Passage], question: Question) -> bool:
    """True where the sentence, or the passage about its figures, names zone levels and none that is asked for."""
    asked = set(question.levels)
    if not asked or _OPEN_ENDED.search(fold(question.wording)):
        return False
    figures = [figure for figure in figures_in(sentence) if figure.is_amount]
    # Without a figure 市级 may be the level of whoever decides (报市级审批部门).
    zones = " ".join(_ZONE_LEVEL.findall(fold(sentence)))
    named = set(levels(zones or (fold(sentence) if figures else "")))
    if named:
        return not named & asked
    of_others = [_governing(figure, passages) for figure in figures]
    return bool(figures) and all(governing and not governing & asked for governing in of_others)


def is_of_another_year(
    sentence: str, passages: Sequence[Passage], question: Question, document_years: DocumentYears
) -> bool:
    """True where the nearest text that names a year (sentence, clause, document) names none that is asked for."""
    asked = set(question.years)
    if not asked:
        return False
    named = years_in(fold(sentence))
    if named:
        return not named & asked
    for passage in passages:
        near = years_in(fold(evidence_of(passage))) or document_years(passage.document)
        if near & asked:
            return False
    return True


def _concerns(passage: Passage, place: Place) -> bool:
    region = passage.region
    if not region or is_about(region, place) or covers(region, place):
        return True
    return fold(place.name) in fold(evidence_of(passage))


def _governing(figure: Quantity, passages: Sequence[Passage]) -> set[str]:
    """The levels that the passages' sentences name last before each place where they hold the figure."""
    found: set[str] = set()
    for passage in passages:
        for held in figures_in(passage.text):
            if is_supported(figure, held.span.slice(passage.text), [held]) or held.value == figure.value:
                before = passage.text[: held.span.start]
                last = list(_SENTENCE_END.finditer(before))
                found.update(levels(fold(before[last[-1].end() :] if last else before))[-1:] or [""])
    # Where one of the places is under no level, the figure may be anybody's.
    return set() if "" in found else found


def _without_figures(text: str) -> str:
    """`text` without its figures, their units and comparators, which have a check of their own."""
    for figure in reversed(figures_in(text)):
        text = f"{text[: figure.span.start]} {text[figure.span.end :]}"
    return text


def _without_chinese_quotes(text: str) -> str:
    return _QUOTE.sub(lambda quote: " " if _HAN.search(quote[0]) else quote[0], text)


def _share_translated(sentence: str, told: str) -> float:
    read = translate(sentence, _gazetteer())
    folded = fold(told)
    known = [any(form in folded for form in term.forms) for term in read.terms]
    known += [any(word in folded for word, _ in group) for group in read.any_of]
    known += [word in folded for word in read.unknown]
    return sum(known) / len(known) if known else 1.0


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    return Gazetteer.load()
