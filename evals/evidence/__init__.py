"""Where retrieval puts the passages that state the answer."""

from evals.evidence.measuring import measure_evidence
from evals.evidence.model import EvidenceReport

__all__ = ["EvidenceReport", "measure_evidence"]
