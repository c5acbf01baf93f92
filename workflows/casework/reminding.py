"""Reminds whoever handles a case of its terms before they end: half way, and some working days before (提醒).

Which reminders are due is asked of the terms as they stand: one that was moved, stopped or counted anew takes its
reminders along, and the worker may look as often as it likes.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session

from forms.choices import ReminderKind
from workflows import clock
from workflows.casework.due import locked_case
from workflows.casework.expiring import reminder_of
from workflows.jobs import Work, enqueue, every, job
from workflows.jobs.registry import MINUTE
from workflows.law import add_workdays, clocks, workdays_between
from workflows.law.numerals import written
from workflows.models import Case, Deadline, Reminder
from workflows.models.days import EPOCH, DayNumber
from workflows.register.commit import Commit
from workflows.steps.limits import entry_about

BATCH = 100
EVERY = 10 * MINUTE
SAID = {ReminderKind.HALFWAY: "已经过半", ReminderKind.NEARING: "临近届满"}


def cases_to_remind(session: Session, most: int, skip: int = 0) -> Sequence[UUID]:
    """Return cases with a reminder that is due and was not given, those whose limit ends first before others."""
    owing = or_(*(_owing(kind) for kind in SAID))
    found = select(Deadline.case_id).where(*_running(clock.now()), owing).group_by(Deadline.case_id)
    ordered = found.order_by(func.min(Deadline.due_at), Deadline.case_id)
    return list(session.scalars(ordered.limit(most).offset(skip)))


def remind(session: Session, case_id: UUID) -> int:
    """Give the reminders of a case that are due, under its lock, each with its line; return how many were given."""
    case, commit = locked_case(session, case_id), Commit()
    return sum(_given(session, case, kind, commit) for kind in SAID)


def _given(session: Session, case: Case, kind: ReminderKind, commit: Commit) -> int:
    owed = select(Deadline).where(Deadline.case_id == case.id, *_running(commit.at), _owing(kind))
    fresh = owed.order_by(Deadline.due_at, Deadline.id).execution_options(populate_existing=True)
    rows = session.scalars(fresh).all()
    session.add_all(reminder_of(row, kind, commit) for row in rows)
    commit.write(session, [entry_about(case, row, commit, "reminded", _words(row, kind)) for row in rows])
    return len(rows)


def _words(row: Deadline, kind: ReminderKind) -> str:
    left = workdays_between(clock.today(), row.last_day)
    days = f"还有{left}个工作日" if left else "今日届满"
    return f"期限“{row.title}”{SAID[kind]}：至{written(row.last_day)}止，{days}，提醒承办人。"


def _running(at: datetime) -> tuple[ColumnElement[bool], ...]:
    """Only what has not run out: what has is told by its end."""
    return Deadline.ended_at.is_(None), Deadline.due_at > at


def _owing(kind: ReminderKind) -> ColumnElement[bool]:
    """Return the condition that a limit's reminder of a kind is due, and was not given of it as it ends now."""
    of_it = Reminder.deadline_id == Deadline.id, Reminder.kind == kind, Reminder.last_day == Deadline.last_day
    given = select(Reminder.id).where(*of_it).correlate(Deadline).exists()
    nearing = _is_near(clock.today())
    # Whoever hears that a term is about to end need not hear that half of it is over.
    reached = nearing if kind is ReminderKind.NEARING else and_(_is_half_over(clock.today()), ~nearing)
    return and_(reached, ~given)


def _is_near(today: date) -> ColumnElement[bool]:
    """Whether no more working days are left than the law's table says, of each length of notice in one condition."""
    near = (
        and_(Deadline.clock.in_(names), Deadline.last_day < add_workdays(today, days + 1)[0])
        for days, names in _by_notice().items()
    )
    return or_(false(), *near)


def _by_notice() -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for name, term in clocks().items():
        if term.remind_before:
            found[term.remind_before].append(name)
    return found


def _is_half_over(today: date) -> ColumnElement[bool]:
    names = [name for name, term in clocks().items() if term.remind_halfway]
    number = (today - date.fromisoformat(EPOCH)).days
    return and_(
        Deadline.clock.in_(names),
        DayNumber(Deadline.starts_on) + DayNumber(Deadline.last_day) <= 2 * number,
    )


REMIND = "remind_case"


@job("sweep_reminders", title="期限提醒")
def sweep_reminders(work: Work) -> None:
    """Have every case reminded that is to be, each in a run of its own: a broken one holds up no other."""
    skip = 0
    while cases := _owed(work, skip):
        for case_id in cases:
            with work.transaction() as session:
                enqueue(session, REMIND, str(case_id), key=f"{REMIND}:{case_id}:{_turn(clock.now())}")
        skip += BATCH


def _owed(work: Work, skip: int) -> Sequence[UUID]:
    with work.reading() as session:
        return cases_to_remind(session, BATCH, skip)


def _turn(now: datetime) -> int:
    """What was asked for and came to nothing is asked for again at the next sweep."""
    return int(now.timestamp() // EVERY)


@job(REMIND, title="案件期限提醒", case_of=lambda _session, case_id: UUID(case_id))
def remind_case(work: Work, case_id: str) -> None:
    """Give the reminders of one case that are due; whatever was given is not given again."""
    with work.transaction() as session:
        remind(session, UUID(case_id))


every(EVERY, "sweep_reminders")
