"""Who acts: an officer with the roles held at this moment, one's own and those exercised in another's place."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    cast,
    exists,
    false,
    literal,
    null,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from forms.choices import Role
from workflows import clock
from workflows.errors import NotAllowed
from workflows.models import Delegation, DelegationEnd, Officer, RoleGrant, Task

DEPARTMENTAL = frozenset({Role.CASE_OFFICER, Role.UNIT_HEAD, Role.REVIEWER})
"""Roles that act only for their own section; window, leaders and the credit section act for the bureau."""


@dataclass(frozen=True)
class Seat:
    """A role in which an officer may act, and for which section; `in_place_of` is whose it is, if another's."""

    role: Role
    department_id: int
    in_place_of: int | None = None

    def serves(self, task: Task) -> bool:
        """Whether the task is for this role, and for no other section than this one."""
        return task.role == self.role and task.department_id in (None, self.department_id)

    @property
    def tasks(self) -> ColumnElement[bool]:
        """The condition under which a row of the task table is one that this seat serves."""
        ours = or_(Task.department_id.is_(None), Task.department_id == self.department_id)
        return and_(Task.role == self.role, ours)


@dataclass(frozen=True)
class Actor:
    """An officer, and the seats held at this moment: one's own first, then those of others."""

    officer_id: int
    name: str
    department_id: int
    seats: tuple[Seat, ...]

    @property
    def roles(self) -> frozenset[Role]:
        """Every role in which the officer may act."""
        return frozenset(seat.role for seat in self.seats)


def actor_of(session: Session, officer_id: int) -> Actor:
    """Return an officer as one who acts. Raises NotAllowed for an account that is unknown or disabled."""
    found = select(Officer).where(Officer.id == officer_id, Officer.disabled_at.is_(None))
    officer = session.scalars(found).one_or_none()
    if officer is None:
        raise NotAllowed("（账号已停用）")
    return Actor(officer_id, officer.name, officer.department_id, tuple(seats_of(session, officer_id)))


def seats_of(session: Session, officer_id: int) -> Iterator[Seat]:
    """Yield the seats that an officer holds now: by grants of roles, then by delegations that run today.

    A delegation is worth as much as the grant behind it: it ends with the other's role.
    """
    mine = RoleGrant.officer_id == officer_id, RoleGrant.revoked_at.is_(None)
    own = _held(RoleGrant, 0, null()).where(*mine)
    lent = _held(Delegation, 1, Delegation.officer_id).where(
        Delegation.delegate_id == officer_id, *_running()
    )
    # One question for both: it is asked twice for every answer, before and under the case's lock.
    for role, department_id, lender_id, *_ in session.execute(
        union_all(own, lent).order_by("rank", "seat_id")
    ):
        yield Seat(Role(role), department_id, in_place_of=lender_id)


def holds(
    roles: Collection[Role],
    department_id: int | InstrumentedAttribute[int] | None,
    barred: Callable[[type[Officer]], ColumnElement[bool]] = lambda _: false(),
) -> ColumnElement[bool]:
    """Return the condition under which a row of the officers has a seat in one of some roles.

    For a section, or for any. The seat of somebody who is `barred` counts in nobody's hands who has it from him.
    """
    granted = RoleGrant.officer_id == Officer.id, RoleGrant.revoked_at.is_(None), RoleGrant.role.in_(roles)
    lender = aliased(Officer)
    lent = select(Delegation.id).join(lender, Delegation.officer_id == lender.id)
    to_him = Delegation.delegate_id == Officer.id, Delegation.role.in_(roles)
    home, there = (
        true() if department_id is None else one.department_id == department_id for one in (Officer, lender)
    )
    lent = lent.where(*to_him, there, ~barred(lender), *_running()).correlate_except(Delegation, lender)
    return or_(and_(home, exists().where(*granted)), lent.exists())


def _running() -> tuple[ColumnElement[bool], ...]:
    """Return the conditions under which a delegation runs today, with the grant of the role behind it."""
    today = clock.today()
    behind = and_(
        RoleGrant.officer_id == Delegation.officer_id,
        RoleGrant.role == Delegation.role,
        RoleGrant.revoked_at.is_(None),
    )
    return (
        Delegation.from_day <= today,
        Delegation.until_day >= today,
        ~exists().where(DelegationEnd.delegation_id == Delegation.id),
        exists().where(behind),
    )


def _held(
    table: type[RoleGrant] | type[Delegation],
    rank: int,
    lender: ColumnElement[Any] | InstrumentedAttribute[int],
) -> Select[str, int, int, int, int]:
    whose = cast(lender, Integer).label("lender_id")
    order = literal(rank).label("rank"), table.id.label("seat_id")
    found = select(table.role, Officer.department_id, whose, *order)
    return found.join(Officer, table.officer_id == Officer.id)
