"""The vector database alone, to compare with: an index may answer from what it keeps beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.settings import Settings
from vectorstore.chroma import ChromaStore


@contextmanager
def bare_chroma(settings: Settings) -> Iterator[ChromaStore]:
    """Chroma with the vectors of the index in the home folder of `settings`, closed again at the end."""
    store = ChromaStore.embedded(settings.home / "vectors")
    try:
        yield store
    finally:
        store.close()
