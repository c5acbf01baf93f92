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
    CasePart,
    Consultation,
    Definition,
    DocumentFile,
    ImportReject,
    ImportRun,
    LoginAttempt,
)

PURPOSE = "audit"
MODULUS = 1 << 256


@dataclass(frozen=True)
class Witness:
    """The columns of one table that are vouched for, and the instant at which a row was written.

    Parts follow from the chained steps; a file and a diagram are compared with their own digest. Personal text
    of refused rows is left out, so that it can be erased one day (PIPL 47).
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
    Witness(CasePart, CasePart.since, "case_id officer_id part since"),
    Witness(
        Consultation,
        Consultation.at,
        "id officer_id kind subject case_id entity_id relation statement_id at",
    ),
    Witness(Definition, Definition.stored_at, "digest process_key stored_at"),
    Witness(DocumentFile, DocumentFile.rendered_at, "document_id sha256 size rendered_at"),
    RejectWitness(ImportReject, ImportRun.ended_at, "id run_id line"),
    Witness(LoginAttempt, LoginAttempt.at, "id username address machine at succeeded"),
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
