"""The documents behind the pages as one object: the index, the worker that changes it, and what it is made of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from assistant.collection.model import DocumentRow, SystemFacts
from assistant.collection.worker import IndexingWorker
from assistant.model import Answer
from assistant.validity.register import ValidityRegister
from ingest.files.discovery import still_there
from vectorstore.index import PolicyIndex
from vectorstore.model import SearchFilter


class PolicyCollection:
    """Made by `assistant.bootstrap.open_collection`; every method but `ask` may be called from any thread."""

    def __init__(
        self,
        index: PolicyIndex,
        worker: IndexingWorker,
        ask: Callable[[str, SearchFilter], Answer],
        system: Callable[[], SystemFacts],
        test_model: Callable[[], str],
        today: Callable[[], date] = date.today,
    ) -> None:
        """`ask` answers without a language model, one question at a time."""
        self.index = index
        self.worker = worker
        self.ask = ask
        self.system = system
        self.test_model = test_model
        """One line about the language model that answered. Raises AssistantError where it did not."""
        self.today = today
        self._validity = ValidityRegister(index)

    def rows(self) -> list[DocumentRow]:
        """Every indexed document, by region, file and place in it."""
        places = {source.name: (Path(source.path), source.member) for source in self.index.sources()}
        there = {name: still_there(path, member) for name, (path, member) in places.items()}
        records = sorted(self.index.documents(), key=lambda r: (not r.region, r.region, r.source, r.ordinal))
        day = self.today()
        rows = []
        for record in records:
            status = self._validity.status(record.id, day)
            said = next((note.text for note in record.details.validity), "")
            rows.append(DocumentRow(record, str(status.standing), said, there.get(record.source, False)))
        return rows
