"""Which days are worked, year by year, as the State Council's notices say (放假与调休)."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from marshmallow import fields, post_load

from workflows.errors import LawFileFaulty
from workflows.law.entries import Entry, day, listing, mark, words
from workflows.law.files import FOLDER, checked, fingerprint, read_toml

ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class Notice:
    """The State Council's notice that a year's calendar rests on."""

    title: str
    number: str
    issued_on: date
    note: str


@dataclass(frozen=True)
class Holiday:
    """Days off in a row, and the days at weekends that are worked for them."""

    name: str
    first: date
    last: date
    worked: list[date]

    def days_off(self) -> Iterator[date]:
        """Yield the days from the first to the last."""
        return (self.first + ONE_DAY * step for step in range((self.last - self.first).days + 1))


@dataclass(frozen=True)
class WorkYear:
    """The worked days of one year; without a notice they are its weekdays and only provisional."""

    year: int
    announced: bool
    days: tuple[date, ...]
    holidays: tuple[Holiday, ...] = ()
    notices: tuple[Notice, ...] = ()
    confidence: str = "D"


class _NoticeEntry(Entry):
    title, number, issued_on, note = words(), words(), day(), words(required=False)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Notice:
        return Notice(**data)


class _HolidayEntry(Entry):
    name, first, last, worked = words(), day(), day(), listing(day(), required=False)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Holiday:
        return Holiday(**data)


class _YearEntry(Entry):
    year = fields.Integer(required=True, strict=True)
    confidence = mark()
    notice = listing(fields.Nested(_NoticeEntry))
    holiday = listing(fields.Nested(_HolidayEntry))


def read_year(path: Path) -> WorkYear:
    """Return the calendar of the year that a file holds. Raises LawFileFaulty where it contradicts itself."""
    data = checked(_YearEntry(), read_toml(path), f"holidays/{path.name}")
    year, holidays = data["year"], data["holiday"]
    fault = next(_contradictions(path.stem, year, holidays), None)
    if fault:
        raise LawFileFaulty(f"holidays/{path.name}：{fault}")
    off = {day for holiday in holidays for day in holiday.days_off()}
    worked = {day for holiday in holidays for day in holiday.worked}
    days = tuple(day for day in _days_of(year) if day in worked or (not _weekend(day) and day not in off))
    return WorkYear(year, True, days, tuple(holidays), tuple(data["notice"]), data["confidence"])  # noqa: FBT003


def _contradictions(stem: str, year: int, holidays: list[Holiday]) -> Iterator[str]:
    off = [day for holiday in holidays for day in holiday.days_off()]
    worked = [day for holiday in holidays for day in holiday.worked]
    if stem != str(year):
        yield f"文件名与 year = {year} 不一致"
    for holiday in holidays:
        if not holiday.first <= holiday.last:
            yield f"{holiday.name}的起止日期颠倒"
    yield from (f"{day} 不在{year}年内" for day in chain(off, worked) if day.year != year)
    yield from (f"调休上班日 {day} 不是周末" for day in worked if not _weekend(day))
    yield from (f"{day} 既放假又上班" for day in worked if day in off)
    yield from (f"{day} 重复放假" for day in off if off.count(day) > 1)


@cache
def year_of(year: int) -> WorkYear:
    """Return the calendar of a year: by the notice, or its weekdays when no notice is on file."""
    path = FOLDER / "holidays" / f"{year}.toml"
    if path.exists():
        return read_year(path)
    return WorkYear(year, False, tuple(day for day in _days_of(year) if not _weekend(day)))  # noqa: FBT003


@cache
def announced_years() -> tuple[WorkYear, ...]:
    """Return the calendars of all years whose notice is on file, in order."""
    return tuple(year_of(int(path.stem)) for path in sorted((FOLDER / "holidays").glob("*.toml")))


@cache
def calendar_version() -> str:
    """Return the years on file and a digest of them; a deadline keeps it to say how it was counted."""
    years = [known.year for known in announced_years()]
    span = f"{years[0]}-{years[-1]}" if years else "none"
    return f"{span} {fingerprint(sorted((FOLDER / 'holidays').glob('*.toml')))}"


def is_workday(day: date) -> bool:
    """Return whether a day is worked: weekdays but for holidays, and make-up days (调休) at weekends."""
    days = year_of(day.year).days
    place = bisect_right(days, day)
    return place > 0 and days[place - 1] == day


def add_workdays(day: date, count: int) -> tuple[date, bool]:
    """Return the count-th working day after a day, and whether it is provisional.

    The day itself is not counted. Provisional means that days of a year without a notice were
    counted as if only its weekends were free.
    """
    if count < 0:
        raise ValueError("a term has no negative number of working days")
    left, provisional, year = count, False, day.year
    while left:
        working = year_of(year)
        later = working.days[bisect_right(working.days, day) :]
        provisional |= bool(later) and not working.announced
        if left <= len(later):
            return later[left - 1], provisional
        left, year = left - len(later), year + 1
    return day, False


def on_or_after(day: date) -> tuple[date, bool]:
    """Return the first working day that is not before a day, and whether it is provisional."""
    found, provisional = add_workdays(day - ONE_DAY, 1)
    return found, provisional or not year_of(day.year).announced


def workdays_between(start: date, end: date) -> int:
    """Return how many working days lie after the start up to and with the end.

    Negative when the end is before the start: the working days that have passed since.
    """
    if end < start:
        return -workdays_between(end, start)
    whole = sum(len(year_of(year).days) for year in range(start.year, end.year))
    return whole + bisect_right(year_of(end.year).days, end) - bisect_right(year_of(start.year).days, start)


def _days_of(year: int) -> Iterator[date]:
    first = date(year, 1, 1)
    return (first + ONE_DAY * step for step in range((date(year, 12, 31) - first).days + 1))


def _weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY
