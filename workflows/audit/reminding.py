"""Reminders and supervision: each that the law's table asks for was given, once, and each has its line."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from forms.choices import DeadlineEnd
from workflows import clock
from workflows.audit.finding import Finding
from workflows.audit.reading import Found, each, stream
from workflows.law import clock_of, clocks, workdays_between
from workflows.models import CaseStep, CreditEntry, Deadline, DeadlineMove, Reminder

LAG = timedelta(hours=1)
"""How long the worker may take to give a reminder, once it is due or its limit was started or moved."""


def check(session: Session) -> Iterator[Finding]:
    """B4.7: a term is brought to mind before it ends; one that ended undone is reported to the section's head."""
    yield from _not_reminded(session)
    yield from _not_supervised(session)
    yield from _without_cause(session)
    yield from _without_line(session)


def _not_reminded(session: Session) -> Iterator[Finding]:
    told = (
        Reminder.deadline_id == Deadline.id,
        Reminder.kind == "nearing",
        Reminder.last_day == Deadline.last_day,
    )
    settled = clock.now() - LAG
    moved = select(DeadlineMove.id).where(DeadlineMove.deadline_id == Deadline.id, DeadlineMove.at > settled)
    begun = select(CaseStep.id).where(CaseStep.commit_id == Deadline.commit_id, CaseStep.at > settled)
    running = Deadline.ended_at.is_(None), Deadline.due_at > clock.now()
    asked = select(Deadline.id, Deadline.clock, Deadline.last_day).where(
        *running,
        Deadline.clock.in_([name for name, term in clocks().items() if term.remind_before]),
        ~select(Reminder.id).where(*told).exists(),
        ~moved.exists(),
        ~begun.exists(),
    )
    for row in stream(session, asked):
        if _is_near(row, clock.day_of(settled)):
            words = f"期限 {row.clock} 至{row.last_day}止，临近届满，没有提醒。"
            yield Finding("B4.7", "deadline", str(row.id), words)


def _is_near(row: Found, day: date) -> bool:
    return workdays_between(day, row.last_day) <= clock_of(row.clock).remind_before


def _not_supervised(session: Session) -> Iterator[Finding]:
    """Of the time before there were reminders nothing is asked."""
    since: datetime | None = session.scalar(select(func.min(Reminder.at)))
    if since is None:
        return
    told = Reminder.deadline_id == Deadline.id, Reminder.kind == "supervision"
    names = [name for name, term in clocks().items() if term.at_expiry == "escalate"]
    fired = Deadline.ended == DeadlineEnd.FIRED, Deadline.ended_at >= since, Deadline.clock.in_(names)
    untold = select(Deadline.id, Deadline.clock).where(*fired, ~select(Reminder.id).where(*told).exists())
    yield from each(session, "B4.7", "deadline", untold, "期限 {clock} 届满没有办完，没有报督办。")


def _without_cause(session: Session) -> Iterator[Finding]:
    after = Reminder.kind.in_(("supervision", "expired"))
    over = Deadline.ended == DeadlineEnd.FIRED, Deadline.ended_at == Reminder.at
    wrong = or_(
        and_(after, ~and_(*over)),
        and_(~after, or_(Reminder.at >= Deadline.ended_at, Reminder.at >= Deadline.due_at)),
    )
    odd = select(Reminder.id, Deadline.clock).join(Reminder.deadline).where(wrong)
    yield from each(session, "B4.7", "reminder", odd, "期限 {clock} 的提醒或者督办与期限的结果不符。")


def _without_line(session: Session) -> Iterator[Finding]:
    line = aliased(CreditEntry)
    given = select(line.id).where(line.commit_id == Reminder.commit_id, line.case_id == Reminder.case_id)
    said = select(line.id).where(
        line.case_id == Reminder.case_id,
        line.event == "supervised",
        line.at == Reminder.answered_at,
        line.actor_id == Reminder.answered_by_id,
    )
    missing = or_(~given.exists(), and_(Reminder.answered_at.is_not(None), ~said.exists()))
    asked = select(Reminder.id, Reminder.case_id).where(missing)
    yield from each(session, "B4.7", "reminder", asked, "案件 {case_id} 的提醒或者督办没有相应的条目。")
