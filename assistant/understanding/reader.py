"""From the words of a question to a `Question` value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.conversation import merge
from assistant.model import AnswerKind, Language, Place, Question, Term, Turn
from assistant.ports import BadQuestion
from assistant.understanding import constraints, english, kinds, places
from assistant.understanding.ellipsis import rewrite
from assistant.understanding.english import mixed
from assistant.understanding.language import detect_language
from assistant.understanding.terms import content_terms, is_content
from assistant.understanding.vocabulary import vocabulary
from ingest.normalize import fold
from ingest.regions.gazetteer import Gazetteer

MAX_CHARACTERS = 1000
SYNONYM_WEIGHT = 0.35
_REMEMBERED_TURNS = 6
_ROLE_WORDS = frozenset(
    ("牵头", "统筹", "主管", "主办", "配合", "协助", "支持部门", "责任单位", "责任主体", "责任部门", "负责单位")
)
"""In a question for bodies they say which bodies, and stand in every clause."""


class QuestionReader:
    """Reads questions against a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def read(self, text: str, history: Sequence[Turn] = ()) -> Question:
        """The question as understood, with what it leaves out taken from `history`.

        A follow-up that only swaps a region, level, year or name is read as the question before with that
        swapped; any other takes over what it leaves out.

        Raises BadQuestion where `text` is empty or longer than `MAX_CHARACTERS`.
        """
        before: Question | None = None
        for turn in history[-_REMEMBERED_TURNS:]:
            if turn.question.strip():
                before = self._read_after(turn.question.strip()[:MAX_CHARACTERS], before)
        return self._read_after(check_question(text), before)

    def _read_after(self, text: str, before: Question | None) -> Question:
        if before is None:
            return self._read_alone(text)
        whole = rewrite(fold(text), before.resolved or fold(before.text), self._gazetteer)
        if whole is None:
            return merge(self._read_alone(text), before)
        return replace(self._read_chinese(whole, detect_language(text)), text=text, resolved=whole, carried=(whole,))

    def _read_alone(self, text: str) -> Question:
        language = detect_language(text)
        if language is Language.ENGLISH:
            return self._read_english(text)
        if not mixed.has_english(text):
            return self._read_chinese(text, language)
        whole = mixed.in_chinese(text, self._gazetteer)
        question = self._read_chinese(whole, language)
        if whole == text:
            return question
        return replace(question, text=text, search_text=f"{question.search_text} {mixed.latin_words(text)}")

    def _read_chinese(self, text: str, language: Language) -> Question:
        folded, excluded = constraints.exclusions(fold(text))
        named = places.find_places(folded, self._gazetteer)
        terms = (*places.place_terms(named), *content_terms(folded, hidden=places.place_names(folded, self._gazetteer)))
        return self._question(text, language, folded, named, terms, excluded)

    def _read_english(self, text: str) -> Question:
        translated = english.translate(text, self._gazetteer)
        lowered = fold(text)
        named = translated.places or places.find_places(translated.text, self._gazetteer)
        content = (term for term in translated.terms if is_content(term.text, vocabulary()))
        terms = (*places.place_terms(named), *content)
        question = self._question(text, Language.ENGLISH, f"{lowered} {translated.text}", named, terms, ())
        names = [Term(word) for word in translated.unknown if any(c.isdigit() for c in word) or word.upper() in text]
        return replace(
            question,
            search_text=translated.search_text or ("" if translated.any_of else lowered),
            expansions=(),
            any_of=translated.any_of,
            terms=(*terms, *names),
        )

    def _question(
        self,
        text: str,
        language: Language,
        folded: str,
        named: tuple[Place, ...],
        terms: tuple[Term, ...],
        excluded: tuple[str, ...],
    ) -> Question:
        kind = kinds.answer_kind(folded)
        if kind is AnswerKind.BODY:
            terms = tuple(term for term in terms if term.text not in _ROLE_WORDS)
        return Question(
            text=text,
            language=language,
            kind=kind,
            compares=kinds.compares(folded),
            search_text=folded,
            terms=terms,
            places=named,
            levels=constraints.levels(folded),
            years=constraints.years(folded),
            ordinal=constraints.ordinal(folded),
            units=kinds.asked_units(folded),
            excluded=excluded,
            stated=constraints.stated_figures(folded),
            expansions=tuple((form, SYNONYM_WEIGHT) for term in terms[len(named) :] for form in term.alternatives),
        )


def check_question(text: str) -> str:
    """The question without white space around it; raises BadQuestion where it is empty or too long."""
    stripped = text.strip()
    if not stripped:
        raise BadQuestion("问题是空的，请输入要查询的内容。")
    if len(stripped) > MAX_CHARACTERS:
        raise BadQuestion(f"问题太长（{len(stripped)} 字），请缩短到 {MAX_CHARACTERS} 字以内。")
    return stripped
