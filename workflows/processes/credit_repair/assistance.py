"""The letter that asks the authority of another province to stop showing what was repaired here (R10a)."""

from datetime import date

from sqlalchemy import select

from workflows.law import clock_of
from workflows.models import Document
from workflows.processes.credit_repair.named import Facts, common
from workflows.register.messages import record_key
from workflows.steps.dossier import Dossier
from workflows.steps.provinces import administration, other_province

DECISION = "grant_decision"


def assistance_letter(dossier: Dossier, _on: date) -> Facts:
    """协助停止公示函: which record, by which decision it ends, and which authority is asked."""
    record, party = dossier.record, dossier.party
    decision = _decision(dossier)
    return {
        **common(dossier),
        "recipient": administration(other_province(dossier.record.entity.party)),
        "party_address": party.address or "",
        "record_key": record_key(record),
        "record_number": dossier.penalty.document_number,
        "record_decided_on": str(record.decided_on),
        "record_cause": dossier.penalty.violation_type,
        "decision_title": decision.title,
        "decision_number": decision.number,
        "decided_on": str(decision.issued_on),
        "ended_on": str(record.ended_on),
        "basis": [clock_of("repair_assistance").basis],
    }


def _decision(dossier: Dossier) -> Document:
    """Return the decision that grants the repair; the step that shares the repair comes after it."""
    granted = select(Document).where(Document.case_id == dossier.case.id, Document.kind == DECISION)
    return dossier.session.scalars(granted).one()
