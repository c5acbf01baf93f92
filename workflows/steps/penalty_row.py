"""The row of the credit register that a penalty decision becomes which was made in a case here."""

import hashlib
from datetime import date

import orjson

from workflows.documents.bureau import bureau
from workflows.law import add_months, parameter
from workflows.models import Document, PenaltyDecision
from workflows.steps.dossier import Dossier
from workflows.steps.penalty_case import Proposed, proposed

ORDINARY, SUMMARY = "ordinary", "summary"


def decision_row(dossier: Dossier, document: Document, procedure: str = ORDINARY) -> PenaltyDecision:
    """Return the row of a decision that was made in this case, as an imported one would have it."""
    found, house = proposed(dossier), bureau()
    facts = {
        "document_number": document.number,
        "violation_type": found.answers["cause"],
        "facts": found.answers["facts_found"],
        "basis": found.answers["penalty_basis"],
        "kinds": ";".join(found.kinds),
        "content": "；".join(found.content),
        "decided_on": document.issued_on,
        "effective_until": effective_until(found, document.issued_on),
        "authority": house.name,
        "authority_code": house.uscc,
        "source_unit": house.name,
        "source_unit_code": house.uscc,
    }
    digest = hashlib.sha256(orjson.dumps(facts, option=orjson.OPT_SORT_KEYS)).hexdigest()
    amounts = {"fine": found.fine, "confiscation": found.confiscation}
    origin = {"entity_id": dossier.case.entity_id, "case_id": dossier.case.id, "procedure": procedure}
    return PenaltyDecision(row_digest=digest, **origin, **facts, **amounts)


def effective_until(found: Proposed, decided_on: date) -> date:
    """Return the last day of a restriction, or the far day that stands for none (dp.noExpiry)."""
    if found.restriction is None or not found.months:
        return parameter("dp.noExpiry", date)
    return add_months(decided_on, found.months)
