"""Markdown tables and what stands in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def percent(share: float | None) -> str:
    """A share with one digit behind the point."""
    return "—" if share is None else f"{share:.1%}"


def percent_within(estimate: Mapping[str, Any]) -> str:
    """A share with its interval in whole percent."""
    low, high = estimate["interval"]
    return f"{estimate['value']:.1%}（{low:.0%}–{high:.0%}）"


def difference(estimate: Mapping[str, Any]) -> str:
    """A difference with its interval; in bold where the interval leaves out 0."""
    low, high = estimate["interval"]
    shown = f"{estimate['value']:+.3f}（{low:+.3f} 至 {high:+.3f}）"
    return f"**{shown}**" if low > 0 or high < 0 else shown


def times(latency: Mapping[str, float]) -> str:
    """Median and 95th percentile in milliseconds."""
    return f"{latency['p50']:.1f} / {latency['p95']:.1f}"
