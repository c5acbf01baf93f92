"""One commit of casework: its id, its instant, who caused it, and the chain link that seals what it wrote."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import clock
from workflows.models import Chained, ChainHead, ChainLink, CreditEntry
from workflows.register.applied import law_to_keep
from workflows.register.chained import digest_of, salted

GENESIS = "0" * 64
SYSTEM = "系统"


@dataclass
class Commit:
    """What one transaction writes under one id; append-only rows go through `write`, so that none is left out."""

    actor_id: int | None = None
    actor_name: str = SYSTEM
    for_officer_id: int | None = None
    """In whose place the actor acts, by delegation."""
    id: UUID = field(default_factory=uuid4)
    at: datetime = field(default_factory=clock.now)
    written: list[Chained] = field(default_factory=list)

    def write(self, session: Session, rows: Iterable[Chained]) -> None:
        """Add append-only rows that the chain must hold; each gets this commit's id, and its salts."""
        for row in rows:
            row.commit_id = self.id
            salted(row)
            self.written.append(row)
            session.add(row)

    def seal(self, session: Session) -> None:
        """Append the link of this commit to the chain, as the last thing before the transaction ends.

        The head row is locked, so that two commits cannot both follow the same link (B6.5).
        """
        if not self.written:
            return
        head = session.scalars(
            select(ChainHead).with_for_update().execution_options(populate_existing=True)
        ).one()
        applied = {row.law_version for row in self.written if isinstance(row, CreditEntry)} - {
            head.law_version
        }
        self.write(session, law_to_keep(session, applied, self.at))
        head.law_version = max(applied, default=head.law_version)
        session.flush()
        body = body_of(digest_of(row) for row in self.written)
        head.seq, head.head = head.seq + 1, link_of(head.head, body)
        session.add(ChainLink(seq=head.seq, commit_id=self.id, body=body, head=head.head, at=self.at))


def seal_all(session: Session, commits: Iterable[Commit]) -> None:
    """Seal the commits of one transaction, in order, as the last thing before it ends.

    Sealed earlier, the head would be held while numbers are still to be taken, which another transaction may
    hold that waits for the head.
    """
    for commit in commits:
        commit.seal(session)


def body_of(digests: Iterable[str]) -> str:
    """Return the digest over a commit's rows, whatever order they are read in."""
    return hashlib.sha256(orjson.dumps(sorted(digests))).hexdigest()


def link_of(previous: str, body: str) -> str:
    """Return the chain's head after a link."""
    return hashlib.sha256(f"{previous}{body}".encode()).hexdigest()


def plain(value: Any) -> Any:
    """Return a value as plain JSON holds it."""
    return orjson.loads(orjson.dumps(value))
