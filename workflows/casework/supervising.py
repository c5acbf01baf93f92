"""The door for supervision (督办): the head of the section answers for a term that ended undone, in a word."""

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import Session

from forms.choices import ReminderKind, Role
from workflows.casework.actor import Actor, holds
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
    sections = {seat.department_id for seat in actor.seats if seat.role is Role.UNIT_HEAD}
    recused = select(Recusal.id).where(Recusal.case_id == Case.id, Recusal.officer_id == Officer.id)
    may = Officer.disabled_at.is_(None), ~recused.correlate(Case, Officer).exists()
    head = select(Officer.id).where(*may, holds([Role.UNIT_HEAD], Case.department_id)).correlate(Case)
    leads = bool(actor.roles & IN_THEIR_STEAD)
    return and_(readable(actor), or_(Case.department_id.in_(sections), ~head.exists() if leads else false()))


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
