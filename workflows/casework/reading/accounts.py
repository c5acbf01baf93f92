"""One person's account as the administrator's page shows it, and the changes of posts that wait for a second one."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from forms.choices import AccountEvent, PostChange, Role, Verdict
from workflows.errors import NotFound
from workflows.models import AccountChange, Appointment, AppointmentVerdict, Officer, Task

COMMAND_LINE = "命令行"


@dataclass(frozen=True, kw_only=True)
class AccountRow:
    """Something that was done to the account or the posts of a person."""

    words: str
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, kw_only=True)
class AccountPage:
    """An account with what was done to it, the latest first."""

    id: int
    name: str
    username: str
    employee_number: str
    department: str
    roles: list[str]
    certificate_number: str | None
    certificate_until: date | None
    disabled_at: datetime | None
    claimed: list[Task]
    """The open tasks that the person claimed."""
    history: list[AccountRow]


@dataclass(frozen=True, kw_only=True)
class WaitingAppointment:
    """A change of post that another administrator has to confirm."""

    id: int
    words: str
    reason: str
    at: datetime
    asked_by: str
    asked_by_id: int | None
    officer_id: int


def account(session: Session, officer_id: int) -> AccountPage:
    """Return one person's account. Raises NotFound."""
    officer = session.get(Officer, officer_id, options=[selectinload(Officer.grants)])
    if officer is None:
        raise NotFound("没有这名人员。")
    held = {grant.role for grant in officer.grants if grant.revoked_at is None}
    return AccountPage(
        id=officer.id,
        name=officer.name,
        username=officer.username,
        employee_number=officer.employee_number,
        department=officer.department.name,
        roles=[role.label for role in Role if role in held],
        certificate_number=officer.certificate_number,
        certificate_until=officer.certificate_until,
        disabled_at=officer.disabled_at,
        claimed=_claimed(session, officer_id),
        history=sorted(_history(session, officer_id), key=lambda row: row.at, reverse=True),
    )


def _claimed(session: Session, officer_id: int) -> list[Task]:
    mine = select(Task).where(Task.claimed_by_id == officer_id).order_by(Task.opened_at)
    return list(session.scalars(mine.options(joinedload(Task.case))))


def waiting_appointments(session: Session) -> list[WaitingAppointment]:
    """Return the changes of posts that wait for a second administrator, the oldest first."""
    asked = select(Appointment).outerjoin(Appointment.verdict)
    open_ones = asked.where(AppointmentVerdict.appointment_id.is_(None)).order_by(Appointment.id)
    people = joinedload(Appointment.officer), joinedload(Appointment.asked_by)
    return [_waiting(row) for row in session.scalars(open_ones.options(*people))]


def _waiting(row: Appointment) -> WaitingAppointment:
    return WaitingAppointment(
        id=row.id,
        words=f"{row.officer.name}{_words(row)}",
        reason=row.reason,
        at=row.at,
        asked_by=row.asked_by.name if row.asked_by else COMMAND_LINE,
        asked_by_id=row.asked_by_id,
        officer_id=row.officer_id,
    )


def _history(session: Session, officer_id: int) -> list[AccountRow]:
    changes = select(AccountChange).where(AccountChange.officer_id == officer_id)
    asked = select(Appointment).where(Appointment.officer_id == officer_id)
    people = (
        joinedload(Appointment.asked_by),
        joinedload(Appointment.verdict).joinedload(AppointmentVerdict.by),
    )
    return [
        *(_change(row) for row in session.scalars(changes.options(joinedload(AccountChange.by)))),
        *(_appointment(row) for row in session.scalars(asked.options(*people))),
    ]


def _change(row: AccountChange) -> AccountRow:
    words = AccountEvent(row.event).label + (f"：{row.detail}" if row.detail else "")
    return AccountRow(words=words, reason=row.reason, at=row.at, by=row.by.name if row.by else COMMAND_LINE)


def _appointment(row: Appointment) -> AccountRow:
    by = row.asked_by.name if row.asked_by else COMMAND_LINE
    return AccountRow(words=_words(row) + _verdict(row), reason=row.reason, at=row.at, by=by)


def _words(row: Appointment) -> str:
    return f"{PostChange(row.change).label}{Role(row.role).label}"


def _verdict(row: Appointment) -> str:
    if row.verdict is None:
        return "（等待另一名系统管理员确认）"
    if row.verdict.by is None or row.verdict.by_id == row.asked_by_id:
        return "" if row.verdict.verdict == Verdict.CONFIRMED else "（已撤回）"
    return f"（{row.verdict.by.name}{Verdict(row.verdict.verdict).label}）"
