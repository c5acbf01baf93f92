"""Links between cases, each with its reason: written once, read from both ends."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forms.choices import LinkReason
from workflows.models.base import Base, Chained, Code, CommitId, Instant, one_of


class CaseLink(Chained, Base):
    """That a case hangs together with one opened before it, and why."""

    __tablename__ = "case_link"
    __table_args__ = (
        UniqueConstraint("case_id", "earlier_id", "reason"),
        CheckConstraint("case_id <> earlier_id", name="two_cases"),
        CheckConstraint(one_of("reason", LinkReason), name="reason"),
        Index("ix_case_link_earlier_id", "earlier_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"))
    earlier_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"))
    reason: Mapped[Code]
    at: Mapped[Instant]
    commit_id: Mapped[CommitId]
