"""The life of a credit record: which event may follow which state (§3.3), and the entry that each event leaves."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from forms.choices import EntryKind, RecordState, Visibility
from workflows import clock
from workflows.errors import RecordNotInState
from workflows.models import CreditEntry, CreditRecord
from workflows.register.commit import Commit

LIFE: Mapping[tuple[RecordState | None, str], RecordState] = {
    (None, "record"): RecordState.RECORDED,
    (None, "publish"): RecordState.PUBLISHED,
    (None, "expire"): RecordState.EXPIRED,
    (RecordState.RECORDED, "publish"): RecordState.PUBLISHED,
    (RecordState.PUBLISHED, "expire"): RecordState.EXPIRED,
    (RecordState.PUBLISHED, "grant_repair"): RecordState.REPAIRED,
    (RecordState.MASKED, "grant_repair"): RecordState.REPAIRED,
    (RecordState.PUBLISHED, "mask"): RecordState.MASKED,
    (RecordState.MASKED, "unmask"): RecordState.PUBLISHED,
    (RecordState.REPAIRED, "revoke_repair"): RecordState.PUBLISHED,
    **{
        (state, "withdraw"): RecordState.WITHDRAWN
        for state in RecordState
        if state is not RecordState.WITHDRAWN
    },
    **{
        (RecordState.WITHDRAWN, f"restore_{state}"): state
        for state in RecordState
        if state is not RecordState.WITHDRAWN
    },
}


def after(state: RecordState | None, event: str) -> RecordState:
    """Return the state that `event` leads to. Raises RecordNotInState when it may not follow."""
    try:
        return LIFE[state, event]
    except KeyError:
        raise RecordNotInState(f"（现在的状态：{state.label if state else '未记录'}）") from None


def locked(session: Session, record: CreditRecord) -> CreditRecord:
    """Return the record, locked until the transaction ends and read after the lock."""
    found = select(CreditRecord).where(CreditRecord.id == record.id)
    fresh = found.options(joinedload(CreditRecord.penalty)).with_for_update(of=CreditRecord)
    return session.scalars(fresh.execution_options(populate_existing=True)).one()


def turn(record: CreditRecord, event: str, on: date) -> RecordState:
    """Carry a record through an event of its life on a day, and return its new state.

    The caller writes the entry that tells of it. Raises RecordNotInState.
    """
    state = after(RecordState(record.state), event)
    record.state = state
    record.ended_on = on if state.is_ended else None
    return state


def live(
    session: Session, commit: Commit, record: CreditRecord, event: str, *, summary: str, **detail: Any
) -> CreditEntry:
    """Carry a record through an event outside of any case step, and write the entry that tells of it."""
    state = turn(record, event, clock.day_of(commit.at))
    entry = entry_about(record, commit, kind=EntryKind.LIFE, event=event, summary=summary)
    entry.state_after, entry.detail = state, detail
    entry.open_to(Visibility.PUBLIC)
    commit.write(session, [entry])
    return entry


def entry_about(
    record: CreditRecord, commit: Commit, *, kind: EntryKind, event: str, summary: str
) -> CreditEntry:
    """Return an internal entry about a record, on the record's own basis; the caller writes it."""
    return CreditEntry(
        entity_id=record.entity_id,
        record_id=record.id,
        kind=kind,
        event=event,
        visibility=Visibility.INTERNAL,
        summary=summary,
        basis=record.basis,
        rule=record.period_rule,
        law_version=record.law_version,
        detail={},
        actor_id=commit.actor_id,
        actor_name=commit.actor_name,
        at=commit.at,
    )
