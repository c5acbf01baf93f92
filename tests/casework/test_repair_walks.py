"""信用修复 from application to served decision, through the doors."""

from forms.choices import RecordState
from tests.office import VERIFIED, Office
from workflows.models import Case, CreditEntry, CreditRecord, Document
from workflows.processes.credit_repair.outcomes import Outcome


def accepted(office: Office, **facts):
    record = office.penalty(**facts)
    case = office.apply(record)
    office.answer("case_officer", case, "formal_check", materials="complete")
    office.answer("reviewer", case, "review_acceptance", acceptance_opinion="agree")
    return case, record


def test_a_granted_repair_ends_the_publicity_once_the_decision_is_served(office):
    case, record = accepted(office)
    office.serve(case)
    office.answer("case_officer", case, "verify", **VERIFIED)
    office.answer("reviewer", case, "review", review_opinion="agree")
    office.answer("approver", case, "approve", approval_opinion="agree")
    assert office.one(CreditRecord, id=record).state == RecordState.PUBLISHED
    office.serve(case)
    assert office.one(CreditRecord, id=record).state == RecordState.REPAIRED
    assert office.one(Case, id=case).outcome in (None, Outcome.GRANTED)
    titles = {document.title for document in office.all(Document, case_id=case)}
    assert titles == {"信用修复受理通知书", "信用修复核实记录", "准予信用修复决定书", "送达回证"}
    entries = office.all(CreditEntry, case_id=case)
    assert sorted(entry.case_seq for entry in entries) == list(range(1, len(entries) + 1))
