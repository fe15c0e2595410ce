"""Dates, calendar years and document numbers among the figures of a text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.figures.quantities import find_quantities, find_statements


@pytest.mark.parametrize(
    ("text", "date", "interval"),
    [
        ("2019年9月26日印发", "2019年9月26日", (20190926, 20190926)),
        ("２０１９年９月２６日", "２０１９年９月２６日", (20190926, 20190926)),
        ("二〇一九年九月二十六日", "二〇一九年九月二十六日", (20190926, 20190926)),
        ("9月底前完成", "9月", (901, 931)),
        ("12月31日前", "12月31日", (1231, 1231)),
        ("2020年6月", "2020年6月", (20200601, 20200631)),
        ("1—6月", "1—6月", (101, 631)),
        ("2024-02-01 15:24", "2024-02-01", (20240201, 20240201)),
        ("2023.5.1", "2023.5.1", (20230501, 20230501)),
        ("13月40日", "13月40日", None),
    ],
)
def test_a_date_is_one_interval_of_days_and_no_amount(text: str, date: str, interval: tuple[int, int] | None) -> None:
    (found,) = find_quantities(text)
    assert found.amount.slice(text) == date
    assert found.value == (interval and tuple(map(Decimal, interval)))
    assert (found.is_date, found.is_year, found.is_amount) == (True, False, False)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        *[("到2020年", (2020, 2020)), ("2019年底", (2019, 2019)), ("二〇二五年", (2025, 2025))],
        *[
            ("2021-2023年", (2021, 2023)),
            ("（2021—2023年）", (2021, 2023)),
            ("2020年度", (2020, 2020)),
            ("达到2025", (2025, 2025)),
        ],
    ],
)
def test_a_calendar_year_is_no_amount(text: str, years: tuple[int, int]) -> None:
    (found,) = find_quantities(text)
    assert (found.is_year, found.is_amount, found.value) == (True, False, tuple(map(Decimal, years)))


@pytest.mark.parametrize("text", ["2000家", "2020万元", "20年", "1800年", "2023户", "三年", "2019年9月"])
def test_other_figures_are_no_calendar_years(text: str) -> None:
    assert [found.is_year for found in find_quantities(text)] == [False]


@pytest.mark.parametrize("text", ["国办发〔2017〕7号", "財稅﹝２０１９﹞８號", "府发[2023]12号"])
def test_a_document_number_is_a_statement_but_no_quantity(text: str) -> None:
    assert find_quantities(text) == ()
    (found,) = find_statements(text)
    assert (found.is_reference, found.is_amount, found.value) == (True, False, None)
