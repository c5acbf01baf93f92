"""What a case tells those that it is linked to, and which of them has taken it: rows that nobody changes."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflows.models.base import Base, Chained, Code, CommitId, Facts, Instant
from workflows.models.case import Case


class CaseMessage(Chained, Base):
    """One message of a case, written in the commit of the step that tells it."""

    __tablename__ = "case_message"
    __table_args__ = (Index("ix_case_message_case_id", "case_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"))
    """The case that tells it."""
    name: Mapped[Code]
    body: Mapped[Facts]
    """Codes, numbers and days, which join the receiver's variables; no personal text."""
    at: Mapped[Instant]
    commit_id: Mapped[CommitId]

    case: Mapped[Case] = relationship()


class CaseMessageTaken(Chained, Base):
    """That a case has taken a message, in the commit of the step that it caused there; once for each case."""

    __tablename__ = "case_message_taken"
    __table_args__ = (
        UniqueConstraint("message_id", "case_id"),
        Index("ix_case_message_taken_case_id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[UUID] = mapped_column(ForeignKey("case_message.id"))
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"))
    """The case that has taken it."""
    at: Mapped[Instant]
    commit_id: Mapped[CommitId]
