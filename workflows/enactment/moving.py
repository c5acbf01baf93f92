"""Moves open deadlines to the day on which they end by a calendar that became known; closed ones never."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from forms.choices import Visibility
from workflows import clock
from workflows.law import Due, clock_of, clocks, due
from workflows.law.numerals import written
from workflows.law.workdays import calendar_version, is_workday, on_or_after
from workflows.models import Case, CreditEntry, Deadline, DeadlineMove
from workflows.register.commit import Commit
from workflows.steps.limits import entry_about, spans_of


@dataclass(frozen=True)
class Move:
    """One open deadline and how it ends by the calendars now known."""

    row: Deadline
    again: Due
    case_number: str

    @property
    def other_day(self) -> bool:
        """Whether it ends at another instant; otherwise it only ceases to be provisional."""
        return self.row.due_at != self.again.instant


def moves(session: Session) -> list[Move]:
    """Return the open deadlines that end otherwise by the calendars now known, by the day on which they end.

    Those whose end has passed already, by the old count or the new, stay as they are: what is due is due.
    """
    return list(_changed(session.execute(_counted_before()).all()))


def _counted_before() -> Select[Deadline, str]:
    return (
        select(Deadline, Case.number)
        .join(Case, Case.id == Deadline.case_id)
        .where(Deadline.ended_at.is_(None), Deadline.due_at > clock.now())
        .where(Deadline.calendar_version != calendar_version())
        .order_by(Deadline.due_at, Deadline.id)
    )


def _changed(rows: Iterable[tuple[Deadline, str]]) -> Iterator[Move]:
    for row, case_number in rows:
        again = _counted_again(row)
        if again and again.instant > clock.now() and _differs(row, again):
            yield Move(row, again, case_number)


def _differs(row: Deadline, again: Due) -> bool:
    return (row.due_at, row.provisional) != (again.instant, again.provisional)


def _counted_again(row: Deadline) -> Due | None:
    # A term in hours knows no calendar; one that the law no longer has cannot be counted.
    if row.clock not in clocks() or clock_of(row.clock).unit == "hours":
        return None
    pauses, suspended = spans_of(row.pauses), spans_of(row.suspended)
    return due(row.clock, _start(row), pauses=pauses, suspended=suspended, length=row.length)


def _start(row: Deadline) -> date:
    """Return from when it counts: what was received on a day now known to be free counts from the next."""
    if clock_of(row.clock).cutoff and not is_workday(row.starts_on):
        return on_or_after(row.starts_on)[0]
    return row.starts_on


def move_deadlines(session: Session, commit: Commit, why: str) -> Sequence[Move]:
    """Move every deadline that ends otherwise, and return those that end on another day.

    Each has an audit row and a line in the credit record, all under one commit. The cases are locked first, in
    one order, so that nobody ends a deadline while it moves.
    """
    _lock(session, {move.row.case_id for move in moves(session)})
    moved = []
    for move in moves(session):
        if move.other_day:
            moved.append(move)
            _tell(session, commit, move, why)
        _settle(move)
    session.flush()
    _note_version(session)
    return moved


def _lock(session: Session, case_ids: Iterable[object]) -> None:
    ids = list(case_ids)
    locked = select(Case).where(Case.id.in_(ids)).order_by(Case.id).with_for_update(of=Case)
    session.scalars(locked.execution_options(populate_existing=True)).unique().all()
    opened = select(Deadline).where(Deadline.case_id.in_(ids))
    session.scalars(opened.execution_options(populate_existing=True)).all()


def _settle(move: Move) -> None:
    row, again = move.row, move.again
    received, receipt, rest = row.sentence.partition("收到计算；")
    prefix = received + receipt if rest and row.starts_on == again.starts_on else ""
    row.sentence = prefix + again.sentence
    row.starts_on, row.last_day, row.due_at = again.starts_on, again.last_day, again.instant
    row.provisional, row.calendar_version = again.provisional, again.calendar_version


def _tell(session: Session, commit: Commit, move: Move, why: str) -> None:
    row, again = move.row, move.again
    moved = DeadlineMove(
        deadline_id=row.id,
        case_id=row.case_id,
        old_last_day=row.last_day,
        new_last_day=again.last_day,
        old_due_at=row.due_at,
        new_due_at=again.instant,
        old_calendar_version=row.calendar_version,
        calendar_version=again.calendar_version,
        why=why,
        moved_by_id=commit.actor_id,
        at=commit.at,
    )
    commit.write(session, [moved, _entry(session.get_one(Case, row.case_id), commit, move, why)])


def _entry(case: Case, commit: Commit, move: Move, why: str) -> CreditEntry:
    row, again = move.row, move.again
    days = f"由{written(row.last_day)}改为{written(again.last_day)}"
    entry = entry_about(case, row, commit, "deadline_moved", f"期限“{row.title}”{days}：{why}。")
    entry.basis = again.basis
    entry.detail = {"deadline": row.id, "old": str(row.last_day), "new": str(again.last_day)}
    entry.open_to(Visibility.PARTY)
    return entry


def _note_version(session: Session) -> None:
    """Note on every other open deadline that it was counted again and ends when it ended."""
    for row, _ in session.execute(_counted_before()):
        row.calendar_version = calendar_version()
