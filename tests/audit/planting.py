"""What only the owner of the database can do: change rows past every trigger, and the chain with them."""

from typing import Any

from sqlalchemy import text, update
from sqlalchemy.orm import Session

from workflows import audit
from workflows.audit import Finding
from workflows.audit.chain import GENESIS, body_of, head_of, sealed
from workflows.models import ChainHead, ChainLink


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
    session.execute(update(table).where(*key).values(**values))


def rewrite_chain(session: Session) -> None:
    """Compute every link anew over the rows as they are now."""
    session.flush()
    head, seq = GENESIS, 0
    for seq, _, rows in list(sealed(session)):
        body = body_of(digest for _, digest, _ in rows)
        head = head_of(head, body)
        session.execute(update(ChainLink).where(ChainLink.seq == seq).values(body=body, head=head))
    session.execute(update(ChainHead).values(seq=seq, head=head))


def findings(session: Session, *promises: str) -> list[Finding]:
    session.flush()
    return sorted(audit.verify(session, promises or None))
