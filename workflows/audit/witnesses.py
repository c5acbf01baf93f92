"""Append-only rows that the chain does not hold, summed up so that an exported head can vouch for them too."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import keyring
from workflows.audit.reading import Asked, stream
from workflows.models import (
    AddressConfirmation,
    AnsweredRequest,
    CasePart,
    CaseStep,
    DeadlineMove,
    Definition,
    Delegation,
    DelegationEnd,
    Document,
    DocumentChange,
    DocumentFile,
    ImportReject,
    ImportRun,
    LawSnapshot,
    LoginAttempt,
    ParameterSetting,
    Recusal,
    Service,
    WorkCalendar,
)

PURPOSE = "audit"
MODULUS = 1 << 256


@dataclass(frozen=True)
class Witness:
    """The columns of one table that are vouched for, and the instant at which a row was written.

    Free and personal text is left out, so that it can be erased one day (PIPL 47); of a service it is
    compared with the chained step instead, of a file and a diagram with their own digest.
    """

    model: Any
    at: Any
    columns: str

    def rows(self, until: datetime) -> Asked:
        """Ask for what had been written before an instant."""
        table = self.model.__table__
        return select(*(table.c[name] for name in self.columns.split())).where(self.at < until)


class RejectWitness(Witness):
    """Refused rows carry no instant: those of imports that had ended."""

    def rows(self, until: datetime) -> Asked:
        """Ask for the rows refused by imports that had ended before an instant."""
        return super().rows(until).join(ImportRun, ImportReject.run_id == ImportRun.id)


WITNESSES = (
    Witness(AnsweredRequest, AnsweredRequest.at, "key officer_id body_digest case_id answer at commit_id"),
    Witness(CaseStep, CaseStep.at, "id passed"),
    Witness(Definition, Definition.stored_at, "digest process_key stored_at"),
    Witness(Document, Document.issued_at, "id title series year serial issued_by_id"),
    Witness(DocumentChange, DocumentChange.at, "id document_id standing replaced_by_id reason at commit_id"),
    Witness(DocumentFile, DocumentFile.rendered_at, "document_id sha256 size rendered_at"),
    RejectWitness(ImportReject, ImportRun.ended_at, "id run_id line"),
    Witness(LoginAttempt, LoginAttempt.at, "id username address at succeeded"),
    Witness(
        Recusal,
        Recusal.at,
        "id case_id officer_id kind ground asked_by decided_by_id decided_as member_ids at",
    ),
    Witness(
        AddressConfirmation,
        AddressConfirmation.at,
        "id case_id entity_id consent electronic_mode signed_on proof_ids officer_id at commit_id",
    ),
    Witness(CasePart, CasePart.since, "case_id officer_id part since"),
    Witness(
        Delegation,
        Delegation.at,
        "id officer_id delegate_id role from_day until_day reason granted_by_id at",
    ),
    Witness(DelegationEnd, DelegationEnd.at, "delegation_id reason ended_by_id at"),
    Witness(ParameterSetting, ParameterSetting.at, "id key value from_day reason confirmed_by set_by_id at"),
    Witness(LawSnapshot, LawSnapshot.at, "version day content at"),
    Witness(WorkCalendar, WorkCalendar.at, "id year content notice_number sha256 imported_by_id at"),
    Witness(
        DeadlineMove,
        DeadlineMove.at,
        "id deadline_id case_id old_last_day new_last_day calendar_version why moved_by_id at commit_id",
    ),
    Witness(
        Service,
        Service.at,
        "id document_id mode happened_on served_on rule basis consent confirmation_id undeliverable"
        " returned_on reason officer_id second_officer_id proof_ids at commit_id",
    ),
)


def sums(session: Session, until: datetime) -> Mapping[str, str]:
    """Return, by table, the number and the keyed sum of the rows written before an instant.

    Keyed digests are added up, so that rows may be read in any order and memory stays flat.
    """
    return {witness.model.__tablename__: _sum(session, witness.rows(until)) for witness in WITNESSES}


def _sum(session: Session, rows: Asked) -> str:
    key, count, total = keyring.key(PURPOSE), 0, 0
    for row in stream(session, rows):
        content = orjson.dumps(list(row), option=orjson.OPT_SORT_KEYS)
        digest = hmac.new(key, content, hashlib.sha256).digest()
        count, total = count + 1, (total + int.from_bytes(digest)) % MODULUS
    return f"{count}:{total:064x}"
