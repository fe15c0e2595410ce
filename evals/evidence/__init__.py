"""Where retrieval puts the passages that state the answer."""

from evals.evidence.measuring import measure_evidence

__all__ = ["measure_evidence"]
