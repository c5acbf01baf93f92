"""Starts and ends the deadlines of a case; a deadline is a row with exactly one end (D6)."""

from datetime import date, datetime

from forms.choices import DeadlineEnd
from workflows.law import clock_of, due
from workflows.models import Deadline
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
    row = Deadline(
        case_id=ctx.case.id,
        clock=clock,
        timer=timer,
        occurrence=1 + sum(known.clock == clock for known in ctx.dossier.deadlines),
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
    ctx.dossier.deadlines.insert(0, row)
    return {f"{timer}_due": found.instant.isoformat()}


def end_clock(ctx: StepContext, timer: str, end: DeadlineEnd, reason: str) -> None:
    """End the running limit of a timer, if one runs; one that has ended already keeps its end."""
    for row in ctx.dossier.running:
        if row.timer == timer:
            finish(row, end, reason, ctx.commit.at)


def end_all(ctx: StepContext, end: DeadlineEnd, reason: str) -> None:
    """End every running limit, but for those that the law lets run on when the case is closed."""
    for row in ctx.dossier.running:
        if not clock_of(row.clock).survives_case:
            finish(row, end, reason, ctx.commit.at)


def finish(row: Deadline, end: DeadlineEnd, reason: str, at: datetime) -> None:
    """Give a deadline its one end."""
    row.ended, row.ended_at, row.end_reason = end, at, reason
