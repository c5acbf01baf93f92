"""The inbox: what waits for an officer, or for the officer's section, the most urgent first."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, or_, select
from sqlalchemy.orm import Session, joinedload

from forms.choices import DECIDING, DeadlineEnd, Role
from workflows import clock
from workflows.casework.actor import Actor
from workflows.casework.consulting import readable
from workflows.casework.reading.second_officers import RequestRow, requests_in
from workflows.casework.standing import Standing, collision, refusal, standings_of
from workflows.catalog import title_of
from workflows.law import clocks, workdays_between
from workflows.models import Case, Deadline, Task

FAR = date.max


@dataclass(frozen=True, kw_only=True)
class InboxRow:
    """One open task, with the time limit of its case that ends first; days are working days."""

    task_id: UUID
    case_id: UUID
    case_number: str
    entity_name: str
    status_label: str
    """The party's status, empty when it simply exists."""
    process_title: str
    task_title: str
    role_label: str
    decides: bool
    """Whether the task is one of agreeing to what others did."""
    claimed_by_name: str | None
    mine: bool
    in_anothers_place: bool
    """Whether it was claimed by somebody in whose place the officer acts, and so may take it over."""
    days_left: int | None
    due_on: date | None
    provisional: bool
    clock_title: str
    opened_at: datetime
    requests: Sequence[RequestRow]
    """Whom the officer asked to be the second of two since the task came, and what they answered."""


def inbox(session: Session, actor: Actor, scope: str) -> list[InboxRow]:
    """Return the open tasks that the actor may answer ("mine"), or all of the section's ("department").

    Cases from which the actor is recused are in neither.
    """
    tasks = session.scalars(_waiting(actor, mine=scope == "mine")).unique().all()
    if scope == "mine":
        tasks = _answerable(session, actor, tasks)
    limits = _limits(session, [task.case_id for task in tasks])
    asked = requests_in(session, actor, {task.case_id for task in tasks})
    rows = [_row(task, actor, limits.get(task.case_id), asked.get(task.case_id, ())) for task in tasks]
    return sorted(rows, key=lambda row: (row.due_on or FAR, row.opened_at))


def _waiting(actor: Actor, *, mine: bool) -> Select[Task]:
    ours = or_(false(), *(seat.tasks for seat in actor.seats))
    query = select(Task).join(Case).where(ours, Case.suspended_at.is_(None), readable(actor))
    if mine:
        query = query.where(_free_or(actor))
    return query.options(joinedload(Task.case), joinedload(Task.claimed_by))


def _free_or(actor: Actor) -> ColumnElement[bool]:
    """What nobody claimed, or the actor himself, or somebody in whose place he acts."""
    away = [seat.in_place_of for seat in actor.seats if seat.in_place_of is not None]
    return or_(Task.claimed_by_id.is_(None), Task.claimed_by_id.in_([actor.officer_id, *away]))


def _answerable(session: Session, actor: Actor, tasks: Sequence[Task]) -> list[Task]:
    """Leave out cases in which a part or a recusal, one's own or that of the one in whose place, is in the way."""
    standings = standings_of(session, {task.case_id for task in tasks}, actor.officer_id)
    return [task for task in tasks if not _hindered(actor, task, standings[task.case_id])]


def _hindered(actor: Actor, task: Task, standing: Standing) -> bool:
    return bool(refusal(actor, task, standing) or collision(task, standing))


def _limits(session: Session, cases: Sequence[UUID]) -> Mapping[UUID, Deadline]:
    """Return for each case the limit to hurry for: the running one that ends first, else the last that passed."""
    of_cases = (
        Deadline.case_id.in_(cases),
        or_(Deadline.ended_at.is_(None), Deadline.ended == DeadlineEnd.FIRED),
    )
    found = select(Deadline).where(*of_cases).order_by(Deadline.ended_at.is_(None), Deadline.due_at.desc())
    return {row.case_id: row for row in _hurrying(session.scalars(found))}


def _hurrying(rows: Iterable[Deadline]) -> Iterator[Deadline]:
    """Leave out inner targets that have passed: what presses then is the legal limit."""
    inner = {name for name, rule in clocks().items() if rule.target_for}
    return (row for row in rows if row.ended_at is None or row.clock not in inner)


def _row(task: Task, actor: Actor, limit: Deadline | None, asked: Collection[RequestRow]) -> InboxRow:
    return InboxRow(
        task_id=task.id,
        case_id=task.case_id,
        case_number=task.case.number,
        entity_name=task.case.entity.party.name,
        status_label=task.case.entity.party.status_label,
        process_title=title_of(task.case.process_key),
        task_title=task.title,
        role_label=Role.words(task.role),
        decides=task.role in DECIDING,
        claimed_by_name=task.claimed_by.name if task.claimed_by else None,
        mine=task.claimed_by_id == actor.officer_id,
        in_anothers_place=any(
            seat.in_place_of == task.claimed_by_id for seat in actor.seats if seat.in_place_of
        ),
        days_left=workdays_between(clock.today(), limit.last_day) if limit else None,
        due_on=limit.last_day if limit else None,
        provisional=limit.provisional if limit else False,
        clock_title=limit.title if limit else "",
        opened_at=task.opened_at,
        requests=[one for one in asked if one.at >= task.opened_at],
    )
