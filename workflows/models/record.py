"""The credit record: facts about an entity, each with its life, told by entries that are only ever added."""

from datetime import date
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, String, Text, UniqueConstraint, text
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forms.choices import EntryKind, RecordState, Tier, Visibility
from forms.identifiers import document_number_key
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
from workflows.models.entity import BusinessEntity

ENDED = ", ".join(f"'{state}'" for state in RecordState if state.is_ended)


def _number_key(context: DefaultExecutionContext) -> str:
    return document_number_key((context.current_parameters or {})["document_number"])


class PenaltyDecision(Witnessed, Base):
    """A penalty decision as the double-publicity file states it (发改办财金〔2018〕424号, 30 fields).

    Amounts are yuan; the file's are ten thousand yuan. It came with an import, or was made in a case here.
    Files hold decisions of the ordinary procedure only; those on the spot (`summary`) are not published.
    """

    __tablename__ = "penalty_decision"
    __table_args__ = (
        UniqueConstraint("number_key", "entity_id", "authority_code"),
        CheckConstraint("import_run_id IS NOT NULL OR case_id IS NOT NULL", name="origin"),
        CheckConstraint("procedure IN ('ordinary', 'summary')", name="procedure"),
        CheckConstraint("decision_state IN ('in_force', 'revoked')", name="decision_state"),
        Index("ix_penalty_decision_entity_id", "entity_id"),
        Index("ix_penalty_decision_case_id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entity_id: Mapped[int] = mapped_column(ForeignKey("business_entity.id"))
    document_number: Mapped[str] = mapped_column(String(128))
    """As the decision itself writes it."""
    number_key: Mapped[str] = mapped_column(String(160), default=_number_key)
    """The one spelling of the number under which the decision is found again."""
    violation_type: Mapped[str] = mapped_column(String(2000))
    facts: Mapped[str] = mapped_column(Text)
    basis: Mapped[str] = mapped_column(Text)
    kinds: Mapped[str] = mapped_column(String(255))
    content: Mapped[str] = mapped_column(Text)
    fine: Mapped[Decimal | None] = mapped_column(Numeric(20, 2))
    confiscation: Mapped[Decimal | None] = mapped_column(Numeric(20, 2))
    licence: Mapped[str | None] = mapped_column(String(200))
    decided_on: Mapped[date]
    effective_until: Mapped[date]
    published_on: Mapped[date | None]
    """The first day on which a decision made here was in fact shown; files do not say."""
    stated_end_on: Mapped[date | None]
    """The end of publicity (CF_GSJZQ) that a file states; what ends the showing is what the law tables give."""
    authority: Mapped[str] = mapped_column(String(200))
    authority_code: Mapped[str] = mapped_column(String(18))
    source_unit: Mapped[str] = mapped_column(String(200))
    source_unit_code: Mapped[str] = mapped_column(String(18))
    remark: Mapped[str | None] = mapped_column(String(512))
    row_digest: Mapped[Digest]
    import_run_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"))
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case.id", use_alter=True))
    procedure: Mapped[Code] = mapped_column(default="ordinary")
    decision_state: Mapped[Code] = mapped_column(default="in_force")
    """Whether whoever decided has taken the decision back (`revoked`), as a file says."""
    representative: Mapped[str | None] = mapped_column(String(50))
    """Who represented the party then, as a file says; whoever does today is for the register to say."""

    entity: Mapped[BusinessEntity] = relationship()


class CreditRecord(Witnessed, Base):
    """One fact of record about one entity; `state` is the fold of its entries and written by nobody else."""

    __tablename__ = "credit_record"
    __table_args__ = (
        CheckConstraint(one_of("state", RecordState), name="state"),
        CheckConstraint(f"tier IS NULL OR {one_of('tier', Tier)}", name="tier"),
        CheckConstraint("state <> 'published' OR published_on IS NOT NULL", name="published"),
        CheckConstraint(f"(state IN ({ENDED})) = (ended_on IS NOT NULL)", name="ended"),
        CheckConstraint("kind <> 'penalty' OR penalty_id IS NOT NULL", name="penalty"),
        Index("ix_credit_record_entity_id", "entity_id"),
        Index("ix_credit_record_state_ends_on", "state", "ends_on"),
        Index("ix_credit_record_linked_to_id", "linked_to_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entity_id: Mapped[int] = mapped_column(ForeignKey("business_entity.id"))
    kind: Mapped[Code]
    title: Mapped[Words]
    state: Mapped[Code]
    tier: Mapped[Code | None]
    decided_on: Mapped[date]
    published_on: Mapped[date | None]
    earliest_repair_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    tier_rule: Mapped[Code | None]
    period_rule: Mapped[Code]
    basis: Mapped[str] = mapped_column(Text)
    law_version: Mapped[Code]
    penalty_id: Mapped[int | None] = mapped_column(ForeignKey("penalty_decision.id"), unique=True)
    linked_to_id: Mapped[int | None] = mapped_column(ForeignKey("credit_record.id"))

    entity: Mapped[BusinessEntity] = relationship()
    penalty: Mapped[PenaltyDecision | None] = relationship()


class CreditEntry(Chained, Base):
    """One line of the credit record: what was decided, by whom, on which basis, and who may read it (D7)."""

    __tablename__ = "credit_entry"
    __table_args__ = (
        CheckConstraint(one_of("kind", EntryKind), name="kind"),
        CheckConstraint(one_of("visibility", Visibility), name="visibility"),
        CheckConstraint("state_after IS NULL OR record_id IS NOT NULL", name="state_of_a_record"),
        Index("ix_credit_entry_entity_id_id", "entity_id", "id"),
        Index("ix_credit_entry_record_id_id", "record_id", "id"),
        Index("ix_credit_entry_commit_id", "commit_id"),
        Index(
            "uq_credit_entry_case_id_case_seq",
            "case_id",
            "case_seq",
            unique=True,
            sqlite_where=text("case_seq IS NOT NULL"),
            postgresql_where=text("case_seq IS NOT NULL"),
        ),
    )
    personal: ClassVar = ("summary", "party_summary", "public_summary", "detail", "actor_name")
    later: ClassVar = ("party_summary", "public_summary")

    id: Mapped[int] = mapped_column(primary_key=True)
    entity_id: Mapped[int] = mapped_column(ForeignKey("business_entity.id"))
    record_id: Mapped[int | None] = mapped_column(ForeignKey("credit_record.id"))
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case.id"))
    case_seq: Mapped[int | None]
    kind: Mapped[Code]
    event: Mapped[Code]
    state_after: Mapped[Code | None]
    visibility: Mapped[Code]
    summary: Mapped[str] = mapped_column(Text)
    """The line as officers read it."""
    party_summary: Mapped[str | None] = mapped_column(Text)
    """What of it is for the party; nothing of most lines."""
    public_summary: Mapped[str | None] = mapped_column(Text)
    """What of it is for everybody."""
    basis: Mapped[str] = mapped_column(Text)
    rule: Mapped[str] = mapped_column(String(64))
    law_version: Mapped[Code]
    detail: Mapped[Facts]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    actor_name: Mapped[str] = mapped_column(String(50))
    at: Mapped[Instant]
    salts: Mapped[Salts]
    commit_id: Mapped[CommitId]

    def line_for(self, reader: Visibility) -> str | None:
        """Return the line as one of these readers sees it; None when there is none for him."""
        lines = {Visibility.PARTY: self.party_summary, Visibility.PUBLIC: self.public_summary}
        return lines.get(reader, self.summary)

    def open_to(self, reader: Visibility) -> None:
        """Let the whole line be read by these readers, and by those who stand nearer to the case."""
        self.visibility = reader
        self.party_summary = None if reader is Visibility.INTERNAL else self.summary
        self.public_summary = self.summary if reader is Visibility.PUBLIC else None


class Erasure(Chained, Base):
    """One personal text of a row of the chain that was erased (PIPL 47), with the commitment left in its place."""

    __tablename__ = "erasure"
    __table_args__ = (
        UniqueConstraint("table_name", "row_id", "column_name"),
        CheckConstraint("length(reason) > 0", name="reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    table_name: Mapped[Code]
    row_id: Mapped[int]
    column_name: Mapped[Code]
    commitment: Mapped[Digest]
    reason: Mapped[Words]
    erased_by_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    at: Mapped[Instant]
    commit_id: Mapped[CommitId]


class Witness(Chained, Base):
    """How the rows that a transaction changed stand at its end: by table and row a keyed mark, null for one gone.

    The last mark of a row is the one that it must bear.
    """

    __tablename__ = "witness"

    id: Mapped[int] = mapped_column(primary_key=True)
    marks: Mapped[Facts]
    at: Mapped[Instant]
    commit_id: Mapped[CommitId] = mapped_column(unique=True)


class ChainLink(AppendOnly, Outside, Base):
    """One link a commit: the hash of every append-only row written in it, on top of the link before.

    `mac` is keyed, so that nobody who has the database alone can make a link.
    """

    __tablename__ = "chain_link"
    why_outside: ClassVar = "it is the chain: each link bears its own proof"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    commit_id: Mapped[CommitId] = mapped_column(unique=True)
    body: Mapped[Digest]
    head: Mapped[Digest]
    mac: Mapped[Digest]
    at: Mapped[Instant]


class ChainHead(Outside, Base):
    """The one row that orders the links: who holds it appends next."""

    __tablename__ = "chain_head"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)
    why_outside: ClassVar = "it repeats the last link, to which the auditor holds it (B6.1)"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    head: Mapped[Digest]
    law_version: Mapped[str | None] = mapped_column(String(64))
    """The version of the law that was last found to be kept; a commit under the same need not look for it."""
