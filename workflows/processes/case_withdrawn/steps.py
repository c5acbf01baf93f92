"""Steps of 当事人撤回: work stops, and the party is told that its withdrawal was taken."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from workflows.documents.bureau import bureau
from workflows.steps import StepContext, step, stopping
from workflows.steps.dossier import Dossier

WHY = "当事人撤回"
ACT = "withdraw"


@step()
def stop_work(ctx: StepContext) -> Mapping[str, Any]:
    """End what is counted in the case, and take back papers that nobody has received yet."""
    stopping.stop_everything(ctx, WHY)
    ctx.tell_party("准予撤回，不再办理。", event="withdrawn_by_party")
    return {}


def case_withdrawn_notice(dossier: Dossier, _on: date) -> Mapping[str, Any]:
    """准予撤回申请通知书: which case, and what the party said."""
    case, party, told = dossier.case, dossier.party, dossier.answers(ACT)
    return {
        "case_number": case.number,
        "party_name": party.name,
        "uscc": party.shown_code,
        "reason": told["reason"],
        "contact_person": case.department.name,
        "contact_phone": bureau().phone,
    }
