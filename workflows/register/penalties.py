"""Puts penalty decisions on the credit record, with tier and dates as the law tables give them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import EntryKind, RecordKind, RecordState, Tier, VersionReason, Visibility
from workflows import clock
from workflows.law.penalties import Penalty, weigh_penalty
from workflows.models import BusinessEntity, CreditEntry, CreditRecord, PenaltyDecision
from workflows.register.chained import decision_digest
from workflows.register.commit import Commit
from workflows.register.life import after, entry_about
from workflows.register.versions import keep_versions
from workflows.register.withdrawal import withdraw
from workflows.register.wording import awaits_publicity, day_words, publication_words

REVOKED, IN_FORCE = "revoked", "in_force"
BY_A_FILE = "作出决定的机关填报已撤销这一决定"
"""Why a record is withdrawn whose decision a file says was revoked."""
DECISION = "decision"
"""Under which an entry's detail holds the digest of the decision that was put on record or corrected."""


def put_penalties_on_record(
    session: Session, commit: Commit, decisions: Sequence[tuple[PenaltyDecision, bool]]
) -> list[CreditRecord]:
    """Put a part of an import on record: a new record for a new decision, a correction for one sent again.

    The record of one that was revoked is withdrawn with everything that hangs on it; return what was withdrawn.
    The decisions have their ids already. Raises LawGap or LawConflict when the tables do not answer.
    """
    new = [penalty for penalty, is_new in decisions if is_new]
    fresh = [_new_record(session, penalty) for penalty in new]
    session.add_all(fresh)
    session.flush()
    again = _records_of(session, [penalty for penalty, is_new in decisions if not is_new])
    entries = [_entry_of_import(record, penalty, commit) for record, penalty in zip(fresh, new, strict=True)]
    entries += [_entry_of_correction(session, record, commit) for record in again]
    commit.write(session, entries)
    keep_versions(session, commit, fresh, VersionReason.PUT_ON_RECORD)
    keep_versions(session, commit, again, VersionReason.CORRECTED)
    ids = {penalty.id for penalty, _ in decisions if penalty.decision_state == REVOKED}
    revoked = [record for record in again if record.penalty_id in ids]
    return [one for record in revoked for one in withdraw(session, commit, record, BY_A_FILE)]


def put_decision_on_record(
    session: Session, commit: Commit, penalty: PenaltyDecision, case_id: UUID
) -> CreditRecord:
    """Put a decision that was made in a case here on record, by the same law as an imported one; return its record.

    Raises LawGap or LawConflict when the tables do not answer.
    """
    session.add(penalty)
    session.flush()
    record = _new_record(session, penalty)
    session.add(record)
    session.flush()
    entry = _entry_of_import(record, penalty, commit)
    entry.kind, entry.case_id = EntryKind.LIFE, case_id
    commit.write(session, [entry])
    keep_versions(session, commit, [record], VersionReason.PUT_ON_RECORD)
    return record


def put_publication_on_record(
    session: Session, commit: Commit, penalty: PenaltyDecision, published_on: date
) -> None:
    """Weigh a decision that was made here again by the day on which it was in fact published.

    Until then the last lawful day stands in for it. Raises LawGap or LawConflict when the tables do not answer.
    """
    penalty.published_on = published_on
    session.flush()
    records = _records_of(session, [penalty])
    for record in records:
        entry = _entry_of_correction(session, record, commit)
        entry.kind, entry.case_id = EntryKind.LIFE, penalty.case_id
        entry.summary = f"登记实际公示的日期。{_words(record)}"
        commit.write(session, [entry])
    keep_versions(session, commit, records, VersionReason.PUBLISHED)


def _records_of(session: Session, penalties: Sequence[PenaltyDecision]) -> Sequence[CreditRecord]:
    ids = [penalty.id for penalty in penalties]
    found = select(CreditRecord).where(CreditRecord.penalty_id.in_(ids)).order_by(CreditRecord.id)
    locked = found.with_for_update(of=CreditRecord).execution_options(populate_existing=True)
    return session.scalars(locked).all() if ids else []


def _new_record(session: Session, penalty: PenaltyDecision) -> CreditRecord:
    record = CreditRecord(
        entity_id=penalty.entity_id,
        kind=RecordKind.PENALTY,
        title=f"行政处罚决定书 {penalty.document_number}",
        penalty_id=penalty.id,
    )
    record.state, record.ended_on = set_terms(session, record, penalty)
    return record


def set_terms(
    session: Session, record: CreditRecord, penalty: PenaltyDecision
) -> tuple[RecordState, date | None]:
    """Write tier, dates and rules on the record; return the state that a record with these terms begins in."""
    found = weigh_penalty(as_law_sees(penalty, session.get_one(BusinessEntity, penalty.entity_id)))
    record.tier, record.decided_on = found.tier, penalty.decided_on
    record.published_on = found.published_on if found.publish else None
    record.earliest_repair_on, record.ends_on = found.earliest_repair_on, found.ends_on
    record.tier_rule, record.period_rule = found.tier_rule, found.period_rule
    record.basis, record.law_version = found.basis, found.law_version
    if not found.publish:
        return after(None, "record"), None
    if found.ends_on is not None and found.ends_on < clock.today():
        return after(None, "expire"), found.ends_on
    if found.published_on is not None and found.published_on > clock.today():
        return after(None, "record"), None
    return after(None, "publish"), None


def as_law_sees(penalty: PenaltyDecision, entity: BusinessEntity) -> Penalty:
    """Return the facts of a penalty decision as the law tables ask for them."""
    return Penalty(
        kinds=tuple(penalty.kinds.split(";")),
        fine=penalty.fine,
        confiscation=penalty.confiscation,
        decided_on=penalty.decided_on,
        effective_until=penalty.effective_until,
        subject=entity.kind,
        procedure=penalty.procedure,
        published_on=penalty.published_on,
    )


def _entry_of_import(record: CreditRecord, penalty: PenaltyDecision, commit: Commit) -> CreditEntry:
    entry = entry_about(record, commit, kind=EntryKind.IMPORT, event="put_on_record", summary=_words(record))
    entry.state_after, entry.detail = record.state, {DECISION: decision_digest(penalty)}
    entry.open_to(Visibility.PARTY if record.state == RecordState.RECORDED else Visibility.PUBLIC)
    return entry


def _entry_of_correction(session: Session, record: CreditRecord, commit: Commit) -> CreditEntry:
    """Correct the terms of a record; one that has ended keeps its end, one that is masked stays masked."""
    penalty = session.get_one(PenaltyDecision, record.penalty_id)
    ended, masked = RecordState(record.state).is_ended, record.state == RecordState.MASKED
    revoked = penalty.decision_state == REVOKED
    if masked and not revoked:
        set_terms(session, record, penalty)
    elif not ended and not revoked:
        record.state, record.ended_on = set_terms(session, record, penalty)
    summary = "更正重报；记录已结束，期限不变。" if ended else f"更正重报。{_words(record)}"
    if revoked:
        summary = "填报的决定状态：已撤销。"
    entry = entry_about(record, commit, kind=EntryKind.IMPORT, event="corrected", summary=summary)
    entry.state_after, entry.detail = record.state, {DECISION: decision_digest(penalty)}
    return entry


def _words(record: CreditRecord) -> str:
    tier = Tier(record.tier).label if record.tier else "不分档"
    if record.published_on is None:
        return f"归集{record.title}，失信程度{tier}，依法不公示。"
    ends = f"，公示至{day_words(record.ends_on)}" if record.ends_on else ""
    begins = (
        publication_words(record) if awaits_publicity(record) else f"自{day_words(record.published_on)}起公示"
    )
    return f"归集{record.title}，失信程度{tier}，{begins}{ends}。"
