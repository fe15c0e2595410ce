"""Ways of retrieving, from plain BM25 to the whole, each with one part more than the one before."""

from __future__ import annotations

from dataclasses import dataclass, fields

from assistant.retrieval import RetrievalOptions


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of retrieval that can be left out; without any it is BM25 over one field."""

    fields: bool = False
    dense: bool = False
    ranker: bool = False
    understanding: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """A way of retrieving."""

    name: str
    parts: Parts


WAYS = (
    Way("bm25", Parts()),
    Way("+fields", Parts(fields=True)),
    Way("+dense", Parts(fields=True, dense=True)),
    Way("+ranker", Parts(fields=True, dense=True, ranker=True)),
    Way("+understanding", Parts(fields=True, dense=True, ranker=True, understanding=True)),
)
"""Each with what the one before has, and one part more; the last is the whole."""


def options_of(parts: Parts) -> RetrievalOptions:
    """What the assistant is told to leave out; without `fields` it is not asked at all, but a plain index."""
    return RetrievalOptions(**{option.name: getattr(parts, option.name) for option in fields(RetrievalOptions)})
