"""English questions as Chinese search words: the policy glossary, place names by pinyin."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.model import Place, Term
from assistant.understanding.terms import known_term
from assistant.understanding.vocabulary import vocabulary
from ingest.regions.gazetteer import Gazetteer

_TOKEN = re.compile(r"[a-z&0-9][a-z&0-9%.+'’-]*[a-z&0-9%]|[a-z0-9]")
_NAME = re.compile(r"\b(?:[A-Z][a-z]+'[a-z]{2,}|[A-Z][a-z]{2,})\b")
_LONGEST = 6
_WITHOUT_TOPIC = (
    "a an the of in on at to for by with from and or is are was were be been do does did has have had will would"
    " can could should shall must may might how many much what which who whom whose when where why that this these"
    " those it its their there as than then if not no any all each every per into over under between about within"
    " during after before so such only also more most least less new need needs required require expected set get"
    " make plan plans say says according and"
)
_FUNCTION_WORDS = frozenset(_WITHOUT_TOPIC.split())


@dataclass(frozen=True, slots=True)
class Translation:
    """An English question as far as it could be put into Chinese terms."""

    text: str
    """Chinese terms, names and figures, joined by spaces, in the order of the question."""
    terms: tuple[Term, ...]
    places: tuple[Place, ...]
    unknown: tuple[str, ...]
    """English content words without a Chinese term."""


def translate(question: str, gazetteer: Gazetteer) -> Translation:
    """Puts a question in English into Chinese terms: longest glossary entries first, then place names."""
    straight = question.replace("’", "'")
    names = {match.group().lower() for match in _NAME.finditer(straight)}
    tokens = _TOKEN.findall(straight.lower())
    pieces: list[str] = []
    terms: list[Term] = []
    places: list[Place] = []
    unknown: list[str] = []
    position = 0
    while position < len(tokens):
        size, chinese = _longest_entry(tokens, position, vocabulary().glossary)
        token = tokens[position].removesuffix("'s")
        if chinese:
            pieces += chinese
            terms += [known_term(chinese[0], further=chinese[1:])] if len(chinese[0]) > 1 else []
        elif token in names and (found := _place(tokens, position, gazetteer)):
            size, place = found
            places.append(place)
            pieces += [path[-1] for path in place.paths]
        elif token not in _FUNCTION_WORDS:
            pieces.append(token)
            unknown += [] if token.isdigit() else [token]
        position += max(1, size)
    return Translation(" ".join(pieces), tuple(dict.fromkeys(terms)), tuple(dict.fromkeys(places)), tuple(unknown))


def _longest_entry(tokens: list[str], start: int, glossary: dict[str, tuple[str, ...]]) -> tuple[int, tuple[str, ...]]:
    """How many tokens the longest glossary entry at `start` takes, and its Chinese terms; (0, ()) without one."""
    for size in range(min(_LONGEST, len(tokens) - start), 0, -1):
        phrase = " ".join(tokens[start : start + size])
        chinese = glossary.get(phrase) or glossary.get(phrase.replace("-", " ")) or ()
        if not chinese and size == 1:
            chinese = glossary.get(phrase.rstrip("s")) or glossary.get(phrase.removesuffix("'s")) or ()
        if chinese and not (size == 1 and phrase in _FUNCTION_WORDS):
            return size, chinese
    return 0, ()


def _place(tokens: list[str], position: int, gazetteer: Gazetteer) -> tuple[int, Place] | None:
    """How many tokens spell the region that begins at `position`, and the region."""
    for size in (2, 1):
        words = [token.removesuffix("'s") for token in tokens[position : position + size]]
        regions = gazetteer.by_pinyin("".join(words)) if len(words) == size else ()
        if regions:
            return size, Place(" ".join(word.capitalize() for word in words), tuple(region.path for region in regions))
    return None
