"""Puts a record back whose withdrawal was a mistake: it stands as it would if it had never been withdrawn."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import EntryKind, RecordState, VersionReason, Visibility
from workflows import clock
from workflows.errors import RecordNotInState
from workflows.models import CreditEntry, CreditRecord
from workflows.register.chained import decision_digest
from workflows.register.commit import Commit
from workflows.register.life import entry_about, turn
from workflows.register.penalties import DECISION, IN_FORCE, REVOKED, set_terms
from workflows.register.publicity import tell_return
from workflows.register.versions import keep_versions

RESTORE, WITHDRAW = "restore", "withdraw"
UNSEEN = "0" * 64
"""The digest of a decision as no row of a file states it: whatever the next file says of it is news."""


def restore(session: Session, commit: Commit, record: CreditRecord, reason: str) -> list[CreditRecord]:
    """Restore a withdrawn record and what was withdrawn with it, tell those who show it, and return what came back.

    What was shown, and whose time ran out meanwhile, has expired. Raises RecordNotInState, LawGap or LawConflict.
    """
    gone = _withdrawal(session, record)
    _come_back(session, commit, record, gone, reason)
    hanging = _withdrawn_with(session, record, gone)
    back = [restore(session, commit, one, f"{reason}，所依据的{record.title}已恢复") for one in hanging]
    return [record, *(one for several in back for one in several)]


def _withdrawal(session: Session, record: CreditRecord) -> CreditEntry:
    """Return the entry that tells of a record's withdrawal, and how it stood. Raises RecordNotInState."""
    told = CreditEntry.record_id == record.id, CreditEntry.event == WITHDRAW
    last = select(CreditEntry).where(*told).order_by(CreditEntry.id.desc()).limit(1)
    gone = session.scalars(last).one_or_none()
    if record.state != RecordState.WITHDRAWN or gone is None or "before" not in gone.detail:
        raise RecordNotInState
    return gone


def _come_back(
    session: Session, commit: Commit, record: CreditRecord, gone: CreditEntry, reason: str
) -> None:
    decision = _in_force(record)
    state, ended_on = _as_if_never_withdrawn(session, record, gone)
    turn(record, f"{RESTORE}_{state}", clock.day_of(commit.at))
    record.ended_on = ended_on
    summary = f"{reason}，恢复{record.title}（{state.label}）。"
    entry = entry_about(record, commit, kind=EntryKind.LIFE, event=RESTORE, summary=summary)
    entry.state_after, entry.visibility, entry.detail = state, Visibility.PUBLIC, decision
    commit.write(session, [entry])
    keep_versions(session, commit, [record], VersionReason.RESTORED)
    if record.published_on is not None:
        tell_return(session, commit, record)


def _as_if_never_withdrawn(
    session: Session, record: CreditRecord, gone: CreditEntry
) -> tuple[RecordState, date | None]:
    """Return the state in which the record would be today, and the day of its end if it has ended."""
    before, ended_on = RecordState(gone.detail["before"]), gone.detail["ended_on"]
    if before is RecordState.PUBLISHED and record.penalty is not None:
        return set_terms(session, record, record.penalty)
    if before is RecordState.PUBLISHED and record.ends_on is not None and record.ends_on < clock.today():
        return RecordState.EXPIRED, record.ends_on
    return before, date.fromisoformat(ended_on) if ended_on else None


def _withdrawn_with(session: Session, record: CreditRecord, gone: CreditEntry) -> Sequence[CreditRecord]:
    """Return what hung on a record and was withdrawn with it, locked: not what had grounds of its own to go."""
    with_it = select(CreditEntry.record_id).where(
        CreditEntry.event == WITHDRAW, CreditEntry.commit_id == gone.commit_id
    )
    linked = CreditRecord.linked_to_id == record.id, CreditRecord.state == RecordState.WITHDRAWN
    fresh = select(CreditRecord).where(*linked, CreditRecord.id.in_(with_it)).order_by(CreditRecord.id)
    locked = fresh.with_for_update(of=CreditRecord).execution_options(populate_existing=True)
    return session.scalars(locked).all()


def _in_force(record: CreditRecord) -> dict[str, str]:
    """Let the decision stand again that a file had revoked, and return what the entry keeps of it."""
    penalty = record.penalty
    if penalty is None:
        return {}
    if penalty.decision_state == REVOKED:
        penalty.decision_state, penalty.row_digest = IN_FORCE, UNSEEN
    return {DECISION: decision_digest(penalty)}
