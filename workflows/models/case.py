"""A case: the procedure it runs under, what it waits for, what was done in it, the answers it gave."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forms.choices import DeadlineEnd, StepKind
from workflows.models.base import (
    AppendOnly,
    Base,
    Chained,
    Code,
    CommitId,
    Digest,
    Facts,
    Instant,
    Outside,
    Salts,
    Witnessed,
    Words,
    one_of,
)
from workflows.models.entity import BusinessEntity
from workflows.models.officer import Department, Officer


class Definition(AppendOnly, Outside, Base):
    """A procedure's diagrams (its own and those it calls) as some case was opened under them."""

    __tablename__ = "definition"
    why_outside: ClassVar = (
        "its key is the digest of its content (B8.1), and the case that names it is witnessed"
    )

    digest: Mapped[Digest] = mapped_column(primary_key=True)
    process_key: Mapped[Code]
    source: Mapped[bytes] = mapped_column(LargeBinary)
    stored_at: Mapped[Instant]


class Case(Witnessed, Base):
    """One procedure run against one party; the engine's state is bytes, what is asked of it is a column."""

    __tablename__ = "case"
    __table_args__ = (
        CheckConstraint("(closed_at IS NULL) = (outcome IS NULL)", name="outcome_when_closed"),
        Index("ix_case_entity_id", "entity_id"),
        Index("ix_case_record_id", "record_id"),
        Index(
            "uq_case_record_id_process_key_open",
            "record_id",
            "process_key",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index(
            "ix_case_suspended_at",
            "suspended_at",
            sqlite_where=text("suspended_at IS NOT NULL"),
            postgresql_where=text("suspended_at IS NOT NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[Words] = mapped_column(unique=True)
    process_key: Mapped[Code]
    definition_digest: Mapped[Digest] = mapped_column(ForeignKey("definition.digest"))
    entity_id: Mapped[int] = mapped_column(ForeignKey("business_entity.id"))
    record_id: Mapped[int | None] = mapped_column(ForeignKey("credit_record.id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    state: Mapped[bytes] = mapped_column(LargeBinary)
    opened_at: Mapped[Instant]
    closed_at: Mapped[Instant | None]
    outcome: Mapped[Code | None]
    suspended_at: Mapped[Instant | None]
    """Since when nothing is done in it (中止); empty while it goes on."""
    version: Mapped[int] = mapped_column()

    entity: Mapped[BusinessEntity] = relationship(lazy="joined")
    department: Mapped[Department] = relationship(lazy="joined")

    # The version is the number of steps taken, written by the door; a newer one is never saved over.
    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}


class Task(Witnessed, Base):
    """A user task that waits for someone: a projection of the engine's state, rebuilt at every save."""

    __tablename__ = "task"
    __table_args__ = (Index("ix_task_role_department_id", "role", "department_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"), index=True)
    process_key: Mapped[Code]
    name: Mapped[Code]
    title: Mapped[Words]
    role: Mapped[Code]
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"))
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"), index=True)
    not_by: Mapped[list[int] | None] = mapped_column(JSON(none_as_null=True))
    """Who may not answer it, though of the role: those whose own work it is about."""
    opened_at: Mapped[Instant]
    commit_id: Mapped[CommitId]

    case: Mapped[Case] = relationship()
    claimed_by: Mapped[Officer | None] = relationship()


class CaseStep(Chained, Base):
    """One committed step of a case: who or what moved it, from where, with which answers."""

    __tablename__ = "case_step"
    __table_args__ = (
        UniqueConstraint("case_id", "seq"),
        CheckConstraint(one_of("kind", StepKind), name="kind"),
        CheckConstraint("(kind IN ('opened', 'completed')) = (actor_id IS NOT NULL)", name="actor"),
    )
    personal: ClassVar = ("answers",)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"))
    seq: Mapped[int]
    kind: Mapped[Code]
    process_key: Mapped[Code]
    name: Mapped[Code]
    title: Mapped[Words]
    task_id: Mapped[UUID | None]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    actor_role: Mapped[str] = mapped_column(String(64))
    for_officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    """In whose place the actor acted, by delegation."""
    at: Mapped[Instant]
    answers: Mapped[Facts]
    passed: Mapped[list[Any]] = mapped_column(JSON)
    salts: Mapped[Salts]
    commit_id: Mapped[CommitId] = mapped_column(unique=True)

    actor: Mapped[Officer | None] = relationship(foreign_keys=actor_id)
    for_officer: Mapped[Officer | None] = relationship(foreign_keys=for_officer_id)


class Deadline(Witnessed, Base):
    """A time limit of a case: the row is the truth, the diagram's timer of that name its picture (D6).

    `pauses` are the spans of days, first and last included, that were not counted; `length` is the one that a
    decision fixed, None where the law's own counts.
    """

    __tablename__ = "deadline"
    __table_args__ = (
        UniqueConstraint("case_id", "clock", "occurrence"),
        CheckConstraint("(ended_at IS NULL) = (ended IS NULL)", name="one_end"),
        CheckConstraint(f"ended IS NULL OR {one_of('ended', DeadlineEnd)}", name="ended"),
        Index(
            "ix_deadline_due_at",
            "due_at",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"), index=True)
    clock: Mapped[Code]
    timer: Mapped[Code]
    occurrence: Mapped[int]
    title: Mapped[Words]
    start_event: Mapped[Words]
    starts_on: Mapped[date]
    last_day: Mapped[date]
    due_at: Mapped[Instant]
    provisional: Mapped[bool]
    calendar_version: Mapped[Code]
    basis: Mapped[Words]
    sentence: Mapped[str] = mapped_column(Text)
    pauses: Mapped[list[Any]] = mapped_column(JSON, default=list)
    suspended: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    """Like `pauses`, the days on which the whole case stood still."""
    length: Mapped[int | None]
    ended_at: Mapped[Instant | None]
    ended: Mapped[Code | None]
    end_reason: Mapped[Words | None]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("deadline.id"))
    """The limit that this one was counted anew from; a timer that waits for that one waits for this."""
    uncaught_at: Mapped[Instant | None]
    """When it ran out while another task stood in the place of the one with its timer."""
    caught_at: Mapped[Instant | None]
    """When the task with its timer opened again, and it took effect after all."""
    commit_id: Mapped[CommitId]

    @property
    def is_kept(self) -> bool:
        """Whether it ran out and waits for the task with its timer to open again."""
        return self.uncaught_at is not None and self.caught_at is None


class AnsweredRequest(Chained, Base):
    """A request that has been answered: the same key again gets the same answer (D3, order 1)."""

    __tablename__ = "answered_request"

    key: Mapped[UUID] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    body_digest: Mapped[Digest]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"))
    answer: Mapped[Facts]
    at: Mapped[Instant]
    commit_id: Mapped[CommitId]


class Attachment(Witnessed, Base):
    """A file that the party handed in or an officer made; bound to its case, or lead, when the form is accepted."""

    __tablename__ = "attachment"
    __table_args__ = (CheckConstraint("size > 0", name="size"),)
    unmarked: ClassVar = ("content",)  # its digest is marked

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case.id"), index=True)
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("lead.id"), index=True)
    filename: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[Code]
    size: Mapped[int]
    sha256: Mapped[Digest]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    uploaded_at: Mapped[Instant]
