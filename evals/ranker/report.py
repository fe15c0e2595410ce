"""The figures of a training as the tables of `evals/docs/ranker.md`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.ranking.features import FEATURES
from evals.errors import EvalsError
from evals.ranker.measuring import Compared

_START, _END = "<!-- figures: start -->", "<!-- figures: end -->"


@dataclass(frozen=True, slots=True)
class SetFigures:
    """One set under weights that were learned without it, and where it may be learned from, partly with it."""

    name: str
    lists: int
    without: tuple[Compared, Compared]
    """R@1 and nDCG@10 with weights that saw no question of this set."""
    halves: tuple[Compared, Compared] | None
    """The same where half of its questions were learned from and the other half measured, each in turn."""


def tables(figures: Sequence[SetFigures], weights: Mapping[str, float], embedder: str) -> str:
    """The part of the document that a training writes."""
    lines = [
        f"Embedding model: `{embedder}`. Differences to BM25 alone with 95% paired-bootstrap intervals.",
        "",
        "### Weights learned without the set",
        "",
        *_table(figures, "without"),
        "",
        "### Weights learned from the other sets and from the other half of this one",
        "",
        *_table([item for item in figures if item.halves], "halves"),
        "",
        "### Features and weights",
        "",
        "| feature | what it says | weight |",
        "|---|---|---|",
        *(f"| `{item.name}` | {item.label} | {weights.get(item.name, 0.0):.3g} |" for item in FEATURES),
    ]
    return "\n".join(lines)


def replace_figures(document: Path, figures: str) -> None:
    """Puts the tables between the marks of a document. Raises EvalsError where it has no marks."""
    text = document.read_text(encoding="utf-8")
    before, start, rest = text.partition(_START)
    _, end, after = rest.partition(_END)
    if not start or not end:
        raise EvalsError(f"{document} 中没有 “{_START}” 和 “{_END}” 两个标记")
    document.write_text(f"{before}{start}\n{figures}\n{end}{after}", encoding="utf-8")


def _table(figures: Sequence[SetFigures], which: str) -> list[str]:
    head = ["| set | questions | R@1 BM25 | R@1 | difference | nDCG@10 BM25 | nDCG@10 | difference |", "|---" * 8 + "|"]
    rows = []
    for item in figures:
        first, gain = getattr(item, which)
        rows.append(f"| `{item.name}` | {item.lists} | {_cells(first)} | {_cells(gain)} |")
    return [*head, *rows]


def _cells(compared: Compared) -> str:
    change = compared.difference
    return f"{compared.bm25:.4f} | {compared.ranked:.4f} | {change.value:+.4f} [{change.low:+.4f}, {change.high:+.4f}]"
