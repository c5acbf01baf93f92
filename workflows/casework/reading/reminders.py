"""What is brought to mind: terms that are about to end, for whoever handles the case; overdue ones, for its head."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from forms.choices import PARTS, Part, ReminderKind
from workflows import clock
from workflows.casework.actor import Actor
from workflows.casework.consulting import readable
from workflows.casework.supervising import supervised_by
from workflows.law import clocks, workdays_between
from workflows.law.numerals import written
from workflows.models import Case, CasePart, Deadline, Officer, Reminder, Task

AT_MOST = 20


@dataclass(frozen=True, kw_only=True)
class ReminderRow:
    """A reminder as the inbox shows it; days are working days."""

    case_id: UUID
    case_number: str
    entity_name: str
    title: str
    kind_label: str
    last_day: date
    days_left: int


@dataclass(frozen=True, kw_only=True)
class SupervisionRow:
    """An overdue term as the head of the section finds it; days are working days."""

    id: int
    case_id: UUID
    case_number: str
    entity_name: str
    title: str
    last_day: date
    days_over: int
    handlers: str


def reminders(session: Session, actor: Actor) -> list[ReminderRow]:
    """Return what the actor is reminded of in the cases that he handles, the most urgent first, some at most."""
    later = aliased(Reminder)
    same_day = later.last_day == Reminder.last_day
    of_it = later.deadline_id == Reminder.deadline_id, same_day, later.id > Reminder.id
    found = (
        select(Reminder)
        .join(Reminder.deadline)
        .join(Reminder.case)
        .where(_still_counts(), ~select(later.id).where(*of_it).exists(), readable(actor), _handled_by(actor))
        .options(joinedload(Reminder.deadline), joinedload(Reminder.case))
        .order_by(Deadline.due_at, Reminder.id)
    )
    return [_reminder(row) for row in session.scalars(found.limit(AT_MOST))]


def _still_counts() -> ColumnElement[bool]:
    """A term that was met, stopped or moved needs no reminder; an inner target that passed, while the law's runs."""
    running = and_(Deadline.ended_at.is_(None), Deadline.last_day == Reminder.last_day)
    goes_on = and_(Case.closed_at.is_(None), Case.suspended_at.is_(None))
    return or_(
        and_(Reminder.kind.in_((ReminderKind.HALFWAY, ReminderKind.NEARING)), running),
        and_(Reminder.kind == ReminderKind.EXPIRED, goes_on, _target_still_counts()),
    )


def _target_still_counts() -> ColumnElement[bool]:
    outer = aliased(Deadline)
    runs = outer.case_id == Deadline.case_id, outer.ended_at.is_(None)
    targets = {name: term.target_for for name, term in clocks().items() if term.target_for}
    still = (
        and_(Deadline.clock == name, select(outer.id).where(*runs, outer.clock == legal).exists())
        for name, legal in targets.items()
    )
    return or_(Deadline.clock.not_in(targets), *still)


def _handled_by(actor: Actor) -> ColumnElement[bool]:
    """Whose part is to handle the case, whoever took its next task, and as long as nobody did, whoever may."""
    part = CasePart.officer_id == actor.officer_id, CasePart.part == Part.HANDLING
    roles = [role for role, part in PARTS.items() if part is Part.HANDLING]
    ours = or_(false(), *(seat.tasks for seat in actor.seats if seat.role in roles))
    taken = Task.claimed_by_id == actor.officer_id
    next_task = Task.role.in_(roles), or_(taken, and_(Task.claimed_by_id.is_(None), ours))
    return or_(
        select(CasePart.officer_id).where(CasePart.case_id == Case.id, *part).exists(),
        select(Task.id).where(Task.case_id == Case.id, *next_task).exists(),
    )


def _reminder(row: Reminder) -> ReminderRow:
    return ReminderRow(
        case_id=row.case_id,
        case_number=row.case.number,
        entity_name=row.case.entity.party.name,
        title=row.deadline.title,
        kind_label=ReminderKind.words(row.kind),
        last_day=row.last_day,
        days_left=workdays_between(clock.today(), row.last_day),
    )


def supervisions(actor: Actor) -> Select[*tuple[Any, ...]]:
    """Return the query for the overdue terms that wait for the actor's word, the oldest first."""
    waiting = Reminder.kind == ReminderKind.SUPERVISION, Reminder.answered_at.is_(None)
    found = select(Reminder).join(Reminder.case).where(*waiting, supervised_by(actor))
    whole = joinedload(Reminder.deadline), joinedload(Reminder.case)
    return found.options(*whole).order_by(Reminder.at, Reminder.id)


def waiting_supervisions(session: Session, actor: Actor) -> int:
    """Return how many overdue terms wait for the actor's word."""
    return (
        session.scalar(select(func.count()).select_from(supervisions(actor).order_by(None).subquery())) or 0
    )


def supervision_rows(session: Session, found: Sequence[Reminder]) -> list[SupervisionRow]:
    """Return overdue terms as a page lists them, with who handles their cases."""
    handlers = _handlers(session, {row.case_id for row in found})
    return [
        SupervisionRow(
            id=row.id,
            case_id=row.case_id,
            case_number=row.case.number,
            entity_name=row.case.entity.party.name,
            title=row.deadline.title,
            last_day=row.last_day,
            days_over=workdays_between(row.last_day, clock.today()),
            handlers="、".join(handlers[row.case_id]),
        )
        for row in found
    ]


def _handlers(session: Session, case_ids: set[UUID]) -> Mapping[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    parts = select(CasePart.case_id, Officer.name).join(Officer, Officer.id == CasePart.officer_id)
    handling = parts.where(CasePart.case_id.in_(case_ids), CasePart.part == Part.HANDLING)
    for case_id, name in session.execute(handling.order_by(CasePart.since, CasePart.officer_id)):
        found[case_id].append(name)
    return found


def told_of(session: Session, case_id: UUID) -> Mapping[int, list[str]]:
    """Return what was said of each limit of a case: reminders, and what the head of the section said."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = select(Reminder).where(Reminder.case_id == case_id).options(joinedload(Reminder.answered_by))
    for row in session.scalars(rows.order_by(Reminder.id)):
        found[row.deadline_id].append(_told(row))
    return found


def _told(row: Reminder) -> str:
    day = _day(row.at)
    if row.kind != ReminderKind.SUPERVISION:
        return f"{day}{ReminderKind.words(row.kind)}"
    if row.answered_at is None or row.answered_by is None:
        return f"{day}报督办，等待批示"
    return f"{row.answered_by.name}{_day(row.answered_at)}督办：{row.words}"


def _day(at: datetime) -> str:
    return written(clock.day_of(at))
