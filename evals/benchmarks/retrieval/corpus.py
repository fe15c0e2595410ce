"""A corpus of made-up plans, indexed without files."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from evals.benchmarks.made.places import MadePlace, RegionPath
from evals.benchmarks.made.plans import make_plans
from evals.benchmarks.made.reading import clause_chunks, read_result_of
from evals.benchmarks.retrieval.questions import Asked
from evals.errors import EvalsError
from vectorstore.index import PolicyIndex

CLAUSES_OF_A_PLAN = 20
_PENDING_AT_MOST = 10_000
"""Passages that wait before the indexes follow; bounds memory."""


def index_plans(index: PolicyIndex, clauses: int, questions: int, seed: int) -> tuple[int, list[Asked]]:
    """Puts plans with about `clauses` clauses into an empty index, each clause a passage of its own.

    Returns the number of plans, and `questions` questions on clauses drawn at random. Raises EvalsError where the
    index is not empty.
    """
    if index.passage_count():
        raise EvalsError("索引里已有文件，测速要用空文件夹")
    per_plan = min(clauses, CLAUSES_OF_A_PLAN)
    plans = max(1, round(clauses / per_plan))
    asked: list[Asked] = []
    of_region: Counter[RegionPath] = Counter()
    for number, plan in enumerate(make_plans(plans, per_plan, seed)):
        name = f"{number:05d}_{plan.document.title}.txt"
        index.add(read_result_of(name, plan.document, plan.region, clause_chunks), Path(name), None, flush=False)
        of_region[plan.region] += 1
        asked += [Asked(question, name) for question in plan.questions]
        if index.pending >= _PENDING_AT_MOST:
            index.flush()
    index.flush()
    # Beyond some 150,000 clauses every place has two plans, and which of them is meant stays open.
    clear = [one for one in asked if _is_clear(one.gold.place, of_region)] or asked
    return plans, random.Random(seed).sample(clear, min(questions, len(clear)))


def _is_clear(place: MadePlace, of_region: Mapping[RegionPath, int]) -> bool:
    """Whether one plan alone answers a question on the place: a zone goes by its city's name, too."""
    return place.kind in ("city", "province") and of_region[place.path] == 1
