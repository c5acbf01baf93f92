"""Every term from every day of the calendars on file ends where a second, independent count says."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law import independent
from workflows.law import Clock, clock_of, clocks, due

TIMES = (time(0), time(8, 59), time(17), time(23, 59))
FIRST, LAST = date(2020, 1, 1), date(2026, 12, 31)
DAYS = [FIRST + timedelta(days=step) for step in range((LAST - FIRST).days + 1)]
INSTANTS = [datetime.combine(day, hour, independent.CHINA) for day in DAYS for hour in TIMES]
IN_DAYS = [name for name, clock in clocks().items() if clock.unit != "hours"]
IN_HOURS = [name for name, clock in clocks().items() if clock.unit == "hours"]
PAUSABLE = [name for name, clock in clocks().items() if clock.excludes]
Found = tuple[date, date, bool, datetime]


def expected(clock: Clock, length: int, instant: datetime) -> Found:
    starts_on = independent.received_on(instant, cutoff=clock.cutoff)
    last_day, unsure = independent.end_of(clock.unit, length, starts_on, moves=clock.moves)
    unsure = unsure or (starts_on != instant.date() and starts_on.year not in independent.ANNOUNCED)
    return starts_on, last_day, unsure, independent.midnight_after(last_day)


def found(name: str, instant: datetime) -> Found:
    end = due(name, instant)
    return end.starts_on, end.last_day, end.provisional, end.instant


@pytest.mark.parametrize("name", IN_DAYS)
def test_the_two_counts_agree_on_every_day_and_hour(name):
    clock, length = clock_of(name), clock_of(name).length
    differ = (at for at in INSTANTS if found(name, at) != expected(clock, length, at))
    assert next(differ, None) is None


@pytest.mark.parametrize("name", IN_HOURS)
def test_a_term_in_hours_ends_at_its_instant_on_every_day_and_hour(name):
    length = clock_of(name).length
    for at in INSTANTS:
        end = due(name, at)
        assert (end.last_day, end.instant) == independent.hours_on(at, length)
        assert (end.starts_on, end.provisional) == (at.date(), False)


def test_a_count_that_is_off_by_a_day_is_noticed(monkeypatch):
    clock = clock_of("repair_decision")
    monkeypatch.setattr(independent, "WORKDAYS", [day for day in independent.WORKDAYS if day.day != 9])
    independent.end_of.cache_clear()
    differ = [at for at in INSTANTS[-400:] if found(clock.name, at) != expected(clock, clock.length, at)]
    independent.end_of.cache_clear()
    assert differ


@pytest.mark.parametrize("name", IN_DAYS)
def test_a_day_without_an_hour_is_taken_as_the_office_gives_it(name):
    clock = clock_of(name)
    for day in DAYS[::7]:
        last_day, unsure = independent.end_of(clock.unit, clock.length, day, moves=clock.moves)
        end = due(name, day)
        assert (end.starts_on, end.last_day, end.provisional) == (day, last_day, unsure)


@pytest.mark.parametrize("name", clocks())
def test_what_starts_later_never_ends_earlier(name):
    ends = [due(name, instant).instant for instant in INSTANTS[:800]]
    assert ends == sorted(ends)


# Spans as (days after the start, length in days): before, inside, across and after the term.
spans = st.lists(st.tuples(st.integers(-30, 200), st.integers(0, 60)), max_size=5)


@settings(max_examples=300, deadline=None)
@given(name=st.sampled_from(PAUSABLE), start=st.sampled_from(DAYS), around=spans)
def test_the_two_counts_agree_with_pauses(name, start, around):
    clock = clock_of(name)
    days = {start + timedelta(days=after + step) for after, length in around for step in range(length + 1)}
    pauses = [
        (start + timedelta(days=after), start + timedelta(days=after + length)) for after, length in around
    ]
    counted = independent.end_with_pauses(clock.unit, clock.length, start, days, moves=clock.moves)
    end = due(name, start, pauses=pauses)
    assert (end.last_day, end.provisional) == counted


@given(name=st.sampled_from(PAUSABLE), start=st.sampled_from(DAYS[:-400]), length=st.integers(0, 40))
def test_a_pause_inside_a_term_never_shortens_it(name, start, length):
    span = start + timedelta(days=1), start + timedelta(days=1 + length)
    assert due(name, start, pauses=[span]).last_day >= due(name, start).last_day
