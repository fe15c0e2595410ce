"""The gate lets a run pass unless a figure falls by more than it may."""

from __future__ import annotations

import pytest
from run_samples import stored

from evals.comparing.gate import falls, read_drop
from evals.errors import EvalsError

BASELINE = stored([number < 160 for number in range(200)])


def test_a_planted_loss_of_5_points_is_named() -> None:
    found = falls(BASELINE, stored([number < 150 for number in range(200)]), 0.01)
    assert [fall.name for fall in found] == ["right", "concise", "must_only"]
    assert found[0].line == "答对（right）：80.0% → 75.0%，下降 5.0 个百分点"


@pytest.mark.parametrize(("right", "passes"), [(200, True), (160, True), (158, True), (157, False)])
def test_a_fall_by_what_is_allowed_passes_and_one_more_does_not(right: int, passes: bool) -> None:
    assert (not falls(BASELINE, stored([number < right for number in range(200)]), 0.01)) is passes


@pytest.mark.parametrize(("text", "share"), [("1pt", 0.01), ("0.5 pt", 0.005), ("2个百分点", 0.02), ("3", 0.03)])
def test_a_drop_is_read_in_points(text: str, share: float) -> None:
    assert read_drop(text) == pytest.approx(share)


@pytest.mark.parametrize("text", ["", "pt", "-1pt", "一点", "101pt"])
def test_anything_else_is_no_drop(text: str) -> None:
    with pytest.raises(EvalsError, match="max-drop"):
        read_drop(text)
