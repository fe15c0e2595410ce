"""Where a question's characters, pairs, triples and terms stand in a layout, and how rare each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answering.choosing.layout import Floats, Layout
from assistant.model import Question
from assistant.ranking.patterns import Patterns, Positions
from assistant.ranking.probe import Token, make_probe
from assistant.ranking.texts import folded
from vectorstore.analysis import without_question_words

_NEVER = 10**6
"""Characters; farther than any text is long."""
_RANGES = (12.0, 40.0)
"""Characters over which nearness falls to 1/e."""


@dataclass(frozen=True, slots=True)
class Family:
    """Tokens of one kind: how well each part and the headings of each hit say them, and where they stand."""

    parts: Floats
    """Shape (parts, tokens), in [0, 1]."""
    headings: Floats
    """Shape (hits, tokens)."""
    places: tuple[tuple[Positions, int], ...]
    """Of each token the starts in order, and its length."""
    weights: Floats
    """Rarity among the sentences; the weights of those that occur at all sum to 1."""

    def coverage(self, said: Floats) -> Floats:
        """Weighted share of the tokens that each row says."""
        return np.asarray(said @ self.weights, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Wording:
    """All that is found of a question's words."""

    characters: Family
    pairs: Family
    triples: Family
    terms: Family


def find_wording(question: Question, layout: Layout) -> Wording:
    """Looks for all tokens of a question in one pass over the layout."""
    probe = make_probe(question)
    triples = () if question.any_of else _triples(question)
    terms: tuple[Token, ...] = tuple(tuple((folded(form), 1.0) for form in term.forms) for term in question.terms)
    families = (probe.characters, probe.pairs, triples, terms)
    patterns = Patterns(form for tokens in families for token in tokens for form, _ in token)
    places = _places(patterns, layout)
    return Wording(*(_family(tokens, places, layout) for tokens in families))


def _triples(question: Question) -> tuple[Token, ...]:
    runs = without_question_words(folded(question.search_text)).split()
    found = dict.fromkeys(run[i : i + 3] for run in runs for i in range(len(run) - 2))
    return tuple(((string, 1.0),) for string in found)


def _places(patterns: Patterns, layout: Layout) -> dict[str, Positions]:
    """The starts of every string that occurs, in order."""
    names = {patterns.node(string): string for string in patterns.strings}
    found: dict[str, Positions] = {}
    for item in patterns.find(layout.codes):
        order = np.argsort(item.nodes, kind="stable")
        nodes, first = np.unique(item.nodes[order], return_index=True)
        for node, starts in zip(nodes.tolist(), np.split(item.starts[order], first[1:]), strict=True):
            found[names[node]] = starts
    return found


def _family(tokens: Sequence[Token], places: dict[str, Positions], layout: Layout) -> Family:
    parts = np.zeros((len(layout.starts), len(tokens)), dtype=np.float32)
    headings = np.zeros((layout.hits, len(tokens)), dtype=np.float32)
    stands = []
    for number, token in enumerate(tokens):
        everywhere = []
        for form, worth in sorted(token, key=lambda item: item[1]):
            starts = places.get(form)
            if starts is None:
                continue
            everywhere.append(starts)
            own = layout.part_at(starts, len(form))
            parts[own[own >= 0], number] = worth
            above = layout.heading_at(starts)
            headings[above[above >= 0], number] = worth
        stands.append((np.sort(np.concatenate(everywhere)) if everywhere else np.zeros(0, np.int64), len(token[0][0])))
    spread = np.count_nonzero(layout.by_sentence(parts), axis=0)
    weights = np.log1p((len(layout.sentences) - spread + 0.5) / (spread + 0.5)) * (spread > 0)
    total = float(weights.sum())
    return Family(parts, headings, tuple(stands), (weights / total if total else weights).astype(np.float32))


def nearness(family: Family, starts: Positions, ends: Positions) -> dict[str, Floats]:
    """How near the tokens stand to each span, weighed: exp(-d / r) for two ranges r, and on each side alone.

    A token within the span has distance 0 and counts for neither side.
    """
    columns = {name: np.zeros(len(starts), dtype=np.float32) for name in ("near", "around", "left", "right")}
    for (places, length), weight in zip(family.places, family.weights.tolist(), strict=True):
        if not weight:
            continue
        index = np.searchsorted(places, starts)
        following = np.where(index < len(places), places[np.minimum(index, len(places) - 1)], _NEVER)
        before = np.where(index > 0, places[np.maximum(index - 1, 0)] + length, -_NEVER)
        inside = following + length <= ends
        behind = np.searchsorted(places, ends)
        after = np.where(behind < len(places), places[np.minimum(behind, len(places) - 1)], _NEVER) - ends
        left = np.maximum(starts - before, 0)
        nearest = np.where(inside, 0, np.minimum(left, after))
        columns["near"] += weight * np.exp(-nearest / _RANGES[0], dtype=np.float32)
        columns["around"] += weight * np.exp(-nearest / _RANGES[1], dtype=np.float32)
        columns["left"] += weight * np.exp(-np.where(inside, _NEVER, left) / _RANGES[1], dtype=np.float32)
        columns["right"] += weight * np.exp(-np.where(inside, _NEVER, after) / _RANGES[1], dtype=np.float32)
    return columns
