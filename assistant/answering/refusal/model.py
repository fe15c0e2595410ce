"""The logistic model that says how likely a finding answers its question, and its file of weights."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from assistant.answering.refusal.features import FEATURES, NAMES
from assistant.ports import AssistantError

SHIPPED = "weights.tsv"
BIAS, THRESHOLD = "bias", "threshold"
_HEADER = "feature\tweight"


class BadWeights(AssistantError):
    """The file of weights is damaged, or was made for other features."""


@dataclass(frozen=True, slots=True)
class EvidenceModel:
    """p = 1 / (1 + exp(-(bias + sum of weight times value)))."""

    weights: Mapping[str, float]
    bias: float
    threshold: float
    """A finding less likely than this to answer is none."""

    def probability(self, values: Mapping[str, float]) -> float:
        """That a finding of these values answers, in (0, 1)."""
        score = self.bias + sum(weight * values[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, score))))

    def accepts(self, values: Mapping[str, float]) -> bool:
        return self.probability(values) >= self.threshold


@lru_cache(maxsize=1)
def shipped_model() -> EvidenceModel:
    """The model that comes with the program."""
    file = resources.files("assistant.answering.refusal").joinpath("data", SHIPPED)
    return parse_model(file.read_text(encoding="utf-8"), SHIPPED)


def parse_model(text: str, name: str) -> EvidenceModel:
    """Raises BadWeights for an unknown feature, a wrong sign, a missing bias or threshold, a line that is no pair."""
    signs = {feature.name: feature.sign for feature in FEATURES}
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    if lines[:1] != [_HEADER]:
        raise BadWeights(f"拒答权重 {name} 的表头应为 “{_HEADER}”")
    values: dict[str, float] = {}
    for line in lines[1:]:
        feature, _, number = line.partition("\t")
        try:
            values[feature] = float(number)
        except ValueError:
            raise BadWeights(f"拒答权重 {name} 中 “{line}” 不是 “特征<Tab>数值”") from None
        if feature not in (*signs, BIAS, THRESHOLD) or values[feature] * signs.get(feature, 0) < 0:
            raise BadWeights(f"拒答权重 {name} 中的 “{line}” 不适用于本版本：特征未知，或符号与其含义相反")
    if BIAS not in values or not 0 < values.get(THRESHOLD, 0) < 1:
        raise BadWeights(f"拒答权重 {name} 缺少 {BIAS} 或 0 与 1 之间的 {THRESHOLD}")
    return EvidenceModel({n: values[n] for n in NAMES if values.get(n)}, values[BIAS], values[THRESHOLD])


def format_model(model: EvidenceModel, comments: str) -> str:
    """The text of a file of weights, the features in their order; those without weight are left out."""
    head = [f"# {line}".rstrip() for line in comments.splitlines()]
    rows = [f"{name}\t{model.weights[name]:.4g}" for name in NAMES if model.weights.get(name)]
    ends = [f"{BIAS}\t{model.bias:.4g}", f"{THRESHOLD}\t{model.threshold:.4g}"]
    return "\n".join([*head, _HEADER, *rows, *ends, ""])
