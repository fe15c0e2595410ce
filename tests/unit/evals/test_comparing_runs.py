"""Two runs against each other: who won, whether it may be chance, and at what rate a planted loss is found."""

from __future__ import annotations

from itertools import product
from math import comb, sqrt

import numpy as np
import pytest
from run_samples import score, stored

from evals.comparing.chance import LEVEL, Portions, interval, p_value
from evals.comparing.comparing import compare_runs
from evals.comparing.report import comparison_sheets, comparison_values
from evals.errors import BadFile
from evals.runs.model import StoredRun

QUESTIONS, RIGHT, SEEDS = 200, 160, 100
WRONG = QUESTIONS - RIGHT


def portions(rights: list[bool]) -> Portions:
    return np.asarray([(float(right), 1.0) for right in rights])


def sign_test(won: int, lost: int) -> float:
    """The exact p of the randomisation test where a question counts 0 or 1: its two-sided sign test."""
    apart = won + lost
    tail = sum(comb(apart, k) for k in range(max(won, lost), apart + 1)) / 2**apart
    return min(1.0, 2 * tail)


def at(chance: float, trials: int, count: int) -> float:
    return comb(trials, count) * chance**count * (1 - chance) ** (trials - count)


def rate(lost: float, won: float) -> float:
    """How often the exact test calls a difference where each right answer is lost, each wrong one won, by chance."""
    return sum(
        at(lost, RIGHT, down) * at(won, WRONG, up)
        for down, up in product(range(RIGHT + 1), range(WRONG + 1))
        if sign_test(up, down) < LEVEL
    )


def flags(lost: float, won: float) -> int:
    """In how many of `SEEDS` runs with such changes the comparison calls a difference."""
    before = [number < RIGHT for number in range(QUESTIONS)]
    found = 0
    for seed in range(SEEDS):
        changed = np.random.default_rng(seed).random(QUESTIONS) < np.where(before, lost, won)
        after = [bool(right) != bool(change) for right, change in zip(before, changed, strict=True)]
        p = p_value(portions(before), portions(after), rounds=4000)
        found += p is not None and p < LEVEL
    return found


@pytest.mark.parametrize(("won", "lost"), [(0, 10), (3, 9), (5, 5), (12, 2), (0, 1)])
def test_the_p_of_random_swaps_is_that_of_the_exact_test(won: int, lost: int) -> None:
    before = [True] * lost + [False] * won + [True] * 20
    after = [False] * lost + [True] * won + [True] * 20
    assert p_value(portions(before), portions(after)) == pytest.approx(sign_test(won, lost), abs=0.02)


def test_a_run_against_itself_shows_no_difference_at_all() -> None:
    run = stored([number % 3 > 0 for number in range(60)])
    compared = compare_runs(run, run)
    assert (compared.total.won, compared.total.lost) == ((), ())
    counted = [figure for figure in compared.figures if figure.difference is not None]
    assert [figure.name for figure in counted[:3]] == ["right", "concise", "must_only"]
    for figure in counted:
        assert figure.difference is not None
        assert (figure.difference.value, figure.difference.low, figure.difference.high) == (0, 0, 0)
        assert figure.p == 1
        assert not figure.significant


def test_ten_of_200_answers_lost_are_flagged_whichever_they_are() -> None:
    """A loss of 5 points with nothing won: exact p 2 x 2^-10 = 0.002, so the power is 1."""
    before = [number < RIGHT for number in range(QUESTIONS)]
    for seed in range(SEEDS):
        lost = set(np.random.default_rng(seed).choice(RIGHT, 10, replace=False).tolist())
        after = [right and number not in lost for number, right in enumerate(before)]
        compared = compare_runs(stored(before), stored(after))
        assert compared.total.right.significant
        assert len(compared.total.lost) == 10


def test_a_loss_of_5_points_among_other_changes_is_flagged_as_often_as_the_power_says() -> None:
    """Of 160 right answers one in ten is lost, of 40 wrong ones 15% are won: 16 less, 6 more, 5 points of 200."""
    power = rate(0.1, 0.15)
    assert 0.4 < power < 0.7
    assert abs(flags(0.1, 0.15) - SEEDS * power) < 3 * sqrt(SEEDS * power * (1 - power))


def test_changes_without_a_loss_are_flagged_no_more_often_than_the_level() -> None:
    size = rate(0.05, 0.2)
    assert size < LEVEL
    assert flags(0.05, 0.2) < SEEDS * LEVEL + 3 * sqrt(SEEDS * LEVEL * (1 - LEVEL))


def test_the_interval_of_a_clear_loss_lies_below_zero_and_holds_it() -> None:
    estimate = interval(portions([True] * 100), portions([True] * 80 + [False] * 20))
    assert estimate is not None
    assert estimate.value == pytest.approx(-0.2)
    assert estimate.low < -0.2 < estimate.high < 0


def test_every_question_is_won_lost_both_or_neither() -> None:
    compared = compare_runs(stored([True, True, False, False]), stored([True, False, True, False]))
    total = compared.total
    assert (total.both, total.lost, total.won, total.neither) == (("q000",), ("q001",), ("q002",), ("q003",))
    assert sum(kind.n for kind in compared.types) == total.n == 4
    assert comparison_values(compared)["total"]["lost"] == ["q001"]  # type: ignore[index]
    assert "乙负：q001" in comparison_sheets(compared)[0].remarks


def test_runs_on_other_questions_or_not_finished_are_refused() -> None:
    with pytest.raises(BadFile, match="内容不同"):
        compare_runs(stored([True]), stored([True], sha256="other"))
    begun = stored([True])
    with pytest.raises(BadFile, match="没有做完"):
        compare_runs(begun, StoredRun(begun.manifest, begun.golds, {}, ()))


def test_a_figure_that_one_run_does_not_have_has_no_difference() -> None:
    cited = StoredRun(stored([True]).manifest, stored([True]).golds, {}, (score(0, True, citations=2, exact=2),))
    (quotes,) = [f for f in compare_runs(stored([True]), cited).figures if f.name == "quote_exact"]
    assert (quotes.first, quotes.second, quotes.difference, quotes.p) == (None, 1.0, None, None)
