"""Due days: counted again from the same start, by the same calendar and law, they are the same."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from workflows import clock
from workflows.audit.finding import Finding
from workflows.audit.reading import Found, stream
from workflows.errors import LawUnknown, LengthUnfit, PauseUnknown
from workflows.law import Due, clock_of, due, law_version
from workflows.law.workdays import calendar_version
from workflows.models import CreditEntry, Deadline

COUNTED = ("clock", "starts_on", "pauses", "suspended", "length", "last_day", "due_at", "provisional")


def check(session: Session) -> Iterator[Finding]:
    """B4.3: a deadline counted by a calendar and law that still stand ends when it ends if counted again."""
    columns = [getattr(Deadline, name) for name in COUNTED]
    writing = and_(CreditEntry.commit_id == Deadline.commit_id, CreditEntry.case_id == Deadline.case_id)
    asked = select(Deadline.id, *columns, CreditEntry.law_version, CreditEntry.at).join(CreditEntry, writing)
    for row in stream(session, asked.where(Deadline.calendar_version == calendar_version())):
        if row.law_version == law_version(clock.day_of(row.at)):
            yield from _counted_again(row)


def _counted_again(row: Found) -> Iterator[Finding]:
    try:
        # A term in hours runs from an instant, of which the row keeps the day only.
        again = None if clock_of(row.clock).unit == "hours" else _due(row)
    except (LawUnknown, LengthUnfit, PauseUnknown) as refusal:
        yield Finding("B4.3", "deadline", str(row.id), f"不能重新计算：{refusal}")
        return
    if again and not _agrees(row, again):
        words = f"期限 {row.clock} 自{row.starts_on}起应至{again.last_day}止，记录为{row.last_day}（{row.due_at}）。"
        yield Finding("B4.3", "deadline", str(row.id), words)


def _due(row: Found) -> Due:
    return due(
        row.clock,
        row.starts_on,
        pauses=_spans(row.pauses),
        suspended=_spans(row.suspended),
        length=row.length,
    )


def _spans(written: list[list[str]] | None) -> list[tuple[date, date]]:
    return [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in written or ()]


def _agrees(row: Found, again: Due) -> bool:
    """Compare; a row may be provisional because of its start, which is not counted again here."""
    same = (row.last_day, row.due_at) == (again.last_day, again.instant)
    return bool(same and (row.provisional or not again.provisional))
