"""Versions of what a credit record says: each correction adds one, and none is ever changed."""

from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forms.choices import VersionReason
from workflows.models.base import Base, Chained, Code, CommitId, Facts, Instant, Salts, one_of


class RecordVersion(Chained, Base):
    """What a record said from a commit on, until the next version of it: its content and its terms."""

    __tablename__ = "record_version"
    __table_args__ = (
        UniqueConstraint("record_id", "number"),
        CheckConstraint(one_of("reason", VersionReason), name="reason"),
        CheckConstraint("number > 0", name="number"),
    )
    personal: ClassVar = ("body",)

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("credit_record.id"))
    number: Mapped[int]
    """Counted from one for each record, without a gap."""
    reason: Mapped[Code]
    body: Mapped[Facts]
    """What the record says of its fact; empty once it was erased."""
    terms: Mapped[Facts]
    """Tier, dates and rules that the law tables gave for this content."""
    at: Mapped[Instant]
    salts: Mapped[Salts]
    commit_id: Mapped[CommitId]

    @property
    def told(self) -> dict[str, Any]:
        """Content and terms together, by which two versions are compared."""
        return {"body": self.body, "terms": self.terms}
