"""Penalty decisions: each stands as the last entry says that tells of it, and that entry is in the chain."""

import hashlib
from collections.abc import Iterator
from typing import Any

import orjson
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflows.audit.finding import Finding
from workflows.audit.reading import stream
from workflows.models import CreditEntry, CreditRecord, PenaltyDecision

TELLING = ("put_on_record", "corrected", "restore")
TEXTS = (
    "entity_id document_number violation_type facts basis kinds content licence authority authority_code"
    " source_unit source_unit_code remark row_digest procedure"
)
AMOUNTS = ("fine", "confiscation")
DAYS = ("decided_on", "effective_until")
FEN = 100


def check(session: Session) -> Iterator[Finding]:
    """B6.1: a decision is what the chain says of it since it was last put on record or corrected."""
    last = (
        select(func.max(CreditEntry.id))
        .where(CreditEntry.record_id == CreditRecord.id, CreditEntry.event.in_(TELLING))
        .correlate(CreditRecord)
        .scalar_subquery()
    )
    asked = (
        select(PenaltyDecision, CreditEntry.detail)
        .outerjoin(CreditRecord, CreditRecord.penalty_id == PenaltyDecision.id)
        .outerjoin(CreditEntry, CreditEntry.id == last)
    )
    for decision, detail in stream(session, asked):
        session.expunge(decision)
        sealed = detail.get("decision") if isinstance(detail, dict) else None
        # An erased detail vouches for nothing any more; the erasure itself is told of.
        if detail != {} and sealed != _digest(decision):
            words = "处罚决定与归集或者更正时封存的内容不同。"
            yield Finding("B6.1", "penalty_decision", str(decision.id), words)


def _digest(decision: PenaltyDecision) -> str:
    held: dict[str, Any] = {name: getattr(decision, name) for name in TEXTS.split()}
    for name in AMOUNTS:
        amount = getattr(decision, name)
        held[name] = None if amount is None else int(amount * FEN)
    held |= {name: str(getattr(decision, name)) for name in DAYS}
    if decision.decision_state != "in_force":
        held["decision_state"] = decision.decision_state
    if decision.representative is not None:
        held["representative"] = decision.representative
    if decision.stated_end_on:
        held["stated_end_on"] = str(decision.stated_end_on)
    held["published_on"] = str(decision.published_on) if decision.published_on else None
    held["case_id"] = str(decision.case_id) if decision.case_id else None
    return hashlib.sha256(orjson.dumps(held, option=orjson.OPT_SORT_KEYS)).hexdigest()
