"""Whom a form offers: only people who could be what the field asks for, those of one's own section first."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import ColumnElement, exists, or_, select, true
from sqlalchemy.orm import Session

from forms.base import Widget
from forms.choices import Role
from workflows.casework.colleagues import (
    SECOND,
    Matter,
    Second,
    agreed,
    certified,
    handling,
    post_for,
    unhindered,
)
from workflows.casework.naming import LEADERS
from workflows.models import Department, Officer, RoleGrant

Choices = tuple[tuple[str, str], ...]


def offered(
    session: Session, widgets: Iterable[Widget], officer_id: int | None, matter: Matter | None
) -> Mapping[str, Choices]:
    """Return what the fields that name people or sections offer, by kind, to the officer who fills them in.

    Second officers are offered only where it is known what they take part in.
    """
    kinds = {widget.kind for widget in widgets}
    found = {kind: officers(session, officer_id, [fit]) for kind, fit in FIT.items() if kind in kinds}
    if matter is not None and officer_id is not None:
        seconds = {kind: second for kind, second in SECOND.items() if kind in kinds}
        found |= {kind: _seconds(session, matter, officer_id, second) for kind, second in seconds.items()}
    return {**found, **({"department": _departments(session)} if "department" in kinds else {})}


def officers(session: Session, officer_id: int | None, fit: Collection[ColumnElement[bool]]) -> Choices:
    """Return who works here and is fit, those of the officer's own section first."""
    working = select(Officer).where(Officer.disabled_at.is_(None), *fit)
    rows = _own_first(session, officer_id, session.scalars(working))
    return tuple((str(one.id), f"{one.name}（{one.department.name}）") for one in rows)


def _own_first(session: Session, officer_id: int | None, rows: Iterable[Officer]) -> list[Officer]:
    me = session.get(Officer, officer_id) if officer_id is not None else None
    home = me.department_id if me else 0
    return sorted(rows, key=lambda one: (one.department_id != home, one.department_id, one.id))


def _seconds(session: Session, matter: Matter, officer_id: int, second: Second) -> Choices:
    """Return who could be the second of two officers, and of each whether he is in it or has agreed already."""
    fit = certified(), post_for(second, matter), unhindered(matter, second.parts)
    ready = or_(handling(matter), agreed(matter, officer_id))
    working = select(Officer, ready).where(Officer.disabled_at.is_(None), Officer.id != officer_id, *fit)
    found = {row[0]: row[1] for row in session.execute(working)}
    return tuple(
        (str(one.id), f"{one.name}（{one.department.name}{'，已同意协办' if found[one] else ''}）")
        for one in _own_first(session, officer_id, found)
    )


def _holding(roles: Collection[Role]) -> ColumnElement[bool]:
    held = RoleGrant.officer_id == Officer.id, RoleGrant.revoked_at.is_(None), RoleGrant.role.in_(roles)
    return exists().where(*held)


FIT: Mapping[str, ColumnElement[bool]] = {
    "anyone": true(),
    "member": _holding(LEADERS),
    "members": _holding(LEADERS),
    "hearing_host": _holding({Role.HEARING_HOST}),
    "hearing_clerk": true(),
}
"""By the kind of a field, whom the door would not refuse at once; what they did in the case it asks itself."""


def _departments(session: Session) -> Choices:
    found = session.scalars(select(Department).order_by(Department.id))
    return tuple((str(department.id), department.name) for department in found)
