"""Whom a record is about: business entities, and the natural persons who were punished."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from forms.choices import EntityKind
from workflows.models.base import Base, Instant, Words, one_of


class BusinessEntity(Base):
    """A business entity by its unified social credit code, or a natural person by a keyed hash.

    `party_key` is the one name under which the entity is found again: the code, else the registration number,
    else the keyed hash of the person's document; names alone never merge two entities (§3.8).
    """

    __tablename__ = "business_entity"
    __table_args__ = (
        CheckConstraint(one_of("kind", EntityKind), name="kind"),
        CheckConstraint(
            "kind = 'person' OR uscc IS NOT NULL OR registration_number IS NOT NULL", name="code"
        ),
        CheckConstraint("(kind = 'person') = (identity_cipher IS NOT NULL)", name="identity"),
        Index("ix_business_entity_name", "name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    party_key: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[Words]
    uscc: Mapped[str | None] = mapped_column(String(18), unique=True)
    registration_number: Mapped[str | None] = mapped_column(String(50))
    legal_representative: Mapped[str | None] = mapped_column(String(50))
    address: Mapped[str | None] = mapped_column(String(200))
    identity_kind: Mapped[str | None] = mapped_column(String(64))
    identity_cipher: Mapped[bytes | None] = mapped_column(LargeBinary)
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    """Who entered the party by hand; nobody, when an import did."""
    created_at: Mapped[Instant]
    updated_at: Mapped[Instant]

    @property
    def shown_code(self) -> str:
        """The code that pages and papers show; a person's document number is never shown."""
        return self.uscc or self.registration_number or "（自然人）"
