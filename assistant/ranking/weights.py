"""The ranker's weights, a small file that people can read: feature, weight, a line each."""

from __future__ import annotations

import math
from collections.abc import Mapping
from importlib import resources

from assistant.ports import AssistantError
from assistant.ranking.features import FEATURES

SHIPPED = "weights.tsv"
_HEADER = "feature\tweight"


class BadWeights(AssistantError):
    """The file of weights is damaged, or was made for other features."""


def shipped_weights() -> dict[str, float] | None:
    """The weights that come with the program; None where the file is missing."""
    file = resources.files("assistant.ranking").joinpath("data", SHIPPED)
    return parse_weights(file.read_text(encoding="utf-8"), SHIPPED) if file.is_file() else None


def parse_weights(text: str, name: str) -> dict[str, float]:
    """Weights by feature. Raises BadWeights for an unknown feature, a wrong sign, a line that is no pair."""
    signs = {feature.name: feature.sign for feature in FEATURES}
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    if lines[:1] != [_HEADER]:
        raise BadWeights(f"排序权重 {name} 的表头应为 “{_HEADER}”")
    weights: dict[str, float] = {}
    for line in lines[1:]:
        feature, _, number = line.partition("\t")
        try:
            weight = float(number)
        except ValueError:
            raise BadWeights(f"排序权重 {name} 中 “{line}” 不是 “特征<Tab>数值”") from None
        if feature not in signs or not 0 <= weight * signs[feature] < math.inf:
            raise BadWeights(f"排序权重 {name} 中的 “{line}” 不适用于本版本：特征未知，或符号与其含义相反")
        weights[feature] = weight
    return weights


def format_weights(weights: Mapping[str, float], comments: str) -> str:
    """The text of a file of weights, the features in their order; those without weight are left out."""
    head = [f"# {line}".rstrip() for line in comments.splitlines()]
    rows = [f"{feature.name}\t{weights[feature.name]:.4g}" for feature in FEATURES if weights.get(feature.name)]
    return "\n".join([*head, _HEADER, *rows, ""])
