"""Withdraws a record whose decision no longer stands, with everything that hangs on it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import RecordState
from workflows.models import CreditRecord
from workflows.register.commit import Commit
from workflows.register.life import live
from workflows.register.publicity import tell_end


def withdraw(session: Session, commit: Commit, record: CreditRecord, reason: str) -> list[CreditRecord]:
    """Withdraw a record and what is linked to it, tell those who were shown it, and return what was withdrawn.

    The entry keeps how the record stood, for it may be restored.
    """
    if record.state == RecordState.WITHDRAWN:
        return []
    kept = {"before": record.state, "ended_on": str(record.ended_on or "")}
    live(session, commit, record, "withdraw", summary=f"{reason}，撤回{record.title}，不再公示。", **kept)
    if record.published_on is not None:
        tell_end(session, commit, record, "withdraw")
    hanging = select(CreditRecord).where(CreditRecord.linked_to_id == record.id)
    fresh = hanging.with_for_update(of=CreditRecord).execution_options(populate_existing=True)
    linked = session.scalars(fresh.order_by(CreditRecord.id)).all()
    gone = [withdraw(session, commit, one, f"{reason}，所依据的{record.title}已撤回") for one in linked]
    return [record, *(one for several in gone for one in several)]
