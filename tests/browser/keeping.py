"""Stores in a temporary folder for a served chat."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from assistant.feedback.store import SqliteFeedback
from assistant.history.store import SqliteHistory
from assistant.kept_records import KeptRecords


@contextmanager
def kept_in(home: Path) -> Iterator[KeptRecords]:
    """Conversations and opinions in `home`."""
    with closing(KeptRecords(SqliteHistory(home), SqliteFeedback(home), lambda: "1")) as records:
        yield records
