"""Steps of 终止办理: work stops, and the party is told why."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from workflows.documents.bureau import bureau
from workflows.steps import StepContext, step, stopping
from workflows.steps.dossier import Dossier

WHY = "案件终止办理"
ACT = "end"


@step()
def stop_work(ctx: StepContext) -> Mapping[str, Any]:
    """End what is counted in the case, and take back papers that nobody has received yet."""
    stopping.stop_work(ctx, WHY)
    return {}


def case_ended_notice(dossier: Dossier, _on: date) -> Mapping[str, Any]:
    """终止办理通知书: which case, and why it ends."""
    case, party, told = dossier.case, dossier.party, dossier.answers(ACT)
    return {
        "case_number": case.number,
        "party_name": party.name,
        "uscc": party.shown_code,
        "ground": told["ground"],
        "reason": told["reason"],
        "contact_person": case.department.name,
        "contact_phone": bureau().phone,
    }
