"""The calendar of one year as the State Council's notices lay it down (放假与调休)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

from marshmallow import fields, post_load

from workflows.errors import LawFileFaulty
from workflows.law.entries import Entry, day, listing, mark, words
from workflows.law.files import checked, read_toml

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
    entries, where = read_toml(path), f"holidays/{path.name}"
    if path.stem != str(entries.get("year")):
        raise LawFileFaulty(f"{where}：文件名与 year = {entries.get('year')} 不一致")
    return year_of_entries(entries, where)


def year_of_entries(entries: Mapping[str, Any], where: str) -> WorkYear:
    """Return the calendar that entries in the form of a file make up.

    Raises LawFileFaulty, naming `where`, when one is missing or they contradict each other.
    """
    data = checked(_YearEntry(), entries, where)
    year, holidays = data["year"], data["holiday"]
    fault = next(_contradictions(year, holidays), None)
    if fault:
        raise LawFileFaulty(f"{where}：{fault}")
    off = {day for holiday in holidays for day in holiday.days_off()}
    worked = {day for holiday in holidays for day in holiday.worked}
    days = tuple(day for day in _days_of(year) if day in worked or (not _weekend(day) and day not in off))
    return WorkYear(year, True, days, tuple(holidays), tuple(data["notice"]), data["confidence"])  # noqa: FBT003


def year_of_weekdays(year: int) -> WorkYear:
    """Return the calendar of a year without a notice: its weekdays, provisionally."""
    return WorkYear(year, False, tuple(day for day in _days_of(year) if not _weekend(day)))  # noqa: FBT003


def _contradictions(year: int, holidays: list[Holiday]) -> Iterator[str]:
    off = [day for holiday in holidays for day in holiday.days_off()]
    worked = [day for holiday in holidays for day in holiday.worked]
    for holiday in holidays:
        if not holiday.first <= holiday.last:
            yield f"{holiday.name}的起止日期颠倒"
    yield from (f"{day} 不在{year}年内" for day in chain(off, worked) if day.year != year)
    yield from (f"调休上班日 {day} 不是周末" for day in worked if not _weekend(day))
    yield from (f"{day} 既放假又上班" for day in worked if day in off)
    yield from (f"{day} 重复放假" for day in off if off.count(day) > 1)


def _days_of(year: int) -> Iterator[date]:
    first = date(year, 1, 1)
    return (first + ONE_DAY * step for step in range((date(year, 12, 31) - first).days + 1))


def _weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY
