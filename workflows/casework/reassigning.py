"""Claimed tasks are taken back or given to another by the head of the section or an administrator, for a reason."""

from uuid import UUID

from sqlalchemy.orm import Session

from forms.choices import Role
from workflows.casework.actor import Actor, actor_of
from workflows.casework.standing import collision, refusal, standing_of
from workflows.casework.tasks import locked_task
from workflows.errors import NotAllowed, ReassignmentUnfit, TaskNotOpen
from workflows.models import Reassignment, Task
from workflows.register.commit import Commit


def may_reassign(actor: Actor, task: Task) -> bool:
    """Whether the actor heads the section that handles the case, or keeps the system."""
    section = task.department_id or task.case.department_id
    heads = any(seat.role is Role.UNIT_HEAD and seat.department_id == section for seat in actor.seats)
    return heads or Role.SYSTEM_ADMINISTRATOR in actor.roles


def reassign(session: Session, task_id: UUID, to_id: int | None, reason: str, actor: Actor) -> None:
    """Take a claimed task from its claimer, and give it to another, or back to the section when nobody is named.

    Raises TaskNotOpen, NotAllowed, or ReassignmentUnfit when nobody claimed it or the other may not answer it.
    """
    case, task = locked_task(session, task_id)
    if case is None or task is None:
        raise TaskNotOpen
    if not may_reassign(actor, task):
        raise NotAllowed("待办由承办科室的负责人或者系统管理员收回、改派。")
    if standing_of(session, case.id, actor.officer_id).recused:
        raise NotAllowed("您已在本案回避，不能决定由谁办理。")
    before = task.claimed_by_id
    if before is None or before == to_id:
        raise ReassignmentUnfit("现在没有人领取，或者已由该人员领取。")
    task.claimed_by_id = None
    if to_id is not None:
        _refuse_unfit(session, task, to_id)
        task.claimed_by_id = to_id
    commit = Commit(actor.officer_id, actor.name)
    facts = {"case_id": case.id, "task_id": task.id, "title": task.title, "reason": reason, "at": commit.at}
    row = Reassignment(from_id=before, to_id=to_id, by_id=actor.officer_id, **facts)
    commit.write(session, [row])


def _refuse_unfit(session: Session, task: Task, to_id: int) -> None:
    """Raise ReassignmentUnfit, with what stands against the other answering the task."""
    other, standing = actor_of(session, to_id), standing_of(session, task.case_id, to_id)
    if reason := refusal(other, task, standing) or collision(task, standing):
        raise ReassignmentUnfit(f"不能改派给{other.name}，其办理时会被告知：{reason}")
