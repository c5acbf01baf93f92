"""Begins and ends the public showing of records: by decision, by repair, with what they are linked to, in time."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from forms.choices import RecordState
from workflows.models import Case, CreditRecord, PenaltyDecision, SharedMessage
from workflows.register.commit import Commit
from workflows.register.kinds import begin_by_themselves, end_by_themselves, end_with_linked
from workflows.register.life import live
from workflows.register.messages import (
    CREDIT_CHINA,
    PLATFORM,
    PUBLICITY_SYSTEM,
    PUBLISH,
    PUSH_OUT,
    STATUS,
    share,
)
from workflows.register.wording import day_words

SHOWING = (CREDIT_CHINA, PLATFORM, PUBLICITY_SYSTEM)
"""Those who show records, or apply measures because of them."""
STATUSES = {"grant_repair": "repaired", "expire": "expired", "withdraw": "withdrawn"}
"""What they are told of each way in which the showing ends."""


def tell_end(
    session: Session, commit: Commit, record: CreditRecord, event: str, case: Case | None = None
) -> Mapping[str, Any]:
    """Tell everybody who shows a record that it has ended, and return what they are told (R11)."""
    told = {"status": STATUSES[event], "ended_on": str(record.ended_on)}
    if case is not None:
        told["case_number"] = case.number
    for recipient in SHOWING:
        share(session, commit, record, STATUS, recipient, told, case.id if case else None)
    return told


def tell_return(session: Session, commit: Commit, record: CreditRecord) -> None:
    """Tell everybody who shows a record, and was told that it was withdrawn, how it stands now."""
    told = {
        "status": record.state,
        "ended_on": str(record.ended_on or ""),
        "ends_on": str(record.ends_on or ""),
    }
    for recipient in SHOWING:
        share(session, commit, record, STATUS, recipient, {**told, "restored": True})


def tell_beginning(
    session: Session, commit: Commit, record: CreditRecord, case: Case, province: str = ""
) -> None:
    """Tell everybody who shows records of a penalty that was decided here (公示规定 4: the summary, not the text).

    The authority of another `province` in which the party is registered is told as well (公示规定 10).
    """
    penalty = record.penalty
    if penalty is None:
        return
    told = {
        "document_number": penalty.document_number,
        "party_name": record.entity.name,
        "violation_type": penalty.violation_type,
        "content": penalty.content,
        "authority": penalty.authority,
        "decided_on": str(penalty.decided_on),
        "tier": record.tier,
        "ends_on": str(record.ends_on) if record.ends_on else None,
        "case_number": case.number,
    }
    for recipient in SHOWING:
        share(session, commit, record, PUBLISH, recipient, told, case.id)
    if province:
        share(session, commit, record, PUSH_OUT, f"msa_{province}", told, case.id)


def linked_to(record: CreditRecord) -> Select[CreditRecord]:
    """Return the query for what ends together with a record: linked to it, shown still, of a kind that ends so."""
    shown = CreditRecord.state.in_([state for state in RecordState if state.is_shown])
    so = CreditRecord.linked_to_id == record.id, CreditRecord.kind.in_(end_with_linked())
    return select(CreditRecord).where(*so, shown).order_by(CreditRecord.id)


def end_linked(
    session: Session, commit: Commit, record: CreditRecord, event: str, reason: str
) -> list[CreditRecord]:
    """End what ends together with a record, in the same transaction (§1.5), and return what ended."""
    fresh = linked_to(record).with_for_update(of=CreditRecord).execution_options(populate_existing=True)
    linked = list(session.scalars(fresh))
    for one in linked:
        live(session, commit, one, event, summary=f"{reason}，关联的{one.title}同时停止公示。")
        tell_end(session, commit, one, event)
    return linked


def records_to_begin(session: Session, on: date, most: int) -> Sequence[CreditRecord]:
    """Return records that wait for their first day of publicity and have reached it, locked; the oldest first.

    Kinds that are shown by a decision only are not among them.
    A penalty that was decided here waits until those who show it have been told, which is once the party has it.
    """
    told = select(SharedMessage.id).where(
        SharedMessage.record_id == CreditRecord.id, SharedMessage.kind == PUBLISH
    )
    waiting = CreditRecord.state == RecordState.RECORDED, CreditRecord.kind.in_(begin_by_themselves())
    begins = (
        select(CreditRecord)
        .outerjoin(PenaltyDecision, PenaltyDecision.id == CreditRecord.penalty_id)
        .where(*waiting, CreditRecord.published_on <= on)
        .where(or_(PenaltyDecision.case_id.is_(None), told.exists()))
        .order_by(CreditRecord.published_on, CreditRecord.id)
        .limit(most)
        .with_for_update(of=CreditRecord, skip_locked=True)
    )
    return session.scalars(begins).all()


def begin_showing(session: Session, commit: Commit, record: CreditRecord) -> None:
    """Begin to show a record whose first day of publicity has come, without any case."""
    live(session, commit, record, "publish", summary=f"自{day_words(record.published_on)}起公示。")


def records_over(session: Session, on: date, most: int) -> Sequence[CreditRecord]:
    """Return records whose last day of publicity lies before a day, locked; the oldest first.

    Kinds that a decision ends are not among them.
    """
    shown = CreditRecord.state == RecordState.PUBLISHED, CreditRecord.kind.in_(end_by_themselves())
    over = (
        select(CreditRecord)
        .where(*shown, CreditRecord.ends_on < on)
        .order_by(CreditRecord.ends_on, CreditRecord.id)
        .limit(most)
        .with_for_update(of=CreditRecord, skip_locked=True)
    )
    return session.scalars(over).all()


def expire(session: Session, commit: Commit, record: CreditRecord) -> None:
    """End a record whose maximum period is over, without any case, and tell those who show it (R1)."""
    summary = f"公示期至{day_words(record.ends_on)}届满，自动停止公示。"
    live(session, commit, record, "expire", summary=summary)
    end_linked(session, commit, record, "expire", "公示期届满")
    tell_end(session, commit, record, "expire")
