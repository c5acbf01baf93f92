"""Parties: an entry, its case, its record, its penalty and the papers all speak of the same one."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows.audit.finding import Finding
from workflows.audit.reading import Found, each, stream
from workflows.models import (
    BusinessEntity,
    Case,
    CreditEntry,
    CreditRecord,
    Document,
    PartyChange,
    PenaltyDecision,
)


def check(session: Session) -> Iterator[Finding]:
    """B2.5: the party of an entry is that of its case, of its record and of the papers."""
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
    yield from _papers(session)


def _papers(session: Session) -> Iterator[Finding]:
    former = _former_names(session)
    party = (
        BusinessEntity.id.label("party_id"),
        BusinessEntity.name,
        BusinessEntity.uscc,
        BusinessEntity.registration_number,
    )
    asked = select(Document.id, Document.facts, *party).join(Case, Document.case_id == Case.id)
    for row in stream(session, asked.join(BusinessEntity, Case.entity_id == BusinessEntity.id)):
        if _speaks_of_another(row, former.get(row.party_id, frozenset())):
            yield Finding("B2.5", "document", str(row.id), f"文书所写的当事人不是案件的当事人{row.name}。")


def _former_names(session: Session) -> dict[int, frozenset[str]]:
    renamed = select(PartyChange.entity_id, PartyChange.was).where(PartyChange.kind == "renamed")
    names: dict[int, frozenset[str]] = {}
    for row in stream(session, renamed):
        names[row.entity_id] = names.get(row.entity_id, frozenset()) | {row.was}
    return names


def _speaks_of_another(row: Found, former: frozenset[str]) -> bool:
    """Tell whether a paper names another party; a code that became known later, or a former name, is its own."""
    names = {row.facts[key] for key in ("party_name", "recipient") if key in row.facts}
    codes = {row.uscc, row.registration_number, "（自然人）"}
    return bool(names - {row.name} - former) or row.facts.get("uscc", row.uscc) not in codes
