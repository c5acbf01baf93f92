"""Which days are worked, and how working days are counted."""

from bisect import bisect_right
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from workflows.law import settings
from workflows.law.files import FOLDER, fingerprint
from workflows.law.years import ONE_DAY as ONE_DAY  # asked for here by those who count
from workflows.law.years import WorkYear, read_year, year_of_weekdays


def _folder() -> Path:
    return FOLDER / "holidays"


@cache
def year_on_file(year: int) -> WorkYear:
    """Return the calendar of a year by the files alone: by the notice, or its weekdays without one."""
    path = _folder() / f"{year}.toml"
    return read_year(path) if path.exists() else year_of_weekdays(year)


def year_of(year: int) -> WorkYear:
    """Return the calendar of a year: as last entered, by the notice on file, or its weekdays without any."""
    return settings.current().years.get(year) or year_on_file(year)


@cache
def years_on_file() -> tuple[int, ...]:
    """Return the years whose notice came with the release."""
    return tuple(sorted(int(path.stem) for path in _folder().glob("*.toml")))


def announced_years() -> tuple[WorkYear, ...]:
    """Return the calendars of all years whose notice is known, in order."""
    return tuple(year_of(year) for year in sorted({*years_on_file(), *settings.current().years}))


def calendar_version() -> str:
    """Return the years known and a digest of them; a deadline keeps it to say how it was counted."""
    return _version(settings.current())


@lru_cache(maxsize=4)
def _version(entered: settings.Entered) -> str:
    years = sorted({*years_on_file(), *entered.years})
    span = f"{years[0]}-{years[-1]}" if years else "none"
    entered_digest = f"+{entered.calendars_digest[:12]}" if entered.years else ""
    return f"{span} {_files_digest()}{entered_digest}"


@cache
def _files_digest() -> str:
    return fingerprint(sorted(_folder().glob("*.toml")))


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
