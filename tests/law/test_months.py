"""Months end on the same day number, or with the month (民法典 art. 202)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.law import add_months
from workflows.law.months import months_until

DAYS = st.dates(date(2015, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (date(2026, 1, 30), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 2, 1), 1, date(2026, 3, 1)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 5, 31), 1, date(2026, 6, 30)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
    ],
)
def test_a_month_from_the_31st_ends_on_the_last_day(start, months, last):
    assert add_months(start, months) == last


@given(DAYS, st.integers(0, 480))
def test_the_day_number_is_kept_or_is_the_months_last(day, months):
    found = add_months(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (found.day < day.day and (found + timedelta(days=1)).day == 1)


@given(DAYS, st.integers(0, 480))
def test_a_later_start_never_ends_earlier(day, months):
    assert add_months(day, months) <= add_months(day + timedelta(days=1), months)


@given(DAYS, st.integers(0, 4000))
def test_months_until_is_the_smallest_number_that_reaches_the_end(start, days):
    end = start + timedelta(days=days)
    months = months_until(start, end)
    assert add_months(start, months) >= end
    assert months == 0 or add_months(start, months - 1) < end


def test_months_until_the_end_of_the_calendar_can_be_counted():
    assert months_until(date(2026, 1, 31), date.max) == (9999 - 2026) * 12 + 11
