"""Starts and ends the deadlines of a case; a deadline is a row with exactly one end (D6)."""

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forms.choices import DeadlineEnd
from workflows.law import clock_of, due
from workflows.models import Case, Deadline
from workflows.steps import StepContext


def start_clock(
    ctx: StepContext, clock: str, start: date | datetime, start_event: str, *, timer: str = ""
) -> dict[str, str]:
    """Start a time limit and return the diagram's variable for it: `<timer>_due`, an ISO instant in UTC.

    The timer is the clock's own unless another is named. A limit of the same timer that still runs is ended
    first, because it is counted anew. Raises LawUnknown when there is no such clock.
    """
    timer = timer or clock
    end_clock(ctx, timer, DeadlineEnd.CANCELLED, "期限重新计算")
    found = due(clock, start)
    known = select(func.count()).where(Deadline.case_id == ctx.case.id, Deadline.clock == clock)
    row = Deadline(
        case_id=ctx.case.id,
        clock=clock,
        timer=timer,
        occurrence=ctx.session.scalars(known).one() + 1,
        title=clock_of(clock).title,
        start_event=start_event,
        starts_on=found.starts_on,
        last_day=found.last_day,
        due_at=found.instant,
        provisional=found.provisional,
        calendar_version=found.calendar_version,
        basis=found.basis,
        sentence=found.sentence,
        commit_id=ctx.commit.id,
    )
    ctx.session.add(row)
    return {f"{timer}_due": found.instant.isoformat()}


def end_clock(ctx: StepContext, timer: str, end: DeadlineEnd, reason: str) -> None:
    """End the running limit of a timer, if one runs; one that has ended already keeps its end."""
    for row in running(ctx.session, ctx.case):
        if row.timer == timer:
            finish(row, end, reason, ctx.commit.at)


def finish(row: Deadline, end: DeadlineEnd, reason: str, at: datetime) -> None:
    """Give a deadline its one end."""
    row.ended, row.ended_at, row.end_reason = end, at, reason


def running(session: Session, case: Case) -> list[Deadline]:
    """Return the limits of a case that have not ended, the first due first."""
    found = select(Deadline).where(Deadline.case_id == case.id, Deadline.ended_at.is_(None))
    return list(session.scalars(found.order_by(Deadline.due_at)))
