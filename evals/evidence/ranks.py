"""The rank of each gold evidence among the passages found."""

from __future__ import annotations

from collections.abc import Sequence

from evals.evidence.model import DEPTH, NOT_FOUND, EvidenceRank
from evals.evidence.places import WantedEvidence
from evals.metrics import hits_evidence
from evals.text import normalise
from vectorstore.model import Hit


def ranks_of(wanted: Sequence[WantedEvidence], hits: Sequence[Hit]) -> tuple[EvidenceRank, ...]:
    """One rank an evidence.

    It is that of the first passage of the evidence's own documents in which it stands, both normalised;
    where it stands in none of the first `DEPTH`, of the first that shares half of it. Several passages with
    parts of one evidence so count once.
    """
    first = hits[:DEPTH]
    forms = [normalise(hit.passage.text) for hit in first]
    return tuple(_rank(evidence, first, forms) for evidence in wanted)


def _rank(evidence: WantedEvidence, hits: Sequence[Hit], forms: Sequence[str]) -> EvidenceRank:
    own = [number for number, hit in enumerate(hits) if hit.passage.document in evidence.documents]
    form = normalise(evidence.text)
    if not form:  # signs alone, which would stand in every passage
        return NOT_FOUND
    for number in own:
        if form in forms[number] or _run_together(form) in _run_together(forms[number]):
            return EvidenceRank(number + 1, whole=True)
    for number in own:
        if hits_evidence(hits[number].passage.text, evidence.text):
            return EvidenceRank(number + 1)
    return NOT_FOUND


def _run_together(form: str) -> str:
    """Without what keeps neighbouring figures apart: question sets quote a table's row without its cells' ends."""
    return form.replace("|", "").replace("-", "")
