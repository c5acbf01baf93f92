"""What rests on a record that was withdrawn does not stand without it."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from workflows.audit.finding import Finding
from workflows.audit.reading import each
from workflows.models import CreditRecord


def check(session: Session) -> Iterator[Finding]:
    """B2.4: with a record everything is withdrawn that rests on it, whatever state that was in."""
    base = aliased(CreditRecord)
    stands = (
        select(CreditRecord.id, base.id.label("base"))
        .join(base, base.id == CreditRecord.linked_to_id)
        .where(base.state == "withdrawn", CreditRecord.state != "withdrawn")
        .order_by(CreditRecord.id)
    )
    yield from each(session, "B2.4", "credit_record", stands, "所依据的记录 {base} 已撤回，这一条没有撤回。")
