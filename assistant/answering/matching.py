"""How far a text says what a question's terms say."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.model import Term

Frequency = Callable[[str], int]
"""A term to the number of indexed passages that use it."""

_PARTIAL = 0.7
"""Worth of a term of which only neighbouring character pairs occur."""
_UNQUOTED = 0.5
"""Worth of a quoted word that occurs without its quotation marks: '九通一平' may stand in '“新九通一平”'."""
_UNHEARD = 0.4
"""Share of its weight that a word keeps which no indexed document uses: it is rather everyday wording than
a matter on which the documents are silent."""
_INDICATOR = re.compile(r"[率额量值数价税费]$|收入|强度|比重|面积|规模|指数|系数|标准")
"""What a figure is set for; that no document uses such a word says that none sets the figure."""


def match(term: Term, folded: str) -> float:
    """In [0, 1]: 1 where the term or a synonym occurs, less where only parts of it do."""
    return _match(term, _pairs(term), folded)


def _match(term: Term, pairs: Sequence[Sequence[str]], folded: str) -> float:
    if term.text in folded:
        return 1.0
    for form in term.alternatives:
        if form in folded:
            return _UNQUOTED if term.text.startswith("“") else 1.0
    return _PARTIAL * max([_shared_pairs(of_form, folded) for of_form in pairs])


@lru_cache(maxsize=4096)
def _pairs(term: Term) -> tuple[tuple[str, ...], ...]:
    """Neighbouring character pairs of every form that has at least two; one empty entry where none has."""
    long = [form for form in term.forms if len(form) > 2 and not form.isascii()]
    return tuple(tuple(form[i : i + 2] for i in range(len(form) - 1)) for form in long) or ((),)


def _shared_pairs(pairs: Sequence[str], folded: str) -> float:
    """Share of `pairs` that occur, 0 where fewer than half do."""
    if not pairs:
        return 0.0
    share = len([pair for pair in pairs if pair in folded]) / len(pairs)
    return share if share >= 0.5 else 0.0


@dataclass(frozen=True, slots=True)
class WeightedTerms:
    """Terms with the weight that each has in this pool of sentences."""

    terms: tuple[Term, ...]
    weights: tuple[float, ...]
    """Inverse document frequency over the pool's sentences times `Term.weight`; sums to 1."""
    content: tuple[float, ...]
    """The same with places left out, which retrieval has already seen to."""
    pairs: tuple[tuple[tuple[str, ...], ...], ...]
    """Of each term the neighbouring characters of its forms."""

    def matches(self, folded: str) -> tuple[float, ...]:
        return tuple([_match(term, pairs, folded) for term, pairs in zip(self.terms, self.pairs, strict=True)])

    def most_within(self, matches: Sequence[float]) -> tuple[float, ...]:
        """The most that any part of a text can match, where the whole matches as `matches` says.

        A part matches no more than the whole, but that of a quoted word without its marks parts may match better.
        """
        return tuple(_PARTIAL if value == _UNQUOTED else value for value in matches)

    def occurrences(self, folded: str) -> tuple[float, ...]:
        """Matches of a long text, where only whole words count: parts of them are found in any."""
        return tuple(float(any(form in folded for form in term.forms)) for term in self.terms)

    def coverage(self, matches: Sequence[float]) -> float:
        """Weighted mean of matches, in [0, 1]."""
        return sum(weight * value for weight, value in zip(self.weights, matches, strict=True))

    def support(self, matches: Sequence[float]) -> float:
        """Weighted mean of matches over what is asked apart from places, in [0, 1]."""
        return sum(weight * value for weight, value in zip(self.content, matches, strict=True))


def weigh(terms: Sequence[Term], pool: Iterable[str], frequency: Frequency) -> WeightedTerms:
    """Weights terms by their rarity among the folded sentences of `pool`.

    Robertson-Sparck Jones idf, log(1 + (N - df + 0.5) / (df + 0.5)), as in BM25.
    """
    texts = list(pool)
    raw = [_weight(term, texts, frequency) for term in terms]
    content = [0.0 if term.place else weight for term, weight in zip(terms, raw, strict=True)]
    return WeightedTerms(tuple(terms), _shares(raw), _shares(content), tuple(map(_pairs, terms)))


def _weight(term: Term, texts: Sequence[str], frequency: Frequency) -> float:
    found = sum(any(form in text for form in term.forms) for text in texts)
    weight = term.weight * math.log(1 + (len(texts) - found + 0.5) / (found + 0.5))
    unheard = not found and not _INDICATOR.search(term.text) and not any(frequency(form) for form in term.forms)
    return weight * _UNHEARD if unheard else weight


def _shares(weights: Sequence[float]) -> tuple[float, ...]:
    total = sum(weights) or 1.0
    return tuple(weight / total for weight in weights)
