"""What programs can have done, over HTTP and MCP alike: a request in, its JSON out."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from typing import Any

from assistant.clause_lookup import ClauseText
from assistant.commands.explanation import question_record
from assistant.commands.findings import group_record
from assistant.commands.records import answer_record, document_record
from assistant.model import Answer
from assistant.retrieval import Retrieved
from ui.answering_queue import AnsweringQueue
from ui.requests import AskRequest, ClauseRequest, DocumentsRequest, SearchRequest
from vectorstore.labels import filter_terms, label_terms, passes
from vectorstore.model import DocumentRecord, Labels, SearchFilter

Record = dict[str, Any]


async def ask(queue: AnsweringQueue, request: AskRequest) -> Answer:
    """The answer, in its turn."""
    backend = queue.backend
    turns, day = request.turns, request.day
    return await queue.run(lambda: backend.ask(request.question, turns, backend.filter_for(request.names), day))


async def answer(queue: AnsweringQueue, request: AskRequest) -> Record:
    """The answer as `told` tells it."""
    return told(await ask(queue, request))


def told(answer: Answer) -> Record:
    """An answer as `zhice ask --json` prints it, without the id, which only a file of questions has."""
    return {name: value for name, value in answer_record(answer).items() if name != "id"}


async def search(queue: AnsweringQueue, request: SearchRequest) -> Record:
    """{"hits"}, with `explain` also {"question"}; each hit as `zhice search --json` prints it."""
    backend, day = queue.backend, request.day

    def find() -> Retrieved:
        where = backend.filter_for(request.names)
        return backend.find(request.query, request.top_k, where=where, explain=request.explain, as_of=day)

    found = await queue.run(find)
    hits = [group_record(group, found.reasons) for group in found.groups[: request.top_k]]
    return {"question": question_record(found.question), "hits": hits} if request.explain else {"hits": hits}


async def clause(queue: AnsweringQueue, request: ClauseRequest) -> Record:
    """One clause with those below it."""
    lookup = queue.backend.clause
    return clause_record(await asyncio.to_thread(lookup, request.document, request.clause, request.start, request.end))


async def documents(queue: AnsweringQueue, request: DocumentsRequest) -> Record:
    """{"total", "documents"}: how many there are, and those asked for, each as `zhice documents --json` prints it."""
    backend = queue.backend

    def listed() -> Record:
        records = list(_passing(backend.documents(), backend.filter_for(request.names)))
        shown = records[request.offset : request.offset + request.limit]
        return {"total": len(records), "documents": [document_record(record) for record in shown]}

    return await asyncio.to_thread(listed)


def clause_record(found: ClauseText) -> Record:
    """{"doc", "document", "title", "region", "clause", "text", "start", "end"}; offsets as in a citation."""
    return {
        "doc": found.doc,
        "document": found.document,
        "title": found.title,
        "region": list(found.region),
        "clause": " > ".join(found.path),
        "text": found.text,
        "start": found.start,
        "end": found.end,
    }


def _passing(records: Iterable[DocumentRecord], where: SearchFilter) -> Iterator[DocumentRecord]:
    groups = filter_terms(where)
    for record in records:
        labels = Labels(record.id, record.region, str(record.details.level), record.details.kind)
        if passes(frozenset(label_terms(labels)), groups):
            yield record
