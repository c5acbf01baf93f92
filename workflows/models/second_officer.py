"""Colleagues asked to be the second of two officers, and what became of it: nobody is put into a case unasked."""

from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forms.choices import SecondOfficerVerdict
from workflows.models.base import Base, Chained, Code, CommitId, Instant, Salts, Words, one_of
from workflows.models.case import Case
from workflows.models.entity import BusinessEntity
from workflows.models.officer import Department, Officer


class SecondOfficerRequest(Chained, Base):
    """An officer who is asked to be the second of two: in a case, or in one yet to be opened about a party."""

    __tablename__ = "second_officer_request"
    __table_args__ = (
        CheckConstraint("(case_id IS NULL) <> (entity_id IS NULL)", name="one_subject"),
        CheckConstraint("officer_id <> asked_by_id", name="two_people"),
        Index("ix_second_officer_request_officer_id", "officer_id"),
        Index("ix_second_officer_request_asked_by_id", "asked_by_id"),
        Index("ix_second_officer_request_case_id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    process_key: Mapped[Code]
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    """The section that handles the case, in which the officer must hold an enforcement post."""
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case.id"))
    entity_id: Mapped[int | None] = mapped_column(ForeignKey("business_entity.id"))
    """The party about which a case is to be opened; empty where there is a case."""
    at: Mapped[Instant]
    commit_id: Mapped[CommitId]

    officer: Mapped[Officer] = relationship(foreign_keys=officer_id)
    asked_by: Mapped[Officer] = relationship(foreign_keys=asked_by_id)
    department: Mapped[Department] = relationship()
    case: Mapped[Case | None] = relationship()
    entity: Mapped[BusinessEntity | None] = relationship()
    answer: Mapped["SecondOfficerAnswer | None"] = relationship(viewonly=True)


class SecondOfficerAnswer(Chained, Base):
    """What the officer answered, or that the request was withdrawn; one for each request."""

    __tablename__ = "second_officer_answer"
    __table_args__ = (CheckConstraint(one_of("verdict", SecondOfficerVerdict), name="verdict"),)
    personal: ClassVar = ("reason",)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("second_officer_request.id"), unique=True)
    verdict: Mapped[Code]
    reason: Mapped[Words]
    """Why not; empty for an agreement."""
    by_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    at: Mapped[Instant]
    salts: Mapped[Salts]
    commit_id: Mapped[CommitId]

    request: Mapped[SecondOfficerRequest] = relationship(viewonly=True)

    @property
    def case_id(self) -> UUID | None:
        """The case that it is about, if there was one."""
        return self.request.case_id
