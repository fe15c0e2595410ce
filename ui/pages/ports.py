"""What the pages are made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.collection.collection import PolicyCollection
from assistant.model import Answer
from assistant.people.limits import Limits


@dataclass(frozen=True, slots=True)
class PagesBackend:
    """The documents, and the queue in which questions are answered."""

    collection: PolicyCollection
    in_turn: Callable[[Callable[[], Answer]], Answer]
    """Does a piece of work when its turn among the questions comes."""
    limits: Limits
