"""What leaves the house: messages to other systems, jobs that gave up, and the workers that are alive."""

from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from forms.choices import MessageState
from workflows.models.base import (
    Base,
    Code,
    CommitId,
    Digest,
    Facts,
    Instant,
    Outside,
    Witnessed,
    Words,
    one_of,
)


class SharedMessage(Witnessed, Base):
    """One message to another system (§3.7): nothing is deleted on the wire, a change is a new version."""

    __tablename__ = "shared_message"
    __table_args__ = (CheckConstraint(one_of("state", MessageState), name="state"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    recipient: Mapped[Code]
    kind: Mapped[Code]
    record_id: Mapped[int] = mapped_column(ForeignKey("credit_record.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case.id"), index=True)
    payload: Mapped[Facts]
    payload_digest: Mapped[Digest]
    state: Mapped[Code]
    last_error: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[Instant]
    sent_at: Mapped[Instant | None]
    commit_id: Mapped[CommitId]


class Trouble(Witnessed, Base):
    """A job that gave up: from here on it is a person's task (D9)."""

    __tablename__ = "trouble"
    __table_args__ = (
        CheckConstraint("(solved_at IS NULL) = (solved_by_id IS NULL)", name="solved_by_someone"),
        Index(
            "ix_trouble_open",
            "opened_at",
            sqlite_where=text("solved_at IS NULL"),
            postgresql_where=text("solved_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    job: Mapped[Code]
    arguments: Mapped[Facts]
    title: Mapped[Words]
    error: Mapped[str] = mapped_column(Text)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case.id"))
    opened_at: Mapped[Instant]
    solved_at: Mapped[Instant | None]
    solved_by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))


class WorkerLease(Outside, Base):
    """A worker that says it is alive; when the lease runs out, another takes over its jobs."""

    __tablename__ = "worker_lease"
    why_outside: ClassVar = "it says who is alive now, and decides nothing"

    executor_id: Mapped[Words] = mapped_column(primary_key=True)
    host: Mapped[str] = mapped_column(String(200))
    started_at: Mapped[Instant]
    renewed_at: Mapped[Instant]
    expires_at: Mapped[Instant]
    taken_over_at: Mapped[Instant | None]
