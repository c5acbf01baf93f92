"""Reminders of the terms of a case (提醒), and what a head says about those that ended undone (督办)."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forms.choices import ReminderKind
from workflows.models.base import Base, Code, CommitId, Instant, Witnessed, Words, one_of
from workflows.models.case import Case, Deadline
from workflows.models.officer import Officer

OPEN = text("kind = 'supervision' AND answered_at IS NULL")


class Reminder(Witnessed, Base):
    """One reminder of a limit as it then ended; of each kind one, and another only once the limit was moved.

    One for supervision waits until the head of the section, or a leader, has answered it.
    """

    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint("deadline_id", "kind", "last_day"),
        CheckConstraint(one_of("kind", ReminderKind), name="kind"),
        CheckConstraint(
            "(answered_at IS NULL) = (answered_by_id IS NULL) AND (answered_at IS NULL) = (words IS NULL)",
            name="answered",
        ),
        CheckConstraint("kind = 'supervision' OR answered_at IS NULL", name="answered_supervision"),
        Index("ix_reminder_case_id", "case_id"),
        Index("ix_reminder_unanswered", "at", sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"))
    deadline_id: Mapped[int] = mapped_column(ForeignKey("deadline.id"))
    kind: Mapped[Code]
    last_day: Mapped[date]
    """The last day of the limit, as it stood then."""
    at: Mapped[Instant]
    answered_at: Mapped[Instant | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    words: Mapped[Words | None]
    commit_id: Mapped[CommitId]

    case: Mapped[Case] = relationship()
    deadline: Mapped[Deadline] = relationship()
    answered_by: Mapped[Officer | None] = relationship()
