"""The people of the bureau: officers, their departments and roles, their sessions and log-in attempts."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forms.choices import Part, PartThrough, RecusalGround, RecusalRequest, Role
from workflows.models.base import (
    AppendOnly,
    Base,
    Chained,
    Code,
    CommitId,
    Digest,
    Instant,
    Outside,
    Salts,
    Witnessed,
    Words,
    one_of,
)

DECIDING = (Role.APPROVER, Role.CHIEF, Role.PANEL, Role.HEARING_HOST)
"""Who decides on a recusal: a leader, the principal one, the leaders collectively; on a hearing's clerk its host."""


class Department(Witnessed, Base):
    """A section of the bureau."""

    __tablename__ = "department"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[Words]


class Officer(Witnessed, Base):
    """A person who works on cases; one person has one account, told by the employee number."""

    __tablename__ = "officer"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[Code] = mapped_column(unique=True)
    employee_number: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(String(50))
    password_hash: Mapped[str] = mapped_column(String(200))
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    certificate_number: Mapped[str | None] = mapped_column(String(32))
    certificate_until: Mapped[date | None]
    legal_qualification: Mapped[str | None] = mapped_column(String(64))
    """The number of the national legal qualification, which first-time legal reviewers need (处罚法 58)."""
    legal_reviewer_since: Mapped[date | None]
    """Since when the officer has reviewed penalty decisions; empty for one who never has."""
    disabled_at: Mapped[Instant | None]
    password_temporary: Mapped[bool] = mapped_column(default=False)
    """Whether the password was given by an administrator, and has to be changed before anything else."""

    department: Mapped[Department] = relationship(lazy="joined")
    grants: Mapped[list["RoleGrant"]] = relationship(back_populates="officer")


class RoleGrant(Witnessed, Base):
    """A role that an officer holds from one instant until another; kept, so that the past can be asked."""

    __tablename__ = "role_grant"
    __table_args__ = (
        CheckConstraint(one_of("role", Role), name="role"),
        CheckConstraint("revoked_at IS NULL OR revoked_at >= granted_at", name="order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), index=True)
    role: Mapped[Code]
    granted_at: Mapped[Instant]
    revoked_at: Mapped[Instant | None]

    officer: Mapped[Officer] = relationship(back_populates="grants")


class LoginSession(Witnessed, Base):
    """One log-in, kept on the server so that it can be ended; the browser holds an unguessable token."""

    __tablename__ = "login_session"
    unmarked: ClassVar = ("seen_at",)

    token_digest: Mapped[Digest] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), index=True)
    opened_at: Mapped[Instant]
    seen_at: Mapped[Instant]
    ends_at: Mapped[Instant]
    ended_at: Mapped[Instant | None]
    address: Mapped[str] = mapped_column(String(64))

    officer: Mapped[Officer] = relationship(lazy="joined")


class LoginTry(Outside, Base):
    """A password that is being verified at this moment; gone once its outcome is written down as an attempt."""

    __tablename__ = "login_try"
    why_outside: ClassVar = "the row lives for the second in which a password is verified"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[Code] = mapped_column(index=True)
    address: Mapped[str] = mapped_column(String(64))
    machine: Mapped[str | None] = mapped_column(String(64))
    at: Mapped[Instant]


class LoginAttempt(AppendOnly, Witnessed, Base):
    """How a try to log in ended; counted across all web processes to slow down guessing."""

    __tablename__ = "login_attempt"
    __table_args__ = (
        Index("ix_login_attempt_username_at", "username", "at"),
        Index("ix_login_attempt_address_at", "address", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[Code]
    address: Mapped[str] = mapped_column(String(64))
    machine: Mapped[str | None] = mapped_column(String(64))
    """The machine, if the account had been logged in on it before."""
    at: Mapped[Instant]
    succeeded: Mapped[bool]


class CasePart(AppendOnly, Witnessed, Base):
    """The one part that an officer has in a case, for good: the key makes a second one impossible (程序规定 49)."""

    __tablename__ = "case_part"
    __table_args__ = (
        CheckConstraint(one_of("part", Part), name="part"),
        CheckConstraint(f"through IS NULL OR {one_of('through', PartThrough)}", name="through"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"), primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), primary_key=True)
    part: Mapped[Code]
    since: Mapped[Instant]
    through: Mapped[Code | None]
    """How it came about; empty of the parts from before this was kept."""


class Delegation(Chained, Base):
    """A role that one officer exercises in the place of another for a time, such as the head of a section away.

    Whoever acts by it has a part in the case, and so has the officer in whose place it was (程序规定 49).
    """

    __tablename__ = "delegation"
    __table_args__ = (
        CheckConstraint(one_of("role", Role), name="role"),
        CheckConstraint("officer_id <> delegate_id", name="two_people"),
        CheckConstraint("until_day >= from_day", name="order"),
    )
    personal: ClassVar = ("reason",)

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), index=True)
    delegate_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), index=True)
    role: Mapped[Code]
    from_day: Mapped[date]
    until_day: Mapped[date]
    reason: Mapped[Words]
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    """Empty when it was granted at the command line, by whoever runs the system."""
    at: Mapped[Instant]
    salts: Mapped[Salts]
    commit_id: Mapped[CommitId]

    officer: Mapped[Officer] = relationship(foreign_keys=officer_id)
    delegate: Mapped[Officer] = relationship(foreign_keys=delegate_id)
    ended: Mapped["DelegationEnd | None"] = relationship(viewonly=True)


class DelegationEnd(Chained, Base):
    """A delegation that ended before its last day."""

    __tablename__ = "delegation_end"
    personal: ClassVar = ("reason",)

    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"), primary_key=True)
    reason: Mapped[Words]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    at: Mapped[Instant]
    salts: Mapped[Salts]
    commit_id: Mapped[CommitId]


class Recusal(Chained, Base):
    """An officer who may not act in a case any more, and why (行政处罚法 43, 程序规定 4)."""

    __tablename__ = "recusal"
    __table_args__ = (
        UniqueConstraint("case_id", "officer_id"),
        CheckConstraint(one_of("kind", RecusalGround), name="kind"),
        CheckConstraint(one_of("asked_by", RecusalRequest), name="asked_by"),
        CheckConstraint(one_of("decided_as", DECIDING), name="decided_as"),
        CheckConstraint("officer_id <> decided_by_id", name="another_decides"),
    )
    personal: ClassVar = ("ground",)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"))
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    kind: Mapped[Code]
    ground: Mapped[Words]
    asked_by: Mapped[Code]
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    decided_as: Mapped[Code]
    member_ids: Mapped[list[int]] = mapped_column(JSON)
    """The leaders who decided collectively, when it was the principal leader's recusal."""
    at: Mapped[Instant]
    salts: Mapped[Salts]
    commit_id: Mapped[CommitId]
