"""A second way of counting terms, written without the first: one long strip of days, worked or free."""

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache

CHINA = timezone(timedelta(hours=8))
ANNOUNCED = range(2020, 2027)

# Weekdays that are free, then weekend days that are worked, typed from the State Council's notices.
OFF_AND_ON = {
    2020: (
        "0101 0124 0127 0128 0129 0130 0131 0406 0501 0504 0505 0625 0626 1001 1002 1005 1006 1007 1008",
        "0119 0426 0509 0628 0927 1010",
    ),
    2021: (
        "0101 0211 0212 0215 0216 0217 0405 0503 0504 0505 0614 0920 0921 1001 1004 1005 1006 1007",
        "0207 0220 0425 0508 0918 0926 1009",
    ),
    2022: (
        "0103 0131 0201 0202 0203 0204 0404 0405 0502 0503 0504 0603 0912 1003 1004 1005 1006 1007",
        "0129 0130 0402 0424 0507 1008 1009",
    ),
    2023: (
        "0102 0123 0124 0125 0126 0127 0405 0501 0502 0503 0622 0623 0929 1002 1003 1004 1005 1006",
        "0128 0129 0423 0506 0625 1007 1008",
    ),
    2024: (
        "0101 0212 0213 0214 0215 0216 0404 0405 0501 0502 0503 0610 0916 0917 1001 1002 1003 1004 1007",
        "0204 0218 0407 0428 0511 0914 0929 1012",
    ),
    2025: (
        "0101 0128 0129 0130 0131 0203 0204 0404 0501 0502 0505 0602 1001 1002 1003 1006 1007 1008",
        "0126 0208 0427 0928 1011",
    ),
    2026: (
        "0101 0102 0216 0217 0218 0219 0220 0223 0406 0501 0504 0505 0619 0925 1001 1002 1005 1006 1007",
        "0104 0214 0228 0509 0920 1010",
    ),
}


def _marked(place: int) -> set[str]:
    return {f"{year}{day}" for year, marks in OFF_AND_ON.items() for day in marks[place].split()}


_OFF, _ON = _marked(0), _marked(1)
STRIP = [date(2019, 12, 1) + timedelta(days=step) for step in range(4600)]
WORKED = [f"{day:%Y%m%d}" in _ON or (day.isoweekday() < 6 and f"{day:%Y%m%d}" not in _OFF) for day in STRIP]
WORKDAYS = [day for day, worked in zip(STRIP, WORKED, strict=True) if worked]


def worked(day: date) -> bool:
    return WORKED[(day - STRIP[0]).days]


def nth_workday_after(day: date, count: int) -> date:
    return WORKDAYS[bisect_left(WORKDAYS, day + timedelta(days=1)) + count - 1]


def months_later(day: date, count: int) -> date:
    for _ in range(count):
        month = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
        day = month.replace(day=day.day) if day.day < 29 else _fitting(month, day.day)
    return day


def _fitting(month: date, number: int) -> date:
    return max(d for d in (month + timedelta(days=step) for step in range(number)) if d.month == month.month)


def received_on(instant: datetime, *, cutoff: bool) -> date:
    local = instant.astimezone(CHINA)
    late = local.time() > time(17) or not worked(local.date())
    return nth_workday_after(local.date(), 1) if cutoff and late else local.date()


def hours_on(instant: datetime, count: int) -> tuple[date, datetime]:
    """Return the last day and the end of a term in hours."""
    end = instant + timedelta(hours=count)
    return (end - timedelta(microseconds=1)).astimezone(CHINA).date(), end


def end_with_pauses(
    unit: str, length: int, start: date, paused: set[date], *, moves: bool
) -> tuple[date, bool]:
    """Walk day by day, leaving out the days that are paused."""
    if unit == "months":
        unit, length = "days", (_months_at_once(start, length) - start).days
    day, unsure = start, False
    while length:
        day += timedelta(days=1)
        counts = unit == "days" or worked(day)
        unsure = unsure or (unit == "workdays" and worked(day) and day.year not in ANNOUNCED)
        length -= counts and day not in paused
    if not moves or worked(day):
        return day, unsure or (moves and day.year not in ANNOUNCED)
    moved = nth_workday_after(day, 1)
    return moved, unsure or day.year not in ANNOUNCED or moved.year not in ANNOUNCED


@cache
def end_of(unit: str, length: int, start: date, *, moves: bool) -> tuple[date, bool]:
    """Return the last day of a term and whether days of a year without a notice were counted for it."""
    if unit == "workdays":
        last = nth_workday_after(start, length)
        return last, last.year not in ANNOUNCED
    # The day number is taken from the first day, not carried through shorter months in between.
    last = start + timedelta(days=length) if unit == "days" else _months_at_once(start, length)
    moved = last if not moves or worked(last) else nth_workday_after(last, 1)
    return moved, moves and (last.year not in ANNOUNCED or moved.year not in ANNOUNCED)


def _months_at_once(start: date, count: int) -> date:
    return _fitting(months_later(start.replace(day=1), count), start.day)


def midnight_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), CHINA).astimezone(UTC)
