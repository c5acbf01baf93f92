"""Imports of files: one run a file, its progress, and every row that was refused."""

from typing import Annotated, ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forms.choices import ImportKind, ImportState
from workflows.models.base import AppendOnly, Base, Code, Digest, Facts, Instant, Witnessed, one_of

Titles = Annotated[list[str], mapped_column(JSON, default=list)]
Meanings = Annotated[dict[str, str], mapped_column(JSON, default=dict)]
Counts = Annotated[dict[str, int], mapped_column(JSON, default=dict)]
LineGroups = Annotated[list[list[int]], mapped_column(JSON, default=list)]

IMPORT = "import_penalties"
"""The job that carries a run to its end."""


class ImportRun(Witnessed, Base):
    """One file on its way in; its counts grow with each committed part, so a killed run goes on from there."""

    __tablename__ = "import_run"
    unmarked: ClassVar = ("content",)  # sealed, and gone when the run has ended
    usual: ClassVar = {"kind": ImportKind.PENALTIES.value}
    __table_args__ = (
        CheckConstraint(one_of("kind", ImportKind), name="kind"),
        CheckConstraint(one_of("state", ImportState), name="state"),
        CheckConstraint("done = added + updated + unchanged + refused", name="counts"),
        CheckConstraint("(state IN ('done', 'failed')) = (ended_at IS NOT NULL)", name="ended"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Code] = mapped_column(default=ImportKind.PENALTIES.value)
    filename: Mapped[str] = mapped_column(String(200))
    file_format: Mapped[Code]
    sha256: Mapped[Digest]
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    state: Mapped[Code]
    total: Mapped[int | None]
    """How many lines the file has; unknown until the worker has read it apart."""
    done: Mapped[int]
    added: Mapped[int]
    updated: Mapped[int]
    unchanged: Mapped[int]
    refused: Mapped[int]
    conflicts: Mapped[LineGroups]
    """The lines that say different things of one decision, group by group; none of them is imported."""
    titles: Mapped[Titles]
    """The cells of the header as they came."""
    mapped: Mapped[Meanings]
    """What a person said of titles that nobody knew: the column of each, or that it is not imported."""
    remarks: Mapped[Titles]
    """What of the file was not imported, in sentences."""
    notes: Mapped[Counts]
    """What was put right in rows, and in how many."""
    error: Mapped[str | None] = mapped_column(Text)
    started_by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    started_at: Mapped[Instant]
    ended_at: Mapped[Instant | None]


class ImportReject(AppendOnly, Witnessed, Base):
    """A row that was refused, exactly as it came, with what is wrong in it."""

    __tablename__ = "import_reject"
    __table_args__ = (UniqueConstraint("run_id", "line"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"))
    line: Mapped[int]
    row: Mapped[Facts]
    faults: Mapped[str] = mapped_column(Text)
