"""Starts, stops and ends the deadlines of a case; a deadline is a row with exactly one end (D6)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from forms.choices import DeadlineEnd, EntryKind, Visibility
from workflows import clock as wall
from workflows.law import clock_of, due, law_version
from workflows.law.pauses import Pauses, Span
from workflows.models import Case, CreditEntry, Deadline
from workflows.register.commit import Commit
from workflows.steps import StepContext


def start_clock(
    ctx: StepContext,
    clock: str,
    start: date | datetime,
    start_event: str,
    *,
    timer: str = "",
    pauses: Iterable[Span] = (),
    suspended: Iterable[Span] = (),
    length: int | None = None,
    beside: bool = False,
) -> dict[str, int]:
    """Start a time limit and return the diagram's variable for it: `<timer>_due`, the id of its row.

    The timer is the clock's own unless another is named. A limit of the same timer that still runs is ended
    first, because it is counted anew, unless this one runs `beside` it, as for another paper. `pauses` are
    spans of days that do not count, first and last included, and so are `suspended`, on which the whole case stood
    still; `length` is one that a decision fixes. Raises
    LawUnknown when there is no such clock, and as `due` does.
    """
    timer = timer or clock
    before = None if beside else next((row for row in ctx.dossier.deadlines if row.timer == timer), None)
    if not beside:
        end_clock(ctx, timer, DeadlineEnd.CANCELLED, "期限重新计算")
    left_out, still = Pauses.of(pauses), Pauses.of(suspended)
    found = due(clock, start, pauses=left_out.spans, suspended=still.spans, length=length)
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
        pauses=_written(left_out),
        suspended=_written(still) or None,
        length=length,
        replaces_id=before and before.id,
        commit_id=ctx.commit.id,
    )
    ctx.session.add(row)
    ctx.session.flush()
    ctx.dossier.deadlines.insert(0, row)
    return {f"{timer}_due": row.id}


def _written(pauses: Pauses) -> list[list[str]]:
    return [[str(first), str(last)] for first, last in pauses.spans]


def spans_of(written: Sequence[Sequence[str]] | None) -> list[Span]:
    """Return spans of days as a row keeps them."""
    return [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in written or ()]


def end_clock(ctx: StepContext, timer: str, end: DeadlineEnd, reason: str) -> None:
    """End the running limit of a timer, if one runs; one that has ended already keeps its end."""
    for row in ctx.dossier.running:
        if row.timer == timer:
            finish(row, end, reason, ctx.commit.at)


STOPPED, SUSPENDED = "中止计算：", "案件中止："
"""What the end of a limit begins with that stopped by itself, or with its whole case, and may be counted further."""


def stop_clock(ctx: StepContext, timer: str, reason: str) -> None:
    """Stop the running limit of a timer, if one runs, until `go_on` counts it further."""
    end_clock(ctx, timer, DeadlineEnd.CANCELLED, f"{STOPPED}{reason}")


def go_on(ctx: StepContext, timer: str) -> dict[str, int]:
    """Count a stopped limit further and return its variable as `start_clock` does; nothing when none was stopped.

    The days from the one of stopping to the one before going on do not count (程序规定 64).
    """
    row = next((row for row in ctx.dossier.deadlines if row.timer == timer), None)
    if row is None or row.ended_at is None or not str(row.end_reason).startswith(STOPPED):
        return {}
    span = wall.day_of(row.ended_at), wall.day_of(ctx.commit.at) - timedelta(days=1)
    return _counted_again(ctx, row, [span])


def leave_out(ctx: StepContext, timer: str, spans: Iterable[tuple[date, date]]) -> dict[str, int]:
    """Leave spans of days, first and last included, out of the running limit of a timer, if one runs."""
    row = next((row for row in ctx.dossier.running if row.timer == timer), None)
    return _counted_again(ctx, row, spans) if row is not None else {}


def cut_short(ctx: StepContext, timer: str, last: date) -> dict[str, int]:
    """Let the spans that do not count in the running limit of a timer end on a day, if they reach beyond it.

    Return its variable as `start_clock` does; nothing when no limit runs or no span reaches so far.
    """
    row = next((row for row in ctx.dossier.running if row.timer == timer), None)
    if row is None or all(end <= str(last) for _, end in row.pauses):
        return {}
    kept = [(first, min(end, last)) for first, end in spans_of(row.pauses)]
    return _counted(ctx, row, [span for span in kept if span[0] <= span[1]])


def after_suspension(ctx: StepContext, row: Deadline, still: Span) -> None:
    """Count a limit further that stood still with its whole case, and let it stand in the place of the one stopped.

    Of one timer several may run, each for a paper of its own; each is counted further by itself.
    """
    suspended = [*spans_of(row.suspended), *([still] if still[0] <= still[1] else [])]
    start_clock(
        ctx,
        row.clock,
        row.starts_on,
        row.start_event,
        timer=row.timer,
        pauses=spans_of(row.pauses),
        suspended=suspended,
        length=row.length,
        beside=True,
    )
    ctx.dossier.deadlines[0].replaces_id = row.id


def _counted_again(ctx: StepContext, row: Deadline, spans: Iterable[Span]) -> dict[str, int]:
    return _counted(
        ctx, row, [*spans_of(row.pauses), *((first, last) for first, last in spans if first <= last)]
    )


def _counted(ctx: StepContext, row: Deadline, pauses: Iterable[Span]) -> dict[str, int]:
    return start_clock(
        ctx,
        row.clock,
        row.starts_on,
        row.start_event,
        timer=row.timer,
        pauses=pauses,
        suspended=spans_of(row.suspended),
        length=row.length,
    )


def end_all(ctx: StepContext, end: DeadlineEnd, reason: str) -> None:
    """End every running limit, but for those that the law lets run on when the case is closed."""
    for row in ctx.dossier.running:
        if not clock_of(row.clock).survives_case:
            finish(row, end, reason, ctx.commit.at)


def names_of(row: Deadline, deadlines: Sequence[Deadline]) -> set[int | datetime]:
    """Return under which names a diagram may wait for a limit of a case with these deadlines.

    These are its id, those of the limits that it was counted anew from, and the instants of all these, by which a
    case waits that an earlier release left.
    """
    known = {one.id: one for one in deadlines}
    counted_before = [
        one for one in deadlines if one.timer == row.timer and one.ended == DeadlineEnd.CANCELLED
    ]
    names: set[int | datetime] = {one.due_at for one in counted_before}
    at: Deadline | None = row
    while at is not None:
        names |= {at.id, at.due_at}
        at = known.get(at.replaces_id or 0)
    return names


def finish(row: Deadline, end: DeadlineEnd, reason: str, at: datetime) -> None:
    """Give a deadline its one end."""
    row.ended, row.ended_at, row.end_reason = end, at, reason


def entry_about(case: Case, row: Deadline, commit: Commit, event: str, summary: str) -> CreditEntry:
    """Return an internal entry about a limit of a case, outside of any step; the caller writes it."""
    entry = CreditEntry(
        entity_id=case.entity_id,
        record_id=case.record_id,
        case_id=case.id,
        kind=EntryKind.DEADLINE,
        event=event,
        summary=summary,
        basis=row.basis,
        rule=row.clock,
        law_version=law_version(),
        detail={"deadline": row.id},
        actor_id=commit.actor_id,
        actor_name=commit.actor_name,
        at=commit.at,
    )
    entry.open_to(Visibility.INTERNAL)
    return entry
