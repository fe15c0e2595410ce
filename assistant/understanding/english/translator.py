"""English questions as Chinese search words.

From the left, each place takes the longest phrase that one of these knows, the first of them where two know
equally long ones: places by pinyin, the policy glossary, the general dictionary. A single word gets the
translations of all of them and of the learned table: which of them a passage uses is left to the search.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.model import Place, Term
from assistant.understanding.english.data_files import is_action
from assistant.understanding.english.dictionary import Fits
from assistant.understanding.english.lemmas import bases, function_words
from assistant.understanding.english.meanings import blended, official_terms, phrase_meanings, scaled, word_meanings
from assistant.understanding.english.model import Group, Translation, Word
from assistant.understanding.english.names import NamedPlace, place_at
from assistant.understanding.english.sound import Frequencies, pairs_by_sound
from assistant.understanding.spans import Found
from assistant.understanding.terms import content_terms, known_term
from assistant.understanding.vocabulary import vocabulary
from ingest.normalize import fold
from ingest.regions.gazetteer import Gazetteer

_WORD = re.compile(
    r"[A-Za-z]+(?:['&][A-Za-z]+)*|[0-9]+(?:st|nd|rd|th|[gG])\b"
    r"|[0-9]+(?:[.,][0-9]+)*%?(?: ?[\u3400-\u9fff]+)?|[\u3400-\u9fff]+"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_MEASURED = frozenset(
    ["long", "often", "far", "soon", "big", "large", "high", "tall", "deep", "wide", "old", "fast", "heavy"]
)
"""Behind 'how' they ask for a measure and say nothing more."""
_SIDE_BY_SIDE = frozenset(["and", "or", "vs", "versus", "than", "with", "to", "but", "not"])
_ORDINAL_END = re.compile(r"(?<=\d)(?:st|nd|rd|th)$")
_POSSESSIVE = re.compile(r"'[sS]\b")
LONGEST = 9
"""Words: by the end of the 14th five year plan."""
GENERAL_SHARE = 0.7
"""What a general translation is worth beside the glossary's."""
SYNONYM_SHARE = 0.5
"""What a synonym of a glossary term is worth."""
ZONE_WEIGHT = 0.5
"""Of the kind of zone in a zone's name, which every document of its kind has."""
MOST_TRANSLATIONS = 6
LEAST_FIT = 0.05
AMBIGUITY = 0.7
"""How much a word loses that may mean many things: 1 would divide its weight among them, 0 leave each its own."""
_TERM_FIT = 0.35
_TERM_FORMS = 4
NAME_WEIGHT = 1.5
"""Of a name that the glossary lacks, 'Tokyo': a rule that does not speak of it is no answer."""
ACTION_WEIGHT = 0.6
"""Of what is done to a thing, which clauses put in more ways than its name."""
GENERAL_WEIGHT = 0.4
"""Of a term by a general translation: it may be the wrong one, so that its absence tells less."""


def translate(question: str, gazetteer: Gazetteer, frequencies: Frequencies | None = None) -> Translation:
    """Puts a question into Chinese terms; with `frequencies` also names in pinyin that only the documents have."""
    return _Walk(question_words(question), gazetteer, frequencies).translation()


def question_words(question: str) -> list[Word]:
    """The words and numbers of a question; hyphens divide, 's is left out."""
    straight = _POSSESSIVE.sub("  ", question.replace("’", "'"))
    return [
        Word(match.group().lower(), match.group()[0].isupper(), *match.span(), match.group().isupper())
        for match in _WORD.finditer(straight)
    ]


class _Walk:
    """One pass over the words of a question."""

    def __init__(self, words: Sequence[Word], gazetteer: Gazetteer, frequencies: Frequencies | None) -> None:
        self._words = words
        self._gazetteer = gazetteer
        self._frequencies = frequencies
        self._text: list[str] = []
        self._search_text: list[str] = []
        self._terms: list[Term] = []
        self._places: list[tuple[Place, int, int]] = []
        self._unknown: list[str] = []
        self._groups: list[Group] = []
        self._found: list[Found] = []

    def translation(self) -> Translation:
        position = 0
        while position < len(self._words):
            position += self._take(position)
        return Translation(
            " ".join(self._text),
            tuple(dict.fromkeys(self._terms)),
            self._innermost(),
            tuple(self._unknown),
            " ".join(self._search_text),
            tuple(dict.fromkeys(self._groups)),
            tuple(self._found),
        )

    def _take(self, position: int) -> int:
        """Reads what begins at `position`; how many words that was."""
        for size in range(min(LONGEST, len(self._words) - position), 1, -1):
            phrase = self._words[position : position + size]
            if official := official_terms(phrase):
                self._add(phrase, official, official)
                return size
            if size == 2 and (named := place_at(self._words, position, self._gazetteer)):
                return self._add_place(named, position)
            if found := phrase_meanings(phrase):
                self._add(phrase, found)
                return size
        return self._take_word(position)

    def _take_word(self, position: int) -> int:
        word = self._words[position]
        official = official_terms([word])
        named = None if official else place_at(self._words, position, self._gazetteer)
        if named:
            return self._add_place(named, position)
        if _HAN.search(word.text):
            self._add_chinese(word)
        elif word.text[0].isdigit():
            number = _ORDINAL_END.sub("", word.text)
            self._text.append(number)
            self._search_text.append(number)
        elif position and word.text in _MEASURED and self._words[position - 1].text == "how":
            pass
        elif official or word.text not in function_words():
            fits = blended([(official, 1.0), (word_meanings(word), GENERAL_SHARE if official else 1.0)])
            if fits:
                self._add([word], fits, official)
            if word.capital or not fits:
                self._search_text.append(word.text)
            if not fits:
                self._add_unknown(word)
        return 1

    def _add_unknown(self, word: Word) -> None:
        self._text.append(word.text)
        self._unknown.append(word.text)
        groups = pairs_by_sound(word.text, self._frequencies) if self._frequencies and word.capital else []
        for group in groups:
            pairs = [pair for pair, _ in group]
            self._groups.append(group)
            self._found.append(Found("、".join(pairs), word.start, word.end))
            self._terms += [Term(pairs[0], tuple(pairs[1:]))] if len(pairs) <= _TERM_FORMS else []

    def _add_chinese(self, word: Word) -> None:
        folded = fold(word.text)
        terms = content_terms(folded)
        self._text += [] if folded[0].isdigit() else [folded]
        self._search_text.append(folded)
        self._terms += terms
        self._found += [Found(term.text, word.start, word.end) for term in terms[:1]]

    def _add_place(self, named: NamedPlace, position: int) -> int:
        self._places.append((named.place, position, position + named.words))
        self._text += named.full
        self._groups.append(tuple((stem, 1.0) for stem in named.stems[:MOST_TRANSLATIONS]))
        if named.zone:
            kinds = (named.zone, *vocabulary().alternatives(named.zone))
            self._groups.append(tuple((kind, ZONE_WEIGHT) for kind in kinds))
        return named.words

    def _innermost(self) -> tuple[Place, ...]:
        """Without places that only say where another one lies: Nanjing in 'Pukou in Nanjing', not in 'Pukou and …'."""
        found = self._places
        kept = [place for place, *where in found if not any(self._locates(place, where, *other) for other in found)]
        return tuple(dict.fromkeys(kept))

    def _locates(self, outer: Place, where: Sequence[int], inner: Place, start: int, end: int) -> bool:
        inside = all(any(path[: len(o)] == o and path != o for o in outer.paths) for path in inner.paths)
        between = self._words[min(end, where[1]) : max(start, where[0])]
        return inside and not (len(between) == 1 and between[0].text in _SIDE_BY_SIDE)

    def _add(self, phrase: Sequence[Word], fits: Fits, official: Fits | None = None) -> None:
        """Takes the translations of a word or phrase; `official` are those of the glossary."""
        if official:
            synonyms = vocabulary().alternatives(next(iter(official)))
            fits = dict.fromkeys(synonyms, SYNONYM_SHARE * max(fits.values())) | fits
        best = sorted(scaled(fits, 1.0).items(), key=lambda item: (-item[1], item[0]))[:MOST_TRANSLATIONS]
        group = [(chinese, fit) for chinese, fit in best if fit >= LEAST_FIT]
        certainty = 1.0 if official else sum(fit for _, fit in group) ** -AMBIGUITY
        self._groups.append(tuple((chinese, round(fit * certainty, 3)) for chinese, fit in group))
        forms = [*official] if official else [chinese for chinese, fit in group if fit >= _TERM_FIT][:_TERM_FORMS]
        self._text += official or ()
        self._found.append(Found("、".join(forms), phrase[0].start, phrase[-1].end))
        whole = [form for form in forms if len(form) > 1]  # a single character stands in any text
        if forms[0].startswith("“"):  # “十四五”末, which weighs less as in a Chinese question
            self._terms += content_terms(forms[0])
        elif whole:
            term = known_term(whole[0], further=tuple(whole[1:]))
            weight = _sureness(phrase) if official else self._general_weight(phrase)
            self._terms.append(replace(term, weight=term.weight * weight))

    def _general_weight(self, phrase: Sequence[Word]) -> float:
        """A capital tells a name, but not at the start of the question and not where all words have one."""
        inside = phrase[0].start > self._words[0].start
        named = inside and all(word.capital and not word.shouted for word in phrase)
        return NAME_WEIGHT if named and any(not word.capital for word in self._words) else GENERAL_WEIGHT


def _sureness(phrase: Sequence[Word]) -> float:
    """What a term of the glossary is worth."""
    *first, last = (word.text for word in phrase)
    return ACTION_WEIGHT if any(is_action(" ".join([*first, form])) for form in (last, *bases(last))) else 1.0
