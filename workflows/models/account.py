"""What was done to the accounts and posts of the bureau's people: by whom, why, confirmed by whom."""

from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forms.choices import AccountEvent, PostChange, Role, Verdict
from workflows.models.base import Base, Chained, Code, CommitId, Instant, Salts, Words, one_of
from workflows.models.officer import Officer


class AccountChange(Chained, Base):
    """Something that was done to an account."""

    __tablename__ = "account_change"
    __table_args__ = (CheckConstraint(one_of("event", AccountEvent), name="event"),)
    personal: ClassVar = ("reason", "detail")

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), index=True)
    event: Mapped[Code]
    reason: Mapped[Words]
    detail: Mapped[Words]
    """What was entered, such as a certificate's number and last day; empty where the event says all."""
    by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    """Empty when it was done at the command line, by whoever runs the system."""
    at: Mapped[Instant]
    salts: Mapped[Salts]
    commit_id: Mapped[CommitId]

    by: Mapped[Officer | None] = relationship(foreign_keys=by_id)


class Reassignment(Chained, Base):
    """A claimed task that was taken from somebody, and given to another or back to the section."""

    __tablename__ = "reassignment"
    personal: ClassVar = ("reason",)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"), index=True)
    task_id: Mapped[UUID]
    title: Mapped[Words]
    from_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    to_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    """Empty when it went back to the section."""
    reason: Mapped[Words]
    by_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    at: Mapped[Instant]
    salts: Mapped[Salts]
    commit_id: Mapped[CommitId]

    before: Mapped[Officer | None] = relationship(foreign_keys=from_id)
    after: Mapped[Officer | None] = relationship(foreign_keys=to_id)
    by: Mapped[Officer] = relationship(foreign_keys=by_id)


class Appointment(Chained, Base):
    """A change of post that was asked for; it counts once it is confirmed."""

    __tablename__ = "appointment"
    __table_args__ = (
        CheckConstraint(one_of("role", Role), name="role"),
        CheckConstraint(one_of("change", PostChange), name="change"),
    )
    personal: ClassVar = ("reason",)

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), index=True)
    role: Mapped[Code]
    change: Mapped[Code]
    reason: Mapped[Words]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    """Empty when it was asked for at the command line, by whoever runs the system."""
    at: Mapped[Instant]
    salts: Mapped[Salts]
    commit_id: Mapped[CommitId]

    officer: Mapped[Officer] = relationship(foreign_keys=officer_id)
    asked_by: Mapped[Officer | None] = relationship(foreign_keys=asked_by_id)
    verdict: Mapped["AppointmentVerdict | None"] = relationship(viewonly=True)


class AppointmentVerdict(Chained, Base):
    """The answer to a change of post that was asked for; the key makes a second one impossible."""

    __tablename__ = "appointment_verdict"
    __table_args__ = (CheckConstraint(one_of("verdict", Verdict), name="verdict"),)

    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointment.id"), primary_key=True)
    verdict: Mapped[Code]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    at: Mapped[Instant]
    commit_id: Mapped[CommitId]

    by: Mapped[Officer | None] = relationship(foreign_keys=by_id)
