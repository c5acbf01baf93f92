"""Roles: whoever took a step held the role for it, or acted by delegation in the place of one who did."""

from collections.abc import Iterator

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from workflows import clock
from workflows.audit.finding import Finding
from workflows.audit.reading import Asked, Found, each, stream
from workflows.models import CaseStep, Delegation, DelegationEnd, RoleGrant


def check(session: Session) -> Iterator[Finding]:
    """B3.5: the role of a step was held at that instant, by its actor or by the one in whose place he acted."""
    held = and_(
        RoleGrant.officer_id == func.coalesce(CaseStep.for_officer_id, CaseStep.actor_id),
        RoleGrant.role == CaseStep.actor_role,
        RoleGrant.granted_at <= CaseStep.at,
        or_(RoleGrant.revoked_at.is_(None), RoleGrant.revoked_at > CaseStep.at),
    )
    step = select(CaseStep.id, CaseStep.case_id, CaseStep.seq, CaseStep.actor_id, CaseStep.actor_role)
    without = step.where(CaseStep.actor_id.is_not(None), ~select(RoleGrant.id).where(held).exists())
    yield from each(
        session,
        "B3.5",
        "case_step",
        without,
        "案件 {case_id} 第 {seq} 步由人员 {actor_id} 办理，当时无人持有岗位 {actor_role}。",
    )
    yield from _delegated(session)


def _delegated(session: Session) -> Iterator[Finding]:
    columns = (
        CaseStep.id,
        CaseStep.case_id,
        CaseStep.seq,
        CaseStep.actor_id,
        CaseStep.actor_role,
        CaseStep.at,
    )
    taken = select(*columns, CaseStep.for_officer_id).where(CaseStep.for_officer_id.is_not(None))
    for step in stream(session, taken):
        if not any(_covers(step, one) for one in session.execute(_delegations(step))):
            words = f"案件 {step.case_id} 第 {step.seq} 步代人员 {step.for_officer_id} 办理，当时没有有效的代行委托。"
            yield Finding("B3.5", "case_step", str(step.id), words)


def _delegations(step: Found) -> Asked:
    days = (Delegation.from_day, Delegation.until_day, DelegationEnd.at)
    lent = select(*days).outerjoin(DelegationEnd, DelegationEnd.delegation_id == Delegation.id)
    people = Delegation.officer_id == step.for_officer_id, Delegation.delegate_id == step.actor_id
    return lent.where(*people, Delegation.role == step.actor_role)


def _covers(step: Found, lent: Found) -> bool:
    """Tell whether a delegation ran on the day of a step and had not been ended before it."""
    in_time: bool = lent.from_day <= clock.day_of(step.at) <= lent.until_day
    return in_time and (lent.at is None or lent.at > step.at)
