"""Which columns of which tables the chain holds, and how their values are read, as the decision records say."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import orjson
from sqlalchemy import JSON, Column, LargeBinary, Text, Uuid, cast, select

from workflows.audit.reading import Asked
from workflows.models import (
    AccountChange,
    AddressConfirmation,
    AnsweredRequest,
    Appointment,
    AppointmentVerdict,
    CaseAct,
    CaseActDecision,
    CaseLink,
    CaseMessage,
    CaseMessageTaken,
    CaseStep,
    ChainLink,
    CharacterWriting,
    CreditEntry,
    DeadlineMove,
    Delegation,
    DelegationEnd,
    Document,
    DocumentChange,
    Erasure,
    LawSnapshot,
    Lead,
    LeadChange,
    ParameterSetting,
    PartyChange,
    PurposeStatement,
    Reassignment,
    RecordVersion,
    Recusal,
    SecondOfficerAnswer,
    SecondOfficerRequest,
    Service,
    StepWording,
    Witness,
    WorkCalendar,
)
from workflows.models.base import UtcInstant

Read = Callable[[Any], Any]


@dataclass(frozen=True)
class Format:
    """How the rows of one table go into the chain: columns in clear, and commitments to personal ones."""

    model: Any
    clear: str
    personal: Sequence[str] = ()
    later: Sequence[str] = ()
    """Columns that came after rows had been sealed: where they are empty, the digest leaves them out."""

    @property
    def table(self) -> str:
        """The table's name."""
        return str(self.model.__tablename__)

    @cached_property
    def columns(self) -> list[Column[Any]]:
        """Every column that the digest of a row needs."""
        salts = ["salts"] if self.personal else []
        return [self.model.__table__.c[name] for name in (*self.clear.split(), *salts, *self.personal)]

    @property
    def key(self) -> Any:
        """The column by which a row is named."""
        [key] = self.model.__table__.primary_key
        return key

    @cached_property
    def readings(self) -> list[tuple[str, Read | None]]:
        """Each column's name, and how its value is made plain, where it is not."""
        return [(column.name, _reader(column)) for column in self.columns]

    def name_of(self, values: Sequence[Any]) -> str:
        """Return how a row is named, of the values that the statement fetches."""
        place = self.columns.index(self.key)
        read = _reader(self.key)
        return str(read(values[place]) if read else values[place])

    def rows(self) -> Asked:
        """Ask for the rows in the order of their links; what the driver would only unpack is fetched as text."""
        link, table = ChainLink.__table__, self.model.__table__
        values = [cast(one, Text) if isinstance(one.type, Uuid | JSON) else one for one in self.columns]
        labelled = [value.label(f"value_{place}") for place, value in enumerate(values)]
        joined = select(link.c.seq, *labelled).join(table, table.c.commit_id == link.c.commit_id)
        return joined.order_by(link.c.seq)


def _reader(column: Column[Any]) -> Read | None:
    """Return how a fetched value becomes what the digest is taken of; None when it is that already."""
    readers: tuple[tuple[type, Read], ...] = (
        (Uuid, _dashed),
        (JSON, orjson.loads),
        (UtcInstant, _milliseconds),
        (LargeBinary, _hashed),
    )
    return next((read for kind, read in readers if isinstance(column.type, kind)), None)


def _dashed(text: str) -> str:
    """Return a UUID as it is written; SQLite keeps it without dashes."""
    if "-" in text:
        return text
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)


def _hashed(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


FORMATS = (
    Format(AccountChange, "id officer_id event by_id at commit_id", ("reason", "detail")),
    Format(Reassignment, "id case_id task_id title from_id to_id by_id at commit_id", ("reason",)),
    Format(
        SecondOfficerRequest,
        "id officer_id asked_by_id process_key department_id case_id entity_id at commit_id",
    ),
    Format(SecondOfficerAnswer, "id request_id verdict by_id at commit_id", ("reason",)),
    Format(Appointment, "id officer_id role change asked_by_id at commit_id", ("reason",)),
    Format(AppointmentVerdict, "appointment_id verdict by_id at commit_id"),
    Format(
        CaseStep,
        "id case_id seq kind process_key name title task_id actor_id actor_role for_officer_id at passed commit_id",
        ("answers",),
    ),
    Format(StepWording, "step_id digest commit_id"),
    Format(
        CreditEntry,
        "id entity_id record_id case_id case_seq kind event state_after visibility basis rule law_version actor_id"
        " at commit_id",
        ("summary", "party_summary", "public_summary", "detail", "actor_name"),
        later=("party_summary", "public_summary"),
    ),
    Format(
        Document,
        "id case_id kind title series year serial number code facts_digest template_digest issued_on issued_at"
        " issued_by_id commit_id",
        ("facts",),
    ),
    Format(DocumentChange, "id document_id standing replaced_by_id at commit_id", ("reason",)),
    Format(
        Service,
        "id document_id mode happened_on served_on rule basis consent confirmation_id undeliverable returned_on"
        " through officer_id second_officer_id proof_ids at commit_id",
        ("receiver", "witnesses", "reason", "note"),
    ),
    Format(
        AddressConfirmation,
        "id case_id entity_id consent electronic_mode signed_on proof_ids officer_id at commit_id",
        ("address", "receiver", "electronic_address"),
    ),
    Format(AnsweredRequest, "key officer_id body_digest case_id answer at commit_id"),
    Format(
        Recusal,
        "id case_id officer_id kind asked_by decided_by_id decided_as member_ids at commit_id",
        ("ground",),
    ),
    Format(
        Delegation,
        "id officer_id delegate_id role from_day until_day granted_by_id at commit_id",
        ("reason",),
    ),
    Format(DelegationEnd, "delegation_id ended_by_id at commit_id", ("reason",)),
    Format(
        DeadlineMove,
        "id deadline_id case_id old_last_day new_last_day old_due_at new_due_at old_calendar_version"
        " calendar_version why moved_by_id at commit_id",
    ),
    Format(ParameterSetting, "id key value from_day reason confirmed_by set_by_id at commit_id"),
    Format(WorkCalendar, "id year content notice_number filename sha256 imported_by_id at commit_id"),
    Format(LawSnapshot, "version day content files at commit_id"),
    Format(PurposeStatement, "id officer_id case_id entity_id purpose at until commit_id", ("words",)),
    Format(Witness, "id marks at commit_id"),
    Format(
        PartyChange,
        "id entity_id kind other_id from_day import_run_id officer_id at commit_id",
        ("was", "became", "source"),
    ),
    Format(
        Lead,
        "id source received_on look_by entity_id registered_by_id at commit_id",
        ("content", "reporter", "contact"),
    ),
    Format(
        LeadChange,
        "id lead_id seq standing department_id officer_id receiver case_id by_id at commit_id",
        ("reason",),
    ),
    Format(CaseLink, "id case_id earlier_id reason at commit_id"),
    Format(CaseMessage, "id case_id name body at commit_id"),
    Format(CaseMessageTaken, "id message_id case_id at commit_id"),
    Format(CaseAct, "id case_id kind ground asked_by_id at commit_id", ("reason",)),
    Format(CaseActDecision, "id act_id verdict by_id at commit_id", ("opinion",)),
    Format(RecordVersion, "id record_id number reason terms at commit_id", ("body",)),
    Format(CharacterWriting, "id character writing officer_id at commit_id"),
    Format(Erasure, "id table_name row_id column_name commitment reason erased_by_id at commit_id"),
)
