"""What every paper of a repair case names: the case, the party, the record, and since when it is accepted."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from workflows.documents.bureau import bureau
from workflows.documents.wording import chinese_date
from workflows.steps.dossier import Dossier
from workflows.steps.names import former_name

Facts = Mapping[str, Any]


def common(dossier: Dossier) -> dict[str, Any]:
    """Return what every paper of the case names: the case, the party, the record, the handler."""
    party, record = dossier.party, dossier.record
    return {
        "case_number": dossier.case.number,
        "party_name": party.name,
        "former_name": former_name(dossier, record.entity, record.decided_on),
        "uscc": party.shown_code,
        "record": f"{record.title}（{chinese_date(str(record.decided_on))}作出）",
        "received_on": str(dossier.application["received_on"]),
        "contact_person": dossier.case.department.name,
        "contact_phone": bureau().window_phone,
    }


def accepted_on(dossier: Dossier, on: date) -> date:
    """Return the day of acceptance; that of the paper while nothing is accepted yet."""
    base = dossier.deadline("repair_decision", "repair_decision_abnormal")
    return base.starts_on if base else on
