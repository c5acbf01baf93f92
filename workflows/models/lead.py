"""Leads (线索), registered once, and everything that is done with one: the last of it says where the lead stands."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forms.choices import LeadSource, LeadStanding
from workflows.models.base import Base, Chained, Code, CommitId, Instant, Salts, Words, one_of
from workflows.models.case import Case
from workflows.models.entity import BusinessEntity
from workflows.models.officer import Department, Officer


class Lead(Chained, Base):
    """What was found or handed in: when, whence, by whom, about whom; it does not change."""

    __tablename__ = "lead"
    __table_args__ = (
        CheckConstraint(one_of("source", LeadSource), name="source"),
        Index("ix_lead_entity_id", "entity_id"),
        Index("ix_lead_registered_by_id", "registered_by_id"),
    )
    personal: ClassVar = ("content", "reporter", "contact")

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[Code]
    received_on: Mapped[date]
    look_by: Mapped[date]
    """The last day for looking at it, as the law's table counts from `received_on`."""
    entity_id: Mapped[int | None] = mapped_column(ForeignKey("business_entity.id"))
    """The party that it is about; empty where that is not on file."""
    content: Mapped[str] = mapped_column(Text)
    reporter: Mapped[Words | None]
    contact: Mapped[Words | None]
    registered_by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    """Empty for what the worker found."""
    at: Mapped[Instant]
    salts: Mapped[Salts]
    commit_id: Mapped[CommitId]

    entity: Mapped[BusinessEntity | None] = relationship()


class LeadChange(Chained, Base):
    """One thing that was done with a lead, and who has it since: its section, the officer who looks at it."""

    __tablename__ = "lead_change"
    __table_args__ = (
        UniqueConstraint("lead_id", "seq"),
        UniqueConstraint("case_id"),
        CheckConstraint(one_of("standing", LeadStanding), name="standing"),
        CheckConstraint("(standing = 'opened') = (case_id IS NOT NULL)", name="case"),
        CheckConstraint("(standing = 'transferred') = (receiver IS NOT NULL)", name="receiver"),
        CheckConstraint("standing <> 'assigned' OR officer_id IS NOT NULL", name="officer"),
        Index("ix_lead_change_department_id", "department_id"),
        Index("ix_lead_change_officer_id", "officer_id"),
    )
    personal: ClassVar = ("reason",)

    id: Mapped[int] = mapped_column(primary_key=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"))
    seq: Mapped[int]
    """Counted from 1 for each lead, so that of two at the same time one is refused."""
    standing: Mapped[Code]
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    receiver: Mapped[Words | None]
    """The authority that it was transferred to."""
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case.id"))
    reason: Mapped[Words | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    at: Mapped[Instant]
    salts: Mapped[Salts]
    commit_id: Mapped[CommitId]

    lead: Mapped[Lead] = relationship()
    department: Mapped[Department] = relationship()
    officer: Mapped[Officer | None] = relationship(foreign_keys=officer_id)
    by: Mapped[Officer | None] = relationship(foreign_keys=by_id)
    case: Mapped[Case | None] = relationship()
