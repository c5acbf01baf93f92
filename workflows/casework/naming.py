"""The people whom an answer names beside the one who gives it: each must be fit, and has a part in the case."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms import TaskForm
from forms.choices import Part, PartThrough, Role
from workflows.casework.actor import Actor
from workflows.casework.colleagues import (
    SECOND,
    Second,
    demand_certificate,
    fit_colleague,
    hindrance,
    matter_of,
    refuse_declined,
)
from workflows.casework.standing import keep_parts, standing_of
from workflows.errors import ColleagueUnasked, HearingOfficerUnfit, MemberUnfit, OfficerUnfit
from workflows.models import Case, Officer

LEADERS = frozenset({Role.APPROVER, Role.CHIEF, Role.PANEL})
"""The roles that make an officer one of those who lead the bureau (行政处罚法 57)."""


def name_people(
    session: Session, case_id: UUID, actor: Actor, form: TaskForm, answers: Mapping[str, Any]
) -> None:
    """Give everybody whom the answers name a part in the case.

    Raises CertificateLapsed, OfficerUnfit, ColleagueUnasked, MemberUnfit or HearingOfficerUnfit.
    """
    for kind, second in SECOND.items():
        for officer_id in form.of_kind(kind, answers):
            _second_officer(session, case_id, actor, officer_id, second)
    members = [*form.of_kind("member", answers), *form.of_kind("members", answers)]
    for officer_id in dict.fromkeys(members):
        _member(session, case_id, officer_id)
    for officer_id in form.of_kind("hearing_host", answers):
        _hearing_officer(session, case_id, officer_id, {Role.HEARING_HOST})
    for officer_id in form.of_kind("hearing_clerk", answers):
        _hearing_officer(session, case_id, officer_id, frozenset(Role))


def _second_officer(session: Session, case_id: UUID, actor: Actor, officer_id: int, second: Second) -> None:
    """Let the second of two officers be named who handles the case already, or has agreed to with his own log-in.

    An agreement in a case gave him the part at once, one from before the opening gives it now.
    """
    matter = matter_of(session.get_one(Case, case_id))
    demand_certificate(session, actor.officer_id)
    colleague = fit_colleague(session, matter, actor.officer_id, officer_id, second)
    standing = standing_of(session, case_id, officer_id)
    if reason := hindrance(standing, second.parts):
        raise OfficerUnfit(f"{colleague.name}{reason}")
    if standing.part is Part.HANDLING:
        return
    if not colleague.agreed:
        refuse_declined(session, matter, actor.officer_id, officer_id)
        raise ColleagueUnasked(officer_id, matter.department_id)
    _keep_part(session, case_id, officer_id, standing.part, Part.HANDLING, PartThrough.AGREED)


def _member(session: Session, case_id: UUID, officer_id: int) -> None:
    """Make a leader who discusses a case one of those who decide it; no handler, no reviewer, no hearing host."""
    name = _name_of_working(session, officer_id)
    standing = standing_of(session, case_id, officer_id)
    leads = not standing.recused and standing.roles & LEADERS
    if name is None or not leads or standing.part not in (None, Part.APPROVING):
        raise MemberUnfit(name or f"编号{officer_id}")
    _keep_part(session, case_id, officer_id, standing.part, Part.APPROVING)


def _hearing_officer(session: Session, case_id: UUID, officer_id: int, roles: Collection[Role]) -> None:
    """Make somebody outside the investigation one of those who hold the hearing (行政处罚法 64)."""
    name, standing = _name_of_working(session, officer_id), standing_of(session, case_id, officer_id)
    fit = not standing.recused and standing.roles & {*roles}
    if name is None or not fit or standing.part not in (None, Part.HEARING):
        raise HearingOfficerUnfit(name or f"编号{officer_id}")
    _keep_part(session, case_id, officer_id, standing.part, Part.HEARING)


def _name_of_working(session: Session, officer_id: int) -> str | None:
    working = select(Officer.name).where(Officer.id == officer_id, Officer.disabled_at.is_(None))
    return session.scalars(working).one_or_none()


def _keep_part(
    session: Session,
    case_id: UUID,
    officer_id: int,
    held: str | None,
    part: Part,
    through: PartThrough = PartThrough.NAMED,
) -> None:
    if held is None:
        keep_parts(session, case_id, [officer_id], part, through)
