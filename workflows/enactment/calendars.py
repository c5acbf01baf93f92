"""The State Council's notice for a year (放假与调休): read from a file, verified, and stored."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from workflows import clock
from workflows.enactment.calendar_files import entries_of
from workflows.errors import LawFileFaulty, UnreadableFile
from workflows.law import is_workday
from workflows.law.years import WorkYear, year_of_entries
from workflows.models import WorkCalendar
from workflows.register.commit import Commit

NAMES = ("元旦", "春节", "清明", "劳动", "端午", "中秋", "国庆")
"""The holidays that every notice arranges."""

_WORDS: Mapping[str, str] = {
    "confidence": "可靠程度",
    "first": "首日",
    "holiday": "节日",
    "issued_on": "发文日期",
    "last": "末日",
    "name": "名称",
    "notice": "通知",
    "number": "文号",
    "title": "标题",
    "worked": "调休上班日",
    "year": "年份",
}
_PATH = re.compile(r"\b([a-z_]+(?:\.(?:\d+|[a-z_]+))*)(?= )")


@dataclass(frozen=True)
class Announced:
    """A year's calendar as a file gives it, verified but not stored."""

    filename: str
    sha256: str
    content: dict[str, Any]
    year: WorkYear


def read_calendar(filename: str, raw: bytes) -> Announced:
    """Return the calendar that a TOML or CSV file gives.

    Raises UnreadableFile, with the fault in Chinese, when it is malformed, names no notice, contradicts
    itself or the days that have passed, or leaves out a holiday.
    """
    entries = entries_of(filename, raw)
    try:
        found = year_of_entries(entries, filename)
    except LawFileFaulty as fault:
        raise UnreadableFile(_in_chinese(fault.detail)) from fault
    if wrong := next(_faults(found), None):
        raise UnreadableFile(f"{filename}：{wrong}")
    return Announced(filename, hashlib.sha256(raw).hexdigest(), _plain(entries), found)


def enter_calendar(session: Session, commit: Commit, announced: Announced) -> WorkCalendar:
    """Store a calendar, which counts from then on in every process; of one year the latest counts."""
    row = WorkCalendar(
        year=announced.year.year,
        content=announced.content,
        notice_number="、".join(notice.number for notice in announced.year.notices),
        filename=announced.filename[:200],
        sha256=announced.sha256,
        imported_by_id=commit.actor_id,
        at=commit.at,
    )
    commit.write(session, [row])
    return row


def year_of_content(content: Mapping[str, Any], where: str) -> WorkYear:
    """Return the calendar that a stored row holds. Raises LawFileFaulty when it does not hold one."""
    return year_of_entries(_dated(content), where)


def _faults(found: WorkYear) -> Iterator[str]:
    today = clock.today()
    if found.year < today.year:
        yield f"{found.year}年已经过去，不能再改"
    if changed := _changed_days(found, today):
        yield f"{changed[0]} 已经过去，是否上班与原来不同，不能再改"
    names = "".join(holiday.name for holiday in found.holidays)
    yield from (f"没有{name}的安排" for name in NAMES if name not in names)


def _changed_days(found: WorkYear, today: date) -> list[date]:
    first = date(found.year, 1, 1)
    past = (first + timedelta(days=step) for step in range((today - first).days + 1))
    worked = set(found.days)
    return [day for day in past if day.year == found.year and (day in worked) != is_workday(day)]


def _in_chinese(fault: str) -> str:
    return _PATH.sub(lambda match: _path_in_chinese(match[1]), fault)


def _path_in_chinese(path: str) -> str:
    parts = [
        f"第{int(part) + 1}项" if part.isdecimal() else _WORDS.get(part, part) for part in path.split(".")
    ]
    return "".join(parts)


def _plain(value: Any) -> Any:
    """Return entries as plain JSON: days as 2027-01-01."""
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


_DAYS = {"issued_on", "first", "last", "worked"}


def _dated(value: Any, name: str = "") -> Any:
    if isinstance(value, Mapping):
        return {key: _dated(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [_dated(inner, name) for inner in value]
    return date.fromisoformat(value) if name in _DAYS else value
