"""Corrects false premises, and says of a refusal what is missing and what comes nearest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.facets import facets_of
from assistant.answering.periods import years_in
from assistant.answering.refusal.features import Frequency
from assistant.answering.refusal.missing import Elsewhere, Lack, Missing
from assistant.answering.refusal.premises import Premise, premises_of
from assistant.answering.refusal.relaxing import Relaxed, relaxations, without_places
from assistant.answering.refusal.sentences import LONGEST_NEAREST, correction, markers, refusal
from assistant.answering.refusal.subjects import is_outside, says_most, unsaid
from assistant.citations import remove_markers
from assistant.model import Answer, Aspect, Language, Place, Question
from assistant.ports import Answerer
from assistant.region_tiers import Tier, tier_of
from assistant.retrieval import Retrieved, Retriever
from assistant.text_retrieval import Reader
from assistant.understanding.constraints import levels
from ingest.normalize import fold
from vectorstore.model import Hit

_MOST_ELSEWHERE, _REGIONS_TRIED = 3, 5
_LACKS = {Aspect.YEAR: Lack.YEAR, Aspect.LEVEL: Lack.LEVEL, Aspect.WANTED: Lack.FIGURE}
_YEAR = re.compile(r"(?<!\d)20\d{2}(?=年|-)")
PREMISE_FAILS = "问题的前提与文件不符"


class RefusalGuide:
    """Reviews the answers of one answerer by putting nearby questions to it."""

    def __init__(self, reader: Reader, retriever: Retriever, answerer: Answerer, frequency: Frequency) -> None:
        """`answerer` must be fast: it is asked up to a dozen times for a refusal."""
        self._reader = reader
        self._retriever = retriever
        self._answerer = answerer
        self._frequency = frequency

    def reviewed(self, answer: Answer, retrieved: Retrieved) -> Answer:
        """`answer`, or what takes its place. Answers of other answerers stay as they are."""
        if answer.answerer != self._answerer.name:
            return answer
        for premise in premises_of(retrieved.question):
            replaced = self._against(premise, answer, retrieved)
            if replaced is not None:
                return replaced
        unexplained = answer.refused and not answer.citations
        return self._explained(answer, retrieved) if unexplained else answer

    def _against(self, premise: Premise, answer: Answer, retrieved: Retrieved) -> Answer | None:
        """What is said where the documents do not bear the premise out; None where they do or cannot be held to it."""
        asked = self._reader.read(premise.asks)
        found = self._retriever.retrieve(asked, where=retrieved.where)
        instead = self._answerer.answer(found.question, found.hits)
        plain = remove_markers(instead.text)
        agrees = premise.agrees(plain)
        if instead.refused or agrees is None:
            borne_out = any(premise.agrees(citation.quote) for citation in answer.citations)
            return None if borne_out else replace(self._explained(instead, found), question=answer.question)
        if agrees or (not asked.levels and any(premise.agrees(c.quote) for c in instead.citations)):
            return None
        numbers = markers(range(1, len(instead.citations) + 1))
        text = correction(plain, premise.said, numbers, retrieved.question.language)
        return replace(instead, question=answer.question, text=text, refused=True, corrects=True, reason=PREMISE_FAILS)

    def _explained(self, answer: Answer, retrieved: Retrieved) -> Answer:
        missing = self._missing(retrieved)
        text = refusal(missing, retrieved.question.language)
        citations = (*missing.citations, *(other.citation for other in missing.elsewhere))
        return replace(answer, text=text, reason=text, citations=citations)

    def _missing(self, retrieved: Retrieved) -> Missing:
        question, hits = retrieved.question, retrieved.hits
        places = _names(question)
        if question.places and not _has_documents(question.places, hits):
            return Missing((Lack.REGION,), places, elsewhere=self._elsewhere(retrieved))
        if is_outside(question, hits, self._frequency):
            return Missing((Lack.WORLD,))
        if len(facets_of(question)) < 2:
            for relaxed in relaxations(question):
                nearest = self._answerer.answer(relaxed.question, hits)
                if not nearest.refused and says_most(question, nearest):
                    return _nearly(question, places, relaxed, nearest)
        subjects = unsaid(question, hits, self._frequency)
        elsewhere = self._elsewhere(retrieved) if question.places else ()
        return Missing((Lack.SUBJECT,), places, subjects=subjects, elsewhere=elsewhere)

    def _elsewhere(self, retrieved: Retrieved) -> tuple[Elsewhere, ...]:
        """Regions with a rule of the kind asked for, the likeliest first."""
        question = without_places(retrieved.question)
        hits = self._retriever.retrieve(question, where=retrieved.where).hits
        asked_about = {path for place in retrieved.question.places for path in place.paths}
        by_region: dict[tuple[str, ...], list[Hit]] = {}
        for hit in hits:
            if hit.passage.region and hit.passage.region not in asked_about:
                by_region.setdefault(hit.passage.region, []).append(hit)
        found: list[Elsewhere] = []
        for region, own in list(by_region.items())[:_REGIONS_TRIED]:
            answer = self._answerer.answer(question, own)
            if not answer.refused and answer.citations:
                found.append(Elsewhere(region[-1], answer.citations[0]))
        return tuple(found[:_MOST_ELSEWHERE])


def _nearly(question: Question, places: tuple[str, ...], relaxed: Relaxed, nearest: Answer) -> Missing:
    """What is missing where one demand had to be dropped for an answer."""
    plain = remove_markers(nearest.text)
    said = " ".join((plain, *(citation.quote for citation in nearest.citations)))
    dropped = relaxed.dropped
    return Missing(
        tuple(_LACKS[aspect] for aspect in dropped),
        places,
        years=question.years if Aspect.YEAR in dropped else (),
        levels=question.levels if Aspect.LEVEL in dropped else (),
        nearest=plain if len(plain) <= LONGEST_NEAREST and question.language is not Language.ENGLISH else "",
        nearest_years=_years_written(said) if Aspect.YEAR in dropped else (),
        nearest_levels=levels(fold(said)) if Aspect.LEVEL in dropped else (),
        citations=nearest.citations,
    )


def _years_written(text: str) -> tuple[int, ...]:
    """Years in figures, which a reader finds in the clause; those of a plan only where there is no other."""
    written = {int(year) for year in _YEAR.findall(fold(text))} or {max(years_in(text), default=0)}
    return tuple(sorted(written - {0}))


def _has_documents(places: Sequence[Place], hits: Sequence[Hit]) -> bool:
    """True where some passage is of a document that is about one of the places or holds for it."""
    tiers = (tier_of(hit.passage, place) for hit in hits for place in places)
    return any(tier not in (None, Tier.NAMED) for tier in tiers)


def _names(question: Question) -> tuple[str, ...]:
    """The places by their full names where these are clear; as written in an English question."""
    english = question.language is Language.ENGLISH
    return tuple(place.name if english or len(place.paths) != 1 else place.paths[0][-1] for place in question.places)
