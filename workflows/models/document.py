"""Issued documents, their numbers and files, what became of them, and how they were served."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forms.choices import DocumentStanding, ElectronicMode, ServiceMode
from workflows.models.base import (
    AppendOnly,
    Base,
    Chained,
    Code,
    CommitId,
    Digest,
    Facts,
    Instant,
    Outside,
    Salts,
    Witnessed,
    Words,
    one_of,
)


class NumberSeries(Outside, Base):
    """The counter of one series and year; moved in the issuing transaction, so without gaps."""

    __tablename__ = "number_series"
    __table_args__ = (CheckConstraint("last >= 0", name="last"),)
    why_outside: ClassVar = (
        "the numbers it gave stand on papers and cases, to which the auditor holds it (B5.1)"
    )

    series: Mapped[Code] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class Document(Chained, Base):
    """A document as it was issued: its number and the facts it froze; the same facts give the same paper."""

    __tablename__ = "document"
    __table_args__ = (UniqueConstraint("series", "year", "serial"), UniqueConstraint("number"))
    personal: ClassVar = ("facts",)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"), index=True)
    kind: Mapped[Code]
    title: Mapped[Words]
    series: Mapped[Code]
    year: Mapped[int]
    serial: Mapped[int]
    number: Mapped[Words]
    code: Mapped[Code] = mapped_column(unique=True)
    facts: Mapped[Facts]
    facts_digest: Mapped[Digest]
    template_digest: Mapped[Digest]
    issued_on: Mapped[date]
    issued_at: Mapped[Instant]
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    salts: Mapped[Salts]
    commit_id: Mapped[CommitId]

    file: Mapped["DocumentFile | None"] = relationship(viewonly=True)
    services: Mapped[list["Service"]] = relationship(viewonly=True, order_by="Service.id")

    @property
    def label(self) -> str:
        """Title and number, as tasks name it."""
        return f"《{self.title}》{self.number}"


class DocumentFile(AppendOnly, Witnessed, Base):
    """The paper of a document: one file, with its hash."""

    __tablename__ = "document_file"
    unmarked: ClassVar = ("pdf",)  # its digest is marked

    document_id: Mapped[UUID] = mapped_column(ForeignKey("document.id"), primary_key=True)
    pdf: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    sha256: Mapped[Digest]
    size: Mapped[int]
    rendered_at: Mapped[Instant]


class DocumentChange(Chained, Base):
    """A document that was withdrawn or replaced, and why; one without such a row is valid."""

    __tablename__ = "document_change"
    __table_args__ = (CheckConstraint(one_of("standing", DocumentStanding), name="standing"),)
    personal: ClassVar = ("reason",)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("document.id"), index=True)
    standing: Mapped[Code]
    replaced_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"))
    reason: Mapped[Words]
    at: Mapped[Instant]
    salts: Mapped[Salts]
    commit_id: Mapped[CommitId]


class CharacterWriting(Chained, Base):
    """How papers write a character that no font has; of several rows of one character the last counts."""

    __tablename__ = "character_writing"
    __table_args__ = (Index("ix_character_writing_character", "character"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    character: Mapped[str] = mapped_column(String(1))
    writing: Mapped[str] = mapped_column(String(40))
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    at: Mapped[Instant]
    commit_id: Mapped[CommitId]


class AddressConfirmation(Chained, Base):
    """What a party confirmed about its address for service (送达地址确认书); the latest counts until it is changed.

    Address, receiver and electronic address are personal text and kept sealed.
    """

    __tablename__ = "address_confirmation"
    __table_args__ = (
        CheckConstraint(
            f"electronic_mode IS NULL OR {one_of('electronic_mode', ElectronicMode)}", name="electronic_mode"
        ),
        CheckConstraint("NOT consent OR electronic_address IS NOT NULL", name="consent"),
    )
    personal: ClassVar = ("address", "receiver", "electronic_address")

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"), index=True)
    entity_id: Mapped[int] = mapped_column(ForeignKey("business_entity.id"), index=True)
    address: Mapped[str] = mapped_column(Text)
    receiver: Mapped[str | None] = mapped_column(Text)
    consent: Mapped[bool]
    electronic_mode: Mapped[Code | None]
    electronic_address: Mapped[str | None] = mapped_column(Text)
    signed_on: Mapped[date]
    proof_ids: Mapped[Facts]
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    at: Mapped[Instant]
    salts: Mapped[Salts]
    commit_id: Mapped[CommitId]


class Service(Chained, Base):
    """One attempt to serve a document (送达) with its proof; the effective one gives the date of service."""

    __tablename__ = "service"
    __table_args__ = (
        CheckConstraint(one_of("mode", ServiceMode), name="mode"),
        CheckConstraint("(served_on IS NULL) = (rule IS NULL)", name="rule_of_the_date"),
        Index(
            "uq_service_document_id_served",
            "document_id",
            unique=True,
            sqlite_where=text("served_on IS NOT NULL"),
            postgresql_where=text("served_on IS NOT NULL"),
        ),
    )
    personal: ClassVar = ("receiver", "witnesses", "reason", "note")

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("document.id"), index=True)
    mode: Mapped[Code]
    receiver: Mapped[Words]
    happened_on: Mapped[date]
    served_on: Mapped[date | None]
    rule: Mapped[Code | None]
    basis: Mapped[Words]
    consent: Mapped[bool]
    confirmation_id: Mapped[int | None] = mapped_column(ForeignKey("address_confirmation.id"))
    """The confirmed address that it went to, when the date of service rests on it."""
    undeliverable: Mapped[bool]
    returned_on: Mapped[date | None]
    through: Mapped[Words]
    """The authority entrusted with it, or the unit that handed it on."""
    witnesses: Mapped[Words]
    reason: Mapped[Words]
    note: Mapped[str] = mapped_column(String(500))
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    second_officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    proof_ids: Mapped[Facts]
    at: Mapped[Instant]
    salts: Mapped[Salts]
    commit_id: Mapped[CommitId]
