"""Every term from every day of the calendars on file ends where a second, independent count says."""

from datetime import date, datetime, time, timedelta

import pytest

from tests.law import independent
from workflows.law import Clock, clock_of, clocks, due

TIMES = (time(0), time(8, 59), time(17), time(23, 59))
FIRST, LAST = date(2020, 1, 1), date(2026, 12, 31)
DAYS = [FIRST + timedelta(days=step) for step in range((LAST - FIRST).days + 1)]


def expected(clock: Clock, instant: datetime) -> tuple[date, date, bool, datetime]:
    starts_on = independent.received_on(instant, cutoff=clock.cutoff)
    last_day, unsure = independent.end_of(clock.unit, clock.length, starts_on, moves=clock.moves)
    unsure = unsure or (starts_on != instant.date() and starts_on.year not in independent.ANNOUNCED)
    return starts_on, last_day, unsure, independent.midnight_after(last_day)


def difference(clock: Clock, instant: datetime) -> str:
    found, other = due(clock.name, instant), expected(clock, instant)
    same = (found.starts_on, found.last_day, found.provisional, found.instant) == other
    return "" if same else f"{clock.name} from {instant}: {found} but {other}"


@pytest.mark.parametrize("name", clocks())
def test_the_two_counts_agree_on_every_day_and_hour(name):
    clock = clock_of(name)
    instants = (datetime.combine(day, hour, independent.CHINA) for day in DAYS for hour in TIMES)
    assert [fault for fault in (difference(clock, instant) for instant in instants) if fault] == []


@pytest.mark.parametrize("name", clocks())
def test_a_day_without_an_hour_is_taken_as_the_office_gives_it(name):
    clock = clock_of(name)
    for day in DAYS[::7]:
        last_day, unsure = independent.end_of(clock.unit, clock.length, day, moves=clock.moves)
        found = due(name, day)
        assert (found.starts_on, found.last_day, found.provisional) == (day, last_day, unsure)


@pytest.mark.parametrize("name", clocks())
def test_what_starts_later_never_ends_earlier(name):
    instants = (datetime.combine(day, hour, independent.CHINA) for day in DAYS[:800] for hour in TIMES)
    ends = [due(name, instant).last_day for instant in instants]
    assert ends == sorted(ends)
