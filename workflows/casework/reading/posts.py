"""The bureau's people as the administrator's page lists them: roles held, and who acts in whose place."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from forms.choices import Role
from workflows import clock
from workflows.law.numerals import written
from workflows.models import Delegation, Officer


@dataclass(frozen=True, kw_only=True)
class PostRow:
    """An officer with the roles held now."""

    id: int
    name: str
    department: str
    roles: list[str]
    certificate_until: date | None
    disabled_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class DelegationRow:
    """Somebody who acts, acted, or will act in another's place."""

    id: int
    officer: str
    delegate: str
    role: str
    from_day: date
    until_day: date
    reason: str
    state: str
    may_end: bool


def posts(session: Session) -> list[PostRow]:
    """Return everybody who has an account, by section; those whose account is disabled last."""
    order = Officer.disabled_at.is_not(None), Officer.department_id, Officer.id
    people = select(Officer).order_by(*order).options(selectinload(Officer.grants))
    return [_post(one) for one in session.scalars(people)]


def _post(officer: Officer) -> PostRow:
    held = {grant.role for grant in officer.grants if grant.revoked_at is None}
    return PostRow(
        id=officer.id,
        name=officer.name,
        department=officer.department.name,
        roles=[role.label for role in Role if role in held],
        certificate_until=officer.certificate_until if officer.certificate_number else None,
        disabled_at=officer.disabled_at,
    )


def delegations(session: Session) -> list[DelegationRow]:
    """Return every delegation, the latest first."""
    people = joinedload(Delegation.officer), joinedload(Delegation.delegate), joinedload(Delegation.ended)
    found = session.scalars(select(Delegation).order_by(Delegation.id.desc()).options(*people))
    return [_delegation(row, clock.today()) for row in found]


def _delegation(row: Delegation, today: date) -> DelegationRow:
    state = _state(row, today)
    return DelegationRow(
        id=row.id,
        officer=row.officer.name,
        delegate=row.delegate.name,
        role=Role.words(row.role),
        from_day=row.from_day,
        until_day=row.until_day,
        reason=row.reason,
        state=state,
        may_end=state in ("代行中", "尚未开始"),
    )


def _state(row: Delegation, today: date) -> str:
    if row.ended is not None:
        return f"已于{written(clock.day_of(row.ended.at))}提前结束：{row.ended.reason}"
    if row.until_day < today:
        return "已期满"
    return "尚未开始" if today < row.from_day else "代行中"
