"""Who acts, and whether they may: role, department, claim, recusal, and one part for one person in one case."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, literal, select, union_all
from sqlalchemy.orm import Session

from forms.choices import Part, Role
from workflows.errors import NotAllowed, PartsCollide
from workflows.models import Case, CasePart, Officer, Recusal, RoleGrant, Task

DEPARTMENTAL = frozenset({Role.CASE_OFFICER, Role.UNIT_HEAD, Role.REVIEWER})
"""Roles that act only for their own section; window, leaders and the credit section act for the bureau."""


@dataclass(frozen=True)
class Actor:
    """An officer, and the roles held at this moment."""

    officer_id: int
    name: str
    roles: frozenset[Role]
    department_id: int


def actor_of(session: Session, officer_id: int) -> Actor:
    """Return an officer as one who acts. Raises NotAllowed for an account that is unknown or disabled."""
    held = and_(RoleGrant.officer_id == Officer.id, RoleGrant.revoked_at.is_(None))
    found = select(Officer.name, Officer.department_id, RoleGrant.role).outerjoin(RoleGrant, held)
    rows = session.execute(found.where(Officer.id == officer_id, Officer.disabled_at.is_(None))).all()
    if not rows:
        raise NotAllowed("（账号已停用）")
    name, department_id, _ = rows[0]
    return Actor(officer_id, name, frozenset(Role(role) for _, _, role in rows if role), department_id)


@dataclass(frozen=True)
class Standing:
    """What an officer is in one case, asked under the case's lock: roles now, the part so far, a recusal."""

    roles: frozenset[str]
    part: str | None
    recused: bool


def standing_of(session: Session, case_id: UUID, officer_id: int) -> Standing:
    """Return an officer's standing in a case, in one statement."""
    roles = select(literal("role"), RoleGrant.role).where(
        RoleGrant.officer_id == officer_id, RoleGrant.revoked_at.is_(None)
    )
    parts = select(literal("part"), CasePart.part).where(_in(CasePart, case_id, officer_id))
    recusals = select(literal("recused"), Recusal.ground).where(_in(Recusal, case_id, officer_id))
    found = [(what, value) for what, value in session.execute(union_all(roles, parts, recusals))]
    return Standing(
        roles=frozenset(value for what, value in found if what == "role"),
        part=next((value for what, value in found if what == "part"), None),
        recused=any(what == "recused" for what, _ in found),
    )


def _in(table: type[CasePart] | type[Recusal], case_id: UUID, officer_id: int) -> ColumnElement[bool]:
    return and_(table.case_id == case_id, table.officer_id == officer_id)


def require(session: Session, actor: Actor, case: Case, task: Task) -> None:
    """Let the actor answer the task and take the part that goes with it.

    Raises NotAllowed (role, department, claimed by another, recused) or PartsCollide (程序规定 49: whoever
    handles a case does not review or approve it), each with the rule that stands against it.
    """
    standing, role = standing_of(session, case.id, actor.officer_id), Role(task.role)
    if reason := refusal(actor, task, standing):
        raise NotAllowed(reason)
    take_part(session, case.id, actor.officer_id, role.part, standing, task)


def refusal(actor: Actor, task: Task, standing: Standing) -> str:
    """Return why the actor may not answer the task, or an empty text."""
    role = Role(task.role)
    if standing.recused:
        return "您已在本案回避（行政处罚法第四十三条）。"
    if role not in standing.roles:
        return f"这一环节由{role.label}办理。"
    if task.department_id not in (None, actor.department_id):
        return "这一环节由本案的承办科室办理。"
    if task.claimed_by_id not in (None, actor.officer_id):
        return "这一待办已由他人领取；需要由您办理的，请领取人先退回。"
    return ""


def take_part(
    session: Session, case_id: UUID, officer_id: int, part: Part, standing: Standing, task: Task
) -> None:
    """Keep the one part that an officer has in a case. Raises PartsCollide when it would be a second one."""
    if standing.part == part:
        return
    if standing.part is not None:
        raise PartsCollide(f"您在本案已经担任{Part(standing.part).label}，不能再担任{part.label}。")
    session.add(CasePart(case_id=case_id, officer_id=officer_id, part=part, since=task.opened_at))
