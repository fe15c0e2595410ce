"""Retrieval measures by `ir_measures` over the ranks at which the gold evidence was found."""

from __future__ import annotations

from collections.abc import Iterable

import ir_measures

from evals.retrieval import MEASURES
from evals.runs.model import DEPTHS, Observation

_DEEPEST = max(DEPTHS)


def retrieval_figures(observations: Iterable[Observation]) -> dict[str, float]:
    """The mean of each measure over the questions that were searched for; empty without any.

    Every gold evidence is one relevant item of its question, ranked where its passage stands; two evidences of
    one passage share its rank.
    """
    searched = [seen for seen in observations if seen.ranks]
    if not searched:
        return {}
    relevant = [ir_measures.Qrel(seen.id, f"e{n}", 1) for seen in searched for n, _ in enumerate(seen.ranks or ())]
    measured = ir_measures.calc_aggregate(list(MEASURES.values()), relevant, [d for s in searched for d in _run(s)])
    return {name: float(measured[measure]) for name, measure in MEASURES.items()}


def _run(seen: Observation) -> list[ir_measures.ScoredDoc]:
    """Evidences at their ranks, and something irrelevant at every rank that has none."""
    found = {f"e{n}": rank for n, rank in enumerate(seen.ranks or ()) if rank is not None}
    others = {f"other{rank}": rank for rank in range(1, _DEEPEST + 1) if rank not in found.values()}
    return [ir_measures.ScoredDoc(seen.id, name, float(-rank)) for name, rank in (found | others).items()]
