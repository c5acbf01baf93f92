"""The life of an account: opened, disabled, enabled; its password, its log-ins, its certificate."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import AccountEvent
from workflows import clock
from workflows.casework.appointments import WEIGHTY, refuse_last
from workflows.casework.claims import free_lapsed
from workflows.casework.posts import roles_held
from workflows.errors import AccountUnfit, NotAllowed, NotFound
from workflows.law.numerals import written
from workflows.models import AccountChange, LoginSession, Officer, RoleGrant
from workflows.register.commit import Commit

BY_WHOEVER_RUNS_IT = (
    "担任审批、主要负责人、集体讨论、监督审计或者系统管理岗位的，"
    "密码由系统运行人员在服务器上用 flask user reset-password 重置，以免一人冒用他人的名义作出决定。"
)


@dataclass(frozen=True)
class Order:
    """Who orders it (nobody at the command line), and why."""

    by: int | None
    reason: str = ""


@dataclass(frozen=True)
class Certificate:
    """An enforcement certificate (行政执法证): its number and the last day on which it is valid."""

    number: str
    until: date


def disable(session: Session, officer_id: int, order: Order) -> None:
    """Let an officer in no more: log-ins end and what was claimed goes back, at once.

    Raises NotFound, AccountUnfit when it is disabled already or one's own, PostUnfit for the last of a weighty kind,
    NotAllowed when whoever orders it was disabled meanwhile: of two who disable each other, one does.
    """
    _lock_in_order(session, officer_id, order.by)
    officer = locked_officer(session, officer_id)
    if officer.disabled_at is not None:
        raise AccountUnfit("账号已经停用。")
    if order.by == officer_id:
        raise AccountUnfit("不能停用自己的账号。")
    refuse_last(session, officer_id, roles_held(session, officer_id), order.by)
    officer.disabled_at = clock.now()
    session.flush()
    _end_logins(session, officer_id)
    free_lapsed(session, officer_id)
    note(session, officer_id, AccountEvent.DISABLED, order)


def enable(session: Session, officer_id: int, order: Order) -> None:
    """Let an officer in again, with the roles held before. Raises NotFound or AccountUnfit."""
    officer = locked_officer(session, officer_id)
    if officer.disabled_at is None:
        raise AccountUnfit("账号没有停用。")
    officer.disabled_at = None
    note(session, officer_id, AccountEvent.ENABLED, order)


def reset_password(session: Session, officer_id: int, password_hash: str, order: Order) -> None:
    """Give an account a password that its owner must change at the next log-in; its log-ins end.

    Raises NotFound, or AccountUnfit for one's own account, and where one administrator could decide under another's
    name: accounts with a weighty role are given a password by whoever runs the system, at the command line.
    """
    officer = locked_officer(session, officer_id)
    if order.by == officer_id:
        raise AccountUnfit("自己的密码请在“账号与密码”中更改。")
    if order.by is not None and WEIGHTY & _roles_granted(session, officer_id):
        raise AccountUnfit(BY_WHOEVER_RUNS_IT)
    officer.password_hash, officer.password_temporary = password_hash, True
    _end_logins(session, officer_id)
    note(session, officer_id, AccountEvent.PASSWORD_RESET, order)


def _roles_granted(session: Session, officer_id: int) -> set[str]:
    """Return the roles that an account has, or will have once it is enabled again."""
    mine = RoleGrant.officer_id == officer_id, RoleGrant.revoked_at.is_(None)
    return set(session.scalars(select(RoleGrant.role).where(*mine)))


def end_logins(session: Session, officer_id: int, order: Order) -> None:
    """End every log-in of an account, such as after a lost device. Raises NotFound."""
    locked_officer(session, officer_id)
    _end_logins(session, officer_id)
    note(session, officer_id, AccountEvent.LOGINS_ENDED, order)


def certify(session: Session, officer_id: int, certificate: Certificate, order: Order) -> None:
    """Enter or renew an enforcement certificate (行政处罚法 42).

    Raises NotFound, or AccountUnfit for one that is not valid any more.
    """
    officer = locked_officer(session, officer_id)
    if certificate.until < clock.today():
        raise AccountUnfit("执法证的有效期已过，请核对。")
    officer.certificate_number, officer.certificate_until = certificate.number, certificate.until
    detail = f"{certificate.number}，有效期至{written(certificate.until)}"
    note(session, officer_id, AccountEvent.CERTIFIED, order, detail)


def qualify(session: Session, officer_id: int, number: str, order: Order) -> None:
    """Enter the number of a legal qualification (行政处罚法 58). Raises NotFound."""
    locked_officer(session, officer_id).legal_qualification = number
    note(session, officer_id, AccountEvent.QUALIFIED, order, number)


def note(session: Session, officer_id: int, event: AccountEvent, order: Order, detail: str = "") -> None:
    """Put on record what was done to an account."""
    commit = Commit(order.by)
    told = {"event": event, "reason": order.reason, "detail": detail, "by_id": order.by, "at": commit.at}
    commit.write(session, [AccountChange(officer_id=officer_id, **told)])


def locked_officer(session: Session, officer_id: int) -> Officer:
    """Return an officer, locked until the change is made. Raises NotFound.

    The lock leaves the row's key free: rows that name the officer as their author are still written.
    """
    lock = {"of": Officer, "key_share": True}
    officer = session.get(Officer, officer_id, with_for_update=lock, populate_existing=True)
    if officer is None:
        raise NotFound("没有这名人员。")
    return officer


def _lock_in_order(session: Session, officer_id: int, by: int | None) -> None:
    """Lock both accounts, in one order for everybody; whoever orders it must still be working then."""
    both = select(Officer).where(Officer.id.in_({officer_id, by or officer_id})).order_by(Officer.id)
    locked = both.with_for_update(of=Officer, key_share=True).execution_options(populate_existing=True)
    if any(one.id == by and one.disabled_at is not None for one in session.scalars(locked)):
        raise NotAllowed("（账号已停用）")


def _end_logins(session: Session, officer_id: int) -> None:
    running = LoginSession.officer_id == officer_id, LoginSession.ended_at.is_(None)
    for login in session.scalars(select(LoginSession).where(*running)):
        login.ended_at = clock.now()
