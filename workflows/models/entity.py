"""Whom a record is about: business entities and punished persons, and what became known of them since."""

from datetime import date
from typing import ClassVar

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, LargeBinary, String, func
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forms.choices import EntityKind, PartyChangeKind, PartyStatus
from forms.choices.parties import SPEAK_OF_ANOTHER
from workflows.models.base import Base, Chained, Code, CommitId, Instant, Salts, Witnessed, Words, one_of


class BusinessEntity(Witnessed, Base):
    """A business entity by its unified social credit code, or a natural person by a keyed hash.

    `party_key` is the one name under which the entity is found again: the code, else the registration number,
    else the keyed hash of the person's document; names alone never merge two entities (§3.8). Name, representative,
    address and status are what the last of its changes says.
    """

    __tablename__ = "business_entity"
    __table_args__ = (
        CheckConstraint(one_of("kind", EntityKind), name="kind"),
        CheckConstraint(one_of("status", PartyStatus), name="status"),
        CheckConstraint(
            "kind = 'person' OR uscc IS NOT NULL OR registration_number IS NOT NULL", name="code"
        ),
        CheckConstraint("(kind = 'person') = (identity_cipher IS NOT NULL)", name="identity"),
        CheckConstraint("one_with_id <> id", name="one_with_another"),
        Index("ix_business_entity_name", "name"),
        Index("ix_business_entity_one_with_id", "one_with_id"),
    )
    usual: ClassVar = {"status": PartyStatus.EXISTING.value}

    id: Mapped[int] = mapped_column(primary_key=True)
    party_key: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[Words]
    uscc: Mapped[str | None] = mapped_column(String(18), unique=True)
    registration_number: Mapped[str | None] = mapped_column(String(50))
    legal_representative: Mapped[str | None] = mapped_column(String(50))
    address: Mapped[str | None] = mapped_column(String(200))
    status: Mapped[Code] = mapped_column(default=PartyStatus.EXISTING.value)
    identity_kind: Mapped[str | None] = mapped_column(String(64))
    identity_cipher: Mapped[bytes | None] = mapped_column(LargeBinary)
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    """Who entered the party by hand; nobody, when an import did."""
    one_with_id: Mapped[int | None] = mapped_column(ForeignKey("business_entity.id"))
    """The row that stands for the party, where this is another entry of it; follows the changes (011)."""
    created_at: Mapped[Instant]
    updated_at: Mapped[Instant]

    one_with: Mapped["BusinessEntity | None"] = relationship(remote_side=id, lazy="selectin")

    @property
    def party(self) -> "BusinessEntity":
        """The row that stands for the party today: this one, unless it was found to be another entry of it."""
        return self.one_with or self

    @hybrid_property
    def party_id(self) -> int:
        """The id of the row that stands for the party today."""
        return self.one_with_id or self.id

    @party_id.inplace.expression
    @classmethod
    def _party_id(cls) -> ColumnElement[int]:
        return func.coalesce(cls.one_with_id, cls.id)

    @property
    def status_label(self) -> str:
        """The words for the party's status; none when it simply exists."""
        return "" if self.status == PartyStatus.EXISTING else PartyStatus.words(self.status)

    @property
    def shown_code(self) -> str:
        """The code that pages and papers show; a person's document number is never shown."""
        return self.uscc or self.registration_number or "（自然人）"


class PartyChange(Chained, Base):
    """One thing that became known of a party, from which day and by which source; a party's row follows these.

    What each kind says and does is declared in `workflows.parties`.
    """

    __tablename__ = "party_change"
    __table_args__ = (
        CheckConstraint(one_of("kind", PartyChangeKind), name="kind"),
        CheckConstraint(f"({one_of('kind', SPEAK_OF_ANOTHER)}) = (other_id IS NOT NULL)", name="other"),
        CheckConstraint("other_id <> entity_id", name="another"),
        CheckConstraint("officer_id IS NOT NULL OR import_run_id IS NOT NULL", name="author"),
        Index("ix_party_change_entity_id", "entity_id"),
        Index("ix_party_change_other_id", "other_id"),
        Index("ix_party_change_was", "was"),
        Index("ix_party_change_became", "became"),
    )
    personal: ClassVar = ("was", "became", "source")

    id: Mapped[int] = mapped_column(primary_key=True)
    entity_id: Mapped[int] = mapped_column(ForeignKey("business_entity.id"))
    kind: Mapped[Code]
    other_id: Mapped[int | None] = mapped_column(ForeignKey("business_entity.id"))
    from_day: Mapped[date]
    import_run_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    at: Mapped[Instant]
    was: Mapped[str] = mapped_column(String(300))
    became: Mapped[str] = mapped_column(String(300))
    """What holds now, as a text or a code; of a person's number only its keyed hash."""
    source: Mapped[str] = mapped_column(String(600))
    """The document that says so, or the file and the line; of a correction also why."""
    salts: Mapped[Salts]
    commit_id: Mapped[CommitId]
