"""The door for supervision (督办): the head of the section answers for a term that ended undone, in a word."""

from sqlalchemy import ColumnElement, and_, false, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from forms.choices import ReminderKind, Role
from workflows.casework.actor import Actor, Seat, holds
from workflows.casework.consulting import readable
from workflows.casework.due import locked_case
from workflows.errors import NotAllowed, NotFound, SupervisionAnswered
from workflows.models import Case, Officer, Recusal, Reminder
from workflows.register.commit import Commit
from workflows.steps.limits import entry_about

IN_THEIR_STEAD = frozenset({Role.APPROVER, Role.CHIEF})
"""Who answers where a section has no head who may: the bureau's leaders."""


def supervised_by(actor: Actor) -> ColumnElement[bool]:
    """Return the condition under which the terms of a row of the cases are the actor's to supervise."""
    heads = [_as_head(seat) for seat in actor.seats if seat.role is Role.UNIT_HEAD]
    leads = [_unhindered(seat) for seat in actor.seats if seat.role in IN_THEIR_STEAD]
    in_their_stead = and_(~_head_of_case(), or_(false(), *leads))
    return and_(readable(actor), or_(in_their_stead, *heads))


def _as_head(seat: Seat) -> ColumnElement[bool]:
    return and_(Case.department_id == seat.department_id, _unhindered(seat))


def _unhindered(seat: Seat) -> ColumnElement[bool]:
    """Whether the one in whose place the seat is used, if another's, did not step out of the case."""
    return true() if seat.in_place_of is None else ~_recused(seat.in_place_of)


def _head_of_case() -> ColumnElement[bool]:
    """Whether somebody is there who may answer as head of the case's section, by himself or in another's place."""
    head = holds([Role.UNIT_HEAD], Case.department_id, lambda lender: _recused(lender.id))
    working = Officer.disabled_at.is_(None), ~_recused(Officer.id)
    return select(Officer.id).where(*working, head).correlate(Case).exists()


def _recused(officer_id: int | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    stepped_out = Recusal.case_id == Case.id, Recusal.officer_id == officer_id
    return select(Recusal.id).where(*stepped_out).correlate_except(Recusal).exists()


def answer(session: Session, reminder_id: int, words: str, actor: Actor) -> Reminder:
    """Keep what the head of the section says about a term that ended undone; return what he answered.

    Raises NotFound, NotAllowed, or SupervisionAnswered when somebody did before.
    """
    row = session.get(Reminder, reminder_id)
    if row is None or row.kind != ReminderKind.SUPERVISION:
        raise NotFound
    case = locked_case(session, row.case_id)
    session.refresh(row)
    if session.scalar(select(Case.id).where(Case.id == case.id, supervised_by(actor))) is None:
        raise NotAllowed("逾期事项由承办科室的负责人督办；没有负责人的，由局负责人督办。")
    if row.answered_at is not None:
        raise SupervisionAnswered
    commit = Commit(actor.officer_id, actor.name)
    row.answered_at, row.answered_by_id, row.words = commit.at, actor.officer_id, words
    summary = f"督办逾期的期限“{row.deadline.title}”：{words}"
    commit.write(session, [entry_about(case, row.deadline, commit, "supervised", summary)])
    return row
