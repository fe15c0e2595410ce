"""English questions as Chinese search words.

From the left, each place takes the longest phrase that one of these knows, the first of them where two know
equally long ones: places by pinyin, the policy glossary, the general dictionary. A single word gets the
translations of all of them and of the learned table: which of them a passage uses is left to the search.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.model import Place, Term
from assistant.understanding.english.data_files import glossary
from assistant.understanding.english.dictionary import Fits, dictionary
from assistant.understanding.english.lemmas import bases, function_words
from assistant.understanding.english.model import Group, Translation, Word
from assistant.understanding.english.names import NamedPlace, place_at
from assistant.understanding.english.table import learned
from assistant.understanding.terms import known_term
from assistant.understanding.vocabulary import vocabulary
from ingest.regions.gazetteer import Gazetteer
from ingest.regions.names import stem_of

_WORD = re.compile(r"[A-Za-z]+(?:['&][A-Za-z]+)*|[0-9]+(?:[.,][0-9]+)*%?")
_POSSESSIVE = re.compile(r"'[sS]\b")
_LONGEST = 6
LEARNED_SHARE = 0.7
"""What the likeliest translation of the learned table is worth beside the dictionary's: law has words of its own."""
RELATED_SHARE = 0.4
AGREEMENT = 0.5
"""What both of them add to a translation that both give, as a share of the lesser."""
GENERAL_SHARE = 0.7
"""What a general translation is worth beside the glossary's."""
SYNONYM_SHARE = 0.5
"""What a synonym of a glossary term is worth."""
MOST_TRANSLATIONS = 6
LEAST_FIT = 0.05
_TERM_FIT = 0.35
_TERM_FORMS = 4


def translate(question: str, gazetteer: Gazetteer) -> Translation:
    """Puts a question in English into Chinese terms."""
    return _Walk(question_words(question), gazetteer).translation()


def question_words(question: str) -> list[Word]:
    """The words and numbers of a question; hyphens divide, 's is left out."""
    straight = _POSSESSIVE.sub("  ", question.replace("’", "'"))
    return [
        Word(match.group().lower(), match.group()[0].isupper(), match.start(), match.end())
        for match in _WORD.finditer(straight)
    ]


class _Walk:
    """One pass over the words of a question."""

    def __init__(self, words: Sequence[Word], gazetteer: Gazetteer) -> None:
        self._words = words
        self._gazetteer = gazetteer
        self._text: list[str] = []
        self._search_text: list[str] = []
        self._terms: list[Term] = []
        self._places: list[Place] = []
        self._unknown: list[str] = []
        self._groups: list[Group] = []

    def translation(self) -> Translation:
        position = 0
        while position < len(self._words):
            position += self._take(position)
        return Translation(
            " ".join(self._text),
            tuple(dict.fromkeys(self._terms)),
            tuple(dict.fromkeys(self._places)),
            tuple(self._unknown),
            " ".join(self._search_text),
            tuple(dict.fromkeys(self._groups)),
        )

    def _take(self, position: int) -> int:
        """Reads what begins at `position`; how many words that was."""
        for size in range(min(_LONGEST, len(self._words) - position), 1, -1):
            phrase = self._words[position : position + size]
            if official := _official(phrase):
                self._add(official, official)
                return size
            if size == 2 and (named := place_at(self._words, position, self._gazetteer)):
                return self._add_place(named)
            if found := _phrase(phrase):
                self._add(found)
                return size
        return self._take_word(position)

    def _take_word(self, position: int) -> int:
        word = self._words[position]
        official = _official([word])
        named = None if official else place_at(self._words, position, self._gazetteer)
        if named:
            return self._add_place(named)
        if word.text[0].isdigit():
            self._text.append(word.text)
            self._search_text.append(word.text)
        elif official or word.text not in function_words():
            fits = _blended([(official, 1.0), (_general(word), GENERAL_SHARE if official else 1.0)])
            if fits:
                self._add(fits, official)
            if word.capital or not fits:
                self._search_text.append(word.text)
            if not fits:
                self._text.append(word.text)
                self._unknown.append(word.text)
        return 1

    def _add_place(self, named: NamedPlace) -> int:
        self._places.append(named.place)
        self._text += named.chinese
        stems = dict.fromkeys(stem_of(name) for name in named.chinese[:MOST_TRANSLATIONS])
        self._groups.append(tuple((stem, 1.0) for stem in stems))
        return named.words

    def _add(self, fits: Fits, official: Fits | None = None) -> None:
        """Takes the translations of one word or phrase; `official` are those of the glossary."""
        if official:
            synonyms = vocabulary().alternatives(next(iter(official)))
            fits = dict.fromkeys(synonyms, SYNONYM_SHARE * max(fits.values())) | fits
        best = sorted(_scaled(fits, 1.0).items(), key=lambda item: (-item[1], item[0]))[:MOST_TRANSLATIONS]
        group = tuple((chinese, round(fit, 3)) for chinese, fit in best if fit >= LEAST_FIT)
        self._groups.append(group)
        forms = [*official] if official else [chinese for chinese, fit in group if fit >= _TERM_FIT][:_TERM_FORMS]
        self._text += forms if official else forms[:1]
        if len(forms[0]) > 1:
            self._terms.append(known_term(forms[0], further=tuple(forms[1:])))


def _official(phrase: Sequence[Word]) -> Fits:
    """What the glossary has for a phrase, its last word in any form; a function word alone is no term."""
    known = glossary()
    texts = [word.text for word in phrase]
    if len(texts) == 1 and texts[0] in function_words():
        return {}
    for last in (texts[-1], *bases(texts[-1])):
        if chinese := known.get(" ".join([*texts[:-1], last])):
            return dict.fromkeys(chinese, 1.0)
    return {}


def _phrase(phrase: Sequence[Word]) -> Fits:
    """What the dictionary and the learned table have for several words, a name in pinyin among them."""
    texts = [word.text for word in phrase]
    skipped = function_words()
    named = all(word.capital for word in phrase)
    if not named and (texts[0] in skipped or texts[-1] in skipped):
        return {}
    fits = _blended([(dictionary().meanings(texts), 1.0), (learned(" ".join(texts)), LEARNED_SHARE)])
    return fits or (dictionary().by_sound("".join(texts)) if named else {})


def _general(word: Word) -> Fits:
    """What a single word means, by the dictionary and the learned table."""
    known = dictionary()
    whole = known.meanings([word.text])
    fits = _blended(
        [(whole, 1.0), (learned(word.text), LEARNED_SHARE if whole else 1.0), (known.related(word.text), RELATED_SHARE)]
    )
    return fits or (known.by_sound(word.text) if word.capital else {})


def _blended(sources: Sequence[tuple[Fits, float]]) -> Fits:
    """Translations of several sources, each scaled to its share; what two of them give gains by it."""
    fits: Fits = {}
    for source, share in sources:
        for chinese, fit in _scaled(source, share).items():
            known = fits.get(chinese, 0.0)
            fits[chinese] = max(known, fit) + AGREEMENT * min(known, fit)
    return fits


def _scaled(fits: Fits, share: float) -> Fits:
    """The same with `share` for the best."""
    best = max(fits.values(), default=1.0)
    return {chinese: share * fit / best for chinese, fit in fits.items()}
