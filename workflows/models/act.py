"""What is asked for of a case as a whole (中止、恢复), and what was decided about it."""

from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forms.choices import ActVerdict, CaseActKind
from workflows.models.base import Base, Chained, Code, CommitId, Instant, Salts, Words, one_of
from workflows.models.case import Case
from workflows.models.officer import Officer


class CaseAct(Chained, Base):
    """An act that somebody asks for, on a ground of the law's table; it has effect once it is agreed to."""

    __tablename__ = "case_act"
    __table_args__ = (
        CheckConstraint(one_of("kind", CaseActKind), name="kind"),
        Index("ix_case_act_case_id", "case_id"),
    )
    personal: ClassVar = ("reason",)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"))
    kind: Mapped[Code]
    ground: Mapped[Code]
    reason: Mapped[Words]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    """Empty where nobody asked: the record was withdrawn that the case is about."""
    at: Mapped[Instant]
    salts: Mapped[Salts]
    commit_id: Mapped[CommitId]

    case: Mapped[Case] = relationship()
    asked_by: Mapped[Officer | None] = relationship()
    decision: Mapped["CaseActDecision | None"] = relationship(viewonly=True)


class CaseActDecision(Chained, Base):
    """What became of an act that was asked for; one for each. One that was agreed to is a step of its case."""

    __tablename__ = "case_act_decision"
    __table_args__ = (CheckConstraint(one_of("verdict", ActVerdict), name="verdict"),)
    personal: ClassVar = ("opinion",)

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("case_act.id"), unique=True)
    verdict: Mapped[Code]
    opinion: Mapped[Words | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    at: Mapped[Instant]
    salts: Mapped[Salts]
    commit_id: Mapped[CommitId]

    act: Mapped[CaseAct] = relationship()
    by: Mapped[Officer | None] = relationship()

    @property
    def case_id(self) -> UUID:
        """The case that it is about."""
        return self.act.case_id
