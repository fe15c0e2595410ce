from __future__ import annotations

import math
import random
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.intervals import estimate_of_mean


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=40))
def test_the_interval_holds_no_more_than_the_values_do_and_is_always_the_same(values: list[float]) -> None:
    estimate = estimate_of_mean(values)
    assert estimate.value == pytest.approx(fmean(values))
    assert min(values) - 1e-9 <= estimate.low <= estimate.high <= max(values) + 1e-9
    assert estimate_of_mean(values) == estimate


@pytest.mark.parametrize(("ones", "n"), [(60, 100), (350, 700)])
def test_of_many_shares_it_is_as_wide_as_the_normal_approximation(ones: int, n: int) -> None:
    estimate = estimate_of_mean([1.0] * ones + [0.0] * (n - ones))
    half = 1.96 * math.sqrt(ones / n * (1 - ones / n) / n)
    assert estimate.low == pytest.approx(ones / n - half, abs=0.1 * half)
    assert estimate.high == pytest.approx(ones / n + half, abs=0.1 * half)


def test_a_difference_of_pairs_is_sure_where_that_of_the_means_is_not() -> None:
    dice = random.Random(3)
    base = [dice.random() for _ in range(60)]
    better = [value + 0.02 + dice.random() / 100 for value in base]
    paired = estimate_of_mean([own - other for own, other in zip(better, base, strict=True)])
    assert paired.low > 0
    assert estimate_of_mean(better).low < estimate_of_mean(base).high


def test_the_order_of_the_values_does_not_matter() -> None:
    assert estimate_of_mean([0, 1, 1, 0, 0.5]) == estimate_of_mean([1, 0.5, 0, 0, 1])


def test_equal_values_leave_no_room_and_no_values_are_an_error() -> None:
    alike = estimate_of_mean([1.0, 1.0])
    assert (alike.low, alike.high) == (1.0, 1.0)
    with pytest.raises(ValueError, match="at least one"):
        estimate_of_mean([])
