"""Versions of records: counted without a gap, and the last one says what the record and its decision say."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflows.audit.finding import Finding
from workflows.audit.reading import Found, stream
from workflows.models import Base, CreditRecord, PenaltyDecision, RecordVersion

DAYS = ("decided_on", "published_on", "earliest_repair_on", "ends_on")
CODES = ("tier", "tier_rule", "period_rule", "basis", "law_version")
TEXTS = (
    "document_number violation_type facts basis kinds content licence authority authority_code source_unit"
    " source_unit_code remark procedure decision_state representative"
)
AMOUNTS = ("fine", "confiscation")
DECIDED = ("decided_on", "effective_until", "published_on", "stated_end_on", "case_id")
FEN = 100


def check(session: Session) -> Iterator[Finding]:
    """B2.8: the versions of a record are numbered from one on, and the last is what it says today."""
    counted = (
        select(
            RecordVersion.record_id,
            func.count().label("several"),
            func.max(RecordVersion.number).label("number"),
        )
        .group_by(RecordVersion.record_id)
        .subquery()
    )
    last = (RecordVersion.record_id == CreditRecord.id) & (RecordVersion.number == counted.c.number)
    asked = (
        select(CreditRecord, PenaltyDecision, RecordVersion, counted.c.several)
        .outerjoin(PenaltyDecision, PenaltyDecision.id == CreditRecord.penalty_id)
        .outerjoin(counted, counted.c.record_id == CreditRecord.id)
        .outerjoin(RecordVersion, last)
    )
    for row in stream(session, asked):
        if said := _wrong(row):
            yield Finding("B2.8", "credit_record", str(row.CreditRecord.id), said)
        for one in (one for one in row if isinstance(one, Base)):
            session.expunge(one)


def _wrong(row: Found) -> str | None:
    version = row.RecordVersion
    if version is None or version.number != row.several:
        return "记录的内容没有存档，或者存档的版本缺号。"
    if version.terms != _terms(row.CreditRecord):
        return "记录的档次、期限与最后一次存档的不同。"
    # An erased content vouches for nothing any more; the erasure itself is told of.
    # What a record of another kind than a penalty says stands in its versions alone.
    if version.body and not _body(row.CreditRecord, row.PenaltyDecision).items() <= version.body.items():
        return "记录的内容与最后一次存档的不同。"
    return None


def _terms(record: CreditRecord) -> Mapping[str, Any]:
    return {name: getattr(record, name) for name in CODES} | {
        name: _written(getattr(record, name)) for name in DAYS
    }


def _body(record: CreditRecord, decision: PenaltyDecision | None) -> Mapping[str, Any]:
    if decision is None:
        return {"title": record.title}
    amounts = {name: getattr(decision, name) for name in AMOUNTS}
    return {
        "title": record.title,
        **{name: getattr(decision, name) for name in TEXTS.split()},
        **{name: None if amount is None else int(amount * FEN) for name, amount in amounts.items()},
        **{name: _written(getattr(decision, name)) for name in DECIDED},
    }


def _written(value: object) -> str | None:
    return None if value is None else str(value)
