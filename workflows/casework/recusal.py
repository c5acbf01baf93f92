"""Recusal (回避): an officer steps out of a case, by a leader's decision, and stays out (行政处罚法 43)."""

from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from forms.choices import Role
from workflows.casework.actor import Actor, standing_of
from workflows.casework.due import locked_case
from workflows.errors import NotAllowed, NotFound
from workflows.models import Officer, Recusal, Task
from workflows.register.commit import Commit


def recuse(session: Session, case_id: UUID, officer_id: int, ground: str, actor: Actor) -> None:
    """Keep an officer out of a case from now on; what he claimed in it goes back to the section.

    Raises NotAllowed unless a leader decides (程序规定 4), not about himself and not twice; NotFound when there
    is no such officer.
    """
    if Role.APPROVER not in actor.roles or officer_id == actor.officer_id:
        raise NotAllowed("回避由局负责人决定，本人不得决定本人的回避。")
    case = locked_case(session, case_id)
    if session.get(Officer, officer_id) is None:
        raise NotFound
    if standing_of(session, case.id, officer_id).recused:
        raise NotAllowed("该人员在本案已经回避。")
    at = Commit().at
    session.add(
        Recusal(case_id=case.id, officer_id=officer_id, ground=ground, decided_by_id=actor.officer_id, at=at)
    )
    claimed = update(Task).where(Task.case_id == case.id, Task.claimed_by_id == officer_id)
    session.execute(claimed.values(claimed_by_id=None))
