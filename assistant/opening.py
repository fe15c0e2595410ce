"""The front door for programs: an assistant over an index, or what is kept beside it, in one call."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.api import Assistant
    from assistant.feedback.ports import FeedbackStore
    from assistant.history.ports import ConversationStore


@contextmanager
def open_assistant(home: Path | str | None = None) -> Iterator[Assistant]:
    """The assistant over the index in `home`, by default that of ZHICE_HOME or the platform's data folder.

    What its first question would wait for is loaded at once; the index is closed at the end of the block.
    Raises BadSettings, IndexMissing, IndexMismatch or BackendUnavailable, each with what to do.
    """
    from assistant.bootstrap import make_assistant, open_index
    from assistant.settings import load_settings

    settings = load_settings(None if home is None else Path(home))
    index = open_index(settings)
    try:
        index.warm_up()
        yield make_assistant(settings, index)
    finally:
        index.close()


@contextmanager
def open_history(home: Path | str | None = None) -> Iterator[ConversationStore]:
    """The conversations kept in `home`, chosen as in `open_assistant`; no index is needed. Raises BadSettings."""
    from assistant.bootstrap import make_history
    from assistant.settings import load_settings

    store = make_history(load_settings(None if home is None else Path(home)))
    try:
        yield store
    finally:
        store.close()


@contextmanager
def open_feedback(home: Path | str | None = None) -> Iterator[FeedbackStore]:
    """The feedback kept in `home`, chosen as in `open_assistant`; no index is needed. Raises BadSettings."""
    from assistant.bootstrap import make_feedback
    from assistant.settings import load_settings

    store = make_feedback(load_settings(None if home is None else Path(home)))
    try:
        yield store
    finally:
        store.close()
