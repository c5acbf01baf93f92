"""Steps of 信用修复终止: work on a case stops because its record was withdrawn, and whoever applied is told."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from forms.record_withdrawal import RECORD_WITHDRAWN
from workflows.documents.bureau import bureau
from workflows.documents.wording import chinese_date
from workflows.steps import StepContext, step, stopping
from workflows.steps.dossier import Dossier

WHY = "所涉记录已撤回，终止办理"


@step("applied")
def stop_work(ctx: StepContext) -> Mapping[str, Any]:
    """End what is counted in the case, and take back papers that nobody has received yet.

    Return whether somebody applied, who is to be told: a notice of the bureau's own has no applicant.
    """
    stopping.stop_work(ctx, WHY)
    return {"applied": "received_on" in ctx.dossier.application}


def repair_ended_notice(dossier: Dossier, _on: date) -> Mapping[str, Any]:
    """信用修复终止办理通知书: which application, and why the record is gone."""
    record, case, party = dossier.record, dossier.case, dossier.party
    return {
        "case_number": case.number,
        "party_name": party.name,
        "uscc": party.shown_code,
        "record": f"{record.title}（{chinese_date(str(record.decided_on))}作出）",
        "received_on": str(dossier.application["received_on"]),
        "ground": dossier.answers(RECORD_WITHDRAWN)["reason"],
        "contact_person": case.department.name,
        "contact_phone": bureau().window_phone,
    }
