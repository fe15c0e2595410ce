"""Clauses found, for people and as JSON: `zhice search`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assistant.commands.records import hit_record
from assistant.ranking.ranker import Contribution
from vectorstore.model import Hit

if TYPE_CHECKING:
    from rich.console import Console

Reasons = Mapping[str, Sequence[Contribution]]
"""What each feature added to the score of a passage, by its id."""

_EXCERPT = 160
"""Characters of a clause that are printed."""
_MOST_REASONS = 5


def group_record(group: Sequence[Hit], reasons: Reasons) -> dict[str, object]:
    """The first clause of a group with its scores; the nearly identical ones of other regions under "alike"."""
    first, *others = group
    record = hit_record(first)
    if others:
        record["alike"] = [hit_record(hit) for hit in others]
    if first.passage.id in reasons:
        record["reasons"] = [
            {"feature": reason.feature, "value": round(reason.value, 4), "points": round(reason.points, 4)}
            for reason in reasons[first.passage.id]
        ]
    return record


def print_groups(groups: Sequence[Sequence[Hit]], reasons: Reasons, console: Console) -> None:
    """Each clause with an excerpt, and under it the regions that have nearly the same."""
    from rich.text import Text

    for number, (first, *others) in enumerate(groups, start=1):
        passage = first.passage
        console.print(Text(f"{number}. [{first.score:.3f}] {passage.title}　{passage.clause}", style="bold"))
        console.print(Text(f"   {passage.source}\n   {_excerpt(first)}"))
        for hit in others:
            console.print(
                Text(f"   几乎相同：{''.join(hit.passage.region)}　{hit.passage.source}\n     {_excerpt(hit)}")
            )
        if passage.id in reasons:
            console.print(Text(f"   {_reasons_line(reasons[passage.id])}", style="dim"))
        console.print()


def _excerpt(hit: Hit) -> str:
    return " ".join(hit.passage.text.split())[:_EXCERPT]


def _reasons_line(reasons: Sequence[Contribution]) -> str:
    told = [f"{reason.label} {reason.value:.2f}（{reason.points:+.2f}）" for reason in reasons if reason.value]
    return "排序依据：" + "；".join(told[:_MOST_REASONS])
