"""What the office lays down beside the files of the law, what each version stood for, and which deadlines moved."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflows.models.base import Base, Chained, Code, CommitId, Digest, Facts, Instant, Words
from workflows.models.case import Case
from workflows.models.officer import Officer


class ParameterSetting(Chained, Base):
    """An answer to an open question of the law from a day on; the value is plain JSON, null for switched off."""

    __tablename__ = "parameter_setting"
    __table_args__ = (
        CheckConstraint("length(reason) > 0 AND length(confirmed_by) > 0", name="told"),
        Index("ix_parameter_setting_key_from_day", "key", "from_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[Code]
    value: Mapped[Any] = mapped_column(JSON, nullable=False)
    from_day: Mapped[date]
    reason: Mapped[Words]
    confirmed_by: Mapped[Words]
    set_by_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    at: Mapped[Instant]
    commit_id: Mapped[CommitId]

    set_by: Mapped[Officer] = relationship(lazy="joined")


class LawSnapshot(Chained, Base):
    """What a version of the law stood for when it was first applied: answers, calendars, and the files as a ZIP."""

    __tablename__ = "law_snapshot"

    version: Mapped[Code] = mapped_column(primary_key=True)
    day: Mapped[date]
    content: Mapped[Facts]
    files: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    at: Mapped[Instant]
    commit_id: Mapped[CommitId]


class WorkCalendar(Chained, Base):
    """A year's holidays and make-up days as the State Council's notice gives them; of one year the latest counts."""

    __tablename__ = "work_calendar"
    __table_args__ = (
        CheckConstraint("length(notice_number) > 0", name="notice"),
        Index("ix_work_calendar_year", "year"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    content: Mapped[Facts]
    notice_number: Mapped[Words]
    filename: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[Digest]
    imported_by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    at: Mapped[Instant]
    commit_id: Mapped[CommitId]

    imported_by: Mapped[Officer | None] = relationship(lazy="joined")


class DeadlineMove(Chained, Base):
    """One open deadline that ends on another day, because a calendar became known."""

    __tablename__ = "deadline_move"
    __table_args__ = (CheckConstraint("old_due_at <> new_due_at", name="moved"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    deadline_id: Mapped[int] = mapped_column(ForeignKey("deadline.id"), index=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"))
    old_last_day: Mapped[date]
    new_last_day: Mapped[date]
    old_due_at: Mapped[Instant]
    new_due_at: Mapped[Instant]
    old_calendar_version: Mapped[Code]
    calendar_version: Mapped[Code]
    why: Mapped[Words]
    moved_by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    at: Mapped[Instant]
    commit_id: Mapped[CommitId]

    case: Mapped[Case] = relationship()
