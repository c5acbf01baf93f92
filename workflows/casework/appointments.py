"""Appointments: who is given which role, or loses it, by whose order and why; the weighty ones need two people.

A changed post changes nothing in the past: whoever has a part in a case keeps it there.
"""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forms.choices import AccountEvent, PostChange, Role, Verdict
from workflows import clock
from workflows.casework.claims import free_lapsed
from workflows.casework.posts import APART, roles_held
from workflows.errors import AppointmentClosed, NotFound, PostUnfit, SecondAdministratorNeeded
from workflows.models import AccountChange, Appointment, AppointmentVerdict, Officer, RoleGrant
from workflows.register.commit import Commit

WEIGHTY = frozenset({Role.APPROVER, Role.CHIEF, Role.PANEL, Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR})
"""Roles that decide, watch or hold the keys: one administrator alone neither gives nor takes them."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which role of whom is to change, how, and why."""

    officer_id: int
    role: Role
    change: PostChange
    reason: str


def ask(session: Session, wanted: Wanted, asked_by: int | None) -> Appointment:
    """Put a change of post on record, and carry it out unless a second administrator has to confirm it.

    At the command line (`asked_by` is None) whoever runs the system answers for it. Raises NotFound, or PostUnfit.
    """
    _refuse_unfit(session, wanted, asked_by)
    commit = Commit(asked_by)
    row = Appointment(**vars(wanted), asked_by_id=asked_by, at=commit.at)
    commit.write(session, [row])
    session.flush()
    if wanted.role not in WEIGHTY or asked_by is None:
        _carry_out(session, commit, row, Verdict.CONFIRMED, asked_by)
    return row


def answer(session: Session, appointment_id: int, verdict: Verdict, by: int) -> None:
    """Confirm or refuse what another administrator asked for.

    Raises NotFound, AppointmentClosed, SecondAdministratorNeeded for who asked or is concerned, or PostUnfit when
    it does not fit any more.
    """
    locked = select(Appointment).where(Appointment.id == appointment_id).with_for_update()
    row = session.scalars(locked).one_or_none()
    if row is None:
        raise NotFound
    if session.get(AppointmentVerdict, appointment_id) is not None:
        raise AppointmentClosed
    own = by == row.asked_by_id
    if by == row.officer_id or (own and verdict is Verdict.CONFIRMED):
        raise SecondAdministratorNeeded
    commit = Commit(by)
    if verdict is Verdict.CONFIRMED:
        _refuse_unfit(session, _wanted(row), row.asked_by_id)
        _refuse_known_password(session, row, by)
    _carry_out(session, commit, row, verdict, by)


def _wanted(row: Appointment) -> Wanted:
    return Wanted(
        officer_id=row.officer_id, role=Role(row.role), change=PostChange(row.change), reason=row.reason
    )


def _carry_out(session: Session, commit: Commit, row: Appointment, verdict: Verdict, by: int | None) -> None:
    ended = AppointmentVerdict(appointment_id=row.id, verdict=verdict, by_id=by, at=commit.at)
    commit.write(session, [ended])
    if verdict is Verdict.REFUSED:
        return
    if row.change == PostChange.GRANT:
        session.add(RoleGrant(officer_id=row.officer_id, role=row.role, granted_at=commit.at))
    else:
        _revoke(session, row.officer_id, row.role)
    session.flush()
    free_lapsed(session, row.officer_id)


def _revoke(session: Session, officer_id: int, role: str) -> None:
    """End a role now; delegations of it end with it."""
    mine = RoleGrant.officer_id == officer_id, RoleGrant.role == role, RoleGrant.revoked_at.is_(None)
    for grant in session.scalars(select(RoleGrant).where(*mine).with_for_update()):
        grant.revoked_at = clock.now()


def _refuse_unfit(session: Session, wanted: Wanted, asked_by: int | None) -> None:
    held = roles_held(session, wanted.officer_id)
    if wanted.change is PostChange.GRANT:
        _refuse_mixed(held, wanted.role)
    elif wanted.role not in held:
        raise PostUnfit(f"该人员现在不担任{wanted.role.label}。")
    else:
        refuse_last(session, wanted.officer_id, frozenset({wanted.role}), asked_by)


def _refuse_known_password(session: Session, row: Appointment, by: int) -> None:
    """Refuse a weighty role for an account whose password one of the two administrators gave it last.

    That its owner has changed it since proves nothing: whoever gave it could have done so in his name.
    """
    resets = AccountChange.officer_id == row.officer_id, AccountChange.event == AccountEvent.PASSWORD_RESET
    last = select(AccountChange.by_id).where(*resets).order_by(AccountChange.id.desc()).limit(1)
    if row.change == PostChange.GRANT and session.scalar(last) in {row.asked_by_id, by}:
        raise PostUnfit(
            "该人员的密码最近由提出人或者确认人重置过，"
            "请先由系统运行人员在服务器上用 flask user reset-password 重置，再确认。"
        )


def _refuse_mixed(held: frozenset[Role], role: Role) -> None:
    """Who keeps the system must not decide in it; who audits must do neither."""
    if role in held:
        raise PostUnfit(f"该人员已经担任{role.label}。")
    if held and (apart := APART & {role, *held}):
        raise PostUnfit(f"{'、'.join(one.label for one in Role if one in apart)}不能同时担任其他岗位。")


def refuse_last(session: Session, officer_id: int, roles: frozenset[Role], asked_by: int | None) -> None:
    """Raise PostUnfit where the last one of a weighty kind would go: by himself, or the last administrator at all."""
    working = select(RoleGrant.role, func.count(RoleGrant.officer_id.distinct())).join(Officer)
    held = RoleGrant.revoked_at.is_(None), Officer.disabled_at.is_(None), RoleGrant.role.in_(roles & WEIGHTY)
    for role, holders in session.execute(working.where(*held).group_by(RoleGrant.role)):
        if holders == 1 and (asked_by == officer_id or role == Role.SYSTEM_ADMINISTRATOR):
            raise PostUnfit(f"这是本局最后一名{Role(role).label}，请先增设一名，再由他人变更。")
