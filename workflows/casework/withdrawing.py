"""Takes a record off, by hand of 信用监管科: its decision was annulled, or it should never have been shown."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from forms.choices import RecordState
from workflows.casework.actor import Actor
from workflows.errors import NotFound, RecordNotInState
from workflows.models import CreditRecord
from workflows.register.commit import Commit
from workflows.register.life import after, locked
from workflows.register.withdrawal import withdraw


def record_to_withdraw(session: Session, record_id: int) -> CreditRecord:
    """Return a record that can still be withdrawn. Raises NotFound or RecordNotInState."""
    record = session.get(CreditRecord, record_id)
    if record is None:
        raise NotFound
    after(RecordState(record.state), "withdraw")
    return record


def withdraw_record(session: Session, record_id: int, told: Mapping[str, Any], actor: Actor) -> CreditRecord:
    """Withdraw a record with everything that hangs on it, and return it. Raises NotFound or RecordNotInState."""
    record = locked(session, record_to_withdraw(session, record_id))
    commit = Commit(actor.officer_id, actor.name)
    gone = withdraw(session, commit, record, f"{told['ground'].label}（{told['reason']}）")
    if not gone:
        raise RecordNotInState
    return record
