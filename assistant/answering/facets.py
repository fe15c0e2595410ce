"""The sides of a comparison: several places, documents, levels, times or things in one question."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering.facet import Facet, without
from assistant.answering.thing_sides import things, things_of_places
from assistant.answering.verdict import asked_of
from assistant.model import AnswerKind, Aspect, Language, Period, Place, Question
from assistant.understanding.constraints import find_levels, find_ordinals
from assistant.understanding.places import is_about
from assistant.understanding.wanted import asked_parts
from ingest.normalize import fold

_IN_WORDS = (AnswerKind.OPEN, AnswerKind.DEFINITION)
MAX_FACETS = 6
MAX_REGIONS = 8
"""Of a question that asks of all regions."""
_LEVELS_SIDE_BY_SIDE = re.compile(
    r"[家省市县区]级?[^,。?、和与及]{0,6}(?:、|和|与|及|跟|还是)[^,。?]{0,4}[家省市县区]级"
)
"""And not '国家级开发区省级以上研发机构', where one level belongs to the indicator."""
_ENGLISH_LEVEL = r"\b(?:national|state|provincial|municipal|city|county|district)(?:[- ]level)?"
_ENGLISH_SIDE_BY_SIDE = re.compile(
    rf"{_ENGLISH_LEVEL}(?: [a-z]+){{0,2}},? (?:and|or|versus|vs\.?|with|than|as) (?:[a-z]+ )?{_ENGLISH_LEVEL}"
)
_TIMES_SIDE_BY_SIDE = re.compile(
    r"(?:年[底末]?|五[”\"]?(?:期?末|期间)?)(?:、|和|与|及|跟|以及|还是|比)[^,。?]{0,4}(?:(?:19|20)?\d{2}年|[“\"]?十[一二三四五六]五)"
    r"|(?:19|20)\d{2},? (?:and|or|versus|vs\.?|with|than) (?:in |for )?(?:19|20)\d{2}"
)
_ZONES = re.compile(r"(?:(?:国家|[省市县区])级(?:及?以上)?)?(?:开发区|园区|经开区|高新区)")
_ALL_REGIONS = re.compile(
    r"各地(?!块|段)|各省|各市(?!场|级|直)|各个?(?:城市|地方|地区)|每个(?:城市|地方|地区|省)"
    r"|哪(?:几|些|[两三四五六七八])个?(?:(?:地方|地区)(?![和与及、可不禁必能算属应须]|要(?!求))|城市|省份?|市(?!场|级)|开发区|园区|新区)"
    r"|\b(?:which|what|all|each|every|other) (?:cities|city|provinces?|regions?|places?|zones?|areas?|localities)\b"
)
_WHICH_REGIONS = re.compile(r"哪(?:几|些|[两三四五六七八])|\b(?:which|what)\b")
_BOOK = re.compile(r"《([^《》]{2,60})》")
_WHO_IS_MORE = re.compile(r"(?:谁|哪[个家边])[^,。?]{0,6}?(?:[更较]|要)?[高低多少大小快长短](?!门|部|机)")
_SIDES_ASKED = re.compile(
    r"各(?![地类项级个自开园市县区])[^,。?]{0,4}?(?:多少|几|多[久长大高]|什么|啥|哪|怎|如何|占|需)"
)


def facets_of(question: Question) -> Sequence[Facet]:
    """One facet per place, document, level, time or thing, at most `MAX_FACETS`; none where nothing is compared."""
    alone = _alone(question)
    compared = question.compares or _found_in(question, _SIDES_ASKED) or asked_of(question)
    for find in _FINDERS:
        facets = find(alone, compared)
        if len(facets) > 1:
            return facets[:MAX_FACETS]
    return []


def asks_all_regions(question: Question) -> bool:
    """True for '哪几个城市提出…' and '各地…', which every region that has a document on it answers."""
    return not question.places and _ALL_REGIONS.search(fold(question.wording)) is not None


def asks_which_regions(question: Question) -> bool:
    """True where the names of the regions are the answer: '哪几个城市提出…', not '各地…'."""
    return _WHICH_REGIONS.search(fold(question.wording)) is not None


def of_region(question: Question, path: tuple[str, ...]) -> Facet:
    """`question` asked of the region `path` alone; 'which cities' asks no region for a list."""
    place = Place(path[-1], (path,))
    asking = " ".join(match.group() for match in _ALL_REGIONS.finditer(fold(question.wording)))
    terms = tuple(term for term in question.terms if term.text not in asking)
    kind = AnswerKind.OPEN if question.kind is AnswerKind.LIST and asking else question.kind
    return Facet(place.name, replace(question, kind=kind, places=(place,), terms=terms, units=(), compares=True))


def _alone(question: Question) -> Question:
    """What is asked of every side: of '谁更高' a figure and no body; how they compare is nothing that they say.

    What is told in words needs more of them than a figure does, so there the sides are not kept as short.
    """
    extremes = {fold(reading.words) for reading in question.readings if reading.aspect is Aspect.SUPERLATIVE}
    terms = tuple(term for term in question.terms if term.text not in extremes)
    of_figures = question.kind is AnswerKind.BODY and _found_in(question, _WHO_IS_MORE)
    kind = AnswerKind.FIGURE if of_figures else question.kind
    in_words = kind in _IN_WORDS and question.language is not Language.ENGLISH and not asked_of(question)
    return replace(question, kind=kind, terms=terms or question.terms, compares=not in_words)


def _places(question: Question, compared: bool) -> list[Facet]:
    """A side for each place that documents are about, and for those side by side with them that none is about."""
    named = {place.name for place in question.places}
    unknown = (
        Place(reading.words, ())
        for reading in question.readings
        if reading.aspect is Aspect.REGION and reading.end and fold(reading.words) not in map(fold, named)
    )
    facets = [_of_place(question, place) for place in (question.places if compared else _innermost(question))]
    if compared and question.places:
        facets += [Facet(place.name, replace(question, places=(place,)), missing=True) for place in unknown]
    return facets


def _innermost(question: Question) -> list[Place]:
    """The places that hold no other one: who rents in 天河 and owns nothing in 广州 asks about 天河."""
    return [
        place
        for place in question.places
        if not any(is_about(path, place) for other in question.places if other != place for path in other.paths)
    ]


def _of_place(question: Question, place: Place) -> Facet:
    """`question` asked of `place` alone: the names of the other places are no terms of it."""
    others = {other.name for other in question.places} - {place.name}
    terms = tuple(term for term in question.terms if term.text not in others)
    inner = tuple(
        other for other in question.places if other != place and all(is_about(path, place) for path in other.paths)
    )
    alone = replace(question, places=(place,), terms=terms)
    said = _said_of_each(question)
    if said and all(_ZONES.search(text) for text in said.values()):
        zones = "".join(match.group() for match in _ZONES.finditer(said[place.name]))
        alone = replace(alone, levels=tuple(level for level in question.levels if level in zones))
    if said and all(_periods_in(text, question) for text in said.values()):
        own = _periods_in(said[place.name], question)
        years = tuple(year for year in question.years if any(p.first <= year <= p.last for p in own))
        alone = replace(alone, years=years, periods=own)
    return Facet(place.name, alone, inner)


def _periods_in(text: str, question: Question) -> tuple[Period, ...]:
    """The years and periods of a question that are named in folded words of it."""
    named = [
        [int(year) for year in _YEAR.findall(reading.value)]
        for reading in question.readings
        if reading.aspect in (Aspect.YEAR, Aspect.PERIOD) and reading.end and fold(reading.words) in text
        if re.fullmatch(r"\d{4}(?:-\d{4})?", reading.value)  # others are months
    ]
    return tuple(Period(both[0], both[-1]) for both in named if both)


def _said_of_each(question: Question) -> dict[str, str]:
    """The folded words from each place on to the next, in which a level or year may be of that place alone.

    So in '甘肃的省级开发区、天津的开发区'; empty where a place is not named in the question itself.
    """
    folded = fold(question.wording)
    starts = sorted((folded.find(fold(place.name)), place.name) for place in question.places)
    ends = [*(start for start, _ in starts[1:]), len(folded)]
    if starts[0][0] < 0:
        return {}
    return {name: folded[start:end] for (start, name), end in zip(starts, ends, strict=True)}


def _documents(question: Question, compared: bool) -> list[Facet]:
    """A side for each document named in book marks."""
    del compared  # two documents named are two sides whatever is asked of them
    titles = tuple(dict.fromkeys(_BOOK.findall(question.wording)))
    words = [fold(title) for title in titles]
    terms = tuple(term for term in question.terms if not any(term.text in title for title in words))
    return [
        Facet(
            f"《{title}》",
            replace(question, terms=terms or question.terms, search_text=without(question.search_text, words, word)),
            title=word,
            titled=True,
            searched=True,
        )
        for title, word in zip(titles, words, strict=True)
    ]


def _levels(question: Question, compared: bool) -> list[Facet]:
    named = [level.value for level in find_levels(fold(question.wording))]
    beside = _found_in(question, _LEVELS_SIDE_BY_SIDE, _ENGLISH_SIDE_BY_SIDE) or _asked_in_turn(question, named)
    if not beside and not compared:
        return []
    return [Facet(level, replace(question, levels=(level,))) for level in question.levels]


def _times(question: Question, compared: bool) -> list[Facet]:
    """A side for each year or period named."""
    named = [
        fold(reading.words)
        for reading in question.readings
        if reading.aspect in (Aspect.YEAR, Aspect.PERIOD) and reading.end and reading.value[:4].isdigit()
    ]
    if not compared and not _found_in(question, _TIMES_SIDE_BY_SIDE) and not _asked_in_turn(question, named):
        return []
    periods = question.periods or tuple(Period(year, year) for year in question.years)
    names = {
        (reading.value if "-" in reading.value else f"{reading.value}-{reading.value}"): reading.words
        for reading in question.readings
        if reading.aspect in (Aspect.YEAR, Aspect.PERIOD) and reading.end
    }
    return [_of_period(question, period, names.get(f"{period.first}-{period.last}", "")) for period in periods]


def _of_period(question: Question, period: Period, words: str) -> Facet:
    """`question` asked of one period; what names the others is no term of it."""
    own = tuple(year for year in question.years if period.first <= year <= period.last)
    others = [
        fold(reading.words)
        for reading in question.readings
        if reading.aspect in (Aspect.YEAR, Aspect.PERIOD) and reading.words != words
    ]
    terms = tuple(term for term in question.terms if not any(term.text in other for other in others))
    text = without(question.search_text, [other for other in others if other != fold(words)], "")
    single = f"{period.first}年" if period.first == period.last else f"{period.first}—{period.last}年"
    said = words if words and not words[-1].isdigit() else single
    ordinal = question.ordinal
    if ordinal and any(_stands_beside(question, ordinal, other) for other in others if other != fold(words)):
        terms, ordinal = tuple(term for term in terms if term.text != ordinal), ""
    alone = replace(question, years=own, periods=(period,), terms=terms, search_text=text, ordinal=ordinal)
    return Facet(said, alone, searched=True)


def _stands_beside(question: Question, ordinal: str, words: str) -> bool:
    """True for '第二批' and '2026' in '2026第二批', where the ordinal is of that time alone."""
    return re.search(rf"{re.escape(words)}年?的?{re.escape(ordinal)}", fold(question.wording)) is not None


def _ordinals(question: Question, compared: bool) -> list[Facet]:
    """A side for each of '第一年和第五年': what names the others is no term of it."""
    named = list(dict.fromkeys(item.value for item in find_ordinals(fold(question.wording))))
    if not compared and not _asked_in_turn(question, named):
        return []
    return [_of_ordinal(question, value, [other for other in named if other != value]) for value in named]


def _of_ordinal(question: Question, ordinal: str, others: Sequence[str]) -> Facet:
    terms = tuple(term for term in question.terms if not any(term.text in other for other in others))
    text = without(question.search_text, others, "")
    return Facet(ordinal, replace(question, ordinal=ordinal, terms=terms, search_text=text), optional=True)


def _asked_in_turn(question: Question, named: Sequence[str]) -> bool:
    """True where several parts of a question ask for the same, each of another of `named`: '2025年多少?2026年呢'."""
    parts = [part.words for part in asked_parts(fold(question.wording))]
    said = [tuple(word for word in named if word in words) for words in parts]
    return len(parts) > 1 and all(len(set(words)) == 1 for words in said) and len(set(said)) == len(parts)


_YEAR = re.compile(r"(?:19|20)\d{2}")
_FINDERS: tuple[Callable[[Question, bool], list[Facet]], ...] = (
    things_of_places,
    _places,
    _documents,
    _levels,
    _times,
    _ordinals,
    things,
)


def _found_in(question: Question, *patterns: re.Pattern[str]) -> bool:
    folded = fold(question.wording)
    return any(pattern.search(folded) for pattern in patterns)
