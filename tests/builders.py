"""Plain functions that put into the database what a test is about."""

from collections.abc import Iterable
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import Role
from webapp.session.passwords import hashed
from workflows import clock
from workflows.models import Department, Officer, RoleGrant

PASSWORD = "correct-horse-battery"  # of invented officers
_serial = count(1)


def add_department(session: Session, code: str = "credit", name: str = "信用监管科") -> Department:
    found = session.scalar(select(Department).where(Department.code == code))
    if found is None:
        found = Department(code=code, name=name)
        session.add(found)
        session.flush()
    return found


def add_officer(
    session: Session, username: str, *roles: Role, name: str = "", department: Department | None = None
) -> Officer:
    """Add an officer who may log in with PASSWORD; needs an application context."""
    officer = Officer(
        username=username,
        employee_number=f"T{next(_serial):05}",
        name=name or username,
        password_hash=hashed(PASSWORD),
        department_id=(department or add_department(session)).id,
    )
    session.add(officer)
    session.flush()
    grant(session, officer, roles)
    return officer


def grant(session: Session, officer: Officer, roles: Iterable[Role]) -> None:
    session.add_all(RoleGrant(officer_id=officer.id, role=role, granted_at=clock.now()) for role in roles)
    session.flush()


def revoke(session: Session, officer_id: int, role: Role) -> None:
    held = select(RoleGrant).where(RoleGrant.officer_id == officer_id, RoleGrant.role == role)
    for row in session.scalars(held):
        row.revoked_at = clock.now()
    session.flush()
