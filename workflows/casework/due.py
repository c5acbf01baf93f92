"""Fires the deadlines that are due: before any answer is looked at, and by the worker when nobody answers."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forms.choices import DeadlineEnd, StepKind
from workflows import clock
from workflows.casework.expiring import end_words, follow
from workflows.casework.moves import Move, carry, note_down
from workflows.catalog import process_of
from workflows.engine import Run
from workflows.errors import ClockSetBack, DiagramFailed
from workflows.models import Case, Deadline, DeadlineMove
from workflows.register.commit import Commit
from workflows.steps import StepContext
from workflows.steps.dossier import Dossier
from workflows.steps.limits import finish, names_of


def due_cases(session: Session, most: int, skip: int = 0) -> Sequence[UUID]:
    """Return cases with a deadline that is due, the longest due first; cases that are not due are not read."""
    due = (
        select(Deadline.case_id)
        .where(Deadline.ended_at.is_(None), Deadline.due_at <= clock.now())
        .group_by(Deadline.case_id)
        .order_by(func.min(Deadline.due_at), Deadline.case_id)
        .limit(most)
        .offset(skip)
    )
    return list(session.scalars(due))


def next_due_id(session: Session, case_id: UUID) -> int | None:
    """Return the id of the deadline of a case that is due first, None when none is due."""
    due = Deadline.ended_at.is_(None), Deadline.due_at <= clock.now()
    first = (
        select(Deadline.id).where(Deadline.case_id == case_id, *due).order_by(Deadline.due_at, Deadline.id)
    )
    return session.scalars(first.limit(1)).one_or_none()


def wake(session: Session, case_id: UUID) -> int:
    """Fire what is due in one case, under its lock; return how many deadlines fired."""
    fired, _ = fire_due(session, locked_case(session, case_id), clock.now())
    return len(fired)


def meet(session: Session, case_id: UUID, clock_name: str, reason: str) -> None:
    """End a limit of a case that was kept outside of the diagram, such as by the delivery of a message."""
    for row in Dossier(session, locked_case(session, case_id)).running:
        if row.clock == clock_name:
            finish(row, DeadlineEnd.MET, reason, clock.now())


def locked_case(session: Session, case_id: UUID) -> Case:
    """Return a case, locked until the transaction ends and read after the lock."""
    found = select(Case).where(Case.id == case_id)
    return session.scalars(found.with_for_update(of=Case).execution_options(populate_existing=True)).one()


def fire_due(session: Session, case: Case, at: datetime) -> tuple[list[Commit], Dossier]:
    """Fire every deadline of a locked case that is due at an instant, the earliest first, each as a step of its own.

    Return their commits, and the dossier as it stands then. Raises ClockSetBack when the case has a step that is
    later than the instant, DiagramFailed when each firing makes another one due.
    """
    fired: list[Commit] = []
    dossier = Dossier(session, case)
    _refuse_earlier(case, dossier.read_limits(), at)
    most = MOST_MORE + sum(row.due_at <= at for row in dossier.running)
    while due := [row for row in dossier.running if row.due_at <= at]:
        if len(fired) == most:
            raise DiagramFailed(f"案件 {case.number} 的期限“{due[0].title}”反复届满，没有尽头。")
        fired.append(_fire(session, dossier, due[0], at))
        dossier = Dossier(session, case)
    return fired, dossier


MOST_MORE = 100
"""So many limits may fall due that others started; more is a diagram that starts what is already over."""


def fire_kept(dossier: Dossier, run: Run, at: datetime) -> Run:
    """Let what ran out while another task stood in its place take effect, now that its own task has opened again.

    Return the run as it stands then.
    """
    for row in dossier.kept:
        if run.waits_for(row.timer, _names(dossier, row)):
            row.caught_at = at
            run, _ = _run_out(dossier, row, Commit(at=at))
    return run


def _refuse_earlier(case: Case, last: datetime | None, at: datetime) -> None:
    """No step may stand before another that it follows: days, terms and the chain would contradict each other."""
    if last is not None and at < last:
        shown = last.astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
        raise ClockSetBack(f"案件 {case.number} 的上一步在 {shown} 办理。")


def _fire(session: Session, dossier: Dossier, row: Deadline, at: datetime) -> Commit:
    case, commit = dossier.case, Commit(at=at)
    finish(row, DeadlineEnd.FIRED, "期限届满", commit.at)
    follow(session, row, commit)
    if case.closed_at is None and case.suspended_at is None:
        run, caught = _run_out(dossier, row, commit)
        row.uncaught_at = None if caught or not _is_drawn(session, row, case) else at
        fire_kept(Dossier(session, case), run, at)
    else:
        # A limit that outlived its case (a remedy period), or ran on while it stands still: no diagram moves now.
        note_down(StepContext(session=session, case=case, commit=commit), _move(case, row))
        row.uncaught_at = at if case.suspended_at and _is_drawn(session, row, case) else None
    session.flush()
    return commit


def _is_drawn(session: Session, row: Deadline, case: Case) -> bool:
    """Return whether a timer of the case's diagram waits for the limit, here or elsewhere."""
    return row.timer in process_of(session, case).watched


def _run_out(dossier: Dossier, row: Deadline, commit: Commit) -> tuple[Run, bool]:
    """Carry a case as far as a limit takes it that has run out; tell also whether a timer waited for it."""
    session, case, names = dossier.session, dossier.case, _names(dossier, row)
    caught: list[bool] = []
    run = carry(
        session, case, commit, _move(case, row), lambda run: caught.append(run.fire(row.timer, names))
    )
    return run, any(caught)


def _names(dossier: Dossier, row: Deadline) -> set[int | datetime]:
    """Return under which names the diagram may wait for a limit.

    Among them the instants at which it once ended, by which a case waits that an earlier release left.
    """
    moved = select(DeadlineMove.old_due_at).where(DeadlineMove.deadline_id == row.id)
    return names_of(row, dossier.deadlines) | set(dossier.session.scalars(moved))


def _move(case: Case, row: Deadline) -> Move:
    return Move(
        kind=StepKind.TIMER,
        process_key=case.process_key,
        name=row.clock,
        title=f"{row.title}届满",
        words=end_words(row),
    )
