"""One commit of casework: its id, its instant, who caused it, and the chain link that seals what it wrote."""

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import orjson
from sqlalchemy import event, select
from sqlalchemy.orm import Session, UOWTransaction

from workflows import clock, keyring
from workflows.models import Chained, ChainHead, ChainLink, CreditEntry, Witness
from workflows.models.written import Written, collect, forget, written_by
from workflows.register.applied import law_to_keep
from workflows.register.chained import digest_of, salted
from workflows.register.witnessing import marks_of

GENESIS = "0" * 64
SYSTEM = "系统"
PURPOSE = "chain"
"""Of the key under which links are made."""


@dataclass
class Commit:
    """What one transaction writes under one id; the session seals it at its end."""

    actor_id: int | None = None
    actor_name: str = SYSTEM
    for_officer_id: int | None = None
    """In whose place the actor acts, by delegation."""
    id: UUID = field(default_factory=uuid4)
    at: datetime = field(default_factory=clock.now)

    def write(self, session: Session, rows: Iterable[Chained]) -> None:
        """Add rows of the chain under this commit's id and instant."""
        written_by(session).instants[self.id] = self.at
        for row in rows:
            row.commit_id = self.id
            session.add(row)


def seal_commits(target: Any) -> None:
    """Let sessions of that class or maker seal whatever they wrote, as the last thing before they commit.

    No caller seals, so none can forget it, and the head of the chain is always the last lock that is taken:
    held earlier, it would be waited for by another transaction that holds what this one still needs.
    """
    collect(target)
    event.listen(target, "before_flush", _complete)
    event.listen(target, "before_commit", _seal_at_the_end)


def _complete(session: Session, _context: UOWTransaction, _instances: object) -> None:
    """Give new rows of the chain their salts, and those that were added under no commit the last one."""
    for row in (row for row in session.new if isinstance(row, Chained)):
        if row.commit_id is None:
            _last_commit(session).write(session, [row])
        salted(row)


def _last_commit(session: Session) -> Commit:
    commits = list(written_by(session).instants.items())
    return Commit(id=commits[-1][0], at=commits[-1][1]) if commits else Commit()


def _seal_at_the_end(session: Session) -> None:
    if not session.in_nested_transaction():
        seal(session)


def seal(session: Session) -> None:
    """Append a link for each commit of the session over what it wrote, with the witness of what it changed.

    The session does so by itself before it commits.
    """
    session.flush()
    written = written_by(session)
    if not written:
        return
    head = session.scalars(
        select(ChainHead).with_for_update().execution_options(populate_existing=True)
    ).one()
    last = _last_commit(session)
    last.write(session, _law_to_keep(session, head, written.chained, last.at))
    if written.witnessed:
        last.write(session, [Witness(marks=marks_of(session, written), at=last.at)])
    session.flush()
    _append_links(session, head, written)
    forget(session)


def _law_to_keep(
    session: Session, head: ChainHead, rows: Iterable[Chained], at: datetime
) -> Iterable[Chained]:
    applied = {row.law_version for row in rows if isinstance(row, CreditEntry)} - {head.law_version}
    head.law_version = max(applied, default=head.law_version)
    return list(law_to_keep(session, applied, at))


def _append_links(session: Session, head: ChainHead, written: Written) -> None:
    """Append a link for each commit, in the order in which they first wrote (B6.5: the head is locked)."""
    digests: dict[UUID, list[str]] = defaultdict(list)
    for row in written.chained:
        digests[row.commit_id].append(digest_of(row))
    for commit_id, found in digests.items():
        body = body_of(found)
        head.seq, head.head = head.seq + 1, link_of(head.head, body)
        mac = mac_of(head.seq, head.head)
        at = written.instants.get(commit_id) or _last_commit(session).at
        session.add(ChainLink(seq=head.seq, commit_id=commit_id, body=body, head=head.head, mac=mac, at=at))


def body_of(digests: Iterable[str]) -> str:
    """Return the digest over a commit's rows, whatever order they are read in."""
    return hashlib.sha256(orjson.dumps(sorted(digests))).hexdigest()


def link_of(previous: str, body: str) -> str:
    """Return the chain's head after a link."""
    return hashlib.sha256(f"{previous}{body}".encode()).hexdigest()


def mac_of(seq: int, head: str) -> str:
    """Return what proves that a link was made by this installation, and not in its database."""
    return hmac.new(keyring.key(PURPOSE), f"{seq}:{head}".encode(), hashlib.sha256).hexdigest()


def plain(value: Any) -> Any:
    """Return a value as plain JSON holds it."""
    return orjson.loads(orjson.dumps(value))
