"""Rows that may change: each must stand as its last witness says, and none may be there or gone without one."""

import hashlib
import hmac
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID
from zlib import crc32

import orjson
from sqlalchemy import Column, func, select
from sqlalchemy.orm import Session

from workflows import keyring
from workflows.audit.finding import Finding
from workflows.audit.reading import PART, stream
from workflows.models import (
    Attachment,
    BusinessEntity,
    Case,
    CasePart,
    ChainLink,
    Consultation,
    CreditRecord,
    Deadline,
    Department,
    DocumentFile,
    ImportReject,
    ImportRun,
    LoginAttempt,
    LoginSession,
    Officer,
    PenaltyDecision,
    Reminder,
    RoleGrant,
    SharedMessage,
    Task,
    Trouble,
    Witness,
)

PURPOSE = "witness"
DIGITS = 32
AT_ONCE = 200_000
"""Rows whose marks are held in memory at a time; of more, the whole is read that much more often."""

Key = tuple[str, str]
Mine = Callable[[Key], bool]


@dataclass(frozen=True)
class Watched:
    """A table whose rows are witnessed, the columns that their marks leave out, and what is usual of others."""

    model: Any
    left_out: str = ""
    usual: Mapping[str, str] = field(default_factory=dict)

    @property
    def table(self) -> str:
        """The table's name."""
        return str(self.model.__tablename__)

    @cached_property
    def columns(self) -> list[Column[Any]]:
        """The columns that a mark holds."""
        left_out = self.left_out.split()
        return [column for column in self.model.__table__.columns if column.name not in left_out]

    def name_of(self, row: Mapping[str, Any]) -> str:
        """Return how a witness names a row."""
        return "/".join(str(row[column.name]) for column in self.model.__table__.primary_key)


WATCHED = (
    Watched(Case),
    Watched(CasePart),
    Watched(Task),
    Watched(Deadline),
    Watched(Reminder),
    Watched(Attachment, left_out="content"),
    Watched(DocumentFile, left_out="pdf"),
    Watched(SharedMessage),
    Watched(Trouble),
    Watched(BusinessEntity, usual={"status": "existing"}),
    Watched(CreditRecord),
    Watched(PenaltyDecision),
    Watched(ImportRun, left_out="content", usual={"kind": "penalties"}),
    Watched(ImportReject),
    Watched(Consultation),
    Watched(Department),
    Watched(Officer),
    Watched(RoleGrant),
    Watched(LoginSession, left_out="seen_at"),
    Watched(LoginAttempt),
)


def check(session: Session) -> Iterator[Finding]:
    """B6.6: what decides or proves stands as it was last witnessed; nothing came, changed or went past the house."""
    rows = sum(session.scalar(select(func.count()).select_from(one.model)) or 0 for one in WATCHED)
    parts = 1 + rows // AT_ONCE
    for part in range(parts):
        yield from _check_part(session, _those_of(part, parts))


def _those_of(part: int, parts: int) -> Mine:
    """Return which rows are looked at together, whatever order they are read in."""
    return lambda key: crc32(repr(key).encode()) % parts == part


def _check_part(session: Session, mine: Mine) -> Iterator[Finding]:
    last = _last_marks(session, mine)
    for watched in WATCHED:
        for name, mark in _standing(session, watched, mine):
            told = last.pop((watched.table, name), None)
            if told != mark:
                yield Finding("B6.6", watched.table, name, CHANGED if told else UNKNOWN)
    yield from (Finding("B6.6", *key, GONE) for key, told in last.items() if told is not None)


CHANGED = "这一行与最后一次见证的不同，不是由本系统改动的。"
UNKNOWN = "这一行没有见证，不是由本系统写入的。"
GONE = "这一行不见了，不是由本系统删除的。"


def _last_marks(session: Session, mine: Mine) -> dict[Key, str | None]:
    """Return the last mark of each row, in the order of the chain; none of one that is gone."""
    told = select(Witness.marks).join(ChainLink, ChainLink.commit_id == Witness.commit_id)
    found: dict[Key, str | None] = {}
    for (marks,) in stream(session, told.order_by(ChainLink.seq)):
        for table, rows in marks.items():
            found |= {(table, name): mark for name, mark in rows.items() if mine((table, name))}
    return found


def _standing(session: Session, watched: Watched, mine: Mine) -> Iterator[tuple[str, str]]:
    key = keyring.key(PURPOSE)
    # Past the mapper, which would cost more than the hashing does.
    asked = session.connection().execute(select(*watched.columns), execution_options={"yield_per": PART})
    for row in asked.mappings():
        values = {column.name: row[column] for column in watched.columns}
        name = watched.name_of(values)
        if mine((watched.table, name)):
            yield name, _mark(key, watched, values)


def _mark(key: bytes, watched: Watched, values: Mapping[str, Any]) -> str:
    held = {
        name: _plain(value) for name, value in values.items() if value not in (None, watched.usual.get(name))
    }
    written = orjson.dumps({"table": watched.table, **held}, option=orjson.OPT_SORT_KEYS)
    return hmac.new(key, written, hashlib.sha256).hexdigest()[:DIGITS]


FEN = 100


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return round(value.timestamp() * 1000)
    if isinstance(value, date | UUID):
        return str(value)
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    return int(value * FEN) if isinstance(value, Decimal) else value
