"""What English words and phrases mean in Chinese, by the glossary, the dictionary and the learned table.

R@5 of 280 questions put into English, BM25 alone, on general Chinese texts (220) and policy notices (60):

    no translation 0.14 and 0.00; glossary alone 0.41 and 0.75; learned table alone 0.52 and 0.63;
    dictionary alone 0.79 and 0.73; glossary and table 0.61 and 0.87; all three 0.84 and 0.90

With the other two the table brings nothing that these questions show; it is what knows the language of statutes.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.understanding.english.data_files import glossary
from assistant.understanding.english.dictionary import Fits, dictionary
from assistant.understanding.english.lemmas import bases, function_words
from assistant.understanding.english.model import Word
from assistant.understanding.english.table import learned

LEARNED_SHARE = 0.7
"""What the likeliest translation of the learned table is worth beside the dictionary's: law has words of its own."""
RELATED_SHARE = 0.4
AGREEMENT = 0.5
"""What both of them add to a translation that both give, as a share of the lesser."""


def official_terms(phrase: Sequence[Word]) -> Fits:
    """What the glossary has for a phrase, its last word in any form; a function word alone is no term (but US is)."""
    known = glossary()
    texts = [word.text for word in phrase]
    if len(texts) == 1 and texts[0] in function_words() and not phrase[0].shouted:
        return {}
    for last in (texts[-1], *bases(texts[-1])):
        if chinese := known.get(" ".join([*texts[:-1], last])):
            return dict.fromkeys(chinese, 1.0)
    return {}


def phrase_meanings(phrase: Sequence[Word]) -> Fits:
    """What the dictionary and the learned table have for several words, a name in pinyin among them."""
    texts = [word.text for word in phrase]
    skipped = function_words()
    named = all(word.capital for word in phrase)
    if not named and (texts[0] in skipped or texts[-1] in skipped):
        return {}
    fits = blended([(dictionary().meanings(texts), 1.0), (learned(" ".join(texts)), LEARNED_SHARE)])
    return fits or (dictionary().by_sound("".join(texts)) if named else {})


def word_meanings(word: Word) -> Fits:
    """What a single word means, by the dictionary and the learned table."""
    known = dictionary()
    whole = known.meanings([word.text])
    fits = blended(
        [(whole, 1.0), (learned(word.text), LEARNED_SHARE if whole else 1.0), (known.related(word.text), RELATED_SHARE)]
    )
    return fits or (known.by_sound(word.text) if word.capital else {})


def blended(sources: Sequence[tuple[Fits, float]]) -> Fits:
    """Translations of several sources, each scaled to its share; what two of them give gains by it."""
    fits: Fits = {}
    for source, share in sources:
        for chinese, fit in scaled(source, share).items():
            known = fits.get(chinese, 0.0)
            fits[chinese] = max(known, fit) + AGREEMENT * min(known, fit)
    return fits


def scaled(fits: Fits, share: float) -> Fits:
    """The same with `share` for the best."""
    best = max(fits.values(), default=1.0)
    return {chinese: share * fit / best for chinese, fit in fits.items()}
