"""Takes a record off by hand of 信用监管科, with the cases about it, and puts it back when that was a mistake."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from forms.choices import RecordState
from workflows.casework.actor import Actor
from workflows.casework.ending import end_cases_about, locked_cases_about
from workflows.errors import NotFound, RecordNotInState
from workflows.models import CreditRecord
from workflows.register.commit import Commit
from workflows.register.life import after, locked
from workflows.register.restoring import restore
from workflows.register.withdrawal import withdraw


def record_to_withdraw(session: Session, record_id: int) -> CreditRecord:
    """Return a record that can still be withdrawn. Raises NotFound or RecordNotInState."""
    record = _record(session, record_id)
    after(RecordState(record.state), "withdraw")
    return record


def record_to_restore(session: Session, record_id: int) -> CreditRecord:
    """Return a withdrawn record that can be restored. Raises NotFound, or RecordNotInState where its base is gone."""
    record = _record(session, record_id)
    if record.state != RecordState.WITHDRAWN:
        raise RecordNotInState("（记录没有撤回）")
    base = session.get(CreditRecord, record.linked_to_id) if record.linked_to_id else None
    if base is not None and base.state == RecordState.WITHDRAWN:
        raise RecordNotInState(f"（所依据的{base.title}已撤回，请恢复那一条，这一条随之恢复）")
    return record


def withdraw_record(session: Session, record_id: int, told: Mapping[str, Any], actor: Actor) -> CreditRecord:
    """Withdraw a record with everything that hangs on it and end the cases about it; return it.

    Raises NotFound or RecordNotInState.
    """
    locked_cases_about(session, [record_to_withdraw(session, record_id).id])
    record = locked(session, record_to_withdraw(session, record_id))
    commit = Commit(actor.officer_id, actor.name)
    reason = f"{told['ground'].label}（{told['reason']}）"
    gone = withdraw(session, commit, record, reason)
    if not gone:
        raise RecordNotInState
    end_cases_about(session, [one.id for one in gone], reason, actor.name)
    return record


def restore_record(session: Session, record_id: int, told: Mapping[str, Any], actor: Actor) -> CreditRecord:
    """Restore a record with what was withdrawn with it, and return it; cases that ended stay ended.

    Raises NotFound, RecordNotInState, LawGap or LawConflict.
    """
    # What it rests on is locked first, and asked for again: somebody may be withdrawing that.
    base_id = record_to_restore(session, record_id).linked_to_id
    if base_id is not None:
        locked(session, _record(session, base_id))
    record = locked(session, record_to_restore(session, record_id))
    restore(session, Commit(actor.officer_id, actor.name), record, f"撤回有误（{told['reason']}）")
    return record


def _record(session: Session, record_id: int) -> CreditRecord:
    record = session.get(CreditRecord, record_id)
    if record is None:
        raise NotFound
    return record
