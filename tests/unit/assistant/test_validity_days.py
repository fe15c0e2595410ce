"""Days as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.validity.days import BadDay, read_day, span_of
from assistant.validity.model import Span


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2023-06-30", date(2023, 6, 30)),
        ("2023-6-3", date(2023, 6, 3)),
        ("2023年6月30日", date(2023, 6, 30)),
        ("２０２３年６月３０日", date(2023, 6, 30)),
        (" 2023/06/30 ", date(2023, 6, 30)),
        ("20230630", date(2023, 6, 30)),
        ("2023-06", date(2023, 6, 30)),
        ("2024年2月", date(2024, 2, 29)),
        ("2023", date(2023, 12, 31)),
        ("2023年", date(2023, 12, 31)),
    ],
)
def test_a_day_is_read_and_of_a_month_or_year_the_last_one(written: str, day: date) -> None:
    assert read_day(written) == day


@pytest.mark.parametrize(
    "written", ["", "昨天", "23年", "2023-13", "2023-02-29", "2023-00", "2023-06-00", "0000", "2023-06-30起"]
)
def test_what_is_no_day_is_an_error_that_says_how_to_write_one(written: str) -> None:
    with pytest.raises(BadDay, match="请写成 2023-06-30"):
        read_day(written)


def test_a_month_and_a_year_may_be_any_of_their_days() -> None:
    assert span_of("2019-09-26") == Span(date(2019, 9, 26), date(2019, 9, 26))
    assert span_of("2020-02") == Span(date(2020, 2, 1), date(2020, 2, 29))
    assert span_of("2019") == Span(date(2019, 1, 1), date(2019, 12, 31))
    assert span_of("") is None
    assert span_of("20xx-13") is None
