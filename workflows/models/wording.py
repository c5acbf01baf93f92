"""The words of forms as they were when answers were given in them, so that a past step reads as it did then."""

from typing import ClassVar

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflows.models.base import AppendOnly, Base, Chained, Code, CommitId, Digest, Instant, Outside
from workflows.models.case import CaseStep


class FormWording(AppendOnly, Outside, Base):
    """A form's labels and choices, kept once under their digest like the diagrams."""

    __tablename__ = "form_wording"
    why_outside: ClassVar = "its key is the digest of its content (B8.1), which the step that it words holds"

    digest: Mapped[Digest] = mapped_column(primary_key=True)
    process_key: Mapped[Code]
    name: Mapped[Code]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    kept_at: Mapped[Instant]


class StepWording(Chained, Base):
    """In which words a step's answers were asked for."""

    __tablename__ = "step_wording"

    step_id: Mapped[int] = mapped_column(ForeignKey("case_step.id"), primary_key=True)
    digest: Mapped[Digest] = mapped_column(ForeignKey("form_wording.digest"), index=True)
    commit_id: Mapped[CommitId]

    step: Mapped[CaseStep] = relationship()
