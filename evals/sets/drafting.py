"""Draft question sets from indexed documents, for a person to correct; never gold before that."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.model import Question
from assistant.understanding.language import detect_language
from evals.errors import NothingToScore
from evals.ranker.generated import Documents, generate
from evals.refusal.data import measures
from evals.refusal.swapping import Absent, swapped
from evals.sets.drafts import (
    Draft,
    comparison_drafts,
    department_draft,
    drawn,
    figure_draft,
    list_drafts,
    unanswerable,
)
from vectorstore.model import Passage

SHARES = {"single_fact": 0.35, "department": 0.15, "list": 0.15, "cross_doc": 0.15, "unanswerable": 0.2}
"""Of a set; what the documents do not give enough of is made up by the types before it."""
SWAPPED = ("region", "year", "level")


class CountedDocuments(Documents, Protocol):
    """Documents that tell how many passages use a string."""

    def frequency(self, term: str) -> int: ...


@dataclass(frozen=True, slots=True)
class DraftedSet:
    """Rows as they go into a file."""

    rows: tuple[dict[str, object], ...]
    by_type: dict[str, int]


def draft_set(documents: CountedDocuments, read: Callable[[str], Question], count: int, seed: int) -> DraftedSet:
    """At most `count` rows, equal ones for equal documents, count and seed; fewer where the documents give no more.

    `read` is the reader of questions. Raises `NothingToScore` where nothing can be asked.
    """
    dice = random.Random(seed)
    pools = _pools(documents, read, count, seed, dice)
    chosen = _chosen(pools, count)
    if not chosen:
        raise NothingToScore("索引中的文件里没有可以出题的数字、部门或并列事项，请先索引政策文件")
    rows = tuple(_row(number, draft) for number, draft in enumerate(chosen, start=1))
    return DraftedSet(rows, {name: n for name in SHARES if (n := sum(draft.type == name for draft in chosen))})


def _pools(
    documents: CountedDocuments, read: Callable[[str], Question], count: int, seed: int, dice: random.Random
) -> dict[str, list[Draft]]:
    records = {record.id: record for record in documents.documents()}
    made = list(_made(documents, count, seed))
    pools = {
        name: drawn([draft for draft in made if draft.type == name], dice) for name in ("single_fact", "department")
    }
    series = [d for record in records.values() for d in list_drafts(documents.passages_of(record.id), record)]
    pools["list"] = drawn(series, dice)
    pools["cross_doc"] = drawn(list(comparison_drafts(documents, records)), dice)
    absent = Absent(documents.frequency, measures())
    by_swap: dict[str, list[Draft]] = {what: [] for what in SWAPPED}
    for draft in made:
        for what, text in swapped(read(draft.question), draft.where, absent, dice):
            if what in by_swap:
                by_swap[what].append(unanswerable(draft, what, text))
    pools["unanswerable"] = _in_turn([drawn(drafts, dice) for drafts in by_swap.values()])
    return pools


def _made(documents: Documents, count: int, seed: int) -> Iterator[Draft]:
    """Questions for figures and bodies, with more of them than will be kept: some have no clear gold."""
    records = {record.id: record for record in documents.documents()}
    passages = {p.id: p for name in records for p in documents.passages_of(name)}
    facts = {name: documents.facts(name) for name in records}
    for question in generate(documents, 2 * count, seed):
        passage: Passage | None = passages.get(question.passage)
        if passage is None:
            continue
        record = records[passage.document]
        draft = None
        if question.kind == "figure":
            draft = figure_draft(question, passage, record, facts[record.id])
        elif question.kind == "body":
            draft = department_draft(question, passage, record)
        if draft is not None:
            yield draft


def _chosen(pools: dict[str, list[Draft]], count: int) -> list[Draft]:
    wanted = {name: round(share * count) for name, share in SHARES.items()}
    wanted["single_fact"] += count - sum(wanted.values())
    kept = {name: pools[name][: wanted[name]] for name in SHARES}
    lacking = count - sum(map(len, kept.values()))
    for name in SHARES:
        more = pools[name][len(kept[name]) :][:lacking]
        kept[name] = [*kept[name], *more]
        lacking -= len(more)
    return [draft for drafts in kept.values() for draft in drafts]


def _in_turn(lists: Sequence[list[Draft]]) -> list[Draft]:
    longest = max(map(len, lists), default=0)
    return [drafts[i] for i in range(longest) for drafts in lists if i < len(drafts)]


def _row(number: int, draft: Draft) -> dict[str, object]:
    """The documented fields; `sub` only where a file holds several documents."""
    docs = [record.source for record in draft.records]
    row: dict[str, object] = {
        "id": f"n{number:04d}",
        "question": draft.question,
        "lang": str(detect_language(draft.question)),
        "type": draft.type,
        "gold_doc": docs[0] if len(docs) == 1 else docs or None,
    }
    if any(record.ordinal for record in draft.records):
        row["sub"] = [record.ordinal + 1 for record in draft.records]
    return row | {
        "evidence": list(draft.evidence),
        "answer": draft.answer,
        "answer_must": list(draft.must),
        "answer_must_not": list(draft.must_not),
        "answerable": draft.answerable,
        "notes": draft.notes,
        "reviewed": False,
    }
