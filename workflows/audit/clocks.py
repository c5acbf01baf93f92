"""Due days: counted again from the same start, by the same calendar and law, they are the same."""

from collections.abc import Iterator

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from workflows.audit.finding import Finding
from workflows.audit.reading import Found, stream
from workflows.errors import LawUnknown
from workflows.law import Due, due, law_version
from workflows.law.workdays import calendar_version
from workflows.models import CreditEntry, Deadline


def check(session: Session) -> Iterator[Finding]:
    """B4.3: a deadline counted by the calendar and the law in use ends when it ends if counted again."""
    columns = (
        Deadline.id,
        Deadline.clock,
        Deadline.starts_on,
        Deadline.last_day,
        Deadline.due_at,
        Deadline.provisional,
    )
    writing = and_(CreditEntry.commit_id == Deadline.commit_id, CreditEntry.case_id == Deadline.case_id)
    asked = select(*columns).join(CreditEntry, writing)
    same = Deadline.calendar_version == calendar_version(), CreditEntry.law_version == law_version()
    for row in stream(session, asked.where(*same)):
        yield from _counted_again(row)


def _counted_again(row: Found) -> Iterator[Finding]:
    try:
        again = due(row.clock, row.starts_on)
    except LawUnknown as unknown:
        yield Finding("B4.3", "deadline", str(row.id), str(unknown))
        return
    if not _agrees(row, again):
        words = f"期限 {row.clock} 自{row.starts_on}起应至{again.last_day}止，记录为{row.last_day}（{row.due_at}）。"
        yield Finding("B4.3", "deadline", str(row.id), words)


def _agrees(row: Found, again: Due) -> bool:
    """Compare; a row may be provisional because of its start, which is not counted again here."""
    same = (row.last_day, row.due_at) == (again.last_day, again.instant)
    return same and (row.provisional or not again.provisional)
