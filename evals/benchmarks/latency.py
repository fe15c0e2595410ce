"""Times of one way of asking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of one way of putting a question."""

    p50: float
    p95: float


def latency_of(milliseconds: Sequence[float]) -> Latency:
    """Median and 95th percentile."""
    p50, p95 = np.percentile(milliseconds, [50, 95])
    return Latency(float(p50), float(p95))
