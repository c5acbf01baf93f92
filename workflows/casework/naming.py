"""The people whom an answer names beside the one who gives it: they must be fit, and get a part in the case."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms import TaskForm
from forms.choices import Part, Role
from workflows import clock
from workflows.casework.actor import Actor
from workflows.casework.standing import keep_parts, standing_of
from workflows.errors import CertificateLapsed, HearingOfficerUnfit, MemberUnfit, OfficerUnfit
from workflows.models import Officer

LEADERS = frozenset({Role.APPROVER, Role.CHIEF, Role.PANEL})
"""The roles that make an officer one of those who lead the bureau (行政处罚法 57)."""


def name_people(
    session: Session, case_id: UUID, actor: Actor, form: TaskForm, answers: Mapping[str, Any]
) -> None:
    """Give everybody whom the answers name a part in the case.

    Raises CertificateLapsed, OfficerUnfit, MemberUnfit or HearingOfficerUnfit.
    """
    for officer_id in form.of_kind("officer", answers):
        _second_officer(session, case_id, actor, officer_id, {Part.HANDLING})
    for officer_id in form.of_kind("companion", answers):
        _second_officer(session, case_id, actor, officer_id, {Part.HANDLING, Part.REVIEWING})
    members = [*form.of_kind("member", answers), *form.of_kind("members", answers)]
    for officer_id in dict.fromkeys(members):
        _member(session, case_id, officer_id)
    for officer_id in form.of_kind("hearing_host", answers):
        _hearing_officer(session, case_id, officer_id, {Role.HEARING_HOST})
    for officer_id in form.of_kind("hearing_clerk", answers):
        _hearing_officer(session, case_id, officer_id, frozenset(Role))


def _second_officer(
    session: Session, case_id: UUID, actor: Actor, officer_id: int, parts: Collection[Part]
) -> None:
    """Give the second of two officers a part in the case (行政处罚法 42: two, both with certificates)."""
    valid = Officer.certificate_number.is_not(None), Officer.certificate_until >= clock.today()
    two = Officer.id.in_((officer_id, actor.officer_id)), Officer.disabled_at.is_(None)
    fit = set(session.scalars(select(Officer.id).where(*two, *valid)))
    if actor.officer_id not in fit:
        raise CertificateLapsed
    if officer_id == actor.officer_id or officer_id not in fit:
        raise OfficerUnfit
    standing = standing_of(session, case_id, officer_id)
    if standing.recused or standing.part not in (None, *parts):
        raise OfficerUnfit
    _keep_part(session, case_id, officer_id, standing.part, Part.HANDLING)


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


def _keep_part(session: Session, case_id: UUID, officer_id: int, held: str | None, part: Part) -> None:
    if held is None:
        keep_parts(session, case_id, [officer_id], part)
