"""What only the owner of the database can do: change rows past every trigger, and the chain with them."""

from typing import Any
from uuid import uuid4

from sqlalchemy import func, insert, select, text, update
from sqlalchemy.orm import Session

from workflows import audit, clock, keyring
from workflows.audit import Finding
from workflows.audit.chain import GENESIS, PURPOSE, body_of, head_of, mac_of, sealed
from workflows.audit.witnessed import WATCHED, _last_marks, _standing
from workflows.models import ChainHead, ChainLink, Witness


def unguard(session: Session) -> None:
    """Take the triggers out of the way, for this transaction."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET LOCAL session_replication_role = replica"))
        return
    for name in session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
        session.execute(text(f'DROP TRIGGER "{name}"'))


def change(session: Session, row: Any, **values: Any) -> None:
    """Change a row as SQL does, without the mapper's opinion."""
    table = row.__table__
    key = [column == getattr(row, column.name) for column in table.primary_key]
    session.connection().execute(update(table).where(*key).values(**values))


def rewrite_chain(session: Session) -> None:
    """Witness every row anew as it stands now, and compute every link anew: as only somebody with the keys could."""
    session.flush()
    witness_anew(session)
    head, seq = GENESIS, 0
    for seq, _, rows in list(sealed(session)):
        body = body_of(digest for _, digest, _ in rows)
        head = head_of(head, body)
        made = {"body": body, "head": head, "mac": mac_of(keyring.key(PURPOSE), seq, head)}
        session.connection().execute(update(ChainLink).where(ChainLink.seq == seq).values(**made))
    session.connection().execute(update(ChainHead).values(seq=seq, head=head))


def witness_anew(session: Session) -> None:
    """Add a witness of every row as it stands, and of those that are gone."""
    last, everything = _last_marks(session, lambda _key: True), lambda _key: True
    marks: dict[str, dict[str, str | None]] = {}
    for table, name in last:
        marks.setdefault(table, {})[name] = None
    for watched in WATCHED:
        marks.setdefault(watched.table, {}).update(_standing(session, watched, everything))
    seq, commit_id = session.connection().scalar(select(func.max(ChainLink.seq))) + 1, uuid4()
    told = {"commit_id": commit_id, "at": clock.now()}
    session.connection().execute(insert(Witness).values(marks=marks, **told))
    session.connection().execute(insert(ChainLink).values(seq=seq, body="", head="", mac="", **told))


def findings(session: Session, *promises: str) -> list[Finding]:
    session.flush()
    return sorted(audit.verify(session, promises or None))
