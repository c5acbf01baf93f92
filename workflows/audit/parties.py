"""Parties: an entry, its case, its record and its penalty all speak of the same one."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows.audit.finding import Finding
from workflows.audit.reading import each
from workflows.models import Case, CreditEntry, CreditRecord, PenaltyDecision


def check(session: Session) -> Iterator[Finding]:
    """B2.5: the party of an entry is that of its case and of its record."""
    entry = select(CreditEntry.id)
    of_case = entry.join(Case, CreditEntry.case_id == Case.id).where(CreditEntry.entity_id != Case.entity_id)
    yield from each(session, "B2.5", "credit_entry", of_case, "条目的当事人不是案件的当事人。")
    of_record = entry.join(CreditRecord, CreditEntry.record_id == CreditRecord.id)
    other = of_record.where(CreditEntry.entity_id != CreditRecord.entity_id)
    yield from each(session, "B2.5", "credit_entry", other, "条目的当事人不是信用记录的当事人。")
    case = select(Case.id).join(CreditRecord, Case.record_id == CreditRecord.id)
    swapped = case.where(Case.entity_id != CreditRecord.entity_id)
    yield from each(session, "B2.5", "case", swapped, "案件的当事人不是信用记录的当事人。")
    record = select(CreditRecord.id).join(PenaltyDecision, CreditRecord.penalty_id == PenaltyDecision.id)
    mistaken = record.where(CreditRecord.entity_id != PenaltyDecision.entity_id)
    yield from each(session, "B2.5", "credit_record", mistaken, "信用记录的当事人不是受处罚的当事人。")
