"""Counts months and years by the calendar, as 民法典 art. 202 does."""

from calendar import monthrange
from datetime import date

_MONTHS = 12


def add_months(day: date, count: int) -> date:
    """Return the day with the same number so many months on, or that month's last day when it has none.

    It is the last day of a period whose first day is not counted (民法典 arts. 201 and 202).
    """
    year, month = divmod(day.year * _MONTHS + day.month - 1 + count, _MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_until(start: date, end: date) -> int:
    """Return the smallest number of months which, counted from the start, reaches the end."""
    months = (end.year - start.year) * _MONTHS + end.month - start.month
    return months if end <= add_months(start, months) else months + 1
