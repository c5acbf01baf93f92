"""Who read what of the files, and the purposes stated by those who have no part in a case."""

from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forms.choices import Consulted, Purpose, Relation
from workflows.models.base import (
    AppendOnly,
    Base,
    Chained,
    Code,
    CommitId,
    Instant,
    Salts,
    Witnessed,
    Words,
    one_of,
)
from workflows.models.case import Case
from workflows.models.entity import BusinessEntity
from workflows.models.importing import ImportRun
from workflows.models.officer import Officer

ONE_SUBJECT = "(case_id IS NULL) <> (entity_id IS NULL)"
ONE_OF_THREE = (
    "CASE WHEN case_id IS NULL THEN 0 ELSE 1 END + CASE WHEN entity_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN import_run_id IS NULL THEN 0 ELSE 1 END = 1"
)


class PurposeStatement(Chained, Base):
    """What an officer says that the files of a case, or of a natural person, are needed for, and until when."""

    __tablename__ = "purpose_statement"
    __table_args__ = (
        CheckConstraint(ONE_SUBJECT, name="one_subject"),
        CheckConstraint(one_of("purpose", Purpose), name="purpose"),
        Index("ix_purpose_statement_officer_id_until", "officer_id", "until"),
    )
    personal: ClassVar = ("words",)

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case.id"))
    entity_id: Mapped[int | None] = mapped_column(ForeignKey("business_entity.id"))
    purpose: Mapped[Code]
    words: Mapped[Words]
    at: Mapped[Instant]
    until: Mapped[Instant]
    salts: Mapped[Salts]
    commit_id: Mapped[CommitId]


class Consultation(AppendOnly, Witnessed, Base):
    """One reading of a case, a paper, a file, a credit record or the rejected rows of an import, or its refusal.

    `subject` is the id of what was read; `statement_id` the purpose stated, where that is why.
    """

    __tablename__ = "consultation"
    __table_args__ = (
        CheckConstraint(ONE_OF_THREE, name="one_subject"),
        CheckConstraint(one_of("kind", Consulted), name="kind"),
        CheckConstraint(one_of("relation", Relation), name="relation"),
        Index("ix_consultation_case_id_at", "case_id", "at"),
        Index("ix_consultation_entity_id_at", "entity_id", "at"),
        Index("ix_consultation_officer_id_at", "officer_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    kind: Mapped[Code]
    subject: Mapped[Code]
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case.id"))
    entity_id: Mapped[int | None] = mapped_column(ForeignKey("business_entity.id"))
    import_run_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"))
    relation: Mapped[Code]
    statement_id: Mapped[int | None] = mapped_column(ForeignKey("purpose_statement.id"))
    at: Mapped[Instant]

    officer: Mapped[Officer] = relationship()
    case: Mapped[Case | None] = relationship()
    entity: Mapped[BusinessEntity | None] = relationship()
    import_run: Mapped[ImportRun | None] = relationship()
    statement: Mapped[PurposeStatement | None] = relationship()
