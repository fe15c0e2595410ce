"""From the words of a question to a `Question` value."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from assistant.conversation import merge
from assistant.model import AnswerKind, Aspect, Language, Place, Question, Term, Turn
from assistant.ports import BadQuestion
from assistant.understanding import constraints, english, kinds, periods, places
from assistant.understanding.ellipsis import rewrite
from assistant.understanding.english import mixed
from assistant.understanding.language import detect_language
from assistant.understanding.learned import learned_aliases
from assistant.understanding.readings import (
    Wording,
    constraint_readings,
    gathered,
    moved_into,
    place_readings,
    term_readings,
    time_readings,
    with_readings,
)
from assistant.understanding.spans import blanked, values
from assistant.understanding.spelling.checker import SpellingChecker
from assistant.understanding.terms import Located, is_content, locate_terms
from assistant.understanding.vocabulary import Vocabulary, vocabulary
from assistant.understanding.wanted import wanted as find_all_wanted
from ingest.normalize import fold
from ingest.regions.gazetteer import Gazetteer

MAX_CHARACTERS = 1000
SYNONYM_WEIGHT = 0.35
_REMEMBERED_TURNS = 6
_ROLE_WORDS = frozenset(
    ("牵头", "统筹", "主管", "主办", "配合", "协助", "支持部门", "责任单位", "责任主体", "责任部门", "负责单位")
)
"""In a question for bodies they say which bodies, and stand in every clause."""


class IndexedWords(Protocol):
    """What the indexed documents tell about words."""

    @property
    def generation(self) -> int:
        """Grows with every change of the documents."""
        ...

    def frequency(self, term: str) -> int:
        """In how many passages a string occurs."""
        ...

    def frequencies(self, tokens: Collection[str]) -> Mapping[str, int]:
        """In how many passages each of `tokens` occurs."""
        ...

    def aliases(self) -> Iterable[tuple[str, str]]:
        """What documents abbreviate, with the short forms, both folded: ('高新技术企业', '高企')."""
        ...


@dataclass(frozen=True, slots=True)
class _Words:
    """What is known of words while the documents stay as they are."""

    generation: int
    vocabulary: Vocabulary
    checker: SpellingChecker | None


class QuestionReader:
    """Reads questions against a gazetteer, and with `indexed` against what the documents say."""

    def __init__(self, gazetteer: Gazetteer, indexed: IndexedWords | None = None, today: date | None = None) -> None:
        """Without `indexed` nothing is corrected: what looks like an error may be a word of the documents.

        `today` says which years 今年 and 近三年 mean; without it they stay as they are written.
        """
        self._gazetteer = gazetteer
        self._indexed = indexed
        self._frequencies = indexed.frequencies if indexed else None
        self._today = today
        self._words: _Words | None = None

    def on(self, today: date) -> QuestionReader:
        """The same reader on another day."""
        if today == self._today:
            return self
        self._known_words()  # read once for both
        reader = copy(self)
        reader._today = today
        return reader

    def read(self, text: str, history: Sequence[Turn] = ()) -> Question:
        """The question as understood, with what it leaves out taken from `history`.

        A follow-up that only swaps a region, level, year or name is read as the question before with that
        swapped; any other takes over what it leaves out.

        Raises BadQuestion where `text` is empty or longer than `MAX_CHARACTERS`.
        """
        before: Question | None = None
        for turn in history[-_REMEMBERED_TURNS:]:
            if asked := _characters(turn.question).strip():
                before = self._read_after(asked[:MAX_CHARACTERS], before)
        return self._read_after(check_question(text), before)

    def _read_after(self, text: str, before: Question | None) -> Question:
        wording = self._corrected(text)
        if before is None:
            return self._read_alone(wording)
        whole = rewrite(fold(wording.read), before.resolved or fold(before.wording), self._gazetteer)
        if whole is None:
            return merge(self._read_alone(wording), before)
        question = self._read_chinese(Wording(whole, whole), detect_language(wording.read))
        return replace(
            question,
            text=text,
            corrected=wording.read if wording.edits else "",
            resolved=whole,
            carried=(whole,),
            readings=moved_into(wording, question.readings),
        )

    def _corrected(self, text: str) -> Wording:
        checker = self._known_words().checker
        return checker.correct(text) if checker else Wording(text, text)

    def _known_words(self) -> _Words:
        """The vocabulary with what the documents of now add to it."""
        indexed = self._indexed
        generation = indexed.generation if indexed else 0
        words = self._words
        if words is None or words.generation != generation:
            known = vocabulary()
            checker = None
            if indexed is not None:
                known = known.with_aliases(learned_aliases(indexed.aliases(), known))
                checker = SpellingChecker(known, self._gazetteer, indexed.frequency)
            words = self._words = _Words(generation, known, checker)
        return words

    def _read_alone(self, wording: Wording) -> Question:
        language = detect_language(wording.read)
        if language is Language.ENGLISH:
            return self._read_english(wording)
        in_chinese = mixed.wording(wording.read, self._gazetteer)
        if not in_chinese.edits:
            return self._read_chinese(wording, language)
        question = self._read_chinese(wording.then(in_chinese), language)
        return replace(question, search_text=f"{question.search_text} {mixed.latin_words(wording.read)}")

    def _read_chinese(self, wording: Wording, language: Language) -> Question:
        whole = fold(wording.read)
        rest, excluded = constraints.find_exclusions(whole)
        names = places.find_names(rest, self._gazetteer)
        named = places.places_of(rest, names)
        fillers = mixed.fillers(wording.read)
        located = tuple(
            item
            for item in locate_terms(rest, [name.name for name in names], self._known_words().vocabulary)
            if item.term.text not in fillers
        )
        sentence = _Sentence(wording, whole, rest, named, located, values(excluded))
        return self._question(sentence, language, places.place_terms(named))

    def _read_english(self, wording: Wording) -> Question:
        rest, excluded = english.find_exclusions(wording.read, self._gazetteer)
        asked = english.asked(rest)
        translated = english.translate(blanked(rest, asked.silent), self._gazetteer, self._frequencies)
        lowered = fold(rest)
        named = translated.places or places.find_places(translated.text, self._gazetteer)
        content = tuple(term for term in translated.terms if is_content(term.text, vocabulary()))
        folded = f"{lowered} {translated.text}"
        sentence = _Sentence(wording, folded, folded, named, (), values(excluded), lowered)
        question = self._question(sentence, Language.ENGLISH, (*places.place_terms(named), *content), asked)
        names = [
            Term(word) for word in translated.unknown if any(c.isdigit() for c in word) or word.upper() in wording.read
        ]
        return replace(
            question,
            search_text=translated.search_text or ("" if translated.any_of else lowered),
            expansions=(),
            any_of=translated.any_of,
            terms=(*question.terms, *names),
            readings=with_readings(
                with_readings(question.readings, wording, Aspect.TOPIC, translated.found),
                wording,
                Aspect.EXCLUDED,
                excluded,
            ),
        )

    def _question(
        self, sentence: _Sentence, language: Language, first: tuple[Term, ...], asked: english.Asked | None = None
    ) -> Question:
        """`first` are the terms of places, and all others that have no place in the sentence."""
        folded, named = sentence.folded, sentence.places
        words = sentence.asking or folded
        kind = (asked.kind if asked else None) or kinds.answer_kind(words)
        if asked and not asked.kind and kind in (AnswerKind.OPEN, AnswerKind.DEFINITION):
            kind = kinds.answer_kind(folded)  # 'what is required as tax per mu': 亩均税收
        roles = _ROLE_WORDS if kind is AnswerKind.BODY else frozenset()
        located = tuple(item for item in sentence.located if item.term.text not in roles)
        said = tuple(term for term in (*first, *(item.term for item in located)) if term.text not in roles)
        terms = tuple(term for term in said if term.text not in vocabulary().asking)
        units = tuple(dict.fromkeys((*(asked.units if asked else ()), *kinds.asked_units(words))))
        compared = kinds.compares(folded)
        wanted = find_all_wanted(kind, units, words)
        years, spans = time_readings(folded, self._today)
        indicators, topics = term_readings(folded, located)
        return Question(
            text=sentence.wording.text,
            corrected=sentence.wording.read if sentence.wording.edits else "",
            language=language,
            kind=kind,
            wanted=wanted,
            compares=compared,
            search_text=" ".join(places.with_whole_names(folded, named).split()),
            terms=terms,
            places=named,
            levels=constraints.levels(folded),
            years=periods.years(folded),
            periods=periods.periods_of([*years, *spans]),
            ordinal=next((item.value for item in constraints.find_ordinals(folded)), ""),
            units=units,
            superlatives=constraints.extremes(folded),
            indicators=values(indicators),
            excluded=sentence.excluded,
            stated=values(constraints.find_figures(folded)),
            expansions=tuple((form, SYNONYM_WEIGHT) for term in said[len(named) :] for form in term.alternatives),
            readings=gathered(
                sentence.wording,
                [
                    (Aspect.REGION, place_readings(folded, named)),
                    (Aspect.YEAR, years),
                    (Aspect.PERIOD, spans),
                    (Aspect.INDICATOR, indicators),
                    (Aspect.TOPIC, topics),
                    *constraint_readings(folded, sentence.whole, wanted),
                ],
            ),
        )


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A question taken apart as far as its language matters."""

    wording: Wording
    whole: str
    """Folded."""
    folded: str
    """The same with blanks for what the question sets aside; for an English one with its translation behind it."""
    places: tuple[Place, ...]
    located: tuple[Located, ...]
    excluded: tuple[str, ...] = ()
    asking: str = ""
    """The folded words of an English one alone, since its translation is no question; else empty."""


def check_question(text: str) -> str:
    """The question without white space around it; raises BadQuestion where it is empty or too long."""
    stripped = _characters(text).strip()
    if not stripped:
        raise BadQuestion("问题是空的，请输入要查询的内容。")
    if len(stripped) > MAX_CHARACTERS:
        raise BadQuestion(f"问题太长（{len(stripped)} 字），请缩短到 {MAX_CHARACTERS} 字以内。")
    return stripped


def _characters(text: str) -> str:
    """`text` with ? for halves of characters (\\ud83d of JSON), which neither an index nor a model takes."""
    return text.encode("utf-8", "replace").decode("utf-8")
