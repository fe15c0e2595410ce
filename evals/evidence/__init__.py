"""Where retrieval puts the passages that state the answer."""

from evals.evidence.measuring import Search, measure_evidence
from evals.evidence.model import EvidenceReport

__all__ = ["EvidenceReport", "Search", "measure_evidence"]
