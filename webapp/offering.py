"""Whom a form offers: only people who could be what the field asks for, those of one's own section first."""

from collections.abc import Callable, Collection, Iterable, Mapping

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from forms.base import Widget
from forms.choices import Role
from workflows import clock
from workflows.casework.naming import LEADERS
from workflows.models import Department, Officer, RoleGrant

Choices = tuple[tuple[str, str], ...]


def offered(session: Session, widgets: Iterable[Widget], officer_id: int | None) -> Mapping[str, Choices]:
    """Return what the fields that name people or sections offer, by kind, to the officer who fills them in."""
    kinds = {widget.kind for widget in widgets}
    found = {
        kind: officers(session, officer_id, fit(officer_id)) for kind, fit in FIT.items() if kind in kinds
    }
    return {**found, **({"department": _departments(session)} if "department" in kinds else {})}


def officers(session: Session, officer_id: int | None, fit: Collection[ColumnElement[bool]]) -> Choices:
    """Return who works here and is fit, those of the officer's own section first."""
    working = select(Officer).where(Officer.disabled_at.is_(None), *fit)
    me = session.get(Officer, officer_id) if officer_id is not None else None
    home = me.department_id if me else 0
    rows = sorted(
        session.scalars(working), key=lambda one: (one.department_id != home, one.department_id, one.id)
    )
    return tuple((str(one.id), f"{one.name}（{one.department.name}）") for one in rows)


def _anyone(_officer_id: int | None) -> list[ColumnElement[bool]]:
    return []


def _certified(officer_id: int | None) -> list[ColumnElement[bool]]:
    """The second of two officers: somebody else with a certificate that is valid (行政处罚法 42)."""
    valid = [Officer.certificate_number.is_not(None), Officer.certificate_until >= clock.today()]
    return [*valid, Officer.id != officer_id] if officer_id is not None else valid


def _holding(roles: Collection[Role]) -> Callable[[int | None], list[ColumnElement[bool]]]:
    held = exists().where(
        RoleGrant.officer_id == Officer.id, RoleGrant.revoked_at.is_(None), RoleGrant.role.in_(roles)
    )
    return lambda _officer_id: [held]


FIT: Mapping[str, Callable[[int | None], list[ColumnElement[bool]]]] = {
    "anyone": _anyone,
    "officer": _certified,
    "companion": _certified,
    "member": _holding(LEADERS),
    "members": _holding(LEADERS),
    "hearing_host": _holding({Role.HEARING_HOST}),
    "hearing_clerk": _anyone,
}
"""By the kind of a field, whom the door would not refuse at once; what they did in the case it asks itself."""


def _departments(session: Session) -> Choices:
    found = session.scalars(select(Department).order_by(Department.id))
    return tuple((str(department.id), department.name) for department in found)
