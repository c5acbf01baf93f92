"""Posts: who holds which role now, and who exercises it for a time in another's place.

A changed post changes nothing in the past: whoever has a part in a case keeps it there.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import Role
from workflows import clock
from workflows.casework.claims import free_lapsed
from workflows.casework.naming import LEADERS
from workflows.errors import DelegationUnfit, NotFound
from workflows.law import parameter
from workflows.models import Delegation, DelegationEnd, Officer, RoleGrant
from workflows.register.commit import Commit

APART = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR})
"""Roles beside which nobody holds another."""


@dataclass(frozen=True, kw_only=True)
class Lending:
    """Whose role is exercised by whom, and from which day until which, both included."""

    officer_id: int
    delegate_id: int
    role: Role
    from_day: date
    until_day: date
    reason: str


def roles_held(session: Session, officer_id: int) -> frozenset[Role]:
    """Return the roles that an officer holds by grant now. Raises NotFound when there is no such officer."""
    working = select(Officer.id).where(Officer.id == officer_id, Officer.disabled_at.is_(None))
    if session.scalars(working.with_for_update(key_share=True)).one_or_none() is None:
        raise NotFound("没有这名在职人员。")
    mine = RoleGrant.officer_id == officer_id, RoleGrant.revoked_at.is_(None)
    return frozenset(Role(role) for role in session.scalars(select(RoleGrant.role).where(*mine)))


def delegate(session: Session, lending: Lending, granted_by: int | None) -> Delegation:
    """Let one officer exercise a role of another for some days, and return the row.

    Whoever acts by it, and the one in whose place, have the same part in a case. Raises NotFound, or
    DelegationUnfit, with the reason.
    """
    if reason := _unfit(session, lending):
        raise DelegationUnfit(reason)
    commit = Commit(granted_by)
    row = Delegation(**vars(lending), granted_by_id=granted_by, at=commit.at)
    commit.write(session, [row])
    session.flush()  # the row is known by its number
    return row


def _unfit(session: Session, lending: Lending) -> str:
    """Return why a role cannot be lent so, or an empty text."""
    if lending.officer_id == lending.delegate_id:
        return "不能委托给本人。"
    if lending.role not in roles_held(session, lending.officer_id):
        return f"委托人现在不担任{lending.role.label}。"
    return _unfit_span(lending) or _unfit_delegate(lending.role, roles_held(session, lending.delegate_id))


def _unfit_span(lending: Lending) -> str:
    longest = parameter("delegation.longest", int)
    if lending.until_day < max(lending.from_day, clock.today()):
        return "代行的期间有误：最后一日不能早于第一日，也不能早于今天。"
    if lending.until_day - lending.from_day >= timedelta(days=longest):
        return f"代行一次最长{longest}日，期间更长的请另行任命，或者期满以后再次登记。"
    return ""


def _unfit_delegate(role: Role, held: frozenset[Role]) -> str:
    if role in LEADERS and not LEADERS & held:
        return "审批人、主要负责人和集体讨论的岗位，只能由担任其中一种岗位的负责人代行；由他人担任的，请另行任命。"
    if APART & {role, *held}:
        return "系统管理员和监督审计的岗位不能委托，担任这些岗位的也不能代行办案岗位。"
    return ""


def end_delegation(session: Session, delegation_id: int, reason: str, ended_by: int | None) -> None:
    """End a delegation before its last day; what was claimed by it goes back.

    Raises NotFound, or DelegationUnfit when it has ended already.
    """
    row = session.get(Delegation, delegation_id)
    if row is None:
        raise NotFound("没有这项委托。")
    if session.get(DelegationEnd, delegation_id) is not None or row.until_day < clock.today():
        raise DelegationUnfit("这项委托已经结束。")
    commit = Commit(ended_by)
    ended = DelegationEnd(delegation_id=delegation_id, reason=reason, ended_by_id=ended_by, at=commit.at)
    commit.write(session, [ended])
    session.flush()
    free_lapsed(session, row.delegate_id)
